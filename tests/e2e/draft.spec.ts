// The draft of an application: what the answers give, what is still empty, and the ways to take it along.

import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import papaparse from "papaparse";
import readXlsxFile from "read-excel-file/node";

import type { App } from "../../www/src/app/app.ts";
import { answer, begin, heading, paste } from "./journey.ts";
import { expectGood, openAt, reload, test } from "./planning.ts";

const LABEL = "这是我们按你的回答整理的草稿，不是平台的表格；平台的表格以你收到的为准。";

const row = (page: Page, id: string) => page.locator(`[data-row="${id}"]`);
const note = (page: Page, title: string) => page.getByRole("textbox", { name: `补充：${title}` });

/** To the draft of cold start, with three answers and two broadcasts, the list of which is not said to be complete. */
async function coldStart(page: Page): Promise<void> {
  await openAt(page, "2023-09-14T10:00", "./");
  await begin(page, "冷启动扶持", "2023-09-14");
  for (const given of ["是", "否", "不确定"]) await answer(page, given);
  await page.getByRole("button", { name: "记录开播" }).click();
  await paste(page, "2023-08-20 20:00\t120\t1500\n2023-09-10 20:00\t60\t3000");
  await page.getByRole("button", { name: "加入这 2 场" }).click();
  await expect(page.getByRole("heading", { name: "已记录 2 场" })).toBeVisible();
  await page.getByRole("link", { name: "更多" }).click();
  await page.getByRole("link", { name: "申请草稿" }).click();
  await expect(heading(page)).toHaveText("申请草稿");
}

/** Changes what is kept, as another screen does. */
async function use(page: Page, change: (app: App) => void | Promise<void>): Promise<void> {
  const app = await page.locator("kaibo-page").evaluateHandle((shell: HTMLElement & { app: App }) => shell.app);
  await app.evaluate(change);
}

async function writeNote(page: Page, title: string, text: string): Promise<void> {
  await page
    .getByText("补充", { exact: true })
    .and(page.getByLabel(`补充：${title}`))
    .click();
  await note(page, title).fill(text);
}

async function saved(page: Page, button: string): Promise<{ readonly name: string; readonly content: Buffer }> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: button }).click(),
  ]);
  return { name: download.suggestedFilename(), content: await readFile(await download.path()) };
}

test("the draft says first what it is, and holds the answers, their clauses and what the broadcasts give", async ({
  page,
}) => {
  await coldStart(page);
  await expect(page.locator("page-draft p").first()).toHaveText(LABEL);
  await expect(page.getByRole("radio", { name: "冷启动扶持" })).toBeChecked();
  await expect(row(page, "programme")).toContainText("冷启动扶持");
  await expect(row(page, "submitOn")).toContainText("2023年9月14日");
  await expect(row(page, "sellsOnStream")).toContainText("直播间带货 · 第 1.1(1) 条");
  await expect(row(page, "sellsOnStream").locator(".answer")).toHaveText("是");
  await expect(row(page, "hasBrandBadge").locator(".answer")).toHaveText("否");
  await expect(row(page, "firstBroadcastOn").locator(".answer")).toHaveText(
    "2023年8月20日或以前（按开播记录，可能有漏记的）",
  );
  await expect(row(page, "broadcasts")).toContainText("2 场");
  await expect(row(page, "sinceFirstMinutes")).toContainText("至少 3 小时");
  await expect(row(page, "sinceFirstGmv")).toContainText("至少 ¥4,500");
  // A risk decides nothing; a figure of no task of this programme is not made up.
  await expect(row(page, "refundRate")).toHaveCount(0);
  await expect(row(page, "monthGmv")).toHaveCount(0);
});

test("what is empty is marked, also what one is not sure of, and leads to where it is filled in", async ({ page }) => {
  await coldStart(page);
  await expect(row(page, "coldStartGrantedBefore")).toContainText("还空着（你选了“不确定”）");
  await expect(row(page, "cheating").locator(".answer")).toHaveText("还空着");
  await expect(page.getByText("还有 5 项空着。")).toBeVisible();
  await expect(row(page, "cheating").getByRole("button", { name: "复制" })).toHaveCount(0);

  await page.getByRole("radio", { name: "标杆案例扶持" }).check();
  await expect(row(page, "firstBroadcastOn")).toHaveCount(0);
  await expect(row(page, "eventGmv")).toHaveCount(0);
  await page.getByRole("link", { name: "去填：GMV 目标" }).click();
  await expect(heading(page)).toHaveText("标杆计划");
  await page.getByLabel("GMV 目标（元）", { exact: true }).fill("60000");
  await page.goBack();
  await expect(row(page, "gmvTarget").locator(".answer")).toHaveText("¥60,000");
  await page.getByRole("link", { name: "去填：作弊" }).click();
  await expect(page.locator("page-check")).toBeVisible();
});

