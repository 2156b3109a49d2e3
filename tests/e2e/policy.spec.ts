// The policy as a page: all that the document says is there, clauses are found, and what was told is entered.

import { readFileSync } from "node:fs";

import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Locator, type Page, test } from "@playwright/test";

import type { App } from "../../www/src/app/app.ts";
import { answerAll, banner, begin, complaintsOf, heading, open, spotless } from "./journey.ts";

interface Named {
  readonly id: string;
}

type Item = (Named & { readonly condition: unknown }) | { readonly use: string };

interface PolicyFile {
  readonly shared: readonly Named[];
  readonly clauses: readonly Named[];
  readonly assumptions: readonly Named[];
  readonly parameters: readonly (Named & { readonly type: string; readonly published: unknown })[];
  readonly caveats: readonly (Named & { readonly kind: string })[];
  readonly programmes: readonly (Named & {
    readonly criteria: readonly Item[];
    readonly bars: readonly Item[];
    readonly risks: readonly Item[];
    readonly procedure: readonly Named[];
    readonly tasks: readonly Named[];
    readonly rewards: readonly Named[];
  })[];
}

const file = new URL("../../policies/wechat-channels-live/2023-09-14.json", import.meta.url);
const policy = JSON.parse(readFileSync(file, "utf8")) as PolicyFile;

const screen = (page: Page) => page.locator("page-policy");
const parameter = (page: Page, id: string) => screen(page).locator(`[data-kind=parameter][data-id=${id}]`);
const clause = (page: Page, id: string) => screen(page).locator(`[data-clause="${id}"]`);
const search = (page: Page) => screen(page).getByLabel("找条款");
const found = (page: Page) => screen(page).locator("[data-clause]:visible");

/** The days of the test are days at the policy's place. */
const dayFromNow = (days: number) => new Date(Date.now() + (days * 24 + 8) * 3_600_000).toISOString().slice(0, 10);

const settled = (page: Page) =>
  page.locator("kaibo-page").evaluate((shell: HTMLElement & { app: App }) => shell.app.settled());

async function openPolicy(page: Page, address = "./#policy"): Promise<void> {
  await open(page, address);
  await expect(screen(page).getByRole("heading", { level: 1 })).toBeVisible();
}

/** The ids on the screen of one kind, each as often as it stands there. */
async function shown(page: Page, kind: string): Promise<readonly string[]> {
  const ids = screen(page).locator(`[data-kind=${kind}]`);
  return ids.evaluateAll((entries) => entries.map((entry) => entry.getAttribute("data-id") ?? ""));
}

/** Opens a parameter's form, and enters what is given. */
async function tell(card: Locator, told: { value?: string; source?: string; toldOn?: string }): Promise<void> {
  if (told.value !== undefined) await card.getByLabel("金额（元）").fill(told.value);
  if (told.source !== undefined) await card.getByLabel("谁告诉你的").fill(told.source);
  if (told.toldOn !== undefined) await card.getByLabel("哪天告诉你的").fill(told.toldOn);
}

const save = (card: Locator) => card.getByRole("button", { name: "保存并重新判断" }).click();
const enter = (card: Locator) => card.getByRole("button", { name: /^填写问到的：/ }).click();

