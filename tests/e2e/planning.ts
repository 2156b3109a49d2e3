// What the tests of the plan and of the draft share: a day to plan on, and what must hold on any screen.

import { AxeBuilder } from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";

import type { App } from "../../www/src/app/app.ts";
import { complaintsOf, expectLargeTargets, open } from "./journey.ts";

/** A test that fails where the console says anything. */
export const test = base.extend<{ readonly quiet: undefined }>({
  quiet: [
    async ({ page }, use) => {
      const said = complaintsOf(page);
      await use(undefined);
      expect(said, "the console says nothing").toEqual([]);
    },
    { auto: true },
  ],
});

/** Opens a screen at a moment in China. */
export async function openAt(page: Page, moment: string, address: string): Promise<void> {
  await page.clock.install({ time: new Date(`${moment}:00+08:00`) });
  await open(page, address);
}

/** Loads the page again, once it has kept what was entered. */
export async function reload(page: Page): Promise<void> {
  await page.locator("kaibo-page").evaluate((shell: HTMLElement & { app: App }) => shell.app.settled());
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

/** No rule of axe is broken, targets can be hit, and nothing is wider than the window, in either language. */
export async function expectGood(page: Page): Promise<void> {
  const targets = page.locator(
    "main button:visible, main summary:visible, main a:visible, main input:not([type=radio], [type=checkbox]):visible, main textarea:visible",
  );
  await expectLargeTargets(targets, "the screen");
  for (const language of ["Switch to English", "切换到中文"]) {
    const [width, content] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
    expect.soft(content, `no wider than the window before ${language}`).toBeLessThanOrEqual(width as number);
    const { violations } = await new AxeBuilder({ page }).analyze();
    const broken = violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
    expect.soft(broken, `before ${language}`).toEqual([]);
    await page.getByRole("button", { name: language }).click();
    await expect(page.getByRole("button", { name: language })).toHaveCount(0);
  }
}
