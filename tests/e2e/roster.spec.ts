// The roster: many accounts from a table, screened, listed, exported, and kept.

import { readFileSync } from "node:fs";

import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Locator, type Page, test } from "@playwright/test";
import papaparse from "papaparse";
import { readSheet } from "read-excel-file/node";

import { assessedOn, banner, complaintsOf, expectLargeTargets, heading, open } from "./journey.ts";

const header = "账号,品牌标,首播日期,最近开播,是否带货,备注,退款率,绑定的小店关停,售假,买卖流量,作弊,拿过冷启动扶持";

/** Five good rows, among them one that nothing is known of, and three bad ones. */
const eight = [
  header,
  "小红的店,否,2023-09-01,2023/9/10,是,=1+1,12.5%,否,否,无,0,没有",
  "老王,有,2023/8/1,2023年9月1日,yes,,0.1,no,false,否,否,否",
  "小李,0,2023-09-12,2023-09-01,1,,,,,,,",
  "阿强,×,从未,never,√,,,否,否,否,否,否",
  "阿珍,,上周,,也许,,,,,,,",
  "阿花,,,,,,,,,,,",
  "大刘,无,2022-01-01,2023-09-01,有,,200%,否,否,否,否,否",
  "小周,无,2022-01-01,2023-09-01 20:00,有,@SUM(A1),,否,否,否,否,否",
].join("\n");

const roster = (page: Page): Locator => page.locator("page-roster");
const grid = (page: Page): Locator => page.getByRole("grid", { name: "账号" });
const row = (page: Page, name: string): Locator => grid(page).getByRole("row").filter({ hasText: name });
const names = (page: Page): Locator => grid(page).locator(".body .name");
const column = (page: Page, name: string): Locator => roster(page).getByLabel(new RegExp(`^第 \\d+ 列：${name}$`));

async function choose(page: Page, content: string | Buffer, name = "名单.csv"): Promise<void> {
  await roster(page)
    .locator("input[type=file]")
    .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
}

async function screen(page: Page, day: string = assessedOn): Promise<void> {
  await roster(page).getByLabel("打算哪天提交申请").fill(day);
  await roster(page).getByRole("button", { name: "开始筛查" }).click();
}

const finished = (page: Page): Locator => roster(page).getByText(/^筛查完了：/);

async function screened(page: Page, content: string = eight): Promise<void> {
  await open(page, "./#roster");
  await choose(page, content);
  await screen(page);
  await expect(finished(page)).toBeVisible();
}

function many(count: number): string {
  const lines = Array.from(
    { length: count },
    (_, index) => `账号 ${index + 1},${index % 3 === 0 ? "是" : "否"},2023-09-01,2023-09-10`,
  );
  return ["账号,品牌标,首播日期,最近开播", ...lines].join("\n");
}

async function download(page: Page, name: string): Promise<Buffer> {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    roster(page).getByRole("button", { name, exact: true }).click(),
  ]);
  return readFileSync(await file.path());
}

test("values are read as people write them, bad rows are named, and nothing is logged", async ({ page }) => {
  const complaints = complaintsOf(page);
  await open(page, "./#roster");
  await choose(page, eight);
  await expect(column(page, "品牌标")).toHaveValue("fact:hasBrandBadge");
  await expect(column(page, "备注")).toHaveValue("carry");
  await screen(page);
  await expect(finished(page)).toContainText("5 个账号");

  for (const [name, outcome, reason, until] of [
    ["小红的店", "符合条件", "条件都满足", "可申请到2023年10月1日"],
    ["老王", "不符合条件", /不满足：没有品牌标资质\s+\+1还有 1 项/, "不会自己变"],
    ["阿强", "符合条件", "条件都满足", "没有截止日"],
    ["阿花", "还不能确定", "缺：直播间带货", ""],
    ["小周", "不符合条件", "不满足：30 天内首播", "2023年11月1日起可以申请"],
  ] as const) {
    await expect(row(page, name)).toContainText(outcome);
    await expect(row(page, name).locator(".reasons")).toContainText(reason);
    await expect(row(page, name).locator(".until")).toHaveText(until);
  }
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "6");
  await expect(row(page, "小周")).toHaveAttribute("aria-rowindex", "6");

  const ring = roster(page).getByRole("img", { name: /^环形图/ });
  await expect(ring).toHaveAccessibleName(
    "环形图：符合条件 2 个，占 40%、还不能确定 1 个，占 20%、不符合条件 2 个，占 40%",
  );

  const faults = roster(page).getByRole("list", { name: "有问题的行" }).getByRole("listitem");
  await expect(faults).toHaveText([
    "第 4 行，首播日期：和「最近一次开播日期」先后矛盾：首次不可能晚于最近一次。请核对这两个日期。",
    "第 6 行，首播日期：“上周”不是日期，请写成 2023-09-01。",
    "第 6 行，是否带货：“也许”不是“是”或“否”。",
    "第 8 行，退款率：“200%”不是比例，请写成 12.5% 或 0.125。",
  ]);
  await expect(roster(page).getByText("3 行有问题，没有参与筛查")).toBeVisible();
  expect(complaints).toEqual([]);
});

