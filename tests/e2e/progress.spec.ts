// The screen for progress: broadcasts go in, and out come figures, a chart with its table, and a calendar.

import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

import type { App } from "../../www/src/app/app.ts";
import { answer, begin, box, complaintsOf, heading, ledger, open, paste, pasted } from "./journey.ts";

/** What the page has said in the console, which is nothing. */
let said: readonly string[] = [];

const figure = (page: Page, name: string) => page.locator(`[data-figure=${name}]`);
const chart = (page: Page) => page.locator("page-progress-chart");
const calendar = (page: Page) => page.locator("page-broadcast-calendar");
const row = (page: Page, day: string) => chart(page).locator(`[data-from='${day}']`);
const back = (page: Page) => page.getByRole("button", { name: "返回进度" }).click();

test.beforeEach(async ({ page }) => {
  said = complaintsOf(page);
  await page.clock.setFixedTime(new Date("2023-09-14T04:00:00Z"));
});

test.afterEach(() => {
  expect(said, "nothing breaks the security policy, and nothing is logged").toEqual([]);
});

async function openProgress(page: Page): Promise<void> {
  await open(page, "./#progress");
  await expect(heading(page)).toHaveText("进度");
}

/** Pastes rows and takes the good ones; the form stays open. */
async function record(page: Page, text: string): Promise<void> {
  await page.getByRole("button", { name: "从表格粘贴" }).click();
  await paste(page, text);
  await page.getByRole("button", { name: /^加入这 [\d,]+ 场$/ }).click();
  await expect(ledger(page).getByText(/已加入 [\d,]+ 场。/)).toBeVisible();
}

async function recordGrowth(page: Page): Promise<void> {
  await openProgress(page);
  await page.getByRole("radio", { name: "成长扶持" }).check();
  await record(page, pasted);
  await back(page);
  await expect(chart(page).getByRole("img")).toBeVisible();
}

/** Tells a table for GMV with one tier. */
async function tell(page: Page): Promise<void> {
  await page.getByRole("button", { name: "填写问到的表" }).click();
  const tiers = page.locator("kaibo-tiers");
  await tiers.getByLabel("看哪个数").selectOption({ label: "本月 GMV（退款前）" });
  await tiers.getByLabel("满多少（元）").fill("2万");
  await tiers.getByLabel("谁告诉你的").fill("企业微信里的对接人");
  await tiers.getByLabel("哪天告诉你的").fill("2023-09-10");
  await tiers.getByRole("button", { name: "保存这张表" }).click();
  await expect(tiers).toHaveCount(0);
}

test("five pasted rows: the bad one is named, and the good ones are figures, a table and days", async ({ page }) => {
  await openProgress(page);
  await expect(page.getByText("还没有开播记录。")).toBeVisible();
  await page.getByRole("radio", { name: "成长扶持" }).check();
  await page.getByRole("button", { name: "从表格粘贴" }).click();
  await expect(heading(page)).toHaveText("记录开播");
  await expect(box(page)).toBeFocused();
  await paste(page, pasted);
  await expect(ledger(page).locator("[data-row='4']")).toContainText("第 4 行：开播时间读不懂：“9月2号晚上”");
  await page.getByRole("button", { name: "加入这 4 场" }).click();
  await back(page);
  await expect(heading(page)).toHaveText("进度");
  await expect(heading(page)).toBeFocused();

  await expect(figure(page, "broadcasts")).toContainText("4 场");
  await expect(figure(page, "minutes")).toContainText("至少 5 小时");
  await expect(figure(page, "gmv")).toContainText("至少 ¥17,000");
  await expect(figure(page, "netGmv")).toContainText("至少 ¥16,700");
  await expect(page.locator("[data-metric=monthGmv]")).toContainText("至少 ¥17,000");

  await expect(chart(page).getByRole("img")).toHaveAccessibleName(
    "GMV走势图，2023年9月1日到2023年9月14日，按天：开播 3 场，合计 ¥17,000。",
  );
  await chart(page).getByText("看数字").click();
  await expect(row(page, "2023-09-01").getByRole("cell")).toHaveText(["1", "¥12,000", "¥12,000"]);
  await expect(row(page, "2023-09-10").getByRole("cell")).toHaveText(["1", "¥3,000", "¥17,000"]);
  await expect(row(page, "2023-08-20")).toHaveCount(0);
  await chart(page).getByRole("radio", { name: "时长" }).check();
  await expect(row(page, "2023-09-01").getByRole("cell")).toHaveText(["1", "2 小时 30 分钟", "2 小时 30 分钟"]);
  await chart(page).getByRole("radio", { name: "全部记录" }).check();
  await expect(row(page, "2023-08-20").getByRole("cell")).toHaveText(["1", "2 小时", "2 小时"]);
  await expect(row(page, "2023-09-10").getByRole("cell")).toHaveText(["1", "1 小时", "7 小时"]);
});

