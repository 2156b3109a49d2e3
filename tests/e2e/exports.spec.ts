// Every file a spreadsheet opens is read back: nothing in it is run, and it says what was entered.

import { readFileSync } from "node:fs";

import { expect, type Locator, type Page, test } from "@playwright/test";
import { strFromU8, unzipSync } from "fflate";
import papaparse from "papaparse";
import { readSheet } from "read-excel-file/node";

import { csvBlob } from "../../www/src/files/write.ts";
import { answer, begin, onThatDay, open } from "./journey.ts";

/** What begins a formula, or is dropped before one is looked for. */
const SIGNS = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"];
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
/** As OWASP has it: what a spreadsheet would ask another program to do. */
const run = (sign: string) => `${sign}cmd|'/c calc'!A1`;

test.beforeEach(onThatDay);

async function saved(page: Page, button: Locator): Promise<Buffer> {
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  return readFileSync(await download.path());
}

/** The cells of a CSV file, none of which is run. */
function cellsOf(csv: Buffer): readonly (readonly string[])[] {
  const { data, errors } = papaparse.parse<string[]>(csv.toString("utf8").replace("\uFEFF", "").trimEnd(), {
    delimiter: ",",
  });
  expect(errors).toEqual([]);
  for (const cell of data.flat()) expect(cell).not.toMatch(FORMULA);
  return data;
}

/** The cells of a workbook, none of which is a formula. */
async function sheetOf(xlsx: Buffer): Promise<readonly (readonly unknown[])[]> {
  for (const [name, bytes] of Object.entries(unzipSync(xlsx)))
    if (name.startsWith("xl/worksheets/")) expect(strFromU8(bytes)).not.toMatch(/<f[\s>/]/);
  return readSheet(xlsx);
}

/** A table as a file that is chosen: all of it quoted, nothing of it made harmless. */
const fileOf = (rows: readonly (readonly string[])[]) =>
  Buffer.from(papaparse.unparse(rows as string[][], { quotes: true, newline: "\r\n" }));

test("whatever sign a cell or a column's name begins with, it is text, and numbers are numbers", async () => {
  const table = { name: "=名单", header: SIGNS.map(run), rows: [SIGNS.map(run), [...SIGNS], [-5, 0, null, 1.5]] };
  const csv = Buffer.from(await csvBlob(table).arrayBuffer());
  const text = csv.toString("utf8").slice(1).trimEnd();
  const { data } = papaparse.parse<string[]>(text, { delimiter: "," });
  expect(data.slice(0, 3)).toEqual(
    [table.header, ...table.rows.slice(0, 2)].map((row) => row.map((cell) => `'${cell}`)),
  );
  expect(data[3]).toEqual(["-5", "0", "", "1.5"]);
});

test("a roster: its results, the rows something is wrong with, and the example", async ({ page }) => {
  await open(page, "./#roster");
  const roster = page.locator("page-roster");
  const example = cellsOf(await saved(page, roster.getByRole("button", { name: /^下载示例表格/ })));
  expect(example.length).toBeGreaterThan(1);

  const header = ["账号", "是否带货", ...SIGNS.map((sign) => `${run(sign)} 列`)];
  const rows = SIGNS.flatMap((sign) => [
    [run(sign), "是", ...SIGNS.map(run)],
    [run(sign), run(sign), ...SIGNS.map(run)],
  ]);
  await roster
    .locator("input[type=file]")
    .setInputFiles({ name: "=名单.csv", mimeType: "text/csv", buffer: fileOf([header, ...rows]) });
  await roster.getByRole("button", { name: "开始筛查" }).click();
  const button = (name: string) => roster.getByRole("button", { name, exact: true });

  const results = cellsOf(await saved(page, button("存成 CSV")));
  expect(results).toHaveLength(1 + SIGNS.length);
  expect(results.flat().filter((cell) => cell === `'${run("=")}`)).toHaveLength(1 + SIGNS.length);
  const sheet = await sheetOf(await saved(page, button("存成 XLSX")));
  expect(sheet).toHaveLength(1 + SIGNS.length);
  expect(sheet.flat().filter((cell) => cell === run("="))).toHaveLength(1 + SIGNS.length);

  const faulty = cellsOf(await saved(page, button("把有问题的行存成 CSV")));
  expect(faulty).toHaveLength(1 + SIGNS.length);
  expect(faulty.flat()).toContain(`'${run("=")}`);
});

test("broadcasts: the rows something is wrong with", async ({ page }) => {
  await open(page, "./#progress");
  const part = page.locator("page-import");
  // Cells with tabs and lines in them would have it take the tab for what divides them.
  const seen = SIGNS.filter((sign) => sign.trim() !== "");
  const header = ["开播时间", "时长", "备注", ...seen.map((sign) => `${run(sign)} 列`)];
  const rows = seen.map((sign) => [run(sign), run(sign), run(sign), ...seen.map(run)]);
  const file = fileOf([header, ["2023-09-01", "60"], ...rows]);
  await part.locator("input[type=file]").setInputFiles({ name: "=直播.csv", mimeType: "text/csv", buffer: file });
  const bad = cellsOf(await saved(page, part.getByRole("button", { name: /^把有问题的 \d+ 行存成 CSV/ })));
  expect(bad).toHaveLength(1 + seen.length);
  expect(bad.flat().filter((cell) => cell === `'${run("=")}`).length).toBeGreaterThanOrEqual(seen.length);
});

test("a draft: its notes, and values someone told", async ({ page }) => {
  await open(page);
  await begin(page, "冷启动扶持");
  for (const given of ["是", "否"]) await answer(page, given);
  await page.goto("./#draft");
  const notes = page.locator("page-draft textarea");
  await page.locator("page-draft").evaluate((screen) => {
    for (const details of screen.shadowRoot?.querySelectorAll("details") ?? []) details.open = true;
  });
  const count = await notes.count();
  expect(count).toBeGreaterThan(0);
  for (let place = 0; place < count; place += 1) await notes.nth(place).fill(run(SIGNS[place % SIGNS.length] ?? "="));
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  const csv = cellsOf(await saved(page, button("存成 CSV")));
  expect(csv.flat()).toContain(`'${run("=")}`);
  const sheet = await sheetOf(await saved(page, button("存成 Excel（XLSX）")));
  expect(sheet.flat()).toContain(run("="));
  expect(sheet).toHaveLength(csv.length);
});
