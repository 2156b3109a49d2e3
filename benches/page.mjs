// How fast the page is on a slow phone, and with a million accounts: reports figures beside their budgets. It judges nothing,
// and no test runs it.
//
// The page is served as it was built (www/dist), compressed, by this very process; the processor is slowed four times, but
// for the million accounts.

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { cpus, loadavg, tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "@playwright/test";

import { chromiumArguments, chromiumPath } from "../scripts/browsers.mjs";
import { setUp } from "../scripts/setup.mjs";
import { brotli } from "../scripts/weigh.mjs";

// Words drawn as empty boxes cost another time than words.
setUp(new Set(["chromium", "fonts"]));

const dist = fileURLToPath(new URL("../www/dist", import.meta.url));
const SLOWED = 4;
const RUNS = 5;
/** How long the first screen is read before its button is pressed. */
const READING_MS = 1000;
const ACCOUNTS = 100_000;
const MILLION = 1_000_000;
const MEGABYTE = 1_000_000;
/** The list shows so many of its rows in one stretch. */
const SHOWN_AT_ONCE = 200_000;
const MEMORY_EVERY_MS = 100;
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
writeFileSync(table, largeFile(ACCOUNTS));
const longTable = join(folder, "million.csv");
writeFileSync(longTable, largeFile(MILLION));
const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArguments });
try {
  const isMillionAlone = process.argv.includes("million");
  if (!isMillionAlone) {
    const visits = await times(RUNS, firstVisit);
    const interviews = await times(RUNS, interview);
    report(visits, interviews.flat(), await times(RUNS, () => roster(table, ACCOUNTS, SLOWED)));
  }
  reportMillion(await times(RUNS, () => roster(longTable, MILLION, 1)));
} finally {
  await browser.close();
  server.close();
  rmSync(folder, { recursive: true });
}

/** From the beginning of the navigation to the first screen's button, from there to the question; and all bytes. */
async function firstVisit() {
  return onPage("", async ({ page, start, press }) => {
    // Someone reads the screen; what is done meanwhile is not waited for.
    await page.waitForTimeout(READING_MS);
    return { start, question: await press("kaibo-start", "button.primary") };
  });
}

/** From each answer to the next heading, for every question of every programme. */
async function interview() {
  const programmes = await onPage("", async ({ page }) => {
    await page.locator("input[name=programme]").first().waitFor();
    return page.locator("input[name=programme]").count();
  });
  const latencies = await times(programmes, (programme) => onPage("", (visit) => answers(visit, programme)));
  return latencies.flat();
}

async function answers({ page, press }, programme) {
  const latencies = [];
  await page.locator("input[name=programme]").nth(programme).check();
  await page.locator("kaibo-start input[type=date]").fill(DAY);
  await page.locator("kaibo-start button.primary").click();
  await page.locator("kaibo-question h1").waitFor();
  while (await page.locator("kaibo-question").count()) latencies.push(await answer(page, press));
  return latencies;
}

/** Answers one question, as a streamer would who qualifies. */
async function answer(page, press) {
  const question = page.locator("kaibo-question");
  const asked = (await question.locator("h1").textContent()) ?? "";
  const day = question.locator("input[type=date]");
  const isTyped = (await question.locator("input").count()) > 0;
  if (await day.count()) await day.fill(/哪天开播/.test(asked) ? "2023-10-15" : "2023-08-20");
  else if (isTyped) await question.locator("input").first().fill("6");
  const choice = /卖货|带货|独家|优势/.test(asked) ? "是" : /有没有/.test(asked) ? "没有" : "否";
  return isTyped ? press("kaibo-question", "button.primary") : press("kaibo-question", "button.choice", choice);
}

/**
 * The longest task of the main thread from the choice of a large file until all of it is shown and scrolled; how long it took
 * until it was screened, how long nothing was told at most meanwhile, and the most memory the tab had.
 */
async function roster(file, accounts, slowed) {
  const measure = async ({ page }) => {
    await page.locator("page-roster input[type=file]").waitFor({ state: "attached" });
    const memory = await watchMemory();
    await browser.startTracing(page, { categories: ["toplevel"] });
    await page.evaluate(() => {
      bench.tasks.length = 0;
    });
    const begun = Date.now();
    await page.locator("page-roster input[type=file]").setInputFiles(file);
    await page.locator("page-roster #day").fill(DAY);
    await page.locator("page-roster .go").click();
    await page.evaluate(() => bench.listen());
    await page.waitForFunction(() => bench.isScreened(), undefined, { polling: 500, timeout: 600_000 });
    const seconds = (Date.now() - begun) / 1000;
    await page.locator("roster-list .head button").first().click();
    await page.locator("page-roster .ordering").waitFor();
    await page.locator("page-roster .ordering").waitFor({ state: "detached", timeout: 120_000 });
    const sorted = (Date.now() - begun) / 1000 - seconds;
    await page.locator("roster-list .body [role=row]").first().press("End");
    const last = Math.min(accounts, SHOWN_AT_ONCE) + 1;
    await page.locator(`roster-list [aria-rowindex="${last}"] .until`).waitFor({ timeout: 120_000 });
    const { longest, silence } = await page.evaluate(() => ({
      longest: Math.max(0, ...bench.tasks),
      silence: bench.silence,
    }));
    const work = longestWork(await browser.stopTracing());
    return { longest, work, silence, seconds, sorted, bytes: memory.most() };
  };
  return onPage("#roster", measure, slowed);
}

