// The READMEs' tables of error codes: every code of the set, none besides, each with its cause and its cure.

import { readFileSync } from "node:fs";
import { test } from "node:test";

const read = (path) => readFileSync(new URL(path, import.meta.url), "utf8");
const [, set] = /export type ErrorCode =([^;]+);/.exec(read("../src/generated/index.ts"));
const codes = [...set.matchAll(/"([a-z-]+)"/g)].map(([, code]) => code);

test("there are error codes", (t) => t.assert.ok(codes.length > 40));

const heads = { "README.md": "| code | cause | cure |", "README.zh-CN.md": "| 代码 | 原因 | 怎么办 |" };
for (const [file, head] of Object.entries(heads)) {
  const [, table] = read(`../${file}`).split(`${head}\n|---|---|---|\n`);
  const rows = table
    .split("\n\n", 1)[0]
    .split("\n")
    .map((line) => line.split(" | ").map((cell) => cell.replace(/^\| | \|$/g, "").trim()));

  test(`${file} has the codes of the set, in its order`, (t) => {
    t.assert.deepEqual(
      rows.map(([code]) => code),
      codes.map((code) => `\`${code}\``),
    );
  });
  test(`${file} has a cause and a cure for each`, (t) => {
    for (const row of rows) {
      t.assert.equal(row.length, 3, row[0]);
      for (const cell of row) t.assert.match(cell, /[.。`]$/, row[0]);
    }
  });
}

test("docs/errors.md has a section for each", (t) => {
  const sections = [...read("../docs/errors.md").matchAll(/^## `(.+)`$/gm)].map(([, code]) => code);
  t.assert.deepEqual(sections, codes);
});
