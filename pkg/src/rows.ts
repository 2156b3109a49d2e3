// Rows of a spreadsheet, pasted or from a file, read as broadcasts: which column is what, and what is wrong with which cell.

import { readNumber } from "./elements/numbers.js";
import { onClock } from "./locales/document.js";
import type { Broadcast } from "./policy.js";

/**
 * What a column holds. `day` stands beside a start or an end that has no day of its own; `minutes`, `hours` and `seconds`
 * are lengths, by the unit of a number that has none.
 */
export type RowColumn =
  | "day"
  | "start"
  | "end"
  | "minutes"
  | "hours"
  | "seconds"
  | "gmv"
  | "refundedGmv"
  | "viewers"
  | "averageViewers";

/** All that a column can hold, in the order people think of it. */
export const ROW_COLUMNS: readonly RowColumn[] = [
  "day",
  "start",
  "end",
  "minutes",
  "hours",
  "seconds",
  "gmv",
  "refundedGmv",
  "viewers",
  "averageViewers",
];

/** What is wrong with a cell. */
export type RowFaultCode =
  | "no-start"
  | "not-a-start"
  | "not-an-end"
  | "end-before-start"
  | "end-too-late"
  | "after-latest"
  | "no-length"
  | "not-a-length"
  | "not-an-amount"
  | "not-a-number"
  | "refund-above-gmv"
  | "average-above-peak"
  | "too-many-cells"
  | "broken-quotes";

/** One thing that is wrong with a row. */
export interface RowFault {
  readonly code: RowFaultCode;
  /** The cell as it was pasted; of a row that is wrong as a whole, the row. */
  readonly cell: string;
}

/** One row of what was pasted. */
export interface ReadRow {
  /** Its number, the header and empty rows counted, from 1. */
  readonly row: number;
  /** The row itself, with tabs between its cells: to be corrected and read again. */
  readonly text: string;
  /** What it says; `null` where something is wrong with it. */
  readonly broadcast: Broadcast | null;
  /** What is wrong with it; empty if nothing is. */
  readonly faults: readonly RowFault[];
  /** Whether a date or a time of it stood there as a number, as spreadsheets count days: 45170.5 is noon on 2023-09-01. */
  readonly counted: boolean;
}

/** A row that says a broadcast. */
export interface BroadcastRow extends ReadRow {
  readonly broadcast: Broadcast;
}

/** What was made of the text. */
export interface ReadRows {
  /** Its rows, without the header, wherever it stands again, and without empty ones. */
  readonly rows: readonly ReadRow[];
  /** What each column holds; `null` for one that is passed over. */
  readonly columns: readonly (RowColumn | null)[];
  /** The row that names the columns, with tabs between its cells; `null` where there is none. */
  readonly header: string | null;
}

/** How to read. */
export interface ReadOptions {
  /** The policy's offset from UTC, in which times without one are meant: `"+08:00"`. */
  readonly utcOffset: string;
  /** The last day on which a broadcast can have started, `YYYY-MM-DD`; none by default. */
  readonly latest?: string;
}

/** How to read cells. */
export interface ReadCellsOptions extends ReadOptions {
  /** What each column holds, `null` for one to pass over; default: what the header says, else start, minutes and GMV. */
  readonly columns?: readonly (RowColumn | null)[];
  /** Whether the first filled row names the columns; default: if it is seen to. */
  readonly header?: boolean;
  /** Rows whose quotes do not close, by their place in the cells: each is wrong as a whole. */
  readonly broken?: readonly number[];
}

/** Why a text is not read at all. */
export type RowsRefusal = "empty" | "too-large" | "too-many-rows" | "no-start-column";

/** A text larger than this is refused. */
export const MOST_BYTES: number = 5_000_000;
/** A text with more rows than this is refused. */
export const MOST_ROWS: number = 20_000;

/** Of a cell that is wrong, so many characters are shown. */
const MOST_SHOWN = 60;
const MINUTES_IN_AN_HOUR = 60;
/** The core takes no broadcast for longer: 366 days. */
const LONGEST_MINUTES = 527_040;
/** Nor more money, which it counts in whole hundredths, or more viewers on average. */
const MOST_MONEY = Number.MAX_SAFE_INTEGER / 100;
const MOST_AVERAGE = 1e9;
/** It knows the moments of the years 2 to 9998: between these days a moment is one of them, whatever its clock. */
const FIRST_DAY = "0003-01-01";
const LAST_DAY = "9997-12-31";
const MILLISECONDS_IN_A_MINUTE = 60_000;
const MILLISECONDS_IN_A_DAY = 86_400_000;

