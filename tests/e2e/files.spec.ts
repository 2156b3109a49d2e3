// Tables in files: what is read of whatever is given, what is refused, and what is written. No page is opened.

import { expect, test } from "@playwright/test";
import { strFromU8, strToU8, unzipSync, zipSync } from "fflate";

import { decode } from "../../www/src/files/encoding.ts";
import { sortOf } from "../../www/src/files/sort.ts";
import { MOST_ARCHIVE_ENTRIES } from "../../www/src/files/table.ts";
import { readText } from "../../www/src/files/text.ts";
import { readWorkbook } from "../../www/src/files/workbook.ts";
import { csvBlob, xlsxBlob } from "../../www/src/files/write.ts";
import {
  bomb,
  gb18030,
  lockedWorkbook,
  number,
  oldWorkbook,
  picture,
  row,
  style,
  text,
  utf16,
  workbook,
  workbookFiles,
} from "./workbooks.ts";

const limits = { rows: 100, columns: 20 };
const read = (bytes: Uint8Array) => readWorkbook(bytes, limits, () => undefined);
const rowsOf = async (bytes: Uint8Array) => {
  const table = await read(bytes);
  if (typeof table === "string") throw new Error(table);
  return table.rows;
};
const csv = (words: string) => readText({ text: words, encoding: "utf-8" }, limits, () => undefined);

test("a text is decoded by its mark, as UTF-8, or as GB18030, and else not at all", () => {
  const words = "开播时间,时长\r\n";
  expect(decode(strToU8(words))).toEqual({ text: words, encoding: "utf-8" });
  expect(decode(strToU8(`\uFEFF${words}`))).toEqual({ text: words, encoding: "utf-8" });
  expect(decode(utf16(words, "little"))).toEqual({ text: words, encoding: "utf-16le" });
  expect(decode(utf16(words, "big"))).toEqual({ text: words, encoding: "utf-16be" });
  expect(decode(gb18030)).toEqual({ text: "开播时间,时长\r\n2023-09-01 20:00,2小时\r\n", encoding: "gb18030" });
  expect(decode(Uint8Array.of(...gb18030, 0xff))).toBe("broken-encoding");
  expect(decode(utf16(words, "little").subarray(0, -1))).toBe("broken-encoding");
  expect(decode(Uint8Array.of(0x61, 0, 0x62))).toBe("broken-encoding");
  expect(decode(strToU8("a\u0001b"))).toBe("broken-encoding");
  expect(decode(new Uint8Array())).toEqual({ text: "", encoding: "utf-8" });
});

test("damaged UTF-8 is not read as other words in GB18030", () => {
  const bytes = strToU8("开播时间,时长\n2023年9月1日,两小时半左右\n");
  // One byte is lost: what is left is GB18030 in full.
  const damaged = Uint8Array.of(...bytes.subarray(0, 2), ...bytes.subarray(3));
  expect(decode(damaged)).toBe("broken-encoding");
});

test("what a file is, its bytes say", () => {
  expect(sortOf(strToU8("开播时间,时长"))).toBe("text");
  expect(sortOf(utf16("开播", "big"))).toBe("text");
  expect(sortOf(strToU8(" \r\n\t"))).toBe("empty");
  expect(sortOf(workbook({ Sheet1: "" }))).toBe("workbook");
  expect(sortOf(picture)).toBe("not-a-table");
  expect(sortOf(oldWorkbook)).toBe("not-a-table");
  expect(sortOf(lockedWorkbook)).toBe("protected");
  expect(sortOf(strToU8("%PDF-1.7"))).toBe("not-a-table");
  expect(sortOf(strToU8("<html><table><tr><td>2023-09-01"))).toBe("not-a-table");
  expect(sortOf(strToU8('[{"a": 1}]'))).toBe("not-a-table");
  expect(sortOf(strToU8("[直播间],BM\n1,2"))).toBe("text");
  expect(sortOf(strToU8("BM,PK\n1,2"))).toBe("text");
  expect(sortOf(strToU8("PK,BM\n1,2"))).toBe("text");
});

test("cells are divided by commas, semicolons or tabs, full-width ones too", () => {
  for (const sign of [",", ";", "\t", "，", "；"]) {
    const words = [`开播时间${sign}时长${sign}GMV`, `2023-09-01${sign}60${sign}5`, "", `2023-09-02${sign}61${sign}`];
    expect(csv(words.join("\r\n")), sign).toEqual({
      rows: [["开播时间", "时长", "GMV"], ["2023-09-01", "60", "5"], [], ["2023-09-02", "61"]],
      encoding: "utf-8",
    });
  }
});

