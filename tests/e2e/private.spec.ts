// Nothing leaves the device, nothing stays on it, and the page keeps its own security policy.

import { expect, test } from "@playwright/test";

import { answer, answerAll, banner, begin, complaintsOf, heading, open, spotless, thereOrAnew } from "./journey.ts";

test("only the page's own files are asked for, and only on opening it", async ({ page, baseURL }) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  await open(page);
  await begin(page, "冷启动扶持");
  // What shows the verdict comes while the first question is read.
  await expect.poll(() => asked.filter((address) => /\/verdict-[^/]*\.js$/.test(address)).length).toBe(1);
  const opening = asked.length;
  await answerAll(page, { ...spotless, 第一次开播: "2023-08-20" });

  const origin = new URL(baseURL ?? "").origin;
  expect(asked.filter((address) => new URL(address).origin !== origin)).toEqual([]);
  expect(asked.length, "answering asks the network for nothing").toBe(opening);
});

test("whatever is entered, given as a file or saved on any screen, only the page's own files are asked for, once", async ({
  page,
  baseURL,
}) => {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(`${request.method()} ${request.url()}`));
  page.on("websocket", (socket) => asked.push(`socket ${socket.url()}`));
  const csv = (name: string, text: string) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
  const saved = (name: string) =>
    Promise.all([page.waitForEvent("download"), page.getByRole("button", { name, exact: true }).click()]);
  await open(page);
  await begin(page, "标杆案例扶持");
  await answerAll(page, {}, "不确定");
  for (const address of ["progress", "planner", "draft", "policy", "roster", "data"]) {
    await page.goto(`./#${address}`);
    await expect(page.locator(`[data-screen=${address}]:not([hidden])`)).toBeVisible();
    if (address === "progress") {
      await page
        .locator("page-import input[type=file]")
        .setInputFiles(csv("直播.csv", "开播时间,时长\n2023-09-01,60\n"));
      await page.getByRole("button", { name: "加入这 1 场" }).click();
    }
    if (address === "draft") await saved("存成 Excel（XLSX）");
    if (address === "roster") {
      await page.locator("page-roster input[type=file]").setInputFiles(csv("名单.csv", "账号,是否带货\n甲,是\n"));
      await page.getByRole("button", { name: "开始筛查" }).click();
      await saved("存成 CSV");
    }
    if (address === "data") await saved("导出全部数据");
  }
  const own = new RegExp(`^GET ${new URL(baseURL ?? "").origin}/(?:assets/[\\w.-]+|icons/[\\w.-]+|[\\w.-]*)$`);
  expect(asked.filter((one) => !own.test(one) && !one.startsWith("GET blob:"))).toEqual([]);
  const files = asked.filter((one) => one.includes("/assets/"));
  // The screens and the roster's worker each ask for the core.
  expect(files.filter((one, place) => files.indexOf(one) !== place && !one.endsWith(".wasm"))).toEqual([]);
});

test("nothing breaks the security policy, and nothing is logged", async ({ page }) => {
  const said = complaintsOf(page);
  await open(page);
  await begin(page, "冷启动扶持");
  await answerAll(page, {}, "不确定");
  expect(said).toEqual([]);
});

test("the policy's version, where it comes from and who decides are said where it is judged, and only there", async ({
  page,
}) => {
  await open(page);
  const basis = page.locator("kaibo-basis");
  for (const words of ["2023-09-14 版", "转载", "最终由平台决定"]) await expect(basis).toContainText(words);
  await begin(page, "冷启动扶持");
  await expect(basis).toContainText("2023-09-14 版");
  await page.getByRole("link", { name: "标杆计划" }).click();
  await expect(basis).toBeVisible();
  await page.getByRole("link", { name: "进度" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "进度" })).toBeVisible();
  await expect(basis).toBeHidden();
});

test("a core that does not load says so, and offers to try again", async ({ page }) => {
  await page.route("**/*.wasm", (route) => route.abort());
  await page.goto("./");
  await expect(page.getByText("加载失败")).toBeVisible();
  await page.unroute("**/*.wasm");
  await page.getByRole("button", { name: "刷新" }).click();
  await expect(page.getByRole("button", { name: "开始" })).toBeVisible();
});

test("words that do not load say so, and offer to try again", async ({ page }) => {
  await page.route("**/zh-CN-*.js", (route) => route.abort());
  await page.goto("./");
  await expect(page.getByText("加载失败")).toBeVisible();
  await page.unroute("**/zh-CN-*.js");
  await page.getByRole("button", { name: "刷新" }).click();
  await expect(page.getByRole("button", { name: "开始" })).toBeVisible();
});

test("a verdict that does not load says so, and offers to try again", async ({ page }) => {
  await page.route("**/verdict-*.js", (route) => route.abort());
  await open(page);
  await begin(page, "冷启动扶持");
  for (const given of ["是", "否"]) await answer(page, given);
  await answer(page, "是");
  await expect(page.getByRole("alert")).toContainText("请检查网络");
  await expect(heading(page)).toBeFocused();
  await page.unroute("**/verdict-*.js");
  // It failed more than once: the page may be loaded anew before the button is pressed. What was answered is there.
  const tried = thereOrAnew(page, banner(page).waitFor());
  await Promise.race([tried, page.getByRole("button", { name: "再试一次" }).click()]);
  await expect(banner(page)).toHaveAttribute("data-outcome", "ineligible");
});

test("another language that does not load leaves the page in the one it speaks", async ({ page }) => {
  await open(page);
  await page.route("**/en-*.js", (route) => route.abort());
  await page.getByRole("button", { name: "Switch to English" }).click();
  await expect(page.getByRole("button", { name: "开始" })).toBeVisible();
  await begin(page, "冷启动扶持");
  await expect(page.locator("kaibo-question")).toBeVisible();
});