/** Without a header the columns are in this order. */
const PLAIN_ORDER: readonly RowColumn[] = ["start", "minutes", "gmv"];

/** Names of columns, as exports and people write them; without blanks and what stands in brackets. */
const NAMES: Readonly<Record<Exclude<RowColumn, "hours" | "seconds">, readonly string[]>> = {
  day: ["日期", "直播日期", "开播日期", "date", "day", "livedate", "startdate"],
  start: [
    "开播时间",
    "开始时间",
    "开播",
    "开始",
    "直播开始时间",
    "直播开始",
    "直播时间",
    "上播时间",
    "上播",
    "start",
    "startedat",
    "starttime",
    "started",
  ],
  end: [
    "下播时间",
    "结束时间",
    "下播",
    "结束",
    "关播时间",
    "直播结束时间",
    "直播结束",
    "end",
    "endedat",
    "endtime",
    "ended",
  ],
  minutes: [
    ...["时长", "直播时长", "开播时长"].flatMap((name) => [name, ...["分钟", "小时", "秒"].map((unit) => name + unit)]),
    ...["分钟", "分钟数", "小时", "小时数", "秒", "秒数"],
    ...["minutes", "hours", "seconds", "duration", "length", "durationminutes", "durationhours", "durationseconds"],
  ],
  gmv: ["gmv", "成交金额", "直播成交金额", "销售额", "成交额", "支付金额", "直播gmv", "sales"],
  refundedGmv: [
    "退款金额",
    "退款",
    "退款额",
    "退款gmv",
    "refund",
    "refunds",
    "refunded",
    "refundedgmv",
    "refundamount",
  ],
  viewers: ["最高在线", "最高在线人数", "在线峰值", "最高同时在线人数", "peakviewers", "peak", "viewers", "maxviewers"],
  averageViewers: ["平均在线", "平均在线人数", "平均同时在线人数", "averageviewers", "average", "avgviewers"],
};

/** Lengths, and by what a number of their unit is multiplied to make minutes. */
const LENGTHS: ReadonlyMap<RowColumn, number> = new Map([
  ["minutes", 1],
  ["hours", MINUTES_IN_AN_HOUR],
  ["seconds", 1 / MINUTES_IN_AN_HOUR],
]);

