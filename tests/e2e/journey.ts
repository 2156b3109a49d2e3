// What a streamer does on the page, by the words that are on the screen.

import { expect, type Locator, type Page } from "@playwright/test";

import { assessedOn, pasted, spotless } from "./given.mjs";

export { assessedOn, pasted, spotless };

/** In pixels. */
const LEAST_TARGET = 44;

/** Answers by a part of the question's words: a button's words, a day, or what is typed. */
export type Answers = Readonly<Record<string, string>>;

/** Opens the page and waits for its first screen. */
export async function open(page: Page, address = "./"): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
}

/** Makes it the day on which examples are assessed. */
export async function onThatDay({ page }: { page: Page }): Promise<void> {
  await page.clock.setFixedTime(`${assessedOn}T12:00:00+08:00`);
}

/** What the page logs or throws; Playwright's own words on the worker it blocks are not the page's. */
export function complaintsOf(page: Page): readonly string[] {
  const said: string[] = [];
  page.on("console", (message) => {
    if (!message.text().startsWith("Service Worker registration blocked")) said.push(message.text());
  });
  page.on("pageerror", (error) => said.push(error.message));
  return said;
}

/** Chooses a programme and the day of submission, and starts. */
export async function begin(page: Page, programme: string, day: string = assessedOn): Promise<void> {
  await page.getByRole("radio", { name: programme }).check();
  await page.getByLabel("打算哪天提交申请").fill(day);
  await page.getByRole("button", { name: "开始" }).click();
}

/** The question asked now, or the verdict's first words. */
export function heading(page: Page): Locator {
  return page.getByRole("heading", { level: 1 });
}

/** Where a verdict's first words and its reasons stand. */
export function banner(page: Page): Locator {
  return page.locator("[data-outcome]");
}

/** What a verdict says can be done now. */
export function advice(page: Page): Locator {
  return page.locator("kaibo-advice");
}

/** Unfolds what a verdict folds. */
export async function unfold(page: Page, group: string): Promise<void> {
  const details = page.locator(`details[data-group="${group}"]`);
  if ((await details.getAttribute("open")) === null) await details.locator("> summary").click();
}

/** "是" and "否", where it is asked "有没有". */
function asAsked(given: string, asked: string): string {
  const words: Readonly<Record<string, string>> = asked.includes("有没有") ? { 是: "有", 否: "没有" } : {};
  return words[given] ?? given;
}

/** Answers the question asked now: presses a button, or types and confirms. */
export async function answer(page: Page, given: string): Promise<void> {
  const asked = await heading(page).textContent();
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(given);
  if (isDay || /^\d/.test(given)) {
    const input = isDay ? page.getByLabel("日期", { exact: true }) : page.getByRole("textbox").first();
    await input.fill(given);
    await page.getByRole("button", { name: "确定", exact: true }).click();
  } else {
    await page.getByRole("button", { name: asAsked(given, asked ?? ""), exact: true }).click();
  }
  await expect(heading(page)).not.toHaveText(asked ?? "");
}

/** Answers every question until the verdict; `rest` answers those that are not named. Returns the questions asked. */
export async function answerAll(page: Page, answers: Answers, rest?: string): Promise<readonly string[]> {
  const asked: string[] = [];
  while (await page.locator("kaibo-question").count()) {
    const words = (await heading(page).textContent())?.trim() ?? "";
    const known = Object.keys(answers).find((part) => words.includes(part));
    const given = known === undefined ? rest : answers[known];
    if (given === undefined) throw new Error(`no answer is given for: ${words}`);
    asked.push(words);
    await expect(page.getByRole("status")).toContainText("还没有发现不符合的地方");
    await answer(page, given);
  }
  await expect(banner(page)).toBeVisible();
  return asked;
}

/** Where broadcasts are recorded. */
export const ledger = (page: Page) => page.locator("kaibo-ledger");
/** Where rows are pasted. */
export const box = (page: Page) => page.getByLabel("把表格里的行复制后贴在这里");

/** Pastes rows on the screen for broadcasts, and reads them. */
export async function paste(page: Page, text: string): Promise<void> {
  await box(page).fill(text);
  await page.getByRole("button", { name: "预览" }).click();
}

/** Pastes rows, and says that none is left out from the first broadcast to the day of submission. */
export async function recordAll(page: Page, text: string): Promise<void> {
  await paste(page, text);
  await page.getByRole("button", { name: /^加入这 \d+ 场$/ }).click();
  await page.getByRole("radio", { name: "从首播起" }).check();
  await page.getByLabel("记全到哪一天").fill("2023-09-14");
  await page.getByRole("button", { name: "保存", exact: true }).click();
  await expect(ledger(page).getByText("已保存。")).toBeVisible();
}

/** Leaves the screen for broadcasts. */
export const done = (page: Page) => page.getByRole("button", { name: "记录好了，看结果" }).click();

/** To the verdict on growth, with broadcasts recorded there. */
export async function growthWithBroadcasts(page: Page): Promise<void> {
  await open(page);
  await begin(page, "成长扶持");
  await answerAll(page, spotless, "不确定");
  await unfold(page, "progress");
  await page.locator("kaibo-progress [data-record]").click();
  await recordAll(page, pasted);
  await done(page);
  await expect(banner(page)).toBeVisible();
}

/** Every target can be hit with a finger; where there is none at all, something else is wrong. */
export async function expectLargeTargets(targets: Locator, where: string): Promise<void> {
  const found = await targets.all();
  expect.soft(found.length, `${where}: there is something to press`).toBeGreaterThan(0);
  for (const target of found) {
    const box = await target.boundingBox();
    expect.soft(box?.height, `${where}: ${await target.innerText()}`).toBeGreaterThanOrEqual(LEAST_TARGET);
  }
}

/** The form of broadcasts, from the question of the first one. */
export async function openLedger(page: Page): Promise<void> {
  await open(page);
  await begin(page, "冷启动扶持");
  for (const given of ["是", "否", "否"]) await answer(page, given);
  await page.getByRole("button", { name: "记录开播" }).click();
}

/**
 * Resolves once what was tried again is there, or the page has loaded anew for it: some browsers remember that a script
 * could not be had (Chromium 148 does, 156 asks again).
 */
export async function thereOrAnew(page: Page, there: Promise<unknown>): Promise<void> {
  const either = [there, page.waitForEvent("load")];
  for (const one of either) one.catch(() => {});
  await Promise.race(either);
}
