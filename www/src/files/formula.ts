// Texts that spreadsheets would run when they open a CSV file, and how they are made text.

/**
 * What is run when it stands first in a cell, as OWASP lists it: the signs that begin a formula, full-width ones too, and
 * what a spreadsheet drops before it looks for one.
 */
export const FORMULA: RegExp = /^[=+\-@\t\r\n＝＋－＠]/;
const MADE_TEXT = /^'(?=[=+\-@\t\r\n＝＋－＠])/;

/** A cell as it was before it was written as CSV: the apostrophe that makes it text is no part of it. */
export function asBefore(cell: string): string {
  return cell.replace(MADE_TEXT, "");
}
