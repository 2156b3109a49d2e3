// Runs the fuzz targets, each for a bounded time, and prints how many inputs each was given and what was found:
//
//   node scripts/fuzz.mjs                      a minute each
//   node scripts/fuzz.mjs --seconds 3600       an hour each, going on where the last run ended
//   node scripts/fuzz.mjs --short              some seconds each from the seeds alone, as `npm test` does: the same every time
//   node scripts/fuzz.mjs --target policy      one of them
//
// Targets of the core run by libFuzzer, those of JavaScript by fuzz/javascript/engine.mjs. A finding is a file under
// target/fuzz/findings; it becomes a case where its kind has cases, and is mended.

import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { setUp } from "./setup.mjs";
import { fail, outputOf, root, run, say } from "./shell.mjs";

const SHORT_SECONDS = 20;
/** So many at most: a faster machine comes to nothing new. */
const SHORT_RUNS = 5000;
/** A longer document finds nothing that a shorter one does not, and takes its time. */
const MOST_BYTES = 12_000;

/** What inputs are asked of besides the built-in policy: see fuzz/src/lib.rs. */
const POLICIES = ["tests/cases/policies/newcomers.json", "policies/examples/twitch-affiliate.json"];

const targets = {
  policy: policySeeds,
  application: applicationSeeds,
  screen: screenSeeds,
  rows: null,
  csv: null,
  xlsx: null,
  words: null,
};

const { values: options } = parseArgs({
  options: {
    target: { type: "string", multiple: true, default: Object.keys(targets) },
    seconds: { type: "string" },
    seed: { type: "string" },
    short: { type: "boolean", default: false },
  },
});
const unknown = options.target.find((name) => !(name in targets));
if (unknown) fail(`There is no target ${unknown}: there are ${Object.keys(targets).join(", ")}.`);
const seconds = Number(options.seconds ?? (options.short ? SHORT_SECONDS : 60));
// In a long run every one is another; a short one is to be the same on every machine.
const seed = Number(options.seed ?? (options.short ? 1 : Date.now() % 2 ** 31));
const at = (...parts) => join(root, "target/fuzz", ...parts);

if (options.target.some((name) => targets[name])) build();
const rows = options.target.map((name) => {
  say(`${name}, for ${seconds} s, seed ${seed}`);
  return { target: name, ...(targets[name] ? runNative(name) : runJavaScript(name)) };
});
const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
const perSecond = (row) => Math.round(row.executions / Math.max(row.seconds, 1));
console.table(rows.map((row) => ({ ...row, seconds: Math.round(row.seconds), "per second": perSecond(row) })));
console.log(`${sum("executions")} inputs in all, ${sum("findings")} findings`);
if (sum("findings") > 0) fail(`what was found is in ${at("findings")}`);

function build() {
  setUp(new Set(["rust", "cargo-fuzz"]));
  run("cargo", "fetch", "--locked", "--quiet", "--manifest-path", "fuzz/Cargo.toml");
  // No sanitizer: the crate forbids unsafe code, and without one the pinned compiler does. Comparisons are not traced: that
  // takes two thirds of the time, and what is compared with is what inputs are changed by (fuzz/src/json.rs).
  run(
    "cargo",
    "fuzz",
    "build",
    "--fuzz-dir",
    "fuzz",
    "--release",
    "--sanitizer",
    "none",
    "--no-trace-compares",
    "--target-dir",
    at(),
  );
}

function runNative(name) {
  const seeds = at("seeds", name);
  writeSeeds(seeds, targets[name]());
  const corpus = options.short ? mkdtempSync(join(tmpdir(), "kaibo-fuzz-")) : at("corpus", name);
  const findings = at("findings", name);
  for (const folder of [corpus, findings]) mkdirSync(folder, { recursive: true });
  const before = readdirSync(findings).length;
  const triple = /host: (.*)/.exec(outputOf("rustc", "--version", "--verbose"))[1];
  const bounds = [`-max_total_time=${seconds}`, `-seed=${seed}`, `-max_len=${MOST_BYTES}`, "-timeout=10"];
  const start = performance.now();
  const { stderr, status } = spawnSync(
    at(triple, "release", name),
    [
      corpus,
      seeds,
      ...(options.short ? [`-runs=${SHORT_RUNS}`] : []),
      ...bounds,
      "-print_final_stats=1",
      `-artifact_prefix=${findings}/`,
    ],
    { encoding: "utf8", maxBuffer: 1 << 28, cwd: root },
  );
  const took = (performance.now() - start) / 1000;
  if (options.short) rmSync(corpus, { recursive: true });
  const found = readdirSync(findings).length - before;
  if (status !== 0) console.error(stderr.split("\n").slice(-40).join("\n"));
  const executions = Number(/number_of_executed_units:\s*(\d+)/.exec(stderr)?.[1] ?? 0);
  return { executions, seconds: took, findings: status === 0 ? found : Math.max(found, 1) };
}

