// The plan of one event: its deadline, what it still lacks, and the live itself, as a streamer goes through them.

import { readFile } from "node:fs/promises";
import { expect, type Locator, type Page } from "@playwright/test";

import { loadPolicy } from "../../pkg/dist/index.js";
import type { App } from "../../www/src/app/app.ts";
import { addDays, daysBetween, lastTime, minutesBetween, momentAt } from "../../www/src/days.ts";
import { planOf } from "../../www/src/screens/planner/plan.ts";
import { begin, heading } from "./journey.ts";
import { expectGood, openAt, reload, test } from "./planning.ts";

const date = (page: Page) => page.getByLabel("标杆直播的开播日期", { exact: true });
const hours = (page: Page) => page.getByRole("group", { name: "标杆直播的时长" }).getByLabel("小时");
const target = (page: Page) => page.getByLabel("GMV 目标（元）", { exact: true });
const deadline = (page: Page) => page.locator("planner-deadline");
const live = (page: Page) => page.locator("planner-live");
const gmv = (page: Page) => page.getByLabel("到现在的 GMV（元）");
const step = (page: Page, name: string) => page.getByRole("checkbox", { name });

const choice = (page: Page, question: string, answer: string): Locator =>
  page.getByRole("group", { name: question }).getByRole("button", { name: answer, exact: true });

/** A live of six hours on 15 October 2023, with a target of 60,000. */
async function plan(page: Page): Promise<void> {
  await date(page).fill("2023-10-15");
  await hours(page).fill("6");
  await choice(page, "视频号直播独家", "是").click();
  await target(page).fill("6万");
  await target(page).press("Tab");
}

/** The live regions an element stands in, out through the hosts of shadow roots. */
function liveAround(element: Element): readonly string[] {
  const regions: string[] = [];
  let around: Element | null = element;
  while (around) {
    const isOff = around.getAttribute("aria-live") === "off";
    if (!isOff && around.matches("[role=status], [role=alert], [role=log], [aria-live]")) regions.push(around.tagName);
    const root: Node = around.getRootNode();
    around = around.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
  }
  return regions;
}

/** On the day of the live, an hour after it began. */
async function hourIn(page: Page): Promise<void> {
  await openAt(page, "2023-10-15T21:00", "./#planner");
  await plan(page);
  await reload(page);
  await page.getByLabel("几点开播的").fill("20:00");
  await page.getByRole("button", { name: "从这个时间算起" }).click();
  await gmv(page).fill("15000");
}

test("a live on 15 October 2023 is submitted by 1 October, and the steps count down to it", async ({ page }) => {
  await openAt(page, "2023-09-14T10:00", "./#planner");
  await expect(heading(page)).toHaveText("标杆计划");
  await expect(deadline(page)).toContainText("先填「标杆直播的开播日期」");
  await date(page).fill("2023-10-15");
  await expect(deadline(page)).toContainText("最晚2023年10月1日提交");
  await expect(deadline(page)).toContainText("开播前 14 天 · 还有 17 天");
  await expect(deadline(page)).toContainText("今天提交，来得及。");
  await expect(deadline(page)).toContainText("审核、沟通要多久，这份政策没有写。");

  await expect(step(page, "填好单场活动模版并提交")).toHaveAccessibleName(/最晚2023年10月1日 · 还有 17 天/);
  await expect(step(page, "直播时")).toHaveAccessibleName(/2023年10月15日 · 还有 31 天/);
  await expect(step(page, "平台核查")).toHaveAccessibleName(/政策没有写哪天/);
});

test("the deadline's last day is in time, and the day after is not", async ({ page }) => {
  await openAt(page, "2023-10-01T23:30", "./#planner");
  await date(page).fill("2023-10-15");
  await expect(deadline(page)).toContainText("今天提交，来得及。");
  await date(page).fill("2023-10-14");
  await expect(deadline(page)).toContainText("来不及了：提交已经截止 1 天");
});

