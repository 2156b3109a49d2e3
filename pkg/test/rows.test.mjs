// Rows pasted from a spreadsheet: what is read, in whatever way it is written, and what is named as wrong.

import assert from "node:assert/strict";
import { test } from "node:test";
import { loadPolicy } from "kaibo";
import { MOST_ROWS, minutesOf, newRows, readRows } from "kaibo/rows";

const read = (text, more = {}) => readRows(text, { utcOffset: "+08:00", ...more });
const broadcasts = async (text) => (await read(text)).rows.map(({ broadcast }) => broadcast);
const faults = async (text, more) =>
  (await read(text, more)).rows.flatMap(({ row, faults: found }) => found.map(({ code, cell }) => [row, code, cell]));

test("columns are known by their Chinese headers, in any order", async () => {
  const text = [
    "直播间\tGMV\t开播时间\t直播时长\t退款金额\t最高在线\t平均在线",
    "一号\t¥1,234.50\t2023-09-01 20:00\t2小时30分\t34.5\t500\t120.5",
    "二号\t1.2万\t2023/9/2 20:00:30\t02:30:00\t-\t\t",
  ].join("\n");
  assert.deepEqual(await broadcasts(text), [
    {
      startedAt: "2023-09-01T20:00:00+08:00",
      minutes: 150,
      gmv: 1234.5,
      refundedGmv: 34.5,
      viewers: 500,
      averageViewers: 120.5,
    },
    { startedAt: "2023-09-02T20:00:30+08:00", minutes: 150, gmv: 12000 },
  ]);
});

test("columns are known by their English headers, with commas between them", async () => {
  const text = 'Start,End,GMV,Peak viewers\n2023-09-01 22:30,2023-09-02 01:00,"1,234.50",80\n';
  assert.deepEqual(await broadcasts(text), [
    { startedAt: "2023-09-01T22:30:00+08:00", endedAt: "2023-09-02T01:00:00+08:00", gmv: 1234.5, viewers: 80 },
  ]);
});

test("without a header the order is start, minutes, GMV", async () => {
  assert.deepEqual(await broadcasts("2023年9月1日 20:00\t120\t800\n2023-09-02\t60\n"), [
    { startedAt: "2023-09-01T20:00:00+08:00", minutes: 120, gmv: 800 },
    { startedAt: "2023-09-02", minutes: 60 },
  ]);
});

test("a day and a time may stand in two columns, and an end after midnight is on the next day", async () => {
  assert.deepEqual(await broadcasts("日期\t开播时间\t下播时间\n2023-09-01\t22:00\t01:30"), [
    { startedAt: "2023-09-01T22:00:00+08:00", endedAt: "2023-09-02T01:30:00+08:00" },
  ]);
});

test("the unit of a header is that of its numbers", async () => {
  const text = "日期\t时长（小时）\tGMV（万元）\n2023-09-01\t2.5\t3\n2023-09-02\t90分钟\t0.5";
  assert.deepEqual(await broadcasts(text), [
    { startedAt: "2023-09-01", minutes: 150, gmv: 30000 },
    { startedAt: "2023-09-02", minutes: 90, gmv: 5000 },
  ]);
});

test("an offset that is written is kept", async () => {
  assert.deepEqual(await broadcasts("2023-09-01T20:00:00Z\t60"), [{ startedAt: "2023-09-01T20:00:00Z", minutes: 60 }]);
});

test("a bad cell is named with its row, and the good rows stay", async () => {
  const text = "开播时间\t时长\tGMV\n2023-09-01\t60\t1\n\n9/2/2023\t一会儿\t-5\n2023-02-30\t\t1.234\n2023-09-03\t60\t2";
  const { rows } = await read(text);
  assert.deepEqual(
    rows.map(({ row, broadcast }) => [row, broadcast !== null]),
    [
      [2, true],
      [4, false],
      [5, false],
      [6, true],
    ],
  );
  assert.deepEqual(await faults(text), [
    [4, "not-a-start", "9/2/2023"],
    [4, "not-a-length", "一会儿"],
    [4, "not-an-amount", "-5"],
    [5, "not-a-start", "2023-02-30"],
    [5, "no-length", ""],
    [5, "not-an-amount", "1.234"],
  ]);
});

test("an amount that a comma has cut in two is not read as its first half", async () => {
  assert.deepEqual(await faults("2023-09-01 20:00,60,1,234.50"), [
    [1, "too-many-cells", "2023-09-01 20:00 60 1 234.50"],
  ]);
});

test("what cannot be is named: an end before the start, more refunded than paid, a day ahead", async () => {
  assert.deepEqual(await faults("start\tend\n2023-09-02 20:00\t2023-09-01 21:00"), [
    [2, "end-before-start", "2023-09-01 21:00"],
  ]);
  assert.deepEqual(await faults("start\tminutes\tgmv\trefund\n2023-09-02\t60\t5\t6"), [[2, "refund-above-gmv", "6"]]);
  assert.deepEqual(await faults("2023-09-15\t60", { latest: "2023-09-14" }), [[1, "after-latest", "2023-09-15"]]);
  assert.deepEqual(await faults("2023-09-14T17:00:00Z\t60", { latest: "2023-09-14" }), [
    [1, "after-latest", "2023-09-14T17:00:00Z"],
  ]);
});

test("of a day and a time in two columns, the cell that is wrong is named, and only that", async () => {
  const header = "日期\t开播时间\t下播时间\n";
  assert.deepEqual(await faults(`${header}2023-02-30\t20:00\t22:00`), [[2, "not-a-start", "2023-02-30"]]);
  assert.deepEqual(await faults(`${header}2023-09-01\t25:00\t22:00`), [[2, "not-a-start", "25:00"]]);
  assert.deepEqual(await faults(`${header}2023-09-15\t20:00\t22:00`, { latest: "2023-09-14" }), [
    [2, "after-latest", "2023-09-15"],
  ]);
});

