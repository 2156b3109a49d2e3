// A table in an XLSX workbook. The archive is unpacked here, byte by counted byte, before the reader of workbooks sees
// any of it: a small file can expand to more than there is room for.

import { Unzip, UnzipInflate, zipSync } from "fflate";
import readXlsxFile, { InvalidInputError, InvalidSpreadsheetError } from "read-excel-file/web-worker";
import { cellTexts } from "./sheet-cells.js";
import { type Extent, extentOf, isSheet } from "./sheet-extent.js";
import {
  type FileRefusal,
  type Limits,
  MOST_ARCHIVE_ENTRIES,
  MOST_UNPACKED_BYTES,
  type Table,
  trimmedRow,
} from "./table.js";

/** Files of an archive, by their names. */
type Files = Readonly<Record<string, Uint8Array>>;

/** Compressed bytes expand to at most a thousand times as many: so many at once never fill the memory. */
const CHUNK_BYTES = 16 * 1024;
const WORKBOOK = "xl/workbook.xml";
/** What the reader of workbooks reads. */
const READ = /\.(?:xml|xml\.rels)$/;
/** A date written as a text with no zone: the reader would take it for one on the device's clock. */
const WRITTEN_DATE = /(<(?:\w+:)?c\s(?:[^>]*?\s)?t=)(["'])d\2/g;
/** How much of the work it is to unpack. */
const SHARE_OF_UNPACKING = 0.5;

/** Reads the first sheet that holds anything. */
export async function readWorkbook(
  bytes: Uint8Array,
  limits: Limits,
  progress: (share: number) => void,
): Promise<Table | FileRefusal> {
  const files = unpacked(bytes, (share) => progress(share * SHARE_OF_UNPACKING));
  if (typeof files === "string") return files;
  if (!(WORKBOOK in files)) return "not-a-table";
  const { safe, refusals } = safeSheets(files, limits);
  try {
    // Stored as it was counted, not compressed: the reader sees nothing else, and needs no workers to unpack it.
    const sheets = await readXlsxFile(zipSync(safe, { level: 0 }).buffer as ArrayBuffer, { trim: false });
    progress(1);
    const filled = sheets.filter(({ data }) => data.length > 0);
    const [first] = filled;
    if (!first) return "empty";
    const refusal = refusals[String(first.data[0]?.[0])];
    if (refusal) return refusal;
    const rows = cellTexts(first.data).map((row) => trimmedRow(row, limits));
    if (rows.includes(null)) return "too-many-columns";
    return { rows: rows.map((row) => row ?? []), sheet: { name: first.sheet, of: filled.length } };
  } catch (error) {
    if (error instanceof InvalidInputError || error instanceof InvalidSpreadsheetError) return "unreadable";
    throw error;
  }
}

/** What the archive holds, or why it is not unpacked. */
function unpacked(bytes: Uint8Array, progress: (share: number) => void): Files | FileRefusal {
  const files: Record<string, Uint8Array[]> = {};
  let refusal: FileRefusal | undefined;
  let entries = 0;
  let size = 0;
  const archive = new Unzip((file) => {
    entries += 1;
    if (entries > MOST_ARCHIVE_ENTRIES) refusal = "expands-too-far";
    if (refusal) return;
    const parts: Uint8Array[] = [];
    if (READ.test(file.name)) files[file.name] = parts;
    file.ondata = (error, part) => {
      if (error) refusal ??= "unreadable";
      if (error || refusal) return;
      size += part.length;
      if (size > MOST_UNPACKED_BYTES) refusal = "expands-too-far";
      else if (READ.test(file.name)) parts.push(part);
    };
    file.start();
  });
  archive.register(UnzipInflate);
  try {
    for (let at = 0; at < bytes.length && !refusal; at += CHUNK_BYTES) {
      archive.push(bytes.subarray(at, at + CHUNK_BYTES), at + CHUNK_BYTES >= bytes.length);
      progress(Math.min(1, (at + CHUNK_BYTES) / bytes.length));
    }
  } catch {
    refusal ??= "unreadable";
  }
  if (refusal) return refusal;
  return Object.fromEntries(Object.entries(files).map(([name, parts]) => [name, joined(parts)]));
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const result = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}

/**
 * The reader makes a row and a cell of every empty place up to the last filled one: one cell in a far corner would take
 * all memory. In the place of a sheet that is too large, it is given one that holds only the mark of its refusal.
 */
function safeSheets(
  files: Files,
  limits: Limits,
): { readonly safe: Files; readonly refusals: Readonly<Record<string, FileRefusal>> } {
  const encoder = new TextEncoder();
  const refusals: Record<string, FileRefusal> = {};
  const safe = Object.entries(files).map(([name, content]) => {
    const text = new TextDecoder().decode(content);
    if (!isSheet(text)) return [name, content] as const;
    const refusal = refusalOf(extentOf(text, limits), limits);
    if (!refusal) return [name, encoder.encode(text.replace(WRITTEN_DATE, '$1"str"'))] as const;
    const mark = crypto.getRandomValues(new Uint32Array(4)).join("-");
    refusals[mark] = refusal;
    const stub = `<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>${mark}</t></is></c></row></sheetData></worksheet>`;
    return [name, encoder.encode(stub)] as const;
  });
  return { safe: Object.fromEntries(safe), refusals };
}

function refusalOf(extent: Extent | null, limits: Limits): FileRefusal | undefined {
  if (!extent) return "unreadable";
  if (extent.rows > limits.rows) return "too-many-rows";
  return extent.columns > limits.columns ? "too-many-columns" : undefined;
}
