// How fast the page is on a slow phone: reports figures beside their budgets. It judges nothing, and no test runs it.
//
// The page is served as it was built (www/dist), compressed, by this very process; the processor is slowed four times.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { cpus, loadavg, tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

import { chromium } from "@playwright/test";

import { chromiumArguments, chromiumPath } from "../scripts/browsers.mjs";

const dist = fileURLToPath(new URL("../www/dist", import.meta.url));
const SLOWED = 4;
const RUNS = 5;
const ACCOUNTS = 100_000;
const DAY = "2023-09-14";
const PHONE = { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true, locale: "zh-CN" };
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
};

const [load] = loadavg();
const server = await serve();
const folder = mkdtempSync(join(tmpdir(), "kaibo-bench-"));
const table = join(folder, "roster.csv");
writeFileSync(table, largeFile());
const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArguments });
try {
  const visits = await times(RUNS, firstVisit);
  const interviews = await times(RUNS, interview);
  const rosters = await times(RUNS, roster);
  report(visits, interviews.flat(), rosters);
} finally {
  await browser.close();
  server.close();
  rmSync(folder, { recursive: true });
}

/** From the beginning of the navigation to the first screen's button, from there to the question; and all bytes. */
async function firstVisit() {
  return onPage("", async (page) => {
    const start = await page.evaluate(() => bench.start);
    const question = await pressed(page, "kaibo-start button.primary");
    return { start, question, bytes: server.sent() };
  });
}

/** From each answer to the next heading, for every question of every programme. */
async function interview() {
  const programmes = await onPage("", (page) => page.locator("input[name=programme]").count());
  const latencies = await times(programmes, (programme) => onPage("", (page) => answers(page, programme)));
  return latencies.flat();
}

async function answers(page, programme) {
  const latencies = [];
  await page.locator("input[name=programme]").nth(programme).check();
  await page.locator("kaibo-start input[type=date]").fill(DAY);
  await page.locator("kaibo-start button.primary").click();
  await page.locator("kaibo-question h1").waitFor();
  while (await page.locator("kaibo-question").count()) latencies.push(await answer(page));
  return latencies;
}

/** Answers one question, as a streamer would who qualifies. */
async function answer(page) {
  const question = page.locator("kaibo-question");
  const asked = (await question.locator("h1").textContent()) ?? "";
  const day = question.locator("input[type=date]");
  const isTyped = (await question.locator("input").count()) > 0;
  if (await day.count()) await day.fill(/哪天开播/.test(asked) ? "2023-10-15" : "2023-08-20");
  else if (isTyped) await question.locator("input").first().fill("6");
  const choice = /卖货|带货|独家|优势/.test(asked) ? "是" : "否";
  const button = isTyped ? "kaibo-question button.primary" : `kaibo-question button.choice >> text="${choice}"`;
  return pressed(page, button);
}

/** The longest task of the main thread from the choice of a large file until all of it is shown and scrolled. */
async function roster() {
  return onPage("#roster", async (page) => {
    await page.locator("page-roster input[type=file]").waitFor({ state: "attached" });
    await page.evaluate(() => {
      bench.tasks.length = 0;
    });
    const begun = Date.now();
    await page.locator("page-roster input[type=file]").setInputFiles(table);
    await page.locator("page-roster #day").fill(DAY);
    await page.locator("page-roster .go").click();
    await page.waitForFunction(() => bench.isScreened(), undefined, { polling: 500, timeout: 600_000 });
    const seconds = (Date.now() - begun) / 1000;
    await page.locator("roster-list .head button").first().click();
    await page.locator("roster-list [aria-sort=ascending]").waitFor();
    await page.locator("roster-list .body [role=row]").first().press("End");
    await page.locator(`roster-list [aria-rowindex="${ACCOUNTS + 1}"] .until`).waitFor();
    return { longest: await page.evaluate(() => Math.max(0, ...bench.tasks)), seconds };
  });
}

/** Opens the page in a browser that knows nothing of it, slowed. */
async function onPage(fragment, measure) {
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  await page.addInitScript(watch);
  const session = await context.newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWED });
  server.forget();
  await page.goto(`${server.address}${fragment}`);
  await page.waitForFunction(() => bench.start > 0 || location.hash !== "");
  const result = await measure(page);
  await context.close();
  return result;
}

/** The milliseconds from pressing something to another text in a heading, painted. */
async function pressed(page, button) {
  await page.evaluate(() => bench.await());
  await page.locator(button).first().click();
  return page.evaluate(() => bench.seen);
}

