// Broadcasts of many accounts, in columns, to columns of facts and metrics that a screening reads.

import { callCore } from "../error.js";
import type { MomentOptions, Policy } from "../policy.js";
import { sourceOf } from "../policy.js";
import type { PolicyTypes } from "../typed.js";
import { arrayOf, Faults } from "./columns.js";
import { ledgerColumns as countLedgers } from "./glue.js";
import type { Columns } from "./index.js";
import { collect, ready } from "./plan.js";

/**
 * Broadcasts of many accounts: one a row, in no particular order. All columns have as many rows; a column that is left out
 * is unknown in every row, and so is `NaN` in one row.
 */
export interface BroadcastColumns {
  /** The account of each: its place, from 0, below `accounts`. */
  readonly account: Uint32Array | Int32Array;
  /**
   * When each started: a `Float64Array` of whole milliseconds since 1970-01-01T00:00:00Z; or, where the time of day is not
   * known, an `Int32Array` of days since 1970-01-01 in the policy's zone.
   */
  readonly startedAt: Float64Array | Int32Array;
  /** How many minutes each lasted, from 0 to 527040. */
  readonly minutes: Float64Array;
  /** GMV paid, before refunds, in whole fen. */
  readonly gmv?: Float64Array;
  /** What of it was refunded, in whole fen. */
  readonly refundedGmv?: Float64Array;
  /** The most viewers each had at one time. */
  readonly viewers?: Float64Array;
  /** Its average viewers. */
  readonly averageViewers?: Float64Array;
}

/** The ledgers of many accounts. */
export interface Ledgers {
  /** How many accounts there are, those without broadcasts among them: as many rows as the answer's columns have. */
  readonly accounts: number;
  /** Their broadcasts. */
  readonly broadcasts: BroadcastColumns;
  /**
   * From which day on the lists are complete, as in an application: `"beginning"` or `"YYYY-MM-DD"` for all accounts; or an
   * `Int32Array` with a day for each, `BEGINNING` and `UNKNOWN_DAY` (not said) among them. Default: not said.
   */
  readonly broadcastsSince?: string | Int32Array;
  /** Until which day they are: `"YYYY-MM-DD"` for all accounts, or an `Int32Array` with a day for each. Default: not said. */
  readonly broadcastsThrough?: string | Int32Array;
}

/** When ledgers are looked at, and for which metrics. */
export interface LedgerOptions<T extends PolicyTypes = PolicyTypes> extends MomentOptions {
  /** The ids of the metrics that columns are made of; default: all of the policy's. Fewer are faster. */
  readonly metrics?: readonly T["metrics"][];
}

/** In `broadcastsSince`: the list has every broadcast from the first one on. It is the calendar's first day, 0001-01-01. */
export const BEGINNING = -719162;

/** Of broadcasts, and of accounts, one call takes so many. */
const MOST = 16_777_216;
/** All columns of an answer have so many values at the most: a gigabyte. */
const MOST_VALUES = 134_217_728;
/** So many broadcasts are in WebAssembly's memory at once, which never shrinks, and so many accounts. */
const ROWS = 1_048_576;
const ACCOUNTS = 65_536;

type Figures = Exclude<keyof BroadcastColumns, "account" | "startedAt">;

/** The columns of numbers, in the order that the counter takes them. */
const FIGURES: readonly Figures[] = ["minutes", "gmv", "refundedGmv", "viewers", "averageViewers"];
const BROADCAST_KEYS = ["account", "startedAt", ...FIGURES];
const LEDGER_KEYS = ["accounts", "broadcasts", "broadcastsSince", "broadcastsThrough"];