test("a text is read no further than the first row too many, and rows that hold nothing do not count", () => {
  expect(csv("a,b\n".repeat(100))).toHaveProperty("rows.length", 100);
  expect(csv("a,b\n".repeat(101))).toBe("too-many-rows");
  expect(csv(`${"a,b\n".repeat(100)}${",,,\n".repeat(5000)}`)).toHaveProperty("rows.99", ["a", "b"]);
  expect(csv(`a${",b".repeat(20)}`)).toBe("too-many-columns");
  expect(csv(`a${",".repeat(50)}\nb,c`)).toHaveProperty("rows", [["a"], ["b", "c"]]);
  const seen: number[] = [];
  const text = "a,b\n".repeat(1_000_000);
  expect(readText({ text, encoding: "utf-8" }, { rows: 5000, columns: 2 }, (share) => seen.push(share))).toBe(
    "too-many-rows",
  );
  expect(seen.at(-1)).toBeLessThan(0.01);
});

test("a row whose quotes do not close is named", () => {
  expect(csv('a,b\nc,"d\n')).toMatchObject({ broken: [1] });
});

test("dates are those of the sheet's own clock; times and lengths stay what they are", async () => {
  const cells = [
    row(1, text("A1", "开播时间"), text("B1", "日期"), text("C1", "时间"), text("D1", "时长")),
    row(
      2,
      number("A2", "45170.833333333336", 1),
      number("B2", 45170, 2),
      number("C2", 0.8125, 3),
      number("D2", 1.0625, 4),
    ),
    row(3, number("A3", 45171, 1), number("B3", 45171, 2), number("C3", "0.000011574", 3), number("D3", 0.5, 4)),
  ];
  expect(await rowsOf(workbook({ Sheet1: cells.join("") }))).toEqual([
    ["开播时间", "日期", "时间", "时长"],
    ["2023-09-01 20:00", "2023-09-01", "19:30", "25:30"],
    ["2023-09-02 00:00", "2023-09-02", "00:00:01", "12:00"],
  ]);
  const since1904 = workbook({ Sheet1: row(1, number("A1", 43708.5, style.dateTime)) }, true);
  expect(await rowsOf(since1904)).toEqual([["2023-09-01 12:00"]]);
  const inWords = '<c r="A1" t="d"><v>2023-09-01T20:00:00</v></c>';
  expect(await rowsOf(workbook({ Sheet1: row(1, inWords) }))).toEqual([["2023-09-01T20:00:00"]]);
});

test("formulas give what they last gave, errors and nothing give nothing", async () => {
  const cells = row(
    1,
    '<c r="A1"><f>1+1</f><v>2</v></c>',
    '<c r="B1" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>',
    '<c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
    '<c r="D1"><f>NOW()</f></c>',
    '<c r="E1" t="b"><v>1</v></c>',
    number("F1", "1234.5599999999999"),
    number("G1", "0.30000000000000004"),
    text("I1", "=1+1"),
  );
  expect(await rowsOf(workbook({ Sheet1: cells }))).toEqual([
    ["2", "ab", "", "", "TRUE", "1234.56", "0.3", "", "=1+1"],
  ]);
});

test("of several sheets the first one that holds anything is read, and named", async () => {
  const bytes = workbook({ 说明: "", 明细: row(1, text("A1", "开播时间")), 汇总: row(1, text("A1", "合计")) });
  expect(await read(bytes)).toEqual({ rows: [["开播时间"]], sheet: { name: "明细", of: 2 } });
  expect(await read(workbook({ Sheet1: "" }))).toBe("empty");
});

test("an archive that expands too far is refused before it fills the memory", async () => {
  expect(await read(bomb(65))).toBe("expands-too-far");
  const many = Object.fromEntries(
    Array.from({ length: MOST_ARCHIVE_ENTRIES + 1 }, (_, place) => [`${place}.txt`, strToU8("a")]),
  );
  expect(await read(zipSync(many, { level: 0 }))).toBe("expands-too-far");
});

test("a cell in a far corner is refused, and takes no room", async () => {
  const far = (address: string) => workbook({ Sheet1: row(Number(/\d+/.exec(address)), text(address, "远")) });
  expect(await read(far("A101"))).toBe("too-many-rows");
  expect(await read(far("A1048576"))).toBe("too-many-rows");
  expect(await read(far("XFD1"))).toBe("too-many-columns");
  expect(await read(workbook({ Sheet1: '<row r="99999999999"/>' }))).toBe("too-many-rows");
  // What is only coloured is not filled.
  const coloured = row(1, text("A1", "开播时间"), '<c r="XFD1" s="1"/>') + row(1_048_576, '<c r="A1048576" s="1"></c>');
  expect(await rowsOf(workbook({ Sheet1: coloured }))).toEqual([["开播时间"]]);
  // Another sheet than the one that is read may be as large as it likes.
  const two = workbook({ Sheet1: row(1, text("A1", "开播时间")), Sheet2: row(5000, text("A5000", "远")) });
  expect(await rowsOf(two)).toEqual([["开播时间"]]);
});