test("a late plan says so, and which live could still be submitted for", async ({ page }) => {
  await openAt(page, "2023-10-05T10:00", "./#planner");
  await date(page).fill("2023-10-15");
  await expect(deadline(page)).toContainText("已过 4 天");
  await expect(deadline(page)).toContainText("开播最早只能是2023年10月19日");
  await date(page).fill("2023-10-19");
  await expect(deadline(page)).toContainText("今天提交，来得及。");
  // A later day of submission is too late again, though today is not.
  await page.locator("planner-form").getByLabel("打算哪天提交申请").fill("2023-10-07");
  await expect(deadline(page)).toContainText("2023年10月7日才提交，晚了 2 天");
  await expect(deadline(page)).toContainText("今天就提交，还来得及。");
});

test("the day of submission of the check counts here too, and can be set to today", async ({ page }) => {
  await openAt(page, "2023-10-05T10:00", "./");
  await begin(page, "标杆案例扶持", "2023-09-14");
  await page.getByRole("link", { name: "标杆计划" }).click();
  await date(page).fill("2023-10-15");
  await expect(deadline(page)).toContainText("2023年9月14日提交，来得及。");
  await page.getByRole("button", { name: "改成今天" }).click();
  await expect(deadline(page)).toContainText("来不及了：提交已经截止 4 天");
});

test("each criterion is said beside the plan, what is unpublished can be entered, and the check goes on from it", async ({
  page,
}) => {
  await openAt(page, "2023-09-14T10:00", "./#planner");
  await plan(page);
  await hours(page).fill("4");
  const criterion = (id: string) => page.locator(`planner-follows [data-criterion="${id}"]`);
  await expect(criterion("five-hours-or-more")).toHaveAttribute("data-result", "unmet");
  await expect(criterion("two-weeks-ahead")).toHaveAttribute("data-result", "met");
  await expect(criterion("exclusive-or-advantaged-goods")).toHaveAttribute("data-result", "met");
  await expect(criterion("gmv-target-high-enough")).toContainText("没有公布");
  await expect(page.locator("planner-follows [data-criterion=sells-on-stream]")).toHaveCount(0);
  await criterion("five-hours-or-more").getByRole("button", { name: "修改" }).click();
  await expect(hours(page)).toBeFocused();
  await hours(page).fill("5");
  await expect(criterion("five-hours-or-more")).toHaveAttribute("data-result", "met");

  await page.getByText("问到了「标杆案例的 GMV 门槛」？填在这里").click();
  await page.getByLabel("金额（元）").fill("50000");
  await page.getByLabel("谁告诉你的").fill("腾讯对接人");
  await page.getByLabel("哪天告诉你的").fill("2023-09-10");
  await page.getByRole("button", { name: "保存并重新判断" }).click();
  await expect(criterion("gmv-target-high-enough")).toHaveAttribute("data-result", "met");

  await expect(page.locator("[data-verdict]")).toContainText("标杆案例扶持：还不能确定");
  await page.getByRole("link", { name: "看完整的结果" }).click();
  const question = page.getByRole("heading", { name: /直播间卖货/ });
  await expect(question.or(page.getByRole("radio", { name: "标杆案例扶持", checked: true }))).toBeVisible();
});

test("an amount half typed survives a reload with its message, and what was there counts meanwhile", async ({
  page,
}) => {
  await openAt(page, "2023-09-14T10:00", "./#planner");
  await plan(page);
  await target(page).fill("8万块");
  await target(page).press("Tab");
  await expect(page.locator("planner-form").getByRole("alert")).toContainText("请填写数字");
  await expect(page.getByText("下面先按原来的“¥60,000”算")).toBeVisible();
  await reload(page);
  await expect(target(page)).toHaveValue("8万块");
  await expect(page.locator("planner-form").getByRole("alert")).toContainText("请填写数字");
  await target(page).fill("8万");
  await expect(page.locator("planner-form").getByRole("alert")).toHaveCount(0);
  await expect(page.locator('[data-criterion="gmv-target-high-enough"]')).toContainText("¥80,000");
  await reload(page);
  await expect(target(page)).toHaveValue("80000");
});

