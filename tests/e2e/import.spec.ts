// The import of broadcasts from a file: its columns, what is read of it, whatever it is, and that nothing is kept before
// it is confirmed.

import { readFile } from "node:fs/promises";

import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { strToU8, zipSync } from "fflate";

import { readColumns } from "../../pkg/dist/rows.js";
import { words } from "../../www/src/screens/progress/import-words.ts";
import { answer, begin, complaintsOf, expectLargeTargets, heading, open } from "./journey.ts";
import {
  bomb,
  gb18030,
  lockedWorkbook,
  number,
  oldWorkbook,
  picture,
  row,
  style,
  text,
  utf16,
  workbook,
} from "./workbooks.ts";

const part = (page: Page) => page.locator("page-import");
const button = (page: Page, name: string | RegExp) => part(page).getByRole("button", { name });
const column = (page: Page, name: string | RegExp) => part(page).getByRole("combobox", { name });
const rows = (page: Page) => part(page).getByRole("list", { name: "读到了什么" }).getByRole("listitem");

let said: readonly string[] = [];

test.beforeEach(({ page }) => {
  said = complaintsOf(page);
});

test.afterEach(() => {
  expect(said, "the console is silent").toEqual([]);
});

async function openProgress(page: Page, address = "./#progress"): Promise<void> {
  await open(page, address);
  await expect(part(page).getByRole("heading", { level: 2 })).toBeVisible();
  // The screen takes the focus once it is there.
  await expect(heading(page)).toBeFocused();
}

/** Drops a file on it. It is made in the page: a large one takes long to get there. */
async function drop(page: Page, name: string, start: string, line = "", lines = 0): Promise<void> {
  await part(page)
    .locator(".card")
    .evaluate(
      (card, file) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([file.start, file.line.repeat(file.lines)], file.name));
        for (const type of ["dragover", "drop"])
          card.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
      },
      { name, start, line, lines },
    );
}

async function give(page: Page, name: string, content: string | Uint8Array): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await button(page, /选择文件|换一个文件|[Cc]hoose/).click();
  await (await chooser).setFiles({ name, mimeType: "", buffer: Buffer.from(content) });
}

/** All that the device keeps of accounts. */
async function kept(page: Page): Promise<readonly unknown[]> {
  return page.evaluate(
    () =>
      new Promise<unknown[]>((resolve, reject) => {
        const opening = indexedDB.open("kaibo");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const reading = opening.result.transaction("accounts").objectStore("accounts").getAll();
          reading.onsuccess = () => {
            opening.result.close();
            resolve(reading.result);
          };
        };
      }),
  );
}

const broadcasts = async (page: Page) =>
  ((await kept(page)) as { ledger: { broadcasts: unknown[] } | null }[]).flatMap(
    ({ ledger }) => ledger?.broadcasts ?? [],
  );

const exported = [
  "直播数据明细,,,,",
  "开播时间,直播时长,成交金额（元）,退款金额,最高在线人数,备注",
  '2023-09-01 20:00,2小时30分,"1,234.50",34.5,500,好',
  "45171.8333,90,1.2万,-,,",
  "昨天晚上,60,300,0,10,",
  "2023-09-03 20:00,一会儿,=1+1,0,10,",
  "2023-09-05,3小时,2000,100,80,",
].join("\r\n");

