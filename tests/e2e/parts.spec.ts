// The parts of the package, each alone on a plain page: without an interview, under a strict security policy.

import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Locator, type Page, test } from "@playwright/test";

/** The page of parts is served beside the built one. */
const address = (baseURL: string | undefined) => {
  const url = new URL(baseURL ?? "");
  url.port = String(Number(url.port) + 1);
  return url.href;
};

/** What the console said: nothing, where the security policy is kept. */
let said: string[];

test.beforeEach(async ({ page, baseURL }) => {
  said = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));
  await page.goto(address(baseURL));
  await expect(calendar(page).getByRole("grid")).toBeVisible();
});

test.afterEach(() => expect(said).toEqual([]));

const calendar = (page: Page) => page.locator("kaibo-outlook-calendar");
const output = (page: Page) => page.locator("output");
const day = (page: Page, number: string) => calendar(page).locator(`[data-day="${number}"]`);
const field = (page: Page, name: string) => page.locator(`kaibo-field[name=${name}]`);

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual([]);
}

test("criteria show results, and offer nothing an interview would have to take", async ({ page }) => {
  const criteria = page.locator("kaibo-criteria");
  await expect(criteria.locator("li[data-criterion=newcomer-or-dormant]")).toHaveAttribute("data-result", "met");
  await expect(criteria.getByRole("button")).toHaveCount(0);

  await criteria.evaluate((element) => element.setAttribute("editable", ""));
  await expect(criteria.getByRole("button").first()).toBeVisible();
});

test("a meter has its value by attributes, and is themed by a property and a part", async ({ page }) => {
  const meter = page.locator("main > kaibo-meter").getByRole("meter", { name: "GMV" });
  await expect(meter).toHaveAttribute("aria-valuenow", "7000");
  await expect(meter).toHaveAttribute("aria-valuemax", "10000");
  await expect(meter).toHaveAttribute("aria-valuetext", "70%");
  await expect(meter).toHaveCSS("border-radius", "0px");
  await expect(meter.locator("rect")).toHaveCSS("fill", "rgb(120, 0, 120)");
});

test("progress shows the figures, the tiers and on whose word they are", async ({ page }) => {
  const progress = page.locator("kaibo-progress");
  await expect(progress.locator("[data-metric=monthGmv]")).toContainText("¥7,000 so far");
  await expect(progress.locator("[data-metric=monthGmv]").getByRole("meter")).toHaveAttribute("aria-valuenow", "0.7");
  await expect(progress.locator("[data-table=growthTasks]")).toContainText("an example, told on 10 September 2023");
  await expect(progress.getByRole("button")).toHaveCount(0);
});

test("an outlook says when what changes, and plans nothing", async ({ page }) => {
  const outlook = page.locator("kaibo-outlook");
  await expect(outlook.locator("[data-window]")).toHaveCount(4);
  await expect(outlook).toContainText("Assuming no broadcast");
  await expect(outlook.getByRole("button")).toHaveCount(0);
});

test("a calendar marks each day by its outcome, and tells the one that is chosen", async ({ page }) => {
  await expect(calendar(page).getByRole("heading")).toHaveText("September 2023");
  await expect(day(page, "2023-09-14")).toHaveAccessibleName(/14 September 2023: Eligible; the day you asked about/);
  await expect(day(page, "2023-09-15")).toHaveAttribute("aria-current", "date");
  await expect(day(page, "2023-09-19")).toHaveAttribute("data-outcome", "eligible");
  await expect(day(page, "2023-09-20")).toHaveAccessibleName(/Not eligible; the outcome changes/);
  await expect(day(page, "2023-09-13"), "the outlook begins later").toHaveCount(0);

  await day(page, "2023-09-20").click();
  await expect(output(page)).toHaveText('{"day":"2023-09-20","outcome":"ineligible"}');
  await expect(calendar(page).getByRole("status")).toHaveText("20 September 2023: Not eligible.");
  await expect(day(page, "2023-09-20")).toHaveAttribute("aria-pressed", "true");

  await calendar(page).getByRole("button", { name: "Previous month" }).click({ force: true });
  await expect(calendar(page).getByRole("heading"), "there is nothing before").toHaveText("September 2023");
  await calendar(page).getByRole("button", { name: "Next month" }).click();
  await expect(calendar(page).getByRole("heading")).toHaveText("October 2023");
});

