// Prints what the built package weighs beside what it may, and fails where something grew past it: all with brotli.
//
// `most` is what the build may not pass; `asked` is the aim where that is less, and stays on the list until it is reached.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fail, root } from "./shell.mjs";
import { brotli, bundled } from "./weigh.mjs";

const read = (path) => readFileSync(join(root, path));

const budgets = [
  { what: "core.wasm, what answers", bytes: () => read("pkg/dist/core.wasm"), asked: 100_000, most: 115_000 },
  { what: "kaibo, all of it in one file", bytes: () => bundled('export * from "kaibo"'), most: 140_000 },
  { what: "kaibo/slim without core.wasm", bytes: () => bundled('export * from "kaibo/slim"'), most: 19_000 },
  { what: "planner, what plans screenings", bytes: () => read("target/planner/core.wasm"), most: 107_000 },
  { what: "kernel, what screens", bytes: () => read("target/kernel/plain.wasm"), most: 10_000 },
  { what: "kernel with vectors", bytes: () => read("target/kernel/vectors.wasm"), most: 10_000 },
];

const rows = await Promise.all(
  budgets.map(async ({ what, bytes, asked, most }) => ({
    what,
    has: brotli(await bytes()).length,
    asked: asked ?? most,
    most,
  })),
);
console.table(rows);
const grown = rows.filter(({ has, most }) => has > most);
if (grown.length > 0) fail(grown.map(({ what, has, most }) => `${what}: ${has} bytes, may have ${most}`).join("; "));
