// The whole journey without a pointer: the focus goes where the eyes go.

import { expect, type Page, test } from "@playwright/test";

import { answer, begin, heading, open } from "./journey.ts";

/** Tabs until the focus is on what has this name. */
async function tabTo(page: Page, name: string): Promise<void> {
  const target = page.getByRole("button", { name, exact: true });
  for (let steps = 0; steps < 40; steps += 1) {
    if (await target.evaluate((element) => element.matches(":focus"))) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`the focus never came to ${name}`);
}

test("choosing, answering, going back and reading the verdict need only the keyboard", async ({ page }) => {
  await open(page);
  const first = page.getByRole("radio", { name: "冷启动扶持" });
  while (!(await first.evaluate((element) => element.matches(":focus")))) await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: "成长扶持" })).toBeChecked();
  await page.keyboard.press("ArrowUp");
  await expect(first).toBeChecked();

  await tabTo(page, "开始");
  await page.keyboard.press("Enter");
  await expect(heading(page)).toContainText("卖货");
  await expect(heading(page)).toBeFocused();

  await tabTo(page, "是");
  await page.keyboard.press("Space");
  await expect(heading(page)).toContainText("品牌标资质");
  await expect(heading(page)).toBeFocused();

  await page.keyboard.press("Shift+Tab");
  await expect(page.getByRole("button", { name: "上一步" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(heading(page)).toContainText("卖货");

  await tabTo(page, "否");
  await page.keyboard.press("Enter");
  await expect(heading(page)).toHaveText("现在还不符合条件");
  await expect(heading(page)).toBeFocused();
});

test("Enter in a date confirms it", async ({ page }) => {
  await open(page);
  await page.getByLabel("打算哪天提交申请").fill("2023-09-14");
  await page.getByLabel("打算哪天提交申请").press("Enter");
  await expect(heading(page)).toContainText("卖货");
});

test("a half-typed day is called incomplete", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  for (const given of ["是", "否", "否"]) await answer(page, given);
  await page.getByLabel("日期", { exact: true }).press("1");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toContainText("完整");
});
