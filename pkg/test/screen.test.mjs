// Screening from JavaScript: columns in, outcomes and bits out; workers; everything that can be wrong with columns.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { loadPolicy } from "kaibo";
import {
  criteriaOf,
  ELIGIBLE,
  INELIGIBLE,
  NEVER,
  screen,
  screenInWorkers,
  UNDETERMINED,
  UNKNOWN_BYTE,
  UNKNOWN_DAY,
} from "kaibo/screen";
import { faultsOf } from "./faults.mjs";

const asOf = "2023-09-14";
const today = Date.parse(asOf) / 86_400_000;
const policy = loadPolicy();
const readDocument = (path) => JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), "utf8"));
const newcomers = loadPolicy(readDocument("tests/cases/policies/newcomers.json"));

async function all(parts) {
  const found = [];
  for await (const part of parts) found.push(part);
  return found;
}

test("each row has its outcome, and the criteria that are unmet and unknown", async () => {
  const columns = {
    firstBroadcastOn: Int32Array.of(today - 30, today - 31, NEVER, UNKNOWN_DAY, today - 70),
    hasBrandBadge: Uint8Array.of(0, 0, 0, 0, UNKNOWN_BYTE),
    supportedBefore: Uint8Array.of(0, 0, 0, 1, 0),
  };
  for (const vectors of [true, false]) {
    const found = await screen(newcomers, "newcomers", columns, { asOf, vectors });
    assert.equal(found.rows, 5);
    assert.equal(found.asOf, asOf);
    assert.equal(found.policy.digest, newcomers.digest);
    assert.deepEqual([...found.outcomes], [ELIGIBLE, INELIGIBLE, ELIGIBLE, INELIGIBLE, UNDETERMINED]);
    assert.deepEqual(criteriaOf(found, "unmet", 1), ["newcomer-or-dormant", "new", "dormant"]);
    assert.deepEqual(criteriaOf(found, "unmet", 3), ["never-supported-before"]);
    assert.deepEqual(criteriaOf(found, "unknown", 4), ["newcomer-or-dormant", "dormant", "no-brand-badge"]);
  }
});

test("each row of the cases is as it says", async () => {
  const { programme, asOf: day, cases } = readDocument("tests/screenings/cold-start.json");
  const columns = {};
  for (const { id, type } of policy.document.facts) {
    const of = (read) => cases.map(({ facts }) => read(facts[id]));
    if (type === "boolean") {
      columns[id] = Uint8Array.from(of((value) => (value === undefined ? UNKNOWN_BYTE : Number(value))));
    } else if (/Event$/.test(type)) {
      const dayOf = (value) => (value === "never" ? NEVER : Date.parse(value) / 86_400_000);
      columns[id] = Int32Array.from(of((value) => (value === undefined ? UNKNOWN_DAY : dayOf(value))));
    } else {
      columns[id] = Float64Array.from(of((value) => value ?? Number.NaN));
    }
  }
  const found = await screen(policy, programme, columns, { asOf: day });
  for (const [row, { name, outcome, unmet }] of cases.entries()) {
    assert.equal(["ineligible", "undetermined", "eligible"][found.outcomes[row]], outcome, name);
    assert.deepEqual(criteriaOf(found, "unmet", row), unmet, name);
  }
});

test("a programme of more than eight criteria has bits in more than one byte", async () => {
  const columns = { cheating: Uint8Array.of(0, 1) };
  const found = await screen(policy, "cold-start", columns, { asOf });
  assert.equal(found.width, 2);
  assert.equal(found.unmet.length, 4);
  assert.deepEqual(criteriaOf(found, "unmet", 0), []);
  assert.deepEqual(criteriaOf(found, "unmet", 1), ["cheating"]);
  assert.ok(criteriaOf(found, "unknown", 0).includes("cheating") === false);
  assert.deepEqual([...found.outcomes], [UNDETERMINED, INELIGIBLE]);
});

