// Reads and screens a roster beside the page, so that the page stays fluent.

import type { Policy } from "kaibo";
import coreAddress from "kaibo/core.wasm?url";
import type { PolicyWords } from "kaibo/locales";
import { init, loadPolicy } from "kaibo/slim";
import papaparse from "papaparse";

import { Accounts } from "./accounts.js";
import { usesOf } from "./columns.js";
import {
  type Answer,
  MOST_BYTES,
  MOST_COLUMNS,
  MOST_KEPT_BYTES,
  MOST_ROWS,
  type Progress,
  type Question,
  type Request,
  type Requests,
  type Selection,
} from "./messages.js";
import type { Pause } from "./ordering.js";
import { Screening } from "./screening.js";
import { Selector } from "./selecting.js";
import { batchesOf, openText, type TextFile, textOf } from "./text-file.js";
import { faultyFile, resultsFile } from "./writing.js";

/** What each request is answered with, at once or later. */
type Answering = {
  [Name in keyof Requests]: (
    ...given: Parameters<Requests[Name]>
  ) => ReturnType<Requests[Name]> | Promise<ReturnType<Requests[Name]>>;
};

/** Accounts are screened so many milliseconds between two moments in which other requests are answered. */
const SCREEN_FOR = 50;
const SAMPLES = 3;
/** Progress is told this often at most, in milliseconds. */
const TELL_EVERY = 500;

class Roster implements Answering {
  #policy: Policy | undefined;
  #file: TextFile | undefined;
  #header: readonly string[] = [];
  #accounts: Accounts | undefined;
  #selector: Selector | undefined;
  #screening: Screening | undefined;
  #listed: Uint32Array = new Uint32Array();
  /** Counts what was stopped: who finds another number has nothing to do any more. */
  #stops = 0;
  #choices = 0;