test("the keyboard moves by days, weeks and months, and stays within the outlook", { tag: "@wide" }, async ({
  page,
}) => {
  await day(page, "2023-09-14").focus();
  const steps: readonly (readonly [string, string])[] = [
    ["ArrowRight", "2023-09-15"],
    ["ArrowDown", "2023-09-22"],
    ["Home", "2023-09-18"],
    ["End", "2023-09-24"],
    ["PageDown", "2023-10-24"],
    ["ArrowUp", "2023-10-17"],
    ["PageUp", "2023-09-17"],
    ["ArrowUp", "2023-09-14"],
    ["ArrowLeft", "2023-09-14"],
    ["Shift+PageDown", "2024-09-14"],
  ];
  for (const [key, reached] of steps) {
    await page.keyboard.press(key);
    await expect(day(page, reached), key).toBeFocused();
  }
  await page.keyboard.press("Enter");
  await expect(output(page)).toContainText("2024-09-14");
  await expect(calendar(page).locator("[data-day][tabindex='0']"), "one tab stop").toHaveCount(1);
});

for (const language of ["zh-CN", "en"]) {
  test(`a week has seven names and its own first day: ${language}`, async ({ page, baseURL }) => {
    await page.goto(`${address(baseURL)}?lang=${language}`);
    const names = calendar(page).getByRole("columnheader");
    await expect(names).toHaveCount(7);
    await expect(names.first()).toContainText(language === "en" ? "Monday" : /星期[一日]/);
  });
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test("no part breaks a rule axe can tell, and none is wider than the window", { tag: "@wide" }, async ({
      page,
    }) => {
      await day(page, "2023-09-16").click();
      await page.getByRole("button", { name: "Submit" }).click();
      await expect(page.getByRole("alert")).toBeVisible();
      await expectAccessible(page);
      const width = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      expect(width[0]).toBeLessThanOrEqual(width[1] ?? 0);
    });
  });
}

test("a form holds the values as facts take them", async ({ page }) => {
  await type(field(page, "firstBroadcastOn"), "2023-08-20");
  await type(field(page, "refundRate"), "12.5");
  await type(field(page, "gmvTarget"), "6万");
  await field(page, "plannedMinutes").getByLabel("Hours").fill("5");
  await field(page, "hasBrandBadge").getByRole("button", { name: "No" }).click();
  await page.getByRole("button", { name: "Submit" }).click();
  expect(JSON.parse(await output(page).innerText())).toEqual({
    firstBroadcastOn: "2023-08-20",
    refundRate: "0.125",
    gmvTarget: "60000",
    plannedMinutes: "300",
    hasBrandBadge: "false",
  });
});

test("Enter submits, as in any form", async ({ page }) => {
  await type(field(page, "firstBroadcastOn"), "2023-08-20");
  await field(page, "gmvTarget").getByRole("textbox").press("Enter");
  await expect(output(page)).toHaveText('{"firstBroadcastOn":"2023-08-20","gmvTarget":"50000"}');
});

test("a form is not submitted with what is missing or wrong, and says so in the field's words", async ({ page }) => {
  const first = field(page, "firstBroadcastOn");
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(first.getByRole("alert")).toBeVisible();
  const message = await first.getByRole("alert").innerText();
  expect(await validity(first)).toEqual({ flag: "valueMissing", message });
  await expect(first.getByLabel("First broadcast")).toBeFocused();
  await expect(output(page)).toHaveText("");

  await type(first, "2023-09-15");
  expect((await validity(first)).flag).toBe("rangeOverflow");
  await type(first, "2023-09-14");
  expect(await validity(first)).toEqual({ flag: "valid", message: "" });

  const rate = field(page, "refundRate");
  await type(rate, "some");
  expect((await validity(rate)).flag).toBe("badInput");
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(rate.getByRole("alert")).toContainText("3.5");
  await expect(output(page)).toHaveText("");
});