test("the choice and the notes survive a reload, and each form has its own notes", async ({ page }) => {
  await coldStart(page);
  await page.getByRole("radio", { name: "标杆案例扶持" }).check();
  await writeNote(page, "直播间带货", "主要卖\n自家的茶");
  await reload(page);
  await expect(page.getByRole("radio", { name: "标杆案例扶持" })).toBeChecked();
  await expect(note(page, "直播间带货")).toHaveValue("主要卖\n自家的茶");
  // Its text is deleted to be written anew: it does not close under the hand.
  await note(page, "直播间带货").fill("");
  await expect(note(page, "直播间带货")).toBeFocused();
  await note(page, "直播间带货").fill("茶");
  await page.getByRole("radio", { name: "冷启动扶持" }).check();
  await expect(note(page, "直播间带货")).toBeHidden();
  await expect(row(page, "sellsOnStream")).not.toContainText("茶");
});

test("a value the platform told stands there with its source and its day", async ({ page }) => {
  await openAt(page, "2023-09-14T10:00", "./#planner");
  await page.getByText("问到了「标杆案例的 GMV 门槛」？填在这里").click();
  await page.getByLabel("金额（元）").fill("50000");
  await page.getByLabel("谁告诉你的").fill("腾讯对接人");
  await page.getByLabel("哪天告诉你的").fill("2023-09-10");
  await page.getByRole("button", { name: "保存并重新判断" }).click();
  await page.goto("./#draft");
  await page.getByRole("radio", { name: "标杆案例扶持" }).check();
  await expect(row(page, "benchmarkGmvTarget")).toContainText("¥50,000（腾讯对接人，2023年9月10日告知）");
});

test("an entry and the whole are copied, and that is said", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await coldStart(page);
  await writeNote(page, "品牌标资质", "从来没有申请过");
  await page.getByRole("button", { name: "复制：品牌标资质" }).click();
  await expect(page.getByRole("status").filter({ hasText: "已复制：品牌标资质" })).toBeVisible();
  expect(await clipboard()).toBe("否\n从来没有申请过");

  await page.getByRole("button", { name: "复制全部" }).first().click();
  await expect(page.getByRole("status").filter({ hasText: "全部内容已复制" })).toBeVisible();
  const lines = (await clipboard()).split("\n");
  expect(lines[0]).toBe(LABEL);
  expect(lines).toContain("品牌标资质：否。补充：从来没有申请过");
  expect(lines).toContain("作弊：还空着");
  expect(lines.at(-1)).toContain("2023-09-14 版");
});

test("where the browser does not let a page copy, the text is selected to be copied by hand", async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await coldStart(page);
  await page.getByRole("button", { name: "复制：直播间带货" }).click();
  const box = page.getByRole("textbox", { name: "文字已经选好" });
  await expect(box).toBeFocused();
  await expect(box).toHaveValue("是");
  const selected = await box.evaluate((area: HTMLTextAreaElement) => [area.selectionStart, area.selectionEnd]);
  expect(selected).toEqual([0, 1]);
});

test("the text to be copied by hand is what the draft says now, and of the account in use", async ({ page }) => {
  await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
  await coldStart(page);
  await page.getByRole("button", { name: "复制全部" }).first().click();
  const box = page.getByRole("textbox", { name: "文字已经选好" });
  await expect(box).toHaveValue(/直播间带货：是/);
  await use(page, (app) => app.change({ answers: { ...app.account.answers, sellsOnStream: false } }));
  await expect(box).toHaveValue(/直播间带货：否/);
  await page.getByRole("button", { name: "复制：直播间带货" }).click();
  await expect(box).toHaveValue("否");
  await use(page, (app) => app.add({ name: "二号", programme: "cold-start", answers: { sellsOnStream: true } }));
  await expect(row(page, "sellsOnStream").locator(".answer")).toHaveText("是");
  await expect(box).toHaveCount(0);
});

