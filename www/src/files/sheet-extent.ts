// How far the filled cells of a sheet reach, told from its XML before anything is made of it.

import type { Limits } from "./table.js";

/** The last row and the last column that hold anything. */
export interface Extent {
  readonly rows: number;
  readonly columns: number;
}

/** The opening tags of rows and cells up to their end, or to where another tag begins, and the two signs after them. */
const TAG = /<(?:[^\s<>/:]*:)?(row|c)(?=[\s/>])([^<>]*)(>?)(?=([\s\S]{0,2}))/g;
/** Attributes as nearly every program writes them, the address first: known at one look. */
const USUAL = /^ r="([A-Z]{0,3}\d{1,7})"(?: (?!r=)\w+="[^"]*")*\/?$/;
const ATTRIBUTES = /^(?:\s+[^\s=<>"'/]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*\/?$/;
const ADDRESS = /(?:\s|:)r\s*=\s*["']([^"']*)["']/g;
const CELL = /^([A-Z]{1,3})(\d{1,7})$/;
const ROW = /^\d+$/;
const SHEET = /<(?:\w+:)?sheetData\b/;
/** No sheet of any program has more: what says so is made to fill the memory. */
const MOST_ROWS_OF_ALL = 1_048_576;

/** Whether a file of a workbook is a sheet. */
export function isSheet(xml: string): boolean {
  return SHEET.test(xml);
}

/**
 * How far it reaches; looks no further than the limits. Rows and cells that are only coloured do not count. `null` where it
 * cannot be told for certain: what a lenient reader would make of such a tag nobody knows.
 */
export function extentOf(xml: string, limits: Limits): Extent | null {
  let rows = 0;
  let columns = 0;
  for (const [, kind, attributes = "", end, after] of xml.matchAll(TAG)) {
    const address = end === "" ? null : addressIn(attributes);
    if (address === null) return null;
    if (kind === "row") {
      if (address !== undefined && !ROW.test(address)) return null;
      if (Number(address ?? 0) > MOST_ROWS_OF_ALL) return { rows: Number.POSITIVE_INFINITY, columns };
      continue;
    }
    if (attributes.endsWith("/") || after === "</") continue;
    const [, letters, row] = CELL.exec(address ?? "") ?? [];
    if (letters === undefined || row === undefined) return null;
    rows = Math.max(rows, Number(row));
    columns = Math.max(columns, columnOf(letters));
    if (rows > limits.rows || columns > limits.columns) break;
  }
  return { rows, columns };
}

/** The address among the attributes of a row or a cell, if there is one; `null` where they are not well formed. */
function addressIn(attributes: string): string | undefined | null {
  const usual = USUAL.exec(attributes);
  if (usual) return usual[1];
  if (!ATTRIBUTES.test(attributes)) return null;
  const addresses = Array.from(attributes.matchAll(ADDRESS), ([, address = ""]) => address);
  return addresses.length > 1 ? null : addresses[0];
}

/** `A` is 1, `AA` is 27. */
function columnOf(letters: string): number {
  return Array.from(letters).reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0);
}
