// Cells of a table: columns that are told, headers under titles, units, and dates that stand there as numbers.

import assert from "node:assert/strict";
import { test } from "node:test";
import { headerRow, MOST_ROWS, ROW_COLUMNS, readCells, readColumns, readRows } from "kaibo/rows";

const read = (cells, more = {}) => readCells(cells, { utcOffset: "+08:00", ...more });
const broadcasts = (cells, more) => read(cells, more).rows.map(({ broadcast }) => broadcast);
const faults = (cells, more) =>
  read(cells, more).rows.flatMap(({ row, faults: found }) => found.map(({ code, cell }) => [row, code, cell]));

test("cells are read as the same text is", async () => {
  const cells = [
    ["开播时间", "时长", "GMV", "备注"],
    ["2023-09-01 20:00", "2小时", "1.2万", "好"],
    [],
    ["昨晚", "60", "300"],
  ];
  const text = cells.map((row) => row.join("\t")).join("\n");
  assert.deepEqual(read(cells), await readRows(text, { utcOffset: "+08:00" }));
});

test("columns that are told are taken, whatever the header says", () => {
  const cells = [
    ["A", "B", "GMV"],
    ["2023-09-01", "2", "5"],
  ];
  assert.equal(read(cells, { header: true }), "no-start-column");
  assert.deepEqual(broadcasts(cells, { header: true, columns: ["day", "hours", null] }), [
    { startedAt: "2023-09-01", minutes: 120 },
  ]);
  assert.equal(read(cells, { header: true, columns: [null, "hours", "gmv"] }), "no-start-column");
});

test("a bare number of a length is in the unit of its column; a unit in the cell counts more", () => {
  const lengths = [["90"], ["1.5小时"], ["01:30:00"]].map(([cell]) => ["2023-09-01", cell]);
  const minutes = (column) =>
    broadcasts(lengths, { header: false, columns: ["day", column] }).map((broadcast) => broadcast.minutes);
  assert.deepEqual(minutes("minutes"), [90, 90, 90]);
  assert.deepEqual(minutes("hours"), [5400, 90, 90]);
  assert.deepEqual(minutes("seconds"), [1.5, 90, 90]);
});

test("a header's unit is the column's", () => {
  assert.deepEqual(readColumns(["开播日期", "时长（小时）", "GMV"]), ["day", "hours", "gmv"]);
  assert.deepEqual(readColumns(["Start", "Duration (s)"]), ["start", "seconds"]);
  assert.deepEqual(readColumns(["直播时长(秒)", "时长分钟", "时长"]), ["seconds", null, null]);
  assert.deepEqual(readColumns(["直播间", "GMV", "成交金额"]), [null, "gmv", null]);
});

test("a header does not multiply what its unit is not of", () => {
  const cells = [
    ["日期", "时长（小时）", "GMV（亿元）", "最高在线（万）"],
    ["2023-09-01", "2", "0.00012", "1.5"],
  ];
  assert.deepEqual(broadcasts(cells), [{ startedAt: "2023-09-01", minutes: 120, gmv: 12_000, viewers: 15_000 }]);
});

test("亿, full-width digits and full-width signs are read", () => {
  const cells = [
    ["开播时间", "时长", "GMV", "退款"],
    ["２０２３－０９－０１　２０：３０", "１２０", "￥１．５亿", "－"],
  ];
  assert.deepEqual(broadcasts(cells), [{ startedAt: "2023-09-01T20:30:00+08:00", minutes: 120, gmv: 150_000_000 }]);
});

test("days that are numbers are dates, and are said to be", () => {
  const cells = [
    ["start", "minutes"],
    ["45170.8333", "60"],
    ["45170.833333333336", "60"],
    ["45170", "60"],
    ["45170.83337", "60"],
    ["2023-09-01", "60"],
  ];
  const { rows } = read(cells);
  assert.deepEqual(
    rows.map(({ broadcast, counted }) => [broadcast.startedAt, counted]),
    [
      ["2023-09-01T20:00:00+08:00", true],
      ["2023-09-01T20:00:00+08:00", true],
      ["2023-09-01", true],
      ["2023-09-01T20:00:00+08:00", true],
      ["2023-09-01", false],
    ],
  );
});

test("a counted day and a counted time may stand beside each other, and an end may be counted", () => {
  const cells = [
    ["日期", "开播时间", "下播时间"],
    ["45170", "0.9166666667", "45171.0625"],
    ["45170", "0.75", "21:30"],
  ];
  assert.deepEqual(broadcasts(cells), [
    { startedAt: "2023-09-01T22:00:00+08:00", endedAt: "2023-09-02T01:30:00+08:00" },
    { startedAt: "2023-09-01T18:00:00+08:00", endedAt: "2023-09-01T21:30:00+08:00" },
  ]);
});

test("only numbers that can be no other thing are days: 2000 through 2099", () => {
  const of = (cell) => read([[cell, "60"]]).rows[0];
  assert.equal(of("36526").broadcast.startedAt, "2000-01-01");
  assert.equal(of("73050").broadcast.startedAt, "2099-12-31");
  for (const cell of ["36525", "73051", "4517", "45170.", "451701"]) {
    assert.deepEqual([of(cell).faults[0].code, of(cell).counted], ["not-a-start", false], cell);
  }
  // Money is no day.
  assert.equal(read([["45170", "60", "45170"]]).rows[0].broadcast.gmv, 45_170);
});

test("titles above the header are passed over", () => {
  const cells = [["直播数据明细"], [], ["导出时间", "2023-09-14"], ["开播时间", "时长"], ["2023-09-01", "60"]];
  assert.equal(headerRow(cells), 3);
  assert.equal(headerRow([["2023-09-01", "60"]]), null);
  assert.equal(headerRow([["GMV"], ["5"]]), 0);
  assert.equal(headerRow([]), null);
});

test("rows of broken quotes and with too many cells are named", () => {
  const cells = [
    ["开播时间", "时长"],
    ["2023-09-01", "60"],
    ["2023-09-02", "60", "7"],
  ];
  assert.deepEqual(faults(cells, { broken: [1] }), [
    [2, "broken-quotes", "2023-09-01 60"],
    [3, "too-many-cells", "2023-09-02 60 7"],
  ]);
});

test("too many rows are refused", () => {
  const row = ["2023-09-01", "60"];
  assert.equal(read(Array(MOST_ROWS + 1).fill(row)), "too-many-rows");
  assert.equal(read(Array(MOST_ROWS).fill(row)).rows.length, MOST_ROWS);
});

test("every kind of column is listed once", () => {
  assert.equal(new Set(ROW_COLUMNS).size, 10);
});