const DATE =
  /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?:[T\s]*(\d{1,2})[:时点](?:(\d{1,2})(?:[:分](?:(\d{1,2})(?:\.\d+)?秒?)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;
const TIME = /^(\d{1,2})[:时点](?:(\d{1,2})(?:[:分](?:(\d{1,2})秒?)?)?)?$/;
const CLOCK = /^(\d{1,4}):(\d{2})(?::(\d{2}))?$/;
const SPELT =
  /^(?:(\d+(?:\.\d+)?)(?:个?小时|时|h|hours?|hrs?))?(?:(\d+(?:\.\d+)?)(?:分钟|分|m|min|mins|minutes?))?(?:(\d+(?:\.\d+)?)(?:秒钟?|s|secs?|seconds?))?$/i;
const NOTHING = /^[-—–/]*$/;
/** A day as spreadsheets count them, from 30 December 1899, with the share of the day that has passed. */
const COUNTED_DAY = /^\d{5}(?:\.(\d+))?$/;
const COUNTED_TIME = /^0?\.(\d+)$/;
/** Days that are counted so are told from other numbers: from 2000-01-01 through 2099-12-31. */
const [FIRST_COUNTED, LAST_COUNTED] = [36_526, 73_050];
const COUNTED_FROM = Date.UTC(1899, 11, 30);
/** With fewer decimals the seconds are not there, but noise would be. */
const DECIMALS_OF_SECONDS = 6;
/** A header is looked for in so many filled rows: titles may stand above it. */
const MOST_TITLES = 10;

/**
 * Reads broadcasts out of a text with tabs or commas between its cells, as spreadsheets put it on the clipboard.
 *
 * Nothing is guessed: a row with a cell that cannot be read has no broadcast, and says which cell it is.
 *
 * @returns The rows, or why there are none. Loads the reader of such texts on its first call.
 */
export async function readRows(text: string, options: ReadOptions): Promise<ReadRows | RowsRefusal> {
  if (text.trim() === "") return "empty";
  if (text.length > MOST_BYTES || new TextEncoder().encode(text).length > MOST_BYTES) return "too-large";
  const { default: papaparse } = await import("papaparse");
  const plain = text.replace(/^\uFEFF/, "");
  // One more than allowed, and the header.
  const { data, errors } = papaparse.parse(plain, { delimiter: delimiterOf(plain), preview: MOST_ROWS + 2 });
  return readCells(data, { ...options, broken: errors.map(({ row }) => row ?? 0) });
}

/**
 * Reads broadcasts out of cells.
 *
 * @returns The rows, or why there are none.
 */
export function readCells(cells: readonly (readonly string[])[], options: ReadCellsOptions): ReadRows | RowsRefusal {
  const broken = new Set(options.broken);
  const filled = cells
    .map((row, index) => ({ cells: row.map((cell) => cell.trim()), row: index + 1, broken: broken.has(index) }))
    .filter((row) => row.cells.some((cell) => cell !== ""));
  const [first] = filled;
  if (!first) return "empty";
  const hasHeader = options.header ?? isHeader(first.cells);
  const columns = onceEach(options.columns ?? (hasHeader ? readColumns(first.cells) : PLAIN_ORDER));
  if (!columns.includes("start") && !columns.includes("day")) return "no-start-column";
  const header = hasHeader ? textOf(first.cells) : null;
  const body = hasHeader ? filled.filter(({ cells: row }) => textOf(row) !== header) : filled;
  if (body.length === 0) return "empty";
  if (body.length > MOST_ROWS) return "too-many-rows";
  const scales = (hasHeader ? first.cells : []).map(scaleOf);
  const width = Math.max(columns.length, hasHeader ? first.cells.length : 0);
  const rows = body.map((row): ReadRow => {
    if (row.broken) return wrongAsAWhole(row.row, row.cells, "broken-quotes");
    if (row.cells.slice(width).some((cell) => cell !== "")) return wrongAsAWhole(row.row, row.cells, "too-many-cells");
    return { row: row.row, text: textOf(row.cells), ...new RowReader(columns, scales, row.cells, options).read() };
  });
  return { rows, columns, header };
}

/**
 * The rows whose broadcast is not recorded yet, nor said by a row before: the same one counts once, however it was written,
 * and however often.
 */
export function newRows(rows: readonly ReadRow[], recorded: readonly Broadcast[]): readonly BroadcastRow[] {
  const known = new Set(recorded.map(keyOf));
  return rows.filter((row): row is BroadcastRow => {
    if (row.broadcast === null) return false;
    const key = keyOf(row.broadcast);
    const isNew = !known.has(key);
    known.add(key);
    return isNew;
  });
}

/** The same for the same broadcast. */
function keyOf({ startedAt, endedAt, minutes, ...rest }: Broadcast): string {
  const start = momentOf(startedAt);
  const length =
    minutes ?? (endedAt === undefined ? null : (Number(momentOf(endedAt)) - Number(start)) / MILLISECONDS_IN_A_MINUTE);
  const { gmv = null, refundedGmv = null, viewers = null, averageViewers = null } = rest;
  return JSON.stringify([start, length, gmv, refundedGmv, viewers, averageViewers]);
}

/** A day is none of its moments. */
function momentOf(moment: Date | string): number | string {
  return typeof moment === "string" && !moment.includes("T") ? moment : new Date(moment).getTime();
}

/** What the names of columns say that they hold; `null` for a name that says nothing, or what another one said. */
export function readColumns(header: readonly string[]): readonly (RowColumn | null)[] {
  return onceEach(header.map(columnOf));
}

/** Which row names the columns, by its place, titles above it passed over; `null` where none is seen to. */
export function headerRow(cells: readonly (readonly string[])[]): number | null {
  const filled = cells.flatMap((row, index) => (row.some((cell) => cell.trim() !== "") ? [index] : []));
  const found = filled.slice(0, MOST_TITLES).find((index) => {
    const row = cells[index] ?? [];
    const columns = readColumns(row);
    return isHeader(row) && (columns.includes("start") || columns.includes("day"));
  });
  if (found !== undefined) return found;
  const [first] = filled;
  return first !== undefined && isHeader(cells[first] ?? []) ? first : null;
}

/** The row a spreadsheet would be read by: its tabs, else the commas or semicolons of the first line. */
function delimiterOf(text: string): string {
  if (text.includes("\t")) return "\t";
  const line = text.trimStart().split(/\r?\n/, 1)[0] ?? "";
  return [",", "，", ";", "；"].find((sign) => line.includes(sign)) ?? ",";
}

/** A header has no day in it, and names something. */
function isHeader(cells: readonly string[]): boolean {
  return cells.some((cell) => columnOf(cell) !== null) && cells.every((cell) => dateOf(cell) === null);
}

function wrongAsAWhole(row: number, cells: readonly string[], code: RowFaultCode): ReadRow {
  const faults = [{ code, cell: shortOf(cells.join(" ")) }];
  return { row, text: textOf(cells), broadcast: null, faults, counted: false };
}

/** Cells as a spreadsheet puts them on the clipboard. */
function textOf(cells: readonly string[]): string {
  return cells.map((cell) => (/["\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join("\t");
}

/** A cell that can be shown. */
function shortOf(cell: string): string {
  return cell.length > MOST_SHOWN ? `${cell.slice(0, MOST_SHOWN)}…` : cell;
}

function columnOf(header: string): RowColumn | null {
  const name = header
    .normalize("NFKC")
    .replace(/\(.*?\)|[\s_/:-]/g, "")
    .toLowerCase();
  const found = Object.entries(NAMES).find(([, names]) => names.includes(name))?.[0] as RowColumn | undefined;
  return found === "minutes" ? lengthOf(header) : (found ?? null);
}

/** The length a header names, by its unit. */
function lengthOf(header: string): RowColumn {
  const name = plainOf(header).toLowerCase();
  if (/小时|hours?|\(h\)/.test(name)) return "hours";
  return /秒|seconds?|\(s\)/.test(name) ? "seconds" : "minutes";
}

/** Where two columns hold the same, the first one counts. */
function onceEach(columns: readonly (RowColumn | null)[]): readonly (RowColumn | null)[] {
  const roles = columns.map((column) => column && roleOf(column));
  return columns.map((column, index) => (roles.indexOf(roles[index] ?? null) === index ? column : null));
}

/** A broadcast has one length, whatever its unit. */
function roleOf(column: RowColumn): RowColumn {
  return LENGTHS.has(column) ? "minutes" : column;
}

/** By how much a column's plain numbers are multiplied, by the unit its header names. */
function scaleOf(header: string): number {
  if (header.includes("亿")) return 100_000_000;
  return header.includes("万") ? 10_000 : 1;
}

/** A day, and the time of day with its offset where there is one. */
interface ReadDate {
  readonly day: string;
  readonly time: string | null;
  readonly offset: string | null;
}

/** Reads one row; what is wrong is collected, not only the first of it. */
class RowReader {
  readonly #cells = new Map<RowColumn, { readonly cell: string; readonly scale: number }>();
  readonly #faults: RowFault[] = [];
  readonly #options: ReadOptions;
  #counted = false;

  constructor(
    columns: readonly (RowColumn | null)[],
    scales: readonly number[],
    cells: readonly string[],
    options: ReadOptions,
  ) {
    this.#options = options;
    for (const [index, column] of columns.entries()) {
      const cell = cells[index] ?? "";
      if (!column || NOTHING.test(plainOf(cell))) continue;
      this.#cells.set(roleOf(column), { cell, scale: LENGTHS.get(column) ?? scales[index] ?? 1 });
    }
  }

  read(): Pick<ReadRow, "broadcast" | "faults" | "counted"> {
    const start = this.#start();
    const length = this.#length(start);
    const gmv = this.#number("gmv", true);
    const refundedGmv = this.#number("refundedGmv", true);
    const viewers = this.#number("viewers", false);
    const averageViewers = this.#number("averageViewers", false);
    if (gmv !== undefined && refundedGmv !== undefined && refundedGmv > gmv)
      this.#wrong("refund-above-gmv", "refundedGmv");
    if (viewers !== undefined && averageViewers !== undefined && averageViewers > viewers)
      this.#wrong("average-above-peak", "averageViewers");
    const faults = this.#faults;
    const counted = this.#counted;
    if (faults.length > 0 || !start || !length) return { broadcast: null, faults, counted };
    const broadcast = {
      startedAt: this.#moment(start),
      ...length,
      ...(gmv === undefined ? {} : { gmv }),
      ...(refundedGmv === undefined ? {} : { refundedGmv }),
      ...(viewers === undefined ? {} : { viewers }),
      ...(averageViewers === undefined ? {} : { averageViewers }),
    };
    return { broadcast, faults, counted };
  }

  #start(): ReadDate | null {
    const start = this.#date("start");
    const day = this.#date("day");
    if (start === "absent" && day === "absent") return this.#wrong("no-start", "start");
    const found = start === "absent" ? day : start;
    if (found === "absent" || found === null) return this.#wrong("not-a-start", this.#dayOfStart);
    const { latest } = this.#options;
    if (latest !== undefined && dayIn(found, this.#options.utcOffset) > latest)
      return this.#wrong("after-latest", this.#dayOfStart);
    return found;
  }

  /** The column that says on which day it started. */
  get #dayOfStart(): RowColumn {
    const isBeside = this.#cells.has("day") && (!this.#cells.has("start") || this.#isTime("start"));
    return isBeside ? "day" : "start";
  }

  #length(start: ReadDate | null): { readonly minutes: number } | { readonly endedAt: string } | null {
    const stated = this.#cells.get("minutes");
    if (stated) {
      const minutes = minutesOf(stated.cell, stated.scale);
      const isLength = minutes !== null && minutes <= LONGEST_MINUTES;
      return isLength ? { minutes } : this.#wrong("not-a-length", "minutes");
    }
    let end = this.#date("end", start?.day);
    if (end === "absent") return this.#wrong("no-length", "minutes");
    // A time alone is an end where the start is a day.
    if (!start && this.#isTime("end")) return null;
    if (!end) return this.#wrong("not-an-end", "end");
    if (!start) return null;
    if (start.time === null || end.time === null) return this.#wrong("no-length", "end");
    // A time alone is on the clock of the start, and on the next day where it is earlier.
    if (this.#isTime("end"))
      end = { ...end, offset: start.offset, day: end.time < start.time ? nextDay(end.day) : end.day };
    const endedAt = this.#moment(end);
    const length = Date.parse(endedAt) - Date.parse(this.#moment(start));
    if (length < 0) return this.#wrong("end-before-start", "end");
    return length > LONGEST_MINUTES * MILLISECONDS_IN_A_MINUTE ? this.#wrong("end-too-late", "end") : { endedAt };
  }

  /** A cell's day; one with a time alone takes the day of the column beside it, or `day`. */
  #date(column: RowColumn, day?: string): ReadDate | "absent" | null {
    const cell = this.#cells.get(column)?.cell;
    if (cell === undefined) return "absent";
    const whole = dateOf(cell) ?? this.#countedDate(cell);
    if (whole || column === "day") return whole;
    const time = this.#timeIn(cell);
    const besideCell = this.#cells.get("day")?.cell ?? "";
    const beside = (dateOf(besideCell) ?? this.#countedDate(besideCell))?.day ?? day;
    return time === null || beside === undefined ? null : { day: beside, time, offset: null };
  }

  #timeIn(cell: string): string | null {
    return timeOf(TIME.exec(plainOf(cell))) ?? this.#countedTime(cell);
  }

  /** Whether a column's cell is a time without a day. */
  #isTime(column: RowColumn): boolean {
    return this.#timeIn(this.#cells.get(column)?.cell ?? "") !== null;
  }

  /** A date as spreadsheets count days. */
  #countedDate(cell: string): ReadDate | null {
    const text = plainOf(cell);
    const parts = COUNTED_DAY.exec(text);
    if (!parts || Number(text) < FIRST_COUNTED || Number(text) >= LAST_COUNTED + 1) return null;
    this.#counted = true;
    const moment = new Date(COUNTED_FROM + countedMilliseconds(Number(text), parts[1] ?? "")).toISOString();
    return { day: moment.slice(0, 10), time: parts[1] === undefined ? null : moment.slice(11, 19), offset: null };
  }

  #countedTime(cell: string): string | null {
    const text = plainOf(cell);
    const parts = COUNTED_TIME.exec(text);
    if (!parts) return null;
    this.#counted = true;
    return new Date(countedMilliseconds(Number(text), parts[1] ?? "") % MILLISECONDS_IN_A_DAY)
      .toISOString()
      .slice(11, 19);
  }

  #number(column: RowColumn, isMoney: boolean): number | undefined {
    const given = this.#cells.get(column);
    if (!given) return undefined;
    const read = readNumber(given.cell);
    const value = read === null ? null : round(read * given.scale);
    const most = isMoney ? MOST_MONEY : column === "viewers" ? Number.MAX_SAFE_INTEGER : MOST_AVERAGE;
    const isInRange = value !== null && value >= 0 && value <= most;
    const fits = isInRange && (isMoney ? round(value * 100) % 1 === 0 : true);
    if (value === null || !fits || (column === "viewers" && value % 1 !== 0)) {
      this.#wrong(isMoney ? "not-an-amount" : "not-a-number", column);
      return undefined;
    }
    return value;
  }

  #moment({ day, time, offset }: ReadDate): string {
    return time === null ? day : `${day}T${time}${offset ?? this.#options.utcOffset}`;
  }

  #wrong(code: RowFaultCode, column: RowColumn): null {
    this.#faults.push({ code, cell: shortOf(this.#cells.get(column)?.cell ?? "") });
    return null;
  }
}

