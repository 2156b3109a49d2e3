// How far the filled cells of a sheet reach, told from its XML before anything is made of it.

import type { Limits } from "./table.js";

/** The last row and the last column that hold anything. */
export interface Extent {
  readonly rows: number;
  readonly columns: number;
}

/** The opening tags of rows and cells, with their attributes and the two signs after them. */
const TAG = /<(?:\w+:)?(row|c)(?=[\s/>])((?:"[^"]*"|'[^']*'|[^>"'])*)>(?=([\s\S]{0,2}))/g;
const ADDRESS = /(?:^|\s)(?:\w+:)?r\s*=\s*["']([^"']*)["']/;
const CELL = /^([A-Z]{1,3})(\d{1,7})$/;
const SHEET = /<(?:\w+:)?sheetData\b/;
/** No sheet of any program has more: what says so is made to fill the memory. */
const MOST_ROWS_OF_ALL = 1_048_576;
const BEYOND_ALL: Extent = { rows: Number.POSITIVE_INFINITY, columns: Number.POSITIVE_INFINITY };

/** Whether a file of a workbook is a sheet. */
export function isSheet(xml: string): boolean {
  return SHEET.test(xml);
}

/** How far it reaches; looks no further than the limits. Rows and cells that are only coloured do not count. */
export function extentOf(xml: string, limits: Limits): Extent {
  let rows = 0;
  let columns = 0;
  for (const [, kind, attributes = "", after] of xml.matchAll(TAG)) {
    const address = ADDRESS.exec(attributes)?.[1];
    if (kind === "row") {
      if (address !== undefined && !(Number(address) <= MOST_ROWS_OF_ALL)) return BEYOND_ALL;
      continue;
    }
    if (attributes.endsWith("/") || after === "</") continue;
    const [, letters, row] = CELL.exec(address ?? "") ?? [];
    if (letters === undefined || row === undefined) return BEYOND_ALL;
    rows = Math.max(rows, Number(row));
    columns = Math.max(columns, columnOf(letters));
    if (rows > limits.rows || columns > limits.columns) break;
  }
  return { rows, columns };
}

/** `A` is 1, `AA` is 27. */
function columnOf(letters: string): number {
  return Array.from(letters).reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0);
}