test("a header that stands again is none of the rows", async () => {
  const { rows, header } = await read("开播时间\t时长\n2023-09-01\t60\n 开播时间\t时长\n2023-09-02\t60");
  assert.deepEqual(
    rows.map(({ row, broadcast }) => [row, broadcast.startedAt]),
    [
      [2, "2023-09-01"],
      [4, "2023-09-02"],
    ],
  );
  assert.equal(header, "开播时间\t时长");
});

test("what is recorded, or said twice, is new once at most, however it is written", async () => {
  const text = [
    "2023-09-01 20:00\t60\t5",
    "2023-09-01T12:00:00Z\t1小时\t5.00",
    "2023-09-02\t60",
    "2023-09-02 00:00\t60",
    "昨晚\t60",
    "2023-09-03 20:00\t60",
  ].join("\n");
  const recorded = [{ startedAt: "2023-09-03T20:00:00+08:00", endedAt: "2023-09-03T21:00:00+08:00" }];
  const { rows } = await read(text);
  assert.deepEqual(
    newRows(rows, recorded).map(({ row }) => row),
    [1, 3, 4],
  );
  assert.equal(newRows(rows, []).length, 4);
});

test("what is too much, or holds nothing, is refused", async () => {
  assert.equal(await read("  \n"), "empty");
  assert.equal(await read("GMV\t时长\n5\t6"), "no-start-column");
  assert.equal(await read("2023-09-01\t60\n".repeat(MOST_ROWS + 1)), "too-many-rows");
  assert.equal((await read("2023-09-01\t60\n".repeat(MOST_ROWS))).rows.length, MOST_ROWS);
  assert.equal(await read("九".repeat(1_700_000)), "too-large");
});

test("broken quotes are named", async () => {
  assert.equal((await read('2023-09-01\t60\t"5\n')).rows[0].faults[0].code, "broken-quotes");
});

test("lengths as people write them", () => {
  const said = [
    "120",
    "120分钟",
    "2小时",
    "2.5小时",
    "2小时30分",
    "2h30m",
    "02:30:00",
    "2:30",
    "90 min",
    "1小时0分30秒",
  ];
  assert.deepEqual(
    said.map((text) => minutesOf(text)),
    [120, 120, 120, 150, 150, 150, 150, 150, 90, 60.5],
  );
  assert.deepEqual(
    ["", "-3", "2:75", "¥5", "两小时"].map((text) => minutesOf(text)),
    [null, null, null, null, null],
  );
});

// Found by fuzz/javascript/rows.mjs.
test("no length is longer than the core takes", async () => {
  const { rows } = await read("2023-09-01\t527040\n2023-09-02\t527041\n2023-09-03\t345170.5h");
  assert.deepEqual(
    rows.map(({ broadcast, faults }) => broadcast?.minutes ?? faults[0].code),
    [527_040, "not-a-length", "not-a-length"],
  );
});

// Found by fuzz/javascript/rows.mjs.
test("moments are compared by the clock, wherever their clocks are", async () => {
  const header = "start\tend\n2023-09-01T20:00+00:00\t";
  assert.deepEqual(await faults(`${header}2023-09-01T22:00+08:00`), [
    [2, "end-before-start", "2023-09-01T22:00+08:00"],
  ]);
  assert.deepEqual(await broadcasts(`${header}2023-09-01T16:00-06:00`), [
    { startedAt: "2023-09-01T20:00:00+00:00", endedAt: "2023-09-01T16:00:00-06:00" },
  ]);
  assert.deepEqual(await broadcasts(`${header}01:30`), [
    { startedAt: "2023-09-01T20:00:00+00:00", endedAt: "2023-09-02T01:30:00+00:00" },
  ]);
});

// Found by fuzz/javascript/rows.mjs.
test("no offset is more than a day, no end more than a year away, and no day beyond the calendar", async () => {
  for (const start of [
    "2023/9/24:3+8005",
    "2023-09-24T03:00+24:00",
    "2023-09-24T03:00+08:60",
    "0002-12-31",
    "9998-01-01",
  ])
    assert.deepEqual(await faults(`${start}\t60`), [[1, "not-a-start", start]]);
  const header = "start\tend\n2021-09-01 20:00\t";
  assert.deepEqual(await faults(`${header}2022-09-02 20:01`), [[2, "end-too-late", "2022-09-02 20:01"]]);
  const year = await broadcasts(`${header}2022-09-02 20:00`);
  loadPolicy().assess({ broadcasts: year }, { asOf: "2023-09-14" });
});

// Found by fuzz/javascript/rows.mjs.
test("no amount is larger than the core takes", async () => {
  const text =
    "开播时间\t时长\tGMV\t平均在线\n2023-09-02\t90\t90071992547409.91\t1000000000\n2023-09-03\t90\t7007007000800800\t1000000001";
  const [{ broadcast }, { faults }] = (await read(text)).rows;
  assert.deepEqual([broadcast.gmv, broadcast.averageViewers], [90_071_992_547_409.91, 1e9]);
  assert.deepEqual(
    faults.map(({ code }) => code),
    ["not-an-amount", "not-a-number"],
  );
  loadPolicy().assess({ broadcasts: [broadcast] }, { asOf: "2023-09-14" });
});

test("what is read is what the core takes", async () => {
  const text = "2023-09-01 20:00\t120\t1,000\n2023年9月5日\t1小时\t2000.55";
  const { ledger } = loadPolicy().assess({ broadcasts: await broadcasts(text) }, { asOf: "2023-09-14" });
  assert.equal(ledger.broadcasts, 2);
});
