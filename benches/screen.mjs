// `screen` beside plain JavaScript over the same typed arrays, on the decision that all benchmarks share: newcomer within 30
// days or dormant for more than 60, no brand badge, not supported before. Run it after `npm run build`.
//
// Samples are interleaved in one process. The medians are what counts; the least times tell what a machine that does nothing
// else comes to. The plain function gives the same exact
// three-valued outcome and the same bits. Copies into the kernel's memory and out of it are counted.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { loadPolicy } from "kaibo";
import { NEVER, screen, screenInWorkers, UNKNOWN_BYTE, UNKNOWN_DAY } from "kaibo/screen";

import { mulberry32 } from "../tests/support/random.mjs";

const { values } = parseArgs({
  options: { rows: { type: "string", default: "1000000" }, samples: { type: "string", default: "41" } },
});
const rows = Number(values.rows);
const samples = Number(values.samples);

const text = readFileSync(new URL("../tests/cases/policies/newcomers.json", import.meta.url), "utf8");
const policy = loadPolicy(text);
const asOf = "2023-09-14";
const today = Date.parse(asOf) / 86_400_000;

/** Columns of random facts, a share of them unknown. */
function columnsOf(count, unknown) {
  const random = mulberry32(20230914);
  const columns = {
    firstBroadcastOn: new Int32Array(count),
    lastBroadcastOn: new Int32Array(count),
    hasBrandBadge: new Uint8Array(count),
    supportedBefore: new Uint8Array(count),
  };
  for (let row = 0; row < count; row++) {
    const never = random() < 0.1;
    const first = never ? NEVER : today - Math.floor(random() * 120);
    const last = never ? NEVER : first + Math.floor(random() * (today - first + 1));
    columns.firstBroadcastOn[row] = random() < unknown ? UNKNOWN_DAY : first;
    columns.lastBroadcastOn[row] = random() < unknown ? UNKNOWN_DAY : last;
    columns.hasBrandBadge[row] = random() < unknown ? UNKNOWN_BYTE : random() < 0.3 ? 1 : 0;
    columns.supportedBefore[row] = random() < unknown ? UNKNOWN_BYTE : random() < 0.3 ? 1 : 0;
  }
  return columns;
}

/** The decision by hand, as a good programmer writes it: exact, an unknown event held against the one it is tied to. */
function plain({ firstBroadcastOn, lastBroadcastOn, hasBrandBadge, supportedBefore }) {
  const count = firstBroadcastOn.length;
  const outcomes = new Uint8Array(count);
  const unmet = new Uint8Array(count);
  const unknown = new Uint8Array(count);
  const newFrom = today - 30;
  const dormantUntil = today - 61;
  for (let row = 0; row < count; row++) {
    const first = firstBroadcastOn[row];
    const last = lastBroadcastOn[row];
    let no = 0;
    let open = 0;
    if (first === NEVER || last === NEVER) {
      no = 2;
    } else if (first === UNKNOWN_DAY) {
      if (last === UNKNOWN_DAY) open = 7;
      else if (last <= dormantUntil) no = 2;
      else if (last < newFrom) no = 7;
      else {
        no = 4;
        open = 3;
      }
    } else if (first >= newFrom) {
      no = 4;
    } else if (last !== UNKNOWN_DAY) {
      no = last <= dormantUntil ? 2 : 7;
    } else if (first > dormantUntil) {
      no = 7;
    } else {
      no = 2;
      open = 5;
    }
    const badge = hasBrandBadge[row];
    if (badge === 1) no |= 8;
    else if (badge !== 0) open |= 8;
    const before = supportedBefore[row];
    if (before === 1) no |= 16;
    else if (before !== 0) open |= 16;
    outcomes[row] = no & 25 ? 0 : open & 25 ? 1 : 2;
    unmet[row] = no;
    unknown[row] = open;
  }
  return { outcomes, unmet, unknown };
}

