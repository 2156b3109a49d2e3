// Whether the crate breaks nothing that its version must not break, and whether all that is released has one version. The
// package's own surface: scripts/api-report.mjs.
//
// What it is compared with is the newest tag of a release. Before there is one, it is the commit named here: a change that breaks
// needs a new minor version, or, while nothing is released, a later commit here with the reason in its message.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { attempt, fail, NOT_REACHED, outputOf, root } from "./shell.mjs";

const UNRELEASED = "7ad4067";
const released = ["Cargo.toml", "boundary/Cargo.toml", "kernel/Cargo.toml", "pkg/package.json", "www/package.json"];

const versions = released.map((file) => {
  const text = readFileSync(join(root, file), "utf8");
  return [file, /^\s*"?version"?\s*[=:]\s*"([^"]+)"/m.exec(text)?.[1]];
});
if (new Set(versions.map(([, version]) => version)).size > 1)
  fail(`not of one version: ${versions.map(([file, version]) => `${file} ${version}`).join(", ")}`);

const tag = outputOf("git", "describe", "--tags", "--abbrev=0", "--match", "v[0-9]*").trim();
const baseline = tag || UNRELEASED;
const commit = outputOf("git", "rev-parse", "--verify", "--quiet", `${baseline}^{commit}`).trim();
if (!commit) {
  console.log(`${NOT_REACHED} ${baseline}, which the crate is compared with: this clone does not have it`);
  if (process.argv.includes("--strict")) fail("not reached, and asked to be strict");
} else {
  console.log(`compared with ${baseline}`);
  const options = [
    "--package",
    "kaibo",
    "--baseline-rev",
    commit,
    "--only-explicit-features",
    "--features",
    "screening",
  ];
  if (!attempt("cargo", "semver-checks", "check-release", ...options)) fail("the crate breaks what its version keeps");
}
