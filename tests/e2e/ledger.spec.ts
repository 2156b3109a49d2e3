// Broadcasts on the page: pasted or entered, the progress of tasks, and what the days to come bring.

import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

import {
  answer,
  answerAll,
  banner,
  begin,
  box,
  done,
  expectLargeTargets,
  growthWithBroadcasts,
  heading,
  ledger,
  open,
  openLedger,
  paste,
  pasted,
  spotless,
  unfold,
} from "./journey.ts";

test("five pasted rows: the bad one is named, the good ones answer the first and the last broadcast", async ({
  page,
}) => {
  await open(page);
  await begin(page, "冷启动扶持");
  for (const given of ["是", "否", "否"]) await answer(page, given);
  await expect(heading(page)).toContainText("第一次开播");
  await page.getByRole("button", { name: "记录开播" }).click();
  await expect(heading(page)).toHaveText("记录开播");
  await expect(heading(page)).toBeFocused();

  await paste(page, pasted);
  await expect(ledger(page).getByText("读到 4 场，确认以后才会加入。")).toBeVisible();
  await expect(ledger(page).locator("[data-row='4']")).toContainText("第 4 行：开播时间读不懂：“9月2号晚上”");
  await expect(page.getByRole("heading", { name: "已记录 0 场" })).toBeVisible();

  await page.getByRole("button", { name: "加入这 4 场" }).click();
  await expect(page.getByRole("heading", { name: "已记录 4 场" })).toBeVisible();
  await expect(heading(page)).toHaveText("记录开播");
  // What was typed and not taken is still there, under its header.
  await expect(box(page)).toHaveValue("开播时间\t时长\tGMV\t退款金额\n9月2号晚上\t60\t300\t0");

  await page.getByRole("radio", { name: "从首播起" }).check();
  await page.getByLabel("记全到哪一天").fill("2023-09-14");
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await done(page);

  // Neither the first nor the last broadcast is asked for any more.
  await expect(heading(page)).toContainText("关停");
  await answerAll(page, spotless);
  await expect(banner(page)).toHaveAttribute("data-outcome", "eligible");
  await unfold(page, "answers");
  const answers = page.locator("kaibo-answers");
  await expect(answers.getByText("2023年8月20日（按开播记录）")).toBeVisible();
  await expect(answers.getByText("2023年9月10日（按开播记录）")).toBeVisible();
  const days = page.locator("[data-metric=sinceFirstDays]");
  await expect(days).toContainText("已做到 4 天");
  await expect(days).toContainText("从首播（2023年8月20日）算起");
});

test("what is typed survives leaving the screen, and the phone's back gesture leaves it", async ({ page }) => {
  await openLedger(page);
  await box(page).fill("2023-09-01 20:00\t60");
  await page.goBack();
  await expect(heading(page)).toContainText("第一次开播");
  await page.getByRole("button", { name: "记录开播" }).click();
  await expect(box(page)).toHaveValue("2023-09-01 20:00\t60");
});

test("one broadcast is entered by hand, repeated and overlapping ones are named, and each can be removed", async ({
  page,
}) => {
  await openLedger(page);
  await page.getByRole("button", { name: "加入这一场" }).click();
  await expect(page.getByRole("alert").first()).toContainText("请选择开播日期");

  for (const minutes of ["60", "60"]) {
    await page.getByLabel("开播日期", { exact: true }).fill("2023-09-01");
    await page.getByLabel("开播时间（不记得可不填）").fill("20:00");
    await page.getByLabel("分钟", { exact: true }).fill(minutes);
    await page.getByLabel("GMV，退款前").fill("1.2万");
    await page.getByRole("button", { name: "加入这一场" }).click();
    await expect(ledger(page).getByText("已加入 1 场。")).toBeVisible();
  }
  await expect(ledger(page).getByText("第 2 场和第 1 场完全相同，只算一次。")).toBeVisible();
  await paste(page, "2023-09-01 20:30\t60");
  await page.getByRole("button", { name: "加入这 1 场" }).click();
  await expect(ledger(page).getByText("第 3 场和第 1 场时间有重叠")).toBeVisible();

  await page.getByRole("button", { name: /^删除：9月1日 20:30/ }).click();
  await expect(page.getByRole("heading", { name: "已记录 2 场" })).toBeVisible();
  await page.getByRole("button", { name: "全部删除" }).click();
  await page.getByRole("button", { name: "再点一次，全部删除" }).click();
  await expect(page.getByRole("heading", { name: "已记录 0 场" })).toBeVisible();
});

