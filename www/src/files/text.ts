// A table in a text: commas, semicolons or tabs between its cells.

import papaparse from "papaparse";

import type { DecodedText } from "./encoding.js";
import { asBefore } from "./formula.js";
import { type FileRefusal, type Limits, type Table, trimmedRow, trimmedTable } from "./table.js";

const BETWEEN_CELLS = ["\t", ",", ";", "，", "；"];
const NO_CELLS: readonly string[] = [];
/** What is between cells is told by so many characters, and so many rows. */
const GUESSED_BY = 64_000;
const ROWS_GUESSED_BY = 10;
/** Progress is told after so many rows. */
const TOLD_AFTER = 1000;

/** Reads it row by row, and stops at the first row too many: what comes after is never held. */
export function readText(
  { text, encoding }: DecodedText,
  limits: Limits,
  progress: (share: number) => void,
): Table | FileRefusal {
  const rows: (readonly string[])[] = [];
  const broken: number[] = [];
  let filled = 0;
  let refusal: FileRefusal | undefined;
  papaparse.parse(text, {
    delimiter: delimiterOf(text),
    // The fast mode divides the whole text before its first row.
    fastMode: false,
    step({ data, errors, meta }, parser) {
      const row = trimmedRow(data.map(asBefore), limits);
      if (row?.length) filled += 1;
      if (row === null) refusal = "too-many-columns";
      else if (filled > limits.rows) refusal = "too-many-rows";
      if (refusal) return parser.abort();
      if (errors.length > 0) broken.push(rows.length);
      rows.push(row?.length ? row : NO_CELLS);
      if (rows.length % TOLD_AFTER === 0) progress(meta.cursor / text.length);
    },
  });
  return refusal ?? { rows: trimmedTable(rows), encoding, ...(broken.length === 0 ? {} : { broken }) };
}

function delimiterOf(text: string): string {
  const options = { delimitersToGuess: BETWEEN_CELLS, preview: ROWS_GUESSED_BY };
  return papaparse.parse(text.slice(0, GUESSED_BY), options).meta.delimiter;
}
