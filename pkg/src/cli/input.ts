// Files that were named: their text, and what is wrong with them, by line and column where that is known.

import { readFileSync, statSync } from "node:fs";
import type { Fault } from "../generated/index.js";
import { KaiboError, loadPolicy, type Policy } from "../index.js";
import type { PolicyWords } from "../locales/document.js";
import { type Mistake, type Place, placesOf, readJson } from "./json.js";

/** How the command ends: done; refused, failed or not met; wrong usage or unreadable. */
export type ExitCode = 0 | 1 | 2;

/** A fault, and where in the file it is. */
export type FileFault = Fault & Partial<Place>;

/** A file that cannot be used. */
export interface Refusal {
  readonly file: string;
  readonly errors: readonly FileFault[];
  readonly exit: Exclude<ExitCode, 0>;
}

/** A file that was read. */
export interface Source {
  /** The path as it was given; `-` is standard input. */
  readonly file: string;
  readonly text: string;
}

/** The text of a file and the JSON in it. */
export interface JsonSource extends Source {
  readonly value: unknown;
}

const STANDARD_INPUT = "-";
// More than any input the core takes; it has limits of its own.
const MOST_BYTES = 64 * 1024 * 1024;

const mistakeWords: Readonly<Record<Mistake["code"], readonly [expected: string, help: string]>> = {
  "not-json": ["JSON", "Correct the text here."],
  "duplicate-key": ["each key once", "Keep one of the two."],
  "too-deep": ["fewer levels", "Nest the input less deeply."],
};

/** Reads a file; `-` is standard input. */
export function readSource(file: string): Source | Refusal {
  let bytes: Uint8Array;
  try {
    if (file !== STANDARD_INPUT && statSync(file).size > MOST_BYTES) return tooLarge(file);
    bytes = readFileSync(file === STANDARD_INPUT ? 0 : file);
  } catch (error) {
    return refuse(file, 2, "unreadable", "a file that can be read", messageOf(error));
  }
  if (bytes.length > MOST_BYTES) return tooLarge(file);
  try {
    return { file, text: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch {
    return refuse(file, 1, "not-json", "text in UTF-8", "Save the file in UTF-8.");
  }
}

/** Reads a file that holds JSON. */
export function readJsonSource(file: string): JsonSource | Refusal {
  const source = readSource(file);
  if (isRefusal(source)) return source;
  const reading = readJson(source.text);
  if ("value" in reading) return { ...source, value: reading.value };
  const { code, path, line, column } = reading.mistake;
  const [expected, help] = mistakeWords[code];
  return { file, exit: 1, errors: [{ code, path, expected, help, line, column }] };
}

/** What the core refuses, each fault with its place in the file; anything else that is thrown is thrown on. */
export function refusalOf(error: unknown, source: Source): Refusal {
  if (!(error instanceof KaiboError)) throw error;
  const places = placesOf(
    source.text,
    error.errors.map(({ path }) => path),
  );
  return { file: source.file, exit: 1, errors: error.errors.map((fault) => ({ ...fault, ...places.get(fault.path) })) };
}

/** A policy that was read. */
export interface PolicySource extends Source {
  readonly policy: Policy;
  /** The documents of its versions. */
  readonly versions: readonly PolicyWords[];
}

/** Reads a policy's document, or all that is wrong with it. */
export function readPolicy(file: string): PolicySource | Refusal {
  const source = readJsonSource(file);
  if (isRefusal(source)) return source;
  try {
    const policy = loadPolicy(source.text);
    // The core has read it, so it is a document, or an array of them.
    return { ...source, policy, versions: [source.value].flat() as readonly PolicyWords[] };
  } catch (error) {
    return refusalOf(error, source);
  }
}

/** Whether a file was refused. */
export function isRefusal<T extends object>(result: T | Refusal): result is Refusal {
  return "errors" in result && "exit" in result;
}

/** What went wrong outside the package, in the system's words. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function tooLarge(file: string): Refusal {
  return refuse(file, 1, "too-large", `at most ${MOST_BYTES} bytes`, "Make the input smaller.");
}

function refuse(file: string, exit: 1 | 2, code: Fault["code"], expected: string, help: string): Refusal {
  return { file, exit, errors: [{ code, path: "", expected, help }] };
}