test("a refused length says why at its place, stays as it is typed, and is still there after a reload", async ({
  page,
}) => {
  await openAt(page, "2023-09-14T10:00", "./#planner");
  await plan(page);
  await hours(page).fill("-5");
  await expect(page.locator("planner-form").getByRole("alert")).toContainText("不能小于 0 分钟");
  await expect(page.locator('[data-criterion="five-hours-or-more"]')).toContainText("6 小时");
  await reload(page);
  await expect(hours(page)).toHaveValue("-5");
  await expect(page.locator("planner-form").getByRole("alert")).toContainText("不能小于 0 分钟");
  await expect(page.locator('[data-criterion="five-hours-or-more"]')).toContainText("6 小时");
  await page.getByRole("button", { name: "不确定：标杆直播的时长" }).click();
  await expect(hours(page)).toHaveValue("");
  await expect(page.locator("planner-form").getByRole("alert")).toHaveCount(0);
});

test("each field can be left unsure, and an emptied one is unknown, not no", async ({ page }) => {
  await openAt(page, "2023-09-14T10:00", "./#planner");
  await plan(page);
  const goods = page.locator('[data-criterion="exclusive-or-advantaged-goods"]');
  const unsure = page.getByRole("button", { name: "不确定：货品独家" });
  await unsure.click();
  await expect(unsure).toHaveAttribute("aria-pressed", "true");
  await expect(choice(page, "视频号直播独家", "是")).toHaveAttribute("aria-pressed", "false");
  await expect(goods).toHaveAttribute("data-result", "unknown");
  await target(page).fill("");
  await expect(page.locator('[data-criterion="gmv-target-high-enough"]')).toHaveAttribute("data-result", "unknown");
  await date(page).fill("");
  await expect(deadline(page)).toContainText("先填「标杆直播的开播日期」");
  await reload(page);
  await expect(unsure).toHaveAttribute("aria-pressed", "true");
  await expect(target(page)).toHaveValue("");
});

test("a step is ticked off, stays so, and a submitted plan is not called late", async ({ page }) => {
  await openAt(page, "2023-10-05T10:00", "./#planner");
  await date(page).fill("2023-10-15");
  await expect(step(page, "填好单场活动模版并提交")).toHaveAccessibleName(/已过 4 天/);
  await step(page, "填好单场活动模版并提交").check();
  await expect(deadline(page)).toContainText("你已经勾选：提交好了。");
  await reload(page);
  await expect(step(page, "填好单场活动模版并提交")).toBeChecked();
  await step(page, "填好单场活动模版并提交").uncheck();
  await expect(deadline(page)).toContainText("来不及了");
});

test("the days go into the calendar", async ({ page }) => {
  await openAt(page, "2023-09-14T10:00", "./#planner");
  await date(page).fill("2023-10-15");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "加入日历" }).click(),
  ]);
  const text = await readFile(await download.path(), "utf8");
  for (const day of ["20231001", "20231015"]) expect(text).toContain(`DTSTART;VALUE=DATE:${day}`);
});

test("on the day the live comes first: time, share of the target and where it leads, which the clock moves on", async ({
  page,
}) => {
  await hourIn(page);
  await expect(page.getByRole("heading", { level: 2 }).first()).toHaveText("正在直播");
  await expect(page.getByRole("timer")).toHaveText("已播 1 小时，计划 6 小时");
  const meter = page.getByRole("meter", { name: "GMV 目标" });
  await expect(meter).toHaveAttribute("aria-valuetext", "已到 25%（¥15,000，目标 ¥60,000）");
  await expect(live(page)).toContainText("平均每小时 ¥15,000。");
  await expect(live(page)).toContainText("照目前的速度，播满 6 小时，会有 ¥90,000。这是推算，不是承诺。");

  await page.clock.fastForward("01:00:30");
  await expect(page.getByRole("timer")).toHaveText("已播 2 小时，计划 6 小时");
  await expect(live(page)).toContainText("平均每小时 ¥7,500。");
  // The clock is no live region: who listens is not interrupted every half minute.
  expect(await page.getByRole("timer").evaluate(liveAround)).toEqual([]);
  // It can tell: what is said when a live was recorded stands in one.
  expect(await page.locator("page-planner [role=status]").last().evaluate(liveAround)).toEqual(["P"]);

  await page.clock.fastForward("05:00:00");
  await expect(live(page)).toContainText("已超过计划 1 小时");
  await expect(live(page)).not.toContainText("这是推算");
});

