// Workers, in browsers and in Node: what they are sent and what they answer.

import { KaiboError, notReady } from "../error.js";
import type { Fault } from "../generated/index.js";
import type { Column, Plan } from "./columns.js";
import type { Answers } from "./kernel.js";
import { trusted } from "./trusted.js";

/** What a worker is asked: rows of a plan, which is sent along the first time. */
export interface Job {
  readonly id: number;
  readonly planId: number;
  readonly plan?: Plan;
  readonly vectors: boolean;
  readonly columns: readonly Column[];
  readonly rows: number;
  readonly first: number;
}

/** What it answers: answers, or what is wrong. */
export type Reply =
  | { readonly id: number; readonly answers: Answers }
  | { readonly id: number; readonly errors: [Fault, ...Fault[]] }
  | { readonly id: number; readonly failed: string };

/** As much of a worker as is used. */
interface Port {
  post(job: Job, transfer: ArrayBufferLike[]): void;
  terminate(): void;
}

interface Waiting {
  resolve(answers: Answers): void;
  reject(reason: unknown): void;
}

/** A worker of the pool, and what it was asked and has not answered. */
class Member {
  readonly #port: Port;
  readonly #waiting = new Map<number, Waiting>();
  readonly #plans = new Set<number>();

  constructor(open: (onReply: (reply: Reply) => void, onFailure: (cause: unknown) => void) => Port) {
    this.#port = open(
      (reply) => this.#settle(reply),
      (cause) => this.fail(noWorker(cause)),
    );
  }

  get busy(): number {
    return this.#waiting.size;
  }

  ask(job: Job & { readonly plan: Plan }): Promise<Answers> {
    const { plan, ...rest } = job;
    const sent: Job = this.#plans.has(job.planId) ? rest : { ...rest, plan };
    this.#plans.add(job.planId);
    return new Promise((resolve, reject) => {
      this.#waiting.set(job.id, { resolve, reject });
      this.#port.post(
        sent,
        job.columns.map(({ buffer }) => buffer),
      );
    });
  }

  fail(reason: unknown): void {
    for (const { reject } of this.#waiting.values()) reject(reason);
    this.#waiting.clear();
  }

  terminate(): void {
    this.#port.terminate();
  }

  #settle(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id);
    this.#waiting.delete(reply.id);
    if ("answers" in reply) waiting?.resolve(reply.answers);
    else if ("errors" in reply) waiting?.reject(new KaiboError(reply.errors));
    else waiting?.reject(noWorker(reply.failed));
  }
}

/** Workers that share the rows. */
export class Pool {
  readonly #members: Member[];
  #jobs = 0;

  constructor(size: number, make: (() => Worker) | undefined) {
    const open = opener(make);
    try {
      this.#members = Array.from({ length: size }, () => new Member(open));
    } catch (cause) {
      throw cause instanceof KaiboError ? cause : noWorker(cause);
    }
  }

  /** So many rows' worth of jobs keep every worker busy. */
  get most(): number {
    return this.#members.length * 2;
  }

  ask(job: Omit<Job, "id"> & { readonly plan: Plan }): Promise<Answers> {
    const idlest = this.#members.reduce((one, two) => (two.busy < one.busy ? two : one));
    this.#jobs += 1;
    return idlest.ask({ ...job, id: this.#jobs });
  }

  /** Ends all workers; what waits is rejected. */
  end(reason: unknown): void {
    for (const member of this.#members) {
      member.terminate();
      member.fail(reason);
    }
  }
}

type Opener = (onReply: (reply: Reply) => void, onFailure: (cause: unknown) => void) => Port;

function opener(make: (() => Worker) | undefined): Opener {
  if (make) return (onReply, onFailure) => web(make(), onReply, onFailure);
  if (typeof Worker === "function") {
    // Bundlers look for just this form.
    const start = () => new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    return (onReply, onFailure) => web(trusted(start), onReply, onFailure);
  }
  const threads = nodeModule("node:worker_threads");
  if (!threads) throw noWorker(undefined);
  // Not in that form, for bundlers would look for it.
  const script = import.meta.url.replace(/[^/]*$/, "worker.js");
  return (onReply, onFailure) => {
    const worker = new threads.Worker(new URL(script));
    worker.on("message", onReply);
    worker.on("error", onFailure);
    return {
      post: (job, transfer) => worker.postMessage(job, transfer),
      terminate: () => void worker.terminate(),
    };
  };
}

function web(worker: Worker, onReply: (reply: Reply) => void, onFailure: (cause: unknown) => void): Port {
  worker.addEventListener("message", ({ data }: MessageEvent<Reply>) => onReply(data));
  worker.addEventListener("error", (event) => onFailure(event));
  worker.addEventListener("messageerror", (event) => onFailure(event));
  return {
    post: (job, transfer) => worker.postMessage(job, transfer as ArrayBuffer[]),
    terminate: () => worker.terminate(),
  };
}

/** As much of Node's modules as is used. */
interface NodeModules {
  "node:worker_threads": {
    Worker: new (
      script: URL,
    ) => {
      on(event: "message", listener: (reply: Reply) => void): void;
      on(event: "error", listener: (cause: unknown) => void): void;
      postMessage(job: Job, transfer: ArrayBufferLike[]): void;
      terminate(): Promise<number>;
    };
    parentPort: {
      on(event: "message", listener: (job: Job) => void): void;
      postMessage(reply: Reply, transfer: ArrayBufferLike[]): void;
    } | null;
  };
  "node:os": { availableParallelism(): number };
}

/** One of Node's modules; bundlers see no import of it. */
export function nodeModule<Name extends keyof NodeModules>(name: Name): NodeModules[Name] | undefined {
  const { process } = globalThis as { process?: { getBuiltinModule?(name: string): unknown } };
  return process?.getBuiltinModule?.(name) as NodeModules[Name] | undefined;
}

/** How many processors the machine has. */
export function processors(): number {
  const { navigator } = globalThis as { navigator?: { hardwareConcurrency?: number } };
  return navigator?.hardwareConcurrency ?? nodeModule("node:os")?.availableParallelism() ?? 4;
}

function noWorker(cause: unknown): KaiboError {
  return notReady(
    "a worker that runs kaibo/screen/worker",
    "Pass `worker`, which starts one: not every tool brings the package's own. Node has workers for it from 20.16 on; a content security policy must allow worker-src 'self', and where it has `trusted-types`, the policy `kaibo`.",
    cause,
  );
}