test("an export is read under its title: good rows are added, bad ones are named and saved to be corrected", async ({
  page,
}) => {
  await openProgress(page);
  await give(page, "直播数据.csv", exported);
  await expect(part(page).getByText("文件：直播数据.csv")).toBeVisible();
  await expect(part(page).getByRole("heading", { name: "每一列是什么" })).toBeFocused();
  await expect(column(page, "第 1 列：开播时间")).toHaveValue("start");
  await expect(column(page, "第 2 列：直播时长")).toHaveValue("minutes");
  await expect(column(page, "第 3 列：成交金额（元）")).toHaveValue("gmv");
  await expect(column(page, "第 5 列：最高在线人数")).toHaveValue("viewers");
  await expect(part(page).getByText("其他 1 列，没有用到")).toBeVisible();

  await expect(part(page).getByText("读到 3 场，确认以后才会加入。")).toBeVisible();
  await expect(rows(page)).toHaveText([
    "第 3 行：2023年9月1日 20:00；2 小时 30 分钟；GMV ¥1,234.50；退款 ¥34.50；最高在线 500",
    "第 4 行：2023年9月2日 20:00；1 小时 30 分钟；GMV ¥12,000",
    "第 7 行：2023年9月5日；3 小时；GMV ¥2,000；退款 ¥100；最高在线 80",
  ]);
  await expect(part(page).getByText("有 1 行的日期在表里是数字")).toBeVisible();
  await expect(part(page).locator("[data-row='5']")).toContainText("开播时间读不懂：“昨天晚上”");
  await expect(part(page).locator("[data-row='6']")).toContainText("时长读不懂：“一会儿”");
  expect(await kept(page)).toEqual([]);

  await button(page, "加入这 3 场").click();
  await expect(part(page).getByText("已加入 3 场。")).toBeVisible();
  await expect(part(page).getByRole("heading", { level: 2 })).toBeFocused();
  await expect
    .poll(() => broadcasts(page))
    .toEqual([
      { startedAt: "2023-09-01T20:00:00+08:00", minutes: 150, gmv: 1234.5, refundedGmv: 34.5, viewers: 500 },
      { startedAt: "2023-09-02T20:00:00+08:00", minutes: 90, gmv: 12_000 },
      { startedAt: "2023-09-05", minutes: 180, gmv: 2000, refundedGmv: 100, viewers: 80 },
    ]);

  const download = page.waitForEvent("download");
  await button(page, "把有问题的 2 行存成 CSV").click();
  const saved = await download;
  expect(saved.suggestedFilename()).toBe("有问题的开播记录.csv");
  const bad = await readFile(await saved.path(), "utf8");
  expect(bad.split("\r\n").slice(0, 2)).toEqual([
    "\uFEFF开播时间,直播时长,成交金额（元）,退款金额,最高在线人数,备注,要改的地方",
    "昨天晚上,60,300,0,10,,开播时间读不懂：“昨天晚上”，请写成 2023-09-01 20:00 这样",
  ]);
  expect(bad).toContain(`一会儿,"'=1+1",0`);

  // Corrected, it is read as it was; what is recorded already is left out.
  const corrected = bad.replace("昨天晚上", "2023-09-02 10:00").replace("一会儿", "60").replace("'=1+1", "300");
  await give(page, "改好了.csv", `${corrected}45171.8333,90,1.2万,-,,,\r\n`);
  await expect(part(page).getByText("读到 2 场")).toBeVisible();
  await expect(part(page).getByText("另有 1 场和已有的记录或前面的行完全相同，不会再加入。")).toBeVisible();
  await button(page, "加入这 2 场").click();
  await expect(part(page).getByText("已加入 2 场。")).toBeVisible();
  await expect.poll(async () => (await broadcasts(page)).length).toBe(5);

  await page.reload();
  await give(page, "直播数据.csv", exported);
  await expect(part(page).getByText("另有 3 场和已有的记录或前面的行完全相同，不会再加入。")).toBeVisible();
  await expect(button(page, /^加入这/)).toHaveCount(0);
});