/** How many points of the chart have a colour of the elements. */
function pointsOf(page: Page, token: string): Promise<number> {
  return chart(page).evaluate((element, name) => {
    const canvas = element.shadowRoot?.querySelector("canvas") as HTMLCanvasElement;
    const copy = document.createElement("canvas");
    copy.width = canvas.width + 1;
    copy.height = canvas.height;
    const context = copy.getContext("2d", { willReadFrequently: true }) as CanvasRenderingContext2D;
    context.fillStyle = getComputedStyle(element).getPropertyValue(name).trim();
    context.fillRect(canvas.width, 0, 1, 1);
    context.drawImage(canvas, 0, 0);
    const points = new Uint32Array(context.getImageData(0, 0, canvas.width, canvas.height).data.buffer);
    const [wanted] = new Uint32Array(context.getImageData(canvas.width, 0, 1, 1).data.buffer);
    return points.filter((point) => point === wanted).length;
  }, token);
}

test("the bars are drawn, at once for who wants less motion, and in the colours of the scheme", {
  tag: "@wide",
}, async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce", colorScheme: "light" });
  await recordGrowth(page);
  expect(await pointsOf(page, "--_brand")).toBeGreaterThan(200);
  await page.emulateMedia({ reducedMotion: "reduce", colorScheme: "dark" });
  await expect.poll(() => pointsOf(page, "--_brand")).toBeGreaterThan(200);
  const width = () => chart(page).evaluate((element) => element.shadowRoot?.querySelector("canvas")?.clientWidth ?? 0);
  const before = await width();
  await page.setViewportSize({ width: 320, height: 780 });
  await expect.poll(width).toBeLessThan(before);
  await expect.poll(() => pointsOf(page, "--_brand")).toBeGreaterThan(100);
});

test("a list that is said to be complete makes the figures exact", async ({ page }) => {
  await openProgress(page);
  await page.getByRole("radio", { name: "成长扶持" }).check();
  await record(page, pasted);
  await page.getByRole("radio", { name: "从首播起" }).check();
  await page.getByLabel("记全到哪一天").fill("2023-09-14");
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await page.getByRole("button", { name: "记录好了，看结果" }).click();
  await expect(heading(page)).toHaveText("进度");
  await expect(figure(page, "gmv")).not.toContainText("至少");
  await expect(figure(page, "gmv")).toContainText("¥17,000");
  await expect(figure(page, "netGmv")).not.toContainText("至少");
});

test("a list that was complete until some days ago says so, and can be said to be complete still", async ({ page }) => {
  await openProgress(page);
  await page.getByRole("radio", { name: "成长扶持" }).check();
  await record(page, pasted);
  await page.getByRole("radio", { name: "从首播起" }).check();
  await page.getByLabel("记全到哪一天").fill("2023-09-10");
  await page.getByRole("button", { name: "保存", exact: true }).click();
  const lapsed = page.getByText("你说过记录完整到2023年9月10日；之后的还没算进来");
  await expect(lapsed.locator("visible=true")).toHaveCount(1);
  await page.getByRole("button", { name: "记录好了，看结果" }).click();
  await expect(lapsed.locator("visible=true")).toHaveCount(1);
  await expect(figure(page, "gmv")).toContainText("至少");
  await page.getByRole("button", { name: "到2023年9月14日也没有漏" }).click();
  await expect(figure(page, "gmv")).not.toContainText("至少");
  await expect(lapsed).toHaveCount(0);
  await expect(page.getByRole("button", { name: "修改开播记录" })).toBeFocused();
});

