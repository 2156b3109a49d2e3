// Pictures of the page for its readers, as a phone 360 px wide shows it. Taken only when asked for:
// `npm run screenshots --workspace www`.

import { fileURLToPath } from "node:url";

import { type Page, test } from "@playwright/test";

import {
  answer,
  answerAll,
  begin,
  growthWithBroadcasts,
  ledger,
  onThatDay,
  open,
  paste,
  pasted,
  spotless,
} from "./journey.ts";

test.beforeEach(onThatDay);

const folder = fileURLToPath(new URL("../../docs/screenshots/", import.meta.url));

const take = (page: Page, name: string) => page.screenshot({ path: `${folder}${name}.png` });

/** The whole page, in fewer pixels: it is long. The tabs stand at its end, not across its middle. */
async function takeWhole(page: Page, name: string): Promise<void> {
  await page.locator("kaibo-page nav").evaluate((tabs) => {
    tabs.style.position = "static";
  });
  await page.screenshot({ path: `${folder}${name}.png`, fullPage: true, scale: "css" });
}

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
  await outlook.locator("[data-plan] > summary").click();
  await outlook.getByLabel("打算哪天开播").fill("2023-09-20");
  await outlook.getByRole("button", { name: "加上这一天" }).click();
  await outlook.evaluate((element) => element.scrollIntoView());
  await take(page, "outlook");
});

/** A table as an example: no figure in it is real. */
async function tellExample(page: Page): Promise<void> {
  await page.getByRole("button", { name: "填写问到的表" }).first().click();
  const tiers = page.locator("kaibo-tiers");
  await tiers.getByLabel("看哪个数").selectOption({ label: "本月 GMV（退款前）" });
  await tiers.getByLabel("满多少（元）").fill("2万");
  await tiers.getByLabel("谁告诉你的").fill("举例，不是真的数字");
  await tiers.getByLabel("哪天告诉你的").fill("2023-09-10");
  await tiers.getByRole("button", { name: "保存这张表" }).click();
}

test("the screen for progress", async ({ page }) => {
  await page.clock.setFixedTime("2023-09-14T12:00:00+08:00");
  await open(page, "./#progress");
  await take(page, "progress-empty");
  await page.getByRole("radio", { name: "成长扶持" }).check();
  await page.getByRole("button", { name: "从表格粘贴" }).click();
  await paste(page, pasted);
  await page.getByRole("button", { name: "加入这 4 场" }).click();
  await page.getByRole("button", { name: "返回进度" }).click();
  await tellExample(page);
  await page.locator("page-progress canvas").waitFor();
  await page.locator("page-broadcast-calendar table").waitFor();
  await takeWhole(page, "progress-whole");
});

test("a file of broadcasts, before it is taken", async ({ page }) => {
  await open(page, "./#progress");
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.locator("page-import").getByRole("button", { name: "选择文件" }).click(),
  ]);
  await chooser.setFiles({
    name: "开播记录.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(pasted.replaceAll("\t", ",").replace("¥1,200.50", "1200.5").replace("2,000", "2000")),
  });
  await page.locator("page-import").getByText("第 4 行").waitFor();
  await page.locator("page-import").screenshot({ path: `${folder}import.png` });
});

test("the plan of one event", async ({ page }) => {
  await page.clock.setFixedTime("2023-09-14T12:00:00+08:00");
  await open(page, "./#planner");
  await page.getByRole("textbox", { name: "标杆直播的开播日期" }).fill("2023-10-15");
  await page.getByRole("group", { name: "标杆直播的时长" }).getByLabel("小时").fill("6");
  await page.getByLabel("GMV 目标（元）", { exact: true }).fill("6万");
  await page.getByLabel("GMV 目标（元）", { exact: true }).press("Tab");
  await page.getByRole("heading", { level: 1 }).evaluate((title) => title.scrollIntoView({ block: "center" }));
  await take(page, "planner");
  await takeWhole(page, "planner-whole");
});

test("the draft of an application", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answerAll(page, { ...spotless, 第一次开播: "2023-08-20" });
  await page.getByRole("link", { name: "更多" }).click();
  await take(page, "more");
  await page.getByRole("link", { name: "申请草稿" }).click();
  await page.getByRole("heading", { level: 1, name: "申请草稿" }).waitFor();
  await take(page, "draft");
});

test("the policy as a page", async ({ page }) => {
  await open(page, "./#policy");
  await page.getByRole("heading", { level: 1, name: "政策" }).waitFor();
  await take(page, "policy");
});

test("a roster of accounts", async ({ page }) => {
  await open(page, "./#roster");
  const rows = ["账号,品牌标,首播日期,最近开播,是否带货,小店关停,售假,买卖流量,作弊,拿过冷启动扶持"];
  const days = ["2023-09-01,2023-09-10", "2023-08-01,2023-09-01", ",2023-09-12", "从未,从未", "2022-01-01,2023-05-01"];
  for (let index = 1; index <= 40; index += 1)
    rows.push(`举例账号 ${index},${index % 7 === 0 ? "有" : "无"},${days[index % days.length]},是,否,否,否,否,否`);
  await page.locator("page-roster input[type=file]").setInputFiles({
    name: "名单.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(rows.join("\n")),
  });
  await page.locator("page-roster").getByLabel("打算哪天提交申请").fill("2023-09-14");
  await page.getByRole("button", { name: "开始筛查" }).click();
  await page.getByText(/^筛查完了/).waitFor();
  await page.locator("page-roster canvas").waitFor();
  await page.getByRole("heading", { level: 1 }).scrollIntoViewIfNeeded();
  await take(page, "roster");
  await page.locator("page-roster [role=grid]").evaluate((grid) => grid.scrollIntoView());
  await take(page, "roster-accounts");
});

test("accounts and data", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answer(page, "是");
  await page.getByRole("link", { name: /切换账号/ }).click();
  await page.getByLabel("账号名称").fill("我的小店");
  await take(page, "data");
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
