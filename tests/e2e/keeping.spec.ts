// What is entered stays on the device: over a reload, in two tabs, as a file, in a link; and where it cannot, that is said.

import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";

import { expect, type Page, test } from "@playwright/test";

import type { Account } from "../../www/src/app/account.ts";
import type { App } from "../../www/src/app/app.ts";
import {
  answer,
  answerAll,
  banner,
  begin,
  box,
  done,
  growthWithBroadcasts,
  heading,
  open,
  pasted,
  spotless,
} from "./journey.ts";

const dormant = { ...spotless, 第一次开播: "2023-03-01", 最近一次开播: "2023-07-15" };

/** A reload, once all is kept. */
async function reload(page: Page): Promise<void> {
  await expect(page.locator("kaibo-page")).toHaveAttribute("data-keeping", "kept");
  await page.reload();
}

/** To the screen for accounts and data. */
async function openData(page: Page): Promise<void> {
  await page.getByRole("link", { name: /切换账号/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "账号和备份" })).toBeVisible();
}

async function exported(page: Page): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "导出全部数据" }).click(),
  ]);
  return readFile(await download.path(), "utf8");
}

const choose = (page: Page, text: string) =>
  page
    .getByLabel("选择文件")
    .setInputFiles({ name: "kaibo.json", mimeType: "application/json", buffer: Buffer.from(text) });

test("a reload goes on with the question that was asked", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answer(page, "是");
  const asked = await heading(page).textContent();
  await reload(page);
  await expect(heading(page)).toHaveText(asked ?? "");
  await page.getByRole("button", { name: "上一步" }).click();
  await expect(page.getByLabel("打算哪天提交申请")).toHaveValue("2023-09-14");
});

test("a reload shows the same verdict", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answerAll(page, dormant);
  const verdict = await banner(page).textContent();
  await reload(page);
  await expect(banner(page)).toHaveText(verdict ?? "");
});

test("a day of submission that was today is today again on another day", async ({ page }) => {
  await page.clock.setFixedTime("2023-09-14T12:00:00+08:00");
  await open(page);
  await begin(page, "冷启动扶持");
  await answerAll(page, { ...spotless, 第一次开播: "2023-08-15" });
  await expect(banner(page)).toHaveAttribute("data-outcome", "eligible");
  await page.clock.setFixedTime("2023-09-15T12:00:00+08:00");
  await reload(page);
  await expect(banner(page)).toHaveAttribute("data-outcome", "ineligible");
  await page.getByRole("button", { name: "上一步" }).click();
  await expect(page.getByLabel("打算哪天提交申请")).toHaveValue("2023-09-15");
});

test("what is half typed is there after a reload", async ({ page }) => {
  await open(page);
  await begin(page, "标杆案例扶持");
  for (const given of ["是", "否", "否", "否", "否", "否", "不确定", "不确定", "不确定", "不确定"])
    await answer(page, given);
  await expect(heading(page)).toContainText("GMV");
  await page.getByRole("textbox").fill("5万零");
  await reload(page);
  await expect(page.getByRole("textbox")).toHaveValue("5万零");
  await page.getByRole("textbox").fill("50000");
  await page.getByRole("button", { name: "确定", exact: true }).click();
  await expect(banner(page)).toBeVisible();
});

test("rows that were pasted and not yet taken are there after a reload", async ({ page }) => {
  await growthWithBroadcasts(page);
  await page.locator("kaibo-progress [data-record]").click();
  await box(page).fill(pasted);
  await reload(page);
  await page.locator("kaibo-progress [data-record]").click();
  await expect(box(page)).toHaveValue(pasted);
  await done(page);
  await expect(page.locator("kaibo-progress")).toContainText("已做到");
});