test("the calendar names its days, shows what there was on one, and has no day ahead", async ({ page }) => {
  await recordGrowth(page);
  await expect(calendar(page).getByRole("heading")).toHaveText("2023年9月");
  await calendar(page).getByRole("button", { name: "9月1日，1 场，2 小时 30 分钟，GMV ¥12,000" }).click();
  await expect(calendar(page).getByRole("status")).toContainText("20:00 开播，2 小时 30 分钟；GMV ¥12,000；退款 ¥200");
  await expect(calendar(page).getByRole("button", { name: "9月3日，没有开播记录" })).toBeVisible();
  await expect(calendar(page).getByRole("button", { name: "9月14日，没有开播记录，今天" })).toBeVisible();
  await expect(calendar(page).getByRole("button", { name: /^9月15日/ })).toHaveCount(0);
  await expect(calendar(page).getByRole("button", { name: "下个月" })).toHaveAttribute("aria-disabled", "true");
  await calendar(page).getByRole("button", { name: "上个月" }).click();
  await expect(calendar(page).getByRole("button", { name: "8月20日，1 场，2 小时，GMV ¥1,200.50" })).toBeVisible();
  await page.keyboard.press("Tab");
  await calendar(page)
    .getByRole("button", { name: /^8月20日/ })
    .focus();
  await page.keyboard.press("ArrowRight");
  await expect(calendar(page).getByRole("button", { name: "8月21日，没有开播记录" })).toBeFocused();
});

test("what is typed by hand is there after a reload, and is recorded then", async ({ page }) => {
  await openProgress(page);
  await page.getByRole("button", { name: "自己填一场" }).click();
  await expect(page.getByLabel("开播日期", { exact: true })).toBeFocused();
  await page.getByRole("button", { name: "加入这一场" }).click();
  await expect(ledger(page).getByRole("alert").first()).toContainText("请选择开播日期");
  await page.getByLabel("开播日期", { exact: true }).fill("2023-09-02");
  await page.getByLabel("开播时间（不记得可不填）").fill("20:00");
  await page.getByLabel("小时", { exact: true }).fill("1");
  await page.getByLabel("分钟", { exact: true }).fill("30");
  await page.getByLabel("GMV，退款前").fill("1.2万");
  await box(page).fill("9月2号晚上\t60");
  await page.getByRole("radio", { name: "从这天起" }).check();

  await page.reload();
  await expect(heading(page)).toHaveText("记录开播");
  await expect(box(page)).toHaveValue("9月2号晚上\t60");
  await expect(page.getByRole("radio", { name: "从这天起" })).toBeChecked();
  await expect(page.getByLabel("小时", { exact: true })).toHaveValue("1");
  await page.getByRole("button", { name: "加入这一场" }).click();
  await expect(page.getByRole("heading", { name: "已记录 1 场" })).toBeVisible();
  await expect(page.getByLabel("小时", { exact: true })).toHaveValue("");

  // What was emptied is empty: nothing of it goes with the next broadcast.
  await page.getByLabel("开播日期", { exact: true }).fill("2023-09-03");
  await page.getByRole("button", { name: "加入这一场" }).click();
  await expect(ledger(page).getByRole("alert").first()).toContainText("请先填写");

  await page.goBack();
  await expect(heading(page)).toHaveText("进度");
  await expect(calendar(page).getByRole("button", { name: "9月2日，1 场，1 小时 30 分钟，GMV ¥12,000" })).toBeVisible();
  await page.reload();
  await expect(figure(page, "broadcasts")).toContainText("1 场");
  await page.getByRole("button", { name: "修改开播记录" }).click();
  await expect(page.getByLabel("开播日期", { exact: true })).toHaveValue("2023-09-03");
});

test("the tab leads out of the form, which keeps what stands in it", async ({ page }) => {
  await openProgress(page);
  await page.getByRole("button", { name: "从表格粘贴" }).click();
  await box(page).fill(pasted);
  await page.getByRole("link", { name: "进度", exact: true }).click();
  await expect(heading(page)).toHaveText("进度");
  await page.getByRole("button", { name: "从表格粘贴" }).click();
  await expect(box(page)).toHaveValue(pasted);
});

