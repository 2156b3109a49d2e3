// One roster from its file to its results: what is asked of the worker, what comes back, and what is kept on the device.

import type { FactValue } from "kaibo";
import { todayAt } from "kaibo/interview";
import type { DocumentFact } from "kaibo/locales";

import type { App } from "../../app/app.js";
import type { Entry } from "../../app/store.js";
import { type FileRefusal, readTable } from "../../files/read.js";
import { isExpected } from "./asking.js";
import { RosterClient } from "./client.js";
import type { ColumnUse } from "./columns.js";
import { isSameRoster, type KeptRoster, keptOf } from "./kept.js";
import {
  type AccountDetail,
  type FileWords,
  type ForAll,
  type ListedAccount,
  MOST_BYTES,
  MOST_COLUMNS,
  type OpenedFile,
  type Progress,
  type Question,
  type ReadFile,
  type RefusedRow,
  type RosterRefusal,
  type Selection,
  type Totals,
} from "./messages.js";

/** Where it is. `ready`: the columns are shown, nothing is screened. */
export type Phase = "none" | "ready" | "reading" | "screening" | "screened";

/** Whether it is kept on the device. */
export type Kept = "kept" | "too-large" | "refused";

/** Why there is no roster. */
export type Refusal = RosterRefusal | FileRefusal | "too-many-in-workbook" | "failed";

/** What did not work while the roster stays: what is asked for once more may. */
export type Problem = "screen" | "list" | "detail" | "results" | "faulty";

type Source = Blob | readonly (readonly string[])[];

const KEY = "roster";

/** The roster there is. Its `changed` is called after every change. */
export class RosterSession {
  phase: Phase = "none";
  /** Another file is being opened; what is there stays until it is. */
  isOpening = false;
  /** Why the last file was not taken. */
  refusal: Refusal | undefined;
  /** What of the roster that is there did not work last. */
  problem: Problem | undefined;
  kept: Kept | undefined;
  /** What the device holds is no roster this page can read: it stays there until another one is kept. */
  isUnreadable = false;
  name = "";
  opened: OpenedFile | undefined;
  uses: readonly ColumnUse[] = [];
  /** What is said to be so of every account. */
  forAll: ForAll = {};
  /** What of it the results rest on. */
  assumed: ForAll = {};
  programme = "";
  /** The day of submission; `null`: today. */
  day: string | null = null;
  progress: Progress | undefined;
  /** Reading was stopped before anything was screened. */
  stopped = false;
  isWriting = false;
  read: ReadFile | undefined;
  refused: readonly RefusedRow[] = [];
  totals: Totals | undefined;
  /** What the results are for: the settings may be others by now. */
  question: Question | undefined;
  selection: Selection;
  /** How many accounts are listed. */
  count = 0;
  /** Changes with what is listed. */
  version = 0;

  #client = this.#newClient();
  #source: Source | undefined;
  /** What is kept of the file; `null` where it is too large; nothing before it was asked for. */
  #text: string | null | undefined;
  /** What the device holds, as far as this tab wrote or opened it. */
  #entry: KeptRoster | undefined;
  /** How the accounts were read. */
  #readAs: Pick<RosterSession, "uses" | "forAll"> | undefined;
  #writing: Promise<unknown> = Promise.resolve();
  #refreshing = false;
  #choices = 0;
  #openings = 0;

  constructor(
    readonly app: App,
    readonly changed: () => void,
  ) {
    this.selection = { outcome: "", reason: null, text: "", sort: "row", descending: false, locale: app.locale };
  }

  /** Today in the policy's zone. */
  get today(): string {
    return todayAt(this.app.policy.document.utcOffset);
  }

  get asOf(): string {
    return this.day ?? this.today;
  }

  /** Whether only the first accounts are screened. */
  get isPartial(): boolean {
    return this.phase === "screened" && this.totals !== undefined && this.totals.done < this.totals.of;
  }

  /** The facts an outcome needs and no column holds. */
  get lacking(): readonly DocumentFact[] {
    const { policy } = this.app;
    const { asOf, programme } = this;
    const [nothing] = policy.assess({}, { asOf, programmes: [programme] }).programmes;
    const held = new Set(this.uses.map(keyOf));
    const isLacking = ({ id }: DocumentFact) => nothing?.missing.includes(id) && !held.has(keyOf({ fact: id }));
    return policy.document.facts.filter(isLacking);
  }

