// What the writer of workbooks takes for fflate (see vite.config.ts): it packs at once. fflate's own way for large files
// is a worker from a blob address, which the page's policy forbids; the file would never come.

import { type AsyncZippable, type FlateCallback, type Zippable, zipSync } from "fflate";

export * from "fflate";

/** Packs files, and calls back. */
export function zip(files: AsyncZippable, packed: FlateCallback): void {
  packed(null, zipSync(files as Zippable));
}
