// What cannot be right is refused at its place, in words that say what to do.

import { expect, type Page, test } from "@playwright/test";

import { answer, begin, heading, onThatDay, open, unfold } from "./journey.ts";

test.beforeEach(onThatDay);

async function untilFirstBroadcast(page: Page): Promise<void> {
  await open(page);
  await begin(page, "冷启动扶持");
  for (const given of ["是", "否", "否"]) await answer(page, given);
  await expect(heading(page)).toContainText("第一次开播");
}

const confirm = (page: Page) => page.getByRole("button", { name: "确定", exact: true }).click();

test("a day after the day of submission is refused beside the input", async ({ page }) => {
  await untilFirstBroadcast(page);
  const input = page.getByLabel("日期", { exact: true });
  await input.fill("2023-09-20");
  await confirm(page);

  const message = page.getByRole("alert");
  await expect(message).toContainText("最晚只能选2023年9月14日");
  await expect(input).toHaveAttribute("aria-invalid", "true");
  await expect(input).toHaveAccessibleDescription(/最晚只能选/);
  await expect(heading(page)).toContainText("第一次开播");

  await input.fill("2023-08-20");
  await confirm(page);
  await expect(heading(page)).toContainText("关停");
});

test("no day at all asks for one, or for not sure", async ({ page }) => {
  await untilFirstBroadcast(page);
  await confirm(page);
  await expect(page.getByRole("alert")).toContainText("不确定");
  await expect(page.getByLabel("日期", { exact: true })).toBeFocused();
});

test("the day is repeated in words with its distance while it is entered", async ({ page }) => {
  await untilFirstBroadcast(page);
  await page.getByLabel("日期", { exact: true }).fill("2023-08-20");
  await expect(page.getByText("2023年8月20日，25 天前")).toBeVisible();
});

test("a first broadcast after the last is refused, and the newer answer can be kept", async ({ page }) => {
  await untilFirstBroadcast(page);
  await answer(page, "不确定");
  await expect(heading(page)).toContainText("最近一次开播");
  await answer(page, "2023-07-01");
  for (const given of ["否", "否", "否", "否"]) await answer(page, given);

  await unfold(page, "answers");
  await page
    .getByRole("button", { name: /^(修改|回答)：首播日期/ })
    .last()
    .click();
  await page.getByLabel("日期", { exact: true }).fill("2023-08-20");
  await confirm(page);
  await expect(page.getByRole("alert")).toContainText("最近一次开播日期");

  await page.getByRole("button", { name: /以这次的回答为准/ }).click();
  await expect(heading(page)).toContainText("可以提交");
});

test("hours are hours: five of them are enough for a benchmark case", async ({ page }) => {
  await open(page);
  await begin(page, "标杆案例扶持");
  for (const given of ["是", "否", "否", "否", "否", "否", "2023-10-15"]) await answer(page, given);
  await expect(heading(page)).toContainText("播多久");
  await page.getByLabel("小时").fill("5");
  await confirm(page);
  await expect(heading(page)).toContainText("独家");
});

test("an amount is repeated in full, and one with three decimals refused", async ({ page }) => {
  await open(page);
  await begin(page, "标杆案例扶持");
  for (const given of ["是", "否", "否", "否", "否", "否", "2023-10-15", "5", "是"]) await answer(page, given);
  const input = page.getByLabel("金额（元）");
  await input.fill("5万");
  await expect(page.getByText("即 ¥50,000")).toBeVisible();

  await input.fill("1.234");
  await confirm(page);
  await expect(page.getByRole("alert")).toContainText("最多填写两位小数");

  await input.fill("很多");
  await confirm(page);
  await expect(page.getByRole("alert")).toContainText("请填写数字");
});

test("typing again takes back a refusal and its way out", async ({ page }) => {
  await untilFirstBroadcast(page);
  await answer(page, "不确定");
  await answer(page, "2023-07-01");
  for (const given of ["否", "否", "否", "否"]) await answer(page, given);
  await unfold(page, "answers");
  await page
    .getByRole("button", { name: /^(修改|回答)：首播日期/ })
    .last()
    .click();
  const input = page.getByLabel("日期", { exact: true });
  await input.fill("2023-08-20");
  await confirm(page);
  const keep = page.getByRole("button", { name: /以这次的回答为准/ });
  await expect(keep).toBeVisible();

  await input.fill("2023-06-01");
  await expect(keep).toHaveCount(0);
  await expect(page.getByRole("alert")).toHaveCount(0);
});