test("nothing the document says is missing, and what the programmes share stands once", async ({ page }) => {
  await openPolicy(page);
  const { programmes, shared } = policy;
  for (const [list, kind] of [
    ["criteria", "criterion"],
    ["bars", "bar"],
    ["risks", "risk"],
  ] as const) {
    const ids = programmes.flatMap((programme) => programme[list].map((item) => ("use" in item ? item.use : item.id)));
    expect((await shown(page, kind)).toSorted(), list).toEqual([...new Set(ids)].toSorted());
  }
  for (const kind of ["caveat", "notice"]) {
    const ids = policy.caveats.filter((caveat) => caveat.kind === kind).map(({ id }) => id);
    expect((await shown(page, kind)).toSorted()).toEqual(ids.toSorted());
  }
  const all = (of: (programme: PolicyFile["programmes"][number]) => readonly Named[]) =>
    programmes.flatMap(of).map(({ id }) => id);
  expect(await shown(page, "programme")).toEqual(programmes.map(({ id }) => id));
  expect(await shown(page, "step")).toEqual(all(({ procedure }) => procedure));
  expect(await shown(page, "task")).toEqual(all(({ tasks }) => tasks));
  expect(await shown(page, "reward")).toEqual(all(({ rewards }) => rewards));
  expect(await shown(page, "parameter")).toEqual(policy.parameters.map(({ id }) => id));
  expect(await shown(page, "assumption")).toEqual(policy.assumptions.map(({ id }) => id));
  expect(shared.length).toBeGreaterThan(0);
  const clauses = await screen(page)
    .locator("[data-clause]")
    .evaluateAll((entries) => entries.map((entry) => entry.getAttribute("data-clause")));
  expect(clauses).toEqual(policy.clauses.map(({ id }) => id));
});

test("the head says which policy it is, how far to trust it, what is in force, and that nobody pays", async ({
  page,
}) => {
  await openPolicy(page);
  await expect(screen(page).locator(".warning")).toContainText("谁为此向你要钱，谁就是骗子");
  const head = screen(page).locator(".head");
  await expect(head).toContainText("原文没有写从哪天到哪天有效");
  await expect(head).toContainText("来自他人转载的平台原文，不是平台页面本身");
  await expect(head).toContainText("最终由平台决定");
  await expect(head).not.toContainText("你打算提交的那天");
  await head.getByText("来历、发布日期、时区、摘要").click();
  await expect(head.getByText("中国标准时间")).toBeVisible();
  const digest = head.locator("[data-digest]");
  await expect(digest).toHaveText(/[0-9a-f]{12}…/, { useInnerText: true });
  await head.getByRole("button", { name: "显示完整摘要" }).click();
  await expect(digest).toHaveText(/^\s*[0-9a-f]{64}\s*$/);
});

test("the day of submission has its version too", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await openPolicy(page);
  await expect(screen(page).locator(".head")).toContainText("你打算提交的那天");
  await expect(screen(page).locator(".head")).toContainText("2023年9月14日，按 2023-09-14 版判断");
});

test("the digest is copied, and where it cannot be, it is shown to be selected", async ({ page, context, baseURL }) => {
  await openPolicy(page);
  await screen(page).getByText("来历、发布日期、时区、摘要").click();
  const copy = screen(page).getByRole("button", { name: "复制摘要" });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(baseURL ?? "").origin });
  await copy.click();
  await expect(screen(page).getByText("摘要已复制。")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^[0-9a-f]{64}$/);
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new DOMException("no", "NotAllowedError"));
  });
  await copy.click();
  await expect(screen(page).getByText("这里不能复制")).toBeVisible();
  await expect(screen(page).locator("[data-digest]")).toHaveText(/^\s*[0-9a-f]{64}\s*$/);
});

test("the contents lead to their sections and back, and the address stays", async ({ page }) => {
  await openPolicy(page);
  const contents = screen(page).getByRole("navigation", { name: "目录" });
  for (const name of await contents.getByRole("button").allInnerTexts()) {
    await contents.getByRole("button", { name, exact: true }).click();
    const title = screen(page).getByRole("heading", { level: 2, name, exact: true });
    await expect(title).toBeFocused();
    await expect(title).toBeInViewport();
  }
  expect(new URL(page.url()).hash).toBe("#policy");
  await screen(page).getByRole("button", { name: "回到目录" }).last().click();
  await expect(contents).toBeFocused();
  await page.goBack();
  await expect(screen(page)).toBeHidden();
});

