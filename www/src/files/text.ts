// A table in a text: commas, semicolons or tabs between its cells.

import papaparse from "papaparse";

import type { DecodedText } from "./encoding.js";
import { asBefore } from "./formula.js";
import { type FileRefusal, type Limits, type Table, trimmedRow, trimmedTable } from "./table.js";

const BETWEEN_CELLS = ["\t", ",", ";", "，", "；"];
const NO_CELLS: readonly string[] = [];
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
    // Guessed.
    delimiter: "",
    delimitersToGuess: BETWEEN_CELLS,
    step({ data, errors, meta }, parser) {
      const row = trimmedRow(data.map(asBefore), limits);
      if (row?.length) filled += 1;
      if (row === null) refusal = "too-many-columns";
      else if (filled > limits.rows) refusal = "too-many-rows";
      if (refusal) return parser.abort();
      if (errors.some(({ code }) => code !== "UndetectableDelimiter")) broken.push(rows.length);
      rows.push(row?.length ? row : NO_CELLS);
      if (rows.length % TOLD_AFTER === 0) progress(meta.cursor / text.length);
    },
  });
  return refusal ?? { rows: trimmedTable(rows), encoding, ...(broken.length === 0 ? {} : { broken }) };
}
