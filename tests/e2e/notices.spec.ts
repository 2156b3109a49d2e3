// What is said at the foot of the page: in the language of the page, and whoever answers it goes on where they were.

import { expect, test } from "@playwright/test";

import { answer, answerAll, begin, heading, open, spotless } from "./journey.ts";

const dormant = { ...spotless, 第一次开播: "2023-01-01", 最近一次开播: "2023-05-01" };

test.beforeEach(async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
});

test("a notice is said again when the language changes, and so is what can be done about it", async ({ page }) => {
  await answerAll(page, dormant);
  await page.getByRole("button", { name: "重新测" }).click();
  await expect(page.getByText("回答已清空")).toBeVisible();
  await page.getByRole("button", { name: "Switch to English" }).click();
  await expect(page.getByText("The answers are cleared")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(heading(page)).toContainText("You qualify");
});

test("whoever closes a notice goes on where they were", async ({ page }) => {
  await answerAll(page, dormant);
  await page.getByRole("button", { name: "重新测" }).click();
  const day = page.getByLabel("打算哪天提交申请");
  await expect(heading(page)).toBeFocused();
  await day.focus();
  await page.getByRole("button", { name: "关闭", exact: true }).click();
  await expect(page.getByText("回答已清空")).toHaveCount(0);
  await expect(day).toBeFocused();
});

test("where what had the focus is gone, the heading has it", async ({ page }) => {
  await answer(page, "是");
  await answerAll(page, { ...dormant });
  await page.getByRole("button", { name: "重新测" }).click();
  await page.getByRole("button", { name: "撤销" }).click();
  await expect(heading(page)).toContainText("符合条件");
  await expect(heading(page)).toBeFocused();
});
