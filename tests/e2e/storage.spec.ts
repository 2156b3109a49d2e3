// What can happen to what is kept: a tab that is closed, a device without room, a database of a newer page or a damaged one.
// Nothing entered before is lost, and the user is told.

import { readFileSync } from "node:fs";

import { expect, type Page, test } from "@playwright/test";

import { newAccount } from "../../www/src/app/account.ts";
import type { App } from "../../www/src/app/app.ts";
import { found, kept, make, refuse, told } from "./database.ts";
import { answer, answerAll, banner, begin, heading, onThatDay, open, spotless } from "./journey.ts";

test.beforeEach(onThatDay);

for (const answered of [1, 2, 4]) {
  test(`a tab that is closed while answer ${answered + 1} is written has kept the ${answered} before it`, async ({
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

test("what the database had no time for is there at the next visit, and is kept then", async ({ page, context }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answer(page, "是");
  await kept(page);
  await refuse(page);
  await answer(page, "否");
  await page.locator("kaibo-question").getByRole("button", { name: "不确定" }).click();
  await page.close({ runBeforeUnload: true });

  const after = await context.newPage();
  await onThatDay({ page: after });
  await open(after);
  await kept(after);
  await expect(heading(after)).toContainText("第一次开播");
  const [record] = (await found(after)).records as readonly { answers?: object; skipped?: readonly string[] }[];
  expect(Object.keys(record?.answers ?? {})).toHaveLength(2);
  expect(record?.skipped).toHaveLength(1);
  // Once it is kept nothing of it is left elsewhere, to come back over what is entered later.
  expect(await after.evaluate(() => Object.keys(localStorage))).toEqual([]);
});

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

test("a write that fails at its very end is told, and tried again", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answer(page, "是");
  await kept(page);
  await refuse(page);
  await answer(page, "否");
  await expect(told(page)).toContainText("这台设备没有空间");
  expect((await found(page)).records).toMatchObject([{ answers: { sellsOnStream: true } }]);
  await page.getByRole("button", { name: "Switch to English" }).click();
  await expect(told(page)).toContainText("This device has no room");
  await page.evaluate("makeRoom()");
  await page.getByRole("button", { name: "Try again" }).click();
  await kept(page);
  expect((await found(page)).records).toMatchObject([{ answers: { sellsOnStream: true, hasBrandBadge: false } }]);
});

test("an import for which there is no room takes the place of nothing", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answer(page, "是");
  await kept(page);
  const before = await found(page);
  await page.getByRole("link", { name: /切换账号/ }).click();
  const accounts = Array.from({ length: 3 }, (_, place) => newAccount(`a${place}`, place, `${place} 号店`));
  const file = JSON.stringify({ format: "kaibo-data", version: 1, accounts, entries: {} });
  await page.getByLabel("选择文件").setInputFiles({ name: "a.json", mimeType: "", buffer: Buffer.from(file) });
  await page.evaluate(() => {
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (...record) {
      if ((record[0] as { id?: string }).id === "a2") this.transaction.abort();
      return put.apply(this, record);
    };
  });
  await page.getByRole("button", { name: "替换现有的全部" }).click();
  await page.getByRole("button", { name: "再点一次，替换现有的全部" }).click();
  await expect(page.getByRole("alert")).toContainText("没有导入。原来的数据都在");
  expect(await found(page)).toEqual(before);
});

test("a newer page that is opened beside this one is told with the next answer, and nothing of its is touched", async ({
  context,
  page,
}) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answer(page, "是");
  await kept(page);
  const newer = await context.newPage();
  await make(newer, { version: 2, stores: ["more"] });
  const before = await found(newer);
  await answer(page, "否");
  await expect(told(page)).toContainText("更新版本的页面存的");
  expect(await found(newer)).toEqual(before);
  await page.getByRole("button", { name: "Switch to English" }).click();
  await expect(told(page)).toContainText("made by a newer version of this page");
  await page.getByRole("link", { name: "Export", exact: true }).click();
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Export all data" }).click(),
  ]);
  const { accounts } = JSON.parse(readFileSync(await download.path(), "utf8"));
  expect(accounts).toMatchObject([{ answers: { sellsOnStream: true, hasBrandBadge: false } }]);
});

test("what a newer page has kept can be deleted, and only by asking twice", async ({ page }) => {
  await make(page, { version: 2, stores: ["accounts", "entries"], records: [{ id: "a" }] });
  await open(page, "./#data");
  await page.getByRole("button", { name: "删除全部数据" }).click();
  expect(await found(page)).toEqual({ version: 2, records: [{ id: "a" }] });
  await page.getByRole("button", { name: "再点一次，全部删除" }).click();
  await expect(page.getByText("已全部删除。")).toBeVisible();
  await expect(told(page)).toHaveCount(0);
  expect(await found(page)).toEqual({ version: 1, records: [] });
});

