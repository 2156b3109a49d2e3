// A folder in which the package is installed as its users install it: from the packed tarball.

import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { transformSync } from "esbuild";

export const root = fileURLToPath(new URL("../..", import.meta.url));

let folder;

/** The folder, set up anew in each process. What consumers are built with is found in the repository's node_modules. */
export function consumers() {
  folder ??= setUp(join(root, "target/consumers", String(process.pid)));
  return folder;
}

/** The installed package. */
export function installed() {
  return join(consumers(), "node_modules/kaibo");
}

/** The tarball it comes from. */
export function tarball() {
  return join(consumers(), "kaibo.tgz");
}

/** A folder in it with these files; their names are relative. */
export function project(name, files) {
  const at = join(consumers(), name);
  rmSync(at, { recursive: true, force: true });
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(join(at, file, ".."), { recursive: true });
    writeFileSync(join(at, file), text);
  }
  return at;
}

/** The cases that every consumer passes, and the program that runs them, as ES modules for any tool. */
export function sources() {
  return {
    "cases.js": `export default ${readFileSync(join(root, "tests/cases/cold-start.json"), "utf8")}`,
    "difference.js": readFileSync(join(root, "pkg/dist/cli/difference.js"), "utf8"),
    "run.js": readFileSync(join(import.meta.dirname, "run.js"), "utf8"),
  };
}

/** The same as CommonJS. */
export function commonSources() {
  const files = Object.entries(sources());
  return Object.fromEntries(files.map(([name, code]) => [name, transformSync(code, { format: "cjs" }).code]));
}

function setUp(at) {
  rmSync(at, { recursive: true, force: true });
  mkdirSync(at, { recursive: true });
  process.on("exit", () => rmSync(at, { recursive: true, force: true }));
  const [{ filename }] = JSON.parse(npm(root, "pack", "--json", "--workspace", "kaibo", "--pack-destination", at));
  writeFileSync(join(at, "package.json"), JSON.stringify({ private: true, type: "module" }));
  renameSync(join(at, filename), join(at, "kaibo.tgz"));
  npm(at, "install", "--no-audit", "--no-fund", "--prefer-offline", "./kaibo.tgz");
  return at;
}

function npm(cwd, ...args) {
  return execFileSync("npm", args, { cwd, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}
