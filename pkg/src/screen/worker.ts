// What a worker of `screenInWorkers` runs; imported anywhere else it does nothing.

import { KaiboError } from "../error.js";
import type { Fault } from "../generated/index.js";
import type { Plan } from "./columns.js";
import { Runner, roomFor } from "./kernel.js";
import { type Job, nodeModule, type Reply } from "./pool.js";

const runners = new Map<number, Promise<Runner>>();
const plans = new Map<number, Plan>();

/**
 * Answers a job.
 *
 * @internal
 */
export async function answer(job: Job): Promise<Reply> {
  const { id, planId, vectors, columns, rows, first } = job;
  try {
    if (job.plan) {
      plans.set(planId, job.plan);
      runners.set(planId, Runner.of(job.plan, vectors));
    }
    const runner = await runners.get(planId);
    const plan = plans.get(planId);
    if (!runner || !plan) return { id, failed: "a job without a plan" };
    const answers = roomFor(plan, rows);
    runner.run(columns, answers, first);
    return { id, answers };
  } catch (thrown) {
    if (thrown instanceof KaiboError) return { id, errors: [...thrown.errors] as [Fault, ...Fault[]] };
    return { id, failed: String(thrown) };
  }
}

function buffersOf(reply: Reply): ArrayBufferLike[] {
  if (!("answers" in reply)) return [];
  const { outcomes, unmet, unknown } = reply.answers;
  return [outcomes, unmet, unknown].map(({ buffer }) => buffer);
}

declare const WorkerGlobalScope: (new () => object) | undefined;

if (typeof WorkerGlobalScope === "function" && globalThis instanceof WorkerGlobalScope) {
  const scope = globalThis as unknown as {
    addEventListener(type: "message", listener: (event: MessageEvent<Job>) => void): void;
    postMessage(reply: Reply, transfer: ArrayBufferLike[]): void;
  };
  scope.addEventListener("message", async ({ data }) => {
    const reply = await answer(data);
    scope.postMessage(reply, buffersOf(reply));
  });
} else {
  const port = nodeModule("node:worker_threads")?.parentPort;
  port?.on("message", async (job) => {
    const reply = await answer(job);
    port.postMessage(reply, buffersOf(reply));
  });
}
