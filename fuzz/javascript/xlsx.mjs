// Workbooks: the XML of their parts changed, and at times the archive itself. What the reader throws the page says as
// "unreadable"; what it may not do is take long, or bring more than was allowed.

import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";
import { moduleOf } from "../../tests/support/page-module.mjs";
import { asImported, limits } from "./csv.mjs";
import { otherBytes, otherText } from "./engine.mjs";

const { readWorkbook } = await moduleOf("files/workbook.ts");
const { workbookFiles, row, text, number, style } = await moduleOf("../../tests/e2e/workbooks.ts");

const words = [
  ..."<>/\"'&;= ".split(""),
  '<c r="',
  '<row r="2">',
  '<row r="1048577">',
  "</row>",
  "</c>",
  "<v>",
  "</v>",
  '<c r="A1" t="s"><v>0</v></c>',
  '<c r="XFD1048576"><v>1</v></c>',
  '<c r="B2" t="d"><v>2023-09-01T20:00:00</v></c>',
  '<c r="C1" t="b"><v>1</v></c>',
  '<c r="A2" t="e"><v>#REF!</v></c>',
  '<c r="B1" t="str"><f>A1</f><v>x</v></c>',
  '<c r="A3" s="4"><v>1.5</v></c>',
  't="inlineStr"',
  "<is><t>",
  "</t></is>",
  "&#0;",
  "&lt;",
  "<!--",
  "-->",
  "<![CDATA[",
  "]]>",
  '<!DOCTYPE x [<!ENTITY a "b">]>',
  "x:",
  "1e400",
  "-1",
  "45170.5",
  'date1904="1"',
];

const filesOf = (...args) => asText(workbookFiles(...args));
const asText = (files) => Object.fromEntries(Object.entries(files).map(([name, bytes]) => [name, strFromU8(bytes)]));

const rows =
  row(1, text("A1", "开播时间"), text("B1", "时长"), text("C1", "GMV")) +
  row(2, number("A2", 45170.833, style.dateTime), number("B2", 120), number("C2", 1000.5)) +
  row(4, number("A4", 45171, style.date), number("B4", 0.0833, style.length), text("C4", "800"));

/** An input: the parts of a workbook by their names, or bytes. */
const seeds = [filesOf({ Sheet1: rows }), filesOf({ One: "", Two: rows }, true), unzippedSeed()];

function unzippedSeed() {
  return asText(unzipSync(zipSync(workbookFiles({ Sheet1: row(1, text("B2", "x")) }))));
}

export const target = {
  seeds,
  mutate(files, dice, other) {
    if (files instanceof Uint8Array) return otherBytes(files, dice, other instanceof Uint8Array ? other : files);
    if (dice.once(20)) return otherBytes(packed(files), dice, packed(files));
    const names = Object.keys(files);
    const sheets = names.filter((name) => name.includes("sheets/"));
    const name = dice.oneOf(dice.once(5) ? names : sheets);
    const others = Object.values(other instanceof Uint8Array ? files : other);
    return { ...files, [name]: otherText(files[name], dice, dice.oneOf(others), words).slice(0, 6000) };
  },
  async run(files) {
    let table;
    try {
      table = await readWorkbook(packed(files), limits, () => undefined);
    } catch (error) {
      return `unreadable ${error.constructor.name}`;
    }
    return asImported(table);
  },
};

function packed(files) {
  if (files instanceof Uint8Array) return files;
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, xml]) => [name, strToU8(xml)])), { level: 0 });
}
