// Bad columns, as data: each is refused with its code and its path, and the same instance goes on answering rightly.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { KaiboError, loadPolicy } from "kaibo";
import { INELIGIBLE, screen, UNDETERMINED } from "kaibo/screen";
import { revive } from "../dist/cli/revive.js";

const asOf = "2023-09-14";
const policy = loadPolicy();
const { cases } = JSON.parse(readFileSync(new URL("../../tests/hostile/columns.json", import.meta.url), "utf8"));

for (const { name, programme = "cold-start", columns, options = { asOf }, error } of cases) {
  test(name, async () => {
    const asked = screen(policy, programme, columnsOf(columns), revive(options));
    await assert.rejects(asked, (thrown) => {
      assert.ok(thrown instanceof KaiboError, String(thrown));
      const faults = thrown.errors.map(({ code, path }) => `${code} ${path}`);
      assert.ok(faults.includes(`${error.code} ${error.path}`), faults.join(", "));
      for (const { expected, help } of thrown.errors) assert.ok(expected && help);
      return true;
    });
    await stillAnswers();
  });
}

/** The control question. */
async function stillAnswers() {
  const { outcomes } = await screen(policy, "cold-start", { hasBrandBadge: Uint8Array.of(1, 0) }, { asOf });
  assert.deepEqual([...outcomes], [INELIGIBLE, UNDETERMINED]);
  const [coldStart] = policy.assess({ facts: { hasBrandBadge: true } }, { asOf }).programmes;
  assert.equal(coldStart.outcome, "ineligible");
}

/** Columns of their names: `{ "array": "Uint8Array", "values": [0, 1] }`. */
function columnsOf(value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  if (typeof value.$js === "string") return revive(value);
  if (typeof value.array === "string") return arrayOf(value);
  if (Array.isArray(value.$own)) {
    const [key, own] = value.$own;
    return Object.defineProperty({}, key, { value: columnsOf(own), enumerable: true });
  }
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, columnsOf(part)]));
}

function arrayOf({ array, values }) {
  if (array === "DataView") return new DataView(new ArrayBuffer(8));
  return globalThis[array].from(revive(values));
}