  /** Opens what is kept, unless it is what is here. Nothing is written: two tabs would answer each other for ever. */
  async restore(): Promise<void> {
    await this.#writing;
    const entry = await this.app.entry(KEY);
    const kept = keptOf(entry);
    this.isUnreadable = !kept && entry !== undefined;
    if (!kept) {
      this.#entry = undefined;
      if (this.kept === "kept") this.#clear();
      if (this.isUnreadable) this.changed();
      return;
    }
    if (isSameRoster(kept, this.#entry)) return;
    if (!(await this.#open(() => new Blob([kept.text]), kept))) return;
    this.#entry = kept;
    if (kept.screened && (await this.#begin())) await this.resume();
  }

  /** Opens a file in the place of what is there; one that is refused leaves everything as it is. */
  async choose(file: File): Promise<void> {
    const { programme, day, forAll } = this;
    const isOpen = await this.#open(() => sourceOf(file), { name: file.name, programme, day, forAll });
    if (isOpen) await this.#keep(false);
  }

  setUse(place: number, use: ColumnUse): void {
    const key = keyOf(use);
    // What one column is no other one can be.
    this.uses = this.uses.map((other, at) =>
      at === place ? use : use !== "carry" && keyOf(other) === key ? "carry" : other,
    );
    this.#settingsChanged();
  }

  /** Says what is so of every account; `undefined` takes it back, and so does a value the core refuses. */
  setForAll(fact: string, said: FactValue | undefined): void {
    const value = said !== undefined && this.#takes(fact, said) ? said : undefined;
    const { [fact]: _, ...others } = this.forAll;
    this.forAll = value === undefined ? others : { ...others, [fact]: value };
    this.#settingsChanged();
  }

  setProgramme(programme: string): void {
    this.programme = programme;
    this.#settingsChanged();
  }

  setDay(day: string | null): void {
    this.day = day;
    this.#settingsChanged();
  }

  /** Reads the file, unless it is read already, and screens it. */
  async start(): Promise<void> {
    if (!(await this.#begin())) return;
    void this.#keep(true);
    await this.resume();
  }

  /** Goes on screening. */
  async resume(): Promise<void> {
    if (!this.question) return;
    this.#to("screening");
    const client = this.#client;
    const totals = await this.#ask("screen", client.ask("screen", this.question));
    const refused = totals?.refused ? await this.#ask("screen", client.ask("refused")) : [];
    if (client !== this.#client) return;
    if (!totals || !refused) {
      // The worker may have lost what it read.
      this.#readAs = undefined;
      return this.#to(this.totals ? "screened" : "ready");
    }
    this.totals = totals;
    this.refused = refused;
    await this.#refresh();
    if (client === this.#client) this.#to("screened");
  }

  stop(): void {
    // What cannot be stopped tells itself how it ends.
    this.#client.ask("stop").catch((error: unknown) => console.warn(error));
  }

  /** Lists others, or in another order. */
  async select(selection: Partial<Selection>): Promise<void> {
    this.selection = { ...this.selection, ...selection, locale: this.app.locale };
    this.changed();
    await this.#refresh();
  }

  /** Some of those that are listed; nothing where that failed. */
  list(from: number, to: number): Promise<readonly ListedAccount[] | undefined> {
    return this.#ask("list", this.#client.ask("list", from, to));
  }

  detail(account: number): Promise<AccountDetail | undefined> {
    return this.#ask("detail", this.#client.ask("detail", account));
  }

  /** A file of the results; none where it was stopped. */
  results(kind: "csv" | "xlsx", words: FileWords): Promise<Blob | null | undefined> {
    return this.#write("results", () => this.#client.ask("results", kind, words));
  }

  /** A file of the rows that something is wrong with. */
  faulty(words: FileWords): Promise<Blob | null | undefined> {
    return this.#write("faulty", () => this.#client.ask("faulty", words));
  }

  /** Deletes the roster; the result brings it back. */
  remove(): () => Promise<void> {
    const { name, uses, forAll, programme, day, phase } = this;
    const source = this.#source;
    this.#clear();
    this.#keepEntry(undefined);
    return async () => {
      if (!source || !(await this.#open(() => source, { name, uses, forAll, programme, day }))) return;
      await this.#keep(phase === "screened");
      if (phase === "screened") await this.start();
    };
  }

  /** Reads the file, unless it is read already, and makes ready for a new screening; `false` where it was not read. */
  async #begin(): Promise<boolean> {
    const { uses, forAll } = this;
    this.stopped = false;
    const isRead = this.#readAs?.uses === uses && this.#readAs.forAll === forAll;
    if (!isRead && !(await this.#read(uses, forAll))) return false;
    const { programme, asOf, today } = this;
    this.question = { programme, asOf, knownAt: asOf < today ? asOf : today };
    this.assumed = forAllBut(forAll, uses);
    this.totals = undefined;
    this.refused = [];
    this.count = 0;
    this.version += 1;
    this.selection = { ...this.selection, outcome: "", reason: null, text: "" };
    return true;
  }

  async #read(uses: readonly ColumnUse[], forAll: ForAll): Promise<boolean> {
    this.#to("reading");
    const client = this.#client;
    const read = await client.ask("read", uses, forAll).catch((error: unknown) => {
      console.warn(error);
      return "failed" as const;
    });
    if (client !== this.#client) return false;
    if (read === "stopped") {
      this.stopped = true;
      this.#to(this.totals ? "screened" : "ready");
      return false;
    }
    if (typeof read === "string") {
      this.#refuse(read);
      return false;
    }
    this.#readAs = { uses, forAll };
    this.read = read;
    return true;
  }

  async #open(source: () => Source | Refusal | Promise<Source | Refusal>, kept: Partial<KeptRoster>): Promise<boolean> {
    this.#openings += 1;
    const opening = this.#openings;
    this.isOpening = true;
    this.refusal = undefined;
    this.changed();
    const client = this.#newClient();
    const opened = await this.#opened(client, source);
    // Another file was chosen meanwhile.
    if (opening !== this.#openings) {
      client.close();
      return false;
    }
    this.isOpening = false;
    if (typeof opened === "string") {
      client.close();
      this.refusal = opened;
      this.changed();
      return false;
    }
    this.#clear();
    this.#client = client;
    this.#take(opened.source, opened.file, kept);
    return true;
  }

  async #opened(
    client: RosterClient,
    source: () => Source | Refusal | Promise<Source | Refusal>,
  ): Promise<{ readonly source: Source; readonly file: OpenedFile } | Refusal> {
    try {
      const found = await source();
      if (typeof found === "string") return found;
      const { document, digest } = this.app.policy;
      const file = await client.ask("open", found, { document, digest });
      return typeof file === "string" ? file : { source: found, file };
    } catch (error) {
      console.warn(error);
      return "failed";
    }
  }

  #take(source: Source, opened: OpenedFile, kept: Partial<KeptRoster>): void {
    const programmes = this.app.policy.document.programmes.map(({ id }) => id);
    const wanted = [kept.programme, this.app.account.programme].find((id) => programmes.includes(id ?? ""));
    this.#source = source;
    this.opened = opened;
    this.name = kept.name ?? "";
    this.uses = kept.uses && this.#fits(kept.uses, opened) ? kept.uses : opened.uses;
    this.programme = wanted ?? programmes[0] ?? "";
    this.day = kept.day ?? null;
    this.forAll = this.#known(kept.forAll ?? {});
    this.#text = kept.text;
    this.kept = kept.text === undefined ? undefined : "kept";
    this.#to("ready");
  }

  /** Whether uses are of these columns and of this policy. */
  #fits(uses: readonly ColumnUse[], { header }: OpenedFile): boolean {
    const facts = new Set(this.app.policy.document.facts.map(({ id }) => id));
    return uses.length === header.length && uses.every((use) => typeof use === "string" || facts.has(use.fact));
  }

  /** What is said of facts of this policy, in values they can have. */
  #known(forAll: ForAll): ForAll {
    return Object.fromEntries(Object.entries(forAll).filter(([fact, value]) => this.#takes(fact, value)));
  }

  #takes(fact: string, value: FactValue): boolean {
    try {
      this.app.policy.assess({ facts: { [fact]: value } }, { asOf: this.asOf });
      return true;
    } catch (error) {
      if (!isExpected(error)) throw error;
      return false;
    }
  }

  #newClient(): RosterClient {
    const client: RosterClient = new RosterClient((progress) => {
      if (client === this.#client) this.#hear(progress);
    });
    return client;
  }

  #settingsChanged(): void {
    void this.#keep(this.question !== undefined);
    this.changed();
  }

  async #keep(screened: boolean): Promise<void> {
    const client = this.#client;
    const text = this.#text === undefined ? await this.#textFrom(client) : this.#text;
    if (text === undefined || client !== this.#client) return;
    this.#text = text;
    const { name, uses, forAll, programme, day } = this;
    this.#keepEntry(text === null ? undefined : { name, text, uses, forAll, programme, day, screened });
  }

  /** What is to be kept of the file; nothing where the worker did not say it: then it is not kept. */
  async #textFrom(client: RosterClient): Promise<string | null | undefined> {
    try {
      return await client.ask("text");
    } catch (error) {
      console.warn(error);
      if (client === this.#client) this.kept = "refused";
      this.changed();
      return undefined;
    }
  }

  /** Writes one after another: what was chosen last is kept. */
  #keepEntry(entry: KeptRoster | undefined): void {
    this.#writing = this.#writing.then(async () => {
      try {
        if (!entry || !isSameRoster(entry, this.#entry)) await this.app.keepEntry(KEY, (entry ?? null) as Entry);
        this.#entry = entry;
        this.isUnreadable = false;
        this.kept = entry ? "kept" : this.#source ? "too-large" : undefined;
      } catch (error) {
        console.warn(error);
        this.kept = "refused";
      }
      this.changed();
    });
  }

  async #write(problem: Problem, file: () => Promise<Blob | null>): Promise<Blob | null | undefined> {
    this.isWriting = true;
    this.progress = undefined;
    this.changed();
    const blob = await this.#ask(problem, file());
    this.isWriting = false;
    this.changed();
    return blob;
  }

  async #refresh(): Promise<void> {
    if (!this.totals) return;
    this.#choices += 1;
    const choice = this.#choices;
    this.#refreshing = true;
    const count = await this.#ask("list", this.#client.ask("select", this.selection));
    // Another choice came meanwhile: it brings its own.
    if (choice !== this.#choices) return;
    this.#refreshing = false;
    this.progress = undefined;
    if (typeof count === "number") {
      this.count = count;
      this.version += 1;
    } else if (count === null && this.phase === "screened" && this.selection.sort !== "row") {
      // Ordering was stopped: there is no such order.
      await this.select({ sort: "row", descending: false });
    }
    this.changed();
  }

  #hear(progress: Progress): void {
    // Choosing what is listed goes on beside a screening, whose own progress is shown.
    if (this.phase === "screening" && progress.task !== "screen") return;
    this.progress = progress;
    if (progress.totals && this.phase === "screening") {
      this.totals = progress.totals;
      if (!this.#refreshing) void this.#refresh();
    }
    this.changed();
  }

  /** What the worker answers; nothing where it failed, which is told, or where there is another roster by now. */
  async #ask<T>(problem: Problem, answer: Promise<T>): Promise<T | undefined> {
    const client = this.#client;
    if (this.problem === problem) this.problem = undefined;
    try {
      return await answer;
    } catch (error) {
      if (client !== this.#client) return undefined;
      console.warn(error);
      this.problem = problem;
      this.changed();
      return undefined;
    }
  }

  #refuse(refusal: Refusal): void {
    this.#clear();
    this.refusal = refusal;
    this.changed();
  }

  #to(phase: Phase): void {
    this.phase = phase;
    this.progress = undefined;
    this.changed();
  }

  #clear(): void {
    this.#client.close();
    this.#client = this.#newClient();
    this.#choices += 1;
    this.#source = undefined;
    this.#text = undefined;
    this.#readAs = undefined;
    this.#refreshing = false;
    this.phase = "none";
    this.refusal = undefined;
    this.problem = undefined;
    this.kept = undefined;
    this.opened = undefined;
    this.read = undefined;
    this.totals = undefined;
    this.question = undefined;
    this.assumed = {};
    this.refused = [];
    this.stopped = false;
    this.isWriting = false;
    this.count = 0;
    this.version += 1;
    this.changed();
  }
}

/** What no column holds. */
function forAllBut(forAll: ForAll, uses: readonly ColumnUse[]): ForAll {
  const held = new Set(uses.map(keyOf));
  return Object.fromEntries(Object.entries(forAll).filter(([fact]) => !held.has(keyOf({ fact }))));
}

/** A text by which uses can be told apart. */
export function keyOf(use: ColumnUse): string {
  return typeof use === "string" ? use : `fact:${use.fact}`;
}

/** Whether a file is a workbook, of today's format or of the old one, and no text. */
async function isWorkbook(file: File): Promise<boolean> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  return (first === 0x50 && second === 0x4b) || (first === 0xd0 && second === 0xcf);
}

async function sourceOf(file: File): Promise<Source | Refusal> {
  if (file.size > MOST_BYTES) return "too-large";
  return (await isWorkbook(file)) ? workbookRows(file) : file;
}

async function workbookRows(file: File): Promise<readonly (readonly string[])[] | Refusal> {
  const table = await readTable(file);
  if (typeof table === "string") return table === "too-many-rows" ? "too-many-in-workbook" : table;
  return (table.rows[0]?.length ?? 0) > MOST_COLUMNS ? "too-many-columns" : table.rows;
}
