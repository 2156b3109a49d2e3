// Cases as data: a file holds what is asked and what the answer must be (tests/cases/README.md describes the format).

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Application, KaiboError, loadPolicy, type Policy } from "../index.js";
import { type Difference, difference, isObject, show } from "./difference.js";
import { type Place, placesOf, readJson } from "./json.js";
import { revive } from "./revive.js";

/** One case, as it stands in its file. */
export interface Case {
  /** The claim, as a sentence. */
  readonly name: string;
  /** Where in the file it stands. */
  readonly place: Place;
  readonly call: Call;
  /** A document, a path from the root, JSON text, or an array of these; absent: the built-in policy. */
  readonly policy?: unknown;
  readonly change?: readonly Change[];
  readonly programme?: unknown;
  readonly application?: unknown;
  readonly options?: unknown;
  readonly expect?: unknown;
  readonly error?: ExpectedError;
  readonly only?: "javascript" | "native";
}

/** An error that must be among those thrown; what is not said of it may be anything. */
interface ExpectedError {
  readonly code: string;
  readonly path?: string;
  readonly expected?: string;
  /** Nothing else may be wrong. */
  readonly alone?: true;
}

/** What a case may call. */
export type Call = (typeof calls)[number];

interface Change {
  readonly at: string;
  readonly value?: unknown;
  readonly remove?: boolean;
}

/** What is wrong with a file of cases itself, and where. */
export interface CaseFileFault {
  readonly place: Place;
  /** JSON Pointer into the file. */
  readonly path: string;
  readonly code: "not-json" | "duplicate-key" | "too-deep" | "wrong-type" | "unknown-key" | "missing-key";
  readonly expected: string;
}

const calls = ["assess", "decide", "questions", "outlook", "remedies", "schedule", "loadPolicy"] as const;
const fileKeys = ["says", "cases"];
const caseKeys = ["name", "call", "policy", "change", "programme", "application", "options", "expect", "error", "only"];

let builtIn: Policy | undefined;

/** The cases of a file's text, or all that is wrong with it. */
export function readCases(
  text: string,
): { readonly cases: readonly Case[] } | { readonly faults: readonly CaseFileFault[] } {
  const reading = readJson(text);
  if ("mistake" in reading) {
    const { code, path, line, column } = reading.mistake;
    return { faults: [{ place: { line, column }, path, code, expected: "JSON, with each key once" }] };
  }
  const faults = faultsOf(reading.value);
  if (faults.length > 0) {
    const places = placesOf(
      text,
      faults.map(({ path }) => path),
    );
    return { faults: faults.map((fault) => ({ ...fault, place: places.get(fault.path) ?? { line: 1, column: 1 } })) };
  }
  const { cases } = reading.value as { cases: readonly Omit<Case, "place" | "call">[] };
  const paths = cases.map((_, index) => `/cases/${index}`);
  const places = placesOf(text, paths);
  return {
    cases: cases.map((one, index) => ({
      call: "assess",
      ...one,
      place: places.get(paths[index] as string) ?? { line: 1, column: 1 },
    })),
  };
}

/**
 * Runs a case; `null` if all is as it says. After an error the built-in policy must still answer.
 *
 * @param root - The folder that paths of policies start from.
 */
export function runCase(example: Case, root: string): Difference | null {
  let answer: unknown;
  try {
    answer = ask(example, root);
  } catch (error) {
    return example.error && error instanceof KaiboError ? faultDifference(error, example.error) : thrown(error);
  }
  if (!example.error) return difference(answer, example.expect ?? {});
  return { path: "", says: `${show(answer)} was answered; expected the error ${show(example.error)}` };
}

type Unplaced = Omit<CaseFileFault, "place">;

function faultsOf(file: unknown): readonly Unplaced[] {
  if (!isObject(file)) return [{ path: "", code: "wrong-type", expected: 'an object with "cases"' }];
  const faults: Unplaced[] = unknownKeys(file, fileKeys, "");
  const { cases } = file;
  if (!Array.isArray(cases)) {
    const code = cases === undefined ? "missing-key" : "wrong-type";
    return [...faults, { path: cases === undefined ? "" : "/cases", code, expected: 'an array "cases"' }];
  }
  return [...faults, ...cases.flatMap((one, index) => caseFaults(one, `/cases/${index}`))];
}