test("a clause says what it says and leads to what cites it, unfolded; and that leads back", async ({ page }) => {
  await openPolicy(page);
  await clause(page, "4.2(4)").locator("summary").click();
  await expect(clause(page, "4.2(4)")).toContainText("小店退款太多");
  await clause(page, "4.2(4)").getByRole("button", { name: "退款率不能太高" }).click();
  const risk = screen(page).locator("[data-kind=risk][data-id=refund-rate-high]");
  await expect(risk).toBeFocused();
  await expect(risk).toBeInViewport();
  await expect(risk).toContainText("要求不高于「退款率上限」（没有公布）");
  await clause(page, "4.2(4)").locator("summary").click();
  await risk.getByRole("button", { name: "第 4.2(4) 条：退款和投诉" }).click();
  await expect(clause(page, "4.2(4)").locator("details")).toBeFocused();
  await expect(clause(page, "4.2(4)").getByText("小店退款太多")).toBeVisible();
  expect(new URL(page.url()).hash).toBe("#policy");
});

test("a criterion shows its parts, what it asks, whether that can be changed, and what it rests on", async ({
  page,
}) => {
  await openPolicy(page);
  const entry = screen(page).locator("[data-kind=criterion][data-id=newcomer-or-dormant]");
  await expect(entry).toContainText("满足其中一项就行：");
  await expect(entry.locator("[data-part=no-broadcast-within-60-days]")).toContainText("要求已超过 60 天，或从未");
  await entry.getByText("细看").click();
  await expect(entry.locator("[data-fact=lastBroadcastOn]")).toHaveText("最近一次开播日期：只能等时间过去");
  await expect(entry.locator("[data-rests=day-n-counts]")).toContainText("那一天算在内");
  const shared = screen(page).locator("[data-kind=criterion][data-id=no-brand-badge]");
  await shared.getByText("细看").click();
  await expect(shared.locator("[data-fact=hasBrandBadge]")).toContainText("改变不了");
  await expect(shared.locator("[data-rests=one-definition-for-all]")).toContainText("只在成长扶持、标杆案例扶持");
});

test("clauses are searched by words and by numbers; how many are left is said, and a reload keeps it", async ({
  page,
}) => {
  await openPolicy(page);
  const said = screen(page).locator(".found");
  await expect(said).toHaveText("共 20 条。");
  await search(page).fill("退款");
  await expect(said).toHaveText(/^找到 \d 条，共 20 条。$/);
  await expect(clause(page, "4.2(4)").getByText("小店退款太多")).toBeVisible();
  await expect(clause(page, "1.1")).toHaveCount(0);
  await search(page).fill("4.2（7）");
  await expect(found(page)).toHaveCount(1);
  await expect(clause(page, "4.2(7)")).toBeVisible();

  await page.reload();
  await expect(search(page)).toHaveValue("4.2（7）");
  await expect(found(page)).toHaveCount(1);

  // A way to a clause that is left out brings it back.
  const assumption = screen(page).locator("[data-kind=assumption][data-id=gmv-paid]");
  await assumption.getByRole("button", { name: /^第 2\.3 条/ }).click();
  await expect(clause(page, "2.3").locator("details")).toBeFocused();
  await expect(search(page)).toHaveValue("");

  await search(page).fill("<script>");
  await expect(said).toHaveText("没有找到。换个词试试。");
  await screen(page).getByRole("button", { name: "清空" }).click();
  await expect(search(page)).toBeFocused();
  await expect(said).toHaveText("共 20 条。");
});

