// The page's fences: its security policy, in the page and by header, with Trusted Types; and markup from wherever text comes
// from, which is text and stays so.

import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

import { expect, type Page, test } from "@playwright/test";

import {
  answer,
  answerAll,
  assessedOn,
  begin,
  box,
  growthWithBroadcasts,
  onThatDay,
  open,
  openLedger,
  paste,
  spotless,
} from "./journey.ts";
import { row, text, workbook } from "./workbooks.ts";

/** Whatever of it is ever an element, or a script, is found by `expectText`. */
const MARKUP = `<img src="nowhere" onerror="injected=1"><b class="injected">标</b><script>injected=1</script>`;
/** As it stands in a workbook's XML. */
const ESCAPED = MARKUP.replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
const quoted = `"${MARKUP.replaceAll('"', '""')}"`;

interface Watched {
  readonly violations: string[];
  injected?: unknown;
}

test.beforeEach(onThatDay);

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    const violations: string[] = [];
    Object.assign(globalThis, { violations });
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) =>
      violations.push(`${violatedDirective} ${blockedURI} ${sample}`),
    );
  });
  page.on("dialog", (dialog) => {
    throw new Error(`a dialog: ${dialog.message()}`);
  });
});

/** No markup became an element, in whichever shadow it stands; nothing ran, and nothing was refused by the policy. */
async function expectText(page: Page): Promise<void> {
  const found = await page.evaluate(() => {
    const elements: string[] = [];
    const roots: ParentNode[] = [document];
    for (let root = roots.pop(); root; root = roots.pop())
      for (const element of root.querySelectorAll("*")) {
        if (element.shadowRoot) roots.push(element.shadowRoot);
        if (element.matches(".injected, img, script:not([type=module])")) elements.push(element.outerHTML);
      }
    const { violations, injected } = globalThis as unknown as Watched;
    return { elements, violations, injected };
  });
  expect(found).toEqual({ elements: [], violations: [], injected: undefined });
}

/** Writes it into every field there is that takes any text, and leaves each. */
async function fillAll(page: Page): Promise<number> {
  await page.evaluate(() => {
    const roots: ParentNode[] = [document];
    for (let root = roots.pop(); root; root = roots.pop())
      for (const element of root.querySelectorAll("*")) {
        if (element instanceof HTMLDetailsElement) element.open = true;
        if (element.shadowRoot) roots.push(element.shadowRoot);
      }
  });
  const fields = page.locator(
    "main :is(input[type=text], input[type=search], input:not([type]), textarea:not([readonly])):visible",
  );
  const count = await fields.count();
  for (let place = 0; place < count; place += 1) {
    const field = fields.nth(place);
    if (!(await field.isVisible())) continue;
    await field.fill(MARKUP);
    await field.press("Enter");
    await field.blur();
  }
  await expectText(page);
  return count;
}

test("the policy is the same in the page and by header: no inline script, no eval, Trusted Types", async ({ page }) => {
  const response = await page.goto("./");
  const header = response?.headers()["content-security-policy"] ?? "";
  const meta = await page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content");
  expect(header).toBe(`${meta}; frame-ancestors 'self'`);
  const directives = new Map(
    header.split("; ").map((line) => [line.split(" ")[0], line.split(" ").slice(1).join(" ")]),
  );
  expect(directives.get("default-src")).toBe("'self'");
  expect(directives.get("script-src")).toBe("'self' 'wasm-unsafe-eval'");
  expect(directives.get("style-src")).toBe("'self'");
  expect(directives.get("connect-src")).toBe("'self'");
  expect(directives.get("require-trusted-types-for")).toBe("'script'");
  expect(directives.get("trusted-types")).toBe("lit-html kaibo-page");
  expect(response?.headers()["x-content-type-options"]).toBe("nosniff");

  const file = readFileSync(new URL("../../www/dist/_headers", import.meta.url), "utf8");
  expect(file).toContain(`  Content-Security-Policy: ${header}\n`);
});

