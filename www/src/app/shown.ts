// What can wait until the page shows what it was just told.

import { afterPaint } from "kaibo/elements/base";

/** Resolves once what is drawn now can be seen; at once where the page is hidden, for it may be closed without notice. */
export function whenShown(): Promise<void> {
  const settled = new AbortController();
  return new Promise<void>((resolve) => {
    if (document.visibilityState === "hidden") return resolve();
    afterPaint(resolve);
    document.addEventListener("visibilitychange", () => resolve(), { signal: settled.signal });
  }).finally(() => settled.abort());
}