// The first was found by fuzz/javascript/xlsx.mjs: its reader took the letters of "B</row>" for a column beyond all memory.
test("a sheet whose rows and cells no reader is sure to find where they say is not read", async () => {
  for (const cells of [
    '<c r="A1"><v>1</v></c><c r="B</row>2" s="01></c><c r="C2" s="0"><v>1000.5</v></c>',
    '<c r="A1" x:r="XFD1048576"><v>1</v></c>',
    '<c r="A1"r="XFD1048576"><v>1</v></c>',
    '<c s="a>b" r="XFD1048576"><v>1</v></c>',
    "<c r=A1><v>1</v></c>",
    "<c><v>1</v></c>",
    '<c r="a1"><v>1</v></c>',
    '<c r="A1',
  ])
    expect(await read(workbook({ Sheet1: row(1, cells) })), cells).toBe("unreadable");
  expect(await read(workbook({ Sheet1: `<row r="1" r="2">${text("A1", "x")}</row>` }))).toBe("unreadable");
  const otherwise = '<x-1:row r=\'1\' spans="1:2" x14ac:dyDescent = "0.25"><c s=\'0\' r="A1"\n><v>1</v></c></x-1:row>';
  expect(await rowsOf(workbook({ Sheet1: otherwise }))).toEqual([["1"]]);
});

test("what is counted is what is read: a second directory in the archive hides nothing", async () => {
  const honest = workbook({ Sheet1: row(1, text("A1", "开播时间")) });
  const damaged = honest.slice();
  // The directory at the end says that every file is empty.
  for (let at = 0; at + 4 < damaged.length; at += 1) {
    if (strFromU8(damaged.subarray(at, at + 4), true) === "PK\u0001\u0002") damaged.fill(0, at + 20, at + 28);
  }
  expect(await rowsOf(damaged)).toEqual([["开播时间"]]);
});

test("archives that are no workbooks, and damaged ones, are told apart", async () => {
  expect(await read(zipSync({ "word/document.xml": strToU8("<w/>") }))).toBe("not-a-table");
  const files = workbookFiles({ Sheet1: row(1, text("A1", "开播时间")) });
  expect(await read(zipSync(files).subarray(0, 700))).toBe("unreadable");
  expect(await read(zipSync({ "xl/workbook.xml": strToU8("<nothing") }))).toBe("unreadable");
  const lost = Object.fromEntries(Object.entries(files).filter(([name]) => !name.includes("worksheets")));
  expect(await read(zipSync(lost))).toBe("unreadable");
});

const written = {
  name: "名单: 2023/09",
  header: ["账号", "GMV"],
  rows: [
    ["=1+1", 5],
    ["＝1+1", -5.25],
    ['a "b", c', null],
    ["@x\ny", 0],
    ["-5", 1],
    ["", 2],
  ],
};

test("CSV is UTF-8 with its mark and CRLF, and nothing in it is run", async () => {
  const bytes = new Uint8Array(await csvBlob(written).arrayBuffer());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(strFromU8(bytes.subarray(3))).toBe(
    `账号,GMV\r\n"'=1+1",5\r\n"'＝1+1",-5.25\r\n"a ""b"", c",\r\n"'@x\ny",0\r\n"'-5",1\r\n,2\r\n`,
  );
});

test("what was written as CSV is read again as it was", async () => {
  const decoded = decode(new Uint8Array(await csvBlob(written).arrayBuffer()));
  expect(readText(decoded as Exclude<typeof decoded, string>, limits, () => undefined)).toEqual({
    rows: [["账号", "GMV"], ["=1+1", "5"], ["＝1+1", "-5.25"], ['a "b", c'], ["@x\ny", "0"], ["-5", "1"], ["", "2"]],
    encoding: "utf-8",
  });
});

test("a workbook holds texts and numbers, no formula, and is read again as it was", async () => {
  const bytes = new Uint8Array(await (await xlsxBlob(written)).arrayBuffer());
  const sheets = Object.entries(unzipSync(bytes)).filter(([name]) => name.startsWith("xl/worksheets/sheet"));
  expect(sheets).toHaveLength(1);
  expect(strFromU8(sheets[0]?.[1] ?? new Uint8Array())).not.toContain("<f>");
  expect(await read(bytes)).toEqual({
    rows: [["账号", "GMV"], ["=1+1", "5"], ["＝1+1", "-5.25"], ['a "b", c'], ["@x\ny", "0"], ["-5", "1"], ["", "2"]],
    sheet: { name: "名单  2023 09", of: 1 },
  });
});
