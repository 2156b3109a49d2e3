// Tables as files to keep: CSV and XLSX, made on the device. What looks like a formula stays text.

import papaparse from "papaparse";
import writeXlsxFile from "write-excel-file/universal";

export type Cell = string | number | null;

/** A table with its header. */
export interface TableToWrite {
  readonly name: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** Spreadsheets take a file without it for one in the system's own encoding. */
const BYTE_ORDER_MARK = "\uFEFF";
/** Browsers read a file they are offered some time after the click. */
const MILLISECONDS_OFFERED = 60_000;
const LONGEST_SHEET_NAME = 31;

/** A table as CSV. */
export function csvBlob({ header, rows }: TableToWrite): Blob {
  const text = papaparse.unparse([[...header], ...rows.map((row) => [...row])], {
    escapeFormulae: true,
    newline: "\r\n",
  });
  return new Blob([BYTE_ORDER_MARK, text, "\r\n"], { type: "text/csv;charset=utf-8" });
}

/** A table as an Excel workbook of one sheet. */
export async function xlsxBlob({ name, header, rows }: TableToWrite): Promise<Blob> {
  const head = header.map((value) => ({ value, type: String, fontWeight: "bold" as const }));
  const body = rows.map((row) =>
    row.map((value) => (typeof value === "string" ? { value, type: String, wrap: true } : value)),
  );
  return writeXlsxFile([head, ...body], { sheet: name.slice(0, LONGEST_SHEET_NAME), stickyRowsCount: 1 }).toBlob();
}

/** Offers a file as a download. */
export function saveFile(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), MILLISECONDS_OFFERED);
}