/** The minutes a length stands for: `120`, `2小时30分`, `02:30:00`, `2h`; `null` where it is none. */
export function minutesOf(text: string, scale: number = 1): number | null {
  const plain = plainOf(text).replace(/\s/g, "");
  const clock = CLOCK.exec(plain);
  if (clock) {
    const [hours = 0, minutes = 0, seconds = 0] = clock.slice(1).map((part) => Number(part ?? 0));
    if (minutes > 59 || seconds > 59) return null;
    return round(hours * MINUTES_IN_AN_HOUR + minutes + seconds / MINUTES_IN_AN_HOUR);
  }
  const spelt = plain === "" ? null : SPELT.exec(plain);
  if (spelt) {
    const [hours = 0, minutes = 0, seconds = 0] = spelt.slice(1).map((part) => Number(part ?? 0));
    return round(hours * MINUTES_IN_AN_HOUR + minutes + seconds / MINUTES_IN_AN_HOUR);
  }
  const number = /[¥元%万亿]/.test(plain) ? null : readNumber(plain);
  return number === null || number < 0 ? null : round(number * scale);
}

function dateOf(text: string): ReadDate | null {
  const parts = DATE.exec(plainOf(text));
  if (!parts) return null;
  const [, year = "", month = parts[4], date = parts[5]] = parts;
  const day = `${year}-${(month ?? "").padStart(2, "0")}-${(date ?? "").padStart(2, "0")}`;
  if (!isDay(day)) return null;
  if (parts[6] === undefined) return { day, time: null, offset: null };
  const time = timeOf(["", parts[6], parts[7], parts[8]]);
  const offset = parts[9]?.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, "$1:$2") ?? null;
  return time === null || !isOffset(offset) ? null : { day, time, offset };
}

