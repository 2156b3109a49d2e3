// `ledgerColumns` beside plain JavaScript that makes the same columns of the same typed arrays: a million broadcasts of
// 10,000 accounts in random order, every metric of the built-in policy. Run it after `npm run build`.
//
// Samples are interleaved in one process. The plain function is as a good programmer writes it for this one policy: grouped
// by a counting sort, each account's broadcasts sorted, all metrics in one loop over them; no input is checked.

import assert from "node:assert/strict";
import { parseArgs } from "node:util";
import { loadPolicy } from "kaibo";
import { ledgerColumns, NEVER } from "kaibo/screen";

import { mulberry32 } from "../tests/support/random.mjs";

const { values } = parseArgs({
  options: {
    broadcasts: { type: "string", default: "1000000" },
    accounts: { type: "string", default: "10000" },
    samples: { type: "string", default: "9" },
  },
});
const samples = Number(values.samples);
const policy = loadPolicy();
const asOf = "2023-09-14";
const DAY = 86_400_000;
const MINUTE = 60_000;
const ZONE = 8 * 60 * MINUTE;
const today = Date.parse(asOf) / DAY;

/** Random broadcasts of the last 120 days, some GMV unknown, some of them overlapping, none in conflict. */
function ledgersOf(count, accounts) {
  const random = mulberry32(20230914);
  const numbers = () => new Float64Array(count);
  const broadcasts = {
    account: new Uint32Array(count),
    startedAt: numbers(),
    minutes: numbers(),
    gmv: numbers(),
    refundedGmv: numbers(),
    viewers: numbers(),
    averageViewers: numbers(),
  };
  for (let row = 0; row < count; row++) {
    broadcasts.account[row] = Math.floor(random() * accounts);
    // No two rows start in one millisecond.
    const span = Math.floor((120 * DAY) / count);
    broadcasts.startedAt[row] = (today - 120) * DAY - ZONE + row * span + Math.floor(random() * span);
    broadcasts.minutes[row] = Math.floor(random() * 240);
    broadcasts.gmv[row] = random() < 0.01 ? Number.NaN : Math.floor(random() * 1e6);
    broadcasts.refundedGmv[row] = Math.floor((broadcasts.gmv[row] || 0) * random() * 0.2);
    broadcasts.viewers[row] = Math.floor(random() * 1000);
    broadcasts.averageViewers[row] = Math.floor(broadcasts.viewers[row] * random());
  }
  shuffle(broadcasts.startedAt, random);
  return { accounts, broadcasts, broadcastsSince: "beginning", broadcastsThrough: asOf };
}

function shuffle(column, random) {
  for (let row = column.length - 1; row > 0; row--) {
    const other = Math.floor(random() * (row + 1));
    [column[row], column[other]] = [column[other], column[row]];
  }
}

/** The columns by hand. */
function plain({ accounts, broadcasts }) {
  const { account, startedAt, minutes, gmv, refundedGmv, viewers, averageViewers } = broadcasts;
  const { rows, ends } = grouped(account, accounts);
  const numbers = () => new Float64Array(accounts);
  const columns = {
    firstBroadcastOn: new Int32Array(accounts).fill(NEVER),
    lastBroadcastOn: new Int32Array(accounts).fill(NEVER),
    monthBroadcasts: numbers(),
    monthDays: numbers(),
    monthMinutes: numbers(),
    monthGmv: numbers(),
    monthNetGmv: numbers(),
    monthRefundRate: numbers(),
    monthAverageViewers: numbers(),
    monthPeakViewers: numbers(),
    recentDays: numbers(),
    recentMinutes: numbers(),
    recentGmv: numbers(),
    sinceFirstDays: numbers(),
    sinceFirstMinutes: numbers(),
    sinceFirstGmv: numbers(),
    longestMinutes: numbers(),
    bestGmv: numbers(),
  };
  const month = Date.parse(`${asOf.slice(0, 8)}01`) / DAY;
  const recent = today - 29;
  for (let place = 0, from = 0; place < accounts; place++) {
    const own = rows.subarray(from, ends[place]).sort((one, two) => startedAt[one] - startedAt[two]);
    from = ends[place];
    let reached = Number.NEGATIVE_INFINITY;
    let before = Number.NEGATIVE_INFINITY;
    let [count, monthDays, monthTime, monthGmv, refunded, weight, weighted] = [0, 0, 0, 0, 0, 0, 0];
    let peak = Number.NEGATIVE_INFINITY;
    let [recentDays, recentTime, recentGmv, days, time, total, longest, best] = [0, 0, 0, 0, 0, 0, 0, 0];
    for (const row of own) {
      const start = startedAt[row];
      const length = Math.round(minutes[row] * MINUTE);
      const fresh = Math.max(0, start + length - Math.max(start, reached));
      reached = Math.max(reached, start + length);
      const day = Math.floor((start + ZONE) / DAY);
      const isNew = day !== before;
      before = day;
      if (days === 0) columns.firstBroadcastOn[place] = day;
      if (isNew) days += 1;
      time += fresh;
      total += gmv[row];
      longest = Math.max(longest, length);
      best = Math.max(best, gmv[row]);
      if (day >= recent) {
        if (isNew) recentDays += 1;
        recentTime += fresh;
        recentGmv += gmv[row];
      }
      if (day >= month) {
        count += 1;
        if (isNew) monthDays += 1;
        monthTime += fresh;
        monthGmv += gmv[row];
        refunded += refundedGmv[row];
        weight += length;
        weighted += averageViewers[row] * length;
        peak = Math.max(peak, viewers[row]);
      }
    }
    if (days > 0) columns.lastBroadcastOn[place] = before;
    columns.monthBroadcasts[place] = count;
    columns.monthDays[place] = monthDays;
    columns.monthMinutes[place] = Math.floor(monthTime / MINUTE);
    columns.monthGmv[place] = monthGmv;
    columns.monthNetGmv[place] = monthGmv - refunded;
    columns.monthRefundRate[place] = monthGmv === 0 ? Number.NEGATIVE_INFINITY : refunded / monthGmv;
    columns.monthAverageViewers[place] = weight === 0 ? Number.NEGATIVE_INFINITY : weighted / weight;
    columns.monthPeakViewers[place] = peak;
    columns.recentDays[place] = recentDays;
    columns.recentMinutes[place] = Math.floor(recentTime / MINUTE);
    columns.recentGmv[place] = recentGmv;
    columns.sinceFirstDays[place] = days;
    columns.sinceFirstMinutes[place] = Math.floor(time / MINUTE);
    columns.sinceFirstGmv[place] = total;
    columns.longestMinutes[place] = Math.floor(longest / MINUTE);
    columns.bestGmv[place] = best;
  }
  return columns;
}