test("a broadcast is changed in its row, by keyboard too; nothing is lost where that is cancelled", async ({
  page,
}) => {
  await openLedger(page);
  await paste(page, "开播时间\t时长\tGMV\t最高在线\n2023-09-01 20:00\t60\t300\t80\n2023-09-03 20:00\t90\t\t");
  await page.getByRole("button", { name: "加入这 2 场" }).click();
  // What stands in the form of a new one is its own.
  await page.getByLabel("GMV，退款前").fill("77");

  const change = page.getByRole("button", { name: /^修改：9月1日 20:00/ });
  await change.focus();
  await page.keyboard.press("Enter");
  const form = page.getByRole("group", { name: "修改：第 1 场" });
  await expect(form.getByLabel("开播日期")).toBeFocused();
  await expect(form.getByLabel("开播日期")).toHaveValue("2023-09-01");
  await expect(form.getByLabel("开播时间")).toHaveValue("20:00");
  await form.getByLabel("GMV，退款前").fill("9999");
  await page.keyboard.press("Escape");
  await expect(change).toBeFocused();
  await expect(ledger(page).locator("li").filter({ hasText: "第 1 场" }).last()).toContainText("¥300");

  await change.click();
  await form.getByLabel("GMV，退款前").fill("三百");
  await form.getByRole("button", { name: "保存" }).click();
  await expect(form.getByRole("alert")).toContainText("请填写不小于 0");
  await form.getByLabel("GMV，退款前").fill("350.5");
  await form.getByLabel("分钟", { exact: true }).fill("30");
  await form.getByRole("button", { name: "保存" }).click();
  await expect(ledger(page).getByText("已改好。")).toBeVisible();
  await expect(page.getByRole("button", { name: /^修改：9月1日 20:00；1 小时 30 分钟；GMV ¥350\.50/ })).toBeFocused();
  await expect(page.getByRole("heading", { name: "已记录 2 场" })).toBeVisible();
  await expect(page.getByLabel("GMV，退款前")).toHaveValue("77");

  // Where the core refuses it, it stays to be corrected.
  await page.getByRole("button", { name: /^修改：9月1日/ }).click();
  await form.getByLabel("开播日期").fill("2023-09-03");
  await form.getByRole("button", { name: "保存" }).click();
  await expect(form.getByRole("alert")).toContainText("同一时刻开播的有两条记录");
  await form.getByRole("button", { name: "取消" }).click();
  await expect(page.getByRole("button", { name: /^修改：9月1日/ })).toBeVisible();
});

test("a paste that is too long to be kept says so", async ({ page }) => {
  await page.clock.setFixedTime("2023-09-14T12:00:00+08:00");
  await open(page, "./#progress");
  await page.getByRole("button", { name: "从表格粘贴" }).click();
  const give = (rows: number) =>
    box(page).evaluate((area, count) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", "2023-09-01 20:00\t60\t1500\n".repeat(count));
      area.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, rows);
  const says = ledger(page).getByText("刷新或关掉页面就没有了");
  await give(2000);
  await expect(ledger(page).getByText("已收到 2000 行")).toBeVisible();
  await expect(says).toHaveCount(0);
  await give(25_000);
  await expect(says).toBeVisible();
});

test("two broadcasts that start at one moment and differ are refused by their row; nothing of them is kept", async ({
  page,
}) => {
  await openLedger(page);
  await paste(page, "2023-09-01 20:00\t60\n2023-09-03 20:00\t60\n2023-09-03 20:00\t90");
  await page.getByRole("button", { name: "加入这 3 场" }).click();
  await expect(ledger(page).getByRole("alert")).toContainText("第 3 行：同一时刻开播的有两条记录");
  await expect(page.getByRole("heading", { name: "已记录 0 场" })).toBeVisible();
  await expect(box(page)).toHaveValue(/2023-09-03 20:00\t90/);
});

test("answers and broadcasts that disagree are said at each other, with a way out", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  for (const given of ["是", "否", "否"]) await answer(page, given);
  await answer(page, "2023-08-30");
  await page.getByRole("button", { name: "上一步" }).click();
  await page.getByRole("button", { name: "记录开播" }).click();
  await recordAllRefused(page);
  await page.getByRole("button", { name: "以开播记录为准，清除回答「首播日期」" }).click();
  await expect(page.getByRole("heading", { name: "已记录 1 场" })).toBeVisible();

  await done(page);
  await expect(heading(page)).toContainText("第一次开播");
  await page.getByLabel("日期", { exact: true }).fill("2023-09-03");
  await page.getByRole("button", { name: "确定", exact: true }).click();
  await expect(page.getByRole("alert")).toContainText("和你记录的开播对不上");
});

