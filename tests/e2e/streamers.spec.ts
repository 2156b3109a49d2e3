// Three streamers go through the page: one may apply, one came a day too late, one is not sure of anything.

import { expect, test } from "@playwright/test";

import { advice, answer, answerAll, banner, begin, heading, onThatDay, open, spotless, unfold } from "./journey.ts";

test.beforeEach(onThatDay);

test("a newcomer within 30 days may submit, and reads until when", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  const asked = await answerAll(page, { ...spotless, 第一次开播: "2023-08-20" });

  expect(
    asked.some((words) => words.includes("最近一次")),
    "what no longer matters is not asked",
  ).toBe(false);
  await expect(heading(page)).toContainText("可以提交");
  await expect(banner(page)).toContainText("最晚2023年9月19日提交");
  await expect(banner(page)).toContainText("从9月20日起就不符合了");
  await expect(banner(page)).toContainText("最终由平台决定");
});

test("that nobody has to pay is said with a verdict, and is not folded", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answerAll(page, { ...spotless, 第一次开播: "2023-08-20" });

  await expect(page.locator('[data-caveat="never-pay"]')).toBeVisible();
});

test("who is eligible now, but not for the whole review, reads both dates", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answerAll(page, { ...spotless, 第一次开播: "2023-08-20" });

  const warning = page.locator('[data-caveat="closes-during-review"]');
  await expect(warning).toContainText("2023年9月19日");
  await expect(warning).toContainText("最晚到9月21日");
});

test("day 30 is said to be the last one, and to rest on how days are counted", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answerAll(page, { ...spotless, 第一次开播: "2023-08-15" });

  await expect(banner(page)).toContainText("2023年9月14日是最后一天");
  const criterion = page.locator('[data-criterion="newcomer-or-dormant"]');
  await expect(criterion).toContainText("2023年8月15日，30 天前；要求在 30 天以内");
  await expect(criterion).toContainText("正好在界限上");
  await expect(criterion).toContainText("30 天、60 天怎么数");
});

test("on the 31st day the answer is no, why, and when it will be yes", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answerAll(page, { ...spotless, 第一次开播: "2023-08-14" });

  await expect(heading(page)).toHaveText("现在还不符合条件");
  await expect(banner(page)).toContainText("31 天前；要求在 30 天以内");
  await expect(advice(page)).toContainText(/如果「最近一次开播日期」是“2023年8月14日”：\s*等到2023年10月14日/);
  await expect(advice(page)).toContainText(/不管实际是什么：\s*等到2023年11月14日/);

  await page
    .getByRole("button", { name: /回答.*最近一次开播日期/ })
    .first()
    .click();
  await answer(page, "2023-09-01");
  await expect(advice(page)).toContainText("等到2023年11月1日");

  for (const part of ["小店关停", "售假", "买卖流量", "作弊"]) {
    await advice(page).getByRole("button", { name: part }).click();
    await answer(page, "否");
  }
  await expect(advice(page).getByRole("button")).toHaveCount(0);
  await expect(advice(page)).toContainText("等到2023年11月1日");
  await expect(advice(page)).toContainText("到那天之前不要开播");
});

test("who may not apply and cannot change it is told so, and which kinds of support are closed too", async ({
  page,
}) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answerAll(page, { ...spotless, 品牌标资质: "是" });

  await expect(heading(page)).toHaveText("不符合条件");
  await expect(banner(page)).toContainText("没有品牌标资质");
  await expect(advice(page)).toContainText("「没有品牌标资质」这一条，你做什么、等多久都改变不了");
  await expect(page.getByRole("button", { name: /成长扶持.*不符合条件/s })).toBeVisible();
});

test("an account that is dormant is warned, before anything else, that going live ends it", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answerAll(page, { ...spotless, 第一次开播: "2023-01-01", 最近一次开播: "2023-05-01" });

  await expect(heading(page)).toContainText("可以提交");
  const warning = page.locator('[data-caveat="going-live-ends-dormancy"]');
  await expect(warning).toContainText("一开播");
  await expect(warning).toContainText(
    "2023年9月15日就开播，当天起就不符合了。之后不再开播，要到2023年11月15日才重新符合。",
  );
  await expect(banner(page)).toContainText("一直符合");
});

test("who is not sure of anything gets the list of what to find out, and answers from it", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  const asked = await answerAll(page, {}, "不确定");

  await expect(heading(page)).toHaveText("还不能确定");
  const missing = banner(page).getByRole("listitem");
  await expect(missing).toHaveCount(asked.length);
  await expect(banner(page)).toContainText("问平台的对接人");

  await missing.filter({ hasText: "卖货" }).getByRole("button").click();
  await answer(page, "是");
  await expect(heading(page)).toHaveText("还不能确定");
  await expect(missing).toHaveCount(asked.length - 1);
});

test("risks are not asked for, but can be answered from the verdict", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  const asked = await answerAll(page, { ...spotless, 第一次开播: "2023-08-20" });
  expect(asked.some((words) => words.includes("退款率"))).toBe(false);

  await unfold(page, "risks");
  await page.getByRole("button", { name: "回答：内容违规" }).click();
  await answer(page, "是");
  await expect(heading(page)).toContainText("可以提交");
  await expect(page.locator('[data-criterion="content-violation"]')).toHaveAttribute("data-result", "unmet");

  await unfold(page, "risks");
  await page.getByRole("button", { name: "回答：退款率" }).click();
  await answer(page, "3.5");
  await expect(page.locator('[data-criterion="refund-rate-high"]')).toContainText("3.5%");
});

test("the ways to answer stay where they are from question to question", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  for (const programme of ["标杆案例扶持", "成长扶持"]) {
    const places = new Set<number>();
    while (await page.locator("kaibo-question").count()) {
      const answers = await page.locator("kaibo-question .answers").boundingBox();
      places.add(Math.round(answers?.y ?? Number.NaN));
      await answer(page, "不确定");
    }
    expect([...places]).toHaveLength(1);
    await page.getByRole("button", { name: programme }).click();
  }
});