/**
 * Counts the broadcasts of many accounts in one pass: a column for every metric of the policy, and for every fact that comes
 * from the ledger (the first and the last broadcast), a row for each account, ready for {@link screen}.
 *
 * A row holds what `policy.assess` takes from that account's broadcasts alone, and only where that is one exact value: a
 * metric that broadcasts missing from the list, or an unknown GMV, could still change is `NaN`, a day `UNKNOWN_DAY`. So is a
 * metric that rests on a stated fact, as a share of a target. Nothing is guessed, so that a screening of these columns never
 * says more than an assessment of the broadcasts, and says the same where all it reads is exact. Counts and days are plain
 * numbers, money is in fen, durations are in whole minutes; a metric that has no value (average viewers without a
 * broadcast) is `-Infinity`, an event that never was `NEVER`.
 *
 * Broadcasts are grouped by account within WebAssembly's memory, at most 1,048,576 of them and 65,536 accounts at a time, so
 * that memory stays bounded whatever is passed. Columns are only read.
 *
 * @param policy - A policy loaded by `kaibo` or `kaibo/slim`.
 * @param ledgers - The broadcasts of all accounts, column by column, and between which days their lists are complete; at most
 * 16,777,216 broadcasts and as many accounts, and a million broadcasts of one account.
 * @param options - The moment, as for {@link screen}; and which metrics are wanted.
 * @returns Columns by the id of their metric or fact.
 * @throws {@link KaiboError} with everything that is wrong, up to 1,000 faults, account by account, each with its column and
 * row: `/broadcasts/gmv/17`, `/broadcastsThrough/3`. Code `broadcast-conflict` names a row that starts when another one of the
 * same account does and differs from it; one that stands twice, the same in everything, counts once.
 *
 * @example
 * ```js
 * import { loadPolicy } from "kaibo";
 * import { ledgerColumns, screen } from "kaibo/screen";
 *
 * const policy = loadPolicy();
 * const ledgers = {
 *   accounts: 3, // the last of them has never been live
 *   broadcasts: {
 *     account: Uint32Array.of(1, 0, 0),
 *     startedAt: Float64Array.of(Date.parse("2023-06-01T20:00+08:00"), Date.parse("2023-08-20T20:00+08:00"), Date.parse("2023-09-01T20:00+08:00")),
 *     minutes: Float64Array.of(60, 120, 90),
 *     gmv: Float64Array.of(50_000, 300_000, Number.NaN), // fen; one is unknown
 *   },
 *   broadcastsSince: "beginning",
 *   broadcastsThrough: "2023-09-14",
 * };
 * const columns = await ledgerColumns(policy, ledgers, { asOf: "2023-09-14" });
 * console.log(columns.recentMinutes.join(), columns.recentGmv.join()); // "210,0,0 NaN,0,0"
 *
 * const facts = { hasBrandBadge: Uint8Array.of(0, 0, 1) };
 * const { outcomes } = await screen(policy, "cold-start", { ...columns, ...facts }, { asOf: "2023-09-14" });
 * console.log(outcomes.join()); // "1,1,0"
 * ```
 */
export async function ledgerColumns<T extends PolicyTypes>(
  policy: Policy<T>,
  ledgers: Ledgers,
  options: LedgerOptions<NoInfer<T>> = {},
): Promise<Columns<T>> {
  await ready();
  const source = sourceOf(policy as unknown as Policy);
  const faults = new Faults();
  const known = readLedgers(ledgers, faults);
  faults.throwAny();
  const { broadcastsSince, broadcastsThrough } = known;
  const asked = {
    asOf: Date.now(),
    ...options,
    broadcastsSince: ofAll(broadcastsSince),
    broadcastsThrough: ofAll(broadcastsThrough),
  };
  const columns: Record<string, Int32Array | Float64Array> = {};
  for (const part of partsOf(known, faults)) {
    const { accounts, first } = part;
    const count = () => callCore(() => countLedgers(source, accounts, first, columnsOf(known, part), asked));
    take(collect(count, faults) ?? [], columns, first, known.accounts, faults);
    // What is wrong with the options is wrong for every part.
    if (faults.full || faults.errors.some(({ path }) => !OF_A_ROW.test(path))) break;
  }
  faults.throwAny();
  return columns as Columns<T>;
}

const OF_A_ROW = /^\/broadcasts(\/\w+|Since|Through)\/\d+$/;

