// Ledgers at scale from JavaScript: broadcasts in columns of many accounts to columns that are screened, held against
// assessments; everything that can be wrong with them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { loadPolicy } from "kaibo";
import { BEGINNING, ledgerColumns, NEVER, screen, UNKNOWN_DAY } from "kaibo/screen";
import { mulberry32 } from "../../tests/support/random.mjs";
import { faultsOf } from "./faults.mjs";

const asOf = "2023-09-14";
const DAY = 86_400_000;
const ZONE = 8 * 3_600_000;
const today = Date.parse(asOf) / DAY;
const policy = loadPolicy();
const example = loadPolicy(
  readFileSync(new URL("../../policies/examples/twitch-affiliate.json", import.meta.url), "utf8"),
);
const outcomes = ["ineligible", "undetermined", "eligible"];

/** Random ledgers: half of them complete, some GMV and viewers unknown. */
function randomLedgers(count, accounts, seed) {
  const random = mulberry32(seed);
  const numbers = () => new Float64Array(count);
  const broadcasts = {
    account: new Int32Array(count),
    startedAt: numbers(),
    minutes: numbers(),
    gmv: numbers(),
    refundedGmv: numbers(),
    viewers: numbers(),
    averageViewers: numbers(),
  };
  const unless = (share, value) => (random() < share ? Number.NaN : value);
  for (let row = 0; row < count; row++) {
    broadcasts.account[row] = Math.floor(random() * accounts * 0.9);
    broadcasts.startedAt[row] = (today - Math.floor(random() * 80)) * DAY - ZONE + row * 10_000;
    broadcasts.minutes[row] = Math.floor(random() * 400) / 4;
    broadcasts.gmv[row] = unless(0.05, Math.floor(random() * 1e6));
    broadcasts.refundedGmv[row] = unless(0.1, Math.floor((broadcasts.gmv[row] || 0) * random()));
    broadcasts.viewers[row] = unless(0.05, Math.floor(random() * 9));
    broadcasts.averageViewers[row] = unless(0.05, (broadcasts.viewers[row] || 0) * random());
  }
  const each = (of) => Int32Array.from({ length: accounts }, of);
  const broadcastsSince = each(() => (random() < 0.8 ? BEGINNING : random() < 0.5 ? UNKNOWN_DAY : today - 40));
  const broadcastsThrough = each(() => (random() < 0.8 ? today : random() < 0.5 ? UNKNOWN_DAY : today - 3));
  return { accounts, broadcasts, broadcastsSince, broadcastsThrough };
}

/** The applications that an assessment reads. */
function applicationsOf({ accounts, broadcasts, broadcastsSince, broadcastsThrough }) {
  const dayOf = (day) => new Date(day * DAY).toISOString().slice(0, 10);
  const applications = Array.from({ length: accounts }, (_, place) => {
    const [since, through] = [broadcastsSince[place], broadcastsThrough[place]];
    return {
      broadcasts: [],
      ...(since !== UNKNOWN_DAY && { broadcastsSince: since === BEGINNING ? "beginning" : dayOf(since) }),
      ...(through !== UNKNOWN_DAY && { broadcastsThrough: dayOf(through) }),
    };
  });
  const known = (column, row, unit = 1) => (Number.isNaN(column[row]) ? undefined : column[row] / unit);
  broadcasts.account.forEach((place, row) => {
    applications[place].broadcasts.push({
      startedAt: new Date(broadcasts.startedAt[row]),
      minutes: broadcasts.minutes[row],
      gmv: known(broadcasts.gmv, row, 100),
      refundedGmv: known(broadcasts.refundedGmv, row, 100),
      viewers: known(broadcasts.viewers, row),
      averageViewers: known(broadcasts.averageViewers, row),
    });
  });
  return applications;
}

test("a screening of the columns answers as an assessment of the broadcasts does, wherever they are exact", async () => {
  const ledgers = randomLedgers(4_000, 200, 1);
  const counted = await ledgerColumns(example, ledgers, { asOf });
  const metrics = Object.keys(counted);
  assert.deepEqual(metrics, ["streamedMinutes", "streamedDays", "averageViewers"]);
  const followers = Float64Array.from({ length: 200 }, (_, place) => 45 + (place % 10));
  const found = await screen(example, "affiliate", { ...counted, followers }, { asOf });
  let exact = 0;
  applicationsOf(ledgers).forEach((application, place) => {
    const facts = { followers: followers[place] };
    const { outcome } = example.assess({ ...application, facts }, { asOf }).programmes[0];
    const own = outcomes[found.outcomes[place]];
    const isExact = metrics.every((id) => !Number.isNaN(counted[id][place]));
    exact += isExact ? 1 : 0;
    assert.ok(own === outcome || (!isExact && own === "undetermined"), `${place}: ${own}, ${outcome}`);
  });
  assert.ok(exact > 50 && exact < 190, `${exact} of 200 are exact`);
});

