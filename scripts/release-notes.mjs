// Prints the notes of a release: what the changelog says of the package's version (of what is unreleased, where it says
// nothing yet), and what the built WebAssembly hashes to.

import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fail, root } from "./shell.mjs";

/** By its name in the notes, each module that the package carries. */
const modules = {
  "core.wasm": "pkg/dist/core.wasm",
  "the planner of `kaibo/screen`": "target/planner/core.wasm",
  "the kernel of `kaibo/screen`": "target/kernel/plain.wasm",
  "the kernel with vectors": "target/kernel/vectors.wasm",
};

const read = (path) => readFileSync(join(root, path));
const { version } = JSON.parse(read("pkg/package.json"));
const absent = Object.values(modules).filter((path) => !existsSync(join(root, path)));
if (absent.length > 0) fail(`${absent.join(", ")} not built: run npm run build`);

const rows = Object.entries(modules).map(([name, path]) => {
  const named = name.includes("`") ? name : `\`${name}\``;
  return `| ${named} | \`${createHash("sha256").update(read(path)).digest("hex")}\` |\n`;
});
process.stdout.write(`# kaibo ${version}

${sectionOf(read("CHANGELOG.md").toString())}

## WebAssembly

A build of the same sources gives these again, wherever it is made. The package tells the first as \`CORE_DIGEST\`.

| module | SHA-256 |
|---|---|
${rows.join("")}`);

function sectionOf(changelog) {
  const sections = changelog.split(/^## /m).slice(1);
  const named = (name) => sections.find((section) => section.replace("[", "").startsWith(name));
  const section = named(version) ?? named("Unreleased") ?? fail("The changelog says nothing of this version.");
  return section.slice(section.indexOf("\n")).trim();
}
