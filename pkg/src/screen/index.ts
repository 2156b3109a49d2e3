// Many accounts at once: columns of facts in, an outcome for each row out, as exact as an assessment of each.

import type { MomentOptions, Policy, SuppliedParameter } from "../policy.js";
import type { FactOf, ParameterOf, PolicyTypes } from "../typed.js";
import type { Column, Plan } from "./columns.js";
import { type Answers, Runner, roomFor, widthOf } from "./kernel.js";
import { planFor } from "./plan.js";
import { inWorkers } from "./workers.js";

export { KaiboError } from "../error.js";
export { type Column, NEVER, UNKNOWN_BYTE, UNKNOWN_DAY } from "./columns.js";
export { BEGINNING, type BroadcastColumns, type LedgerOptions, type Ledgers, ledgerColumns } from "./ledgers.js";

/** The outcome of a row: what it has stands in the way. */
export const INELIGIBLE = 0;
/** The outcome of a row: it depends on what is unknown. */
export const UNDETERMINED = 1;
/** The outcome of a row: whatever is unknown, it qualifies. */
export const ELIGIBLE = 2;

/**
 * Columns by the id of a fact or a metric, all of one length; a fact without a column is unknown in every row. A metric
 * that the programme's conditions read must have one: {@link ledgerColumns} counts them from broadcasts.
 *
 * | type of the fact | array | unknown | no value |
 * |---|---|---|---|
 * | past and planned events | `Int32Array`: days since 1970-01-01 in the policy's zone | `UNKNOWN_DAY`, −2³¹ | `NEVER`, −2³¹+1 |
 * | booleans | `Uint8Array`: 0 and 1 | `UNKNOWN_BYTE`, 255 | |
 * | choices | `Uint8Array`: the place of the option, from 0 | `UNKNOWN_BYTE`, 255 | |
 * | money | `Float64Array`: fen | `NaN` | |
 * | other numbers | `Float64Array`: in the fact's unit | `NaN` | unrated: `-Infinity` |
 */
export type Columns<T extends PolicyTypes = PolicyTypes> = { readonly [F in FactOf<T> | T["metrics"]]?: Column };

/** When a screening is asked for, and what the platform told. */
export interface ScreenOptions<T extends PolicyTypes = PolicyTypes> extends MomentOptions {
  /** Unpublished parameters by id, where the platform told them: the same for every row. */
  readonly parameters?: { readonly [P in ParameterOf<T>]?: SuppliedParameter<T["parameters"][P]> };
  /** Whether vector instructions are used where the engine has them; default: yes. The answers are the same. */
  readonly vectors?: boolean;
}

/** What a screening answers. */
export interface Screening {
  /** The version of the policy that answers. */
  readonly policy: { readonly id: string; readonly version: string; readonly digest: string };
  /** The day of assessment, in the policy's zone. */
  readonly asOf: string;
  /** How many rows there are. */
  readonly rows: number;
  /** For each row its outcome: `INELIGIBLE` (0), `UNDETERMINED` (1) or `ELIGIBLE` (2). */
  readonly outcomes: Uint8Array;
  /**
   * The ids of the programme's criteria, bars and risks and of their named parts, in the document's order, each before its
   * parts. The place of one is its bit in `unmet` and `unknown`.
   */
  readonly criteria: readonly string[];
  /** How many bytes a row has in `unmet` and `unknown`: eight criteria a byte, the first in the lowest bit. */
  readonly width: number;
  /** For each row the criteria that are unmet, `width` bytes of bits. */
  readonly unmet: Uint8Array;
  /** For each row the criteria that are unknown, `width` bytes of bits. */
  readonly unknown: Uint8Array;
  /**
   * For each column that the programme reads the values from which on answers can be others, ascending. Rows of which no
   * column's values are parted by one of them are answered alike, `missing` and `parametersNeeded` of an assessment too: it
   * is enough to assess one of them. `NaN` is before all of them.
   */
  readonly cuts: Readonly<Record<string, readonly number[]>>;
}

/** What some rows of a screening in workers come to. */
export interface ScreeningPart extends Screening {
  /** The number of the first of them, from 0. */
  readonly first: number;
}

/** How rows are spread over workers. */
export interface WorkerOptions<T extends PolicyTypes = PolicyTypes> extends ScreenOptions<T> {
  /** How many workers; default: as many as the machine has processors, eight at most. */
  readonly workers?: number;
  /** How many rows a worker gets at a time; default: 65,536. Memory holds a few times as many. */
  readonly rowsAtOnce?: number;
  /** Cancels: what waits is rejected with the signal's reason, and the workers end. */
  readonly signal?: AbortSignal;
  /** Is told after each part how many rows are done, and of how many, where that is known. */
  readonly onProgress?: (done: number, of: number | undefined) => void;
  /**
   * Starts a worker that runs `kaibo/screen/worker`, for tools that do not follow `new Worker(new URL(…))` into packages;
   * default: the package's own, beside this module.
   */
  readonly worker?: () => Worker;
}

