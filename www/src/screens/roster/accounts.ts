// The accounts of a roster, by columns: what is known of each, its name, and the row of the file it stands in.

import type { FactValue } from "kaibo";
import type { DocumentFact, PolicyWords } from "kaibo/locales";
import type { Column } from "kaibo/screen";

import type { ColumnUse } from "./columns.js";
import { Growing, SIDE_BY_SIDE, Texts } from "./growing.js";
import type { ForAll } from "./messages.js";
import { type CellColumn, type CellFault, cellFaults, isBarePercent, readCell, type Unreadable } from "./values.js";

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

/** A column of facts: values become the numbers that `kaibo/screen` reads, and are values again when they are asked for. */
interface FactColumn extends CellColumn {
  readonly place: number;
  readonly numbers: Growing<Column>;
  isMixed: boolean;
  read(cell: string): number | Unreadable;
  at(index: number): FactValue | undefined;
}

/** Accounts as they are read, row by row. */
export class Accounts {
  readonly names = new Texts();
  /** The row of the file each one stands in, the header being row 1. */
  readonly rows = new Growing(Uint32Array);
  readonly #facts: readonly FactColumn[];
  /** What is so of all accounts, by fact. */
  readonly #forAll: ReadonlyMap<string, { readonly value: FactValue; readonly column: Column }>;
  readonly #namePlace: number;
  /** Those of one row. */
  readonly #values: Float64Array;
  readonly #faultRows = new Growing(Uint32Array);
  readonly #faultColumns = new Growing(Uint16Array);
  readonly #faultCodes = new Growing(Uint8Array);
  readonly #faultCells: string[] = [];
  #faultyRows = 0;

  /** @param forAll - What is so of every account; of a fact that a column holds, the column counts. */
  constructor(
    readonly header: readonly string[],
    uses: readonly ColumnUse[],
    document: PolicyWords,
    forAll: ForAll = {},
  ) {
    this.#namePlace = uses.indexOf("name");
    this.#facts = uses.flatMap((use, place) => {
      const fact = typeof use === "object" ? document.facts.find(({ id }) => id === use.fact) : undefined;
      const { utcOffset } = document;
      return fact ? [columnOf({ fact, header: header[place] ?? "", utcOffset }, place)] : [];
    });
    this.#values = new Float64Array(this.#facts.length);
    const alone = document.facts.filter(({ id }) => this.placeOf(id) === null);
    this.#forAll = new Map(
      alone.flatMap((fact) => {
        const value = forAll[fact.id];
        return value === undefined ? [] : [[fact.id, { value, column: oneForAll(fact, value) }]];
      }),
    );
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
    if (!this.#read(row, cells)) return;
    this.rows.push(row);
    this.names.push((cells[this.#namePlace] ?? "").trim());
    for (const [index, column] of this.#facts.entries()) column.numbers.push(this.#values[index] as number);
  }

  /** The facts of some accounts as columns, the first included and the last not; they lie side by side, and are no copies. */
  columns(from: number, to: number): Record<string, Column> {
    const columns: Record<string, Column> = {};
    for (const { fact, numbers } of this.#facts) columns[fact.id] = numbers.between(from, to);
    for (const [id, { column }] of this.#forAll) columns[id] = column.subarray(0, to - from);
    return columns;
  }

  /** What is known of an account. */
  factsOf(index: number): Record<string, FactValue> {
    const facts: Record<string, FactValue> = {};
    for (const [id, { value }] of this.#forAll) facts[id] = value;
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

  /** Reads the facts of a row; `false` where something is wrong with it. */
  #read(row: number, cells: readonly string[]): boolean {
    let isGood = true;
    for (const [index, column] of this.#facts.entries()) {
      const cell = cells[column.place] ?? "";
      const value = column.read(cell);
      if (typeof value === "number") {
        this.#values[index] = value;
        continue;
      }
      isGood = false;
      this.#fault({ row, column: column.place, code: value.fault, cell });
    }
    if (!isGood) this.#faultyRows += 1;
    return isGood;
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

/** A column in which an account is as any other. */
function oneForAll(fact: DocumentFact, value: FactValue): Column {
  const { kind, numberOf } = encodingOf(fact);
  return new kind(SIDE_BY_SIDE).fill(numberOf(value));
}

function columnOf(column: CellColumn, place: number): FactColumn {
  const { kind, numberOf, factOf } = encodingOf(column.fact);
  const numbers = new Growing<Column>(kind);
  const known = new Map<string, number>();
  const made: FactColumn = {
    ...column,
    place,
    numbers,
    isMixed: false,
    read: (cell) => {
      const before = known.get(cell);
      if (before !== undefined) return before;
      const value = readCell(made, cell);
      if (typeof value === "object") return value;
      const number = numberOf(value);
      if (cell.length <= LONGEST_KNOWN && known.size < MOST_KNOWN) known.set(cell, number);
      return number;
    },
    at: (index) => factOf(numbers.at(index)),
  };
  return made;
}

/**
 * Cells repeat: what so many of them are is known by heart. Longer ones are not, for an engine may keep the whole text they
 * were cut out of.
 */
const MOST_KNOWN = 5000;
const LONGEST_KNOWN = 12;

/** How values of a fact are numbers in a column. */
interface Encoding {
  readonly kind: new (length: number) => Column;
  numberOf(value: FactValue | undefined): number;
  factOf(number: number): FactValue | undefined;
}

const UNKNOWN_DAY = -0x80000000;
const NEVER = UNKNOWN_DAY + 1;
const UNKNOWN_BYTE = 0xff;

function encodingOf({ type, options = [] }: CellColumn["fact"]): Encoding {
  switch (type) {
    case "boolean":
      return choices([false, true]);
    case "pastEvent":
    case "plannedEvent":
    case "day":
      return days;
    case "choice":
      return choices(options.map(({ id }) => id));
    case "money":
      return money;
    default:
      return numbers;
  }
}

/** Each value is its place among all. */
function choices(values: readonly FactValue[]): Encoding {
  // More than a byte can tell apart are for no column that can be screened: then accounts are asked one by one.
  const [kind, unknown] = values.length > UNKNOWN_BYTE ? [Float64Array, Number.NaN] : [Uint8Array, UNKNOWN_BYTE];
  return {
    kind,
    numberOf: (value) => (value === undefined ? unknown : values.indexOf(value)),
    factOf: (number) => values[number],
  };
}

const days: Encoding = {
  kind: Int32Array,
  numberOf: (value) => (value === undefined ? UNKNOWN_DAY : value === "never" ? NEVER : dayNumber(String(value))),
  factOf: (number) => (number === UNKNOWN_DAY ? undefined : number === NEVER ? "never" : dayText(number)),
};

const numbers: Encoding = {
  kind: Float64Array,
  numberOf: (value) =>
    value === undefined ? Number.NaN : value === "unrated" ? Number.NEGATIVE_INFINITY : Number(value),
  factOf: (number) => (Number.isNaN(number) ? undefined : number === Number.NEGATIVE_INFINITY ? "unrated" : number),
};

const FEN = 100;
/** In fen; an amount that is more precise stays so, and is refused as such. */
const money: Encoding = {
  kind: Float64Array,
  numberOf: (value) => {
    const amount = value === undefined ? Number.NaN : Number(value);
    const fen = Math.round(amount * FEN);
    return fen / FEN === amount ? fen : amount * FEN;
  },
  factOf: (number) => (Number.isNaN(number) ? undefined : number / FEN),
};

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
