// Changes the core in some two thousand small ways, one after the other, and sees which of them the tests notice:
//
//   node scripts/mutants.mjs                   all parts: some three hours
//   node scripts/mutants.mjs --part time       one of them
//   node scripts/mutants.mjs --again           only what survived the last time, with the tests as they are now
//   node scripts/mutants.mjs --told            runs nothing: tells what was found the last time
//
// A survivor is a test that is missing, or it is listed with the reason in tests/mutants/survivors.json. One that is not
// fails the command, and so does a part of which less than nine tenths are caught. .cargo/mutants.toml has the rest.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { setUp } from "./setup.mjs";
import { attempt, fail, root, say } from "./shell.mjs";

const LEAST_CAUGHT = 0.9;

/** Most mutants are noticed by these, which build and run in a moment; what survives them is held against all. */
const quick = tests("cases");
const every = ["--lib", ...quick, ...tests("clauses", "documents", "entangled", "laws", "ledger", "ledgers", "screen")];
/** The tests of each part that are to notice, one set after the other. */
const parts = {
  time: [quick, every],
  facts: [quick, every],
  plan: [quick, every],
  screen: [["--lib", ...tests("ledgers", "screen")]],
  assess: [quick, every],
  policy: [[...quick, ...tests("documents")], every],
};

const { values: options } = parseArgs({
  options: {
    part: { type: "string", multiple: true, default: Object.keys(parts) },
    again: { type: "boolean", default: false },
    told: { type: "boolean", default: false },
  },
});
const unknown = options.part.find((part) => !(part in parts));
if (unknown) fail(`There is no part ${unknown}: there are ${Object.keys(parts).join(", ")}.`);

if (!options.told) {
  setUp(new Set(["rust", "cargo-mutants"]));
  // Each run copies the source to a new place: what it depends on need not be built anew there.
  process.env.CARGO_TARGET_DIR = join(root, "target/mutants/build");
  for (const part of options.part) change(part);
}

const found = new Map(options.part.map((part) => [part, foundIn(part)]));
const of = (kind, outcomes) => outcomes.filter(([, { summary }]) => summary === kind);
const rows = [...found, ["all", [...found.values()].flat()]].map(([part, outcomes]) => {
  const caught = of("CaughtMutant", outcomes).length;
  const endless = of("Timeout", outcomes).length;
  const missed = of("MissedMutant", outcomes).length;
  const all = caught + endless + missed;
  return { part, caught, endless, missed, share: all === 0 ? 1 : (caught + endless) / all };
});
console.table(rows.map((row) => ({ ...row, share: percent(row.share) })));

const { survivors: listed } = JSON.parse(readFileSync(join(root, "tests/mutants/survivors.json"), "utf8"));
const survivors = of("MissedMutant", [...found.values()].flat());
const isListed = ([name, { line }]) => listed.some((own) => own.mutant === withoutPlace(name) && own.line === line);
const unlisted = survivors.filter((survivor) => !isListed(survivor));
say(`${survivors.length} survive, ${unlisted.length} of them for no reason that is listed`);
for (const [name, { line }] of unlisted) console.log(`${name}\n    ${line}`);

const { caught, endless, missed, share } = rows.at(-1);
console.log(`${caught + endless} of ${caught + endless + missed} mutants caught: ${percent(share)}`);
const poor = rows.filter((row) => row.share < LEAST_CAUGHT).map(({ part }) => part);
if (poor.length > 0) fail(`less than ${percent(LEAST_CAUGHT)} are caught in ${poor.join(", ")}`);
if (unlisted.length > 0) fail("write a test, or list the survivor in tests/mutants/survivors.json with the reason");

function change(part) {
  const mutants = options.again ? standing(recordOf(part)) : {};
  for (const [stage, chosen] of parts[part].entries()) {
    say(`changing src/${part}: ${chosen.join(" ")}`);
    const folder = join(root, "target/mutants", part);
    mkdirSync(folder, { recursive: true });
    const again = options.again || stage > 0 ? ["--iterate"] : [];
    // Given to cargo itself and not to its tests alone: what is not chosen is not built either.
    const only = chosen.map((one) => `--cargo-arg=${one}`);
    const given = ["--output", folder, "--file", `src/${part}/**`, "--colors", "never", ...again, ...only];
    // It fails where one survives: what that means is told below.
    const isWell = attempt("cargo", "mutants", ...given);
    const file = join(folder, "mutants.out/outcomes.json");
    // Nothing is left to be changed: all was noticed before.
    if (isWell && !existsSync(file)) break;
    const { outcomes, end_time: ended } = JSON.parse(readFileSync(file, "utf8"));
    if (!ended) fail(`src/${part} was not changed to its end`);
    for (const { scenario, summary } of outcomes)
      if (scenario.Mutant) mutants[scenario.Mutant.name] = { summary, line: lineOf(scenario.Mutant) };
    writeFileSync(fileOf(part), JSON.stringify(mutants, null, 2));
  }
}

/** The line that is changed, as it stands. */
function lineOf({ file, span }) {
  return (readFileSync(join(root, file), "utf8").split("\n")[span.start.line - 1] ?? "").trim();
}

/** Of a record, the mutants whose line stands where it stood: others have another name now. */
function standing(record) {
  const isThere = ([name, { line }]) => {
    const [file, start] = name.split(":");
    return lineOf({ file, span: { start: { line: Number(start) } } }) === line;
  };
  return Object.fromEntries(Object.entries(record).filter(isThere));
}

/** Of each mutant of a part that could be built: its name, and what became of it and which line it changed. */
function foundIn(part) {
  return Object.entries(recordOf(part)).filter(([, { summary }]) => summary !== "Unviable");
}

function recordOf(part) {
  const file = fileOf(part);
  if (!existsSync(file)) fail(`nothing was found out of ${part}: there is no ${file}`);
  return JSON.parse(readFileSync(file, "utf8"));
}

function fileOf(part) {
  return join(root, "target/mutants", `${part}.json`);
}

function tests(...names) {
  return names.flatMap((name) => ["--test", name]);
}

/** Lines move; what is changed, and in which function, stays. */
function withoutPlace(name) {
  return name.replace(/:\d+:\d+:/, ":");
}

function percent(share) {
  return `${(share * 100).toFixed(1)}%`;
}