/** How long the main thread worked at most for one task: on a machine that others use it takes longer than that. */
function longestWork(trace) {
  const { traceEvents } = JSON.parse(trace.toString());
  const threads = traceEvents.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain");
  const isOn = ({ pid, tid }) => threads.some((thread) => thread.pid === pid && thread.tid === tid);
  const tasks = traceEvents.filter(
    (event) => event.name.endsWith("RunTask") && event.tdur !== undefined && isOn(event),
  );
  return Math.max(0, ...tasks.map(({ tdur }) => tdur / 1000));
}

/**
 * The most memory that the largest process of pages had for itself alone: scripts, workers, WebAssembly and what is drawn.
 * Only Linux says it.
 */
async function watchMemory() {
  const session = await browser.newBrowserCDPSession();
  let most = 0;
  const look = async () => {
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    for (const { id } of processInfo.filter(({ type }) => type === "renderer")) most = Math.max(most, ownBytes(id));
  };
  await look();
  const timer = setInterval(() => look().catch(() => undefined), MEMORY_EVERY_MS);
  return {
    most() {
      clearInterval(timer);
      return most;
    },
  };
}

function ownBytes(process) {
  try {
    const lines = readFileSync(`/proc/${process}/smaps_rollup`, "utf8").matchAll(/^Private_\w+:\s+(\d+) kB/gm);
    return [...lines].reduce((sum, [, size]) => sum + 1024 * Number(size), 0);
  } catch {
    return 0;
  }
}

/**
 * Opens the page in a browser that knows nothing of it, slowed. What is measured is asked through the protocol itself, for
 * the scripts that Playwright brings into a page to wait and to click take a slowed processor longer than the page does.
 */
async function onPage(fragment, measure, slowed = SLOWED) {
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  await page.addInitScript(watch);
  const session = await context.newCDPSession(page);
  const evaluate = async (expression) => {
    const answer = await session.send("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true });
    if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.exception?.description ?? expression);
    return answer.result.value;
  };
  const busy = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0);
  };
  await session.send("Performance.enable");
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowed });
  server.forget();
  await page.goto(`${server.address}${fragment}`, { waitUntil: "commit" });
  const start =
    fragment === "" ? { took: await evaluate("bench.started"), bytes: server.sent(), busy: await busy() } : undefined;
  /** From a press to another text in the heading, painted; and how long the main thread worked for it. */
  const press = async (...button) => {
    const place = await evaluate(`bench.place(...${JSON.stringify(button)})`);
    const before = await busy();
    await page.mouse.click(place.x, place.y);
    return { took: await evaluate("bench.seen"), busy: (await busy()) - before };
  };
  const result = await measure({ page, start, press });
  await context.close();
  return result;
}

/** Runs in the page before anything of it: looks out for long tasks, for the first button, and for headings. */
function watch() {
  /** What is in the check, by the names of the elements within it; a walk through the whole page would slow it. */
  const shownAs = (names) => {
    const check = document.querySelector("kaibo-page")?.shadowRoot?.querySelector("page-check")?.shadowRoot;
    return check?.querySelector("kaibo-checker")?.shadowRoot?.querySelector(names)?.shadowRoot;
  };
  const inCheck = (names, selector) => shownAs(names)?.querySelector(selector) ?? undefined;
  /** A button of an element or of the field in it, by its words where there are several. */
  const buttonIn = (name, selector, words) => {
    const shown = shownAs(name);
    const field = shown?.querySelector("kaibo-field")?.shadowRoot;
    const all = [shown, field].flatMap((root) => [...(root?.querySelectorAll(selector) ?? [])]);
    return all.find(({ textContent }) => words === undefined || textContent.trim() === words);
  };
  const inRoster = (selector) => {
    const roster = document.querySelector("kaibo-page")?.shadowRoot?.querySelector("page-roster")?.shadowRoot;
    return roster?.querySelector(selector) ?? undefined;
  };
  const asked = () => inCheck("kaibo-question, kaibo-verdict", "h1")?.textContent;
  /** When the frame that is being made is painted. */
  const framePainted = () =>
    new Promise((resolve) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => resolve(performance.now());
      port2.postMessage(null);
    });
  const painted = () => new Promise((resolve) => requestAnimationFrame(() => resolve(framePainted())));
  let started;
  window.bench = {
    tasks: [],
    started: new Promise((resolve) => {
      started = resolve;
    }),
    seen: undefined,
    /** Where to press a button; from here on what it shows is looked out for. */
    place(...button) {
      const pressed = buttonIn(...button);
      pressed.scrollIntoView({ block: "center" });
      const { x, y, width, height } = pressed.getBoundingClientRect();
      this.await();
      return { x: x + width / 2, y: y + height / 2 };
    },
    await() {
      const before = asked();
      this.seen = new Promise((resolve) => {
        const pressed = ({ timeStamp }) => {
          const look = async () => {
            if ([undefined, before].includes(asked())) requestAnimationFrame(look);
            else resolve((await framePainted()) - timeStamp);
          };
          requestAnimationFrame(look);
        };
        addEventListener("click", pressed, { capture: true, once: true });
      });
    },
    /** The longest time in which no other progress was shown, before all was screened. */
    silence: 0,
    listen() {
      let shown;
      let since = performance.now();
      const look = (now) => {
        const share = inRoster("progress")?.value;
        const isScreened = this.isScreened();
        if (share !== shown || isScreened) {
          this.silence = Math.max(this.silence, now - since);
          [shown, since] = [share, now];
        }
        if (!isScreened) requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
    },
    isScreened() {
      return inRoster(".status")?.textContent?.includes("筛查完了");
    },
  };
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.bench.tasks.push(duration);
  }).observe({ type: "longtask", buffered: true });
  const findStart = async () => {
    if (inCheck("kaibo-start", "button.primary")) started(await painted());
    else requestAnimationFrame(findStart);
  };
  requestAnimationFrame(findStart);
}

