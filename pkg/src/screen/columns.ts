// Columns of facts: what may stand in them, and what is wrong with them.

import { KaiboError } from "../error.js";
import type { ErrorCode, Fault } from "../generated/index.js";

/** A fact of many accounts. */
export type Column = Int32Array | Uint8Array | Float64Array;

/** Columns by the id of their fact or metric, all of one length. */
export type ColumnsById = Readonly<Record<string, Column | undefined>>;

/** How a fact stands in a column, as the planner says it. */
export interface PlannedColumn {
  readonly id: string;
  readonly array: "Int32Array" | "Uint8Array" | "Float64Array";
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
  readonly none: boolean;
  readonly past: boolean;
  readonly expected: string;
  readonly cuts: readonly number[];
}

/** A plan: how one programme is screened at one moment, over columns of these ids. */
export interface Plan {
  readonly policy: { readonly id: string; readonly version: string; readonly digest: string };
  readonly asOf: string;
  readonly knownAt: string;
  readonly columns: readonly PlannedColumn[];
  readonly criteria: readonly string[];
  readonly notAfter: readonly (readonly [number, number])[];
  readonly notAfterByOthers: readonly (readonly [number, number])[];
  readonly neverWith: readonly (readonly [number, number])[];
  readonly program: Uint32Array;
}

/** In a column of days: it is unknown when, or whether it ever was. */
export const UNKNOWN_DAY = -2147483648;
/** In a column of days: it never was. */
export const NEVER = -2147483647;
/** In a column of truths or choices: it is unknown. */
export const UNKNOWN_BYTE = 255;

/** More faults than anyone reads. */
const MOST_FAULTS = 1000;

/** What is wrong, up to as much as anyone reads. */
export class Faults {
  readonly errors: Fault[] = [];

  get full(): boolean {
    return this.errors.length >= MOST_FAULTS;
  }

  add(code: ErrorCode, path: string, expected: string, help: string): void {
    if (!this.full) this.errors.push({ code, path, expected, help });
  }

  /** @throws `KaiboError` if anything was wrong. */
  throwAny(): void {
    const [first, ...rest] = this.errors;
    if (first) throw new KaiboError([first, ...rest]);
  }
}

