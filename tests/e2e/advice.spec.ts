// What can be done now, and by when: the steps to take, the day to wait for, or that nothing helps.

import { expect, type Page, test } from "@playwright/test";

import { advice, answer, answerAll, banner, begin, heading, open, spotless, unfold } from "./journey.ts";

const plan = { ...spotless, 哪天开播: "2023-10-15", 播多久: "6", 独家: "是", 目标是多少: "60000" };
const steps = (page: Page) => page.locator("ol.card.steps > li");

/** Tells the GMV threshold, as the platform would. */
async function tell(page: Page, amount: string): Promise<void> {
  await page.getByLabel("金额（元）").fill(amount);
  await page.getByLabel("谁告诉你的").fill("腾讯对接人");
  await page.getByLabel("哪天告诉你的").fill("2023-09-10");
  await page.getByRole("button", { name: "保存并重新判断" }).click();
}

test("an account that must open its store and wait reads both, and the day", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answerAll(page, { ...spotless, 第一次开播: "2023-08-01", 最近一次开播: "2023-09-01" });
  await page
    .getByRole("button", { name: /回答.*最近一次开播日期/ })
    .first()
    .click();
  await answer(page, "2023-09-01");
  for (const [part, given] of [
    ["小店关停", "是"],
    ["售假", "否"],
    ["买卖流量", "否"],
    ["作弊", "否"],
  ] as const) {
    await advice(page).getByRole("button", { name: part }).click();
    await answer(page, given);
  }

  await expect(advice(page)).toContainText("2 步都做到");
  await expect(advice(page).getByRole("listitem").first()).toContainText("把「绑定的小店关停」从“是”改成“否”");
  await expect(advice(page).getByRole("listitem").last()).toContainText("等到2023年11月1日");

  await advice(page).getByRole("button", { name: "绑定的小店关停" }).click();
  await answer(page, "否");
  await expect(advice(page)).toContainText("做到这一步");
  await expect(advice(page)).toContainText("等到2023年11月1日");
});

test("who was supported before reads that nothing helps, and what else there is", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answerAll(page, { ...spotless, 拿过冷启动扶持: "是" });

  await expect(heading(page)).toHaveText("不符合条件");
  await expect(advice(page)).toContainText("「没有拿过冷启动扶持」这一条，你做什么、等多久都改变不了");
  await expect(advice(page).getByRole("button")).toHaveCount(0);
  await page.getByRole("button", { name: /标杆案例扶持/ }).click();
  await expect(heading(page)).toContainText("绑定的小店");
});

test("who cannot find out the dates reads from which day they no longer matter", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answerAll(page, { ...spotless, 第一次开播: "不确定", 最近一次开播: "不确定" });

  await expect(banner(page).getByRole("listitem")).toHaveCount(2);
  await expect(advice(page)).toContainText("等到2023年11月14日");
  await expect(advice(page)).toContainText("这样就不用弄清「首播日期」、「最近一次开播日期」");
});

test("a plan that falls short asks for the threshold, and then lists each change", async ({ page }) => {
  await open(page);
  await begin(page, "标杆案例扶持");
  await answerAll(page, plan);
  await unfold(page, "answers");
  await page.getByRole("button", { name: "修改：标杆直播的时长" }).click();
  await answer(page, "3");
  await expect(heading(page)).toHaveText("现在还不符合条件");
  await expect(advice(page)).toContainText("先把上面不满足的改好");
  await expect(advice(page)).toContainText("再去问「标杆案例的 GMV 门槛」");

  await tell(page, "80000");
  await expect(advice(page).getByRole("listitem")).toHaveCount(2);
  await expect(advice(page)).toContainText("把「标杆直播的时长」从“3 小时”改成“5 小时 或更多”");
  await expect(advice(page)).toContainText("把「GMV 目标」从“¥60,000”改成“¥80,000 或更多”");
});

test("a benchmark case says by when to submit, and the day of the live", async ({ page }) => {
  await open(page);
  await begin(page, "标杆案例扶持");
  await answerAll(page, plan);

  await expect(steps(page).nth(0)).toContainText("最晚2023年10月1日提交（含当天，开播前 14 天）");
  await expect(steps(page).nth(2)).toContainText("2023年10月15日");
});

test("what is not known yet sets no deadline", async ({ page }) => {
  await open(page);
  await begin(page, "标杆案例扶持");
  await answerAll(page, {}, "不确定");
  await expect(banner(page)).not.toContainText("9999年");
  await expect(steps(page).nth(0)).not.toContainText("最晚");
});

test("the review has its days, official or estimated", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持", "2023-09-14");
  await answerAll(page, { ...spotless, 第一次开播: "从未" });
  await expect(steps(page).nth(0)).toContainText("审核在9月18日到9月21日之间结束（按官方放假安排计算）");
  await expect(steps(page).nth(1)).toContainText("最早2023年9月18日");

  await unfold(page, "answers");
  await page.getByRole("button", { name: "修改：提交日期" }).click();
  await page.getByLabel("打算哪天提交申请").fill("2099-01-05");
  await page.getByRole("button", { name: "继续" }).click();
  await expect(steps(page).nth(0)).toContainText("估算");
});
