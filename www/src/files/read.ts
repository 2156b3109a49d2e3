// Reads a table out of a file.

import papaparse from "papaparse";

import { decodeText } from "./encoding.js";

export interface Table {
  readonly rows: readonly (readonly string[])[];
}

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

const MOST_ROWS = 20_000;
const MOST_BYTES = 20_000_000;

/** The rows of the first sheet of a workbook, or of a text with separators. */
export async function readTable(
  file: File,
  _options: { signal?: AbortSignal; progress?: (share: number) => void } = {},
): Promise<Table | FileRefusal> {
  if (file.size === 0) return "empty";
  if (file.size > MOST_BYTES) return "too-large";
  const bytes = new Uint8Array(await file.arrayBuffer());
  const isWorkbook = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const rows = isWorkbook ? await workbookRows(file) : textRows(bytes);
  if (typeof rows === "string") return rows;
  return rows.length > MOST_ROWS + 1 ? "too-many-rows" : { rows };
}

function textRows(bytes: Uint8Array): readonly (readonly string[])[] | FileRefusal {
  const text = decodeText(bytes);
  if (text === "broken-encoding") return text;
  const parser = new papaparse.Parser({ delimiter: ",", newline: "\n" });
  return parser.parse(text.replace(/\r\n?/g, "\n"), 0, false).data;
}

async function workbookRows(file: File): Promise<readonly (readonly string[])[] | FileRefusal> {
  const { readSheet } = await import("read-excel-file/browser");
  try {
    const cells = await readSheet(file);
    return cells.map((row) =>
      row.map((cell) => (cell === null ? "" : cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell))),
    );
  } catch {
    return "unreadable";
  }
}
