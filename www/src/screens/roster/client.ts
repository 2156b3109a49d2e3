// The page's side of the roster's worker.

import { ownScript } from "../../app/fences.js";
import type { Answer, Progress, Request, RequestName, Requests } from "./messages.js";
import address from "./worker.ts?worker&url";

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

/** Asks the worker. It starts with the first question, and ends with `close`. */
export class RosterClient {
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #count = 0;

  /** @param progress - Called with how far something is that takes long. */
  constructor(readonly progress: (progress: Progress) => void) {}

  ask<Name extends RequestName>(name: Name, ...given: Parameters<Requests[Name]>): Promise<ReturnType<Requests[Name]>> {
    this.#count += 1;
    const id = this.#count;
    this.#worker ??= this.#start();
    this.#worker.postMessage({ id, name, arguments: given } satisfies Request);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: resolve as Waiting["resolve"], reject });
    });
  }

  /** Ends the worker, and frees all it holds; what was asked is rejected. */
  close(reason = "the worker was ended"): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(new Error(reason));
  }

  #start(): Worker {
    const worker = new Worker(ownScript(address), { type: "module", name: "roster" });
    worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => this.#hear(data));
    worker.addEventListener("error", (event) => this.close(event.message || "the worker did not start"));
    return worker;
  }

  #hear(answer: Answer): void {
    if ("progress" in answer) {
      this.progress(answer.progress);
      return;
    }
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ("failed" in answer) waiting?.reject(new Error(answer.failed));
    else waiting?.resolve(answer.value);
  }
}