test("what the platform told decides every row", async () => {
  const told = { value: 50_000, source: "WeCom contact", toldOn: "2023-09-10" };
  const columns = {
    sellsOnStream: Uint8Array.of(1, 1),
    gmvTarget: Float64Array.of(5_000_000, 4_999_999),
  };
  const found = await screen(policy, "benchmark", columns, { asOf, parameters: { benchmarkGmvTarget: told } });
  assert.ok(!criteriaOf(found, "unmet", 0).includes("gmv-target-high-enough"));
  assert.ok(criteriaOf(found, "unmet", 1).includes("gmv-target-high-enough"));
});

test("no rows are no answers, and many are as many", async () => {
  assert.equal((await screen(newcomers, "newcomers", { hasBrandBadge: new Uint8Array() }, { asOf })).rows, 0);
  const many = new Uint8Array(100_003).fill(1);
  const { outcomes } = await screen(newcomers, "newcomers", { hasBrandBadge: many }, { asOf });
  assert.equal(outcomes.length, many.length);
  assert.ok(outcomes.every((outcome) => outcome === INELIGIBLE));
});

test("what is wrong with columns is said all at once", async () => {
  const columns = {
    hasBrandBadg: new Uint8Array(3),
    cheating: [0, 1, 2],
    storeClosed: new Uint8Array(2),
    firstBroadcastOn: new Float64Array(3),
    refundRate: new Int32Array(3),
    sellsOnStream: undefined,
  };
  assert.deepEqual(await faultsOf(screen(policy, "cold-start", columns, { asOf })), [
    ["wrong-type", "/columns/cheating"],
    ["out-of-range", "/columns/storeClosed"],
    ["unknown-fact", "/columns/hasBrandBadg"],
    ["wrong-type", "/columns/firstBroadcastOn"],
    ["wrong-type", "/columns/refundRate"],
  ]);
  for (const none of [null, undefined, 3, new Uint8Array(3), []]) {
    assert.deepEqual(await faultsOf(screen(policy, "cold-start", none, { asOf })), [["wrong-type", "/columns"]]);
  }
  assert.deepEqual(await faultsOf(screen(policy, "cold-start", {}, { asOf })), [["empty", "/columns"]]);
});

test("what is wrong with the question is said too", async () => {
  const columns = { cheating: new Uint8Array(1) };
  const options = { asOf: "yesterday", vector: true, parameters: { coldStartRewards: 3 } };
  const faults = await faultsOf(screen(policy, "cold-start", columns, options));
  assert.deepEqual(faults.sort(), [
    ["not-a-date", "/asOf"],
    ["unknown-key", "/vector"],
  ]);
  assert.deepEqual(await faultsOf(screen(policy, "cold-strt", columns, { asOf })), [
    ["unknown-programme", "/programme"],
  ]);
  assert.deepEqual(await faultsOf(screen({}, "cold-start", columns, { asOf })), [["wrong-type", "/policy"]]);
  const disposed = loadPolicy(readDocument("policies/examples/twitch-affiliate.json"));
  disposed.dispose();
  assert.deepEqual(await faultsOf(screen(disposed, "affiliate", columns, { asOf })), [["not-ready", ""]]);
});