test("a value told here changes the check's verdict, survives a reload, and is corrected and removed", async ({
  page,
}) => {
  await open(page);
  await begin(page, "标杆案例扶持");
  await answerAll(page, { ...spotless, 哪天开播: "2023-10-15", 播多久: "6", 独家: "是", 目标是多少: "60000" });
  await expect(heading(page)).toHaveText("还不能确定");

  await page.goto("./#policy");
  const card = parameter(page, "benchmarkGmvTarget");
  await expect(card).toContainText("没有公布");
  await expect(card).toContainText("不知道它，下面这些谁也说不准：");
  await expect(card.getByRole("button", { name: "标杆案例扶持：GMV 目标够高" })).toBeVisible();
  await enter(card);
  await tell(card, { value: "50000", source: "腾讯对接人小王", toldOn: "2023-09-10" });
  await save(card);
  await expect(card.locator("[data-told]")).toContainText("¥50,000");
  await expect(card.locator("[data-told]")).toContainText("腾讯对接人小王，2023年9月10日告知");
  await expect(card.getByRole("status")).toHaveText("已保存，测一测的结果跟着变。");
  await expect(card.getByRole("button", { name: "修改或删除：标杆案例的 GMV 门槛" })).toBeFocused();

  await toVerdict(page);
  await expect(banner(page)).toHaveAttribute("data-outcome", "eligible");
  await page.reload();
  await toVerdict(page);
  await expect(banner(page)).toHaveAttribute("data-outcome", "eligible");

  await page.goto("./#policy");
  await expect(card.locator("[data-told]")).toContainText("¥50,000");
  await card.getByRole("button", { name: /^修改或删除：/ }).click();
  await expect(card.getByLabel("谁告诉你的")).toHaveValue("腾讯对接人小王");
  await tell(card, { value: "80000" });
  await save(card);
  await toVerdict(page);
  await expect(banner(page)).toHaveAttribute("data-outcome", "ineligible");

  await page.goto("./#policy");
  await card.getByRole("button", { name: /^修改或删除：/ }).click();
  await card.getByRole("button", { name: "删除这个数值" }).click();
  await expect(card.getByRole("status")).toHaveText("已删除。");
  await expect(card.locator("[data-told]")).toHaveCount(0);
  await toVerdict(page);
  await expect(banner(page)).toHaveAttribute("data-outcome", "undetermined");
});

test("what is refused is said at its place, and nothing of it counts", async ({ page }) => {
  await openPolicy(page);
  const card = parameter(page, "benchmarkGmvTarget");
  await enter(card);
  await save(card);
  await expect(card.locator("#value").getByRole("alert")).toContainText("请先填写");
  await tell(card, { value: "五万", toldOn: dayFromNow(3) });
  await save(card);
  await expect(card.locator("#value").getByRole("alert")).toContainText("请填写数字");
  await expect(card.locator("#source").getByRole("alert")).toContainText("请先填写");
  await expect(card.locator("#toldOn").getByRole("alert")).toContainText("这一天还没有到");
  await tell(card, { value: "50000", source: "   " });
  await save(card);
  await expect(card.locator("#source").getByRole("alert")).toContainText("请先填写");
  await tell(card, { source: "对接人", toldOn: dayFromNow(0), value: "12.345" });
  await save(card);
  await expect(card.locator("#value").getByRole("alert")).toContainText("最多填写两位小数");
  await expect(card.locator("[data-told]")).toHaveCount(0);
  await expect(card.getByLabel("谁告诉你的")).toHaveValue("对接人");
  await tell(card, { value: "12.34" });
  await save(card);
  await expect(card.locator("[data-told]")).toContainText("¥12.34");
});

test("a form left half filled is as it was after a reload, after closing it, and after another screen", async ({
  page,
}) => {
  await openPolicy(page);
  const card = parameter(page, "benchmarkGmvTarget");
  await enter(card);
  await tell(card, { value: "50000", source: "对接人" });
  const growth = parameter(page, "growthRequirements");
  await enter(growth);
  await growth.getByRole("button", { name: "否", exact: true }).click();
  await card.getByRole("button", { name: /^收起：/ }).click();
  await expect(card.getByLabel("谁告诉你的")).toBeHidden();
  await page.getByRole("link", { name: "更多" }).click();
  await page.reload();
  await page.getByRole("link", { name: /^政策/ }).click();
  await expect(card.getByLabel("金额（元）")).toHaveValue("50000");
  await expect(card.getByLabel("谁告诉你的")).toHaveValue("对接人");
  await expect(growth.getByRole("button", { name: "否", exact: true })).toHaveAttribute("aria-pressed", "true");
  await expect(growth.getByLabel("谁告诉你的")).toHaveValue("");
  await tell(card, { toldOn: "2023-09-10" });
  await save(card);
  await expect(card.locator("[data-told]")).toContainText("对接人，2023年9月10日告知");
});

