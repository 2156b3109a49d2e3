// What the page keeps of one account, and how what two tabs did to it becomes one.

import type { KeptJourney } from "kaibo/elements";
import type { Ledger } from "kaibo/interview";

/** One account of a streamer, as it is kept on the device. Plain data, never changed in place. */
export interface Account extends KeptJourney {
  readonly id: string;
  /** What its owner calls it; `""` before it has a name. */
  readonly name: string;
  /** How many accounts were there before it: the order they are listed in. */
  readonly order: number;
  /** What stands in forms but is no answer yet, by the form and its field: `"planner.gmvSoFar"`. */
  readonly typed: Readonly<Record<string, string>>;
  /** Steps that are done, by the form and the step: `"planner.apply"`. */
  readonly done: readonly string[];
}

/** An account nothing is known of. */
export function newAccount(id: string, order: number, name = ""): Account {
  return {
    id,
    name,
    order,
    programme: "",
    asOf: null,
    answers: {},
    skipped: [],
    parameters: {},
    ledger: null,
    plannedBroadcasts: [],
    typed: {},
    done: [],
  };
}

/** Whether what was kept has the shape of an account. What its answers are worth, the core says. */
export function isAccount(kept: unknown): kept is Account {
  const fields = isRecord(kept) ? kept : {};
  return Object.entries(newAccount("", 0)).every(([key, like]) => {
    const field = fields[key];
    if (key === "typed") return isRecord(field) && Object.values(field).every((text) => typeof text === "string");
    if (key === "ledger") return field === null || (isRecord(field) && Array.isArray(field.broadcasts));
    if (like === null) return field === null || typeof field === "string";
    if (Array.isArray(like)) return Array.isArray(field);
    return isRecord(like) ? isRecord(field) : typeof field === typeof like;
  });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An id no other account has. Pages without HTTPS have no `randomUUID`. */
export function freshId(): string {
  return typeof crypto.randomUUID === "function"
    ? crypto.randomUUID()
    : Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What is typed only to look at something: it is kept over a reload, and nothing is entered by it. */
const LOOKS: readonly string[] = ["policy.search", "progress.programme", "progress.measure", "progress.days"];

/** Whether there is nothing to be kept of it. */
export function isNew(account: Account): boolean {
  const { id, order, ...content } = newAccount("", 0);
  return Object.entries(content).every(([key, value]) => same(account[key as keyof Account], value));
}

/** Whether nothing was entered. */
export function isUntouched(account: Account): boolean {
  const typed = Object.fromEntries(Object.entries(account.typed).filter(([field]) => !LOOKS.includes(field)));
  return isNew({ ...account, typed });
}

/** What changed from `base` to `mine`, done to `theirs`: neither loses what the other entered. */
export function merged(base: Account, mine: Account, theirs: Account): Account {
  return {
    ...theirs,
    name: pick(base.name, mine.name, theirs.name),
    programme: pick(base.programme, mine.programme, theirs.programme),
    asOf: pick(base.asOf, mine.asOf, theirs.asOf),
    answers: mergedRecord(base.answers, mine.answers, theirs.answers),
    parameters: mergedRecord(base.parameters, mine.parameters, theirs.parameters),
    typed: mergedRecord(base.typed, mine.typed, theirs.typed),
    skipped: mergedList(base.skipped, mine.skipped, theirs.skipped),
    plannedBroadcasts: mergedList(base.plannedBroadcasts, mine.plannedBroadcasts, theirs.plannedBroadcasts),
    done: mergedList(base.done, mine.done, theirs.done),
    ledger: mergedLedger(base.ledger, mine.ledger, theirs.ledger),
  };
}

/** The same text for the same content, in whatever order it was written. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}

/** Whether two values hold the same; quick where they are one and the same. */
export function same(one: unknown, other: unknown): boolean {
  return one === other || canonical(one) === canonical(other);
}

function pick<T>(base: T, mine: T, theirs: T): T {
  return same(base, mine) ? theirs : mine;
}

function mergedRecord<T>(
  base: Readonly<Record<string, T>>,
  mine: Readonly<Record<string, T>>,
  theirs: Readonly<Record<string, T>>,
): Readonly<Record<string, T>> {
  const result = new Map(Object.entries(theirs));
  for (const key of new Set([...Object.keys(base), ...Object.keys(mine)])) {
    if (same(base[key], mine[key])) continue;
    if (key in mine) result.set(key, mine[key] as T);
    else result.delete(key);
  }
  return Object.fromEntries(result);
}

/** Entries may stand more than once; what was added or removed in both tabs was so once. */
function mergedList<T>(base: readonly T[], mine: readonly T[], theirs: readonly T[]): readonly T[] {
  const [before, here, there] = [countsOf(base), countsOf(mine), countsOf(theirs)];
  const left = new Map<string, number>();
  for (const key of new Set([...here.keys(), ...there.keys()])) {
    left.set(key, mergedCount(before.get(key) ?? 0, here.get(key) ?? 0, there.get(key) ?? 0));
  }
  return [...theirs, ...mine].filter((entry) => {
    const count = left.get(canonical(entry)) ?? 0;
    left.set(canonical(entry), count - 1);
    return count > 0;
  });
}

function mergedCount(before: number, here: number, there: number): number {
  const [added, addedThere] = [here - before, there - before];
  if (added >= 0 && addedThere >= 0) return Math.max(here, there);
  if (added <= 0 && addedThere <= 0) return Math.min(here, there);
  return before + added + addedThere;
}

function countsOf(list: readonly unknown[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const entry of list) counts.set(canonical(entry), (counts.get(canonical(entry)) ?? 0) + 1);
  return counts;
}

function mergedLedger(base: Ledger | null, mine: Ledger | null, theirs: Ledger | null): Ledger | null {
  if (same(base, mine)) return theirs;
  if (same(base, theirs)) return mine;
  const none: Ledger = { broadcasts: [], since: null, through: null };
  const [before, here, there] = [base ?? none, mine ?? none, theirs ?? none];
  const ledger = {
    broadcasts: mergedList(before.broadcasts, here.broadcasts, there.broadcasts),
    since: pick(before.since, here.since, there.since),
    through: pick(before.through, here.through, there.through),
  };
  return same(ledger, none) ? null : ledger;
}
