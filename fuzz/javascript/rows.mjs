// Rows pasted from a spreadsheet, and cells of files: each row is a broadcast that the core takes, or says what is wrong.

import { readFileSync } from "node:fs";
import { loadPolicy } from "kaibo";
import { MOST_ROWS, ROW_COLUMNS, readCells, readRows } from "kaibo/rows";
import { otherText } from "./engine.mjs";

const policy = loadPolicy();
const options = { utcOffset: policy.document.utcOffset };
const asOf = "2030-01-01";
/** What only all rows together, or the day, can be wrong with. */
const EXPECTED = new Set(["event-after-moment", "broadcast-conflict"]);

const words = [
  ..."\t,;，；\n\"'：:/-.%+ 　".split(""),
  "\r\n",
  "开播时间",
  "下播时间",
  "时长",
  "GMV",
  "退款",
  "观看人数",
  "日期",
  "start",
  "end",
  "minutes",
  "2023-09-01",
  "2023/9/1 20:00",
  "9月1日",
  "20:00",
  "24:00",
  "23:59:60",
  "2小时30分",
  "1.5h",
  "90",
  "1,234.50",
  "￥3千",
  "1.2万",
  "0.3亿",
  "45170.5",
  "-1",
  "1e9",
  "2023-02-29",
  "2023-09-01T20:00:00+08:00",
];

const seeds = [
  "开播时间\t时长\tGMV\n2023-09-01 20:00\t2小时\t3,000\n2023-09-07 20:00\t3h\tabc",
  '日期,开播,下播,GMV,退款,观看人数,平均在线\n2023/9/1,20:00,22:30,"1,234.50",0,1.2万,300\n2023/9/2,23:30,01:00,800,10,900,80',
  "start;end;gmv\n2023-09-01T20:00:00+08:00;2023-09-01T22:00:00+08:00;3000",
  "2023-09-01 20:00\t120\t800\n2023-09-02\t90\t700",
  "直播时间\t时长(秒)\n45170.5\t7200\n2023年9月3日 20时\t02:30:00",
  ...JSON.parse(readFileSync(new URL("../../tests/hostile/files.json", import.meta.url), "utf8"))
    .cases.map(({ bytes }) => Buffer.from(bytes, "base64").toString("utf8"))
    .filter((text) => text.length < 4000),
];

export const target = {
  seeds,
  mutate: (text, dice, other) => otherText(text, dice, other, words).slice(0, 4000),
  async run(text) {
    const read = await readRows(text, options);
    const cells = text.split("\n").map((line) => line.split("\t"));
    const split = readCells(cells, { ...options, columns: ROW_COLUMNS.slice(0, cells[0].length % 11) });
    return `${reached(read)}/${reached(split)}`;
  },
};

/** The same of a file's table. */
export function reachedByCells({ rows, broken = [] }) {
  return reached(readCells(rows, { ...options, broken }));
}

/** What it came to; throws where a row is neither a broadcast nor wrong, or the core refuses what was read. */
function reached(read) {
  if (typeof read === "string") return read;
  if (read.rows.length > MOST_ROWS) throw new Error(`${read.rows.length} rows`);
  const faults = new Set();
  for (const row of read.rows) {
    if ((row.broadcast === null) !== row.faults.length > 0) throw new Error(`row ${row.row}: neither right nor wrong`);
    for (const { code } of row.faults) faults.add(code);
  }
  const broadcasts = read.rows.flatMap(({ broadcast }) => broadcast ?? []);
  if (broadcasts.length > 0) taken(broadcasts);
  const columns = read.columns.map((column) => column ?? "-").join();
  return `${columns} ${[...faults].sort().join()} ${broadcasts.length > 0}`;
}

/** What is read is what the core takes, but for moments yet to come, and two that start at once. */
function taken(broadcasts) {
  try {
    policy.assess({ broadcasts }, { asOf, programmes: ["cold-start"] });
  } catch (error) {
    if (error?.errors?.every(({ code }) => EXPECTED.has(code))) return;
    throw new Error(`the core refuses ${JSON.stringify(broadcasts)}`, { cause: error });
  }
}
