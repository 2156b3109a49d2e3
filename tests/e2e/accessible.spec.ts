// No screen breaks a rule that axe can tell, in either language, light or dark; targets are large enough to hit.

import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";

import { answer, answerAll, banner, begin, expectLargeTargets, heading, open, spotless } from "./journey.ts";

const TARGETS =
  "button:visible, summary:visible, input:not([type=radio], [type=checkbox]):visible, label.programme:visible, label.with:visible";

// Every screen is examined twice, and a verdict is long.
test.describe.configure({ timeout: 90_000 });

async function expectAccessible(page: Page, screen: string): Promise<void> {
  for (const language of ["Switch to English", "切换到中文"]) {
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect
      .soft(
        violations.map(({ id, nodes }) => ({
          id,
          nodes: nodes.map(({ html, failureSummary }) => `${html} ${failureSummary}`),
        })),
        `${screen}, before ${language}`,
      )
      .toEqual([]);
    await page.getByRole("button", { name: language }).click();
  }
}

async function expectNoSidewaysScrolling(page: Page, screen: string): Promise<void> {
  const [width, content] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
  expect.soft(content, `${screen} is no wider than the window`).toBeLessThanOrEqual(width as number);
}

async function expectGood(page: Page, screen: string): Promise<void> {
  await expectLargeTargets(page.locator(TARGETS), screen);
  await expectNoSidewaysScrolling(page, screen);
  await expectAccessible(page, screen);
}

/** From the last to the first: one that is opened leaves the places of those before it. */
async function unfoldAll(page: Page): Promise<void> {
  const folded = await page.locator("kaibo-verdict details[data-group]:not([open]) > summary").all();
  for (const summary of folded.reverse()) await summary.click();
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test("the first screen and every sort of question", async ({ page }) => {
      await open(page);
      await expectGood(page, "the first screen");
      await begin(page, "标杆案例扶持");
      await expectGood(page, "a question to choose from");
      for (const given of ["是", "否", "否", "否", "否", "否"]) await answer(page, given);
      await expect(heading(page)).toContainText("哪天开播");
      await page.getByRole("button", { name: "确定", exact: true }).click();
      await expect(page.getByRole("alert")).toBeVisible();
      await expectGood(page, "a day with a message");
    });

    test("questions to type into, and the form for a value that is not published", async ({ page }) => {
      await open(page);
      await begin(page, "标杆案例扶持");
      for (const given of ["是", "否", "否", "否", "否", "否", "2023-10-15"]) await answer(page, given);
      await expectGood(page, "a length");
      await answer(page, "6");
      await answer(page, "是");
      await expectGood(page, "an amount");
      await answer(page, "60000");
      await expectGood(page, "a verdict that needs a value");
    });

    test("the verdict of who may submit", async ({ page }) => {
      await open(page);
      await begin(page, "冷启动扶持");
      await answerAll(page, { ...spotless, 第一次开播: "2023-08-15" });
      await expect(banner(page)).toHaveAttribute("data-outcome", "eligible");
      await unfoldAll(page);
      await page.getByRole("button", { name: "填写问到的数值" }).first().click();
      await expectGood(page, "eligible");
    });

    test("the verdict of who may not", async ({ page }) => {
      await open(page);
      await begin(page, "冷启动扶持");
      await answerAll(page, { ...spotless, 第一次开播: "2023-08-14" });
      await unfoldAll(page);
      await expectGood(page, "ineligible");
    });

    test("the verdict that nothing changes", async ({ page }) => {
      await open(page);
      await begin(page, "冷启动扶持");
      await answerAll(page, { ...spotless, 拿过冷启动扶持: "是" });
      await expectGood(page, "blocked");
    });

    test("the list of other screens, and the one for accounts and data", async ({ page }) => {
      await open(page, "./#more");
      await expectGood(page, "more");
      await page.getByRole("link", { name: /^(账号和备份|Accounts and backup)/ }).click();
      await page.getByLabel("选择文件").setInputFiles({
        name: "a.json",
        mimeType: "application/json",
        buffer: Buffer.from("{}"),
      });
      await expect(page.getByRole("alert")).toBeVisible();
      await page.getByRole("button", { name: "删除全部数据" }).click();
      await expectGood(page, "accounts and data");
    });

    test("the verdict of who is not sure", async ({ page }) => {
      await open(page);
      await begin(page, "冷启动扶持");
      await answerAll(page, {}, "不确定");
      await expectGood(page, "undetermined");
    });
  });
}

test("who wants less motion gets none", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page);
  await begin(page, "冷启动扶持");
  const duration = await page
    .locator("kaibo-question summary")
    .evaluate((summary) => getComputedStyle(summary, "::before").transitionDuration);
  expect(duration).toBe("0s");
});