/** As RFC 3339 has them: hours up to 23. */
function isOffset(offset: string | null): boolean {
  return offset === null || offset === "Z" || timeOf([offset, ...offset.slice(1).split(":")]) !== null;
}

/** Counted days in milliseconds, to the second or the minute its decimals can tell. */
function countedMilliseconds(days: number, decimals: string): number {
  const step = decimals.length < DECIMALS_OF_SECONDS ? MILLISECONDS_IN_A_MINUTE : 1000;
  return Math.round((days * MILLISECONDS_IN_A_DAY) / step) * step;
}

function timeOf(parts: readonly (string | undefined)[] | null): string | null {
  if (!parts) return null;
  const [hour = 0, minute = 0, second = 0] = parts.slice(1, 4).map((part) => Number(part ?? 0));
  if (hour > 23 || minute > 59 || second > 59) return null;
  return [hour, minute, second].map((part) => String(part).padStart(2, "0")).join(":");
}

/** Whether there is such a day, and the core knows its moments. */
function isDay(day: string): boolean {
  if (day < FIRST_DAY || day > LAST_DAY) return false;
  const moment = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day);
}

function nextDay(day: string): string {
  return new Date(Date.parse(day) + MILLISECONDS_IN_A_DAY).toISOString().slice(0, 10);
}

/** The day a date falls on in the policy's zone. */
function dayIn({ day, time, offset }: ReadDate, utcOffset: string): string {
  if (time === null || offset === null) return day;
  return onClock(utcOffset, Date.parse(`${day}T${time}${offset}`)).slice(0, 10);
}

function plainOf(text: string): string {
  return text.normalize("NFKC").trim();
}

function round(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}