test("columns no one recognises are mapped by hand, and read anew at once", async ({ page }) => {
  await openProgress(page);
  await give(page, "a.csv", "场次;什么时候;多久;卖了（万）\n1;2023-09-01 20:00;2;0.5\n2;2023-09-02 20:00;1.5;1\n");
  await expect(part(page).getByText("还不知道是什么时候播的")).toBeVisible();
  await expect(part(page).getByRole("checkbox", { name: "第 1 行是列名" })).toBeChecked();
  await expect(button(page, /^加入这/)).toHaveCount(0);
  await column(page, "第 2 列：什么时候").selectOption("开播时间");
  await expect(part(page).getByText("还不知道播了多久")).toBeVisible();

  await column(page, "第 3 列：多久").selectOption("时长（分钟）");
  await expect(rows(page).first()).toHaveText("第 2 行：2023年9月1日 20:00；2 分钟");
  await expect(part(page).getByText("如果那一列其实是小时，请改选“时长（小时）”。")).toBeVisible();
  await column(page, "第 3 列：多久").selectOption("时长（小时）");
  await expect(part(page).getByText("如果那一列其实是小时")).toHaveCount(0);
  await expect(rows(page)).toHaveText([
    "第 2 行：2023年9月1日 20:00；2 小时",
    "第 3 行：2023年9月2日 20:00；1 小时 30 分钟",
  ]);
  await column(page, "第 4 列：卖了（万）").selectOption("GMV");
  await expect(rows(page).first()).toHaveText("第 2 行：2023年9月1日 20:00；2 小时；GMV ¥5,000");

  // A broadcast has one length: whichever column is chosen last.
  await column(page, "第 1 列：场次").selectOption("时长（秒）");
  await expect(column(page, "第 3 列：多久")).toHaveValue("");
  await expect(rows(page).first()).toHaveText("第 2 行：2023年9月1日 20:00；0 分钟；GMV ¥5,000");
  await column(page, "第 1 列：场次").selectOption("不用这一列");
  await column(page, "第 3 列：多久").selectOption("时长（小时）");

  // The names of columns are no broadcast, unless the user says so.
  await part(page).getByRole("checkbox", { name: "第 1 行是列名" }).uncheck();
  await expect(part(page).locator("[data-row='1']")).toContainText("开播时间读不懂：“什么时候”");
  await part(page).getByRole("checkbox", { name: "第 1 行是列名" }).check();
  await expect(part(page).locator("[data-row]")).toHaveCount(0);
  expect(await kept(page)).toEqual([]);
  await button(page, "加入这 2 场").click();
  await expect
    .poll(() => broadcasts(page))
    .toEqual([
      { startedAt: "2023-09-01T20:00:00+08:00", minutes: 120, gmv: 5000 },
      { startedAt: "2023-09-02T20:00:00+08:00", minutes: 90, gmv: 10_000 },
    ]);
});

test("of forty columns those that are recognised stand first, the rest out of the way", async ({ page }) => {
  await openProgress(page);
  const names = Array.from({ length: 40 }, (_, place) => `指标${"甲乙丙丁"[place % 4]}${place < 4 ? "" : "值"}`);
  names[20] = "直播日期";
  names[30] = "直播时长(小时)";
  const cells = names.map((_, place) => (place === 20 ? "20230901" : place === 30 ? "2.5" : "7"));
  await give(page, "宽表.tsv", `${names.join("\t")}\n${cells.join("\t")}\n`);
  await expect(part(page).getByRole("combobox")).toHaveCount(2);
  await expect(column(page, "第 31 列")).toHaveValue("hours");
  await expect(rows(page)).toHaveText(["第 2 行：2023年9月1日；2 小时 30 分钟"]);
  await part(page).getByText("其他 38 列，没有用到").click();
  await expect(part(page).getByRole("combobox")).toHaveCount(40);
  await column(page, "第 40 列").selectOption("最高在线人数");
  await expect(part(page).getByText("其他 38 列，用到 1 列")).toBeVisible();
  await expect(rows(page)).toHaveText(["第 2 行：2023年9月1日；2 小时 30 分钟；最高在线 7"]);
});

test("many rows are shown when asked for", async ({ page }) => {
  await openProgress(page);
  const lines = Array.from({ length: 1200 }, (_, place) => `2023-0${1 + (place % 9)}-01 20:00,${60 + place}`);
  await give(page, "很多.csv", `开播时间,时长\n${lines.join("\n")}\n${"昨晚,60\n".repeat(25)}`);
  await expect(part(page).getByText("读到 1,200 场")).toBeVisible();
  await expect(rows(page)).toHaveCount(20);
  await button(page, "再显示 1,000 条").click();
  await expect(rows(page)).toHaveCount(1020);
  await button(page, "显示全部 1,200 场").click();
  await expect(rows(page)).toHaveCount(1200);
  await expect(part(page).locator("[data-row]")).toHaveCount(20);
  await button(page, "显示全部 25 行").click();
  await expect(part(page).locator("[data-row]")).toHaveCount(25);
});

