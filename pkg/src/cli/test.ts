// kaibo test: whether cases answer as they say.

import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Case, readCases, runCase } from "./cases.js";
import { type Command, type Surroundings, someFiles, textOption, worse } from "./command.js";
import type { Difference } from "./difference.js";
import { type ExitCode, isRefusal, messageOf, type Refusal, readSource } from "./input.js";
import type { Place } from "./json.js";

/** A case that does not answer as it says. */
interface Failure extends Place, Difference {
  readonly file: string;
  readonly name: string;
}

interface Tally {
  passed: number;
  skipped: number;
  readonly failures: Failure[];
  readonly errors: Refusal[];
}

// Documents that cases name are kept beside them.
const POLICIES = "policies";

export const test: Command = {
  options: { json: { type: "boolean" }, root: { type: "string" } },
  run(surroundings, options, paths) {
    const root = textOption(options, "root") ?? process.cwd();
    const tally: Tally = { passed: 0, skipped: 0, failures: [], errors: [] };
    for (const path of someFiles(surroundings, paths)) {
      const files = filesOf(surroundings, path, tally);
      for (const file of files) runFile(file, root, tally);
    }
    if (options.json) surroundings.out.json(forMachines(tally));
    else show(surroundings, tally);
    const worst = tally.errors.reduce<ExitCode>((exit, refusal) => worse(exit, refusal.exit), 0);
    return worse(worst, tally.failures.length > 0 ? 1 : 0);
  },
};

/** The file, or those in the folder and all within it. */
function filesOf(surroundings: Surroundings, path: string, tally: Tally): readonly string[] {
  if (path === "-") return [path];
  try {
    if (!statSync(path).isDirectory()) return [path];
    const files = filesIn(path);
    if (files.length > 0) return files;
    tally.errors.push(unreadable(path, surroundings.say(surroundings.says.noCases, { path })));
  } catch (error) {
    tally.errors.push(unreadable(path, messageOf(error)));
  }
  return [];
}

function filesIn(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((one, other) => (one.name < other.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === POLICIES ? [] : filesIn(path);
    return entry.name.endsWith(".json") ? [path] : [];
  });
}

function unreadable(file: string, help: string): Refusal {
  return { file, exit: 2, errors: [{ code: "unreadable", path: "", expected: "files of cases", help }] };
}

function runFile(file: string, root: string, tally: Tally): void {
  const source = readSource(file);
  if (isRefusal(source)) {
    tally.errors.push(source);
    return;
  }
  const read = readCases(source.text);
  if ("faults" in read) {
    const help = "Correct the file of cases here.";
    const errors = read.faults.map(({ place, code, path, expected }) => ({ code, path, expected, help, ...place }));
    tally.errors.push({ file, exit: 1, errors });
    return;
  }
  for (const example of read.cases) count(file, example, root, tally);
}

function count(file: string, example: Case, root: string, tally: Tally): void {
  if (example.only === "native") {
    tally.skipped += 1;
    return;
  }
  const found = runCase(example, root);
  if (found) tally.failures.push({ file, name: example.name, ...example.place, ...found });
  else tally.passed += 1;
}

function forMachines({ passed, skipped, failures, errors }: Tally): object {
  const refused = errors.map(({ file, errors: faults }) => ({ file, errors: faults }));
  return { passed, failed: failures.length, skipped, failures, errors: refused };
}

function show(surroundings: Surroundings, { passed, skipped, failures, errors }: Tally): void {
  const { out, says } = surroundings;
  for (const refusal of errors) surroundings.showRefusal(refusal);
  for (const { file, line, column, name, path, says: what } of failures) {
    out.line({ text: "✗ ", as: "red" }, { text: `${file}:${line}:${column}`, as: "cyan" }, "  ", {
      text: name,
      as: "bold",
    });
    out.line("    ", { text: path || "/", as: "yellow" }, "  ", what);
  }
  const parts = [surroundings.say(says.casesPassed, { count: passed })];
  if (failures.length > 0) parts.push(surroundings.say(says.casesFailed, { count: failures.length }));
  if (skipped > 0) parts.push(surroundings.say(says.casesSkipped, { count: skipped }));
  const good = failures.length + errors.length === 0;
  out.line({ text: good ? "✓ " : "✗ ", as: good ? "green" : "red" }, surroundings.words().list(parts));
}
