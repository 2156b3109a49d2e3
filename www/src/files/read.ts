// A table read from a file, in a worker of its own: the page stays quick, and reading can be stopped.

import { ownScript } from "../app/fences.js";
import address from "./read-worker.ts?worker&url";
import {
  type FileRefusal,
  type Limits,
  MOST_FILE_BYTES,
  MOST_TABLE_COLUMNS,
  MOST_TABLE_ROWS,
  ROWS_ABOVE,
  type Table,
} from "./table.js";

export type { FileRefusal, Table } from "./table.js";

/** How to read. */
export interface ReadOptions {
  /** Stops reading; what was asked for is rejected with an `AbortError`. */
  readonly signal?: AbortSignal;
  /** Called with the share that is done, from 0 to 1. */
  readonly progress?: (share: number) => void;
  /** The most rows, those above the first one not counted; 20,000 by default. */
  readonly rows?: number;
}

/** What the worker is asked. */
export interface ReadRequest {
  readonly file: File;
  readonly limits: Limits;
}

/** What it answers: the share that is done, and at last what was read. */
export type ReadAnswer = { readonly share: number } | { readonly read: Table | FileRefusal };

/**
 * Reads a table out of a CSV or XLSX file, told by its content and not by its name.
 *
 * @returns The table, or why there is none. Loads the worker and what it reads with on each call.
 */
export async function readTable(file: File, options: ReadOptions = {}): Promise<Table | FileRefusal> {
  const { signal, progress, rows = MOST_TABLE_ROWS } = options;
  if (signal?.aborted) throw stopped();
  if (file.size === 0) return "empty";
  if (file.size > MOST_FILE_BYTES) return "too-large";
  const worker = new Worker(ownScript(address), { type: "module" });
  const request: ReadRequest = { file, limits: { rows: rows + ROWS_ABOVE, columns: MOST_TABLE_COLUMNS } };
  try {
    return await new Promise<Table | FileRefusal>((resolve, reject) => {
      signal?.addEventListener("abort", () => reject(stopped()), { once: true });
      worker.addEventListener("message", ({ data }: MessageEvent<ReadAnswer>) => {
        if ("share" in data) progress?.(data.share);
        else resolve(data.read);
      });
      // It ran out of memory, or could not be loaded.
      worker.addEventListener("error", () => resolve("unreadable"));
      worker.addEventListener("messageerror", () => resolve("unreadable"));
      worker.postMessage(request);
    });
  } finally {
    worker.terminate();
  }
}

/** The signal's own reason is not there in the oldest browsers. */
function stopped(): DOMException {
  return new DOMException("The reading was stopped.", "AbortError");
}