test("a table is told row by row; one with a gap is refused at its row", async ({ page }) => {
  await openPolicy(page);
  const card = parameter(page, "growthTasks");
  await enter(card);
  const row = (number: number) => card.locator(`[data-row='${number - 1}']`);
  await row(1).getByLabel("满多少", { exact: true }).fill("5");
  await row(1).getByLabel("不满多少").fill("10");
  await card.getByRole("button", { name: "再加一档" }).click();
  await row(2).getByLabel("满多少", { exact: true }).fill("12");
  await row(2).getByLabel("给什么").selectOption("流量券");
  await row(2).getByLabel("给多少").fill("2000");
  await tell(card, { source: "对接人", toldOn: "2023-09-10" });
  await card.getByRole("button", { name: "保存这张表" }).click();
  await expect(card.getByRole("alert")).toContainText("两档之间有空档");
  await expect(card.locator("[data-told]")).toHaveCount(0);
  await row(2).getByLabel("满多少", { exact: true }).fill("10");
  await card.getByRole("button", { name: "保存这张表" }).click();
  await expect(card.locator("[data-told] li")).toHaveText([
    "本月开播天数：5 天 到 10 天",
    "本月开播天数：10 天 起；给流量券 2,000",
  ]);
  await page.reload();
  await expect(card.locator("[data-told]")).toContainText("对接人，2023年9月10日告知");
});

test("a table left half filled, and an amount that is none yet, are as they were after a reload", async ({ page }) => {
  await openPolicy(page);
  const table = parameter(page, "growthTasks");
  const row = (number: number) => table.locator(`[data-row='${number - 1}']`);
  await enter(table);
  await row(1).getByLabel("满多少", { exact: true }).fill("5");
  await table.getByRole("button", { name: "再加一档" }).click();
  await row(2).getByLabel("满多少", { exact: true }).fill("一百");
  await tell(table, { source: "对接" });
  const amount = parameter(page, "benchmarkGmvTarget");
  await enter(amount);
  await tell(amount, { value: "5万零" });
  await settled(page);
  await page.reload();
  await expect(row(1).getByLabel("满多少", { exact: true })).toHaveValue("5");
  await expect(row(2).getByLabel("满多少", { exact: true })).toHaveValue("一百");
  await expect(table.getByLabel("谁告诉你的")).toHaveValue("对接");
  await expect(amount.getByLabel("金额（元）")).toHaveValue("5万零");
});

test("what was kept and is no form's text leaves the screen as it is", async ({ page }) => {
  const said = complaintsOf(page);
  await openPolicy(page);
  const shell = page.locator("kaibo-page");
  for (const text of ["null", "{"]) {
    await shell.evaluate(
      (element: HTMLElement & { app: App }, kept) =>
        element.app.change({
          typed: { "policy.growthTasks.table": kept, "policy.benchmarkGmvTarget.value": kept, "progress.ledger": kept },
        }),
      text,
    );
    await settled(page);
    await page.reload();
    await expect(parameter(page, "growthTasks").getByLabel("满多少", { exact: true })).toHaveValue("");
    await expect(parameter(page, "benchmarkGmvTarget").getByLabel("金额（元）")).toHaveValue(text);
  }
  expect(said).toEqual([]);
});

test("no Chinese is left in English but the terms it quotes", async ({ page }) => {
  await openPolicy(page, "./?lang=en#policy");
  await unfold(page);
  await enterAll(page, /^Enter what you were told: /);
  const texts = screen(page).locator("h1, h2, h3, h4, p, dt, dd, li, label, button, summary, legend");
  const words = (await texts.allInnerTexts()).join("\n");
  for (const part of ["The same for all 3 programmes", "Who told you?", "Not published"]) expect(words).toContain(part);
  const unquoted = words.replaceAll(/[((][^()()]*[))]/gu, "");
  expect(unquoted.match(/[\u4e00-\u9fff]+/gu)).toBeNull();
});

