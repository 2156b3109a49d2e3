// Days and times of day in the policy's zone, which keeps one offset all year.

const MILLISECONDS_IN_A_DAY = 86_400_000;
const MILLISECONDS_IN_A_MINUTE = 60_000;
const DAY_LENGTH = "YYYY-MM-DD".length;
const TIME_LENGTH = "HH:MM".length;
const OFFSET = /^([+-])(\d{2}):(\d{2})$/;

/** How many days lie between two days; below 0 where the second is the earlier one. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / MILLISECONDS_IN_A_DAY);
}

/** The day so many days later. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * MILLISECONDS_IN_A_DAY).toISOString().slice(0, DAY_LENGTH);
}

/** Whole minutes from one moment to another; 0 where that lies before it. */
export function minutesBetween(from: string, to: number): number {
  return Math.max(0, Math.floor((to - Date.parse(from)) / MILLISECONDS_IN_A_MINUTE));
}

/** What the clock shows at a moment in a zone with that offset: `2023-10-15T20:00:00.000`, and a `Z` that is not meant. */
export function onClock(utcOffset: string, moment: number): string {
  const parts = OFFSET.exec(utcOffset);
  const minutes = parts ? (parts[1] === "-" ? -1 : 1) * (Number(parts[2]) * 60 + Number(parts[3])) : 0;
  return new Date(moment + minutes * MILLISECONDS_IN_A_MINUTE).toISOString();
}

/** A moment as it is written in a zone with that offset, to the minute: `2023-10-15T20:00:00+08:00`. */
export function momentAt(utcOffset: string, moment: number): string {
  const local = onClock(utcOffset, moment);
  return `${local.slice(0, DAY_LENGTH + 1 + TIME_LENGTH)}:00${utcOffset}`;
}

/** The last moment before `now` at which it was that time, `HH:MM`. */
export function lastTime(utcOffset: string, time: string, now: number): string {
  const today = momentAt(utcOffset, now).slice(0, DAY_LENGTH);
  const moment = `${today}T${time}:00${utcOffset}`;
  return Date.parse(moment) <= now ? moment : `${addDays(today, -1)}T${time}:00${utcOffset}`;
}

/** The day of a moment as it is written. */
export function dayOf(moment: string): string {
  return moment.slice(0, DAY_LENGTH);
}

/** The time of day of a moment as it is written. */
export function timeOf(moment: string): string {
  return moment.slice(DAY_LENGTH + 1, DAY_LENGTH + 1 + TIME_LENGTH);
}