test("what is decided without it is not called empty, and what is not said to be complete is said to be so", async ({
  page,
}) => {
  await openAt(page, "2023-10-01T10:00", "./#draft");
  const advantaged = row(page, "goodsAdvantaged");
  await page.getByRole("radio", { name: "标杆案例扶持" }).check();
  await expect(advantaged).toContainText("还空着");
  const count = async () => Number(/\d+/.exec(await page.getByText(/^还有 \d+ 项空着/).innerText()));
  const before = await count();
  await use(page, (app) => app.change({ answers: { goodsExclusive: true } }));
  await expect(advantaged).toContainText("不用填：不影响结果");
  await expect(advantaged).not.toContainText("还空着");
  await expect(advantaged.getByRole("link")).toHaveCount(0);
  expect(await count()).toBe(before - 2);
  // Another requirement that is not met leaves what is open open.
  await use(page, (app) => app.change({ answers: { goodsExclusive: false, sellsOnStream: false } }));
  await expect(advantaged).toContainText("还空着");

  await page.getByRole("radio", { name: "冷启动扶持" }).check();
  await use(page, (app) =>
    app.change({
      asOf: "2023-10-01",
      ledger: { broadcasts: [{ startedAt: "2023-09-20T20:00:00+08:00", minutes: 60 }], since: null, through: null },
    }),
  );
  await expect(row(page, "lastBroadcastOn").locator(".answer")).toHaveText(
    "2023年9月20日或以后（按开播记录，可能有漏记的）",
  );
});

test("the files say whose draft it is, hold every entry, and keep what looks like a formula as text", async ({
  page,
}) => {
  await coldStart(page);
  await writeNote(page, "品牌标资质", '=HYPERLINK("x"),茶');
  const xlsx = await saved(page, "存成 Excel（XLSX）");
  expect(xlsx.name).toBe("开播-我们整理的草稿-冷启动扶持-2023-09-14.xlsx");
  const [sheet] = await readXlsxFile(xlsx.content);
  expect(sheet?.sheet).toBe("草稿 冷启动扶持");
  const cells = sheet?.data ?? [];
  expect(cells[0]).toEqual(["项目", "内容", "补充", "条款"]);
  expect(cells[1]).toEqual(["说明", LABEL, null, null]);
  expect(cells).toContainEqual(["品牌标资质", "否", '=HYPERLINK("x"),茶', "第 1.1(1) 条"]);
  expect(cells).toContainEqual(["作弊", "还空着", null, "第 4.2(7) 条"]);

  const csv = await saved(page, "存成 CSV");
  expect(csv.name).toBe("开播-我们整理的草稿-冷启动扶持-2023-09-14.csv");
  const { data } = papaparse.parse<string[]>(csv.content.toString("utf8").replace("\uFEFF", "").trimEnd());
  expect(data[1]).toEqual(["说明", LABEL, "", ""]);
  expect(data).toContainEqual(["品牌标资质", "否", `'=HYPERLINK("x"),茶`, "第 1.1(1) 条"]);
  expect(data).toHaveLength(cells.length);
});

test("it prints on one page, notes included, without a button", async ({ page }) => {
  await coldStart(page);
  await writeNote(page, "品牌标资质", "从来没有申请过");
  await page.emulateMedia({ media: "print" });
  await expect(page.getByRole("button")).toHaveCount(0);
  await expect(page.getByRole("radio")).toHaveCount(0);
  await expect(page.getByText(LABEL)).toBeVisible();
  await expect(page.getByText("从来没有申请过")).toBeVisible();
  const pages = (await page.pdf({ format: "A4" })).toString("latin1").match(/\/Type \/Page\b/g);
  expect(pages).toHaveLength(1);
});

test("a programme nobody applies for has no draft, and that is said", async ({ page }) => {
  await openAt(page, "2023-09-14T10:00", "./");
  await begin(page, "成长扶持", "2023-09-14");
  await answer(page, "是");
  await page.goto("./#draft");
  await expect(page.getByText("「成长扶持」不用申请，所以没有它的草稿。")).toBeVisible();
  await expect(page.getByRole("radio")).toHaveCount(2);
});

test("it speaks English", async ({ page }) => {
  await coldStart(page);
  await page.getByRole("button", { name: "Switch to English" }).click();
  await expect(heading(page)).toHaveText("Application draft");
  await expect(page.locator("page-draft p").first()).toContainText("This is our draft");
  await expect(row(page, "hasBrandBadge").locator(".answer")).toHaveText("no");
  const { name } = await saved(page, "Save as CSV");
  expect(name).toBe("kaibo-our-draft-Cold-start support-2023-09-14.csv");
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });
    test.describe.configure({ timeout: 90_000 });

    test("the draft can be used by all", { tag: "@wide" }, async ({ page }) => {
      await coldStart(page);
      await writeNote(page, "品牌标资质", "从来没有申请过");
      await expectGood(page);
    });
  });
}
