// A tab that is killed while it writes. On the real clock: what a fixed one runs is not as busy as a page can be.

import { expect, type Page, test } from "@playwright/test";

import type { App } from "../../www/src/app/app.ts";
import { found, kept, told } from "./database.ts";
import { open } from "./journey.ts";

/** Numbers from 0 to 1 that look like chance, and are the same each time. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

for (const seed of [1, 2, 3]) {
  test(`whatever was kept is there after a tab was killed in the middle of writing, again and again: ${seed}`, async ({
    context,
  }) => {
    const next = chance(seed);
    let confirmed = 0;
    for (let round = 0; round < 5; round += 1) {
      const page = await context.newPage();
      page.on("console", (message) => {
        const [, count] = /^kept (\d+)$/.exec(message.text()) ?? [];
        if (count !== undefined) confirmed = Number(count);
      });
      await open(page);
      const from = await typedIn(page);
      expect(from).toBeGreaterThanOrEqual(confirmed);
      const last = 1 + Math.floor(next() * 12);
      const writing = page.waitForEvent("console", (message) => message.text() === `writing ${last}`);
      const dead = page.waitForEvent("crash");
      const session = await context.newCDPSession(page);
      await page.evaluate(typeWithoutEnd, from);
      await writing;
      session.send("Page.crash").catch(() => undefined);
      await dead;
      await page.close();
    }
    const page = await context.newPage();
    await open(page);
    await kept(page);
    await expect(told(page)).toHaveCount(0);
    expect(await typedIn(page)).toBeGreaterThanOrEqual(confirmed);
    expect(confirmed).toBeGreaterThan(0);
  });
}

/** Types one field after another, and says of each write when it begins and what was kept when it ends. */
function typeWithoutEnd(from: number): void {
  const { put } = IDBObjectStore.prototype;
  let writes = 0;
  IDBObjectStore.prototype.put = function (value, ...key) {
    const request = put.call(this, value, ...key);
    const { typed } = value as { typed?: object };
    if (typed) {
      writes += 1;
      console.log(`writing ${writes}`);
      this.transaction.addEventListener("complete", () => console.log(`kept ${Object.keys(typed).length}`));
    }
    return request;
  };
  const { app } = document.querySelector("kaibo-page") as Element & { app: App };
  let field = from;
  setInterval(() => {
    app.type(`test.${field}`, String(field).repeat(500));
    field += 1;
  }, 1);
}

/** How many fields were typed, none left out and each whole. */
async function typedIn(page: Page): Promise<number> {
  const { records } = await found(page);
  expect(records.length).toBeLessThanOrEqual(1);
  const [{ typed = {} } = {}] = records as readonly { typed?: Readonly<Record<string, string>> }[];
  const count = Object.keys(typed).length;
  const whole = Object.fromEntries(
    Array.from({ length: count }, (_, field) => [`test.${field}`, String(field).repeat(500)]),
  );
  expect(typed).toEqual(whole);
  return count;
}