/**
 * Screens rows at once, in this thread.
 *
 * @param policy - A policy loaded by `kaibo` or `kaibo/slim`.
 * @param programmeId - The programme asked about.
 * @param columns - The facts of all rows, column by column; they are only read.
 * @param options - The moment, and parameters the platform told.
 * @returns For each row what `policy.assess` answers for its facts.
 * @throws {@link KaiboError} for malformed columns, with the path of every value that is wrong: `/columns/<id>/<row>`; with
 * code `too-entangled` where conditions share so much that rows can be assessed only one by one.
 *
 * @example
 * ```js
 * import { loadPolicy } from "kaibo";
 * import { NEVER, screen, UNKNOWN_DAY } from "kaibo/screen";
 *
 * const columns = {
 *   firstBroadcastOn: Int32Array.of(19574, NEVER, UNKNOWN_DAY), // 2023-08-05, never, unknown
 *   hasBrandBadge: Uint8Array.of(0, 0, 1),
 * };
 * const { outcomes } = await screen(loadPolicy(), "cold-start", columns, { asOf: "2023-09-14" });
 * console.log(outcomes.join()); // "0,1,0"
 * ```
 */
export async function screen<T extends PolicyTypes>(
  policy: Policy<T>,
  programmeId: T["programmes"],
  columns: Columns<NoInfer<T>>,
  options: ScreenOptions<NoInfer<T>> = {},
): Promise<Screening> {
  const { vectors = true, ...asked } = options;
  const { plan, rows } = await planFor(policy as unknown as Policy, programmeId, columns, asked);
  const runner = await runnerOf(plan, vectors);
  const answers = roomFor(plan, rows);
  runner.run(inOrder(plan, columns), answers, 0);
  return screeningOf(plan, answers);
}

/**
 * Screens rows in workers, part by part in their order: all of some columns, or columns that come one after another, as a
 * file is read. Memory stays bounded: rows are asked for only as earlier ones are done and taken.
 *
 * @param policy - A policy loaded by `kaibo` or `kaibo/slim`.
 * @param programmeId - The programme asked about.
 * @param rows - Columns, or columns one after another.
 * @param options - As for `screen`; and how rows are spread.
 * @throws {@link KaiboError} as `screen` does, rows counted from the first one of all; with code `not-ready` where no
 * worker starts.
 *
 * @example
 * ```js
 * import { loadPolicy } from "kaibo";
 * import { ELIGIBLE, screenInWorkers } from "kaibo/screen";
 *
 * const columns = { hasBrandBadge: new Uint8Array(200_000).fill(1) };
 * let eligible = 0;
 * for await (const { outcomes } of screenInWorkers(loadPolicy(), "cold-start", columns, { workers: 2 })) {
 *   for (const outcome of outcomes) if (outcome === ELIGIBLE) eligible += 1;
 * }
 * console.log(eligible); // "0"
 * ```
 */
export async function* screenInWorkers<T extends PolicyTypes>(
  policy: Policy<T>,
  programmeId: T["programmes"],
  rows: Columns<NoInfer<T>> | Iterable<Columns<NoInfer<T>>> | AsyncIterable<Columns<NoInfer<T>>>,
  options: WorkerOptions<NoInfer<T>> = {},
): AsyncGenerator<ScreeningPart, void, undefined> {
  const { vectors = true, workers, rowsAtOnce, signal, onProgress, worker, ...asked } = options;
  const moment = { asOf: Date.now(), ...asked };
  const parts = inWorkers({
    planFor: (columns) => planFor(policy as unknown as Policy, programmeId, columns, moment),
    rows,
    vectors,
    workers,
    rowsAtOnce,
    signal,
    onProgress,
    worker,
  });
  for await (const { plan, answers, first } of parts) yield { ...screeningOf(plan, answers), first };
}

/**
 * The ids of criteria of a row: of those that are unmet, or of those that are unknown.
 *
 * @param screening - What `screen` or `screenInWorkers` answered.
 * @param which - `"unmet"` or `"unknown"`.
 * @param row - The place of the row in it.
 */
export function criteriaOf(screening: Screening, which: "unmet" | "unknown", row: number): string[] {
  const { criteria, width } = screening;
  const bytes = screening[which].subarray(row * width, (row + 1) * width);
  return criteria.filter((_, bit) => ((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1);
}

/** What runs a plan is kept as long as the plan. */
const runners = new WeakMap<Plan, Map<boolean, Runner>>();

async function runnerOf(plan: Plan, vectors: boolean): Promise<Runner> {
  const known = runners.get(plan) ?? new Map<boolean, Runner>();
  runners.set(plan, known);
  const runner = known.get(vectors) ?? (await Runner.of(plan, vectors));
  known.set(vectors, runner);
  return runner;
}

function inOrder(plan: Plan, columns: Readonly<Record<string, Column | undefined>>): Column[] {
  return plan.columns.map(({ id }) => columns[id] as Column);
}

function screeningOf(plan: Plan, { outcomes, unmet, unknown }: Answers): Screening {
  const { policy, asOf, criteria, columns } = plan;
  const cuts = Object.fromEntries(columns.filter(({ cuts }) => cuts.length > 0).map(({ id, cuts }) => [id, cuts]));
  return { policy, asOf, rows: outcomes.length, outcomes, criteria, width: widthOf(plan), unmet, unknown, cuts };
}
