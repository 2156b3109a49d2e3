// Spreads rows over workers: takes them as they come, keeps few in memory, and gives the answers in their order.

import { type Column, type ColumnsById, Faults, type Plan } from "./columns.js";
import type { Answers } from "./kernel.js";
import { Pool, processors } from "./pool.js";

/** What is spread, and how. */
export interface Spread {
  planFor(columns: ColumnsById): Promise<{ plan: Plan; rows: number }>;
  readonly rows: unknown;
  readonly vectors: boolean;
  readonly workers: number | undefined;
  readonly rowsAtOnce: number | undefined;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ((done: number, of: number | undefined) => void) | undefined;
  readonly worker: (() => Worker) | undefined;
}

/** The answers of some rows. */
export interface Part {
  readonly plan: Plan;
  readonly answers: Answers;
  readonly first: number;
}

const MOST_WORKERS = 8;
const ROWS_AT_ONCE = 65_536;

/** The answers, part by part in the order of the rows. */
export async function* inWorkers(spread: Spread): AsyncGenerator<Part, void, undefined> {
  const { signal, onProgress } = spread;
  const { workers, rowsAtOnce } = readOptions(spread);
  if (signal?.aborted) throw reasonOf(signal);
  const pool = new Pool(workers, spread.worker);
  const abort = () => signal && pool.end(reasonOf(signal));
  signal?.addEventListener("abort", abort);
  const pieces = piecesOf(spread, rowsAtOnce);
  const waiting: { piece: Piece; answers: Promise<Answers> }[] = [];
  try {
    for (let more = true; more || waiting.length > 0; ) {
      while (more && waiting.length < pool.most) {
        const next = await pieces.next();
        if (signal?.aborted) throw reasonOf(signal);
        if (next.done) more = false;
        else waiting.push({ piece: next.value, answers: sent(pool, next.value, spread.vectors) });
      }
      const oldest = waiting.shift();
      if (!oldest) break;
      const { plan, first, rows, of } = oldest.piece;
      const answers = await oldest.answers;
      onProgress?.(first + rows, of);
      yield { plan, answers, first };
    }
  } finally {
    signal?.removeEventListener("abort", abort);
    pool.end(undefined);
    await pieces.return();
  }
}

/** What a worker answers; nobody may be waiting for it when it fails. */
function sent(pool: Pool, { plan, planId, columns, rows, first }: Piece, vectors: boolean): Promise<Answers> {
  const answers = pool.ask({ plan, planId, vectors, columns, rows, first });
  answers.catch(() => undefined);
  return answers;
}

function readOptions({ workers = Math.min(processors(), MOST_WORKERS), rowsAtOnce = ROWS_AT_ONCE }: Spread) {
  const faults = new Faults();
  for (const [path, value] of [
    ["/workers", workers],
    ["/rowsAtOnce", rowsAtOnce],
  ] as const) {
    if (!Number.isInteger(value) || value < 1) {
      faults.add("out-of-range", path, "a whole number, at least 1", "Use a whole number of 1 or more.");
    }
  }
  faults.throwAny();
  return { workers, rowsAtOnce };
}

/** Rows that a worker gets at once: copies, of which it becomes the owner. */
interface Piece {
  readonly plan: Plan;
  readonly planId: number;
  readonly columns: readonly Column[];
  readonly rows: number;
  readonly first: number;
  readonly of: number | undefined;
}

async function* piecesOf(
  { rows: source, planFor }: Spread,
  rowsAtOnce: number,
): AsyncGenerator<Piece, void, undefined> {
  const plans = new Map<Plan, number>();
  let first = 0;
  const streamed = isIterable(source);
  for await (const columns of streamed ? source : [source as ColumnsById]) {
    const { plan, rows } = await planFor(columns);
    const planId = plans.get(plan) ?? plans.size;
    plans.set(plan, planId);
    for (let from = 0; from < rows; from += rowsAtOnce) {
      const to = Math.min(from + rowsAtOnce, rows);
      const own = plan.columns.map(({ id }) => columns[id]?.slice(from, to) as Column);
      yield { plan, planId, columns: own, rows: to - from, first: first + from, of: streamed ? undefined : rows };
    }
    first += rows;
  }
}

function isIterable(source: unknown): source is Iterable<ColumnsById> | AsyncIterable<ColumnsById> {
  return typeof source === "object" && source !== null && (Symbol.iterator in source || Symbol.asyncIterator in source);
}

function reasonOf(signal: AbortSignal): unknown {
  return signal.reason ?? new DOMException("The screening was cancelled.", "AbortError");
}
