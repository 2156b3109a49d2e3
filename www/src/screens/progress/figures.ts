// What the broadcasts come to by day and by week, counted as the core counts them: for the chart, its table and the
// calendar. What a task asks and what is needed for it is the core's word, and only placed on days here.

import type { Broadcast, BroadcastPair, TaskProgress } from "kaibo";
import type { PolicyWords } from "kaibo/locales";

import { addDays, daysBetween, onClock } from "../../days.js";

/** What can be drawn. */
export type Measure = "gmv" | "netGmv" | "minutes";

/** A broadcast that counts, on the day on which it starts in the policy's zone. */
export interface Entry {
  readonly day: string;
  /** When it starts, `HH:MM` in the policy's zone; empty where only the day is known. */
  readonly time: string;
  /** How long it lasted, in minutes. */
  readonly minutes: number;
  /** What of it no earlier one shares: time that two share counts once. */
  readonly fresh: number;
  /** In yuan; `null` where it was not entered. */
  readonly gmv: number | null;
  readonly refunded: number | null;
}

/** What some broadcasts come to. */
export interface Sum {
  readonly broadcasts: number;
  readonly minutes: number;
  /** What is known of it, in yuan; `null` where nothing is. */
  readonly gmv: number | null;
  /** How many broadcasts it is not known of. */
  readonly withoutGmv: number;
  /** What is surely left of it after refunds; `null` where nothing is known. */
  readonly netGmv: number | null;
  /** How many broadcasts that is not exactly known of. */
  readonly withoutNetGmv: number;
}

/** Some days, both included, `YYYY-MM-DD`. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** A bar of the chart: a day or a week. */
export interface Bar extends Span {
  readonly sum: Sum;
  /** The figure that is drawn: minutes or yuan. */
  readonly value: number;
  /** Of how many of its broadcasts the figure is not known. */
  readonly without: number;
  /** All up to its end; `null` where it lies ahead. */
  readonly total: number | null;
  /** What there must be by its end to reach the target evenly; `null` where nothing is said of it. */
  readonly needed: number | null;
}

/** The bars of a chart. */
export interface Bars {
  readonly by: "day" | "week";
  readonly bars: readonly Bar[];
}

const MILLISECONDS_IN_A_MINUTE = 60_000;
const DAYS_IN_A_WEEK = 7;
/** More days than these are drawn by week. */
const MOST_DAYS = 45;
const FEN = 100;
const DAY_LENGTH = "YYYY-MM-DD".length;

/** The broadcasts that count, in order. `repeated` are those that stand again, by the core's word. */
export function entriesOf(
  broadcasts: readonly Broadcast[],
  repeated: readonly BroadcastPair[],
  utcOffset: string,
): readonly Entry[] {
  const again = new Set(repeated.map(({ broadcast }) => broadcast));
  const timed = broadcasts
    .filter((_, place) => !again.has(place))
    .map((broadcast) => ({ broadcast, ...startOf(broadcast.startedAt, utcOffset), length: lengthOf(broadcast) }))
    .sort((one, other) => compare(one.day, other.day) || (one.start ?? -1) - (other.start ?? -1));
  let reached = Number.NEGATIVE_INFINITY;
  return timed.map(({ broadcast, day, time, start, length }) => {
    const fresh = start === null ? length : Math.max(0, start + length - Math.max(start, reached));
    if (start !== null) reached = Math.max(reached, start + length);
    return {
      day,
      time,
      minutes: length / MILLISECONDS_IN_A_MINUTE,
      fresh: fresh / MILLISECONDS_IN_A_MINUTE,
      gmv: broadcast.gmv ?? null,
      refunded: broadcast.refundedGmv ?? null,
    };
  });
}

/** The broadcasts of each day. */
export function byDay(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const days = new Map<string, Entry[]>();
  for (const entry of entries) {
    const day = days.get(entry.day);
    if (day) day.push(entry);
    else days.set(entry.day, [entry]);
  }
  return days;
}

/** What broadcasts come to: no minute and no fen is lost between days. */
export function sumOf(entries: readonly Entry[]): Sum {
  const priced = entries.filter(({ gmv }) => gmv !== null);
  const settled = priced.filter(({ refunded }) => refunded !== null);
  return {
    broadcasts: entries.length,
    minutes: Math.floor(entries.reduce((sum, { fresh }) => sum + fresh, 0) + 1e-6),
    gmv: priced.length === 0 && entries.length > 0 ? null : yuan(priced.map(({ gmv }) => gmv ?? 0)),
    withoutGmv: entries.length - priced.length,
    netGmv:
      settled.length === 0 && entries.length > 0
        ? null
        : yuan(settled.map(({ gmv, refunded }) => (gmv ?? 0) - (refunded ?? 0))),
    withoutNetGmv: entries.length - settled.length,
  };
}