/** For rows in which all is known: no more than whether each qualifies. */
function bare({ firstBroadcastOn, lastBroadcastOn, hasBrandBadge, supportedBefore }) {
  const count = firstBroadcastOn.length;
  const outcomes = new Uint8Array(count);
  for (let row = 0; row < count; row++) {
    const is =
      (firstBroadcastOn[row] >= today - 30 || lastBroadcastOn[row] <= today - 61) &&
      hasBrandBadge[row] === 0 &&
      supportedBefore[row] === 0;
    outcomes[row] = is ? 2 : 0;
  }
  return { outcomes };
}

const kaibo = (columns, vectors) => screen(policy, "newcomers", columns, { asOf, vectors });
const inWorkers = async (columns) => {
  for await (const part of screenInWorkers(policy, "newcomers", columns, { asOf })) part.outcomes;
};

/** Runs each in turn, so that what else the machine does falls on all alike; nanoseconds a row, ascending. */
async function compare(runs, count) {
  const times = Object.fromEntries(Object.keys(runs).map((name) => [name, []]));
  for (let sample = -5; sample < samples; sample++) {
    for (const [name, run] of Object.entries(runs)) {
      const start = performance.now();
      await run();
      if (sample >= 0) times[name].push(((performance.now() - start) * 1e6) / count);
    }
  }
  for (const own of Object.values(times)) own.sort((one, two) => one - two);
  return times;
}

const median = (numbers) => numbers.sort((one, two) => one - two)[numbers.length >> 1];

function table(title, times, against) {
  console.log(`\n${title}\n`);
  console.log("| | ns a row | times as fast | at the least | times as fast |\n|---|---|---|---|---|");
  for (const [name, own] of Object.entries(times)) {
    const cells = [median, ([least]) => least].map((of) => {
      return `${of(own).toFixed(2)} | ${(of(times[against]) / of(own)).toFixed(2)}`;
    });
    console.log(`| ${name} | ${cells.join(" | ")} |`);
  }
}

console.log(`Node ${process.version}, ${process.arch}; ${rows} rows, medians of ${samples} samples`);

const mixed = columnsOf(rows, 0.2);
const expected = plain(mixed);
for (const vectors of [true, false]) {
  const { outcomes, unmet, unknown } = await kaibo(mixed, vectors);
  assert.deepEqual({ outcomes, unmet, unknown }, expected);
}
const js = "plain JavaScript";
const exact = {
  [js]: () => plain(mixed),
  "screen, with vectors": () => kaibo(mixed, true),
  "screen, without": () => kaibo(mixed, false),
};
table("A fifth of the facts unknown", await compare(exact, rows), js);

const known = columnsOf(rows, 0);
const loop = "bare boolean loop";
const certain = {
  [loop]: () => bare(known),
  [js]: () => plain(known),
  "screen, with vectors": () => kaibo(known, true),
  "screen, without": () => kaibo(known, false),
};
table("Every fact known", await compare(certain, rows), loop);

/** Runs one thing some times, and returns the median. */
async function repeat(run, count, times) {
  const own = [];
  for (let sample = -2; sample < times; sample++) {
    const start = performance.now();
    await run();
    if (sample >= 0) own.push(((performance.now() - start) * 1e6) / count);
  }
  return median(own);
}

console.log(
  "\nGrowth\n\n| rows | ns a row | in workers, their start included | MB held above the columns |\n|---|---|---|---|",
);
for (const count of [10_000, 100_000, 1_000_000, 10_000_000]) {
  const columns = columnsOf(count, 0.2);
  const alone = await repeat(() => kaibo(columns, true), count, Math.max(9, Math.min(401, Math.round(1e7 / count))));
  const before = process.memoryUsage().rss;
  let most = 0;
  const spread = async () => {
    await inWorkers(columns);
    most = Math.max(most, process.memoryUsage().rss - before);
  };
  const workers = await repeat(spread, count, 5);
  console.log(`| ${[count, alone.toFixed(2), workers.toFixed(2), Math.round(most / 1e6)].join(" | ")} |`);
}
