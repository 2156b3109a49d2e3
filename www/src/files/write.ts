// Tables written as files: CSV and XLSX, in which nothing is run as a formula.

import papaparse from "papaparse";

import { FORMULA } from "./formula.js";

/** What a cell holds; nothing is an empty cell. */
export type Cell = string | number | null;

/** A table to be written. */
export interface TableToWrite {
  /** What it is called: the name of its sheet. */
  readonly name: string;
  /** The names of its columns. */
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** What tells Excel on Windows that a text is UTF-8. */
const BYTE_ORDER_MARK = "\uFEFF";
/** Characters Excel allows in no name of a sheet. */
const NOT_IN_A_SHEET_NAME = /[[\]/\\:*?]|^'|'$/g;
/** In characters, as Excel counts them. */
const LONGEST_SHEET_NAME = 31;
const LONGEST_CELL = 32_767;
/** How long a browser may take to begin the download. */
const DOWNLOAD_BEGINS_WITHIN = 60_000;

/** A table as CSV: UTF-8 with its mark, CRLF, quoted as RFC 4180 says; a cell that would be run begins with an apostrophe. */
export function csvBlob({ header, rows }: TableToWrite): Blob {
  const text = papaparse.unparse([header, ...rows], { newline: "\r\n", escapeFormulae: FORMULA });
  return new Blob([BYTE_ORDER_MARK, text, "\r\n"], { type: "text/csv;charset=utf-8" });
}

/** A table as a workbook of one sheet: texts are text, whatever they begin with. Loads the writer on its first call. */
export async function xlsxBlob({ name, header, rows }: TableToWrite): Promise<Blob> {
  const { default: writeXlsxFile } = await import("write-excel-file/browser");
  const cells = rows.map((row) => row.map(asCell));
  const first = header.map((title) => ({ ...asText(title), fontWeight: "bold" as const }));
  return writeXlsxFile([first, ...cells], { sheet: sheetName(name), stickyRowsCount: 1 }).toBlob();
}

/** Saves a file on the device, as a download does. */
export function saveFile(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  // Where it is in no document, some browsers do nothing.
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), DOWNLOAD_BEGINS_WITHIN);
}

function asCell(
  cell: Cell,
): { readonly value: number; readonly type: NumberConstructor } | ReturnType<typeof asText> | null {
  if (cell === null || cell === "") return null;
  if (typeof cell === "string") return asText(cell);
  return Number.isFinite(cell) ? { value: cell, type: Number } : null;
}

function asText(text: string): { readonly value: string; readonly type: StringConstructor } {
  return { value: text.slice(0, LONGEST_CELL), type: String };
}

function sheetName(name: string): string {
  return name.replace(NOT_IN_A_SHEET_NAME, " ").trim().slice(0, LONGEST_SHEET_NAME) || "Sheet1";
}