test("rows the core refuses are named where they stand, and stay", async ({ page }) => {
  await openProgress(page);
  await page.getByRole("button", { name: "从表格粘贴" }).click();
  await paste(page, "2023-09-01 20:00\t60\n2023-09-03 20:00\t60\n2023-09-03 20:00\t90");
  await page.getByRole("button", { name: "加入这 3 场" }).click();
  await expect(ledger(page).getByRole("alert")).toContainText("第 3 行：同一时刻开播的有两条记录");
  await page.getByRole("button", { name: "Switch to English" }).click();
  await expect(ledger(page).getByRole("alert")).toContainText("Row 3");
  await page.getByRole("button", { name: "切换到中文" }).click();
  await back(page);
  await expect(page.getByText("还没有开播记录。")).toBeVisible();
  await page.getByRole("button", { name: "从表格粘贴" }).click();
  await expect(box(page)).toHaveValue(/2023-09-03 20:00\t90/);
});

test("an answer that disagrees is given up where the user says so", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  for (const given of ["是", "否", "否", "2023-08-30"]) await answer(page, given);
  await page.getByRole("link", { name: "进度" }).click();
  await page.getByRole("button", { name: "从表格粘贴" }).click();
  await paste(page, "2023-08-20 20:00\t60");
  await page.getByRole("button", { name: "加入这 1 场" }).click();
  await expect(ledger(page).getByRole("alert")).toContainText("和你的回答「首播日期」对不上");
  await page.getByRole("button", { name: "以开播记录为准，清除回答「首播日期」" }).click();
  await back(page);
  await expect(figure(page, "broadcasts")).toContainText("1 场");
  await page.reload();
  await expect(figure(page, "broadcasts")).toContainText("1 场");
});

test("a told table puts its target and the needed pace in the table, and all is there after a reload", async ({
  page,
}) => {
  await recordGrowth(page);
  await chart(page).getByText("看数字").click();
  await expect(chart(page).locator("[data-target]")).toHaveCount(0);
  await tell(page);

  const holds = async () => {
    await expect(page.locator("[data-metric=monthGmv]")).toContainText("目标 ¥20,000，已到 85%");
    await expect(chart(page).locator("[data-target]")).toContainText("¥20,000");
    await expect(chart(page).getByRole("img")).toHaveAccessibleName(
      /目标 ¥20,000。还剩 16 天（到2023年9月30日），平均每天要 ¥187\.50。$/,
    );
    await expect(row(page, "2023-09-15").getByRole("cell").last()).toHaveText("要到 ¥17,187.50");
    await expect(row(page, "2023-09-30").getByRole("cell").last()).toHaveText("要到 ¥20,000");
  };
  await holds();
  await page.reload();
  await chart(page).getByText("看数字").click();
  await holds();

  // Nothing was told of the time live, and other days have no target.
  await chart(page).getByRole("radio", { name: "时长" }).check();
  await expect(chart(page).locator("[data-target]")).toHaveCount(0);
  await chart(page).getByRole("radio", { name: "GMV", exact: true }).check();
  await chart(page).getByRole("radio", { name: "全部记录" }).check();
  await expect(chart(page).locator("[data-target]")).toHaveCount(0);

  await page.getByRole("button", { name: "Switch to English" }).click();
  await expect(heading(page)).toHaveText("Progress");
  await chart(page).getByRole("radio", { name: "Days of the task" }).check();
  await expect(row(page, "2023-09-30").getByRole("cell").last()).toHaveText("Needed: ¥20,000");
  await expect(
    calendar(page).getByRole("button", { name: "1 September, 1 broadcast, 2 hours 30 minutes, GMV ¥12,000" }),
  ).toBeVisible();
});

