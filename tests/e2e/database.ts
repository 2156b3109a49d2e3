// What the device holds, as it stands there: read, and made as another page would have left it.

import { expect, type Page } from "@playwright/test";

/** Nothing is drawn and nothing runs there, and it is of the page's origin. */
const ELSEWHERE = "./favicon.svg";

/** Waits until all that was entered is kept. */
export const kept = (page: Page) => expect(page.locator("kaibo-page")).toHaveAttribute("data-keeping", "kept");

/** Where the page says what is wrong with the keeping. */
export const told = (page: Page) => page.locator("kaibo-page .banner:not(.card)");

/** Makes the database as another page would have left it. */
export async function make(
  page: Page,
  database: {
    version: number;
    stores: readonly string[];
    records?: readonly object[];
    entries?: Readonly<Record<string, object>>;
  },
): Promise<void> {
  await page.goto(ELSEWHERE);
  await page.evaluate(
    ({ version, stores, records = [], entries = {} }) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open("kaibo", version);
        opening.onupgradeneeded = () => {
          for (const name of stores)
            opening.result.createObjectStore(name, name === "accounts" ? { keyPath: "id" } : undefined);
        };
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const writing = opening.result.transaction([...opening.result.objectStoreNames], "readwrite");
          for (const record of records) writing.objectStore("accounts").put(record);
          for (const [key, entry] of Object.entries(entries)) writing.objectStore("entries").put(entry, key);
          writing.oncomplete = () => {
            opening.result.close();
            resolve();
          };
        };
      }),
    database,
  );
}

/** Its version, and its records as they stand there. */
export async function found(page: Page): Promise<{ version: number; records: readonly { id: string }[] }> {
  return page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open("kaibo");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const { version } = opening.result;
          const reading = opening.result.transaction("accounts").objectStore("accounts").getAll();
          reading.onsuccess = () => {
            opening.result.close();
            resolve({ version, records: reading.result });
          };
        };
      }),
  );
}

/** Lets every write fail at its very end, until the page calls `makeRoom()`. */
export async function refuse(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...record) {
      const request = put.apply(this, record);
      request.addEventListener("success", () => this.transaction.abort());
      return request;
    };
    Object.assign(window, { makeRoom: () => Object.assign(IDBObjectStore.prototype, { put }) });
  });
}