  async open(...[source, { document, digest }]: Parameters<Requests["open"]>): Promise<ReturnType<Requests["open"]>> {
    this.#stops += 1;
    const blob = source instanceof Blob ? source : new Blob([papaparse.unparse(source, { newline: "\n" })]);
    if (blob.size === 0) return "empty";
    if (blob.size > MOST_BYTES) return "too-large";
    const [file] = await Promise.all([openText(blob), this.#load(document, digest)]);
    if (typeof file === "string") return file;
    const first = await this.#firstRows(file);
    const [header = [], ...rows] = first;
    if (header.length > MOST_COLUMNS) return "too-many-columns";
    if (header.every((name) => name === "")) return "empty";
    if (rows.every((row) => row.every((cell) => cell.trim() === ""))) return "no-rows";
    this.#file = file;
    this.#header = header;
    this.#accounts = undefined;
    this.#screening = undefined;
    const samples = header.map((_, place) => samplesOf(rows.map((row) => (row[place] ?? "").trim())));
    return { header, uses: usesOf(header, this.#words), samples };
  }

  async text(): Promise<string | null> {
    const file = this.#open();
    return file.blob.size > MOST_KEPT_BYTES ? null : textOf(file);
  }

  async read(...[uses, forAll]: Parameters<Requests["read"]>): Promise<ReturnType<Requests["read"]>> {
    const file = this.#open();
    const isWanted = this.#task("read");
    const accounts = new Accounts(this.#header, uses, this.#words, forAll);
    this.#screening = undefined;
    if (accounts.hasShares && !(await look(file, accounts, isWanted))) return "stopped";
    for await (const { first, rows, broken, share } of batchesOf(file)) {
      for (const [index, cells] of rows.entries()) {
        if (first + index > 1) accounts.add(first + index, cells, broken.has(index));
        if (accounts.length + accounts.faultyRows > MOST_ROWS) return "too-many-rows";
      }
      if (!(await isWanted(accounts.hasShares ? LOOKED + (1 - LOOKED) * share : share))) return "stopped";
    }
    this.#accounts = accounts;
    return { accounts: accounts.length, faultyRows: accounts.faultyRows, faults: accounts.firstFaults() };
  }

  async screen(question: Question): Promise<ReturnType<Requests["screen"]>> {
    const accounts = this.#accounts;
    if (!accounts || !this.#policy) throw new Error("nothing was read");
    const isSame = JSON.stringify(this.#screening?.question) === JSON.stringify(question);
    if (!this.#screening || !isSame) {
      this.#screening = new Screening(this.#policy, accounts, question);
      if (this.#selector?.accounts !== accounts) this.#selector = new Selector(accounts);
      this.#listed = new Uint32Array();
    }
    const screening = this.#screening;
    const isWanted = this.#task("screen", () => screening.totals());
    while (screening.done < accounts.length) {
      await screening.screenFor(SCREEN_FOR);
      if (!(await isWanted(screening.done / accounts.length))) break;
    }
    return screening.totals();
  }

  stop(): null {
    this.#stops += 1;
    return null;
  }

  async select(selection: Selection): Promise<number | null> {
    this.#choices += 1;
    const listed = await this.#selector?.choose(this.#screened(), selection, this.#choice());
    if (!listed) return null;
    this.#listed = listed;
    return listed.length;
  }

  list(from: number, to: number): ReturnType<Requests["list"]> {
    const screening = this.#screened();
    return Array.from(this.#listed.subarray(from, to), (account) => screening.listed(account));
  }

  detail(account: number): ReturnType<Requests["detail"]> {
    return this.#screened().detail(account);
  }

  refused(): ReturnType<Requests["refused"]> {
    return this.#screened().refusedRows();
  }

  results(...[kind, words]: Parameters<Requests["results"]>): Promise<Blob | null> {
    return resultsFile(this.#open(), this.#screened(), kind, words, this.#task("write"));
  }

  faulty(...[words]: Parameters<Requests["faulty"]>): Promise<Blob | null> {
    if (!this.#accounts) throw new Error("nothing was read");
    return faultyFile(this.#open(), this.#accounts, this.#screening, words, this.#task("write"));
  }

  get #words(): PolicyWords {
    if (!this.#policy) throw new Error("no policy is loaded");
    return this.#policy.document;
  }

  #open(): TextFile {
    if (!this.#file) throw new Error("no file is open");
    return this.#file;
  }

  #screened(): Screening {
    if (!this.#screening) throw new Error("nothing was screened");
    return this.#screening;
  }

  async #load(document: object, digest: string): Promise<void> {
    if (this.#policy?.digest === digest) return;
    await init(coreAddress);
    const builtIn: Policy = loadPolicy();
    this.#policy = builtIn.digest === digest ? builtIn : loadPolicy(document);
  }

  async #firstRows(file: TextFile): Promise<readonly (readonly string[])[]> {
    for await (const { rows } of batchesOf(file)) {
      const [header = [], ...others] = rows;
      return [header.map((name) => name.trim()), ...others.slice(0, MOST_SAMPLED)];
    }
    return [];
  }

  /** Begins something that takes long: tells how far it is, lets others go on, and says whether it is still wanted. */
  #task(task: Progress["task"], totals?: () => Progress["totals"]): Pause {
    const stops = this.#stops;
    let told = 0;
    return async (share) => {
      if (performance.now() - told > TELL_EVERY) {
        const counted = totals?.();
        tell({ progress: { task, share, ...(counted ? { totals: counted } : {}) } });
        told = performance.now();
      }
      await moment();
      return stops === this.#stops;
    };
  }

  /** The same for a choice of what is listed, which another choice ends. */
  #choice(): Pause {
    const choices = this.#choices;
    const isWanted = this.#task("until");
    return async (share) => (await isWanted(share)) && choices === this.#choices;
  }
}

const MOST_SAMPLED = 50;
/** Looking at all rows is this much of reading them. */
const LOOKED = 0.5;

/** Looks at all rows before they are read; `false` where nobody waits for it any more. */
async function look(file: TextFile, accounts: Accounts, isWanted: Pause): Promise<boolean> {
  for await (const { first, rows, share } of batchesOf(file)) {
    for (const [index, cells] of rows.entries()) if (first + index > 1) accounts.look(cells);
    if (!(await isWanted(LOOKED * share))) return false;
  }
  return true;
}

function samplesOf(cells: readonly string[]): readonly string[] {
  return [...new Set(cells.filter((cell) => cell !== ""))].slice(0, SAMPLES);
}

const turns = new MessageChannel();
const waiting: (() => void)[] = [];
turns.port1.addEventListener("message", () => waiting.shift()?.());
turns.port1.start();

/** Until everything else that waits has had its turn; a timer would wait longer. */
function moment(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    turns.port2.postMessage(null);
  });
}

function tell(answer: Answer): void {
  postMessage(answer);
}

const roster = new Roster();

addEventListener("message", async ({ data }: MessageEvent<Request>) => {
  const { id, name, arguments: given } = data;
  try {
    const answer = roster[name] as (...all: readonly unknown[]) => unknown;
    tell({ id, value: await answer.apply(roster, [...given]) });
  } catch (error) {
    console.error(error);
    tell({ id, failed: String(error) });
  }
});
