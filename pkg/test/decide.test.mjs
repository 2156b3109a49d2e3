// `decide` through the package: whatever way it takes, it answers what `assess` does, and refuses what `assess` refuses.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { KaiboError, loadPolicy } from "kaibo";
import { readCases } from "../dist/cli/cases.js";
import { revive } from "../dist/cli/revive.js";

const asOf = "2023-09-14";
const cases = new URL("../../tests/cases/", import.meta.url);
const newcomers = loadPolicy(readFileSync(new URL("policies/newcomers.json", cases), "utf8"));
const policy = loadPolicy();

/** What an assessment comes to. */
function assessed(loaded, programme, facts, { parameters, ...moment } = {}) {
  const application = parameters === undefined ? { facts } : { facts, parameters };
  const [{ outcome, criteria }] = loaded.assess(application, { ...moment, programmes: [programme] }).programmes;
  const ids = (wanted) =>
    criteria.filter(({ kind, result }) => kind !== "risk" && result === wanted).map(({ id }) => id);
  return { outcome, unmet: ids("unmet"), unknown: ids("unknown") };
}

/** The answer, or the faults of what was thrown, without those places that are another call's. */
function answerOf(ask) {
  try {
    return ask();
  } catch (error) {
    assert.ok(error instanceof KaiboError, String(error));
    return error.errors.map(({ code, path }) => `${code} ${path}`);
  }
}

/** The members of what a case gives; of what throws when it is looked at, another test. */
function partsOf(value) {
  try {
    return { ...value };
  } catch {
    return { unreadable: true };
  }
}

function agrees(loaded, programme, facts, options) {
  const expected = answerOf(() => assessed(loaded, programme, facts, options));
  assert.deepEqual(
    answerOf(() => loaded.decide(programme, facts, options)),
    expected,
  );
  return expected;
}

test("every application of the cases, and every bad one, is decided as it is assessed", () => {
  let compared = 0;
  for (const file of readdirSync(cases).filter((name) => name.endsWith(".json"))) {
    const { cases: listed = [] } = readCases(readFileSync(new URL(file, cases), "utf8"));
    for (const { call, policy: other, only, application, options } of listed) {
      if (call !== "assess" || other !== undefined || only === "native") continue;
      const { facts, parameters, ...rest } = partsOf(revive(application));
      const { programmes, ...moment } = partsOf(revive(options));
      if (Object.keys(rest).length > 0) continue;
      const asked = parameters === undefined ? moment : { ...moment, parameters };
      for (const programme of programmes ?? ["cold-start", "growth", "benchmark"]) {
        if (!policy.document.programmes.some(({ id }) => id === programme)) continue;
        agrees(policy, programme, facts ?? {}, asked);
        compared += 1;
      }
    }
  }
  assert.ok(compared > 150, `${compared} compared`);
});

test("every day of two leap years, and text that is no day", () => {
  const eligible = [];
  for (let millis = Date.parse("2023-12-28"); millis <= Date.parse("2025-01-03"); millis += 86_400_000) {
    const day = new Date(millis).toISOString().slice(0, 10);
    const facts = { firstBroadcastOn: "2024-01-31", hasBrandBadge: false, supportedBefore: false };
    const found = agrees(newcomers, "newcomers", facts, { asOf: day });
    if (found.outcome === "eligible") eligible.push(day);
  }
  assert.deepEqual([eligible[0], eligible[30], eligible.at(-1)], ["2024-01-31", "2024-03-01", "2024-03-01"]);
  for (const firstBroadcastOn of [
    "2023-02-29",
    "2023-13-01",
    "2023-00-10",
    "0000-01-01",
    "2023-1-011",
    "20230-1-01",
    "+02023-01",
  ])
    for (const facts of [{ firstBroadcastOn }, { lastBroadcastOn: firstBroadcastOn }])
      assert.deepEqual(agrees(newcomers, "newcomers", facts, { asOf }), [`not-a-date /facts/${Object.keys(facts)}`]);
  for (const day of ["2023-02-29", "0000-01-01", "", "today"])
    assert.deepEqual(agrees(newcomers, "newcomers", {}, { asOf: day }), ["not-a-date /asOf"]);
});

