// Runs every case in tests/cases through the built package; after each error the policy must still answer.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { readCases, runCase } from "../dist/cli/cases.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = join(root, "tests/cases");

for (const file of readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .sort()) {
  const { cases, faults } = readCases(readFileSync(join(folder, file), "utf8"));
  assert.equal(faults, undefined, `${file}: ${JSON.stringify(faults)}`);
  for (const example of cases.filter(({ only }) => only !== "native")) {
    test(`${file}: ${example.name}`, () => assert.equal(differenceOf(example), ""));
  }
}

function differenceOf(example) {
  const found = runCase(example, root);
  return found === null ? "" : `${found.path || "/"}: ${found.says}`;
}