test("a value that its fact cannot have is named by its row", async () => {
  const columns = {
    firstBroadcastOn: Int32Array.of(today, today + 1, -2147483646, 2147483647, NEVER, today),
    lastBroadcastOn: Int32Array.of(today - 1, UNKNOWN_DAY, UNKNOWN_DAY, UNKNOWN_DAY, today, NEVER),
    hasBrandBadge: Uint8Array.of(2, 254, 0, 1, UNKNOWN_BYTE, 0),
    plannedStartOn: Int32Array.of(UNKNOWN_DAY, NEVER, today, today, today, today),
    refundRate: Float64Array.of(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 1.1, -0.1, Number.NaN, 1),
    complaintCount: Float64Array.of(1.5, 2 ** 53, -1, 0, Number.NaN, 7),
    gmvTarget: Float64Array.of(0.5, -1, 1e300, 0, Number.NaN, 7),
  };
  const faults = await faultsOf(screen(policy, "benchmark", columns, { asOf }));
  assert.deepEqual(faults, [
    ["out-of-range", "/columns/hasBrandBadge/0"],
    ["not-finite", "/columns/refundRate/0"],
    ["not-whole", "/columns/complaintCount/0"],
    ["not-whole", "/columns/gmvTarget/0"],
    ["event-after-moment", "/columns/firstBroadcastOn/1"],
    ["out-of-range", "/columns/hasBrandBadge/1"],
    ["out-of-range", "/columns/plannedStartOn/1"],
    ["not-finite", "/columns/refundRate/1"],
    ["out-of-range", "/columns/complaintCount/1"],
    ["out-of-range", "/columns/gmvTarget/1"],
    ["out-of-range", "/columns/firstBroadcastOn/2"],
    ["out-of-range", "/columns/refundRate/2"],
    ["out-of-range", "/columns/complaintCount/2"],
    ["out-of-range", "/columns/gmvTarget/2"],
    ["event-after-moment", "/columns/firstBroadcastOn/3"],
    ["out-of-range", "/columns/refundRate/3"],
    ["never-alone", "/columns/firstBroadcastOn/4"],
    ["never-alone", "/columns/firstBroadcastOn/5"],
  ]);
  const order = { firstBroadcastOn: Int32Array.of(today), lastBroadcastOn: Int32Array.of(today - 1) };
  assert.deepEqual(await faultsOf(screen(policy, "cold-start", order, { asOf })), [
    ["event-order", "/columns/firstBroadcastOn/0"],
  ]);
});

test("rows far down are named, and no more of them than anyone reads", async () => {
  const column = new Uint8Array(50_000);
  column[49_999] = 2;
  assert.deepEqual(await faultsOf(screen(policy, "cold-start", { cheating: column }, { asOf })), [
    ["out-of-range", "/columns/cheating/49999"],
  ]);
  column.fill(2);
  assert.equal((await faultsOf(screen(policy, "cold-start", { cheating: column }, { asOf }))).length, 1000);
});

test("events that contradict each other only through a third are named too", async () => {
  const document = readDocument("tests/cases/policies/newcomers.json");
  const [first, last] = document.facts;
  const middle = { ...last, id: "middleBroadcastOn", constraints: [{ notAfter: "lastBroadcastOn" }] };
  delete middle.fromLedger;
  const third = structuredClone(first);
  third.constraints = [
    { notAfter: "middleBroadcastOn" },
    { neverWith: "middleBroadcastOn" },
    { neverWith: "lastBroadcastOn" },
  ];
  document.facts.splice(0, 2, third, middle, last);
  document.programmes[0].criteria.shift();
  const columns = {
    firstBroadcastOn: Int32Array.of(today - 1, today),
    lastBroadcastOn: Int32Array.of(today, today - 1),
  };
  assert.deepEqual(await faultsOf(screen(loadPolicy(document), "newcomers", columns, { asOf })), [
    ["event-order", "/columns/firstBroadcastOn/1"],
  ]);
});

test("a metric that the conditions read needs a column", async () => {
  const twitch = loadPolicy(readDocument("policies/examples/twitch-affiliate.json"));
  const faults = await faultsOf(screen(twitch, "affiliate", { followers: Float64Array.of(30) }, { asOf }));
  assert.ok(faults.length > 0 && faults.every(([code]) => code === "missing-key"), JSON.stringify(faults));
  const columns = { followers: Float64Array.of(30, 30) };
  for (const [, path] of faults)
    columns[path.replace("/columns/", "")] = Float64Array.of(path.endsWith("Days") ? 30 : 1000, 0);
  const { outcomes } = await screen(twitch, "affiliate", columns, { asOf });
  assert.deepEqual([...outcomes], [ELIGIBLE, INELIGIBLE]);
});