test("two tabs that were opened before anything was entered are of one account", async ({ context, page }) => {
  await open(page);
  const other = await context.newPage();
  await open(other);
  await begin(page, "冷启动扶持");
  await answer(page, "是");
  await expect(heading(other)).toContainText("品牌标资质");
  await answer(other, "否");
  await expect(heading(page)).toContainText("拿过冷启动扶持");
  await page.goto("./#data");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect
    .poll(() =>
      page.evaluate(() => (document.querySelector("kaibo-page") as Element & { app: App }).app.accounts.length),
    )
    .toBe(1);
});

test("whoever only searches the policy has entered nothing", async ({ page }) => {
  await open(page, "./#policy");
  await page.getByRole("searchbox").fill("退款");
  await reload(page);
  await expect(page.getByRole("searchbox")).toHaveValue("退款");
  await page.goto("./#data");
  await expect(page.getByRole("heading", { level: 1, name: "账号和备份" })).toBeVisible();
  const kept = await page.evaluate(() =>
    (document.querySelector("kaibo-page") as Element & { app: App }).app.everything(),
  );
  expect(kept.accounts).toEqual([]);
});

test("what is kept of a table's rows and is none is left out", async ({ page }) => {
  await page.clock.setFixedTime("2023-09-14T12:00:00+08:00");
  await open(page, "./#progress");
  await page.getByRole("button", { name: "从表格粘贴" }).click();
  await box(page).fill(pasted);
  await page.getByRole("button", { name: "预览" }).click();
  await page.getByRole("button", { name: "加入这 4 场" }).click();
  await page.evaluate(async () => {
    const { app } = document.querySelector("kaibo-page") as Element & { app: App };
    app.type("progress.tables", JSON.stringify({ "coldStartRewards.rows": '[{"metric":1},null]' }));
    await app.settled();
  });
  await reload(page);
  await page.getByRole("button", { name: "返回进度" }).click();
  await expect(page.locator("kaibo-tiers").first().getByLabel("看哪个数")).toBeVisible();
});