test("columns nobody knows are said to play no part until they are chosen by hand", async ({ page }) => {
  await open(page, "./#roster");
  await choose(page, "谁;甲;乙\n小红;有;2023-09-01\n小蓝;无;2023-09-01");
  await expect(roster(page).getByText("还没有选哪一列是政策要看的内容")).toBeVisible();
  await column(page, "谁").selectOption({ label: "账号名" });
  await column(page, "甲").selectOption({ label: "品牌标资质" });
  await expect(roster(page).getByText("还没有选哪一列是政策要看的内容")).toHaveCount(0);
  // What one column is no other one can be.
  await column(page, "乙").selectOption({ label: "品牌标资质" });
  await expect(column(page, "甲")).toHaveValue("carry");
  await column(page, "甲").selectOption({ label: "品牌标资质" });
  await column(page, "乙").selectOption({ label: "首播日期" });
  await screen(page);
  await expect(row(page, "小红")).toContainText("没有品牌标资质");
  await expect(row(page, "小蓝")).toContainText("还不能确定");

  await roster(page).getByText("列和设置").click();
  await roster(page).getByLabel("看哪种扶持").selectOption({ label: "成长扶持" });
  await column(page, "甲").selectOption({ label: "不参与判断" });
  await roster(page).getByRole("button", { name: "按新的设置再筛查" }).click();
  await expect(row(page, "小红")).toContainText("还不能确定");
  await expect(roster(page).getByText("成长扶持，2023年9月14日提交")).toBeVisible();
});

test("what an outcome needs and no column holds is listed, and can be answered for all accounts", async ({ page }) => {
  const table = `${header.split(",").slice(0, 5).join(",")}\n小红,否,2023-09-01,2023-09-10,是\n老王,有,2023-09-01,2023-09-10,是`;
  await open(page, "./#roster");
  await choose(page, table);
  const lacking = roster(page).getByRole("region", { name: "冷启动扶持还要看这些，表格里没有" });
  await expect(lacking.getByRole("listitem")).toHaveCount(5);
  for (const item of await lacking.getByRole("listitem").all()) await item.getByRole("button").last().click();
  // An answer can be taken back, and another column takes its place.
  await lacking.getByRole("button", { name: "不答：作弊" }).click();
  await screen(page);
  await expect(row(page, "小红")).toContainText("还不能确定");
  await expect(row(page, "小红")).toContainText("缺：作弊");

  await roster(page).getByText("列和设置").click();
  await lacking.getByRole("listitem").filter({ hasText: "作弊" }).getByRole("button").last().click();
  await roster(page).getByRole("button", { name: "按新的设置再筛查" }).click();
  await expect(row(page, "小红")).toContainText("符合条件");
  await expect(row(page, "老王")).toContainText("不符合条件");
  await expect(roster(page).getByText(/^所有账号都按你说的算：.*作弊：没有/)).toBeVisible();

  // It is kept with the roster.
  await page.reload();
  await expect(row(page, "小红")).toContainText("符合条件");
});

