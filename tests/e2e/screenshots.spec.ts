// Pictures of the page for its readers, as a phone 360 px wide shows it. Taken only when asked for:
// `npm run screenshots --workspace www`.

import { fileURLToPath } from "node:url";

import { type Page, test } from "@playwright/test";

import { answer, answerAll, begin, growthWithBroadcasts, ledger, open, paste, pasted, spotless } from "./journey.ts";

const folder = fileURLToPath(new URL("../../docs/screenshots/", import.meta.url));

const take = (page: Page, name: string) => page.screenshot({ path: `${folder}${name}.png` });

/** The whole page, in fewer pixels: it is long. */
const takeWhole = (page: Page, name: string) =>
  page.screenshot({ path: `${folder}${name}.png`, fullPage: true, scale: "css" });

test("the first screen and a question", async ({ page }) => {
  await open(page);
  await take(page, "start");
  await begin(page, "冷启动扶持");
  for (const given of ["是", "否", "否"]) await answer(page, given);
  await page.getByLabel("日期", { exact: true }).fill("2023-08-20");
  await take(page, "question");
});

test("a verdict: eligible", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answerAll(page, { ...spotless, 第一次开播: "2023-08-20" });
  await take(page, "eligible");
  await takeWhole(page, "eligible-whole");
});

test("a verdict: eligible by dormancy", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answerAll(page, { ...spotless, 第一次开播: "2023-01-01", 最近一次开播: "2023-05-01" });
  await take(page, "eligible-dormant");
});

test("a verdict: not eligible", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answerAll(page, { ...spotless, 第一次开播: "2023-08-14" });
  await take(page, "ineligible");
  await takeWhole(page, "ineligible-whole");
});

test("a verdict: not certain", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answerAll(page, { 卖货: "是", 品牌标: "否", 关停状态: "否", 假货: "否", 买卖过: "否", 作弊: "否" }, "不确定");
  await take(page, "undetermined");
});

test("a verdict: a value that is not published", async ({ page }) => {
  await open(page);
  await begin(page, "标杆案例扶持");
  await answerAll(page, { ...spotless, 哪天开播: "2023-10-15", 播多久: "6", 独家: "是", 目标是多少: "60000" });
  await take(page, "parameter");
});

test("broadcasts, pasted", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  for (const given of ["是", "否", "否"]) await answer(page, given);
  await page.getByRole("button", { name: "记录开播" }).click();
  await paste(page, pasted);
  await ledger(page).locator("[data-row]").first().scrollIntoViewIfNeeded();
  await take(page, "broadcasts");
});

test("progress, with a table entered as an example", async ({ page }) => {
  await growthWithBroadcasts(page);
  await page.getByRole("button", { name: "填写问到的表" }).click();
  const tiers = page.locator("kaibo-tiers");
  await tiers.getByLabel("看哪个数").selectOption({ label: "本月 GMV（退款前）" });
  await tiers.getByLabel("满多少（元）").fill("1万");
  await tiers.getByLabel("不满多少").fill("2万");
  await tiers.getByRole("button", { name: "再加一档" }).click();
  await tiers.getByLabel("谁告诉你的").fill("举例，不是真的数字");
  await tiers.getByLabel("哪天告诉你的").fill("2023-09-10");
  await tiers.getByRole("button", { name: "保存这张表" }).click();
  await page.locator("kaibo-progress").evaluate((progress) => progress.scrollIntoView());
  await take(page, "progress");
});

test("the outlook, with a planned broadcast", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answerAll(page, { ...spotless, 第一次开播: "2023-01-01", 最近一次开播: "2023-05-01" });
  const outlook = page.locator("kaibo-outlook");
  await outlook.getByLabel("打算哪天开播").fill("2023-09-20");
  await outlook.getByRole("button", { name: "加上这一天" }).click();
  await outlook.evaluate((element) => element.scrollIntoView());
  await take(page, "outlook");
});

test("in English", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  for (const given of ["是", "否", "否"]) await answer(page, given);
  await page.getByRole("button", { name: "Switch to English" }).click();
  await take(page, "question-en");
  await page.getByRole("button", { name: "切换到中文" }).click();
  await answerAll(page, { ...spotless, 第一次开播: "2023-08-20" });
  await page.getByRole("button", { name: "Switch to English" }).click();
  await take(page, "eligible-en");
  await takeWhole(page, "eligible-en-whole");
});

test.describe("in the dark", () => {
  test.use({ colorScheme: "dark" });

  test("a verdict", async ({ page }) => {
    await open(page);
    await begin(page, "冷启动扶持");
    await answerAll(page, { ...spotless, 第一次开播: "2023-08-20" });
    await take(page, "eligible-dark");
  });
});