/** The path of a column, or of a row in it. */
export function columnPath(id: string, row?: number): string {
  const column = `/columns/${id.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  return row === undefined ? column : `${column}/${row}`;
}

/** The name of a typed array's type, of whatever realm it is. */
export function arrayOf(value: unknown): string | undefined {
  return ArrayBuffer.isView(value)
    ? (value as unknown as { [Symbol.toStringTag]?: string })[Symbol.toStringTag]
    : undefined;
}

/** What is wrong with columns whatever their facts are, and how many rows they have. */
export function readColumns(columns: unknown, faults: Faults): { ids: string[]; rows: number } {
  if (typeof columns !== "object" || columns === null || ArrayBuffer.isView(columns) || Array.isArray(columns)) {
    faults.add("wrong-type", "/columns", "an object of typed arrays by the ids of facts", "Pass columns by fact id.");
    return { ids: [], rows: 0 };
  }
  const known = Object.entries(columns).filter(([, column]) => column !== undefined);
  if (known.length === 0) {
    faults.add("empty", "/columns", "at least one column", "Pass a column of one of the policy's facts.");
  }
  const ids: string[] = [];
  let rows: number | undefined;
  for (const [id, column] of known) {
    if (!["Int32Array", "Uint8Array", "Float64Array"].includes(arrayOf(column) ?? "")) {
      const expected = "an Int32Array, a Uint8Array or a Float64Array";
      faults.add("wrong-type", columnPath(id), expected, "Pass a typed array; leave the column out if all is unknown.");
      continue;
    }
    rows ??= column.length;
    if (column.length === rows) ids.push(id);
    else {
      const expected = `${rows} rows, as many as the first column has`;
      faults.add("out-of-range", columnPath(id), expected, "Let all columns have as many rows.");
    }
  }
  return { ids, rows: rows ?? 0 };
}

/** Whether every column is of the type that its fact asks for. */
export function checkTypes(plan: Plan, columns: ColumnsById, faults: Faults): void {
  for (const { id, array, expected } of plan.columns) {
    if (arrayOf(columns[id]) === array) continue;
    const article = array === "Int32Array" ? "an" : "a";
    faults.add("wrong-type", columnPath(id), `${article} ${array}: ${expected}`, "Use that typed array for this fact.");
  }
}

/**
 * What is wrong with some rows: values that their fact cannot have, and events that contradict each other. `first` is the
 * number of the first row; `isImpossible` says of a row of which nothing was found whether the kernel refuses it.
 */
export function explainRows(
  plan: Plan,
  columns: readonly Column[],
  first: number,
  isImpossible: (row: number) => boolean,
  faults: Faults,
): void {
  const rows = columns[0]?.length ?? 0;
  for (let row = 0; row < rows && !faults.full; row++) {
    const before = faults.errors.length;
    plan.columns.forEach((planned, place) => {
      explainValue(plan, planned, columns[place]?.[row] ?? Number.NaN, first + row, faults);
    });
    if (faults.errors.length > before) continue;
    explainTies(plan, columns, row, first, faults);
    if (faults.errors.length > before || !isImpossible(row)) continue;
    explainOrder(plan, plan.notAfterByOthers, columns, row, first, faults);
  }
}

function explainValue(plan: Plan, planned: PlannedColumn, value: number, row: number, faults: Faults): void {
  const { id, array, min, max, whole, none, past, expected } = planned;
  const say = (code: ErrorCode, wanted: string, help: string) => faults.add(code, columnPath(id, row), wanted, help);
  if (isUnknown(array, value) || (none && isNone(array, value))) return;
  if (array === "Float64Array" && !Number.isFinite(value)) {
    say("not-finite", expected, "Use a finite number, and NaN while a fact is unknown.");
  } else if (whole && !Number.isInteger(value)) {
    say("not-whole", expected, "Use a whole number.");
  } else if (past && value > max) {
    const help =
      "A past event cannot lie after the moment of assessment: correct the day, or assess at a later moment.";
    say("event-after-moment", `a day no later than the moment of assessment (${plan.knownAt}, day ${max})`, help);
  } else if (value < min || value > max) {
    say("out-of-range", expected, "Use a value within the bounds, or the one that stands for unknown.");
  }
}

function explainTies(plan: Plan, columns: readonly Column[], row: number, first: number, faults: Faults): void {
  explainOrder(plan, plan.notAfter, columns, row, first, faults);
  for (const pair of plan.neverWith) {
    const [one, two] = valuesOf(pair, columns, row);
    if (one === UNKNOWN_DAY || two === UNKNOWN_DAY || (one === NEVER) === (two === NEVER)) continue;
    const [id, other] = idsOf(pair, plan);
    const expected = `never (${NEVER}) for ${id} and ${other} alike, or for neither`;
    faults.add(
      "never-alone",
      columnPath(id, first + row),
      expected,
      "Either both events have happened, or neither has.",
    );
  }
}

function explainOrder(
  plan: Plan,
  pairs: Plan["notAfter"],
  columns: readonly Column[],
  row: number,
  first: number,
  faults: Faults,
): void {
  for (const pair of pairs) {
    const [one, two] = valuesOf(pair, columns, row);
    if (one <= NEVER || two <= NEVER || one <= two) continue;
    const [id, other] = idsOf(pair, plan);
    const expected = `an event no later than ${other}`;
    faults.add("event-order", columnPath(id, first + row), expected, "Correct one of the two dates.");
  }
}

function idsOf(places: readonly [number, number], plan: Plan): [string, string] {
  const [one, two] = places.map((place) => plan.columns[place]?.id ?? "");
  return [one ?? "", two ?? ""];
}

function valuesOf(places: readonly [number, number], columns: readonly Column[], row: number): [number, number] {
  const [one, two] = places.map((place) => columns[place]?.[row] ?? UNKNOWN_DAY);
  return [one ?? UNKNOWN_DAY, two ?? UNKNOWN_DAY];
}

function isUnknown(array: PlannedColumn["array"], value: number): boolean {
  if (array === "Float64Array") return Number.isNaN(value);
  return value === (array === "Int32Array" ? UNKNOWN_DAY : UNKNOWN_BYTE);
}

function isNone(array: PlannedColumn["array"], value: number): boolean {
  return value === (array === "Int32Array" ? NEVER : Number.NEGATIVE_INFINITY);
}