/** The task's progress by a measure over days, not by a single broadcast. */
export function taskOf(
  { metrics = [] }: PolicyWords,
  tasks: readonly TaskProgress[],
  measure: Measure,
): TaskProgress | undefined {
  return tasks.find(({ metric, window }) => {
    const declared = metrics.find(({ id }) => id === metric);
    return declared?.measure === measure && declared.shareOf === undefined && window.kind !== "oneBroadcast";
  });
}

/** The days a task counts up to now, and those ahead where a pace is said for them; none where they are not known. */
export function windowOf({ window, pace }: TaskProgress, entries: readonly Entry[], knownAt: string): Span | undefined {
  const from = window.from ?? (window.kind === "sinceFirstBroadcast" ? entries[0]?.day : undefined);
  const to = pace?.through ?? earlier(window.to ?? knownAt, knownAt);
  return from === undefined || from > to ? undefined : { from, to };
}

/** From the first broadcast to the last one. */
export function allDays(entries: readonly Entry[]): Span | undefined {
  const [first, last] = [entries[0], entries.at(-1)];
  return first && last ? { from: first.day, to: last.day } : undefined;
}

/** The broadcasts of some days. */
export function within(entries: readonly Entry[], { from, to }: Span): readonly Entry[] {
  return entries.filter(({ day }) => from <= day && day <= to);
}

/** The bars of some days: of days, or where these are many, of weeks that begin on a Monday. */
export function barsOf(
  entries: readonly Entry[],
  { from, to }: Span,
  knownAt: string,
  measure: Measure,
  task?: TaskProgress,
): Bars {
  const by = daysBetween(from, to) + 1 > MOST_DAYS ? "week" : "day";
  const days = byDay(entries);
  const upTo: Entry[] = [];
  const bars: Bar[] = [];
  for (let first = from; first <= to; ) {
    const last = by === "day" ? first : earlier(sundayOf(first), to);
    const own = [...days].flatMap(([day, list]) => (first <= day && day <= last ? list : []));
    upTo.push(...own);
    bars.push({
      from: first,
      to: last,
      sum: sumOf(own),
      ...figureOf(sumOf(own), measure),
      total: first > knownAt ? null : figureOf(sumOf(upTo), measure).value,
      needed: task ? neededBy(task, last) : null,
    });
    first = addDays(last, 1);
  }
  return { by, bars };
}

/** A figure, and of how many broadcasts it is not known. */
export function figureOf(sum: Sum, measure: Measure): { readonly value: number; readonly without: number } {
  if (measure === "minutes") return { value: sum.minutes, without: 0 };
  if (measure === "gmv") return { value: sum.gmv ?? 0, without: sum.withoutGmv };
  return { value: sum.netGmv ?? 0, without: sum.withoutNetGmv };
}

/** What there must be by the end of a day that is left, at the pace the core says. */
function neededBy({ pace, achieved, target }: TaskProgress, day: string): number | null {
  if (!pace || achieved === null || target === null || day > pace.through) return null;
  const gone = daysBetween(addDays(pace.through, -pace.days), day);
  if (gone < 0) return null;
  return gone >= pace.days ? target : Math.min(target, achieved + pace.perDay * gone);
}

function sundayOf(day: string): string {
  return addDays(day, (DAYS_IN_A_WEEK - new Date(Date.parse(day)).getUTCDay()) % DAYS_IN_A_WEEK);
}

function earlier(one: string, other: string): string {
  return one < other ? one : other;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function yuan(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + Math.round(amount * FEN), 0) / FEN;
}

/** When a broadcast starts; a day alone has no moment. */
function startOf(moment: Date | string, utcOffset: string): { day: string; time: string; start: number | null } {
  if (typeof moment === "string" && moment.length === DAY_LENGTH) return { day: moment, time: "", start: null };
  const start = msOf(moment);
  const there = onClock(utcOffset, start);
  return { day: there.slice(0, DAY_LENGTH), time: there.slice(DAY_LENGTH + 1, DAY_LENGTH + 6), start };
}

function lengthOf({ startedAt, endedAt, minutes }: Broadcast): number {
  if (minutes !== undefined) return minutes * MILLISECONDS_IN_A_MINUTE;
  return endedAt === undefined ? 0 : msOf(endedAt) - msOf(startedAt);
}

function msOf(moment: Date | string): number {
  return typeof moment === "string" ? Date.parse(moment) : moment.getTime();
}
