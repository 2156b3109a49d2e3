// Writes tables as files.

import papaparse from "papaparse";

export type Cell = string | number | null;

/** A table with the names of its columns. */
export interface TableToWrite {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** What a spreadsheet would take for a formula; a negative number is none. */
const FORMULA = /^(?:[=+@\t\r]|-(?!\d*(?:\.\d+)?$))/;

/** A CSV file that spreadsheets read as UTF-8, in which no cell is a formula. */
export function csvBlob({ header, rows }: TableToWrite): Blob {
  const text = papaparse.unparse([header, ...rows], { escapeFormulae: FORMULA, newline: "\r\n" });
  return new Blob(["\uFEFF", text, "\r\n"], { type: "text/csv;charset=utf-8" });
}

/** An XLSX file with one sheet; texts are texts there, never formulas. */
export async function xlsxBlob({ name, header, rows }: TableToWrite): Promise<Blob> {
  const { default: write } = await import("write-excel-file/universal");
  const cell = (value: Cell) =>
    value === null || value === "" ? null : { value, type: typeof value === "number" ? Number : String };
  return await write([header.map(cell), ...rows.map((row) => row.map(cell))], { sheet: name }).toBlob();
}

/** Hands a file to the user. */
export function saveFile(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