/** Puts a part's columns into those of all accounts. */
function take(
  counted: readonly (string | Int32Array | Float64Array)[],
  columns: Record<string, Int32Array | Float64Array>,
  first: number,
  accounts: number,
  faults: Faults,
): void {
  if (accounts * (counted.length / 2) > MOST_VALUES) {
    const expected = `at most ${MOST_VALUES} values in all columns`;
    faults.add("too-large", "/accounts", expected, "Ask for fewer metrics, or for some of the accounts at a time.");
    return;
  }
  for (let place = 0; place < counted.length; place += 2) {
    const id = counted[place] as string;
    const values = counted[place + 1] as Int32Array | Float64Array;
    if (values.length === accounts) {
      columns[id] = values;
      continue;
    }
    columns[id] ??= values instanceof Int32Array ? new Int32Array(accounts) : new Float64Array(accounts);
    columns[id].set(values, first);
  }
}

/** Accounts that are counted together, and the rows of their broadcasts: all rows where there are none named. */
interface Part {
  readonly first: number;
  readonly accounts: number;
  readonly rows?: Uint32Array;
}

/** The accounts, so many at a time that their broadcasts fit. */
function* partsOf({ accounts, broadcasts }: Ledgers, faults: Faults): Generator<Part> {
  const account = unsigned(broadcasts.account);
  const counts = new Uint32Array(accounts);
  for (let row = 0; row < account.length; row++) {
    const place = account[row] ?? accounts;
    if (place < accounts) counts[place] = (counts[place] ?? 0) + 1;
    else faults.add("out-of-range", `/broadcasts/account/${row}`, placeOf(accounts), "Number the accounts from 0.");
  }
  let first = 0;
  do {
    let end = first;
    let rows = 0;
    while (end < accounts && end - first < ACCOUNTS && (end === first || rows + (counts[end] ?? 0) <= ROWS)) {
      rows += counts[end] ?? 0;
      end += 1;
    }
    const isAll = first === 0 && rows === account.length;
    // One account alone can have more than fit: as many as fit are more than are taken of one.
    const own = isAll && rows <= ROWS ? undefined : rowsOf(account, first, end, Math.min(rows, ROWS));
    yield { first, accounts: end - first, ...(own && { rows: own }) };
    first = end;
  } while (first < accounts);
}

function placeOf(accounts: number): string {
  return accounts === 0 ? "no broadcasts, for there are no accounts" : `the place of an account, 0 to ${accounts - 1}`;
}

/** The first so many rows of some accounts. */
function rowsOf(account: Uint32Array, first: number, end: number, most: number): Uint32Array {
  const rows = new Uint32Array(most);
  let found = 0;
  for (let row = 0; row < account.length && found < most; row++) {
    const place = account[row] ?? end;
    if (place < first || place >= end) continue;
    rows[found] = row;
    found += 1;
  }
  return rows;
}

/** The columns of a part, in the order that the counter takes them. */
function columnsOf({ broadcasts, broadcastsSince, broadcastsThrough }: Ledgers, part: Part): unknown[] {
  const { first, accounts, rows } = part;
  const pick = <A extends Float64Array | Int32Array | Uint32Array>(column: A) => (rows ? picked(column, rows) : column);
  const { startedAt } = broadcasts;
  const account = pick(unsigned(broadcasts.account));
  const isDays = arrayOf(startedAt) === "Int32Array";
  const ofEach = (days: Ledgers["broadcastsThrough"]) =>
    typeof days === "object" ? days.subarray(first, first + accounts) : undefined;
  return [
    first === 0 ? account : account.map((place) => place - first),
    isDays ? undefined : pick(startedAt),
    isDays ? pick(startedAt) : undefined,
    ...FIGURES.map((key) => broadcasts[key] && pick(broadcasts[key])),
    rows,
    ofEach(broadcastsSince),
    ofEach(broadcastsThrough),
  ];
}

function picked<A extends Float64Array | Int32Array | Uint32Array>(column: A, rows: Uint32Array): A {
  const own = column.slice(0, rows.length) as A;
  for (let place = 0; place < rows.length; place++) own[place] = column[rows[place] ?? 0] ?? 0;
  return own;
}

/** A place below 0 is as one above all others. */
function unsigned(account: Uint32Array | Int32Array): Uint32Array {
  return new Uint32Array(account.buffer, account.byteOffset, account.length);
}

function ofAll(days: Ledgers["broadcastsSince"]): string | undefined {
  return typeof days === "object" ? undefined : days;
}