test("sorting, filtering, moving and opening need only the keyboard", { tag: "@wide" }, async ({ page }) => {
  await screened(page);
  await expect(names(page)).toHaveText(["小红的店", "老王", "阿强", "阿花", "小周"]);
  const byOutcome = roster(page).getByRole("columnheader", { name: "按结果排序" });
  await roster(page).getByRole("button", { name: "按结果排序" }).focus();
  await page.keyboard.press("Enter");
  await expect(byOutcome).toHaveAttribute("aria-sort", "ascending");
  await expect(names(page)).toHaveText(["小红的店", "阿强", "阿花", "老王", "小周"]);
  await page.keyboard.press("Enter");
  await expect(byOutcome).toHaveAttribute("aria-sort", "descending");
  await expect(names(page)).toHaveText(["老王", "小周", "阿花", "小红的店", "阿强"]);
  await page.keyboard.press("Enter");
  await expect(byOutcome).toHaveAttribute("aria-sort", "none");
  await page.keyboard.press("Tab");
  await expect(roster(page).getByRole("button", { name: "按日期排序" })).toBeFocused();
  await page.keyboard.press("Space");
  await expect(names(page)).toHaveText(["小红的店", "小周", "老王", "阿强", "阿花"]);

  await page.keyboard.press("Tab");
  await expect(row(page, "小红的店")).toBeFocused();
  await page.keyboard.press("End");
  await expect(row(page, "阿花")).toBeFocused();
  await page.keyboard.press("ArrowUp");
  await expect(row(page, "阿强")).toBeFocused();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const dialog = roster(page).getByRole("dialog", { name: "小周" });
  await expect(dialog).toContainText("不符合条件");
  await expect(dialog.locator("[data-criterion=newcomer-or-dormant]").first()).toHaveAttribute("data-result", "unmet");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await expect(row(page, "小周")).toBeFocused();

  await roster(page)
    .getByRole("button", { name: /^不符合条件/ })
    .click();
  await expect(names(page)).toHaveText(["小周", "老王"]);
  await roster(page).getByLabel("原因", { exact: true }).selectOption({ label: "没有品牌标资质（1）" });
  await expect(names(page)).toHaveText(["老王"]);
  await roster(page).getByLabel("账号名里有").fill("小");
  await expect(roster(page).getByText("没有这样的账号。")).toBeVisible();
  await roster(page).getByLabel("原因", { exact: true }).selectOption({ label: "全部原因" });
  await expect(names(page)).toHaveText(["小周"]);
});

test("what is exported is the table with outcomes, and no cell of it is a formula", async ({ page }) => {
  await screened(page);
  const text = (await download(page, "存成 CSV")).toString("utf8");
  expect(text.startsWith("\uFEFF")).toBe(true);
  const rows = papaparse.parse(text.slice(1).trimEnd(), {}).data;
  expect(rows.map(([name]) => name)).toEqual(["账号", "小红的店", "老王", "阿强", "阿花", "小周"]);
  const [names = [], first = [], second = [], , fourth = [], last = []] = rows;
  const at = (name: string) => names.indexOf(name);
  expect(names.slice(0, 12)).toEqual(header.split(","));
  expect(first[at("结果")]).toBe("符合条件");
  expect(first[at("这个结果到哪天为止")]).toBe("2023-10-01");
  expect(second[at("没满足的条件或没公布的数值")]).toContain("没有品牌标资质；");
  expect(fourth[at("还缺的内容")]).toContain("直播间带货；品牌标资质");
  expect(last[at("备注")]).toContain("@SUM(A1)");
  for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+@]/);

  const cells = await readSheet(await download(page, "存成 XLSX"));
  expect(cells.map(([name]) => name)).toEqual(rows.map(([name]) => name));
  expect(cells[1]?.[5]).toBe("=1+1");
  expect(cells[1]?.[at("结果")]).toBe("符合条件");
});

test("rows with faults are saved with their numbers and what is wrong", async ({ page }) => {
  await screened(page);
  const text = (await download(page, "把有问题的行存成 CSV")).toString("utf8");
  const rows = papaparse.parse(text.slice(1).trimEnd(), {}).data;
  expect(rows.map(([number]) => number)).toEqual(["行号", "4", "6", "8"]);
  expect(rows[1]?.[1]).toContain("首播日期：和「最近一次开播日期」先后矛盾");
  expect(rows[2]?.[1]).toBe("首播日期：不是日期；是否带货：不是“是”或“否”");
  expect(rows[2]?.[2]).toBe("阿珍");
});