test("GMV is kept as it is typed, a bad amount is refused at its place, and what was told before counts", async ({
  page,
}) => {
  await hourIn(page);
  await gmv(page).fill("1.234");
  await expect(live(page).getByRole("alert")).toContainText("最多填写两位小数");
  await expect(live(page)).toContainText("先按 ¥15,000 算");
  await gmv(page).fill("2万多");
  await gmv(page).press("Tab");
  await expect(live(page).getByRole("alert")).toContainText("请填写数字");
  await reload(page);
  await expect(gmv(page)).toHaveValue("2万多");
  await expect(live(page)).toContainText("先按 ¥15,000 算");
  await page.getByRole("button", { name: "播完了，记到开播记录" }).click();
  await expect(gmv(page)).toBeFocused();
  await gmv(page).fill("24000");
  await expect(page.getByRole("meter", { name: "GMV 目标" })).toHaveAttribute("aria-valuetext", /已到 40%/);
});

test("nothing is said of tiers until a table was told; then the core says which is reached", async ({ page }) => {
  await hourIn(page);
  await expect(live(page)).toContainText("「标杆案例扶持表」没有公布，所以说不了达到哪一档。");
  await page.getByRole("button", { name: "填写问到的表" }).click();
  const tier = (number: number) => page.getByRole("group", { name: `第 ${number} 档` });
  await tier(1).getByLabel("满多少（%）", { exact: true }).fill("20");
  await tier(1).getByLabel("不满多少").fill("60");
  await page.getByRole("button", { name: "再加一档" }).click();
  await expect(tier(2).getByLabel("满多少（%）", { exact: true })).toHaveValue("60");
  await live(page).getByLabel("谁告诉你的").fill("腾讯对接人");
  // What is half entered is there again after a reload.
  await reload(page);
  await expect(tier(1).getByLabel("满多少（%）", { exact: true })).toHaveValue("20");
  await expect(tier(2).getByLabel("满多少（%）", { exact: true })).toHaveValue("60");
  await expect(live(page).getByLabel("谁告诉你的")).toHaveValue("腾讯对接人");
  await live(page).getByLabel("哪天告诉你的").fill("2023-10-01");
  await page.getByRole("button", { name: "保存这张表" }).click();
  await expect(page.getByRole("button", { name: "修改这张表" })).toBeVisible();
  await expect(live(page).locator("[data-tier=met]")).toContainText("20% 到");
  await expect(live(page).locator("[data-tier=unmet]")).toContainText("60% 起");
  await gmv(page).fill("36000");
  await expect(live(page).locator("[data-tier=met]").last()).toContainText("60% 起");
});

test("when it is over the broadcast is recorded, and that can be undone", async ({ page }) => {
  await hourIn(page);
  await page.getByRole("button", { name: "播完了，记到开播记录" }).click();
  await expect(page.getByText("已记到开播记录。").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "现在开播" })).toBeVisible();
  const recorded = page.locator("page-planner").getByRole("status").filter({ hasText: "已记到开播记录。" });
  await expect(recorded).toBeVisible();
  await page.getByRole("button", { name: "撤销" }).click();
  await expect(page.getByRole("timer")).toContainText("已播 1 小时");
  await expect(recorded).toHaveCount(0);
  const length = page.getByRole("group", { name: "一共播了多久" });
  await length.getByLabel("小时").fill("5");
  await page.getByRole("button", { name: "播完了，记到开播记录" }).click();
  await reload(page);
  await page.goto("./#draft");
  await page.getByRole("radio", { name: "标杆案例扶持" }).check();
  await expect(page.locator("[data-row=broadcasts]")).toContainText("1 场");
  await expect(page.locator("[data-row=eventGmv]")).toContainText("¥15,000");
  await expect(page.locator("[data-row=eventMinutes]")).toContainText("5 小时");
});