async function recordAllRefused(page: Page): Promise<void> {
  await paste(page, "2023-08-20 20:00\t60");
  await page.getByRole("button", { name: "加入这 1 场" }).click();
  await expect(ledger(page).getByRole("alert")).toContainText("和你的回答「首播日期」对不上");
}

test("a day before a recorded broadcast is refused on the first screen, in words", async ({ page }) => {
  await growthWithBroadcasts(page);
  await unfold(page, "answers");
  await page.getByRole("button", { name: "修改：提交日期" }).click();
  await page.getByLabel("打算哪天提交申请").fill("2023-09-01");
  await page.getByRole("button", { name: "继续" }).click();
  await expect(page.getByRole("alert")).toContainText("开播记录里有这一天之后的内容");
});

test("too many rows, and too large a text, are refused in words", async ({ page }) => {
  await openLedger(page);
  const pasteAll = (text: string) =>
    box(page).evaluate((target, pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", pasted);
      target.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, text);
  await pasteAll("2023-09-01\t60\n".repeat(400_000));
  await expect(page.getByRole("alert")).toContainText("5 MB");
  await expect(box(page)).toHaveValue("");
  await pasteAll("2023-09-01\t60\n".repeat(20_001));
  await page.getByRole("button", { name: "预览" }).click();
  await expect(page.getByRole("alert")).toContainText("20,000 行");
  await page.getByRole("button", { name: "不要这些行" }).click();
  await pasteAll(Array.from({ length: 1_999 }, (_, index) => `2023-09-01\t60\t${index}\n`).join(""));
  await page.getByRole("button", { name: "预览" }).click();
  await expect(ledger(page).getByText("读到 1,999 场")).toBeVisible();
  await page.getByRole("button", { name: "不要这些行" }).click();
  await paste(page, "<b>不是标签</b>\t60");
  await expect(ledger(page).locator("[data-row='1']")).toContainText("“<b>不是标签</b>”");
});

test("a growth table with a gap is refused at its row; then tiers, pace and projection are shown", async ({ page }) => {
  await growthWithBroadcasts(page);
  const gmv = page.locator("[data-metric=monthGmv]");
  await expect(gmv).toContainText("已做到 ¥17,000");
  await expect(page.locator("[data-table=growthTasks]")).toContainText("没有目标：「成长任务表」没有公布。");
  await page.getByRole("button", { name: "填写问到的表" }).click();

  const tiers = page.locator("kaibo-tiers");
  const row = (number: number) => tiers.getByRole("group", { name: `第 ${number} 档` });
  await row(1).getByLabel("看哪个数").selectOption({ label: "本月 GMV（退款前）" });
  await row(1).getByLabel("满多少（元）").fill("1万");
  await row(1).getByLabel("不满多少").fill("2万");
  await row(1).getByLabel("给什么").selectOption({ label: "流量券" });
  await row(1).getByLabel("给多少").fill("500");
  await tiers.getByRole("button", { name: "再加一档" }).click();
  await expect(row(2).getByLabel("满多少（元）")).toHaveValue("2万");
  await row(2).getByLabel("满多少（元）").fill("3万");
  await tiers.getByLabel("谁告诉你的").fill("企业微信里的对接人");
  await tiers.getByLabel("哪天告诉你的").fill("2023-09-10");
  await tiers.getByRole("button", { name: "保存这张表" }).click();
  await expect(row(2).getByRole("alert")).toContainText("第 2 档：两档之间有空档");

  await expect(row(2).getByLabel("满多少（元）")).toBeFocused();
  await row(2).getByLabel("满多少（元）").fill("2万");
  await expect(row(2).getByRole("alert")).toHaveCount(0);
  await tiers.getByRole("button", { name: "保存这张表" }).click();
  await expect(tiers).toHaveCount(0);

  await expect(gmv.locator("[data-tier=met]")).toContainText("¥10,000 到 ¥19,999.99");
  await expect(gmv.locator("[data-tier=met]")).toContainText("流量券 500");
  await expect(gmv.locator("[data-tier=unmet]")).toContainText("¥20,000 起");
  await expect(gmv.getByRole("meter")).toHaveAccessibleName("本月 GMV（退款前）");
  await expect(gmv).toContainText("目标 ¥20,000，已到 85%");
  await expect(gmv).toContainText("还差 ¥3,000。");
  await expect(gmv).toContainText("还剩 16 天（到9月30日），平均每天要");
  await expect(gmv).toContainText("这是推算，不是承诺");
  await expect(page.locator("[data-table=growthTasks]")).toContainText("企业微信里的对接人，2023年9月10日告知");
});

test("days that are not enough are said to be so", async ({ page }) => {
  await growthWithBroadcasts(page);
  await page.getByRole("button", { name: "填写问到的表" }).click();
  const tiers = page.locator("kaibo-tiers");
  await tiers.getByLabel("满多少").first().fill("25");
  await tiers.getByLabel("谁告诉你的").fill("对接人");
  await tiers.getByLabel("哪天告诉你的").fill("2023-09-10");
  await tiers.getByRole("button", { name: "保存这张表" }).click();
  await expect(page.locator("[data-metric=monthDays]")).toContainText("剩下的天数不够了");
});

test("the outlook says when the outcome changes and by what, and what a planned broadcast does", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answerAll(page, { ...spotless, 第一次开播: "2023-01-01", 最近一次开播: "2023-07-20" });
  const outlook = page.locator("kaibo-outlook");
  await expect(outlook.locator("[data-window]")).toHaveCount(2);
  await expect(outlook.locator("[aria-live]")).toContainText("假设：不再开播");
  const before = await outlook.locator("[data-window]").allTextContents();

  await outlook.locator("[data-plan] > summary").click();
  const day = outlook.getByLabel("打算哪天开播");
  await day.fill("2023-09-14");
  await outlook.getByRole("button", { name: "加上这一天" }).click();
  await expect(outlook.getByRole("alert")).toContainText("请选择2023年9月14日之后的日子");

  await day.fill("2023-09-17");
  await outlook.getByRole("button", { name: "加上这一天" }).click();
  await expect(outlook.locator("[aria-live]")).toContainText("假设：9月17日开播");
  await expect(outlook.locator("[aria-live]")).toContainText("变化来自：");
  expect(await outlook.locator("[data-window]").allTextContents()).not.toEqual(before);
  // The verdict itself does not rest on what is planned.
  await expect(banner(page)).toHaveAttribute("data-outcome", "ineligible");

  await outlook.getByRole("button", { name: "不算了：2023年9月17日" }).click();
  expect(await outlook.locator("[data-window]").allTextContents()).toEqual(before);
});

