// Policies come and go, and nobody frees them: what was dropped is read again, what is disposed of stays so.

import assert from "node:assert/strict";
import { test } from "node:test";
import { KaiboError, loadPolicy } from "kaibo";
import { initSync } from "../dist/glue.js";

const { document } = loadPolicy();
const variant = (name) => ({ ...document, version: name });
const outcome = (policy) =>
  policy.assess({ facts: { hasBrandBadge: true } }, { asOf: "2023-09-14" }).programmes[0].outcome;

test("more policies than the core keeps all go on answering, each as itself", () => {
  const policies = Array.from({ length: 100 }, (_, index) => loadPolicy(variant(`v${index}`)));
  for (const round of [1, 2]) {
    for (const [index, policy] of policies.entries()) {
      const { policy: told, programmes } = policy.assess({ facts: { hasBrandBadge: true } }, { asOf: "2023-09-14" });
      assert.deepEqual([round, told.version, programmes[0].outcome], [round, `v${index}`, "ineligible"]);
      assert.equal(policy.document.version, `v${index}`);
    }
  }
});

test("their memory in the core is bounded, whenever finalizers run", () => {
  const core = initSync({});
  for (let index = 0; index < 100; index += 1) loadPolicy(variant(`warm${index}`));
  const before = core.memory.buffer.byteLength;
  for (let index = 0; index < 1_000; index += 1) loadPolicy(variant(`w${index}`));
  assert.ok(core.memory.buffer.byteLength - before < 2 ** 20, "a megabyte at most, for a thousand policies");
});

test("a policy of several versions is read again whole", () => {
  const versions = [
    { ...document, version: "a", effective: { from: "2023-01-01", until: "2023-06-30" } },
    { ...document, version: "b", effective: { from: "2023-07-01", until: null } },
  ];
  const policy = loadPolicy(versions);
  for (let index = 0; index < 40; index += 1) loadPolicy(variant(`between${index}`));
  assert.equal(policy.assess({}, { asOf: "2023-03-01" }).policy.version, "a");
  assert.equal(policy.assess({}, { asOf: "2023-09-14" }).policy.version, "b");
});

test("disposing of one leaves others of the same digest as they are", () => {
  const [one, other] = [loadPolicy(), loadPolicy()];
  one.dispose();
  one.dispose();
  assert.equal(outcome(other), "ineligible");
  assert.throws(
    () => outcome(one),
    (error) => error instanceof KaiboError && error.code === "not-ready",
  );
  other.dispose();
  assert.equal(outcome(loadPolicy()), "ineligible");
});