test("every figure that a task shows is the column's, or unknown there as here", async () => {
  const ledgers = randomLedgers(6_000, 100, 2);
  const counted = await ledgerColumns(policy, ledgers, { asOf });
  const money = new Set(policy.document.metrics.filter(({ measure }) => /gmv/i.test(measure)).map(({ id }) => id));
  applicationsOf(ledgers).forEach((application, place) => {
    const { programmes } = policy.assess(application, { asOf });
    for (const { metric, achieved, exact } of programmes.flatMap(({ tasks }) => tasks)) {
      const unit = money.has(metric) && metric !== "eventGmvShare" ? 100 : 1;
      const expected = exact
        ? achieved === null
          ? Number.NEGATIVE_INFINITY
          : Math.round(achieved * unit)
        : Number.NaN;
      assert.ok(
        Object.is(counted[metric][place], expected),
        `${place} ${metric}: ${counted[metric][place]}, ${expected}`,
      );
    }
  });
});

test("events come from the ledger: exact, never, or unknown", async () => {
  const ledgers = {
    accounts: 3,
    broadcasts: {
      account: Uint32Array.of(2, 0, 2),
      startedAt: Int32Array.of(today - 3, today - 9, today - 40),
      minutes: Float64Array.of(60, 60, 60),
    },
    broadcastsSince: Int32Array.of(UNKNOWN_DAY, BEGINNING, BEGINNING),
    broadcastsThrough: asOf,
  };
  const { firstBroadcastOn, lastBroadcastOn, ...metrics } = await ledgerColumns(policy, ledgers, {
    asOf,
    metrics: ["recentDays", "monthPeakViewers"],
  });
  assert.deepEqual([...firstBroadcastOn], [UNKNOWN_DAY, NEVER, today - 40]);
  assert.deepEqual([...lastBroadcastOn], [UNKNOWN_DAY, NEVER, today - 3]);
  assert.deepEqual(metrics, {
    recentDays: Float64Array.of(Number.NaN, 0, 1),
    monthPeakViewers: Float64Array.of(Number.NaN, Number.NEGATIVE_INFINITY, Number.NaN),
  });
});

test("accounts are counted part by part when there are many, and named by their places among all", async () => {
  const accounts = 70_000;
  const account = Uint32Array.from({ length: 140_000 }, (_, row) => (row * 11) % accounts);
  const broadcasts = {
    account,
    startedAt: Float64Array.from(account, (_, row) => (today - 2) * DAY + row),
    minutes: new Float64Array(account.length).fill(30),
  };
  const ledgers = { accounts, broadcasts, broadcastsSince: "beginning", broadcastsThrough: asOf };
  const options = { asOf, metrics: ["monthBroadcasts"] };
  const { monthBroadcasts, firstBroadcastOn } = await ledgerColumns(policy, ledgers, options);
  assert.ok(monthBroadcasts.length === accounts && monthBroadcasts.every((count) => count === 2));
  assert.ok(firstBroadcastOn.every((day) => day === today - 2));

  const last = account.lastIndexOf(accounts - 1);
  broadcasts.minutes[last] = -1;
  broadcasts.startedAt[account.indexOf(66_000)] = broadcasts.startedAt[account.lastIndexOf(66_000)];
  broadcasts.minutes[account.lastIndexOf(66_000)] = 31;
  assert.deepEqual(await faultsOf(ledgerColumns(policy, ledgers, options)), [
    ["broadcast-conflict", `/broadcasts/startedAt/${account.lastIndexOf(66_000)}`],
    ["out-of-range", `/broadcasts/minutes/${last}`],
  ]);
  const days = new Int32Array(accounts).fill(today);
  days[69_000] = today + 1;
  broadcasts.minutes.fill(30);
  const ahead = { ...ledgers, broadcasts: { ...broadcasts, account: new Uint32Array(account.length) } };
  ahead.broadcasts.startedAt = Float64Array.from(account, (_, row) => (today - 2) * DAY + row);
  assert.deepEqual(await faultsOf(ledgerColumns(policy, { ...ahead, broadcastsThrough: days }, options)), [
    ["event-after-moment", "/broadcastsThrough/69000"],
  ]);
});

