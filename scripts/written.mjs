// Files that scripts write from data, and that are committed: with `--check` they are compared instead.

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fail, root } from "./shell.mjs";

const check = process.argv.includes("--check");
const remedy = `run node ${relative(root, process.argv[1])}`;

/** Keeps a file as it should be. */
export function keepFile(file, text) {
  if (existsSync(file) && readFileSync(file, "utf8") === text) return;
  if (check) fail(`${relative(root, file)} is stale: ${remedy}`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Keeps a folder as it should be: these files, by their names, and no other. */
export function keepFolder(folder, texts) {
  for (const [name, text] of texts) keepFile(join(folder, name), text);
  for (const name of readdirSync(folder).filter((found) => !texts.has(found))) {
    if (check) fail(`${relative(root, join(folder, name))} is written by nothing: ${remedy}`);
    rmSync(join(folder, name));
  }
}
