// The outlook as a calendar, from the verdict: loaded when it is opened, and told when it cannot be.

import { expect, type Page, test } from "@playwright/test";

import { answerAll, banner, begin, open, spotless, thereOrAnew } from "./journey.ts";

const calendar = (page: Page) => page.locator("kaibo-outlook-calendar");
const summary = (page: Page) => page.locator("[data-calendar] > summary");

test.beforeEach(async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answerAll(page, { ...spotless, 第一次开播: "2023-08-20" });
  await expect(banner(page)).toHaveAttribute("data-outcome", "eligible");
});

test("the calendar is loaded when it is opened, and follows what is planned", async ({ page }) => {
  await expect(calendar(page)).toHaveCount(0);
  await summary(page).click();
  await expect(calendar(page).getByRole("heading")).toHaveText("2023年9月");
  await calendar(page)
    .getByRole("button", { name: /9月20日星期三：不符合条件/ })
    .click();
  await expect(calendar(page).getByRole("status")).toHaveText("2023年9月20日：不符合条件。");

  await calendar(page).getByRole("button", { name: "下个月" }).click();
  await expect(calendar(page).locator("[data-day='2023-10-20']")).toHaveAttribute("data-outcome", "undetermined");
  const outlook = page.locator("kaibo-outlook");
  await outlook.locator("[data-plan] > summary").click();
  await outlook.getByLabel("打算哪天开播").fill("2023-09-16");
  await outlook.getByRole("button", { name: "加上这一天" }).click();
  await expect(calendar(page).locator("[data-day='2023-10-20']")).toHaveAttribute("data-outcome", "ineligible");
});

test("the calendar speaks the language of the page", async ({ page }) => {
  await summary(page).click();
  await expect(calendar(page)).toBeVisible();
  await page.getByRole("button", { name: "Switch to English" }).click();
  await expect(calendar(page).getByRole("heading")).toHaveText("September 2023");
  await expect(calendar(page).getByRole("button", { name: "Next month" })).toBeVisible();
});

test("a calendar that cannot be loaded says so; opening it again tries again", async ({ page }) => {
  await page.route("**/outlook-calendar-*.js", (route) => route.abort());
  await summary(page).click();
  await expect(page.locator("[data-calendar]").getByRole("alert")).toContainText("没有加载出来");
  await page.unroute("**/outlook-calendar-*.js");
  const tried = thereOrAnew(page, calendar(page).waitFor());
  await summary(page).click();
  await summary(page).click();
  await tried;
  if (!(await calendar(page).isVisible())) await summary(page).click();
  await expect(calendar(page)).toBeVisible();
});

test("the strip gives each outcome the room of its days, and a sign", async ({ page }) => {
  const parts = await page.locator("kaibo-outlook [part=strip] > g").evaluateAll((groups) =>
    groups.map((group) => ({
      outcome: group.classList[0],
      width: group.querySelector("rect")?.getBoundingClientRect().width ?? 0,
      hasSign: group.querySelector("path") !== null,
    })),
  );
  // 14 to 19 September, to 19 October, to 13 November, and of what follows 21 days.
  const days = [6, 30, 25, 21];
  expect(parts.map(({ outcome }) => outcome)).toEqual(["eligible", "ineligible", "undetermined", "eligible"]);
  expect(parts.every(({ hasSign }) => hasSign)).toBe(true);
  const total = parts.reduce((sum, { width }) => sum + width, 0);
  for (const [index, { width }] of parts.entries()) expect((width * 82) / total).toBeCloseTo(days[index] ?? 0, 0);
});
