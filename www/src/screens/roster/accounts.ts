// The accounts of a roster, by columns: what is known of each, its name, and the row of the file it stands in.

import type { FactValue } from "kaibo";
import type { PolicyWords } from "kaibo/locales";

import type { ColumnUse } from "./columns.js";
import { Growing, Texts } from "./growing.js";
import { type CellColumn, type CellFault, cellFaults, isBarePercent, readCell } from "./values.js";

/** What is wrong with a row: a cell that cannot be read, more cells than columns, or quotes that never end. */
export type RowFault = CellFault | "too-many-cells" | "broken-quotes";

/** One thing that is wrong with a row. */
export interface FaultOfRow {
  readonly row: number;
  /** The place of its column; none where the row is wrong as a whole. */
  readonly column: number | null;
  readonly code: RowFault;
  /** The cell as it stands there; of those that are not shown at once none is kept. */
  readonly cell: string;
}

/** The cells of so many faults are kept. */
export const MOST_SHOWN_FAULTS = 100;
const SHOWN_LENGTH = 60;

const codes: readonly RowFault[] = [...cellFaults, "too-many-cells", "broken-quotes"];
const WHOLE_ROW = 0xffff;

const DAY = 86_400_000;
const UNKNOWN_DAY = -0x80000000;
const NEVER = UNKNOWN_DAY + 1;

/** A column of facts: values become numbers, and are values again when they are asked for. */
interface FactColumn extends CellColumn {
  readonly place: number;
  isMixed: boolean;
  push(value: FactValue | undefined): void;
  at(index: number): FactValue | undefined;
}

/** Accounts as they are read, row by row. */
export class Accounts {
  readonly names = new Texts();
  /** The row of the file each one stands in, the header being row 1. */
  readonly rows = new Growing(Uint32Array);
  readonly #facts: readonly FactColumn[];
  readonly #namePlace: number;
  readonly #faultRows = new Growing(Uint32Array);
  readonly #faultColumns = new Growing(Uint16Array);
  readonly #faultCodes = new Growing(Uint8Array);
  readonly #faultCells: string[] = [];
  #faultyRows = 0;