/** The ledgers, if they have the shape they should; each column's values are looked at later. */
function readLedgers(ledgers: unknown, faults: Faults): Ledgers {
  const none: Ledgers = {
    accounts: 0,
    broadcasts: { account: new Uint32Array(), startedAt: new Float64Array(), minutes: new Float64Array() },
  };
  if (!isObject(ledgers)) {
    faults.add("wrong-type", "", "an object with accounts and broadcasts", "Pass ledgers as an object of columns.");
    return none;
  }
  checkKeys(ledgers, "", LEDGER_KEYS, faults);
  const { accounts, broadcasts, broadcastsSince, broadcastsThrough } = ledgers;
  if (typeof accounts !== "number" || !Number.isInteger(accounts) || accounts < 0) {
    faults.add("wrong-type", "/accounts", "a whole number, at least 0", "Say how many accounts there are.");
  } else if (accounts > MOST) {
    faults.add("too-large", "/accounts", `at most ${MOST} accounts`, "Count some of the accounts at a time.");
  }
  for (const [key, days] of Object.entries({ broadcastsSince, broadcastsThrough })) {
    if (days === undefined || typeof days === "string") continue;
    if (arrayOf(days) === "Int32Array") {
      const expected = `${accounts} days, one for each account`;
      if ((days as Int32Array).length !== accounts)
        faults.add("out-of-range", `/${key}`, expected, "Let there be as many.");
      continue;
    }
    const beginning = key === "broadcastsSince" ? '"beginning", ' : "";
    const expected = `${beginning}a date as YYYY-MM-DD, or an Int32Array with a day for each account`;
    faults.add("wrong-type", `/${key}`, expected, "Leave it out where it is not known.");
  }
  if (isObject(broadcasts)) checkBroadcasts(broadcasts, faults);
  else faults.add("wrong-type", "/broadcasts", "an object of typed arrays", "Pass broadcasts column by column.");
  return faults.errors.length > 0 ? none : (ledgers as unknown as Ledgers);
}

function checkBroadcasts(
  broadcasts: Readonly<Record<string, unknown>> & { readonly account?: unknown },
  faults: Faults,
): void {
  checkKeys(broadcasts, "/broadcasts", BROADCAST_KEYS, faults);
  for (const key of BROADCAST_KEYS) {
    const column = broadcasts[key];
    const types = ARRAYS[key] ?? ["Float64Array"];
    if (column === undefined && !NEEDED.includes(key)) continue;
    if (types.includes(arrayOf(column) ?? "")) {
      checkLength(broadcasts.account, key, column, faults);
      continue;
    }
    const expected = types.map((type) => `${type === "Int32Array" ? "an" : "a"} ${type}`).join(" or ");
    const code = column === undefined ? "missing-key" : "wrong-type";
    faults.add(code, `/broadcasts/${key}`, expected, "Pass a typed array; leave a column out if all of it is unknown.");
  }
  const { account } = broadcasts;
  if (ArrayBuffer.isView(account) && (account as Uint32Array).length > MOST) {
    faults.add("too-large", "/broadcasts", `at most ${MOST} broadcasts`, "Count some of the accounts at a time.");
  }
}

function checkLength(account: unknown, key: string, column: unknown, faults: Faults): void {
  if (!ArrayBuffer.isView(account)) return;
  const [rows, own] = [account, column].map((each) => (each as Uint32Array).length);
  if (own === rows) return;
  faults.add(
    "out-of-range",
    `/broadcasts/${key}`,
    `${rows} rows, as many as account has`,
    "Let all columns be as long.",
  );
}

const NEEDED = ["account", "startedAt", "minutes"];
const ARRAYS: Readonly<Record<string, readonly string[]>> = {
  account: ["Uint32Array", "Int32Array"],
  startedAt: ["Float64Array", "Int32Array"],
};

function checkKeys(object: object, path: string, keys: readonly string[], faults: Faults): void {
  for (const key of Object.keys(object)) {
    if (keys.includes(key)) continue;
    const place = key.replaceAll("~", "~0").replaceAll("/", "~1");
    faults.add("unknown-key", `${path}/${place}`, `one of ${keys.join(", ")}`, "Remove the key, or correct its name.");
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !ArrayBuffer.isView(value) && !Array.isArray(value);
}