test("two tabs on one account show the same, and neither loses what the other entered", async ({ context, page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answer(page, "是");
  const other = await context.newPage();
  await open(other);
  await expect(heading(other)).toContainText("品牌标资质");
  await answer(other, "否");
  await expect(heading(page)).toContainText("拿过冷启动扶持");
  await answer(page, "否");
  await expect(heading(other)).toContainText("第一次开播");
  await reload(page);
  await expect(heading(page)).toContainText("第一次开播");
});

test("a tab that slept through what another one entered does not write over it", async ({ context, page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answer(page, "是");
  const other = await context.newPage();
  // It hears nothing, as a tab that a phone has put to sleep.
  await other.addInitScript(() => {
    BroadcastChannel.prototype.addEventListener = () => undefined;
  });
  await open(other);
  await expect(heading(other)).toContainText("品牌标资质");
  await answer(page, "否");
  await answer(other, "不确定");
  await reload(page);
  // The other tab was not sure; the answer that this one gave stands.
  await expect(heading(page)).toContainText("拿过冷启动扶持");
  await answer(page, "否");
  await expect(heading(page)).toContainText("第一次开播");
});

test("what is typed in two tabs at once is all there", async ({ context, page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await expect(page.locator("kaibo-page")).toHaveAttribute("data-keeping", "kept");
  const other = await context.newPage();
  await open(other);
  await Promise.all(
    [page, other].map((tab, number) =>
      tab.locator("kaibo-page").evaluate(async (shell: HTMLElement & { app: App }, tabNumber) => {
        for (let field = 0; field < 40; field += 1) {
          shell.app.type(`test.${tabNumber}.${field}`, "x");
          await new Promise((resolve) => setTimeout(resolve));
        }
        await shell.app.settled();
      }, number),
    ),
  );
  await openData(page);
  const { accounts } = JSON.parse(await exported(page));
  expect(Object.keys(accounts[0].typed).filter((field) => field.startsWith("test."))).toHaveLength(80);
});

test("what one tab deletes does not come back from another", async ({ context, page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answer(page, "是");
  const other = await context.newPage();
  await open(other);
  await expect(heading(other)).toContainText("品牌标资质");
  await openData(page);
  await page.getByRole("button", { name: "删除全部数据" }).click();
  await page.getByRole("button", { name: "再点一次，全部删除" }).click();
  await expect(page.getByText("已全部删除。")).toBeVisible();
  await expect(other.getByRole("button", { name: "开始" })).toBeVisible();
  await begin(other, "冷启动扶持");
  await expect(other.locator("kaibo-page")).toHaveAttribute("data-keeping", "kept");
  expect(JSON.parse(await exported(page)).accounts.map(({ answers }: Account) => answers)).toEqual([{}]);
});

test("a double tap deletes nothing", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answer(page, "是");
  await openData(page);
  await page.getByRole("button", { name: "删除全部数据" }).dblclick();
  expect(JSON.parse(await exported(page)).accounts).toHaveLength(1);
});

test("what was refused is kept once there is room, though another account is in use by then", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await page.evaluate(() => {
    const put = IDBObjectStore.prototype.put;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
    Object.assign(window, { makeRoom: () => Object.assign(IDBObjectStore.prototype, { put }) });
  });
  await answer(page, "是");
  await expect(page.getByRole("alert")).toContainText("这台设备没有空间");
  await openData(page);
  await page.getByRole("button", { name: "新建账号" }).click();
  expect(JSON.parse(await exported(page)).accounts[0].answers, "the export holds it").toEqual({ sellsOnStream: true });
  await page.evaluate("makeRoom()");
  await page.getByRole("button", { name: "再试一次" }).click();
  await reload(page);
  await openData(page);
  expect(JSON.parse(await exported(page)).accounts[0].answers).toEqual({ sellsOnStream: true });
});

test("past midnight, what is judged as of today is judged anew", async ({ page }) => {
  await page.clock.install({ time: new Date("2023-09-14T23:00:00+08:00") });
  await open(page);
  await page.getByRole("radio", { name: "冷启动扶持" }).check();
  await page.getByRole("button", { name: "开始" }).click();
  await answerAll(page, { ...spotless, 第一次开播: "2023-08-15", 最近一次开播: "2023-08-20" });
  await expect(banner(page)).toHaveAttribute("data-outcome", "eligible");
  await page.clock.runFor("02:00:00");
  await expect(banner(page)).toHaveAttribute("data-outcome", "ineligible");
});

test("several accounts stand apart, with names of their own", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answer(page, "是");
  await openData(page);
  await page.getByLabel("账号名称").fill("一号店");
  await page.getByRole("button", { name: "新建账号" }).click();
  await page.getByLabel("账号名称").fill("二号店");
  await page.getByRole("link", { name: "测一测" }).click();
  await expect(page.getByRole("button", { name: "开始" })).toBeVisible();
  await openData(page);
  await page.getByRole("button", { name: "切换到：一号店" }).click();
  await page.getByRole("link", { name: "测一测" }).click();
  await expect(heading(page)).toContainText("品牌标资质");
  await reload(page);
  await expect(page.getByRole("link", { name: "当前账号：一号店" })).toBeVisible();
});

test("a deleted account can be had back", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answer(page, "是");
  await openData(page);
  await page.getByRole("button", { name: "删除账号：我的账号" }).click();
  await page.getByRole("button", { name: "再点一次，删除账号：我的账号" }).click();
  await expect(page.getByText("已删除「我的账号」")).toBeVisible();
  await page.getByRole("button", { name: "撤销" }).click();
  await page.getByRole("link", { name: "测一测" }).click();
  await expect(heading(page)).toContainText("品牌标资质");
});