test.describe("on a device far from China", () => {
  test.use({ timezoneId: "America/Los_Angeles" });

  test("a workbook is read on the sheet's own clock: dates, formulas, and the first sheet that holds anything", async ({
    page,
  }) => {
    const cells = [
      row(1, ...["开播时间", "下播时间", "GMV"].map((words, place) => text(`${"ABC"[place]}1`, words))),
      row(
        2,
        number("A2", "45170.833333333336", style.dateTime),
        number("B2", 45171, style.dateTime),
        number("C2", 1200.5),
      ),
      row(
        3,
        number("A3", 45172.125),
        number("B3", "45172.1875", style.dateTime),
        "<c r='C3'><f>C2*2</f><v>2401</v></c>",
      ),
      row(
        4,
        text("A4", "２０２３－０９－１０ １２：００"),
        text("B4", "13:00"),
        '<c r="C4" t="e"><f>NA()</f><v>#N/A</v></c>',
      ),
    ];
    await openProgress(page);
    await give(page, "导出.xlsx", workbook({ 说明: "", 明细: cells.join(""), 汇总: row(1, text("A1", "合计")) }));
    await expect(part(page).getByText("有 2 张工作表有内容，读的是第一张：“明细”。")).toBeVisible();
    await expect(rows(page)).toHaveText([
      "第 2 行：2023年9月1日 20:00；4 小时；GMV ¥1,200.50",
      "第 3 行：2023年9月3日 03:00；1 小时 30 分钟；GMV ¥2,401",
      "第 4 行：2023年9月10日 12:00；1 小时",
    ]);
  });
});

const fine = "开播时间,时长\n2023-09-01 20:00,2小时\n";
const encoded: Readonly<Record<string, Uint8Array>> = {
  "UTF-8 with its mark": strToU8(`\uFEFF${fine}`),
  "UTF-16": utf16(fine, "little"),
  "UTF-16, the other way round": utf16(fine, "big"),
  GB18030: gb18030,
};

for (const [encoding, bytes] of Object.entries(encoded)) {
  test(`a text in ${encoding} is read`, async ({ page }) => {
    await openProgress(page);
    await give(page, "表.txt", bytes);
    await expect(rows(page)).toHaveText(["第 2 行：2023年9月1日 20:00；2 小时"]);
    await expect(part(page).getByText("GB18030")).toHaveCount(encoding === "GB18030" ? 1 : 0);
  });
}

const refused: Readonly<Record<string, { name: string; content: () => string | Uint8Array; says: string }>> = {
  "an empty file": { name: "空.csv", content: () => "", says: "“空.csv”里没有内容。" },
  "a file of blanks": { name: "空.csv", content: () => " \r\n ,,\r\n", says: "“空.csv”里没有内容。" },
  "an empty workbook": { name: "空.xlsx", content: () => workbook({ Sheet1: "" }), says: "“空.xlsx”里没有内容。" },
  "a picture called CSV": { name: "截图.csv", content: () => picture, says: "“截图.csv”不是能读的表格" },
  "an old workbook": { name: "旧.xls", content: () => oldWorkbook, says: "另存为 .xlsx 或 .csv" },
  "a workbook with a password": { name: "锁.xlsx", content: () => lockedWorkbook, says: "“锁.xlsx”有密码" },
  "an archive that is no workbook": {
    name: "文档.xlsx",
    content: () => zipSync({ "word/document.xml": strToU8("<w/>") }),
    says: "不是能读的表格",
  },
  "half a workbook": {
    name: "半.xlsx",
    content: () => workbook({ Sheet1: row(1, text("A1", "开播时间")) }).subarray(0, 500),
    says: "“半.xlsx”读不出来",
  },
  "a broken encoding": { name: "乱.csv", content: () => Uint8Array.of(...gb18030, 0xff, 0x41), says: "编码不对" },
  "an archive that expands too far": { name: "炸弹.xlsx", content: () => bomb(100), says: "解压以后太大" },
  "more rows than are read": {
    name: "多.csv",
    content: () => `开播时间,时长\n${"2023-09-01,60\n".repeat(20_001)}`,
    says: "超过 20,000 行",
  },
  "a workbook with a cell in its last row": {
    name: "远.xlsx",
    content: () => workbook({ Sheet1: row(1_048_576, text("A1048576", "远")) }),
    says: "超过 20,000 行",
  },
  "more columns than are read": { name: "宽.csv", content: () => "列,".repeat(201).slice(0, -1), says: "超过 200 列" },
};

