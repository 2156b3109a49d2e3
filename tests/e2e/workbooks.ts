// Workbooks and other files, made for tests out of their smallest parts.

import { strToU8, zipSync } from "fflate";

/** Styles by their place: plain, a date with a time, a date, a time of day, a length. */
export const style = { dateTime: 1, date: 2, time: 3, length: 4 } as const;

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships";

/** A cell as text. */
export const text = (address: string, words: string) => `<c r="${address}" t="inlineStr"><is><t>${words}</t></is></c>`;
/** A cell as a number; a date where its style says so. */
export const number = (address: string, value: number | string, styled = 0) =>
  `<c r="${address}" s="${styled}"><v>${value}</v></c>`;
/** A row of cells. */
export const row = (place: number, ...cells: readonly string[]) => `<row r="${place}">${cells.join("")}</row>`;

/** The files of a workbook, by the names of its sheets and the XML of their rows. */
export function workbookFiles(sheets: Readonly<Record<string, string>>, date1904 = false): Record<string, Uint8Array> {
  const names = Object.keys(sheets);
  const listed = names.map((name, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="s${index + 1}"/>`);
  const related = names.map(
    (_, index) =>
      `<Relationship Id="s${index + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  );
  const formats = [0, 22, 14, 20, 46].map((id) => `<xf numFmtId="${id}" applyNumberFormat="1"/>`).join("");
  const parts: Record<string, string> = {
    "xl/workbook.xml": `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><workbookPr${date1904 ? ' date1904="1"' : ""}/><sheets>${listed.join("")}</sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `<Relationships xmlns="${PACKAGE}">${related.join("")}<Relationship Id="st" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>`,
    "xl/styles.xml": `<styleSheet xmlns="${MAIN}"><cellXfs>${formats}</cellXfs></styleSheet>`,
  };
  for (const [index, rows] of Object.values(sheets).entries()) {
    parts[`xl/worksheets/sheet${index + 1}.xml`] =
      `<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`;
  }
  return Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(HEAD + xml)]));
}

/** A workbook. */
export function workbook(sheets: Readonly<Record<string, string>>, date1904 = false): Uint8Array {
  return zipSync(workbookFiles(sheets, date1904));
}

/** A workbook of a megabyte or less that expands to more than is read. */
export function bomb(megabytes: number): Uint8Array {
  const files = workbookFiles({ Sheet1: row(1, text("A1", "开播时间")) });
  return zipSync({ ...files, "xl/media/zeros.xml": new Uint8Array(megabytes * 1024 * 1024) }, { level: 1 });
}

/** The first bytes of a PNG picture, and some that are no text. */
export const picture = Uint8Array.of(
  0x89,
  0x50,
  0x4e,
  0x47,
  0x0d,
  0x0a,
  0x1a,
  0x0a,
  0,
  0,
  0,
  13,
  0x49,
  0x48,
  0x44,
  0x52,
);
/** What old workbooks begin with. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/** An old workbook. */
export const oldWorkbook = Uint8Array.of(...COMPOUND, ...new Uint8Array(600));
/** A new one with a password. */
export const lockedWorkbook = Uint8Array.of(
  ...oldWorkbook,
  ...Array.from("EncryptedPackage", (letter) => [letter.charCodeAt(0), 0]).flat(),
);
/** 开播时间,时长 / 2023-09-01 20:00,2小时 in GB18030: no platform has a writer of it. */
export const gb18030 = Uint8Array.of(
  ...[0xbf, 0xaa, 0xb2, 0xa5, 0xca, 0xb1, 0xbc, 0xe4, 0x2c, 0xca, 0xb1, 0xb3, 0xa4, 0x0d, 0x0a],
  ...strToU8("2023-09-01 20:00,2"),
  ...[0xd0, 0xa1, 0xca, 0xb1, 0x0d, 0x0a],
);

/** A text in UTF-16 with its mark. */
export function utf16(words: string, order: "little" | "big"): Uint8Array {
  const bytes = new DataView(new ArrayBuffer((words.length + 1) * 2));
  for (const [place, code] of [0xfeff, ...Array.from(words, (letter) => letter.charCodeAt(0))].entries()) {
    bytes.setUint16(place * 2, code, order === "little");
  }
  return new Uint8Array(bytes.buffer);
}