test("a half-typed table is there after a reload, and is closed and forgotten once it is kept", async ({ page }) => {
  await recordGrowth(page);
  const tiers = page.locator("kaibo-tiers");
  await page.getByRole("button", { name: "填写问到的表" }).click();
  await tiers.getByLabel("看哪个数").selectOption({ label: "本月 GMV（退款前）" });
  await tiers.getByLabel("满多少（元）").fill("2万");
  await tiers.getByLabel("谁告诉你的").fill("对接人");
  await tiers.getByRole("button", { name: "保存这张表" }).click();
  await expect(tiers.getByRole("alert")).toBeVisible();
  await page.reload();
  await expect(tiers.getByLabel("满多少（元）")).toHaveValue("2万");
  await expect(tiers.getByLabel("谁告诉你的")).toHaveValue("对接人");
  // Closing the form takes nothing away either.
  await page.getByRole("button", { name: "填写问到的表" }).click();
  await expect(tiers).toHaveCount(0);
  await page.getByRole("button", { name: "填写问到的表" }).click();
  await expect(tiers.getByLabel("满多少（元）")).toHaveValue("2万");
  await tiers.getByLabel("哪天告诉你的").fill("2023-09-10");
  await tiers.getByRole("button", { name: "保存这张表" }).click();
  await expect(tiers).toHaveCount(0);
  await expect(page.locator("[data-metric=monthGmv]")).toContainText("目标 ¥20,000");
  await page.reload();
  await expect(page.locator("[data-metric=monthGmv]")).toContainText("目标 ¥20,000");
  await expect(tiers).toHaveCount(0);
});

test("another account has its own broadcasts, and its own forms", async ({ page }) => {
  await recordGrowth(page);
  await page.getByRole("button", { name: "修改开播记录" }).click();
  await expect(box(page)).toHaveValue(/9月2号晚上/);
  await page.evaluate(() => (document.querySelector("kaibo-page") as unknown as { app: App }).app.add());
  await expect(page.getByRole("heading", { name: "已记录 0 场" })).toBeVisible();
  await expect(box(page)).toHaveValue("");
  await back(page);
  await expect(page.getByText("还没有开播记录。")).toBeVisible();
});

test("a chart that cannot be loaded says so, and is tried again", async ({ page }) => {
  await page.route("**/chart-*.js", (route) => route.abort());
  await openProgress(page);
  await record(page, pasted);
  await back(page);
  await expect(page.getByRole("alert")).toContainText("没有加载出来");
  await page.unroute("**/chart-*.js");
  await page.getByRole("button", { name: "再试一次" }).click();
  await expect(chart(page).getByRole("img")).toBeVisible();
  // The browser itself says that it did not get the file.
  said = said.filter((words) => !words.includes("ERR_FAILED"));
});

test("the programme that was chosen is kept; one whose days are not known shows all records", async ({ page }) => {
  await recordGrowth(page);
  await page.getByRole("radio", { name: "标杆案例扶持" }).check();
  await expect(page.locator("[data-figures]")).toContainText("算全部记录");
  await expect(figure(page, "gmv")).toContainText("¥18,200.50");
  await page.reload();
  await expect(page.getByRole("radio", { name: "标杆案例扶持" })).toBeChecked();
  await expect(chart(page).getByRole("img")).toHaveAccessibleName(/开播 4 场，合计 ¥18,200\.50。$/);
});

test("the check uses the same broadcasts", async ({ page }) => {
  await recordGrowth(page);
  await page.getByRole("link", { name: "测一测" }).click();
  await begin(page, "冷启动扶持");
  for (const given of ["是", "否", "否"]) await answer(page, given);
  await expect(heading(page)).toContainText("第一次开播");
  await page.getByRole("link", { name: "进度" }).click();
  await page.getByRole("button", { name: "修改开播记录" }).click();
  await page.getByRole("radio", { name: "从首播起" }).check();
  await page.getByLabel("记全到哪一天").fill("2023-09-14");
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await expect(ledger(page).getByText("已保存。").first()).toBeVisible();
  await page.getByRole("link", { name: "测一测" }).click();
  // Neither the first nor the last broadcast is asked for any more.
  await expect(heading(page)).not.toContainText("第一次开播");
});

test("figures as of an earlier day say so, and a clock that was set back loses nothing", async ({ page }) => {
  await recordGrowth(page);
  await page.getByRole("link", { name: "测一测" }).click();
  await begin(page, "成长扶持", "2023-09-12");
  await page.getByRole("link", { name: "进度" }).click();
  await expect(page.getByText("算到2023年9月12日")).toBeVisible();
  await expect(figure(page, "gmv")).toContainText("¥17,000");

  await page.clock.setFixedTime(new Date("2023-09-05T04:00:00Z"));
  await page.goto("./?lang=zh-CN#progress");
  await expect(page.getByText("请先看看这台设备的日期对不对")).toContainText("1 场开播");
  await page.clock.setFixedTime(new Date("2023-09-14T04:00:00Z"));
  await page.reload();
  await expect(figure(page, "gmv")).toContainText("¥17,000");
});

