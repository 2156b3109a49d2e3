// `npm test`: sets up what is missing and runs the lanes but the long ones; `-- --lane NAME` runs one, `--fast` the fast
// commands of all.

import { parseArgs } from "node:util";
import { lanes } from "./lanes.mjs";
import { setUp } from "./setup.mjs";
import { attempt, attemptKeeping, fail, say } from "./shell.mjs";

const { values: options } = parseArgs({
  options: { lane: { type: "string", multiple: true }, fast: { type: "boolean", default: false } },
});
const unknown = (options.lane ?? []).find((name) => !lanes.some((lane) => lane.name === name));
if (unknown) fail(`There is no lane ${unknown}: there are ${lanes.map((lane) => lane.name).join(", ")}.`);

const chosen = lanes
  .filter(({ name, long }) => options.lane?.includes(name) ?? !long)
  .map((lane) => ({ ...lane, commands: lane.commands.filter(({ fast }) => fast || !options.fast) }))
  .filter(({ commands }) => commands.length > 0);

/** What some lanes need built first, once for all of them. */
const builds = {
  package: () => attempt("node", "scripts/build.mjs"),
  page: () => attempt("npm", "run", "build", "--workspace", "www"),
};
const built = new Map();

const needs = new Set(chosen.flatMap((lane) => lane.needs));
// Building the package needs more than running what was built.
if (needs.has("package")) for (const need of ["npm", "rust", "wasm-pack"]) needs.add(need);
const unmet = setUp(needs);

const failures = [];
const unchecked = [];
const results = [];
for (const lane of chosen) {
  say(`lane ${lane.name}: ${lane.checks}`);
  const start = performance.now();
  const passed = await runLane(lane);
  results.push({ name: lane.name, passed, seconds: (performance.now() - start) / 1000 });
}

say("summary");
for (const { name, passed, seconds } of results) {
  console.log(`${passed ? "passed" : "FAILED"}  ${name.padEnd(10)} ${seconds.toFixed(1).padStart(7)} s`);
}
for (const line of unchecked) console.log(line);
const failed = results.filter(({ passed }) => !passed).length;
// Whoever reads only the end of a long log finds what failed there.
for (const { line, last } of failures) console.log(`\n${line}\n${last}`);
console.log(`\n${results.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** Whether every command of a lane succeeds; all of them run, so that one look shows everything. */
async function runLane({ needs, commands }) {
  const absent = needs.filter((need) => unmet.includes(need));
  if (absent.length > 0) {
    console.error(`not run: ${absent.join(", ")} not installed`);
    return false;
  }
  for (const need of needs) if (need in builds && !build(need)) return false;
  let passed = true;
  for (const { run } of commands) passed = (await runCommand(run)) && passed;
  return passed;
}

function build(need) {
  if (!built.has(need)) built.set(need, builds[need]());
  if (!built.get(need)) console.error(`not run: the ${need} does not build`);
  return built.get(need);
}

async function runCommand(line) {
  console.log(`$ ${line}`);
  const start = performance.now();
  const { passed, last, unreached } = await attemptKeeping(12, "sh", "-c", line);
  console.log(`  ${((performance.now() - start) / 1000).toFixed(1)} s`);
  unchecked.push(...unreached);
  if (!passed) failures.push({ line: `failed: ${line}`, last });
  return passed;
}