  constructor(
    readonly header: readonly string[],
    uses: readonly ColumnUse[],
    document: PolicyWords,
  ) {
    this.#namePlace = uses.indexOf("name");
    this.#facts = uses.flatMap((use, place) => {
      const fact = typeof use === "object" ? document.facts.find(({ id }) => id === use.fact) : undefined;
      const { utcOffset } = document;
      return fact ? [columnOf({ fact, header: header[place] ?? "", utcOffset }, place)] : [];
    });
  }

  get length(): number {
    return this.rows.length;
  }

  /** How many rows something is wrong with. */
  get faultyRows(): number {
    return this.#faultyRows;
  }

  /** Whether there are shares: then all rows are to be looked at before any is added. */
  get hasShares(): boolean {
    return this.#facts.some(({ fact }) => fact.type === "ratio");
  }

  /** Looks at a row before any is added: how one share is written tells how others are meant. */
  look(cells: readonly string[]): void {
    for (const column of this.#facts)
      if (column.fact.type === "ratio") column.isMixed ||= isBarePercent(column.header, cells[column.place] ?? "");
  }

  /** Takes a row, unless something is wrong with it or it is empty. */
  add(row: number, cells: readonly string[], isBroken: boolean): void {
    if (cells.every((cell) => cell.trim() === "")) return;
    if (isBroken || cells.slice(this.header.length).some((cell) => cell.trim() !== "")) {
      this.#fault({ row, column: null, code: isBroken ? "broken-quotes" : "too-many-cells", cell: cells.join(" ") });
      this.#faultyRows += 1;
      return;
    }
    const values = this.#read(row, cells);
    if (!values) return;
    this.rows.push(row);
    this.names.push((cells[this.#namePlace] ?? "").trim());
    for (const [index, column] of this.#facts.entries()) column.push(values[index]);
  }

  /** What is known of an account. */
  factsOf(index: number): Record<string, FactValue> {
    const facts: Record<string, FactValue> = {};
    for (const column of this.#facts) {
      const value = column.at(index);
      if (value !== undefined) facts[column.fact.id] = value;
    }
    return facts;
  }

  /** What is wrong with the first rows, as far as it is shown. */
  firstFaults(): readonly FaultOfRow[] {
    return this.#faultCells.map((cell, index) => ({ ...this.#faultAt(index), cell }));
  }

  /** What is wrong, in the order of the rows; the cells are not kept. */
  *faults(): Generator<Omit<FaultOfRow, "cell">> {
    for (let index = 0; index < this.#faultRows.length; index += 1) yield this.#faultAt(index);
  }

  /** The place of a fact's column. */
  placeOf(fact: string): number | null {
    return this.#facts.find((column) => column.fact.id === fact)?.place ?? null;
  }

  #read(row: number, cells: readonly string[]): readonly (FactValue | undefined)[] | undefined {
    let isGood = true;
    const values = this.#facts.map((column) => {
      const cell = cells[column.place] ?? "";
      const value = readCell(column, cell);
      if (typeof value !== "object") return value;
      isGood = false;
      this.#fault({ row, column: column.place, code: value.fault, cell });
      return undefined;
    });
    if (!isGood) this.#faultyRows += 1;
    return isGood ? values : undefined;
  }

  #fault({ row, column, code, cell }: FaultOfRow): void {
    this.#faultRows.push(row);
    this.#faultColumns.push(column ?? WHOLE_ROW);
    this.#faultCodes.push(codes.indexOf(code));
    if (this.#faultCells.length < MOST_SHOWN_FAULTS) this.#faultCells.push(shortOf(cell));
  }

  #faultAt(index: number): Omit<FaultOfRow, "cell"> {
    const column = this.#faultColumns.at(index);
    return {
      row: this.#faultRows.at(index),
      column: column === WHOLE_ROW ? null : column,
      code: codes[this.#faultCodes.at(index)] as RowFault,
    };
  }
}

function columnOf(column: CellColumn, place: number): FactColumn {
  const { fact } = column;
  const shared = { ...column, place, isMixed: false };
  switch (fact.type) {
    case "boolean":
      return { ...shared, ...flags() };
    case "pastEvent":
    case "plannedEvent":
    case "day":
      return { ...shared, ...days() };
    case "choice":
      return { ...shared, ...choices((fact.options ?? []).map(({ id }) => id)) };
    default:
      return { ...shared, ...numbers() };
  }
}

type Column = Pick<FactColumn, "push" | "at">;

function flags(): Column {
  const kept = new Growing(Uint8Array);
  return {
    push: (value) => kept.push(value === undefined ? 0 : value === true ? 2 : 1),
    at: (index) => (kept.at(index) === 0 ? undefined : kept.at(index) === 2),
  };
}

function days(): Column {
  const kept = new Growing(Int32Array);
  return {
    push: (value) =>
      kept.push(value === undefined ? UNKNOWN_DAY : value === "never" ? NEVER : dayNumber(String(value))),
    at: (index) => {
      const number = kept.at(index);
      return number === UNKNOWN_DAY ? undefined : number === NEVER ? "never" : dayText(number);
    },
  };
}

function numbers(): Column {
  const kept = new Growing(Float64Array);
  return {
    push: (value) =>
      kept.push(value === undefined ? Number.NaN : value === "unrated" ? Number.NEGATIVE_INFINITY : Number(value)),
    at: (index) => {
      const number = kept.at(index);
      return Number.isNaN(number) ? undefined : number === Number.NEGATIVE_INFINITY ? "unrated" : number;
    },
  };
}

function choices(ids: readonly string[]): Column {
  const kept = new Growing(Uint16Array);
  return {
    push: (value) => kept.push(value === undefined ? 0 : ids.indexOf(String(value)) + 1),
    at: (index) => ids[kept.at(index) - 1],
  };
}

/** The days from 1970 to a day, `YYYY-MM-DD`. */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / DAY);
}

const texts = new Map<number, string>();

/** The day that lies so many days after 1970. */
export function dayText(number: number): string {
  let text = texts.get(number);
  if (text === undefined) {
    text = new Date(number * DAY).toISOString().slice(0, 10);
    texts.set(number, text);
  }
  return text;
}

function shortOf(cell: string): string {
  return cell.length > SHOWN_LENGTH ? `${cell.slice(0, SHOWN_LENGTH)}…` : cell;
}
