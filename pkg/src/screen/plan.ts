// Plans screenings, by a module of its own that is started when it is first asked.

import { bytesOf } from "../carried.js";
import { callCore, KaiboError, notReady } from "../error.js";
import type { Fault } from "../generated/index.js";
import { type MomentOptions, type Policy, sourceOf } from "../policy.js";
import { type ColumnsById, checkTypes, columnPath, Faults, type Plan, readColumns } from "./columns.js";
import startPlanner, { planScreening } from "./glue.js";
import { planner } from "./planner.js";

let started: Promise<unknown> | undefined;

/** So many plans of one policy are kept. */
const MOST_PLANS = 8;
/** Zones are whole minutes from UTC: within a minute the day of assessment is the same. */
const MINUTE = 60_000;

/** Plans by what they depend on, the one used last at the end. */
const kept = new WeakMap<Policy, Map<string, Plan>>();

/** What a plan depends on beside the columns. */
export interface PlanOptions extends MomentOptions {
  readonly parameters?: object;
}

/**
 * Starts the module that plans screenings and counts ledgers, unless it runs.
 *
 * @throws `KaiboError` with code `not-ready` where it cannot be compiled.
 */
export async function ready(): Promise<void> {
  started ??= startPlanner({ module_or_path: bytesOf(planner) });
  try {
    await started;
  } catch (cause) {
    started = undefined;
    throw notReady(
      "a browser that compiles WebAssembly",
      "A content security policy must allow 'wasm-unsafe-eval'.",
      cause,
    );
  }
}

/**
 * The plan for screening these columns; the last few of a policy are kept.
 *
 * @throws `KaiboError` with everything that is wrong with the columns as a whole, the programme and the options.
 */
export async function planFor(
  policy: Policy,
  programmeId: string,
  columns: ColumnsById,
  options: PlanOptions,
): Promise<{ plan: Plan; rows: number }> {
  await ready();
  const source = sourceOf(policy);
  const faults = new Faults();
  const { ids, rows } = readColumns(columns, faults);
  const moment = { asOf: Math.floor(Date.now() / MINUTE) * MINUTE, ...options };
  const plans = kept.get(policy) ?? new Map<string, Plan>();
  kept.set(policy, plans);
  const key = JSON.stringify([programmeId, ids, moment]);
  const ask = (known: string[]) => callCore(() => planScreening(source, programmeId, known, moment)) as Plan;
  const plan = plans.get(key) ?? made(ask, ids, faults);
  if (plan) {
    plans.delete(key);
    plans.set(key, plan);
    const [oldest] = plans.keys();
    if (plans.size > MOST_PLANS && oldest !== undefined) plans.delete(oldest);
    checkTypes(plan, columns, faults);
  }
  faults.throwAny();
  if (!plan) throw new Error("a plan that is refused says why");
  return { plan, rows };
}

function made(ask: (ids: string[]) => Plan, ids: string[], faults: Faults): Plan | undefined {
  const plan = collect(() => ask(ids), faults) ?? retry(ask, ids, faults);
  return plan && { ...plan, program: Uint32Array.from(plan.program) };
}

/** What the module answers; what is wrong with the request is added to what else is wrong. */
export function collect<A>(ask: () => A, faults: Faults): A | undefined {
  try {
    return ask();
  } catch (thrown) {
    if (!(thrown instanceof KaiboError)) throw thrown;
    for (const { code, path, expected, help } of thrown.errors) faults.add(code, path, expected, help);
    return undefined;
  }
}

/** A plan of the columns of which nothing wrong was said, so that their types are looked at too. */
function retry(ask: (ids: string[]) => Plan, ids: string[], faults: Faults): Plan | undefined {
  const isSaid = (id: string) => faults.errors.some(({ path }: Fault) => path === columnPath(id));
  try {
    return ask(ids.filter((id) => !isSaid(id)));
  } catch {
    return undefined;
  }
}