test("moments of every kind", () => {
  const facts = { firstBroadcastOn: "2023-08-15", lastBroadcastOn: "2023-09-14" };
  for (const moment of [
    asOf,
    Date.parse(asOf) + 0.5,
    new Date(asOf),
    "2023-09-14T23:59:59+08:00",
    "2023-09-13T16:00:00Z",
  ])
    assert.deepEqual(agrees(newcomers, "newcomers", facts, { asOf: moment }).unmet, []);
  agrees(newcomers, "newcomers", { firstBroadcastOn: "2023-08-15" }, undefined);
  agrees(newcomers, "newcomers", { firstBroadcastOn: "2023-08-15" }, { asOf: undefined });
  agrees(newcomers, "newcomers", facts, { asOf: "2023-10-14", knownAt: asOf });
  for (const moment of [Number.NaN, Infinity, 1e20, null, true, {}])
    agrees(newcomers, "newcomers", {}, { asOf: moment });
  assert.equal(newcomers.decide("newcomers", { hasBrandBadge: true }, null).outcome, "ineligible");
  for (const [options, ...faults] of [
    [1, "wrong-type "],
    ["asOf", "wrong-type "],
    [[], "wrong-type "],
    [new Date(), "wrong-type "],
    [{ asof: asOf }, "unknown-key /asof"],
  ])
    assert.deepEqual(
      answerOf(() => newcomers.decide("newcomers", {}, options)),
      faults,
    );
});

test("facts that are not plain", () => {
  class Facts {
    hasBrandBadge = true;
  }
  const throwing = Object.defineProperty({}, "hasBrandBadge", { enumerable: true, get: () => assert.fail("read") });
  const trapped = new Proxy({}, { ownKeys: () => assert.fail("listed") });
  const inherited = Object.create({ hasBrandBadge: true });
  const bare = Object.assign(Object.create(null), { hasBrandBadge: true });
  for (const facts of [
    new Facts(),
    throwing,
    trapped,
    inherited,
    bare,
    null,
    [],
    "facts",
    { hasBrandBadge: undefined },
    { hasBrandBadge: null },
    { nothing: true },
    { lastBroadcastOn: "never" },
    { lastBroadcastOn: "never", firstBroadcastOn: asOf },
    { lastBroadcastOn: new Date(asOf) },
    { hasBrandBadge: 1 },
  ])
    agrees(newcomers, "newcomers", facts, { asOf });
  const options = Object.defineProperty({}, "asOf", { enumerable: true, get: () => assert.fail("read") });
  assert.deepEqual(
    answerOf(() => newcomers.decide("newcomers", {}, options)),
    ["unreadable /asOf"],
  );
  assert.deepEqual(
    answerOf(() => newcomers.decide("newcomer", {}, { asOf })),
    ["unknown-programme /programme"],
  );
});

test("a decision that another one's facts ask for does not change it", () => {
  const facts = { hasBrandBadge: false };
  Object.defineProperty(facts, "supportedBefore", {
    enumerable: true,
    get: () => newcomers.decide("newcomers", { hasBrandBadge: true }, { asOf }).outcome !== "ineligible",
  });
  facts.lastBroadcastOn = "2023-06-01";
  assert.deepEqual(newcomers.decide("newcomers", facts, { asOf }), { outcome: "eligible", unmet: [], unknown: [] });
});

test("after the memory of the core grew, and after a policy was dropped and read again", () => {
  const facts = { hasBrandBadge: true };
  assert.equal(newcomers.decide("newcomers", facts, { asOf }).outcome, "ineligible");
  const broadcasts = Array.from({ length: 20_000 }, (_, place) => ({
    startedAt: new Date(Date.parse("2010-01-01") + place * 3_600_000),
    minutes: 30,
  }));
  policy.assess({ broadcasts }, { asOf });
  assert.equal(newcomers.decide("newcomers", facts, { asOf }).outcome, "ineligible");
  const document = JSON.parse(readFileSync(new URL("policies/newcomers.json", cases), "utf8"));
  const others = Array.from({ length: 40 }, (_, place) => loadPolicy({ ...document, id: `other-${place}` }));
  for (const other of others) assert.equal(other.decide("newcomers", facts, { asOf }).outcome, "ineligible");
  assert.equal(newcomers.decide("newcomers", facts, { asOf }).outcome, "ineligible");
  others[0].dispose();
  assert.deepEqual(
    answerOf(() => others[0].decide("newcomers", facts, { asOf })),
    ["not-ready "],
  );
});

test("the version in force decides", () => {
  const document = JSON.parse(readFileSync(new URL("policies/newcomers.json", cases), "utf8"));
  const older = structuredClone(document);
  older.version = "0";
  older.effective = { from: "2023-01-01", until: "2023-06-30" };
  older.programmes[0].criteria.length = 2;
  document.effective = { from: "2023-07-01", until: null };
  const both = loadPolicy([older, document]);
  for (const day of ["2023-06-30", "2023-07-01"]) agrees(both, "newcomers", { supportedBefore: true }, { asOf: day });
  assert.deepEqual(both.decide("newcomers", { supportedBefore: true }, { asOf: "2023-06-30" }).unmet, []);
});
