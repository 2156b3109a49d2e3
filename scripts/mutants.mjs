// Changes the core in some two thousand small ways, one after the other, and sees which of them the tests notice:
//
//   node scripts/mutants.mjs                   all parts: some three hours
//   node scripts/mutants.mjs --part time       one of them
//   node scripts/mutants.mjs --iterate         those alone that were not caught the last time
//   node scripts/mutants.mjs --told            runs nothing: tells what was found the last time
//
// A survivor is a test that is missing, or it is listed with the reason in tests/mutants/survivors.json. One that is not
// fails the command, and so does a part of which less than nine tenths are caught. .cargo/mutants.toml has the rest.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { setUp } from "./setup.mjs";
import { attempt, fail, root, say } from "./shell.mjs";

const LEAST_CAUGHT = 0.9;

/** The tests of all: most mutants are noticed within a second, by the cases. */
const every = ["--lib", ...tests("cases", "clauses", "entangled", "laws", "ledger", "ledgers", "screen")];
/** The tests of each part that are to notice. */
const parts = {
  time: every,
  facts: every,
  plan: every,
  screen: ["--lib", ...tests("ledgers", "screen")],
  assess: every,
  policy: every,
};

const { values: options } = parseArgs({
  options: {
    part: { type: "string", multiple: true, default: Object.keys(parts) },
    iterate: { type: "boolean", default: false },
    told: { type: "boolean", default: false },
  },
});
const unknown = options.part.find((part) => !(part in parts));
if (unknown) fail(`There is no part ${unknown}: there are ${Object.keys(parts).join(", ")}.`);

if (!options.told) {
  setUp(new Set(["rust", "cargo-mutants"]));
  const iterate = options.iterate ? ["--iterate"] : [];
  for (const part of options.part) {
    say(`changing src/${part}`);
    // It fails where one survives: what that means is told below.
    const given = ["--output", folderOf(part), "--file", `src/${part}/**`, "--colors", "never", ...iterate];
    attempt("cargo", "mutants", ...given, "--", ...parts[part]);
  }
}

const found = new Map(options.part.map((part) => [part, outcomesOf(part)]));
const of = (kind, outcomes) => outcomes.filter(({ summary }) => summary === kind);
const rows = [...found, ["all", [...found.values()].flat()]].map(([part, outcomes]) => {
  const caught = of("CaughtMutant", outcomes).length;
  const endless = of("Timeout", outcomes).length;
  const missed = of("MissedMutant", outcomes).length;
  const all = caught + endless + missed;
  return { part, caught, endless, missed, share: all === 0 ? 1 : (caught + endless) / all };
});
console.table(rows.map((row) => ({ ...row, share: percent(row.share) })));

const { survivors: listed } = JSON.parse(readFileSync(join(root, "tests/mutants/survivors.json"), "utf8"));
const reasons = new Map(listed.map(({ mutant, reason }) => [mutant, reason]));
const survivors = of("MissedMutant", [...found.values()].flat()).map(({ scenario }) => scenario.Mutant.name);
const unlisted = survivors.filter((name) => !reasons.has(withoutPlace(name)));
say(`${survivors.length} survive, ${unlisted.length} of them for no reason that is listed`);
for (const name of unlisted) console.log(name);

const { caught, endless, missed, share } = rows.at(-1);
console.log(`${caught + endless} of ${caught + endless + missed} mutants caught: ${percent(share)}`);
const poor = rows.filter((row) => row.share < LEAST_CAUGHT).map(({ part }) => part);
if (poor.length > 0) fail(`less than ${percent(LEAST_CAUGHT)} are caught in ${poor.join(", ")}`);
if (unlisted.length > 0) fail("write a test, or list the survivor in tests/mutants/survivors.json with the reason");

/** What became of each mutant of a part that could be built. */
function outcomesOf(part) {
  const file = join(folderOf(part), "mutants.out/outcomes.json");
  if (!existsSync(file)) fail(`nothing was found out of ${part}: there is no ${file}`);
  const { outcomes } = JSON.parse(readFileSync(file, "utf8"));
  return outcomes.filter(({ scenario, summary }) => scenario.Mutant && summary !== "Unviable");
}

function folderOf(part) {
  return join(root, "target/mutants", part);
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