/** A roster of accounts of all kinds. */
function largeFile(accounts) {
  const yes = (row, every) => (row % every === 0 ? "是" : "否");
  const day = (row, spread) => new Date(Date.parse(DAY) - ((row * 7) % spread) * 86_400_000).toISOString().slice(0, 10);
  const lines = Array.from({ length: accounts }, (_, row) => {
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
  const compressed = new Map(paths.map((path) => [path, brotli(readFileSync(path))]));
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

function report(visits, latencies, rosters) {
  const took = (measured) => measured.map((one) => one.took);
  const busy = (measured) => milliseconds(median(measured.map((one) => one.busy)));
  const starts = visits.map(({ start }) => start);
  const questions = visits.map(({ question }) => question);
  const lines = [
    heading(`slowed ${SLOWED} times`),
    "",
    row("what", "measured", "budget", "the main thread's work"),
    row("---", "---", "---", "---"),
    row("navigation to the first screen's button", milliseconds(median(took(starts))), "1000 ms", busy(starts)),
    row("that button to the first question", milliseconds(median(took(questions))), "", busy(questions)),
    row(
      `an answer to the next heading, median of ${latencies.length}`,
      milliseconds(median(took(latencies))),
      "50 ms",
      busy(latencies),
    ),
    row("the same, the slowest", milliseconds(Math.max(...took(latencies))), "50 ms", ""),
    row(
      `longest task while ${ACCOUNTS.toLocaleString("en")} accounts are read, screened and shown`,
      milliseconds(median(rosters.map(({ longest }) => longest))),
      "200 ms",
      "",
    ),
    row("how long that took", `${median(rosters.map(({ seconds }) => seconds)).toFixed(1)} s`, "", ""),
    row(
      "bytes until the first question can be answered",
      kilobytes(median(starts.map(({ bytes }) => bytes))),
      "180 KB",
      "",
    ),
  ];
  console.log(lines.join("\n"));
}

function reportMillion(rosters) {
  const of = (name) => median(rosters.map((roster) => roster[name]));
  const lines = [
    "",
    heading("not slowed"),
    "",
    row(`${MILLION.toLocaleString("en")} accounts of a CSV file`, "measured", "budget", "the main thread's work"),
    row("---", "---", "---", "---"),
    row(
      "longest task while they are read, screened, put in order and shown",
      milliseconds(of("longest")),
      "50 ms",
      milliseconds(of("work")),
    ),
    row("until all are screened", `${of("seconds").toFixed(1)} s`, "", ""),
    row("meanwhile without other progress, at most", milliseconds(of("silence")), "", ""),
    row("put in order by name", `${of("sorted").toFixed(1)} s`, "", ""),
    row("the tab's own memory, at most", `${Math.round(of("bytes") / MEGABYTE)} MB`, "300 MB", ""),
  ];
  console.log(lines.join("\n"));
}

function heading(how) {
  const [{ model }] = cpus();
  const date = new Date().toISOString().slice(0, 10);
  return `${date}, ${model}, ${cpus().length} cores, Chromium ${browser.version()}, ${how}, medians of ${RUNS} runs. Others kept ${load.toFixed(1)} processors busy when it began, and ${loadavg()[0].toFixed(1)} at its end.`;
}

function row(...cells) {
  return `| ${cells.join(" | ")} |`;
}

function milliseconds(value) {
  return `${Math.round(value)} ms`;
}

function kilobytes(value) {
  return `${(value / 1000).toFixed(1)} KB`;
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
