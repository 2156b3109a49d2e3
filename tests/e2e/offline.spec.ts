// The page without a network, installed, and when there is a new version of it.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { type BrowserContext, test as base, expect, type Page } from "@playwright/test";

import { serve } from "../consumers/serve.mjs";
import {
  answer,
  answerAll,
  banner,
  begin,
  complaintsOf,
  expectLargeTargets,
  heading,
  open,
  paste,
  pasted,
  spotless,
} from "./journey.ts";

const dist = fileURLToPath(new URL("../../www/dist", import.meta.url));

/** A host of the page, with a copy of its files that can change. */
interface Host {
  readonly url: string;
  /** Puts another version there. */
  publish(version: string): void;
  close(): Promise<void>;
}

const test = base.extend<{ host: Host }>({
  host: async ({ browserName: _ }, use) => {
    const folder = mkdtempSync(join(tmpdir(), "kaibo-host-"));
    cpSync(dist, folder, { recursive: true });
    const { url, close } = await serve(folder, { csp: false });
    const publish = (version: string) => {
      replaceIn(join(folder, "index.html"), /<\/title>/, `</title><meta name="version" content="${version}">`);
      replaceIn(join(folder, "sw.js"), /(url:"index\.html",revision:")[^"]+/, `$1${version}`);
    };
    await use({ url, publish, close });
    await close().catch(() => undefined);
    rmSync(folder, { recursive: true });
  },
});

test.use({ serviceWorkers: "allow" });

function replaceIn(file: string, part: RegExp, by: string): void {
  const text = readFileSync(file, "utf8");
  expect(text).toMatch(part);
  writeFileSync(file, text.replace(part, by));
}

/** Opens the page and waits until a copy of it is kept. */
async function visit(page: Page, { url }: Host): Promise<void> {
  await open(page, url);
  await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller?.state)).toBe("activated");
}

/** Takes the network away. */
async function goOffline(context: BrowserContext, host: Host): Promise<void> {
  await host.close();
  await context.setOffline(true);
}

const question = (page: Page) => page.getByRole("status").filter({ hasText: "有新版本" });
const version = (page: Page) => page.locator("meta[name=version]");
const update = (page: Page) => page.getByRole("button", { name: "更新", exact: true });

/** Says whether the page was loaded anew since. */
async function marked(page: Page): Promise<() => Promise<boolean>> {
  await page.evaluate(() => document.documentElement.setAttribute("data-marked", ""));
  return async () => (await page.locator("html[data-marked]").count()) === 1;
}

test("after one visit the whole check works without a network, and so does every screen", async ({
  page,
  context,
  host,
}) => {
  const asked: string[] = [];
  context.on("request", (request) => asked.push(request.url()));
  await visit(page, host);
  await goOffline(context, host);
  const complaints = complaintsOf(page);
  await page.reload();
  await begin(page, "冷启动扶持");
  await answerAll(page, { ...spotless, 第一次开播: "2023-08-20" });
  await expect(banner(page)).toHaveAttribute("data-outcome", "eligible");
  await page.getByRole("button", { name: "Switch to English" }).click();
  await expect(page.getByRole("navigation")).toContainText("Check");
  await page.getByRole("button", { name: "切换到中文" }).click();

  const navigation = page.getByRole("navigation", { name: "主要页面" });
  for (const name of ["进度", "标杆计划"]) {
    await navigation.getByRole("link", { name }).click();
    await expect(heading(page)).toBeFocused();
  }
  for (const name of ["申请草稿", "政策", "账号名单", "账号和备份"]) {
    await navigation.getByRole("link", { name: "更多" }).click();
    await page.getByRole("main").getByRole("link", { name }).click();
    await expect(heading(page)).toBeFocused();
    await expect(page.getByRole("alert").filter({ hasText: /\S/ })).toHaveCount(0);
  }
  expect(asked.filter((address) => !address.startsWith(host.url))).toEqual([]);
  expect(complaints).toEqual([]);
});

test("a network that goes in the middle of the first visit is not missed", async ({ page, context, host }) => {
  await visit(page, host);
  await begin(page, "冷启动扶持");
  for (const given of ["是", "否", "否"]) await answer(page, given);
  await goOffline(context, host);
  await page.getByRole("button", { name: "记录开播" }).click();
  await paste(page, pasted);
  await expect(page.getByRole("button", { name: "加入这 4 场" })).toBeVisible();
});

test("an address with a language, or with what a messenger adds to it, opens without a network", async ({
  page,
  context,
  host,
}) => {
  await visit(page, host);
  await goOffline(context, host);
  await open(page, `${host.url}?lang=en&from=singlemessage#policy`);
  await expect(page).toHaveTitle(/Kaibo/);
});

