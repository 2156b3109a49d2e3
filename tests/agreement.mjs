// A million random rows, screened, decided and assessed: the outcome and each criterion of every row are the same, and rows that
// no cut parts miss and need the same. With vectors and without, at once and in workers. `node tests/agreement.mjs [ROWS [SEED]]`

import assert from "node:assert/strict";
import { loadPolicy } from "kaibo";
import { NEVER, screen, screenInWorkers, UNKNOWN_BYTE, UNKNOWN_DAY } from "kaibo/screen";

import { mulberry32 } from "./support/random.mjs";

const [rows = 1_000_000, seed = 20230914] = process.argv.slice(2).map(Number);
const asOf = "2023-09-14";
const DAY = 86_400_000;
const today = Date.parse(asOf) / DAY;
const policy = loadPolicy();
const told = { source: "WeCom contact", toldOn: "2023-09-10" };
const parameters = { benchmarkGmvTarget: { value: 50_000, ...told }, refundRateLimit: { value: 0.25, ...told } };

const random = mulberry32(seed);
const pick = (values) => values[Math.floor(random() * values.length)];

/** For each type of fact: its array, what stands for unknown, a random value, and the value as an assessment reads it. */
const kinds = {
  boolean: { array: Uint8Array, unknown: UNKNOWN_BYTE, value: () => pick([0, 1]), fact: (value) => value === 1 },
  pastEvent: {
    array: Int32Array,
    unknown: UNKNOWN_DAY,
    value: () => (random() < 0.1 ? NEVER : today - pick([0, 1, 29, 30, 31, 59, 60, 61, Math.floor(random() * 400)])),
    fact: (value) => (value === NEVER ? "never" : dateOf(value)),
  },
  plannedEvent: {
    array: Int32Array,
    unknown: UNKNOWN_DAY,
    value: () => today + pick([-1, 0, 13, 14, 15, 60]),
    fact: (value) => dateOf(value),
  },
  money: number(
    () => pick([0, 4_999_999, 5_000_000, 5_000_001]),
    (value) => value / 100,
  ),
  ratio: number(() => pick([0, 0.1, 0.25, 0.250001, 1])),
  integer: number(() => pick([0, 1, 10, 1000])),
  minutes: number(() => pick([0, 299, 300, 301])),
};

function number(value, fact = (own) => own) {
  return { array: Float64Array, unknown: Number.NaN, value, fact };
}

function dateOf(day) {
  return new Date(day * DAY).toISOString().slice(0, 10);
}

/** Bars are rarely so: else nearly every row would be ineligible for one of them. */
const rare = /^(storeClosed|counterfeit|trades|cheating)/;

const facts = policy.document.facts;
const columns = Object.fromEntries(facts.map(({ id, type }) => [id, new kinds[type].array(rows)]));
for (let row = 0; row < rows; row++) {
  const share = pick([0, 0.05, 0.3, 1]);
  for (const { id, type } of facts) {
    const { unknown, value } = kinds[type];
    const own = rare.test(id) && random() < 0.95 ? 0 : value();
    columns[id][row] = random() < share ? unknown : own;
  }
  repair(columns.firstBroadcastOn, columns.lastBroadcastOn, row);
}

/** A first broadcast is not after the last one; both never were, or neither. */
function repair(first, last, row) {
  if (first[row] === UNKNOWN_DAY || last[row] === UNKNOWN_DAY) return;
  if (first[row] === NEVER || last[row] === NEVER) first[row] = last[row] = NEVER;
  else if (first[row] > last[row]) [first[row], last[row]] = [last[row], first[row]];
}

/** Whether an event that is known says of the other one what it cannot be is left to both alike. */
function applicationOf(row) {
  const known = {};
  for (const { id, type } of facts) {
    const value = columns[id][row];
    if (!Object.is(value, kinds[type].unknown)) known[id] = kinds[type].fact(value);
  }
  return { facts: known, parameters };
}

const outcomes = ["ineligible", "undetermined", "eligible"];
const tally = {};
let differences = 0;
const screened = {};
for (const { id } of policy.document.programmes) {
  const plain = await screen(policy, id, columns, { asOf, parameters, vectors: false });
  screened[id] = await screen(policy, id, columns, { asOf, parameters, vectors: true });
  assert.deepEqual(plain, screened[id]);
  for await (const part of screenInWorkers(policy, id, columns, { asOf, parameters })) {
    const { first, rows: count, width } = part;
    assert.deepEqual(part.outcomes, plain.outcomes.subarray(first, first + count));
    assert.deepEqual(part.unmet, plain.unmet.subarray(first * width, (first + count) * width));
    assert.deepEqual(part.unknown, plain.unknown.subarray(first * width, (first + count) * width));
  }
}

/** Whether a decision is what an assessment comes to; where nothing was told, it takes the shortest way. */
function isSoDecided(id, row) {
  const { facts: known } = applicationOf(row);
  const told = row % 2 === 0 ? { parameters } : {};
  const [{ outcome, criteria }] = policy.assess({ facts: known, ...told }, { asOf, programmes: [id] }).programmes;
  const decision = policy.decide(id, known, { asOf, ...told });
  const idsOf = (wanted) =>
    criteria.filter(({ kind, result }) => kind !== "risk" && result === wanted).map((own) => own.id);
  return (
    decision.outcome === outcome &&
    decision.unmet.join() === idsOf("unmet").join() &&
    decision.unknown.join() === idsOf("unknown").join()
  );
}

/** What was said to be missing and needed of rows that no cut parts. */
const alike = new Map();

/** Whether a row misses and needs what others do that no cut parts from it. */
function isAlike(id, row, { missing, parametersNeeded }) {
  const stretches = Object.entries(screened[id].cuts).map(
    ([fact, cuts]) => cuts.filter((cut) => cut <= columns[fact][row]).length,
  );
  const key = `${id} ${stretches}`;
  const own = `${missing} ${parametersNeeded}`;
  const known = alike.get(key) ?? own;
  alike.set(key, known);
  return known === own;
}

const ids = Object.keys(screened);
for (let row = 0; row < rows; row++) {
  const id = ids[row % ids.length];
  const { programmes } = policy.assess(applicationOf(row), { asOf, programmes: [id] });
  const results = programmes[0].criteria.flatMap((criterion) => [criterion, ...(criterion.children ?? [])]);
  const { criteria, width, unmet, unknown, outcomes: own } = screened[id];
  const bits = (bytes, bit) => (bytes[row * width + (bit >> 3)] >> (bit & 7)) & 1;
  const agrees =
    isAlike(id, row, programmes[0]) &&
    outcomes[own[row]] === programmes[0].outcome &&
    results.length === criteria.length &&
    results.every(
      (criterion, bit) =>
        criterion.id === criteria[bit] &&
        (criterion.result === "unmet") === (bits(unmet, bit) === 1) &&
        (criterion.result === "unknown") === (bits(unknown, bit) === 1),
    );
  if (!agrees || !isSoDecided(id, row)) differences += 1;
  const key = `${id}, ${programmes[0].outcome}`;
  tally[key] = (tally[key] ?? 0) + 1;
}

console.table(tally);
console.log(`${rows} rows, ${alike.size} kinds of them, ${differences} differences`);
process.exitCode = differences > 0 ? 1 : 0;