for (const [title, { name, content, says }] of Object.entries(refused)) {
  test(`${title} is refused in words, and nothing is kept`, async ({ page }) => {
    await openProgress(page);
    await give(page, name, content());
    await expect(part(page).getByRole("alert")).toContainText(says, { timeout: 20_000 });
    await expect(button(page, /^加入这/)).toHaveCount(0);
    expect(await kept(page)).toEqual([]);
    // The next file is read as if nothing had been.
    if (await button(page, "不导入了").count()) await button(page, "不导入了").click();
    await give(page, "好.csv", fine);
    await expect(button(page, "加入这 1 场")).toBeVisible();
  });
}

test("reading can be stopped, and a reload in the middle leaves everything as it was", async ({ page }) => {
  await openProgress(page);
  await give(page, "先.csv", fine);
  await button(page, "加入这 1 场").click();
  await expect.poll(async () => (await broadcasts(page)).length).toBe(1);
  const before = await kept(page);

  // The worker is held on its way: the reading goes on until it is stopped.
  await page.route("**/read-worker*", () => undefined);
  await give(page, "慢.csv", exported);
  await expect(part(page).getByText("正在读“慢.csv”…")).toBeVisible();
  await expect(part(page).getByRole("progressbar", { name: "读了多少" })).toBeVisible();
  await expect(button(page, "停止")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(part(page).getByText("已停止，什么都没有加入。")).toBeVisible();
  await expect(button(page, "换一个文件")).toBeFocused();
  expect(await kept(page)).toEqual(before);

  await give(page, "慢.csv", exported);
  await expect(button(page, "停止")).toBeVisible();
  await page.reload();
  await expect(button(page, "选择文件")).toBeVisible();
  expect(await kept(page)).toEqual(before);

  await page.unroute("**/read-worker*");
  await give(page, "直播数据.csv", exported);
  await expect(button(page, "加入这 3 场")).toBeVisible();
  await page.reload();
  await expect(button(page, "选择文件")).toBeVisible();
  expect(await kept(page)).toEqual(before);
});

test("another screen and back: what was read is still there; in another account it is not", async ({ page }) => {
  await openProgress(page);
  await give(page, "直播数据.csv", exported);
  await column(page, "第 2 列").selectOption("时长（小时）");
  await page.getByRole("link", { name: "测一测" }).click();
  await expect(heading(page)).toBeVisible();
  await page.goBack();
  await expect(column(page, "第 2 列")).toHaveValue("hours");

  await button(page, "加入这 3 场").click();
  await give(page, "直播数据.csv", exported);
  await expect(part(page).getByText("读到 1 场")).toBeVisible();
  await page
    .locator("kaibo-page")
    .evaluate((shown) => (shown as HTMLElement & { app: { add(): Promise<void> } }).app.add());
  await expect(button(page, "选择文件")).toBeVisible();
});

test("a million rows, and a file that is too large, are refused before they fill the memory", async ({ page }) => {
  await openProgress(page);
  await drop(page, "百万.csv", "开播时间,时长\n", "2023-09-01,60\n", 1_000_000);
  await expect(part(page).getByRole("alert")).toContainText("“百万.csv”超过 20,000 行");
  await drop(page, "大.csv", "开播时间,时长\n", "2023-09-01,60\n", 1_500_000);
  await expect(part(page).getByRole("alert")).toContainText("“大.csv”超过 20 MB");
  expect(await kept(page)).toEqual([]);
  await drop(page, "满.csv", "开播时间,时长\n", "2023-09-01,60\n", 20_000);
  await expect(part(page).getByText("另有 19,999 场和已有的记录或前面的行完全相同")).toBeVisible();
});

test("a file can be dropped", async ({ page }) => {
  await openProgress(page);
  await drop(page, "拖.csv", fine);
  await expect(button(page, "加入这 1 场")).toBeVisible();
});

test("what the policy refuses is said by its row, and nothing is added", async ({ page }) => {
  await openProgress(page);
  await give(page, "a.csv", "开播时间,时长,GMV\n2023-09-01 20:00,60,5\n2023-09-01 20:00,60,6\n");
  await button(page, "加入这 2 场").click();
  await expect(part(page).getByRole("alert")).toContainText("没有加入，原来的记录没有变");
  await expect(part(page).getByRole("alert")).toContainText("第 3 行：");
  expect(await kept(page)).toEqual([]);
  await expect(button(page, "加入这 2 场")).toBeVisible();
});

test("a list at odds with an answer is refused, or kept over it", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  for (const given of ["是", "否", "否", "2023-09-05"]) await answer(page, given);
  await page.getByRole("link", { name: "进度" }).click();
  await give(page, "a.csv", fine);
  await button(page, "加入这 1 场").click();
  await expect(part(page).getByRole("alert")).toContainText("对不上");
  expect(await broadcasts(page)).toEqual([]);
  await button(page, /^以开播记录为准/).click();
  await expect(part(page).getByText("已加入 1 场。")).toBeVisible();
  await expect.poll(async () => (await broadcasts(page)).length).toBe(1);
});

