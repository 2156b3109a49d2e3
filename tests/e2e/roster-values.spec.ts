// How a roster's columns and cells are read, without a page.

import { expect, test } from "@playwright/test";
import { loadPolicy } from "kaibo";

import { usesOf } from "../../www/src/screens/roster/columns.ts";
import { Growing, SIDE_BY_SIDE, Texts } from "../../www/src/screens/roster/growing.ts";
import { batchesOf, openText, textOf } from "../../www/src/screens/roster/text-file.ts";
import { isBarePercent, readCell } from "../../www/src/screens/roster/values.ts";

const { document } = loadPolicy();

function read(type: string, cell: string, header = "", isMixed = false) {
  const fact = { id: "x", clause: "1", type, changeable: "act", title: {}, question: {} } as const;
  return readCell({ fact, header, utcOffset: "+08:00", isMixed }, cell);
}

test("yes and no are read in both languages, and what is not known stays unknown", () => {
  for (const cell of ["是", "有", "yes", "TRUE", "1", "√", " Ｙ "]) expect(read("boolean", cell), cell).toBe(true);
  for (const cell of ["否", "无", "没有", "no", "False", "0", "×"]) expect(read("boolean", cell), cell).toBe(false);
  for (const cell of ["", " ", "-", "未知", "不确定", "Not sure", "N/A"])
    expect(read("boolean", cell), cell).toBeUndefined();
  for (const cell of ["也许", "2", "是否"]) expect(read("boolean", cell), cell).toEqual({ fault: "not-yes-or-no" });
});

test("days are read as they are written, and impossible or ambiguous ones are not", () => {
  for (const cell of [
    "2023-09-01",
    "2023/9/1",
    "2023年9月1日",
    "20230901",
    "2023.9.1",
    "2023-09-01 20:30",
    "2023年9月1日20点30分",
  ])
    expect(read("pastEvent", cell), cell).toBe("2023-09-01");
  expect(read("pastEvent", "2023-08-31T16:30:00Z"), "a moment is on its day in the policy's zone").toBe("2023-09-01");
  for (const cell of ["从未", "never", "没开播过"]) expect(read("pastEvent", cell), cell).toBe("never");
  for (const cell of ["2023-02-30", "9/1/2023", "上周", "无", "2023-13-01", "2023-09-01 25:00"])
    expect(read("pastEvent", cell), cell).toEqual({ fault: "not-a-day" });
  expect(read("plannedEvent", "从未"), "what is planned cannot be never").toEqual({ fault: "not-a-day" });
});

test("numbers carry their units: 万, percent, hours", () => {
  expect(read("money", "1.2万")).toBe(12_000);
  expect(read("money", "¥1,200.50")).toBe(1200.5);
  expect(read("money", "5", "GMV 目标（万元）")).toBe(50_000);
  expect(read("money", "1.234")).toEqual({ fault: "not-an-amount" });
  expect(read("money", "-5")).toEqual({ fault: "not-an-amount" });
  expect(read("ratio", "12.5%")).toBe(0.125);
  expect(read("ratio", "0.125")).toBe(0.125);
  expect(read("ratio", "12.5", "退款率(%)")).toBe(0.125);
  expect(read("ratio", "100%")).toBe(1);
  expect(read("ratio", "1", "退款率(%)")).toBe(0.01);
  for (const cell of ["-5", "101", "200%", "一半"]) expect(read("ratio", cell), cell).toEqual({ fault: "not-a-share" });
  expect(read("minutes", "5小时")).toBe(300);
  expect(read("minutes", "5", "时长（小时）")).toBe(300);
  expect(read("minutes", "很久")).toEqual({ fault: "not-a-length" });
  expect(read("integer", "3 次")).toBe(3);
  expect(read("integer", "3.5")).toEqual({ fault: "not-whole" });
});

test("a share is not guessed: what may be percent or a part of one is a fault", () => {
  expect(read("ratio", "12.5")).toEqual({ fault: "without-percent" });
  for (const cell of ["1", "1.0", "１"]) expect(read("ratio", cell), cell).toEqual({ fault: "one-or-hundred" });
  expect(read("ratio", "0.5", "退款率", true), "beside numbers over one").toEqual({ fault: "without-percent" });
  expect(read("ratio", "0.5%", "退款率", true)).toBe(0.005);
  expect(read("ratio", "0", "退款率", true)).toBe(0);
  for (const cell of ["5", "1.5", " 120 "]) expect(isBarePercent("退款率", cell), cell).toBe(true);
  for (const cell of ["5%", "5％", "1", "0.5", "", "未知"]) expect(isBarePercent("退款率", cell), cell).toBe(false);
  expect(isBarePercent("退款率（%）", "5")).toBe(false);
});

test("columns are known by titles in both languages, by ids, and by common names; others are carried through", () => {
  const header = [
    "主播昵称",
    "是否有品牌标？",
    "First broadcast",
    "last_broadcast_on",
    "带货",
    "备注",
    "GMV",
    "refundRate",
  ];
  expect(usesOf(header, document)).toEqual([
    "name",
    { fact: "hasBrandBadge" },
    { fact: "firstBroadcastOn" },
    { fact: "lastBroadcastOn" },
    { fact: "sellsOnStream" },
    "carry",
    "carry",
    { fact: "refundRate" },
  ]);
  expect(usesOf(["首播", "第一次开播"], document), "the first of two counts").toEqual([
    { fact: "firstBroadcastOn" },
    "carry",
  ]);
});

test("a file is read in pieces, and no row or sign is cut", async () => {
  const lines = Array.from({ length: 120_000 }, (_, index) => `"账号\n${index}",是`);
  const file = await openText(new Blob([`账号,带货\r\n${lines.join("\r\n")}`]));
  if (typeof file === "string") throw new Error(file);
  const rows: string[][] = [];
  let pieces = 0;
  for await (const batch of batchesOf(file)) {
    expect(batch.first).toBe(rows.length + 1);
    expect(batch.broken.size).toBe(0);
    rows.push(...batch.rows.map((row) => [...row]));
    pieces += 1;
  }
  expect(pieces).toBeGreaterThan(1);
  expect(rows.length).toBe(120_001);
  expect(rows.every((row) => row.length === 2)).toBe(true);
  expect(rows[120_000]).toEqual(["账号\n119999", "是"]);
  expect(await textOf(file)).toContain('"账号\n119999",是');
});

test("names and numbers take no more than their bytes, and come back as they were", () => {
  const texts = new Texts();
  const names = Array.from({ length: 5000 }, (_, index) => `账号 ${index} 🎉`);
  for (const name of names) texts.push(name);
  expect(Array.from(names, (_, index) => texts.at(index))).toEqual(names);

  const numbers = new Growing(Int32Array);
  for (let number = 0; number < SIDE_BY_SIDE + 2; number += 1) numbers.push(-number);
  expect(numbers.length).toBe(SIDE_BY_SIDE + 2);
  const places = [1, SIDE_BY_SIDE - 1, SIDE_BY_SIDE];
  expect(places.map((place) => -numbers.at(place))).toEqual(places);
  expect(Array.from(numbers.between(1, 3))).toEqual([-1, -2]);
  expect(Array.from(numbers.between(SIDE_BY_SIDE, SIDE_BY_SIDE + 2))).toEqual([-SIDE_BY_SIDE, -SIDE_BY_SIDE - 1]);
});