test("recording needs only the keyboard", { tag: "@wide" }, async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  for (const given of ["是", "否", "否"]) await answer(page, given);
  const press = async (name: string | RegExp, key = "Enter") => {
    const target = page.getByRole("button", { name, exact: typeof name === "string" });
    for (let steps = 0; steps < 60; steps += 1) {
      if (await target.evaluate((element) => element.matches(":focus"))) return page.keyboard.press(key);
      await page.keyboard.press("Tab");
    }
    throw new Error(`the focus never came to ${name}`);
  };
  await press("记录开播");
  await expect(box(page)).toBeVisible();
  await expect(heading(page)).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(box(page)).toBeFocused();
  await page.keyboard.insertText("2023-09-01 20:00\t60");
  await press("预览");
  await press("加入这 1 场", "Space");
  await expect(page.getByRole("heading", { name: "已记录 1 场" })).toBeVisible();
  await press(/^删除：/);
  await expect(page.getByRole("heading", { name: "已记录 0 场" })).toBeVisible();
  await press("记录好了，看结果");
  await expect(heading(page)).toContainText("第一次开播");
  await expect(heading(page)).toBeFocused();
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });
    test.describe.configure({ timeout: 90_000 });

    test("no part breaks a rule axe can tell, and none is wider than the window", { tag: "@wide" }, async ({
      page,
    }) => {
      await growthWithBroadcasts(page);
      await page.getByRole("button", { name: "填写问到的表" }).click();
      await page.getByRole("button", { name: "保存这张表" }).click();
      await expectGood(page, "progress, the table's form and the outlook");
      await page.locator("kaibo-progress [data-record]").click();
      await paste(page, `${pasted}\n2023-09-01 20:00\t90`);
      await page.getByRole("button", { name: "加入这一场" }).click();
      await expectGood(page, "broadcasts");
    });
  });
}

async function expectGood(page: Page, screen: string): Promise<void> {
  const [width, content] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
  expect.soft(content, `${screen} is no wider than the window`).toBeLessThanOrEqual(width as number);
  const targets =
    "button:visible, input:not([type=radio], [type=checkbox]):visible, label.with:visible, select:visible";
  await expectLargeTargets(page.locator(targets), screen);
  for (const language of ["Switch to English", "切换到中文"]) {
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }));
    expect.soft(found, `${screen}, before ${language}`).toEqual([]);
    await page.getByRole("button", { name: language }).click();
  }
}
