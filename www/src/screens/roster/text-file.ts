// Reads a text file with separators row by row, piece by piece: it is never in memory as a whole.

import papaparse from "papaparse";

import { asBefore } from "../../files/formula.js";

/** A file whose encoding and separator are known. */
export interface TextFile {
  readonly blob: Blob;
  readonly encoding: string;
  readonly delimiter: string;
}

/** Some rows of a file, one after another. */
export interface Batch {
  /** The number of the first of them; the file's first row is row 1. */
  readonly first: number;
  readonly rows: readonly (readonly string[])[];
  /** The places, within the batch, of rows whose quotes are wrong. */
  readonly broken: ReadonlySet<number>;
  /** How much of the file is read, from 0 to 1. */
  readonly share: number;
}

const SLICE = 500_000;
/** So much is parsed at once: rows of more would outlive their use, and stay in memory for long. */
const PORTION = 50_000;
/** A row longer than this has a quote that never ends. */
const LONGEST_ROW = 4_000_000;
const DELIMITERS = ["\t", ",", "，", ";", "；"];

/** The file with its encoding and its separator; or why it cannot be read. */
export async function openText(blob: Blob): Promise<TextFile | "broken-encoding" | "not-a-table"> {
  const encoding = await encodingOf(blob);
  if (encoding === undefined) return "broken-encoding";
  for await (const { text } of piecesOf(blob, encoding)) {
    if (text.includes("\0")) return "not-a-table";
    return { blob, encoding, delimiter: delimiterOf(text) };
  }
  return "not-a-table";
}

/** The rows of a file, in its order, their cells as they were before they were written as CSV. */
export async function* batchesOf({ blob, encoding, delimiter }: TextFile): AsyncGenerator<Batch> {
  const parser = new papaparse.Parser({ delimiter, newline: "\n" });
  let rest = "";
  let first = 1;
  for await (const { text, share, isLast } of portionsOf(blob, encoding)) {
    const input = rest + text;
    const { data, errors, meta } = parser.parse(input, 0, !isLast && input.length < LONGEST_ROW);
    rest = input.slice(meta.cursor);
    yield {
      first,
      rows: data.map((cells) => (cells.some(isApostrophised) ? cells.map(asBefore) : cells)),
      broken: new Set(errors.map(({ row }) => row ?? 0)),
      share,
    };
    first += data.length;
  }
}

const isApostrophised = (cell: string) => cell.startsWith("'");

/** The whole text, with plain line ends. */
export async function textOf({ blob, encoding }: TextFile): Promise<string> {
  const pieces: string[] = [];
  for await (const { text } of piecesOf(blob, encoding)) pieces.push(text);
  return pieces.join("");
}

/** By its byte order mark, else UTF-8 where it is valid throughout, else GB18030, as Chinese spreadsheets write it. */
async function encodingOf(blob: Blob): Promise<string | undefined> {
  const [first, second] = new Uint8Array(await blob.slice(0, 2).arrayBuffer());
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  for (const encoding of ["utf-8", "gb18030"]) if (await isIn(blob, encoding)) return encoding;
  return undefined;
}

async function isIn(blob: Blob, encoding: string): Promise<boolean> {
  try {
    for await (const _ of piecesOf(blob, encoding));
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

interface Piece {
  readonly text: string;
  readonly share: number;
  readonly isLast: boolean;
}

/** The text of a file in pieces, all line ends plain. */
async function* piecesOf(blob: Blob, encoding: string): AsyncGenerator<Piece> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  let held = "";
  for (let start = 0; start < blob.size; start += SLICE) {
    const end = Math.min(start + SLICE, blob.size);
    const isLast = end === blob.size;
    const decoded = held + decoder.decode(await blob.slice(start, end).arrayBuffer(), { stream: !isLast });
    // A line end may go on in the next piece.
    held = !isLast && decoded.endsWith("\r") ? "\r" : "";
    const text = decoded.slice(0, decoded.length - held.length).replace(/\r\n?/g, "\n");
    yield { text, share: end / blob.size, isLast };
  }
}

async function* portionsOf(blob: Blob, encoding: string): AsyncGenerator<Piece> {
  let before = 0;
  for await (const { text, share, isLast } of piecesOf(blob, encoding)) {
    for (let end = PORTION; end - PORTION < Math.max(text.length, 1); end += PORTION) {
      const isDone = end >= text.length;
      const part = isDone ? 1 : end / text.length;
      yield {
        text: text.slice(end - PORTION, end),
        share: before + (share - before) * part,
        isLast: isLast && isDone,
      };
    }
    before = share;
  }
}

/** The separator that occurs most often in the first line. */
function delimiterOf(text: string): string {
  const line = text.slice(0, text.search(/\n|$/));
  const counts = DELIMITERS.map((sign) => line.split(sign).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ",";
}