for (const name of ["UnknownError", "NotReadableError"]) {
  test(`a database that cannot be opened (${name}) is told, is left as it is, and is there when it can`, async ({
    page,
  }) => {
    const record = { ...newAccount("a", 0, "一号店"), answers: { sellsOnStream: true }, programme: "cold-start" };
    await make(page, { version: 1, stores: ["accounts", "entries"], records: [{ ...record, revision: 1 }] });
    await page.addInitScript((error) => {
      if (sessionStorage.getItem("mended")) return;
      IDBFactory.prototype.open = () => {
        throw new DOMException("Internal error opening backing store for indexedDB.open.", error);
      };
    }, name);
    await open(page);
    await expect(told(page)).toContainText("记录打不开了");
    await begin(page, "冷启动扶持");
    await answer(page, "否");
    await page.getByRole("button", { name: "Switch to English" }).click();
    await expect(told(page)).toContainText("cannot be opened; it is left as it is");
    await page.evaluate(() => sessionStorage.setItem("mended", "yes"));
    await page.goto("./");
    await expect(page.locator("header .account")).toHaveText("一号店");
    await expect(told(page)).toHaveCount(0);
  });
}

test("what a newer page has added to a record stays in it", async ({ page }) => {
  const answers = { sellsOnStream: true };
  const record = {
    ...newAccount("a", 0),
    programme: "cold-start",
    answers,
    revision: 1,
    more: { of: ["another", "day"] },
  };
  await make(page, { version: 1, stores: ["accounts", "entries"], records: [record] });
  await open(page);
  await answer(page, "否");
  await kept(page);
  expect((await found(page)).records).toMatchObject([
    { more: record.more, answers: { ...answers, hasBrandBadge: false } },
  ]);
});

/** Each is of the shape of an account, and holds what no page wrote. */
const spoilt: readonly object[] = [
  { done: [7, null], skipped: [5, null, {}] },
  { answers: { sellsOnStream: {}, hasBrandBadge: null, lastBroadcastOn: 5, "": [] } },
  { parameters: { benchmarkGmvTarget: null, none: { value: {}, source: 5, toldOn: null } } },
  { ledger: { broadcasts: [null, 5, {}, { startedAt: "x" }], since: 7, through: {} } },
  { plannedBroadcasts: [5, null, "2023-99-99"], asOf: "2023-99-99" },
  { programme: "none", name: "<b>", order: Number.NaN },
  { typed: { "progress.tables": "{", "planner.": "[]", "draft.programme": "none", "check.start.": "{}" } },
];

/** Opens the page, and each account on each screen. */
async function opensEverywhere(page: Page, accounts: readonly { readonly id: string }[]): Promise<void> {
  const errors: string[] = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  await open(page);
  for (const { id } of accounts) {
    await page.locator("kaibo-page").evaluate((shell: HTMLElement & { app: App }, own) => shell.app.use(own), id);
    for (const address of ["check", "progress", "planner", "draft", "policy", "data"]) {
      await page.goto(`./#${address}`);
      await expect(page.locator(`[data-screen=${address}]:not([hidden])`).getByRole("heading").first()).toBeVisible();
      expect(errors, `${id} on ${address}`).toEqual([]);
    }
  }
}

test("records of the right shape that hold what is wrong open on every screen, and are left out where they are", async ({
  page,
}) => {
  test.slow();
  const records = spoilt.map((part, place) => ({
    ...newAccount(`a${place}`, place, `${place} 号店`),
    programme: "benchmark",
    ...part,
    revision: 1,
  }));
  await make(page, { version: 1, stores: ["accounts", "entries"], records });
  await opensEverywhere(page, records);
  expect((await found(page)).records).toHaveLength(records.length);
});

test("a last moment that holds what is wrong does not keep the page from opening", async ({ page }) => {
  test.slow();
  const lefts = spoilt.map((part, place) => ({
    id: `a${place}`,
    order: place,
    before: {},
    after: { programme: "benchmark", ...part },
  }));
  await make(page, { version: 1, stores: ["accounts", "entries"] });
  await page.evaluate((text) => localStorage.setItem("kaibo-last-moment-a", text), JSON.stringify(lefts));
  await opensEverywhere(page, lefts);
});

test("a roster that cannot be read says so in its place, and stays until another one takes it", async ({ page }) => {
  const roster = { name: "名单", text: 7 };
  await make(page, { version: 1, stores: ["accounts", "entries"], entries: { roster } });
  await open(page, "./#roster");
  const screen = page.locator("page-roster");
  await expect(screen.getByRole("alert").first()).toContainText("以前保存的名单读不出来");
  await page.getByRole("button", { name: "Switch to English" }).click();
  await expect(screen.getByRole("alert").first()).toContainText("cannot be read");
  const entry = () =>
    page.locator("kaibo-page").evaluate((shell: HTMLElement & { app: App }) => shell.app.entry("roster"));
  expect(await entry()).toEqual(roster);

  const table = "账号,是否带货\n甲,是\n";
  await screen.locator("input[type=file]").setInputFiles({ name: "a.csv", mimeType: "", buffer: Buffer.from(table) });
  await expect(screen.getByText("The roster is kept on this device")).toBeVisible();
  expect(await entry()).toMatchObject({ name: "a.csv", text: expect.stringContaining("甲") });
});