test("export, delete all, import: the same, byte for byte", async ({ page }) => {
  await growthWithBroadcasts(page);
  await openData(page);
  await page.getByLabel("账号名称").fill("一号店 <b>&amp;");
  await page.getByRole("button", { name: "新建账号" }).click();
  await page.getByLabel("账号名称").fill("二号店");
  const before = await exported(page);
  expect(JSON.parse(before).accounts).toHaveLength(2);

  await page.getByRole("button", { name: "删除全部数据" }).click();
  await page.getByRole("button", { name: "再点一次，全部删除" }).click();
  await expect(page.getByText("已全部删除。")).toBeVisible();
  expect(JSON.parse(await exported(page)).accounts).toHaveLength(0);

  await choose(page, before);
  await expect(page.getByText("文件里有 2 个账号")).toBeVisible();
  await page.getByRole("button", { name: "导入", exact: true }).click();
  await expect(page.getByText("已导入 2 个账号。")).toBeVisible();
  expect(await exported(page)).toBe(before);
  await reload(page);
  await openData(page);
  expect(await exported(page)).toBe(before);
});

test("a file is added to what is there, and nothing twice", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answer(page, "是");
  await openData(page);
  const before = await exported(page);
  await page.getByRole("link", { name: "测一测" }).click();
  await answer(page, "否");
  await openData(page);
  for (const accounts of [2, 2]) {
    await choose(page, before);
    await page.getByRole("button", { name: "加到现有的账号里" }).click();
    await expect(page.getByText("已导入 1 个账号。")).toBeVisible();
    expect(JSON.parse(await exported(page)).accounts.length).toBeGreaterThanOrEqual(accounts);
  }
});

for (const [name, text, words] of [
  ["a picture", "\u0089PNG\r\n\u001a\n", "这不是从这里导出的文件"],
  ["something else in JSON", '{"accounts":[]}', "这不是从这里导出的文件"],
  ["a newer file", '{"format":"kaibo-data","version":2}', "更新的版本"],
  [
    "a damaged file",
    '{"format":"kaibo-data","version":1,"entries":{},"accounts":[{"id":"a"}]}',
    "文件损坏或被改过（位置 /accounts/0/name）",
  ],
] as const) {
  test(`${name} is refused, and what is there stays`, async ({ page }) => {
    await open(page);
    await begin(page, "冷启动扶持");
    await answer(page, "是");
    await openData(page);
    const before = await exported(page);
    await choose(page, text);
    await expect(page.getByRole("alert")).toContainText(words);
    expect(await exported(page)).toBe(before);
  });
}

/** The link in what is shared. */
async function sharedLink(page: Page): Promise<string> {
  const shared = await page.getByLabel("结果和带着回答的链接").inputValue();
  return shared.split("\n").at(-1) ?? "";
}

