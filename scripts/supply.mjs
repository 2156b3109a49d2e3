// What the project is built from: known weaknesses, licences, sources, of crates and of npm packages.
//
// The lists of known weaknesses are kept elsewhere. Where they cannot be reached, that is said, and is no failure: nothing is
// wrong with the project, and nothing is known either. With `--strict`, as before a release, it is one.

import { spawnSync } from "node:child_process";
import { fail, NOT_REACHED, outputOf, root } from "./shell.mjs";

const strict = process.argv.includes("--strict");
/** Whoever does not answer for so long will not. */
const PATIENCE = { timeout: 120_000, killSignal: "SIGKILL" };

const manifests = ["Cargo.toml", "fuzz/Cargo.toml"];
const failed = [];
const unreached = [];

for (const manifest of manifests) {
  const options = ["--manifest-path", manifest, "--config", "deny.toml", "--workspace", "--all-features", "--locked"];
  const deny = (...args) => command("cargo", "deny", ...options, ...args);
  step(`${manifest}: licences, bans and sources`, deny("--offline", "check", "licenses", "bans", "sources"));
  const fetched = deny("fetch", "db");
  if (fetched.status === 0) step(`${manifest}: known weaknesses`, deny("check", "advisories"));
  else missed(`${manifest}: the known weaknesses of crates (RustSec)`, lastLine(fetched.stderr));
}

const audit = command("npm", "audit", "--json");
const report = parsed(audit.stdout);
if (report?.auditReportVersion === undefined) {
  missed("package-lock.json: the known weaknesses of npm packages", report?.message ?? lastLine(audit.stderr));
} else {
  const { total } = report.metadata.vulnerabilities;
  step(`package-lock.json: known weaknesses, ${total} found`, {
    ...audit,
    stderr: total > 0 ? outputOf("npm", "audit") : "",
  });
}

for (const line of unreached) console.log(`${NOT_REACHED} ${line}`);
if (failed.length > 0) fail(`not as it must be: ${failed.join("; ")}`);
if (strict && unreached.length > 0) fail("not reached, and asked to be strict");

function command(name, ...args) {
  return spawnSync(name, args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28, ...PATIENCE });
}

function step(what, { status, stdout, stderr }) {
  console.log(`${status === 0 ? "as it must be" : "FAILED"}: ${what}`);
  if (status === 0) return;
  failed.push(what);
  console.error(stderr || stdout);
}

/** Nothing was checked, and why. */
function missed(what, reason) {
  unreached.push(`${what}: nothing is checked (${reason || "no answer"})`);
}

function lastLine(text) {
  return text?.trim().split("\n").at(-1)?.trim();
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