test("another tab shows what is recorded here", async ({ page, context }) => {
  await recordGrowth(page);
  const other = await context.newPage();
  await other.clock.setFixedTime(new Date("2023-09-14T04:00:00Z"));
  await openProgress(other);
  await expect(figure(other, "broadcasts")).toContainText("4 场");
  await page.bringToFront();
  await page.getByRole("button", { name: "从表格粘贴" }).click();
  await paste(page, "2023-09-12 20:00\t60\t1000");
  await page.getByRole("button", { name: "加入这 1 场" }).click();
  await expect(figure(other, "broadcasts")).toContainText("5 场");
  await expect(figure(other, "gmv")).toContainText("¥18,000");
});

test("a thousand broadcasts are drawn by week", async ({ page }) => {
  const first = Date.parse("2021-01-04");
  const rows = Array.from({ length: 980 }, (_, index) => {
    const day = new Date(first + index * 86_400_000).toISOString().slice(0, 10);
    return `${day} 20:00\t60\t100\t0`;
  });
  await openProgress(page);
  await page.getByRole("button", { name: "从表格粘贴" }).click();
  await box(page).evaluate(
    (target, text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", text);
      target.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    },
    ["开播时间\t时长\tGMV\t退款金额", ...rows].join("\n"),
  );
  await page.getByRole("button", { name: "预览" }).click();
  await page.getByRole("button", { name: "加入这 980 场" }).click();
  await back(page);
  await expect(figure(page, "broadcasts")).toContainText("980 场");
  await chart(page).getByText("看数字").click();
  await expect(row(page, "2021-01-04").getByRole("cell")).toHaveText(["7", "¥700", "¥700"]);
  await expect(row(page, "2023-09-04").getByRole("cell")).toHaveText(["7", "¥700", "¥98,000"]);
});

test("the chart and the calendar are loaded when there is something to show in them", async ({ page }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  const parts = () => asked.filter((path) => /\/(chart|calendar|progress|outlook-calendar)-[^/]*\.js$/.test(path));
  await open(page);
  await expect(heading(page)).toBeVisible();
  expect(parts()).toEqual([]);
  await page.getByRole("link", { name: "进度" }).click();
  await expect(heading(page)).toHaveText("进度");
  expect(parts().filter((path) => path.includes("/chart-"))).toEqual([]);
  await record(page, pasted);
  await back(page);
  await expect(chart(page).getByRole("img")).toBeVisible();
  expect(parts().filter((path) => path.includes("/chart-"))).not.toEqual([]);
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });
    test.describe.configure({ timeout: 90_000 });

    test("the ways to enter break no rule axe can tell, and are no wider than the window", { tag: "@wide" }, async ({
      page,
    }) => {
      await openProgress(page);
      await expectGood(page, "nothing recorded");
      await record(page, pasted);
      await expectGood(page, "the form");
    });

    test("the overview breaks no rule axe can tell, and is no wider than the window", { tag: "@wide" }, async ({
      page,
    }) => {
      await recordGrowth(page);
      await tell(page);
      await chart(page).getByText("看数字").click();
      await calendar(page)
        .getByRole("button", { name: /^9月1日/ })
        .click();
      await expectGood(page, "the overview");
    });
  });
}

async function expectGood(page: Page, screen: string): Promise<void> {
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  for (const language of ["Switch to English", "切换到中文"]) {
    const [width, content] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
    expect.soft(content, `${screen} is no wider than the window`).toBeLessThanOrEqual(width as number);
    const targets = "button:visible, summary:visible, .segmented label:visible, input:not([type=radio]):visible";
    const low = await page
      .locator(targets)
      .evaluateAll((elements) =>
        elements
          .filter((element) => element.getBoundingClientRect().height < 44)
          .map(({ textContent, localName }) => `${localName} ${textContent}`),
      );
    expect.soft(low, `${screen}: what is hard to hit`).toEqual([]);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }));
    expect.soft(found, `${screen}, before ${language}`).toEqual([]);
    await page.getByRole("button", { name: language }).click();
  }
}