function runJavaScript(name) {
  if (!existsSync(join(root, "pkg/dist/index.js"))) fail("the package is not built: run npm run build");
  const { stdout, stderr, status } = spawnSync(
    "node",
    [
      ...["fuzz/javascript/main.mjs", name, "--seconds", `${seconds}`, "--seed", `${seed}`],
      ...(options.short ? ["--runs", `${SHORT_RUNS}`] : []),
    ],
    { encoding: "utf8", maxBuffer: 1 << 28, cwd: root },
  );
  if (status !== 0) console.error(stderr);
  const did = stdout.trim() ? JSON.parse(stdout.trim().split("\n").at(-1)) : { runs: 0, seconds: 0, findings: 1 };
  return { executions: did.runs, seconds: did.seconds, findings: did.findings };
}

/** A file for each, named by what it holds. */
function writeSeeds(folder, seeds) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const value of seeds) {
    const text = typeof value === "string" ? value : JSON.stringify(value);
    const name = createHash("sha256").update(text).digest("hex").slice(0, 16);
    if (text.length <= MOST_BYTES) writeFileSync(join(folder, name), text);
  }
}

/** The cases that say nothing only JavaScript has. */
function cases() {
  const folder = join(root, "tests/cases");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .flatMap((name) => readJson(join("tests/cases", name)).cases)
    .filter((own) => !JSON.stringify(own).includes('"$js"'));
}

function policySeeds() {
  const whole = ["everything", "newcomers"].map((name) => readJson(`tests/cases/policies/${name}.json`));
  const twitch = readJson("policies/examples/twitch-affiliate.json");
  return [
    ...whole,
    twitch,
    ...cases()
      .filter(({ policy }) => policy)
      .map(documentOf),
  ];
}

/** The document of a case, named ones read and changes made, as tests/support/mod.rs does. */
function documentOf({ policy, change = [] }) {
  const named = (value) => {
    if (Array.isArray(value)) return value.map(named);
    return typeof value === "string" && value.endsWith(".json") ? readJson(value) : value;
  };
  const whole = { document: named(policy) };
  for (const { at: pointer, value, remove } of change) {
    const keys = ["document", ...pointer.split("/").slice(1)].map((key) => key.replace("~1", "/").replace("~0", "~"));
    const last = keys.pop();
    const parent = keys.reduce((place, key) => place?.[key], whole);
    if (typeof parent !== "object" || parent === null) continue;
    if (remove) delete parent[last];
    else parent[last === "-" ? parent.length : last] = value;
  }
  return whole.document;
}

function applicationSeeds() {
  return cases()
    .filter(({ policy }) => policy === undefined || POLICIES.includes(policy))
    .filter((own) => own.call !== "loadPolicy" && own.call !== "schedule" && !own.change)
    .map(({ policy, programme, application, options: asked }) => ({ policy, programme, application, options: asked }));
}

function screenSeeds() {
  const { programme, asOf, cases: screenings } = readJson("tests/screenings/cold-start.json");
  const rowsOf = screenings.map(({ facts }) => facts);
  const applications = applicationSeeds().map(({ policy, programme: asked, application, options: given }) => ({
    policy,
    programme: asked,
    asOf: given?.asOf,
    parameters: application?.parameters,
    rows: [application?.facts ?? {}, rowsOf[0]],
  }));
  return [
    ...rowsOf.map((row) => ({ programme, asOf, rows: [row] })),
    { programme, asOf, rows: rowsOf.slice(0, 8) },
    ...applications,
  ];
}

function readJson(path) {
  return JSON.parse(readFileSync(join(root, path), "utf8"));
}