test("shares that can be read in two ways are not guessed", async ({ page }) => {
  await screened(page, "账号,退款率\n甲,5\n乙,1\n丙,0.5\n丁,5%\n戊,0");
  await expect(names(page)).toHaveText(["丁", "戊"]);
  const faults = roster(page).getByRole("list", { name: "有问题的行" }).getByRole("listitem");
  await expect(faults).toHaveText([
    "第 2 行，退款率：“5”没写 %，说不准是多少。请带上 %，写成 12.5% 这样。",
    "第 3 行，退款率：“1”说不准是百分之一还是全部，请写成 1% 或 100%。",
    "第 4 行，退款率：“0.5”没写 %，说不准是多少。请带上 %，写成 12.5% 这样。",
  ]);
  await choose(page, "账号,退款率\n甲,5%\n丙,0.5");
  await screen(page);
  await expect(names(page)).toHaveText(["甲", "丙"]);
});

test("the file of rows with faults can be mended and chosen again: its apostrophes are no part of its cells", async ({
  page,
}) => {
  await screened(page, "账号,品牌标,首播日期\n@小红,-,上周\n=小蓝,＋,2023-09-01\n小绿,无,2023-09-01");
  const saved = (await download(page, "把有问题的行存成 CSV")).toString("utf8");
  expect(saved).toContain("'@小红");
  expect(saved).toContain(`,"'-",`);
  await choose(page, saved.replace("上周", "2023-09-01").replace("'＋", "无"), "改好.csv");
  await expect(roster(page).getByText("改好.csv")).toBeVisible();
  await screen(page);
  await expect(names(page)).toHaveText(["@小红", "=小蓝"]);
  await expect(roster(page).getByRole("list", { name: "有问题的行" })).toHaveCount(0);
});