test("it is spoken in English, and its column names are read", async ({ page }) => {
  await openProgress(page, "./?lang=en#progress");
  await give(page, "export.csv", "Start,End,GMV,Peak viewers\n2023-09-01 22:30,2023-09-02 01:00,1234.5,80\nsoon,,,\n");
  await expect(part(page).getByRole("heading", { name: "What each column is" })).toBeFocused();
  await expect(column(page, "Column 4: Peak viewers")).toHaveValue("viewers");
  await expect(
    part(page).getByText("Row 2: 1 September 2023 22:30; 2 hours 30 minutes; GMV ¥1,234.50; peak 80"),
  ).toBeVisible();
  await expect(part(page).locator("[data-row='3']")).toContainText("the start “soon” cannot be read");
  await button(page, "Add this broadcast").click();
  await expect(part(page).getByText("1 broadcast added.")).toBeVisible();
});

test("it needs only the keyboard", { tag: "@wide" }, async ({ page }) => {
  // From the start: a key pressed at once can be there before the browser knows whom to ask for a file.
  const chooser = page.waitForEvent("filechooser");
  await openProgress(page);
  await button(page, "选择文件").focus();
  await page.keyboard.press("Enter");
  await (await chooser).setFiles({ name: "a.csv", mimeType: "", buffer: Buffer.from(fine) });
  await expect(part(page).getByRole("heading", { name: "每一列是什么" })).toBeFocused();
  for (let steps = 0; steps < 20; steps += 1) {
    await page.keyboard.press("Tab");
    if (await button(page, "加入这 1 场").evaluate((element) => element.matches(":focus"))) break;
  }
  await page.keyboard.press("Enter");
  await expect(part(page).getByText("已加入 1 场。")).toBeVisible();
});

test("the names bad rows are saved under are read as what the user said they are", () => {
  for (const { meaning } of [words["zh-CN"], words.en]) {
    for (const [column, name] of Object.entries(meaning)) expect(readColumns([name]), name).toEqual([column]);
  }
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });
    test.describe.configure({ timeout: 90_000 });

    test("no step breaks a rule axe can tell, and none is wider than the window", { tag: "@wide" }, async ({
      page,
    }) => {
      await openProgress(page);
      await expectGood(page, "before a file is chosen");
      await give(page, "截图.csv", picture);
      await expect(part(page).getByRole("alert")).toBeVisible();
      await expectGood(page, "a file that is refused");
      await give(page, `${"很长的文件名".repeat(12)}.csv`, `${exported}\r\n${"x".repeat(300)},60`);
      await part(page).getByText("其他 1 列").click();
      await expectGood(page, "a table");
      await button(page, "加入这 3 场").click();
      await expectGood(page, "added");
    });
  });
}

async function expectGood(page: Page, step: string): Promise<void> {
  const [width, content] = await page.evaluate(() => [innerWidth, document.documentElement.scrollWidth]);
  expect.soft(content, `${step} is no wider than the window`).toBeLessThanOrEqual(width as number);
  const targets = part(page).locator("button:visible, select:visible, summary:visible, label:has(input):visible");
  await expectLargeTargets(targets, step);
  for (const language of ["Switch to English", "切换到中文"]) {
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html) }));
    expect.soft(found, `${step}, before ${language}`).toEqual([]);
    await page.getByRole("button", { name: language }).click();
  }
}
