// Writes what is generated from the Rust types: the JSON Schema of policies and TypeScript's types of answers;
// `--check` compares instead.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fail, root, run } from "./shell.mjs";

const files = ["policies/schema.json", "pkg/src/generated/index.ts"];
const read = () => files.map((file) => readFileSync(join(root, file), "utf8"));

const before = read();
run("cargo", "run", "--quiet", "--features", "generate", "--example", "generate");
run("biome", "format", "--write", "--log-level=error", "pkg/src/generated");
const stale = files.filter((_, index) => before[index] !== read()[index]);
if (process.argv.includes("--check") && stale.length > 0) {
  fail(`${stale.join(", ")} was stale and is written anew: commit it (npm run generate).`);
}
