// Nobody has to call free: a million assessments, and ten thousand policies loaded and dropped, leave memory as it was.
//
// Run with --expose-gc, for JavaScript's own memory: it is measured when the collector has run. Finalizers run between
// turns of the event loop alone: the batches yield. The core's memory depends on neither.

import assert from "node:assert/strict";
import { setImmediate as yielded } from "node:timers/promises";
import { initSync } from "../pkg/dist/glue.js";
import { loadPolicy } from "../pkg/dist/index.js";

const ASSESSMENTS = 1_000_000;
const POLICIES = 10_000;
const BATCHES = 1_000;
/** After so many batches 10,000 assessments were made, and memory is as large as it gets. */
const WARM = 10;
const MOST_GROWTH = 5 * 2 ** 20;

const policy = loadPolicy();
const core = initSync({});
const applications = [
  {},
  { facts: { hasBrandBadge: false, firstBroadcastOn: "2023-08-05" } },
  {
    facts: { plannedMinutes: 300, gmvTarget: 50_000 },
    broadcasts: [{ startedAt: "2023-09-01", minutes: 90, gmv: 10 }],
  },
];
let loaded = 0;

/** Every other policy is the built-in one; the others are of digests of their own. One in four is disposed of. */
function load() {
  loaded += 1;
  const dropped = loadPolicy(loaded % 2 === 0 ? policy.document : { ...policy.document, version: `v${loaded}` });
  if (loaded % 4 === 0) dropped.dispose();
}

/** Memory when the collector has run, and what it finalizes has been. */
async function settledMemory() {
  globalThis.gc();
  await yielded();
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return { heap: heapUsed, external, core: core.memory.buffer.byteLength };
}

let warm;
for (let batch = 0; batch < BATCHES; batch += 1) {
  for (let count = 0; count < POLICIES / BATCHES; count += 1) load();
  for (let count = 0; count < ASSESSMENTS / BATCHES; count += 1)
    policy.assess(applications[count % applications.length], { asOf: "2023-09-14", programmes: ["growth"] });
  await yielded();
  if (batch === WARM - 1) warm = await settledMemory();
}

const now = await settledMemory();
const grown = Object.fromEntries(Object.entries(now).map(([part, bytes]) => [part, bytes - warm[part]]));
console.log("grown, in bytes, since the first 10,000 assessments:", grown);
// The core's memory is part of what is external.
assert.ok(grown.heap + grown.external < MOST_GROWTH, "memory grows");
assert.ok(grown.core < MOST_GROWTH, "the core's memory grows");