test("workers give the same, part by part in order, and say how far they are", async () => {
  const rows = 100_001;
  const columns = { firstBroadcastOn: new Int32Array(rows), hasBrandBadge: new Uint8Array(rows) };
  for (let row = 0; row < rows; row++) {
    columns.firstBroadcastOn[row] = today - (row % 90);
    columns.hasBrandBadge[row] = row % 7 === 0 ? UNKNOWN_BYTE : 0;
  }
  const whole = await screen(newcomers, "newcomers", columns, { asOf });
  const progress = [];
  const onProgress = (...said) => progress.push(said);
  const options = { asOf, workers: 2, rowsAtOnce: 30_000, onProgress };
  const parts = await all(screenInWorkers(newcomers, "newcomers", columns, options));
  assert.deepEqual(
    parts.map(({ first, rows }) => [first, rows]),
    [
      [0, 30_000],
      [30_000, 30_000],
      [60_000, 30_000],
      [90_000, 10_001],
    ],
  );
  for (const key of ["outcomes", "unmet", "unknown"]) {
    assert.deepEqual(Buffer.concat(parts.map((part) => part[key])), Buffer.from(whole[key]), key);
  }
  assert.deepEqual(progress.at(-1), [rows, rows]);
  assert.equal(columns.hasBrandBadge.length, rows, "columns stay the caller's");
});

test("rows stream in, and are asked for only as earlier ones are taken", async () => {
  let asked = 0;
  async function* chunks() {
    for (; asked < 40; ) {
      asked += 1;
      yield {
        hasBrandBadge: new Uint8Array(1000).fill(1),
        ...(asked % 2 ? {} : { supportedBefore: new Uint8Array(1000) }),
      };
    }
  }
  let taken = 0;
  for await (const { first, outcomes } of screenInWorkers(newcomers, "newcomers", chunks(), { asOf, workers: 2 })) {
    assert.equal(first, taken * 1000);
    assert.ok(outcomes.every((outcome) => outcome === INELIGIBLE));
    taken += 1;
    assert.ok(asked <= taken + 4, `${asked} asked for, ${taken} taken`);
  }
  assert.equal(taken, 40);
});

test("what is wrong in a worker is said with its row among all", async () => {
  const good = { hasBrandBadge: new Uint8Array(1000) };
  const bad = { hasBrandBadge: new Uint8Array(1000).fill(7, 999) };
  const parts = screenInWorkers(newcomers, "newcomers", [good, bad], { asOf, workers: 1, rowsAtOnce: 400 });
  assert.deepEqual(await faultsOf(all(parts)), [["out-of-range", "/columns/hasBrandBadge/1999"]]);
  const options = { asOf, workers: 0, rowsAtOnce: 1.5 };
  assert.deepEqual(await faultsOf(all(screenInWorkers(newcomers, "newcomers", good, options))), [
    ["out-of-range", "/workers"],
    ["out-of-range", "/rowsAtOnce"],
  ]);
});

test("a signal cancels, before and in between; who stops taking ends the workers", async () => {
  const columns = { hasBrandBadge: new Uint8Array(300_000) };
  const early = all(
    screenInWorkers(newcomers, "newcomers", columns, { asOf, signal: AbortSignal.abort(new Error("no")) }),
  );
  await assert.rejects(early, /no/);
  const controller = new AbortController();
  const parts = screenInWorkers(newcomers, "newcomers", columns, {
    asOf,
    workers: 1,
    rowsAtOnce: 1000,
    signal: controller.signal,
  });
  assert.equal((await parts.next()).value.first, 0);
  controller.abort(new Error("enough"));
  await assert.rejects(all(parts), /enough/);
  for await (const { first } of screenInWorkers(newcomers, "newcomers", columns, {
    asOf,
    workers: 1,
    rowsAtOnce: 1000,
  })) {
    assert.equal(first, 0);
    break;
  }
});

test("a worker that does not start is said", async () => {
  const failing = () => {
    const listeners = {};
    const start = (type, listener) => {
      listeners[type] = listener;
    };
    return { addEventListener: start, postMessage: () => listeners.error(new Event("error")), terminate: () => {} };
  };
  const parts = screenInWorkers(
    newcomers,
    "newcomers",
    { hasBrandBadge: new Uint8Array(1) },
    { asOf, worker: failing },
  );
  assert.deepEqual(await faultsOf(all(parts)), [["not-ready", ""]]);
});