test("what is wrong with the shape of ledgers is said all at once", async () => {
  const broadcasts = {
    account: Int32Array.of(0, 1),
    startedAt: new Float64Array(3),
    gmv: [1, 2],
    refunded: new Float64Array(2),
    viewers: new Float64Array(1),
  };
  const ledgers = { accounts: 2, broadcasts, broadcastsSince: 3, broadcastsThrough: new Int32Array(3), since: asOf };
  assert.deepEqual(await faultsOf(ledgerColumns(policy, ledgers, { asOf })), [
    ["unknown-key", "/since"],
    ["wrong-type", "/broadcastsSince"],
    ["out-of-range", "/broadcastsThrough"],
    ["unknown-key", "/broadcasts/refunded"],
    ["out-of-range", "/broadcasts/startedAt"],
    ["missing-key", "/broadcasts/minutes"],
    ["wrong-type", "/broadcasts/gmv"],
    ["out-of-range", "/broadcasts/viewers"],
  ]);
  for (const none of [null, undefined, 3, []]) {
    assert.deepEqual(await faultsOf(ledgerColumns(policy, none, { asOf })), [["wrong-type", ""]]);
  }
  assert.deepEqual(await faultsOf(ledgerColumns(policy, { accounts: -1 }, { asOf })), [
    ["wrong-type", "/accounts"],
    ["wrong-type", "/broadcasts"],
  ]);
  assert.deepEqual(await faultsOf(ledgerColumns(policy, { accounts: 2 ** 25, broadcasts: {} }, { asOf })), [
    ["too-large", "/accounts"],
    ["missing-key", "/broadcasts/account"],
    ["missing-key", "/broadcasts/startedAt"],
    ["missing-key", "/broadcasts/minutes"],
  ]);
  assert.deepEqual(await faultsOf(ledgerColumns(policy, { accounts: 1, broadcasts: { gmv: new Float64Array(1) } })), [
    ["missing-key", "/broadcasts/account"],
    ["missing-key", "/broadcasts/startedAt"],
    ["missing-key", "/broadcasts/minutes"],
  ]);
  assert.deepEqual(await faultsOf(ledgerColumns({}, ledgers, { asOf })), [["wrong-type", "/policy"]]);
});

test("what is wrong with the question and with rows is said once, up to a thousand times", async () => {
  const rows = 5_000;
  const broadcasts = {
    account: new Int32Array(rows),
    startedAt: new Int32Array(rows).fill(today),
    minutes: new Float64Array(rows),
  };
  const ledgers = { accounts: 70_000, broadcasts, broadcastsSince: "2023-09-15", broadcastsThrough: "yesterday" };
  const options = { asOf: "today", metrics: "recentGmv", programmes: [] };
  assert.deepEqual((await faultsOf(ledgerColumns(policy, ledgers, options))).sort(), [
    ["not-a-date", "/asOf"],
    ["not-a-date", "/broadcastsThrough"],
    ["unknown-key", "/programmes"],
    ["wrong-type", "/metrics"],
  ]);
  const metrics = ["recentGmv", "recentGvm"];
  const known = { ...ledgers, broadcastsThrough: undefined };
  assert.deepEqual(await faultsOf(ledgerColumns(policy, known, { asOf, metrics })), [
    ["unknown-reference", "/metrics/1"],
  ]);
  broadcasts.account[4_000] = -1;
  broadcasts.account[4_001] = 70_000;
  assert.deepEqual(await faultsOf(ledgerColumns(policy, known, { asOf })), [
    ["out-of-range", "/broadcasts/account/4000"],
    ["out-of-range", "/broadcasts/account/4001"],
  ]);
  broadcasts.minutes.fill(Number.NaN);
  assert.equal((await faultsOf(ledgerColumns(policy, known, { asOf }))).length, 1_000);
});

test("more broadcasts of one account than are taken of one are refused", async () => {
  const rows = 1_100_000;
  const broadcasts = {
    account: new Int32Array(rows),
    startedAt: new Int32Array(rows).fill(today),
    minutes: new Float64Array(rows),
  };
  assert.deepEqual(await faultsOf(ledgerColumns(policy, { accounts: 1, broadcasts }, { asOf })), [
    ["too-large", "/broadcasts/account"],
  ]);
});

test("no accounts have no rows", async () => {
  const broadcasts = { account: new Uint32Array(), startedAt: new Float64Array(), minutes: new Float64Array() };
  const columns = await ledgerColumns(policy, { accounts: 0, broadcasts }, { asOf });
  assert.ok(Object.values(columns).every(({ length }) => length === 0));
  const none = await ledgerColumns(policy, { accounts: 2, broadcasts }, { asOf, metrics: [] });
  assert.deepEqual(none, {
    firstBroadcastOn: new Int32Array(2).fill(UNKNOWN_DAY),
    lastBroadcastOn: new Int32Array(2).fill(UNKNOWN_DAY),
  });
});
