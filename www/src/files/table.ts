// What is read of a file: its table, or why there is none. Shared by the page and the worker that reads.

import type { Encoding } from "./encoding.js";

/** The cells of a file as text, row by row. */
export interface Table {
  /** All rows, empty ones too (they have no cells); without empty cells at their ends. */
  readonly rows: readonly (readonly string[])[];
  /** Rows whose quotes do not close, by their place in `rows`. */
  readonly broken?: readonly number[];
  /** The sheet it was read from, and how many of the workbook hold anything; of a workbook alone. */
  readonly sheet?: { readonly name: string; readonly of: number };
  /** How its text was encoded; of a text alone. */
  readonly encoding?: Encoding;
}

/** Why a file is not read. */
export type FileRefusal =
  | "empty"
  | "too-large"
  | "too-many-rows"
  | "too-many-columns"
  | "not-a-table"
  | "broken-encoding"
  | "unreadable"
  | "expands-too-far"
  | "protected";

/** How much is read. */
export interface Limits {
  /** Rows that hold anything, with what stands above the first one. */
  readonly rows: number;
  readonly columns: number;
}

/** A larger file is refused, in bytes. */
export const MOST_FILE_BYTES: number = 20_000_000;
/** A workbook that holds more than this is refused, in bytes. */
export const MOST_UNPACKED_BYTES: number = 64 * 1024 * 1024;
/** An archive with more files than this is refused. */
export const MOST_ARCHIVE_ENTRIES: number = 5000;
/** More rows than this are refused, unless the reader is told otherwise. */
export const MOST_TABLE_ROWS: number = 20_000;
/** More columns than this are refused. */
export const MOST_TABLE_COLUMNS: number = 200;
/** Titles and the names of columns that may stand above the rows. */
export const ROWS_ABOVE: number = 10;

/** A row without the empty cells at its end; `null` where it has too many that are not. */
export function trimmedRow(cells: readonly string[], { columns }: Limits): readonly string[] | null {
  let length = cells.length;
  while (length > 0 && cells[length - 1]?.trim() === "") length -= 1;
  return length > columns ? null : cells.slice(0, length);
}

/** The rows without the empty ones at their end. */
export function trimmedTable(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  let length = rows.length;
  while (length > 0 && rows[length - 1]?.length === 0) length -= 1;
  return rows.slice(0, length);
}