test("a refusal holds until something else is entered", async ({ page }) => {
  const target = field(page, "gmvTarget");
  await target.evaluate((element) => element.setAttribute("error", "Refused."));
  await expect(target.getByRole("alert")).toHaveText("Refused.");
  expect(await validity(target)).toEqual({ flag: "customError", message: "Refused." });
  await type(target, "60000");
  expect((await validity(target)).flag).toBe("valid");
});

test("a reset brings back the first value, and a fieldset disables", async ({ page }) => {
  const target = field(page, "gmvTarget").getByRole("textbox");
  const badge = field(page, "hasBrandBadge").getByRole("button", { name: "Yes" });
  await target.fill("1");
  await badge.click();
  await expect(badge).toHaveAttribute("aria-pressed", "true");
  await page.getByRole("button", { name: "Reset" }).click();
  await expect(target).toHaveValue("50000");
  await expect(badge).toHaveAttribute("aria-pressed", "false");

  await page.locator("fieldset").evaluate((fieldset: HTMLFieldSetElement) => {
    fieldset.disabled = true;
  });
  await expect(target).toBeDisabled();
  await expect(badge).toBeDisabled();
  await page.getByRole("button", { name: "Submit" }).click();
  await expect(output(page)).toHaveText("{}");
});

test("a field is disabled by its property, and enabled again", async ({ page }) => {
  for (const name of ["gmvTarget", "hasBrandBadge"]) {
    const control = field(page, name).locator("input, button").first();
    for (const disabled of [true, false, true]) {
      await field(page, name).evaluate((element, value) => Object.assign(element, { disabled: value }), disabled);
      await expect(control).toBeEnabled({ enabled: !disabled });
    }
  }
});

test("a value comes from an attribute or a property, and goes by what is typed", async ({ page }) => {
  const target = field(page, "gmvTarget");
  const value = () => target.evaluate((element) => (element as HTMLElement & { value: unknown }).value);
  expect(await value()).toBe(50000);
  await type(target, "1.2万");
  expect(await value()).toBe(12000);
  await target.evaluate((element) => Object.assign(element, { value: 12000 }));
  await expect(target.getByRole("textbox"), "what is typed stays as it is typed").toHaveValue("1.2万");
  await target.evaluate((element) => Object.assign(element, { value: 7 }));
  await expect(target.getByRole("textbox")).toHaveValue("7");
});

test("a browser brings back what was entered before", async ({ page }) => {
  const restore = (name: string, state: string) =>
    field(page, name).evaluate(
      (element, text) =>
        (element as unknown as { formStateRestoreCallback(state: string): void }).formStateRestoreCallback(text),
      state,
    );
  await restore("hasBrandBadge", "true");
  await restore("plannedMinutes", "125");
  await expect(field(page, "hasBrandBadge").getByRole("button", { name: "Yes" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await expect(field(page, "plannedMinutes").getByLabel("Hours")).toHaveValue("2");
  await expect(field(page, "plannedMinutes").getByLabel("Minutes")).toHaveValue("5");
});

async function type(field: Locator, text: string): Promise<void> {
  await field.locator("input").first().fill(text);
}

async function validity(field: Locator): Promise<{ readonly flag: string; readonly message: string }> {
  return field.evaluate((element) => {
    const { validity, validationMessage } = element as HTMLElement & HTMLInputElement;
    const flags = ["valueMissing", "badInput", "rangeOverflow", "customError", "valid"] as const;
    return { flag: flags.find((flag) => validity[flag]) ?? "", message: validationMessage };
  });
}