test("a broadcast at odds with an answer says so, and the broadcasts can prevail", async ({ page }) => {
  await openAt(page, "2023-10-15T21:00", "./");
  await begin(page, "冷启动扶持", "2023-10-15");
  for (const given of ["是", "否", "否"]) await page.getByRole("button", { name: given, exact: true }).click();
  await expect(heading(page)).toContainText("第一次开播");
  await page.getByRole("button", { name: "从未", exact: true }).click();
  await page.getByRole("link", { name: "标杆计划" }).click();
  await page.getByText("现在就在播？打开直播时的进度").click();
  await page.getByRole("button", { name: "现在开播" }).click();
  await page.clock.fastForward("00:10:30");
  await page.getByRole("button", { name: "播完了，记到开播记录" }).click();
  await expect(live(page).getByRole("alert")).toContainText("对不上");
  await page.getByRole("button", { name: /^以开播记录为准/ }).click();
  await expect(page.getByText("已记到开播记录。").first()).toBeVisible();
});

test("a day of submission before the live keeps it out of the ledger, until it is today", async ({ page }) => {
  await openAt(page, "2023-10-15T21:00", "./");
  await begin(page, "标杆案例扶持", "2023-09-14");
  await page.getByRole("link", { name: "标杆计划" }).click();
  await page.getByText("现在就在播？打开直播时的进度").click();
  await page.getByRole("button", { name: "从这个时间算起" }).click();
  await expect(live(page).getByRole("alert")).toContainText("请选择几点开播的");
  // Half past ten at night is later than now: it was yesterday.
  await page.getByLabel("几点开播的").fill("22:30");
  await page.getByRole("button", { name: "从这个时间算起" }).click();
  await expect(live(page)).toContainText("2023年10月14日 22:30 开播");
  await page.getByRole("button", { name: "播完了，记到开播记录" }).click();
  await expect(live(page).getByRole("alert")).toContainText("早于这场直播");
  await page.getByRole("button", { name: "提交日改成今天，再记" }).click();
  await expect(page.getByText("已记到开播记录。").first()).toBeVisible();
});

test("what came of a live is said in its account alone", async ({ page }) => {
  await hourIn(page);
  await page.getByRole("button", { name: "播完了，记到开播记录" }).click();
  const recorded = page.locator("page-planner").getByRole("status").filter({ hasText: "已记到开播记录。" });
  await expect(recorded).toBeVisible();
  await page.getByText("问到了「标杆案例的 GMV 门槛」？填在这里").click();
  await page.locator("kaibo-page").evaluate((shell: HTMLElement & { app: App }) => shell.app.add({ name: "二号" }));
  await expect(target(page)).toHaveValue("");
  await expect(recorded).toHaveCount(0);
  await expect(page.getByLabel("金额（元）")).toBeHidden();
});

test("a hidden screen is not drawn, and shows what was changed when it is shown", async ({ page }) => {
  await openAt(page, "2023-10-01T10:00", "./#planner");
  await date(page).fill("2023-10-15");
  await target(page).fill("5千多");
  await page.getByRole("link", { name: "更多" }).click();
  await page.getByRole("link", { name: "申请草稿" }).click();
  await page.getByRole("radio", { name: "标杆案例扶持" }).check();
  const shell = page.locator("kaibo-page");
  await shell.evaluate((element: HTMLElement & { app: App }) =>
    element.app.change({ answers: { ...element.app.account.answers, plannedStartOn: "2023-10-20" } }),
  );
  await expect(page.locator("[data-row=plannedStartOn]")).toContainText("2023年10月20日");
  await expect(page.locator("page-planner")).toBeHidden();
  await expect(deadline(page)).toContainText("最晚2023年10月1日提交");
  await page.getByRole("button", { name: "Switch to English" }).click();
  await page.getByRole("button", { name: "切换到中文" }).click();
  await page.getByRole("link", { name: "标杆计划" }).click();
  await expect(deadline(page)).toContainText("最晚2023年10月6日提交");
  await expect(date(page)).toHaveValue("2023-10-20");
  await expect(target(page)).toHaveValue("5千多");
});

test("what is typed stays while another screen is looked at, and belongs to its account", async ({ page }) => {
  await openAt(page, "2023-09-14T10:00", "./#planner");
  await target(page).fill("5千");
  await page.getByRole("link", { name: "测一测" }).click();
  await page.getByRole("link", { name: "标杆计划" }).click();
  await expect(target(page)).toHaveValue("5千");
  await page.locator("kaibo-page").evaluate((shell: HTMLElement & { app: App }) => shell.app.add({ name: "二号" }));
  await expect(target(page)).toHaveValue("");
});

