// The cells of a sheet as text: dates and times as the sheet shows them, on its own clock.

const SECOND = 1000;
const DAY = 86_400_000;
/** The day spreadsheets count from, for all days after February 1900. */
const FIRST_DAY = Date.UTC(1899, 11, 30);
/** A date so early is a time of day, or a length. */
const TIME_ALONE_BEFORE = FIRST_DAY + 366 * DAY;
/** Spreadsheets show no more digits of a number; what comes after them is noise. */
const SHOWN_DIGITS = 15;

/** The texts of the cells, row by row. What has no zone in the sheet is given none. */
export function cellTexts(rows: readonly (readonly unknown[])[]): readonly (readonly string[])[] {
  const timed = timedColumns(rows);
  return rows.map((row) => row.map((cell, column) => textOf(cell, timed.has(column))));
}

/** Columns in which a date has a time of day: midnight is one there too. */
function timedColumns(rows: readonly (readonly unknown[])[]): ReadonlySet<number> {
  const timed = new Set<number>();
  for (const row of rows) {
    for (const [column, cell] of row.entries()) {
      if (cell instanceof Date && inSeconds(cell) % DAY !== 0) timed.add(column);
    }
  }
  return timed;
}

function textOf(cell: unknown, isTimed: boolean): string {
  if (cell === null || cell === undefined) return "";
  if (cell instanceof Date) return dateText(cell, isTimed);
  if (typeof cell === "number") return String(Number(cell.toPrecision(SHOWN_DIGITS)));
  return typeof cell === "boolean" ? String(cell).toUpperCase() : String(cell);
}

function dateText(date: Date, isTimed: boolean): string {
  const moment = inSeconds(date);
  if (Number.isNaN(moment)) return "";
  if (moment >= FIRST_DAY && moment < TIME_ALONE_BEFORE) return clockText(moment - FIRST_DAY);
  const [day = "", time = ""] = new Date(moment).toISOString().split("T");
  return isTimed ? `${day} ${time.slice(0, time.startsWith("00", 6) ? 5 : 8)}` : day;
}

/** Hours, minutes, and seconds where there are any: `2:30`, `25:00:10`. */
function clockText(length: number): string {
  const seconds = Math.round(length / SECOND);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return (parts[2] === 0 ? parts.slice(0, 2) : parts).map((part) => String(part).padStart(2, "0")).join(":");
}

/** The reader cuts off parts of a millisecond: a whole second can come a little short. */
function inSeconds(date: Date): number {
  return Math.round(date.getTime() / SECOND) * SECOND;
}