/** Runs in the page before anything of it: looks out for long tasks, for the first button, and for headings. */
function watch() {
  /** What is in the check, by the names of the elements within it; a walk through the whole page would slow it. */
  const inCheck = (names, selector) => {
    const check = document.querySelector("kaibo-page")?.shadowRoot?.querySelector("page-check")?.shadowRoot;
    const shown = check?.querySelector("kaibo-checker")?.shadowRoot?.querySelector(names);
    return shown?.shadowRoot?.querySelector(selector) ?? undefined;
  };
  const asked = () => inCheck("kaibo-question, kaibo-verdict", "h1")?.textContent;
  const painted = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(null);
      });
    });
  window.bench = {
    tasks: [],
    start: 0,
    seen: undefined,
    await() {
      const before = asked();
      this.seen = new Promise((resolve) => {
        const pressed = ({ timeStamp }) => {
          const look = async () => {
            const now = asked();
            if (now === undefined || now === before) requestAnimationFrame(look);
            else resolve((await painted()) - timeStamp);
          };
          // After the page's own listeners, before the next frame.
          setTimeout(look);
        };
        addEventListener("click", pressed, { capture: true, once: true });
      });
    },
    isScreened() {
      const roster = document.querySelector("kaibo-page")?.shadowRoot?.querySelector("page-roster")?.shadowRoot;
      return roster?.querySelector(".status")?.textContent?.includes("筛查完了");
    },
  };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.bench.tasks.push(duration);
  }).observe({ type: "longtask", buffered: true });
  const findStart = async () => {
    if (inCheck("kaibo-start", "button.primary")) window.bench.start = await painted();
    else requestAnimationFrame(findStart);
  };
  requestAnimationFrame(findStart);
}

/** A roster of accounts of all kinds. */
function largeFile() {
  const yes = (row, every) => (row % every === 0 ? "是" : "否");
  const day = (row, spread) => new Date(Date.parse(DAY) - ((row * 7) % spread) * 86_400_000).toISOString().slice(0, 10);
  const lines = Array.from({ length: ACCOUNTS }, (_, row) => {
    const last = row % 11 === 0 ? "" : day(row, 90);
    return `账号 ${row},是,${yes(row, 13)},${yes(row, 17)},${day(90 + row, 400) < last ? day(90 + row, 400) : last},${last},否,否,否,${row % 19 === 0 ? "" : "否"}`;
  });
  const header =
    "账号,带货,品牌标,拿过冷启动扶持,首播日期,最近开播,绑定的小店关停,小店售假或严重违规,买卖流量或夸大承诺,作弊";
  return [header, ...lines].join("\n");
}

/** Serves the built page, and counts what it sends. */
async function serve() {
  const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name));
  const compressed = new Map(paths.map((path) => [path, compress(readFileSync(path))]));
  let bytes = 0;
  const http = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const path = join(dist, pathname === "/" ? "index.html" : pathname);
    const body = compressed.get(path);
    if (!body) return response.writeHead(404).end();
    bytes += body.length;
    const headers = { "content-type": TYPES[extname(path)] ?? "application/octet-stream", "content-encoding": "br" };
    return response.writeHead(200, headers).end(body);
  });
  await new Promise((resolve) => http.listen(0, "127.0.0.1", resolve));
  return {
    address: `http://127.0.0.1:${http.address().port}/`,
    sent: () => bytes,
    forget: () => {
      bytes = 0;
    },
    close: () => http.close(),
  };
}

function compress(content) {
  return brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
}

function report(visits, latencies, rosters) {
  const milliseconds = (value) => `${Math.round(value)} ms`;
  const kilobytes = (value) => `${(value / 1000).toFixed(1)} KB`;
  const row = (...cells) => `| ${cells.join(" | ")} |`;
  const [{ model }] = cpus();
  const lines = [
    `${new Date().toISOString().slice(0, 10)}, ${model}, ${cpus().length} cores, Chromium ${browser.version()}, slowed ${SLOWED} times, medians of ${RUNS} runs. Others kept ${load.toFixed(1)} processors busy when it began, and ${loadavg()[0].toFixed(1)} at its end.`,
    "",
    row("what", "measured", "budget"),
    row("---", "---", "---"),
    row("navigation to the first screen's button", milliseconds(median(visits.map(({ start }) => start))), "1000 ms"),
    row("that button to the first question", milliseconds(median(visits.map(({ question }) => question))), ""),
    row(`an answer to the next heading, median of ${latencies.length}`, milliseconds(median(latencies)), "50 ms"),
    row("the same, the slowest", milliseconds(Math.max(...latencies)), "50 ms"),
    row(
      `longest task while ${ACCOUNTS.toLocaleString("en")} accounts are read, screened and shown`,
      milliseconds(median(rosters.map(({ longest }) => longest))),
      "200 ms",
    ),
    row("how long that took", `${median(rosters.map(({ seconds }) => seconds)).toFixed(1)} s`, ""),
    row(
      "bytes until the first question can be answered",
      kilobytes(median(visits.map(({ bytes }) => bytes))),
      "180 KB",
    ),
  ];
  console.log(lines.join("\n"));
}

function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

async function times(count, run) {
  const results = [];
  for (let index = 0; index < count; index += 1) results.push(await run(index));
  return results;
}
