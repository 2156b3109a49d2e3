// A table on its way to becoming broadcasts: what each column is, what was read so, and what of it is new.

import {
  type BroadcastRow,
  headerRow,
  type ReadRow,
  ROW_COLUMNS,
  type RowColumn,
  type RowFault,
  readCells,
  readColumns,
} from "kaibo/rows";

import type { Table } from "../../files/read.js";
import type { TableToWrite } from "../../files/write.js";

/** What is said of a table's columns: first by the table itself, then by the user. */
export interface Mapping {
  /** The row that names the columns, or would, by its place. */
  readonly header: number;
  /** Whether it does. */
  readonly isHeader: boolean;
  readonly columns: readonly (RowColumn | null)[];
}

/** A column as it is shown. */
export interface Column {
  readonly place: number;
  /** `""` where it has none. */
  readonly name: string;
  /** The first things that stand in it. */
  readonly samples: readonly string[];
  readonly meaning: RowColumn | null;
}

/** What was made of the rows. */
export interface Read {
  readonly good: readonly BroadcastRow[];
  readonly bad: readonly ReadRow[];
  /** In how many rows a date was a number. */
  readonly counted: number;
  /** Whether all lengths, read as minutes, would make sense as hours. */
  readonly mayBeHours: boolean;
}

/** How a meaning and a fault are called. */
export interface Names {
  readonly table: string;
  readonly problem: string;
  readonly meaning: Readonly<Record<RowColumn, string>>;
  fault(fault: RowFault): string;
}

/** No broadcast is longer: so many minutes may be hours. */
export const HOURS_IN_A_DAY = 24;
const LENGTHS: readonly (RowColumn | null | undefined)[] = ["minutes", "hours", "seconds"];
/** A table with no header and no more columns than this is read in the order of one that is pasted. */
const PLAIN_ORDER: readonly RowColumn[] = ["start", "minutes", "gmv"];
const SAMPLES = 3;
const LONGEST_SAMPLE = 24;

/** What the table itself says of its columns. */
export function mappingOf({ rows }: Table): Mapping {
  const width = rows.reduce((widest, { length }) => Math.max(widest, length), 0);
  const seen = headerRow(rows);
  const header =
    seen ??
    Math.max(
      0,
      rows.findIndex(({ length }) => length > 0),
    );
  const names = rows[header] ?? [];
  // Names have no digits; what has some is a broadcast.
  const isHeader = seen !== null || names.every((name) => !/\p{Nd}/u.test(name));
  const plain = isHeader || width > PLAIN_ORDER.length ? [] : PLAIN_ORDER;
  const said = isHeader ? readColumns(names) : plain;
  return { header, isHeader, columns: Array.from({ length: width }, (_, place) => said[place] ?? null) };
}

/** The mapping with another meaning for a column; no two have the same. */
export function withMeaning(mapping: Mapping, place: number, meaning: RowColumn | null): Mapping {
  const columns = mapping.columns.map((other, index) => {
    if (index === place) return meaning;
    const isSame = other === meaning || (LENGTHS.includes(other) && LENGTHS.includes(meaning));
    return isSame ? null : other;
  });
  return { ...mapping, columns };
}

/** The columns as they are shown. */
export function columnsOf({ rows }: Table, { header, isHeader, columns }: Mapping): readonly Column[] {
  const body = rows.slice(isHeader ? header + 1 : header);
  return columns.map((meaning, place) => {
    const filled = firstOf(body, place);
    return { place, name: isHeader ? shortOf(rows[header]?.[place] ?? "") : "", samples: filled.map(shortOf), meaning };
  });
}

/** What is still to be said before anything can be read. */
export function lacking({ columns }: Mapping): "start" | "length" | undefined {
  if (!columns.includes("start") && !columns.includes("day")) return "start";
  return columns.some((column) => column === "end" || LENGTHS.includes(column)) ? undefined : "length";
}

/** Reads the rows. */
export function readMapped(
  table: Table,
  mapping: Mapping,
  options: { utcOffset: string; latest: string },
): Read | "too-many-rows" | "empty" {
  const { header, isHeader, columns } = mapping;
  // Rows above the header are no broadcasts; those below it keep their numbers.
  const cells = table.rows.map((row, place) => (isHeader && place < header ? [] : row));
  const read = readCells(cells, { ...options, columns, header: isHeader, broken: table.broken ?? [] });
  if (read === "too-many-rows" || read === "empty") return read;
  if (typeof read === "string") throw new Error(read);
  const { rows } = read;
  const good = rows.filter((row): row is BroadcastRow => row.broadcast !== null);
  const bad = rows.filter(({ broadcast }) => broadcast === null);
  const counted = good.filter((row) => row.counted).length;
  const isShort = ({ broadcast }: BroadcastRow) => (broadcast.minutes ?? 0) <= HOURS_IN_A_DAY;
  return { good, bad, counted, mayBeHours: columns.includes("minutes") && good.length > 0 && good.every(isShort) };
}

/** The bad rows as a table to be corrected: it is read again as this one was, and says what is wrong. */
export function badTable(table: Table, mapping: Mapping, bad: readonly ReadRow[], names: Names): TableToWrite {
  const header = columnsOf(table, mapping).map(({ place, meaning }) => nameOf(table, mapping, place, meaning, names));
  const rows = bad.map(({ row, faults }) => {
    const cells = table.rows[row - 1] ?? [];
    const width = Math.max(header.length, cells.length);
    return [...Array.from({ length: width }, (_, place) => cells[place] ?? ""), faults.map(names.fault).join(" ")];
  });
  return { name: names.table, header: [...header, names.problem], rows };
}

/** All that a column can be. */
export const meanings = ROW_COLUMNS;

/** A name that is read as what the user said; the column's own where it is, for it may have a unit. */
function nameOf(
  table: Table,
  { header, isHeader }: Mapping,
  place: number,
  meaning: RowColumn | null,
  names: Names,
): string {
  const own = isHeader ? (table.rows[header]?.[place] ?? "") : "";
  const said = readColumns([own])[0] ?? null;
  if (said === meaning) return own;
  const [unit] = /[万亿]/.exec(own) ?? [];
  return meaning === null ? "" : names.meaning[meaning] + (unit === undefined ? "" : `（${unit}）`);
}

function firstOf(rows: readonly (readonly string[])[], place: number): readonly string[] {
  const found: string[] = [];
  for (const row of rows) {
    const cell = row[place]?.trim() ?? "";
    if (cell !== "" && !found.includes(cell)) found.push(cell);
    if (found.length === SAMPLES) break;
  }
  return found;
}

function shortOf(text: string): string {
  return text.length > LONGEST_SAMPLE ? `${text.slice(0, LONGEST_SAMPLE)}…` : text;
}
