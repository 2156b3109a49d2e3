// A verdict is short: what decides it and what to do come first; the rest is a line each, which opens.

import { expect, type Page, test } from "@playwright/test";

import { answerAll, assessedOn, banner, begin, growthWithBroadcasts, onThatDay, open, spotless } from "./journey.ts";

test.beforeEach(onThatDay);

const newcomer = { ...spotless, 第一次开播: "2023-08-20" };
const group = (page: Page, name: string) => page.locator(`details[data-group="${name}"]`);
const top = async (page: Page, selector: string) =>
  (await page.locator(selector).first().boundingBox())?.y ?? Number.NaN;

async function verdict(page: Page, answers: Readonly<Record<string, string>>, rest?: string): Promise<void> {
  await open(page);
  await begin(page, "冷启动扶持", assessedOn);
  await answerAll(page, answers, rest);
}

for (const [outcome, answers, most, rest] of [
  ["eligible", newcomer, 3500],
  ["ineligible", { ...spotless, 第一次开播: "2023-08-14" }, 4000],
  ["undetermined", {}, 4800, "不确定"],
] as const) {
  test(`what is ${outcome} says what decides it and what to do, then what can be done with it`, async ({ page }) => {
    await verdict(page, answers, rest);
    await expect(banner(page)).toHaveAttribute("data-outcome", outcome);
    const share = await page.getByRole("button", { name: "分享结果" }).boundingBox();
    const criteria = await top(page, "kaibo-criteria li, [data-group=met]");
    expect(share?.y).toBeGreaterThan(await top(page, "[data-outcome]"));
    expect(share?.y).toBeLessThan(criteria);
    expect(share?.y).toBeLessThan(1400);
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThan(most);
  });
}

test("what is met is one line that says how many, and opens with the keyboard", async ({ page }) => {
  await verdict(page, newcomer);
  const met = group(page, "met");
  await expect(met.getByRole("heading", { name: "满足 8 项" })).toBeVisible();
  await expect(met.locator("[data-criterion=cheating], li").first()).toBeHidden();
  await met.locator("> summary").focus();
  await page.keyboard.press("Enter");
  await expect(met.locator("li").first()).toBeVisible();
});

test("what is met only just is not folded", async ({ page }) => {
  await verdict(page, { ...spotless, 第一次开播: "2023-08-15" });
  await expect(page.getByText("正好在界限上").first()).toBeVisible();
});

test("a risk that is there is not folded", async ({ page }) => {
  await verdict(page, newcomer);
  await expect(group(page, "risks")).toContainText("还不知道 3 项");
  await group(page, "risks").locator("> summary").click();
  await page.getByRole("button", { name: "回答：内容违规" }).click();
  await page.locator("kaibo-question [data-value=true]").click();
  await expect(page.locator('[data-criterion="content-violation"]')).toBeVisible();
});

test("progress is folded only while there are no broadcasts", async ({ page }) => {
  await growthWithBroadcasts(page);
  await expect(page.locator("[data-metric=monthGmv]")).toBeVisible();
});

test("on paper all of it is unfolded, and folded again after that", async ({ page }) => {
  await verdict(page, newcomer);
  await page.emulateMedia({ media: "print" });
  for (const name of ["met", "progress", "risks", "answers", "notices"])
    await expect(group(page, name)).toHaveAttribute("open");
  await expect(page.getByRole("button", { name: "分享结果" })).toBeHidden();
  await page.emulateMedia({ media: "screen" });
  await expect(group(page, "met")).not.toHaveAttribute("open");
});

test("what is copied says the outcome before the link", async ({ context, page }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await verdict(page, newcomer);
  await page.getByRole("button", { name: "分享结果" }).click();
  await expect(page.getByText("结果和链接已复制")).toBeVisible();
  const [says, link] = (await page.evaluate(() => navigator.clipboard.readText())).split("\n");
  expect(says).toMatch(
    /^冷启动扶持 · 按2023年9月14日提交判断：符合条件，可以提交。最晚2023年9月19日提交（含当天）。从9月20日起就不符合了。/,
  );
  expect(new URL(link ?? "").hash).toMatch(/^#answers=/);
});
