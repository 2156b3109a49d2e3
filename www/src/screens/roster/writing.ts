// Files of what became of a roster: every account with its outcome, or every row that something is wrong with.

import { type Cell, csvBlob, xlsxBlob } from "../../files/write.js";
import type { Accounts } from "./accounts.js";
import type { FileWords } from "./messages.js";
import type { Pause } from "./ordering.js";
import type { Screening } from "./screening.js";
import { batchesOf, type TextFile } from "./text-file.js";

/** All screened accounts in the order of the file, with its own columns first; `null` where nobody waits for it. */
export async function resultsFile(
  file: TextFile,
  screening: Screening,
  kind: "csv" | "xlsx",
  words: FileWords,
  pause: Pause,
): Promise<Blob | null> {
  const { header } = screening.accounts;
  const named = [...header, words.outcome, words.reasons, words.missing, words.until];
  const blocks = kind === "csv" ? new CsvBlocks(named) : new WorkbookBlocks(words.sheet, named);
  const rows = resultRows(file, screening, words);
  return (await written(rows, blocks, pause)) ? blocks.blob() : null;
}

/** All rows that were not screened, with their numbers and what is wrong first; `null` where nobody waits for it. */
export async function faultyFile(
  file: TextFile,
  accounts: Accounts,
  screening: Screening | undefined,
  words: FileWords,
  pause: Pause,
): Promise<Blob | null> {
  const blocks = new CsvBlocks([words.row, words.wrong, ...accounts.header]);
  const rows = faultyRows(file, accounts, screening, words);
  return (await written(rows, blocks, pause)) ? blocks.blob() : null;
}

type Rows = AsyncGenerator<{ readonly rows: readonly (readonly Cell[])[]; readonly share: number }>;

interface Blocks {
  add(rows: readonly (readonly Cell[])[]): Promise<void>;
  blob(): Promise<Blob>;
}

async function written(rows: Rows, blocks: Blocks, pause: Pause): Promise<boolean> {
  for await (const block of rows) {
    await blocks.add(block.rows);
    if (!(await pause(block.share))) return false;
  }
  return true;
}

async function* resultRows(file: TextFile, screening: Screening, words: FileWords): Rows {
  const { accounts, done } = screening;
  let account = 0;
  for await (const { first, rows, share } of batchesOf(file)) {
    let block: Cell[][] = [];
    for (const [index, cells] of rows.entries()) {
      if (account >= done || accounts.rows.at(account) !== first + index) continue;
      if (!screening.isRefused(account))
        block.push([...filled(cells, accounts.header.length), ...said(screening, account, words)]);
      account += 1;
      if (block.length < BLOCK) continue;
      yield { rows: block, share };
      block = [];
    }
    yield { rows: block, share };
  }
}

function said(screening: Screening, account: number, words: FileWords): readonly Cell[] {
  const reasons = screening.reasonsOf(account);
  const titles = (isMissing: boolean) =>
    reasons
      .filter(({ kind }) => (kind === "missing") === isMissing)
      .map(({ id }) => words.titles[id] ?? id)
      .join(words.separator);
  const { last } = screening.untilOf(account);
  return [words.outcomes[screening.outcomeOf(account)], titles(false), titles(true), last ?? words.forGood];
}

async function* faultyRows(
  file: TextFile,
  accounts: Accounts,
  screening: Screening | undefined,
  words: FileWords,
): Rows {
  const faults = accounts.faults();
  let fault = faults.next();
  let account = 0;
  for await (const { first, rows, share } of batchesOf(file)) {
    const block: Cell[][] = [];
    for (const [index, cells] of rows.entries()) {
      const row = first + index;
      const wrong: string[] = [];
      for (; fault.done !== true && fault.value.row === row; fault = faults.next()) {
        const { column, code } = fault.value;
        wrong.push(
          wrongAt(column === null ? null : (accounts.header[column] ?? ""), words.faults[code] ?? code, words),
        );
      }
      if (account < accounts.length && accounts.rows.at(account) === row) {
        if (screening && account < screening.done && screening.isRefused(account))
          wrong.push(...refusal(screening, account, words));
        account += 1;
      }
      if (wrong.length > 0) block.push([row, wrong.join(words.separator), ...cells]);
    }
    yield { rows: block, share };
  }
}

function refusal(screening: Screening, account: number, words: FileWords): readonly string[] {
  return screening.refusalOf(account).map(({ column, fact, code }) => {
    const name = column === null ? fact : (screening.accounts.header[column] ?? fact);
    return wrongAt(name, words.faults[`${code}/${fact}`] ?? code, words);
  });
}

function wrongAt(name: string | null, what: string, words: FileWords): string {
  return name === null ? what : `${name}${words.colon}${what}`;
}

function filled(cells: readonly string[], width: number): readonly string[] {
  return Array.from({ length: width }, (_, place) => cells[place] ?? "");
}

/** So many accounts are written between two pauses: each asks the core how long its outcome lasts. */
const BLOCK = 500;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
const LINE_END = 0x0a;

/** A CSV file, made of those of its blocks: the whole is never in memory as rows. */
class CsvBlocks implements Blocks {
  readonly #parts: Blob[] = [];

  constructor(readonly header: readonly string[]) {}

  async add(rows: readonly (readonly Cell[])[]): Promise<void> {
    if (this.#parts.length === 0) await this.#append([this.header, ...rows]);
    else if (rows.length > 0) await this.#append(rows);
  }

  async blob(): Promise<Blob> {
    if (this.#parts.length === 0) await this.#append([this.header]);
    return new Blob(this.#parts, { type: this.#parts[0]?.type ?? "text/csv" });
  }

  async #append([first = [], ...rows]: readonly (readonly Cell[])[]): Promise<void> {
    let blob = csvBlob({ name: "", header: first.map(String), rows });
    const bytes = new Uint8Array(await blob.slice(0, BYTE_ORDER_MARK.length).arrayBuffer());
    const isMarked = BYTE_ORDER_MARK.every((byte, index) => bytes[index] === byte);
    // Only the file as a whole begins with a mark.
    if (this.#parts.length > 0 && isMarked) blob = blob.slice(BYTE_ORDER_MARK.length);
    this.#parts.push(blob);
    const [last] = new Uint8Array(await blob.slice(-1).arrayBuffer());
    if (last !== LINE_END) this.#parts.push(new Blob(["\r\n"]));
  }
}

class WorkbookBlocks implements Blocks {
  readonly #rows: (readonly Cell[])[] = [];

  constructor(
    readonly name: string,
    readonly header: readonly string[],
  ) {}

  async add(rows: readonly (readonly Cell[])[]): Promise<void> {
    for (const row of rows) this.#rows.push(row);
  }

  blob(): Promise<Blob> {
    return xlsxBlob({ name: this.name, header: this.header, rows: this.#rows });
  }
}
