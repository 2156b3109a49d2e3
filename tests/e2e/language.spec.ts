// English is one tap away, on every screen, and the page says which language it speaks.

import { expect, test } from "@playwright/test";

import { answer, answerAll, banner, begin, heading, onThatDay, open, spotless } from "./journey.ts";

test("the language changes in the middle of the questions, and the answers stay", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answer(page, "是");

  await page.getByRole("button", { name: "Switch to English" }).click();
  await expect(heading(page)).toContainText("brand-badge");
  await expect(page.getByRole("button", { name: "Not sure" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page).toHaveTitle(/Kaibo/);

  await page.getByRole("button", { name: "切换到中文" }).click();
  await expect(heading(page)).toContainText("品牌标资质");
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
});

test("a verdict reads in English, dates and money included", async ({ page }) => {
  await onThatDay({ page });
  await open(page);
  await begin(page, "冷启动扶持");
  await answerAll(page, { ...spotless, 第一次开播: "2023-08-20" });
  await page.getByRole("button", { name: "Switch to English" }).click();

  await expect(heading(page)).toHaveText("You qualify and can submit");
  await expect(banner(page)).toContainText("Submit by 19 September 2023");
  await expect(page.locator('[data-criterion="newcomer-or-dormant"]')).toContainText(
    "20 August 2023, 25 days ago; must be within 30 days",
  );
});

test("no Chinese is left in the English verdict but the terms it quotes", async ({ page }) => {
  await open(page, "./?lang=en");
  await page.getByLabel("On which day will you submit").fill("2023-09-14");
  await page.getByRole("button", { name: "Start" }).click();
  while (await page.locator("kaibo-question").count()) {
    const asked = (await heading(page).textContent()) ?? "";
    await page.getByRole("button", { name: "Not sure", exact: true }).click();
    await expect(heading(page)).not.toHaveText(asked);
  }
  const words = await page.locator("kaibo-verdict").innerText();
  const unquoted = words.replaceAll(/[((][^()()]*[))]/gu, "");
  expect(unquoted.match(/[\u4e00-\u9fff]+/gu)).toBeNull();
});

test("a link can open the page in English", async ({ page }) => {
  await open(page, "./?lang=en");
  await expect(heading(page)).toHaveText("Check before you apply");
});