test("what fails once is said at its place, and the roster stays", async ({ page }) => {
  await page.addInitScript(() => {
    const ask = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker, message: { name?: string }) {
      const isFailing = message.name !== undefined && message.name === document.documentElement.dataset.failing;
      ask.call(this, isFailing ? { ...message, name: "nothing that is known" } : message);
    };
  });
  const failing = (name: string) =>
    page.evaluate((failing) => {
      document.documentElement.dataset.failing = failing;
    }, name);
  const alert = roster(page).getByRole("alert").filter({ hasText: "出错了" });
  await screened(page);

  await failing("results");
  await roster(page).getByRole("button", { name: "存成 CSV", exact: true }).click();
  await expect(alert).toHaveText("出错了，文件没有存成。请再存一次。");
  await failing("");
  await download(page, "存成 CSV");
  await expect(alert).toHaveCount(0);

  await failing("detail");
  await row(page, "老王").click();
  await expect(alert).toContainText("这个账号没有打开");
  await failing("");
  await row(page, "老王").click();
  await expect(roster(page).getByRole("dialog", { name: "老王" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(alert).toHaveCount(0);

  for (const name of ["select", "list"]) {
    await failing(name);
    await roster(page).getByRole("button", { name: "按结果排序" }).click();
    await expect(alert).toContainText("名单没有列全");
    await expect(names(page).first()).toBeVisible();
    await failing("");
    await roster(page).getByRole("button", { name: "按账号名排序" }).click();
    await expect(names(page).first()).toHaveText("阿花");
    await expect(alert).toHaveCount(0);
  }

  await failing("screen");
  await roster(page).getByText("列和设置").click();
  await roster(page).getByRole("button", { name: "按新的设置再筛查" }).click();
  await expect(alert).toContainText("没有筛查完");
  await expect(column(page, "品牌标")).toHaveValue("fact:hasBrandBadge");
  await failing("");
  await roster(page).getByRole("button", { name: "开始筛查" }).click();
  await expect(finished(page)).toContainText("5 个账号");
  await expect(alert).toHaveCount(0);
});

test("a roster of an odd shape that was kept is said not to be read, and another takes its place", async ({ page }) => {
  const unreadable = roster(page).getByRole("alert").filter({ hasText: "以前保存的名单读不出来" });
  const complaints = complaintsOf(page);
  await open(page);
  for (const entry of [
    { text: 5 },
    "名单",
    { name: "a", text: "账号", uses: [null], programme: "", day: null, screened: true },
  ]) {
    await page.evaluate(
      (entry) =>
        new Promise<void>((resolve, reject) => {
          const opening = indexedDB.open("kaibo");
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const writing = opening.result.transaction("entries", "readwrite");
            writing.objectStore("entries").put(entry, "roster");
            writing.oncomplete = () => resolve(opening.result.close());
          };
        }),
      entry,
    );
    await page.goto("./#roster");
    await page.reload();
    await expect(roster(page).getByRole("button", { name: "选择表格" })).toBeVisible();
    await expect(unreadable).toBeVisible();
  }
  await choose(page, "账号,品牌标\n小红,有");
  await expect(unreadable).toHaveCount(0);
  await screen(page);
  await expect(names(page)).toHaveText(["小红"]);
  expect(complaints).toEqual([]);
});

test("of a very long file a screening can be stopped: what is done stays, is called a part, and can be gone on with", async ({
  page,
}) => {
  test.setTimeout(240_000);
  // The worker would be done before anyone presses: it is told to screen and to stop in one breath.
  await page.addInitScript(() => {
    const ask = Worker.prototype.postMessage;
    let held: (() => void) | undefined;
    Worker.prototype.postMessage = function (this: Worker, message: { name?: string }) {
      if (message.name === "screen" && !held) {
        held = () => ask.call(this, message);
        return;
      }
      if (message.name === "stop") held?.();
      ask.call(this, message);
    };
  });
  await open(page, "./#roster");
  await choose(page, many(400_000));
  await screen(page);
  await expect(roster(page).getByText("正在筛查：0 / 400,000 个账号")).toBeVisible({ timeout: 120_000 });
  await roster(page).getByRole("button", { name: "停下" }).click();
  const part = roster(page).getByRole("status").filter({ hasText: "只筛查了一部分：400,000 个账号里的前" });
  await expect(part).toBeVisible();
  await expect(row(page, "账号 1").first()).toContainText("不符合条件");
  await roster(page).getByRole("button", { name: "继续筛查" }).click();
  await expect(finished(page)).toContainText("400,000 个账号", { timeout: 90_000 });
});

test("bad rows among many good ones are set aside, and the reasons of all others are counted", async ({ page }) => {
  const line = (index: number) => {
    const first = index % 1000 === 7 ? "2023-09-12" : "2023-09-01";
    return `账号 ${index + 1},${index % 3 === 0 ? "是" : "否"},${index % 2 === 0 ? "是" : ""},${first},2023-09-10`;
  };
  const lines = Array.from({ length: 20_000 }, (_, index) => line(index));
  await screened(page, ["账号,品牌标,带货,首播日期,最近开播", ...lines].join("\n"));
  await expect(finished(page)).toContainText("19,980 个账号");
  await expect(roster(page).getByText("20 行有问题，没有参与筛查")).toBeVisible();
  await expect(roster(page).getByText(/^第 9 行，首播日期：和「最近一次开播日期」先后矛盾/)).toBeVisible();
  const reason = roster(page).getByLabel("原因", { exact: true });
  // Of 20,000 every third has the badge; of the others every second does not say whether it sells.
  const bad = (index: number) => index % 1000 === 7;
  const count = (is: (index: number) => boolean) => lines.filter((_, index) => !bad(index) && is(index)).length;
  const badged = count((index) => index % 3 === 0);
  const silent = count((index) => index % 3 !== 0 && index % 2 !== 0);
  const number = (value: number) => value.toLocaleString("en");
  await reason.selectOption({ label: `没有品牌标资质（${number(badged)}）` });
  await expect(grid(page)).toHaveAttribute("aria-rowcount", String(badged + 1));
  await reason.selectOption({ label: `直播间带货（${number(silent)}）` });
  await expect(grid(page)).toHaveAttribute("aria-rowcount", String(silent + 1));
  await expect(names(page).first()).toHaveText("账号 2");
  await expect(row(page, "账号 2").first().locator(".reasons")).toContainText("缺：直播间带货");
});

test("after a reload the roster is there as it was, and screened again; it can be deleted, and had back", async ({
  page,
}) => {
  await open(page, "./#roster");
  await choose(page, "谁,甲\n小红,有\n小蓝,无");
  await column(page, "谁").selectOption({ label: "账号名" });
  await column(page, "甲").selectOption({ label: "品牌标资质" });
  await roster(page).getByLabel("打算哪天提交申请").fill(assessedOn);
  await expect(roster(page).getByText("名单保存在这台设备上")).toBeVisible();
  await page.reload();
  await expect(column(page, "甲")).toHaveValue("fact:hasBrandBadge");
  await expect(roster(page).getByLabel("打算哪天提交申请")).toHaveValue(assessedOn);
  await roster(page).getByRole("button", { name: "开始筛查" }).click();
  await expect(row(page, "小红")).toContainText("不符合条件");
  await page.reload();
  await expect(finished(page)).toBeVisible();
  await expect(row(page, "小红")).toContainText("不符合条件");

  await roster(page).getByRole("button", { name: "删除名单" }).click();
  await expect(roster(page).getByRole("button", { name: "选择表格" })).toBeFocused();
  await page.getByRole("button", { name: "撤销" }).click();
  await expect(row(page, "小红")).toContainText("不符合条件");
  await roster(page).getByRole("button", { name: "删除名单" }).click();
  await page.reload();
  await expect(roster(page).getByRole("button", { name: "选择表格" })).toBeVisible();
});

test("two tabs show one roster, and come to rest: what is written once is not written again", async ({
  page,
  context,
}) => {
  const counting = await context.newPage();
  await open(counting);
  await counting.evaluate(() => {
    const writes: string[] = [];
    Object.assign(window, { writes });
    new BroadcastChannel("kaibo").addEventListener("message", ({ data }) => {
      if (data.kind === "entry" && data.key === "roster") writes.push(data.key);
    });
  });
  const writes = () => counting.evaluate(() => (window as unknown as { writes: string[] }).writes.length);
  await screened(page);
  const other = await context.newPage();
  await open(other, "./#roster");
  await expect(finished(other)).toBeVisible();
  // The file, the day, and that it is screened.
  expect(await writes()).toBe(3);

  await roster(other).getByRole("button", { name: "按结果排序" }).click();
  await roster(other).getByLabel("账号名里有").fill("小");
  await expect(names(other)).toHaveText(["小红的店", "小周"]);
  // Something else was imported: the roster is the same.
  await counting.evaluate(() => new BroadcastChannel("kaibo").postMessage({ kind: "everything" }));
  await roster(page).getByText("列和设置").click();
  await roster(page).getByRole("button", { name: "按新的设置再筛查" }).click();
  await expect(finished(page)).toBeVisible();
  await expect(names(other)).toHaveText(["小红的店", "小周"]);
  await expect(roster(other).getByLabel("账号名里有")).toHaveValue("小");

  for (const [support, count] of [
    ["成长扶持", 4],
    ["冷启动扶持", 5],
  ] as const) {
    await roster(page).getByLabel("看哪种扶持").selectOption({ label: support });
    await expect(roster(other).getByText(`${support}，2023年9月14日提交`)).toBeVisible();
    await expect(finished(other)).toBeVisible();
    await expect.poll(writes).toBe(count);
  }
  await expect(grid(page)).toBeVisible();
  expect(await writes()).toBe(5);
});

test("a row can be opened as an account of the page, with the same outcome", async ({ page }) => {
  await screened(page);
  await row(page, "小周").click();
  await roster(page).getByRole("button", { name: "作为账号打开" }).click();
  await expect(banner(page)).toHaveAttribute("data-outcome", "ineligible");
  await expect(page.getByRole("link", { name: /小周/ })).toBeVisible();
  expect(new URL(page.url()).hash).toBe("#check");
  await expect(heading(page)).toBeVisible();
});

test("twenty thousand accounts scroll to the last, and only those in sight are there", { tag: "@wide" }, async ({
  page,
}) => {
  test.setTimeout(120_000);
  await open(page, "./#roster");
  await choose(page, many(20_000));
  await screen(page);
  await expect(finished(page)).toContainText("20,000 个账号", { timeout: 90_000 });
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "20001");
  await grid(page).evaluate((scroller) => scroller.scrollTo(0, scroller.scrollHeight));
  await expect(grid(page).locator("[aria-rowindex='20001']")).toContainText("账号 20000");
  await grid(page).locator("[aria-rowindex='20001']").scrollIntoViewIfNeeded();
  await expect(grid(page).locator("[aria-rowindex='20001']")).toBeInViewport();
  expect(await grid(page).getByRole("row").count()).toBeLessThan(60);
  await row(page, "账号 20000").click();
  await expect(roster(page).getByRole("dialog", { name: "账号 20000" })).toBeVisible();
});

