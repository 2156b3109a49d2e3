// What the source does not publish is asked of the platform, entered with its source, and never guessed.

import { expect, type Page, test } from "@playwright/test";

import { answerAll, banner, begin, heading, onThatDay, open, spotless, unfold } from "./journey.ts";

test.beforeEach(onThatDay);

const plan = { ...spotless, 哪天开播: "2023-10-15", 播多久: "6", 独家: "是", 目标是多少: "60000" };

async function untilThreshold(page: Page): Promise<void> {
  await open(page);
  await begin(page, "标杆案例扶持");
  await answerAll(page, plan);
  await expect(heading(page)).toHaveText("还不能确定");
  await expect(banner(page)).toContainText("标杆案例的 GMV 门槛");
}

async function tell(page: Page, told: { value?: string; source?: string; toldOn?: string }): Promise<void> {
  if (told.value !== undefined) await page.getByLabel("金额（元）").fill(told.value);
  if (told.source !== undefined) await page.getByLabel("谁告诉你的").fill(told.source);
  if (told.toldOn !== undefined) await page.getByLabel("哪天告诉你的").fill(told.toldOn);
  await page.getByRole("button", { name: "保存并重新判断" }).click();
}

test("a threshold nobody published leaves the answer open, and says where to ask", async ({ page }) => {
  await untilThreshold(page);
  await expect(banner(page)).toContainText("2023年10月1日");
  await expect(page.getByText("请问企业微信里的腾讯对接人，问到后填在这里")).toBeVisible();
  await expect(page.locator('[data-criterion="gmv-target-high-enough"]')).toContainText("没有公布");
});

test("a threshold the platform told settles it, and the verdict says on whose word", async ({ page }) => {
  await untilThreshold(page);
  await tell(page, { value: "50000", source: "腾讯对接人小王", toldOn: "2023-09-10" });

  await expect(heading(page)).toContainText("可以提交");
  await expect(banner(page)).toContainText("最晚2023年10月1日提交");
  const criterion = page.locator('[data-criterion="gmv-target-high-enough"]');
  await expect(criterion).toContainText("¥60,000；要求至少 ¥50,000");
  await expect(criterion).toContainText("腾讯对接人小王");
  await expect(criterion).toContainText("2023年9月10日");
});

test("a threshold above the target says what to change; it can be corrected and removed", async ({ page }) => {
  await untilThreshold(page);
  await tell(page, { value: "80000", source: "腾讯对接人", toldOn: "2023-09-10" });
  await expect(heading(page)).toHaveText("现在还不符合条件");
  await expect(banner(page)).toContainText("¥60,000；要求至少 ¥80,000");

  await unfold(page, "answers");
  await page.getByRole("button", { name: "修改：标杆案例的 GMV 门槛" }).click();
  await tell(page, { value: "60000" });
  await expect(heading(page)).toContainText("可以提交");

  await unfold(page, "answers");
  await page.getByRole("button", { name: "修改：标杆案例的 GMV 门槛" }).click();
  await page.getByRole("button", { name: "删除这个数值" }).click();
  await expect(heading(page)).toHaveText("还不能确定");
});

test("a value without its source or told in the future is refused at its place", async ({ page }) => {
  await untilThreshold(page);
  await tell(page, { value: "50000" });
  await expect(page.getByLabel("谁告诉你的")).toBeFocused();
  await expect(page.getByRole("alert")).toHaveCount(2);

  await tell(page, { source: "腾讯对接人", toldOn: "2099-01-01" });
  await expect(page.getByLabel("哪天告诉你的")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("金额（元）")).toHaveAttribute("aria-invalid", "false");
});

test("growth support rests on the platform's word, and asks for no application", async ({ page }) => {
  await open(page);
  await begin(page, "成长扶持");
  await answerAll(page, spotless);
  await expect(heading(page)).toHaveText("还不能确定");

  await page.getByRole("button", { name: "是", exact: true }).click();
  await page.getByLabel("谁告诉你的").fill("腾讯对接人");
  await page.getByLabel("哪天告诉你的").fill("2023-09-10");
  await page.getByRole("button", { name: "保存并重新判断" }).click();
  await expect(heading(page)).toHaveText("符合条件");
  await expect(banner(page)).toContainText("不用申请");
});
