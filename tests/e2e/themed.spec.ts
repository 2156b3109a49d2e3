// A page styles the checker from outside: by parts, however deep they lie, by properties, and by what it puts in slots.

import { expect, type Page, test } from "@playwright/test";

import { answer, answerAll, banner, begin, heading, open, spotless } from "./journey.ts";

/** The security policy allows no style element; a sheet made by script is the page's own. */
const style = (page: Page, rules: string) =>
  page.locator("kaibo-checker").evaluate((checker, text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    const around = checker.getRootNode() as ShadowRoot;
    around.adoptedStyleSheets = [...around.adoptedStyleSheets, sheet];
  }, rules);

test("parts are reached from outside on every screen", async ({ page }) => {
  await open(page);
  await style(
    page,
    `kaibo-checker::part(button-primary) { border-radius: 3px; }
     kaibo-checker::part(heading) { letter-spacing: 2px; }
     kaibo-checker::part(input) { border-radius: 5px; }
     kaibo-checker::part(comparison) { letter-spacing: 1px; }`,
  );
  await expect(page.getByRole("button", { name: "开始" })).toHaveCSS("border-radius", "3px");
  await expect(page.getByLabel("打算哪天提交申请")).toHaveCSS("border-radius", "5px");
  await begin(page, "冷启动扶持");
  await expect(heading(page)).toHaveCSS("letter-spacing", "2px");
  for (const given of ["是", "否", "否"]) await answer(page, given);
  await expect(page.getByLabel("日期", { exact: true })).toHaveCSS("border-radius", "5px");
  await answerAll(page, { ...spotless, 第一次开播: "2023-08-20" });
  await expect(banner(page).getByRole("heading")).toHaveCSS("letter-spacing", "2px");
  await expect(page.locator("kaibo-criteria [part=comparison]").first()).toHaveCSS("letter-spacing", "1px");
});

test("what a page puts in the slots stands above and below every screen", async ({ page }) => {
  await open(page);
  await page.locator("kaibo-checker").evaluate((checker) => {
    (checker as HTMLElement & { bare: boolean }).bare = false;
    for (const slot of ["header", "footer"]) {
      const words = document.createElement("span");
      words.slot = slot;
      words.textContent = `own ${slot}`;
      checker.append(words);
    }
  });
  for (const slot of ["header", "footer"]) await expect(page.getByText(`own ${slot}`)).toBeVisible();
  await expect(page.locator("kaibo-checker header .brand")).toBeHidden();
  await begin(page, "冷启动扶持");
  await expect(page.getByText("own footer")).toBeVisible();
});