test("Excel's Chinese CSV and a workbook are read too", async ({ page }) => {
  await open(page, "./#roster");
  // 账号,品牌标 / 小红,有 in GB18030.
  await choose(page, Buffer.from("d5cbbac52cc6b7c5c6b1ea0d0ad0a1baec2cd3d0", "hex"));
  await screen(page);
  await expect(row(page, "小红")).toContainText("没有品牌标资质");

  const book = await download(page, "存成 XLSX");
  await roster(page)
    .locator("input[type=file]")
    .setInputFiles({ name: "名单.xlsx", mimeType: "application/octet-stream", buffer: book });
  await expect(roster(page).getByText("名单.xlsx")).toBeVisible();
  await screen(page);
  await expect(row(page, "小红")).toContainText("没有品牌标资质");
});

test("files that are no roster are refused in words", async ({ page }) => {
  await open(page, "./#roster");
  const refusal = roster(page).getByRole("alert");
  for (const [content, words] of [
    ["", "这个文件是空的"],
    ["账号,品牌标\n\n", "只有列名，没有账号"],
    [Buffer.from([0x61, 0xff, 0xff, 0x0a, 0x62]), "文字读不出来"],
    [Buffer.from("a\0b\nc"), "这不是表格"],
    [Array.from({ length: 300 }, (_, place) => `列 ${place}`).join(","), "列数太多：最多 200 列"],
  ] as const) {
    await choose(page, content);
    await expect(refusal).toContainText(words);
  }
  await roster(page)
    .locator("input[type=file]")
    .evaluate((input: HTMLInputElement) => {
      const files = new DataTransfer();
      files.items.add(new File([new Uint8Array(200_000_001)], "large.csv"));
      input.files = files.files;
      input.dispatchEvent(new Event("change"));
    });
  await expect(refusal).toContainText("最多 200 MB");
});