test.describe("a browser that lets a page register a worker", () => {
  test.use({ serviceWorkers: "allow" });

  test("a text is made neither HTML nor a script, and no script comes but by the page's own policy", async ({
    page,
  }) => {
    await open(page);
    const attempts = await page.evaluate(async () => {
      const outcome = async (attempt: () => unknown) => {
        try {
          await attempt();
          return "done";
        } catch (error) {
          return (error as Error).name;
        }
      };
      // What the protocol runs may do more than the page's own tasks.
      await new Promise((resolve) => setTimeout(resolve));
      return {
        html: await outcome(() => {
          document.createElement("div").innerHTML = "<b>";
        }),
        // biome-ignore lint/security/noGlobalEval: it is what must be refused
        eval: await outcome(() => globalThis.eval("1")),
        inline: await outcome(() => {
          document.createElement("script").text = "1";
        }),
        own: await outcome(() => new Worker("./sw.js")),
        worker: await outcome(() => new Worker("https://elsewhere.example/worker.js")),
        data: await outcome(() => new Worker("data:text/javascript,1")),
        register: await outcome(() => navigator.serviceWorker.register("./sw.js")),
        policy: await outcome(() =>
          (
            globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): void } }
          ).trustedTypes.createPolicy("mine", {}),
        ),
      };
    });
    expect(attempts).toEqual({
      html: "TypeError",
      eval: "EvalError",
      inline: "TypeError",
      own: "TypeError",
      worker: "TypeError",
      register: "TypeError",
      data: "TypeError",
      policy: "TypeError",
    });
  });
});

test("markup in any field of any screen is text", async ({ page }) => {
  await growthWithBroadcasts(page);
  await expectText(page);
  const filled: Record<string, number> = {};
  for (const address of ["check", "progress", "planner", "draft", "policy", "data"]) {
    await page.evaluate((hash) => {
      location.hash = hash;
    }, address);
    await expect(page.locator(`[data-screen=${address}]:not([hidden])`)).toBeVisible();
    // Broadcasts are entered on a part of their own.
    if (address === "progress") {
      await page.locator("page-progress").getByRole("button", { name: "自己填一场" }).click();
      await expect(page.locator("page-progress #paste")).toBeVisible();
    }
    filled[address] = await fillAll(page);
  }
  for (const [address, count] of Object.entries(filled)) expect(count, address).toBeGreaterThan(0);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expectText(page);
});

test("markup where a question takes words or numbers is refused as text", async ({ page }) => {
  await open(page);
  await begin(page, "标杆案例扶持");
  while (await page.locator("kaibo-question").count()) {
    if (await page.locator("kaibo-question input[type=text]").count()) {
      await page.locator("kaibo-question input[type=text]").first().fill(MARKUP);
      await page.getByRole("button", { name: "确定", exact: true }).click();
      await expectText(page);
    }
    await answer(page, "不确定");
  }
  await page.getByLabel("谁告诉你的").first().fill(MARKUP);
  await page.getByLabel("金额（元）").first().fill("50000");
  await page.getByLabel("哪天告诉你的").first().fill("2023-09-10");
  await page.getByRole("button", { name: "保存并重新判断" }).first().click();
  await expect(page.getByText("onerror").first()).toBeAttached();
  await expectText(page);
});

test("markup in pasted rows is text", async ({ page }) => {
  await openLedger(page);
  await paste(page, `开播时间\t时长\t${MARKUP}\n2023-09-01\t60\t${MARKUP}\n${MARKUP}\t${MARKUP}\t5`);
  await expect(page.getByText("onerror").first()).toBeVisible();
  await expectText(page);
  await box(page).blur();
});

