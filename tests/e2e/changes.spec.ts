// Answers are changed from the verdict, steps are taken back, and nothing that was answered is lost.

import { expect, test } from "@playwright/test";

import { answer, answerAll, assessedOn, banner, begin, heading, onThatDay, open, spotless, unfold } from "./journey.ts";

test.beforeEach(onThatDay);

const newcomer = { ...spotless, 第一次开播: "2023-08-20" };

test("an answer is changed from the verdict, and the verdict with it", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answerAll(page, newcomer);

  await unfold(page, "answers");
  await page.getByRole("button", { name: "修改：拿过冷启动扶持" }).click();
  await expect(page.getByRole("button", { name: "否", exact: true })).toHaveAttribute("aria-pressed", "true");
  await answer(page, "是");
  await expect(heading(page)).toHaveText("不符合条件");

  await unfold(page, "answers");
  await page.getByRole("button", { name: "修改：拿过冷启动扶持" }).last().click();
  await answer(page, "否");
  await expect(heading(page)).toContainText("可以提交");
});

test("back shows the question before with its answer, and the answer can be given anew", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  const first = (await heading(page).textContent()) ?? "";
  await answer(page, "是");

  await page.getByRole("button", { name: "上一步" }).click();
  await expect(heading(page)).toHaveText(first);
  await expect(page.getByRole("button", { name: "是", exact: true })).toHaveAttribute("aria-pressed", "true");
  await answer(page, "不确定");
  await expect(heading(page)).toContainText("品牌标资质");
});

test("the browser's own back takes one step back as well", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answer(page, "是");
  await answer(page, "否");
  await expect(heading(page)).toContainText("拿过冷启动扶持");

  await page.goBack();
  await expect(heading(page)).toContainText("品牌标资质");
  await page.goBack();
  await expect(heading(page)).toContainText("卖货");
  await page.goBack();
  // The answers are still there.
  await page.getByRole("button", { name: "继续" }).click();
  await expect(heading(page)).toContainText("拿过冷启动扶持");
});

test("the page's back and the browser's are the same history", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answer(page, "是");
  await answer(page, "否");
  await page.getByRole("button", { name: "上一步" }).click();
  await expect(heading(page)).toContainText("品牌标资质");
  await expect.poll(() => page.evaluate(() => history.state?.depth)).toBe(2);

  await page.goBack();
  await expect(heading(page)).toContainText("卖货");
});

test("another kind of support goes on with the same answers", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answerAll(page, newcomer);

  await page.getByRole("button", { name: /标杆案例扶持/ }).click();
  await expect(heading(page)).toContainText("计划哪天开播");
});

test("another day changes the verdict", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answerAll(page, newcomer);

  await unfold(page, "answers");
  await page.getByRole("button", { name: "修改：提交日期" }).click();
  await page.getByLabel("打算哪天提交申请").fill("2023-09-20");
  await page.getByRole("button", { name: "继续" }).click();
  await expect(heading(page)).toHaveText("现在还不符合条件");
  await expect(banner(page)).toContainText("2023年9月20日");
});

test("who changes the day lands on it, and can take today again", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answerAll(page, newcomer);
  await unfold(page, "answers");
  await page.getByRole("button", { name: "修改：提交日期" }).click();
  const day = page.getByLabel("打算哪天提交申请");
  await expect(day).toBeFocused();
  await expect(day).toBeInViewport({ ratio: 1 });

  await day.fill("2023-09-18");
  await expect(page.getByText("按2023年9月18日提交来算")).toBeVisible();
  await page.getByRole("button", { name: "改回今天" }).click();
  await expect(day).toHaveValue(assessedOn);
  await expect(page.getByRole("button", { name: "改回今天" })).toHaveCount(0);
  await page.getByRole("button", { name: "继续" }).click();
  await expect(banner(page)).toContainText("按2023年9月14日提交判断");
});

test("the day stands beside the button, where its field is out of sight", async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 560 });
  await open(page);
  const day = page.getByLabel("打算哪天提交申请");
  await expect(day).not.toBeInViewport({ ratio: 1 });
  await expect(page.getByText("按2023年9月14日提交来算")).toBeInViewport({ ratio: 1 });
  await page.getByRole("button", { name: "修改：提交日期" }).click();
  await expect(day).toBeFocused();
  await expect(day).toBeInViewport({ ratio: 1 });
});

test("a question that is asked again, with a result there, leads back to it", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answerAll(page, newcomer);
  await unfold(page, "answers");
  await page.getByRole("button", { name: "修改：作弊" }).click();
  await expect(page.getByRole("status")).toContainText("已有结果。");
  await page.getByRole("button", { name: "看结果" }).click();
  await expect(banner(page)).toHaveAttribute("data-outcome", "eligible");
});

test("what was so on a day that has passed is not to be acted on, and says which policy it was judged by", async ({
  page,
}) => {
  await open(page);
  await begin(page, "冷启动扶持", "2023-09-10");
  await answerAll(page, newcomer);
  await expect(heading(page)).toHaveText("符合条件");
  await expect(banner(page)).toContainText("这一天已经过去，今天是2023年9月14日。现在要提交，请改成今天再看。");
  await expect(banner(page)).toContainText(/依据 \S+ 版政策/);
  await banner(page).getByRole("button", { name: "改日期" }).click();
  await page.getByRole("button", { name: "改回今天" }).click();
  await page.getByRole("button", { name: "继续" }).click();
  await expect(heading(page)).toHaveText("符合条件，可以提交");
  await expect(banner(page)).not.toContainText("这一天已经过去");
});

test("a day before an answered broadcast is refused at its place, with a way out", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answerAll(page, newcomer);

  await unfold(page, "answers");
  await page.getByRole("button", { name: "修改：提交日期" }).click();
  await page.getByLabel("打算哪天提交申请").fill("2023-08-01");
  await page.getByRole("button", { name: "继续" }).click();
  await expect(page.getByRole("alert")).toContainText("首播日期");

  await page.getByRole("button", { name: /以这次的回答为准/ }).click();
  await expect(heading(page)).toContainText("第一次开播");
});

test("starting again forgets the answers", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answerAll(page, newcomer);

  await page.getByRole("button", { name: "重新测" }).click();
  await begin(page, "冷启动扶持", assessedOn);
  await expect(heading(page)).toContainText("卖货");
  await expect(page.getByRole("button", { name: "是", exact: true })).toHaveAttribute("aria-pressed", "false");
});
