// Builds the package once more from the same sources, in another folder and with cargo's own folder elsewhere, and compares
// every file: what a build writes must not tell where it was made.

import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { attempt, fail, outputOf, root } from "./shell.mjs";

const dist = "pkg/dist";

/** What each file of a built package hashes to. */
function hashesIn(folder) {
  const entries = readdirSync(join(folder, dist), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const hash = (file) => createHash("sha256").update(readFileSync(file)).digest("hex");
  return new Map(files.sort().map((file) => [relative(join(folder, dist), file), hash(file)]));
}

if (!existsSync(join(root, dist))) fail("the package is not built: run npm run build");
const elsewhere = mkdtempSync(join(tmpdir(), "another-place-to-build-"));
process.on("exit", () => rmSync(elsewhere, { recursive: true, force: true }));
const copy = join(elsewhere, "a/copy/of/the/sources");
// What git knows and what it would: the sources as they stand.
for (const path of outputOf("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")) {
  if (!path || !existsSync(join(root, path))) continue;
  mkdirSync(dirname(join(copy, path)), { recursive: true });
  cpSync(join(root, path), join(copy, path));
}
symlinkSync(join(root, "node_modules"), join(copy, "node_modules"));
const cargoHome = process.env.CARGO_HOME ?? join(homedir(), ".cargo");
const otherHome = join(elsewhere, "cargo");
mkdirSync(otherHome);
// Its settings and what it has downloaded, by another path.
for (const name of readdirSync(cargoHome)) symlinkSync(join(cargoHome, name), join(otherHome, name));

const built = attempt("env", `CARGO_HOME=${otherHome}`, "node", join(copy, "scripts/build.mjs"));
if (!built) fail("the copy does not build");
const [here, there] = [hashesIn(root), hashesIn(copy)];
const differ = [...new Set([...here.keys(), ...there.keys()])].filter((path) => here.get(path) !== there.get(path));
if (differ.length > 0) fail(`built elsewhere, these differ: ${differ.join(", ")}`);
console.log(`built elsewhere, all ${here.size} files are the same; core.wasm is ${here.get("core.wasm")}`);