test("a new version asks, waits for consent, and takes over with what was entered still there", async ({
  page,
  host,
}) => {
  await visit(page, host);
  host.publish("2");
  await page.reload();
  await expect(question(page)).toBeVisible();
  const isAsBefore = await marked(page);
  const top = async () => (await question(page).boundingBox())?.y;
  const start = await page.getByRole("button", { name: "开始" }).boundingBox();
  expect((start?.y ?? 0) + (start?.height ?? 0), "what is to be pressed is not covered").toBeLessThan(
    (await top()) ?? 0,
  );
  await begin(page, "冷启动扶持");
  await answer(page, "是");
  await expect(heading(page)).toContainText("品牌标资质");
  await expect(question(page)).toBeVisible();
  expect(await isAsBefore(), "nothing is loaded anew without consent").toBe(true);
  await expect(version(page)).toHaveCount(0);

  await page.getByRole("button", { name: "Switch to English" }).click();
  await expect(page.getByRole("status").filter({ hasText: "A new version is ready" })).toBeVisible();
  await page.getByRole("button", { name: "Update", exact: true }).click();
  await expect(version(page)).toHaveAttribute("content", "2");
  await expect(heading(page)).toContainText("brand-badge");
  await expect(page.getByRole("button", { name: "Update", exact: true })).toHaveCount(0);
});

test("a second tab is not loaded anew by the first one's consent, and asks for its own", async ({
  page,
  context,
  host,
}) => {
  await visit(page, host);
  const second = await context.newPage();
  await visit(second, host);
  const isAsBefore = await marked(second);
  host.publish("2");
  await page.reload();
  await update(page).click();
  await expect(version(page)).toHaveAttribute("content", "2");

  await expect(question(second)).toBeVisible();
  expect(await isAsBefore()).toBe(true);
  await begin(second, "冷启动扶持");
  await answer(second, "是");
  await update(second).click();
  await expect(version(second)).toHaveAttribute("content", "2");
  await expect(heading(second)).toContainText("品牌标资质");
});

test("who closes the question is left alone, and asked again on the next visit", async ({ page, host }) => {
  await visit(page, host);
  host.publish("2");
  await page.reload();
  await expect(question(page)).toBeVisible();
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }))).toEqual([]);
  }
  await expectLargeTargets(question(page).getByRole("button"), "the question");
  await question(page).getByRole("button", { name: "关闭" }).click();
  await expect(question(page)).toHaveCount(0);
  await begin(page, "冷启动扶持");
  await answer(page, "是");
  await expect(question(page)).toHaveCount(0);
  await page.reload();
  await expect(question(page)).toBeVisible();
  await expect(version(page)).toHaveCount(0);
});

test("what else is said comes first, and the question again after it", async ({ page, host }) => {
  await visit(page, host);
  await begin(page, "冷启动扶持");
  await answerAll(page, {}, "不确定");
  host.publish("2");
  await page.reload();
  await expect(question(page)).toBeVisible();
  await page.getByRole("button", { name: "重新测" }).click();
  await expect(page.getByRole("button", { name: "撤销" })).toBeVisible();
  await expect(question(page)).toHaveCount(0);
  await page.getByRole("button", { name: "撤销" }).click();
  await expect(question(page)).toBeVisible();
  await page.getByRole("link", { name: "进度" }).click();
  await expect(page.getByRole("link", { name: "进度" })).toHaveAttribute("aria-current", "page");
  await expect(question(page)).toBeVisible();
});

test("what the device refuses to keep is not given up for a new version", async ({ page, host }) => {
  await visit(page, host);
  host.publish("2");
  await page.reload();
  await expect(question(page)).toBeVisible();
  const isAsBefore = await marked(page);
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await begin(page, "冷启动扶持");
  await update(page).click();
  await expect(page.getByText("刚才填的还没有保存，先不更新。")).toBeVisible();
  expect(await isAsBefore()).toBe(true);
  await page.getByRole("button", { name: "关闭" }).click();
  await expect(question(page)).toBeVisible();
});

test("a browser without service workers, as WeChat's can be, misses nothing else", async ({ page, host }) => {
  await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, "serviceWorker"));
  const complaints = complaintsOf(page);
  await open(page, host.url);
  expect(await page.evaluate(() => "serviceWorker" in navigator)).toBe(false);
  await begin(page, "冷启动扶持");
  await answerAll(page, {}, "不确定");
  await expect(banner(page)).toHaveAttribute("data-outcome", "undetermined");
  expect(complaints).toEqual([]);
});

test("it can be installed: Chromium finds nothing wrong, and every icon is of the size it says", async ({
  page,
  context,
  host,
}) => {
  await visit(page, host);
  const session = await context.newCDPSession(page);
  const { errors, data } = await session.send("Page.getAppManifest");
  expect(errors).toEqual([]);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  expect(installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito")).toEqual([]);

  const manifest = JSON.parse(data ?? "") as {
    lang: string;
    icons: { src: string; sizes: string; purpose?: string }[];
  };
  expect(manifest).toMatchObject({ lang: "zh-CN", short_name: "开播", start_url: "./", scope: "./" });
  expect(manifest.icons.some(({ purpose }) => purpose === "maskable")).toBe(true);
  for (const { src, sizes } of manifest.icons) {
    const size = await page.evaluate(async (address) => {
      const image = await createImageBitmap(await (await fetch(address)).blob());
      return `${image.width}x${image.height}`;
    }, `./${src}`);
    expect(size, src).toBe(sizes);
  }
});