test("a file that is refused leaves the roster that is there", async ({ page }) => {
  await screened(page);
  await choose(page, "账号,品牌标\n");
  await expect(roster(page).getByRole("alert")).toContainText("只有列名，没有账号");
  await expect(names(page)).toHaveText(["小红的店", "老王", "阿强", "阿花", "小周"]);
  await roster(page).getByRole("button", { name: "按账号名排序" }).click();
  await expect(names(page).first()).toHaveText("阿花");
  await choose(page, "账号,品牌标\n小红,有");
  await expect(roster(page).getByRole("alert")).toBeEmpty();
  await screen(page);
  await expect(names(page)).toHaveText(["小红"]);
});

test("a quote that never ends is said at its row, and the rows before it are kept", async ({ page }) => {
  await screened(page, '账号,品牌标\n小红,有\n"小蓝,无\n小绿,无');
  await expect(names(page)).toHaveText(["小红"]);
  await expect(roster(page).getByText("第 3 行：引号不成对。")).toBeVisible();
});

test("the example says that it is made up, and can be read", async ({ page }) => {
  await open(page, "./#roster");
  const example = await download(page, "下载示例表格（示例，数据是编的）");
  expect(example.toString("utf8")).toContain("编的");
  await choose(page, example);
  await roster(page).getByRole("button", { name: "开始筛查" }).click();
  await expect(finished(page)).toContainText("5 个账号");
  for (const outcome of ["符合条件", "不符合条件", "还不能确定"])
    await expect(grid(page).getByText(outcome, { exact: true }).first()).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });
    test.describe.configure({ timeout: 90_000 });

    test("no part breaks a rule axe can tell, in either language, and none is wider than the window", {
      tag: "@wide",
    }, async ({ page }) => {
      await open(page, "./#roster");
      await expectGood(page, "nothing chosen");
      await choose(page, eight);
      await expect(column(page, "备注")).toBeVisible();
      await expectGood(page, "columns");
      await screen(page);
      await expect(row(page, "小周")).toBeVisible();
      await expectGood(page, "results");
      await row(page, "老王").click();
      await expect(roster(page).getByRole("dialog")).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual([]);
    });
  });
}

async function expectGood(page: Page, part: string): Promise<void> {
  const targets = roster(page).locator("button:visible, summary:visible, select:visible, input:visible");
  await expectLargeTargets(targets, part);
  for (const language of ["Switch to English", "切换到中文"]) {
    const [width, content] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
    expect.soft(content, `${part} is no wider than the window`).toBeLessThanOrEqual(width as number);
    const cut = await grid(page)
      .locator(".body .outcome")
      .evaluateAll((cells) => cells.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth).length);
    expect.soft(cut, `${part}: outcomes that are cut`).toBe(0);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }));
    expect.soft(found, `${part}, before ${language}`).toEqual([]);
    await page.getByRole("button", { name: language }).click();
  }
}