for (const [kind, content] of [
  ["csv", `开播时间,时长,${quoted}\n2023-09-01,60,${quoted}\n${quoted},${quoted},5\n`],
  [
    "xlsx",
    workbook({
      [ESCAPED]: [
        row(1, text("A1", "开播时间"), text("B1", "时长"), text("C1", ESCAPED)),
        row(2, text("A2", "2023-09-01"), text("B2", "60"), text("C2", ESCAPED)),
        row(3, text("A3", ESCAPED), text("B3", ESCAPED)),
      ].join(""),
    }),
  ],
] as const) {
  test(`markup in a ${kind} file of broadcasts is text: its name, its columns, its cells`, async ({ page }) => {
    await open(page, "./#progress");
    const input = page.locator("page-import input[type=file]");
    await input.setInputFiles({ name: `${MARKUP}.${kind}`, mimeType: "", buffer: Buffer.from(content) });
    await expect(page.locator("page-import").getByText("onerror").first()).toBeVisible();
    await expect(page.locator("page-import [data-row]").first()).toContainText("onerror");
    await expectText(page);
  });
}

test("markup in a roster is text: its name, its columns, its cells, its accounts", async ({ page }) => {
  await open(page, "./#roster");
  const roster = page.locator("page-roster");
  const table = `账号,是否带货,${quoted}\n${quoted},是,1\n乙,${quoted},2\n`;
  await roster
    .locator("input[type=file]")
    .setInputFiles({ name: `${MARKUP}.csv`, mimeType: "", buffer: Buffer.from(table) });
  await roster.getByRole("button", { name: "开始筛查" }).click();
  const account = roster.getByRole("grid").getByRole("row").filter({ hasText: "onerror" });
  await expect(account).toBeVisible();
  await expect(roster.getByRole("list", { name: "有问题的行" })).toContainText("onerror");
  await expectText(page);
  await roster.getByRole("searchbox").fill(MARKUP);
  await expect(account).toBeVisible();
  await expectText(page);
  await account.click();
  await expect(roster.getByRole("dialog")).toContainText("onerror");
  await expectText(page);
  await roster.getByRole("button", { name: "作为账号打开" }).click();
  await expect(page.locator("header .account")).toContainText("onerror");
  await expectText(page);
});

/** What another device may have kept, with markup wherever a text stands. */
const journey = {
  programme: "benchmark",
  asOf: assessedOn,
  answers: { plannedMinutes: 360 },
  skipped: [],
  parameters: { benchmarkGmvTarget: { value: 50_000, source: MARKUP, toldOn: "2023-09-10" } },
  ledger: null,
  plannedBroadcasts: [],
};

test("markup in a file of all data is text", async ({ page }) => {
  await open(page, "./#data");
  const typed = { "check.start.": MARKUP, "draft.note.programme": MARKUP, [MARKUP]: MARKUP };
  const account = { id: "a", name: MARKUP, order: 1, ...journey, typed, done: [MARKUP] };
  const data = { format: "kaibo-data", version: 1, accounts: [account], entries: { [MARKUP]: MARKUP } };
  await page
    .getByLabel("选择文件")
    .setInputFiles({ name: `${MARKUP}.json`, mimeType: "", buffer: Buffer.from(JSON.stringify(data)) });
  await page.getByRole("button", { name: "导入", exact: true }).click();
  await expect(page.getByText("已导入 1 个账号。")).toBeVisible();
  await expectText(page);
  for (const address of ["check", "progress", "planner", "draft", "policy", "roster", "data"]) {
    await page.goto(`./#${address}`);
    await expect(page.locator(`[data-screen=${address}]:not([hidden])`)).toBeVisible();
    await expectText(page);
  }
});

test("markup in a link is text, and so is a fragment that is none", async ({ page }) => {
  const fragment = gzipSync(JSON.stringify(journey)).toString("base64url");
  await open(page, `./#answers=1${fragment}`);
  await expect(page.getByText("链接里的回答已存成一个新账号")).toBeVisible();
  await page.getByRole("button", { name: "关闭" }).click();
  await expectText(page);
  await answerAll(page, { ...spotless, 哪天开播: "2023-10-15", 独家: "是", 目标是多少: "60000" }, "不确定");
  await expect(page.getByText("onerror").first()).toBeAttached();
  await expectText(page);
  for (const address of [`answers=${encodeURIComponent(MARKUP)}`, encodeURIComponent(MARKUP), MARKUP]) {
    await page.goto(`./#${address}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectText(page);
  }
});