test("on paper everything is unfolded, no button is left, and the screen is as before afterwards", async ({ page }) => {
  await openPolicy(page);
  const card = parameter(page, "benchmarkGmvTarget");
  await enter(card);
  const folded = screen(page).locator("details:not([open])");
  await expect(folded).not.toHaveCount(0);
  const before = await folded.count();
  await page.emulateMedia({ media: "print" });
  await expect(folded).toHaveCount(0);
  await expect(screen(page).locator("button:visible, input:visible")).toHaveCount(0);
  await expect(screen(page).locator("[data-digest]")).toHaveText(/[0-9a-f]{64}/, { useInnerText: true });
  // The ways are words there, and what the form says of the value is said without it.
  await expect(clause(page, "4.2(4)").getByText("退款率不能太高")).toHaveText(["退款率不能太高", "退款率不能太高"]);
  await expect(clause(page, "4.2(4)").locator(".printed", { hasText: "退款率不能太高" })).toBeVisible();
  await expect(card.locator(".help")).toBeVisible();
  await page.emulateMedia({ media: "screen" });
  await expect(folded).toHaveCount(before);
});

test("the screen needs only the keyboard", { tag: "@wide" }, async ({ page, isMobile }) => {
  test.skip(isMobile, "phones have none");
  await openPolicy(page);
  await screen(page).getByRole("button", { name: "没有公布的数值" }).focus();
  await page.keyboard.press("Enter");
  await expect(screen(page).getByRole("heading", { name: "没有公布的数值" })).toBeFocused();
  // The way to its clause comes first, then its form.
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(parameter(page, "growthRequirements").getByRole("button", { name: /^填写问到的/ })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(parameter(page, "growthRequirements").getByLabel("谁告诉你的")).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const [locale, name] of [
    ["zh-CN", /^填写问到的：/],
    ["en", /^Enter what you were told: /],
  ] as const) {
    test.describe(`in ${colorScheme}, in ${locale}`, () => {
      test.use({ colorScheme });
      test.describe.configure({ timeout: 90_000 });

      test("no part breaks a rule axe can tell, nor is it too small or too wide; the console says nothing", {
        tag: "@wide",
      }, async ({ page }) => {
        const said = complaintsOf(page);
        await openPolicy(page, `./?lang=${locale}#policy`);
        await unfold(page);
        for (const id of ["refundRateLimit", "growthTasks"]) {
          await parameter(page, id).getByRole("button", { name }).click();
          await parameter(page, id).locator("button.primary").click();
          await expect(parameter(page, id).getByRole("alert").first()).toBeVisible();
        }
        const [width, content] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
        expect.soft(content).toBeLessThanOrEqual(width as number);
        const targets = screen(page).locator("button:visible, summary:visible, input:visible, select:visible");
        const small = await targets.evaluateAll((all) =>
          all.flatMap((target) => (target.getBoundingClientRect().height < 44 ? target.outerHTML : [])),
        );
        expect.soft(small).toEqual([]);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect.soft(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual([]);
        expect(said).toEqual([]);
      });
    });
  }
}

/** Back to the check, and on to its verdict. */
async function toVerdict(page: Page): Promise<void> {
  await page.getByRole("link", { name: "测一测" }).click();
  const goOn = page.getByRole("button", { name: "继续" });
  await expect(banner(page).or(goOn)).toBeVisible();
  if (await goOn.isVisible()) await goOn.click();
}

/** Unfolds all there is to unfold. */
async function unfold(page: Page): Promise<void> {
  await screen(page)
    .locator("details")
    .evaluateAll((all) => {
      for (const details of all) (details as HTMLDetailsElement).open = true;
    });
}

/** Opens the forms of all parameters. */
async function enterAll(page: Page, name: RegExp): Promise<void> {
  const buttons = screen(page).getByRole("button", { name });
  for (let left = await buttons.count(); left > 0; left -= 1) {
    await buttons.first().click();
    await expect(buttons).toHaveCount(left - 1);
  }
}