test("a value that was told is kept as it is typed, until it is saved", async ({ page }) => {
  await openAt(page, "2023-09-14T10:00", "./#planner");
  await page.getByText("问到了「标杆案例的 GMV 门槛」？填在这里").click();
  await page.getByLabel("金额（元）").fill("5万左右");
  await page.getByLabel("谁告诉你的").fill("腾讯对");
  await reload(page);
  await expect(page.getByLabel("金额（元）")).toHaveValue("5万左右");
  await expect(page.getByLabel("谁告诉你的")).toHaveValue("腾讯对");
  await page.getByRole("button", { name: "保存并重新判断" }).click();
  await expect(page.locator("planner-follows").getByRole("alert").first()).toContainText("请填写数字");
  await page.getByLabel("金额（元）").fill("5万");
  await page.getByLabel("哪天告诉你的").fill("2023-09-10");
  await page.getByRole("button", { name: "保存并重新判断" }).click();
  await expect(page.getByText("你填的「标杆案例的 GMV 门槛」")).toBeVisible();
  await reload(page);
  await page.getByText("你填的「标杆案例的 GMV 门槛」").click();
  await expect(page.getByLabel("金额（元）")).toHaveValue("50000");
});

test("it speaks English", async ({ page }) => {
  await openAt(page, "2023-09-14T10:00", "./?lang=en#planner");
  await expect(heading(page)).toHaveText("Benchmark plan");
  await page.getByLabel("Day of the benchmark live", { exact: true }).fill("2023-10-15");
  await expect(deadline(page)).toContainText("Submit by 1 October 2023");
  await expect(deadline(page)).toContainText("14 days before the live · 17 days to go");
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });
    test.describe.configure({ timeout: 90_000 });

    test("the plan can be used by all", { tag: "@wide" }, async ({ page }) => {
      await openAt(page, "2023-10-05T10:00", "./#planner");
      await plan(page);
      await hours(page).fill("-5");
      await page.getByRole("button", { name: "不确定：货品有优势" }).click();
      await step(page, "平台核查").check();
      await expectGood(page);
    });

    test("the live can be used by all", { tag: "@wide" }, async ({ page }) => {
      await hourIn(page);
      await expectGood(page);
    });
  });
}

test.describe("what it is made of", () => {
  test("the plan is read from the document: one event, and what no other programme asks", () => {
    const found = planOf(loadPolicy().document);
    expect(found?.programme.id).toBe("benchmark");
    expect(found?.facts.map(({ id }) => id)).toEqual([
      "plannedStartOn",
      "plannedMinutes",
      "goodsExclusive",
      "goodsAdvantaged",
      "gmvTarget",
    ]);
    expect(found).toMatchObject({ days: 14, target: "gmvTarget", length: "plannedMinutes" });
    expect(found?.unpublished).toEqual(["benchmarkGmvTarget"]);
  });

  test("a policy without a deadline before an event has no plan", async () => {
    const twitch = await readFile(new URL("../../policies/examples/twitch-affiliate.json", import.meta.url), "utf8");
    expect(planOf(loadPolicy(twitch).document)).toBeUndefined();
  });

  test("days are counted over the ends of months and years", () => {
    expect(daysBetween("2023-12-31", "2024-03-01")).toBe(61);
    expect(addDays("2024-02-28", 2)).toBe("2024-03-01");
  });

  test("a time of day is today's or yesterday's in the policy's zone, whatever the device's", () => {
    const now = Date.parse("2023-10-14T17:10:30Z");
    expect(momentAt("+08:00", now)).toBe("2023-10-15T01:10:00+08:00");
    expect(momentAt("-05:00", now)).toBe("2023-10-14T12:10:00-05:00");
    expect(lastTime("+08:00", "01:10", now)).toBe("2023-10-15T01:10:00+08:00");
    expect(lastTime("+08:00", "22:00", now)).toBe("2023-10-14T22:00:00+08:00");
    expect(minutesBetween("2023-10-14T22:00:00+08:00", now)).toBe(190);
    expect(minutesBetween("2023-10-15T02:00:00+08:00", now)).toBe(0);
  });
});
