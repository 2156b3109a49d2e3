// What can happen to what is kept: a tab that is killed, a device without room, a database of a newer page or a damaged one.
// Nothing entered before is lost, and the user is told.

import { expect, type Page, test } from "@playwright/test";

import { newAccount } from "../../www/src/app/account.ts";
import { answer, answerAll, banner, begin, heading, onThatDay, open, spotless } from "./journey.ts";

/** Nothing is drawn and nothing runs there, and it is of the page's origin. */
const ELSEWHERE = "./favicon.svg";

test.beforeEach(onThatDay);

const kept = (page: Page) => expect(page.locator("kaibo-page")).toHaveAttribute("data-keeping", "kept");
const told = (page: Page) => page.locator("kaibo-page .banner:not(.card)");

/** Makes the database as another page would have left it. */
async function make(
  page: Page,
  database: { version: number; stores: readonly string[]; records?: readonly object[] },
): Promise<void> {
  await page.goto(ELSEWHERE);
  await page.evaluate(
    ({ version, stores, records = [] }) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open("kaibo", version);
        opening.onupgradeneeded = () => {
          for (const name of stores)
            opening.result.createObjectStore(name, name === "accounts" ? { keyPath: "id" } : undefined);
        };
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          if (records.length > 0) {
            const writing = opening.result.transaction("accounts", "readwrite").objectStore("accounts");
            for (const record of records) writing.put(record);
          }
          opening.result.close();
          resolve();
        };
      }),
    database,
  );
}

/** Its version, and its records as they stand there. */
async function found(page: Page): Promise<{ version: number; records: readonly { id: string }[] }> {
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

for (const answered of [1, 2, 4]) {
  test(`a tab that is killed while answer ${answered + 1} is written has kept the ${answered} before it`, async ({
    page,
    context,
  }) => {
    await open(page);
    await begin(page, "冷启动扶持");
    const given = ["是", "否", "否", "2023-08-20", "否"];
    for (const one of given.slice(0, answered)) {
      await answer(page, one);
      await kept(page);
    }
    await page.evaluate(() => {
      const { put } = IDBObjectStore.prototype;
      IDBObjectStore.prototype.put = function (...record) {
        document.documentElement.dataset.writing = "";
        return put.apply(this, record);
      };
    });
    const isWritten = page.locator("html[data-writing]").waitFor({ state: "attached" });
    await page.locator("kaibo-question").getByRole("button", { name: "不确定" }).click();
    await isWritten;
    await page.close();

    const after = await context.newPage();
    await onThatDay({ page: after });
    await open(after);
    await kept(after);
    await expect(told(after)).toHaveCount(0);
    const [record] = (await found(after)).records as readonly { answers?: object }[];
    expect(Object.keys(record?.answers ?? {})).toHaveLength(answered);
    await expect(heading(after)).not.toHaveText("申请前，先测一测");
  });
}

test("a device that is full says so, and keeps what is on the page; with room again it is kept", async ({
  page,
  context,
  baseURL,
}) => {
  // The browser looks at its quota before the first write, and then for a while no more.
  const session = await context.newCDPSession(page);
  const { origin } = new URL(baseURL ?? "");
  await session.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1 });
  await open(page);
  await begin(page, "冷启动扶持");
  for (const given of ["是", "否", "否"]) await answer(page, given);
  await expect(page.getByRole("alert")).toContainText("这台设备没有空间");
  expect((await found(page)).records).toEqual([]);

  await session.send("Storage.overrideQuotaForOrigin", { origin });
  await page.getByRole("button", { name: "再试一次" }).click();
  await kept(page);
  await page.reload();
  await expect(heading(page)).toContainText("第一次开播");
});

test("what a newer page has kept is not touched, and that is said", async ({ page }) => {
  const record = { id: "a", shape: "of another day" };
  await make(page, { version: 2, stores: ["accounts", "entries", "more"], records: [record] });
  await open(page);
  await expect(told(page)).toContainText("更新版本的页面存的");
  await begin(page, "冷启动扶持");
  await answerAll(page, { ...spotless, 第一次开播: "2023-08-20" });
  await expect(banner(page)).toHaveAttribute("data-outcome", "eligible");
  await page.getByRole("button", { name: "Switch to English" }).click();
  await expect(told(page)).toContainText("made by a newer version of this page");
  expect(await found(page)).toEqual({ version: 2, records: [record] });
});

test("a database a part of which is gone is left as it is until all is deleted; then it is a new one", async ({
  page,
}) => {
  await make(page, { version: 1, stores: ["accounts"], records: [{ id: "a" }] });
  await open(page);
  await expect(told(page)).toContainText("记录打不开了");
  await begin(page, "冷启动扶持");
  await answer(page, "是");
  expect((await found(page)).records).toEqual([{ id: "a" }]);

  await page.getByRole("link", { name: "去删除或恢复" }).click();
  await page.getByRole("button", { name: "删除全部数据" }).click();
  await page.getByRole("button", { name: "再点一次，全部删除" }).click();
  await expect(page.getByText("已全部删除。")).toBeVisible();
  await expect(told(page)).toHaveCount(0);
  await page.goto("./");
  await begin(page, "冷启动扶持");
  await answer(page, "是");
  await kept(page);
  await page.reload();
  await expect(heading(page)).toContainText("品牌标资质");
});

test("a record that cannot be read stays as it is beside those that can, and is counted", async ({ page }) => {
  const good = { ...newAccount("good", 0, "一号店"), answers: { sellsOnStream: true }, programme: "cold-start" };
  const bad = [
    { id: "bad", name: 7 },
    { ...newAccount("worse", 1), ledger: { broadcasts: "none" } },
    { ...newAccount("worst", 2), typed: { a: 1 } },
  ];
  await make(page, { version: 1, stores: ["accounts", "entries"], records: [{ ...good, revision: 1 }, ...bad] });
  await open(page);
  await expect(told(page)).toContainText("有 3 个账号的记录读不出来");
  await expect(page.locator("header .account")).toHaveText("一号店");
  await answer(page, "否");
  await kept(page);

  await page.getByRole("link", { name: /切换账号/ }).click();
  const file = { format: "kaibo-data", version: 1, accounts: [newAccount("other", 0, "二号店")], entries: {} };
  await page
    .getByLabel("选择文件")
    .setInputFiles({ name: "kaibo.json", mimeType: "", buffer: Buffer.from(JSON.stringify(file)) });
  await page.getByRole("button", { name: "加到现有的账号里" }).click();
  await expect(page.getByText("已导入 1 个账号。")).toBeVisible();
  const after = (await found(page)).records;
  for (const record of bad) expect(after).toContainEqual(record);
  expect(after.map(({ id }) => id)).toEqual(expect.arrayContaining(["good", "other"]));

  await page.getByRole("button", { name: "删除全部数据" }).click();
  await page.getByRole("button", { name: "再点一次，全部删除" }).click();
  await expect(page.getByText("已全部删除。")).toBeVisible();
  await expect(told(page)).toHaveCount(0);
  expect((await found(page)).records).toEqual([]);
});
