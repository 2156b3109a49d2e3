// A part that could not be loaded, tried again.

import type { App } from "./app.js";

/**
 * Loads the page anew where a part fails a second time: some browsers remember that a script could not be had, and do
 * not ask for it again (https://html.spec.whatwg.org/#fetch-a-single-module-script). Chromium 148 does, 156 does not.
 */
export function loadAgain(app: App): void {
  const failed = new Set<string>();
  addEventListener("vite:preloadError", ({ payload }) => {
    const { message } = payload;
    if (failed.has(message)) void reload(app);
    failed.add(message);
  });
}

/** Once all that was entered is kept, and the page itself can be had. */
async function reload(app: App): Promise<void> {
  await app.settled();
  if (app.keeping !== "kept") return;
  const found = await fetch(location.href, { method: "HEAD", cache: "no-store" }).catch(() => undefined);
  if (found?.ok) location.reload();
}