test("a link carries the answers in its fragment only, to an account of their own", async ({ browser, page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answerAll(page, dormant);
  const verdict = await banner(page).textContent();
  await page.getByRole("button", { name: "分享结果" }).click();
  const link = await sharedLink(page);
  expect(new URL(link).hash).toMatch(/^#answers=1[\w-]+$/);

  const elsewhere = await browser.newContext({ locale: "zh-CN" });
  const other = await elsewhere.newPage();
  const asked: string[] = [];
  other.on("request", (request) => asked.push(request.url()));
  await open(other);
  await begin(other, "冷启动扶持");
  await answer(other, "否");
  await other.goto(link);
  await expect(banner(other)).toHaveText(verdict ?? "");
  expect(other.url()).not.toContain("answers");
  expect(asked.filter((address) => address.includes(link.split("=")[1] ?? ""))).toEqual([]);
  await expect(other.getByText("链接里的回答已存成一个新账号")).toBeVisible();
  await other.getByRole("button", { name: "不要了" }).click();
  await expect(heading(other)).toContainText("不符合条件");
  await elsewhere.close();
});

for (const [name, fragment, words] of [
  ["cut", "1H4sIAAAAAAAAA6tWKij", "链接不完整"],
  ["changed", "1AAAA", "链接不完整"],
  ["empty", "", "链接不完整"],
  ["from a newer page", "2abc", "更新的版本"],
] as const) {
  test(`a link that is ${name} says so, and leaves what is there`, async ({ page }) => {
    await open(page);
    await begin(page, "冷启动扶持");
    await answer(page, "是");
    const asked = await heading(page).textContent();
    await page.goto(`./#answers=${fragment}`);
    await expect(page.getByText(words)).toBeVisible();
    await expect(heading(page)).toHaveText(asked ?? "");
  });
}

test("cleared answers can be had back", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answerAll(page, dormant);
  const verdict = await banner(page).textContent();
  await page.getByRole("button", { name: "重新测" }).click();
  await expect(page.getByRole("button", { name: "开始" })).toBeVisible();
  await page.getByRole("button", { name: "撤销" }).click();
  await expect(banner(page)).toHaveText(verdict ?? "");
  // And again: the second time is as the first.
  await page.getByRole("button", { name: "重新测" }).click();
  await expect(page.getByRole("button", { name: "开始" })).toBeVisible();
});

test("starting again stays on the check, wherever one came from", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await answerAll(page, dormant);
  await page.getByRole("link", { name: "更多" }).click();
  await page.getByRole("link", { name: "测一测" }).click();
  await reload(page);
  await page.getByRole("button", { name: "重新测" }).click();
  await expect(page.getByRole("button", { name: "开始" })).toBeVisible();
  await expect(page.getByText("回答已清空")).toBeVisible();
});

test("a link leaves GMV out until it is asked for", async ({ page }) => {
  await growthWithBroadcasts(page);
  const carried = async () => {
    await page.getByRole("button", { name: "分享结果" }).click();
    const link = await sharedLink(page);
    return gunzipSync(Buffer.from(link.split("#answers=1")[1] ?? "", "base64url")).toString();
  };
  expect(await carried()).toContain("2023-09-01T20:00:00+08:00");
  expect(await carried()).not.toContain("gmv");
  await page.getByLabel("也带上 GMV 等经营数字").check();
  expect(await carried()).toContain('"gmv":12000');
});

test("a device without room says so, and keeps what is on the page", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  await page.evaluate(() => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  });
  await answer(page, "是");
  await expect(page.getByRole("alert")).toContainText("这台设备没有空间");
  await answer(page, "否");
  await expect(heading(page)).toContainText("拿过冷启动扶持");
});

test("a browser without a database says so, and works all the same", async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("refused", "SecurityError");
    };
  });
  await open(page);
  await expect(page.getByText("这个浏览器不能保存")).toBeVisible();
  await begin(page, "冷启动扶持");
  await answerAll(page, dormant);
  await expect(banner(page)).toHaveAttribute("data-outcome", "eligible");
});

test("what does not go with the clock does not count, is named, and is there again when it does", async ({ page }) => {
  await page.clock.setFixedTime("2023-09-14T12:00:00+08:00");
  await open(page);
  await begin(page, "冷启动扶持");
  for (const given of ["是", "否", "否", "2023-09-10"]) await answer(page, given);
  // The device's clock goes back.
  await page.clock.setFixedTime("2023-09-01T12:00:00+08:00");
  await reload(page);
  await expect(page.getByText("先不算，但都还留着")).toContainText("首播日期");
  await expect(heading(page)).toContainText("第一次开播");
  // Something else is answered meanwhile, and another account is looked at.
  await answer(page, "不确定");
  await openData(page);
  await page.getByRole("button", { name: "新建账号" }).click();
  await page.getByRole("button", { name: "切换到：我的账号" }).click();
  await page.clock.setFixedTime("2023-09-14T12:00:00+08:00");
  await reload(page);
  expect(JSON.parse(await exported(page)).accounts[0].answers.firstBroadcastOn).toBe("2023-09-10");
  await expect(page.getByText("先不算")).toHaveCount(0);
});