function caseFaults(one: unknown, path: string): readonly Unplaced[] {
  if (!isObject(one)) return [{ path, code: "wrong-type", expected: "an object" }];
  const faults = unknownKeys(one, caseKeys, path);
  const check = (key: string, right: boolean, expected: string) => {
    if (right) return;
    const missing = one[key] === undefined;
    faults.push({ path: missing ? path : `${path}/${key}`, code: missing ? "missing-key" : "wrong-type", expected });
  };
  const { name, call, change, error, only } = one;
  check("name", typeof name === "string", 'a "name"');
  check("call", call === undefined || calls.some((known) => known === call), `one of ${calls.join(", ")}`);
  check(
    "change",
    change === undefined || (Array.isArray(change) && change.every(isChange)),
    'an array of {"at", "value" or "remove"}',
  );
  check(
    "error",
    error === undefined || isExpectedError(error),
    'an object with "code" and, where it matters, "path", "expected" and "alone": true',
  );
  check("only", only === undefined || only === "javascript" || only === "native", '"javascript" or "native"');
  if (error !== undefined && one.expect !== undefined)
    faults.push({ path: `${path}/expect`, code: "wrong-type", expected: 'either "expect" or "error"' });
  return faults;
}

function unknownKeys(object: Readonly<Record<string, unknown>>, known: readonly string[], path: string): Unplaced[] {
  return Object.keys(object)
    .filter((key) => !known.includes(key))
    .map((key) => ({ path: `${path}/${key}`, code: "unknown-key", expected: `one of ${known.join(", ")}` }));
}

function isChange(change: unknown): boolean {
  return (
    isObject(change) && typeof change.at === "string" && unknownKeys(change, ["at", "value", "remove"], "").length === 0
  );
}

function isExpectedError(error: unknown): boolean {
  if (!isObject(error)) return false;
  const { code, path, expected, alone, ...others } = error;
  const isText = (value: unknown) => value === undefined || typeof value === "string";
  const isWell = typeof code === "string" && isText(path) && isText(expected);
  return isWell && (alone === undefined || alone === true) && Object.keys(others).length === 0;
}

function ask(example: Case, root: string): unknown {
  const document = changed(documentOf(example.policy, root), example.change ?? []) as object | string | undefined;
  if (example.call === "loadPolicy") {
    const { id, version, digest, document: newest } = loadPolicy(document);
    return { id, version, digest, document: newest };
  }
  const policy = document === undefined ? builtInPolicy() : loadPolicy(document);
  // A case may hold what no type allows: that is what it is for.
  const programme = revive(example.programme) as string;
  const application = revive(example.application ?? {}) as object;
  const options = revive(example.options) as object;
  if (example.call === "assess") return policy.assess(application, options);
  if (example.call === "schedule") return policy.schedule(programme, options);
  if (example.call === "decide") {
    const { facts = {}, parameters } = application as Application;
    return policy.decide(programme, facts, parameters === undefined ? options : { ...options, parameters });
  }
  return policy[example.call](programme, application, options);
}

function builtInPolicy(): Policy {
  builtIn ??= loadPolicy();
  return builtIn;
}

/** A document is written in the case, or named by its path from the root; so are those in an array. */
function documentOf(policy: unknown, root: string): unknown {
  if (Array.isArray(policy)) return policy.map((one) => documentOf(one, root));
  if (typeof policy !== "string" || !policy.endsWith(".json")) return revive(policy);
  return JSON.parse(readFileSync(resolve(root, policy), "utf8"));
}

/** The document with a value put at each path, or what is there removed. */
function changed(document: unknown, changes: readonly Change[]): unknown {
  for (const { at, value, remove } of revive(changes) as readonly Change[]) {
    const keys = at.split("/").slice(1);
    const last = keys.pop() ?? "";
    const parent = keys.reduce<unknown>((part, key) => (isObject(part) ? part[key] : undefined), document);
    if (!isObject(parent)) throw new Error(`nothing is at ${at} to change`);
    if (remove) delete parent[last];
    else parent[last] = value;
  }
  return document;
}

function thrown(error: unknown): Difference {
  return { path: "", says: error instanceof Error ? error.message : String(error) };
}

function faultDifference(error: KaiboError, wanted: ExpectedError): Difference | null {
  if (error.code === "internal") return { path: "", says: `a defect of Kaibo: ${error.cause}` };
  const isThere = error.errors.some(
    ({ code, path, expected }) =>
      code === wanted.code && path === (wanted.path ?? path) && expected === (wanted.expected ?? expected),
  );
  if (isThere && (wanted.alone !== true || error.errors.length === 1)) return afterError();
  const errors = error.errors.map(({ code, path, expected }) => ({ code, path, expected }));
  return { path: "", says: `the errors ${show(errors)} do not hold ${show(wanted)}` };
}

function afterError(): Difference | null {
  const answer = builtInPolicy().assess({ facts: { hasBrandBadge: true } }, { asOf: "2023-09-14" });
  const differs = difference(answer, { programmes: [{ id: "cold-start", outcome: "ineligible", missing: [] }] });
  return differs && { path: differs.path, says: `after the error, the built-in policy answers: ${differs.says}` };
}