/** The rows of each account one after another, and where those of each end. */
function grouped(account, accounts) {
  const ends = new Uint32Array(accounts);
  for (const place of account) ends[place] += 1;
  let sum = 0;
  for (let place = 0; place < accounts; place++) {
    const count = ends[place];
    ends[place] = sum;
    sum += count;
  }
  const rows = new Uint32Array(account.length);
  for (let row = 0; row < account.length; row++) {
    rows[ends[account[row]]] = row;
    ends[account[row]] += 1;
  }
  return { rows, ends };
}

/** How many values differ, by more than the rounding of another order of additions. */
function differences(columns, expected) {
  let count = 0;
  for (const [id, own] of Object.entries(expected)) {
    own.forEach((value, place) => {
      const found = columns[id][place];
      const isSame = Object.is(found, value) || Math.abs(found - value) <= Math.abs(value) * 1e-12;
      if (!isSame) count += 1;
    });
  }
  return count;
}

const median = (numbers) => numbers.sort((one, two) => one - two)[numbers.length >> 1];

async function compare(count, accounts) {
  const ledgers = ledgersOf(count, accounts);
  const expected = plain(ledgers);
  const metrics = Object.keys(expected).slice(2);
  const found = await ledgerColumns(policy, ledgers, { asOf });
  assert.equal(differences(found, expected), 0);
  const runs = {
    "plain JavaScript, the same columns": () => plain(ledgers),
    "ledgerColumns, those metrics": () => ledgerColumns(policy, ledgers, { asOf, metrics }),
    "ledgerColumns, two metrics": () => ledgerColumns(policy, ledgers, { asOf, metrics: ["recentDays", "recentGmv"] }),
  };
  const times = Object.fromEntries(Object.keys(runs).map((name) => [name, []]));
  for (let sample = -1; sample < samples; sample++) {
    for (const [name, run] of Object.entries(runs)) {
      const start = performance.now();
      await run();
      if (sample >= 0) times[name].push(((performance.now() - start) * 1e6) / count);
    }
  }
  console.log(`\n${count} broadcasts of ${accounts} accounts\n`);
  console.log("| | ns a broadcast | of plain | at the least | of plain |\n|---|---|---|---|---|");
  const [first] = Object.values(times);
  for (const [name, own] of Object.entries(times)) {
    const cells = [median, (list) => Math.min(...list)].map((of) => {
      return `${of(own).toFixed(0)} | ${(of(own) / of(first)).toFixed(2)}`;
    });
    console.log(`| ${name} | ${cells.join(" | ")} |`);
  }
}

console.log(`Node ${process.version}, ${process.arch}; medians of ${samples} samples`);
await compare(Number(values.broadcasts), Number(values.accounts));
await compare(Number(values.broadcasts) * 4, Number(values.accounts) * 4);
console.log(`\n${Math.round(process.memoryUsage().rss / 1e6)} MB held at the end, the input's own among them`);
