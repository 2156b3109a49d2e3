// Reads a cell as the value of a fact, as people write it. Nothing is guessed: what cannot be read is said to be so.

import type { FactValue } from "kaibo";
import { todayAt } from "kaibo/interview";
import type { DocumentFact } from "kaibo/locales";
import { minutesOf } from "kaibo/rows";

/** What is wrong with a cell. */
export const cellFaults = [
  "not-yes-or-no",
  "not-a-day",
  "not-an-amount",
  "not-a-share",
  "without-percent",
  "one-or-hundred",
  "not-a-length",
  "not-a-number",
  "not-whole",
  "not-an-option",
] as const;

export type CellFault = (typeof cellFaults)[number];

/** A cell that cannot be read. */
export interface Unreadable {
  readonly fault: CellFault;
}

const YES = new Set(["是", "有", "对", "已", "yes", "y", "true", "t", "1", "√", "✓", "✔"]);
const NO = new Set(["否", "无", "没", "没有", "不是", "未", "no", "n", "false", "f", "0", "×", "✗", "✘"]);
const NEVER = new Set([
  "从未",
  "从没",
  "从来没有",
  "从未开播",
  "没开播过",
  "没有开播过",
  "未开播",
  "未开播过",
  "never",
]);
const UNKNOWN = new Set([
  "",
  "-",
  "--",
  "—",
  "——",
  "/",
  "?",
  "未知",
  "不知道",
  "不确定",
  "待定",
  "unknown",
  "notsure",
  "n/a",
  "null",
  "tbd",
]);
const UNRATED = new Set(["未评分", "无评分", "暂无评分", "unrated"]);

const DATE =
  /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?:[T\s]*(\d{1,2})[:时点](?:(\d{1,2})(?:[:分](?:(\d{1,2})(?:\.\d+)?秒?)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;
const NUMBER = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)$/;
const TEN_THOUSAND = 10_000;
/** Beyond this many decimals is only noise of counting in binary. */
const STEPS = 1_000_000;

/** A column of cells, and what is known of how they are written. */
export interface CellColumn {
  readonly fact: DocumentFact;
  /** What it is called: its unit is named there. */
  readonly header: string;
  /** The policy's offset from UTC: a moment belongs to its day there. */
  readonly utcOffset: string;
  /** Of shares: some are written as percent without the sign, so that no number without it is clear. */
  readonly isMixed?: boolean;
}

/** The value a cell stands for; `undefined` where it says that it is not known. */
export function readCell(
  { fact, header, utcOffset, isMixed }: CellColumn,
  cell: string,
): FactValue | undefined | Unreadable {
  const plain = plainOf(cell);
  if (UNKNOWN.has(plain.replace(/\s/g, ""))) return undefined;
  switch (fact.type) {
    case "boolean":
      return YES.has(plain) ? true : NO.has(plain) ? false : { fault: "not-yes-or-no" };
    case "pastEvent":
      return NEVER.has(plain) ? "never" : (dayOf(plain, utcOffset) ?? { fault: "not-a-day" });
    case "plannedEvent":
    case "day":
      return dayOf(plain, utcOffset) ?? { fault: "not-a-day" };
    case "minutes":
      return minutesOf(plain, /小时|hour|\(h\)/.test(plainOf(header)) ? 60 : 1) ?? { fault: "not-a-length" };
    case "money":
      return amountOf(plain, plainOf(header)) ?? { fault: "not-an-amount" };
    case "ratio":
      return shareOf(plain, plainOf(header), isMixed === true);
    case "integer":
      return wholeOf(plain);
    case "rating":
      return UNRATED.has(plain) ? "unrated" : (numberOf(plain) ?? { fault: "not-a-number" });
    case "choice":
      return optionOf(fact, plain) ?? { fault: "not-an-option" };
    default:
      return numberOf(plain) ?? { fault: "not-a-number" };
  }
}

/** Whether a cell in a column of shares is above one without a percent sign: then nobody knows what the others are. */
export function isBarePercent(header: string, cell: string): boolean {
  const plain = plainOf(cell);
  return !hasPercent(plain, plainOf(header)) && (numberOf(plain) ?? 0) > 1;
}

/** Full-width signs as plain ones, in lower case. */
export function plainOf(text: string): string {
  return text.normalize("NFKC").trim().toLowerCase();
}

/** The day, `YYYY-MM-DD`; of a moment with an offset the day it has in the policy's zone. */
function dayOf(plain: string, utcOffset: string): string | null {
  const parts = DATE.exec(plain);
  if (!parts) return null;
  const [, year, month = parts[4], date = parts[5]] = parts;
  const day = `${year}-${month?.padStart(2, "0")}-${date?.padStart(2, "0")}`;
  const read = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(read.getTime()) || !read.toISOString().startsWith(day)) return null;
  const [hours, minutes, seconds] = parts.slice(6, 9).map((part = "0") => part.padStart(2, "0"));
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  const offset = parts[9]?.toUpperCase().replace(/^([+-]\d{2})(\d{2})$/, "$1:$2");
  return offset ? todayAt(utcOffset, Date.parse(`${day}T${hours}:${minutes}:${seconds}${offset}`)) : day;
}

function numberOf(plain: string): number | null {
  const bare = plain.replace(/[\s,_]/g, "");
  const digits = bare.replace(/万$/, "");
  if (!NUMBER.test(digits)) return null;
  return digits === bare ? Number(digits) : round(Number(digits) * TEN_THOUSAND);
}

function wholeOf(plain: string): number | Unreadable {
  const number = numberOf(plain.replace(/[个次件]$/, ""));
  if (number === null) return { fault: "not-a-number" };
  return Number.isInteger(number) ? number : { fault: "not-whole" };
}

function amountOf(plain: string, header: string): number | null {
  const bare = plain.replace(/[¥$元]/g, "");
  const number = numberOf(bare);
  if (number === null || number < 0) return null;
  const amount = /万/.test(header) && !bare.includes("万") ? round(number * TEN_THOUSAND) : number;
  return Math.abs(Math.round(amount * 100) - amount * 100) > 1e-6 ? null : amount;
}

function shareOf(plain: string, header: string, isMixed: boolean): number | Unreadable {
  const number = numberOf(plain.replace(/%$/, ""));
  if (number === null || number < 0 || number > 100) return { fault: "not-a-share" };
  if (hasPercent(plain, header)) return round(number / 100);
  if (number === 1) return { fault: "one-or-hundred" };
  // Nothing is nothing, however it is written.
  return number > 1 || (isMixed && number > 0) ? { fault: "without-percent" } : number;
}

function hasPercent(plain: string, header: string): boolean {
  return plain.endsWith("%") || header.includes("%");
}

function optionOf(fact: DocumentFact, plain: string): string | null {
  const option = fact.options?.find(({ id, title }) =>
    [id, ...Object.values(title)].some((name) => plainOf(name) === plain),
  );
  return option?.id ?? null;
}

function round(value: number): number {
  return Math.round(value * STEPS) / STEPS;
}
