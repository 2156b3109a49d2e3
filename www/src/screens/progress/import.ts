// The import of broadcasts from a file: choose it, say what its columns are, look at what was read, and add it. Nothing is
// added before that, and then all of it or nothing.

import type { LedgerDetail } from "kaibo/elements";
import type { InterviewError, InterviewFault, InterviewState, Ledger } from "kaibo/interview";
import { describeError } from "kaibo/locales";
import { type BroadcastRow, newRows, type ReadRow, type RowColumn, type RowFault } from "kaibo/rows";
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";

import { type FileRefusal, readTable, type Table } from "../../files/read.js";
import { MOST_FILE_BYTES, MOST_TABLE_COLUMNS, MOST_TABLE_ROWS } from "../../files/table.js";
import { csvBlob, saveFile } from "../../files/write.js";
import { Screen } from "../screen.js";
import { broadcastLine } from "./broadcast-line.js";
import {
  badTable,
  type Column,
  columnsOf,
  HOURS_IN_A_DAY,
  lacking,
  type Mapping,
  mappingOf,
  meanings,
  type Read,
  readMapped,
  withMeaning,
} from "./import-table.js";
import { words } from "./import-words.js";

/** Where the import stands. */
type Step =
  | { readonly kind: "waiting" | "stopped" }
  | { readonly kind: "reading"; readonly name: string; readonly share: number }
  | { readonly kind: "refused"; readonly name: string; readonly why: FileRefusal }
  | ReadStep
  | AddedStep;

/** A table was read. */
interface ReadStep {
  readonly kind: "read";
  readonly name: string;
  readonly table: Table;
  readonly mapping: Mapping;
  /** The columns the table itself spoke for: they stand first, and stay there. */
  readonly first: Mapping["columns"];
}

/** Its broadcasts were added. */
interface AddedStep extends Omit<ReadStep, "kind"> {
  readonly kind: "added";
  readonly count: number;
  readonly bad: readonly ReadRow[];
}

/** What was offered to whoever keeps the broadcasts. */
interface Proposal {
  readonly ledger: Ledger;
  /** How many broadcasts there were before it. */
  readonly before: number;
  readonly rows: readonly BroadcastRow[];
  /** What is shown once it is kept. */
  readonly then: AddedStep;
}

/** What was made of a table. */
type Made = { readonly read: Read; readonly fresh: readonly BroadcastRow[] } | "too-many-rows" | "empty";

const EMPTY: Ledger = { broadcasts: [], since: null, through: null };
/** What the device offers to choose from; what a file is, its content says. Phones know CSV by many names. */
const ACCEPTED = [
  ...[".xlsx", ".csv", ".tsv", ".txt", "text/csv", "text/tab-separated-values", "text/plain"],
  ...["text/comma-separated-values", "application/csv", "application/vnd.ms-excel"],
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
].join(",");
const BYTES_IN_A_MEGABYTE = 1_000_000;
/** More rows than this are shown when asked for, so many at a time. */
const SHOWN = 20;
const SHOWN_MORE = 1000;

/**
 * Imports broadcasts. It is given the `state` of the interview, and sends `kaibo-ledger` as `<kaibo-ledger>` does: whoever
 * refuses it prevents its default, and the reasons are in the state.
 */
export class PageImport extends Screen {
  static override properties: PropertyDeclarations = {
    ...Screen.properties,
    state: { attribute: false },
    step: { state: true },
    proposed: { state: true },
    shownGood: { state: true },
    shownBad: { state: true },
    isOver: { state: true },
  };

  static override styles = [
    ...[Screen.styles].flat(),
    css`
      .card.over {
        outline: 2px dashed var(--_brand);
        outline-offset: -2px;
      }

      .card > * + * {
        margin-top: 12px;
      }

      .drop-hint {
        display: none;
      }

      @media (hover: hover) and (pointer: fine) {
        .drop-hint {
          display: block;
        }
      }

      progress {
        display: block;
        width: 100%;
        height: 8px;
        accent-color: var(--_brand);
      }

      h3:focus {
        outline: none;
      }

      .name {
        overflow-wrap: anywhere;
      }

      .note {
        padding: 10px 12px;
        border-radius: var(--_radius);
        background: var(--_warn-wash);
        font-size: 15px;
      }

      .part {
        padding-top: 16px;
        border-top: 1px solid var(--_separator);
      }

      .note + .note {
        margin-top: 8px;
      }

      .part > * + * {
        margin-top: 10px;
      }

      .columns > li {
        display: grid;
        grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
        gap: 2px 12px;
        align-items: center;
      }

      .columns > li + li {
        margin-top: 10px;
      }

      .columns label {
        align-self: end;
        margin: 0;
        overflow-wrap: anywhere;
      }

      .columns .small {
        align-self: start;
        display: -webkit-box;
        overflow: hidden;
        overflow-wrap: anywhere;
        -webkit-box-orient: vertical;
        -webkit-line-clamp: 2;
      }

      .columns select {
        grid-area: 1 / 2 / span 2;
        min-height: 48px;
        padding: 6px 8px;
        font-size: 15px;
      }

      .header {
        display: flex;
        align-items: center;
        gap: 10px;
        min-height: 44px;
        margin: 10px 0 0;
      }

      .header input {
        flex: none;
        width: 22px;
        height: 22px;
        margin: 0;
        accent-color: var(--_brand);
      }

      .rows {
        font-size: 15px;
      }

      .rows li {
        overflow-wrap: anywhere;
      }

      .rows li + li {
        margin-top: 6px;
      }

      .bad {
        color: var(--_bad);
      }

      button.link {
        padding: 0;
        text-align: start;
      }

      .keep {
        padding: 8px 0;
        color: var(--_link);
        text-align: start;
        text-decoration: underline;
      }

      [role="status"]:empty {
        display: none;
      }
    `,
  ];

  /** The state of the interview. */
  declare state: InterviewState | undefined;
  declare protected step: Step;
  /** What was offered last, and refused. */
  declare protected proposed: Proposal | undefined;
  /** How many rows are shown. */
  declare protected shownGood: number;
  declare protected shownBad: number;
  /** A file is held over the card. */
  declare protected isOver: boolean;

  #stopping: AbortController | undefined;
  /** What was made last, and of what. */
  #last: { readonly of: readonly unknown[]; readonly made: Made } | undefined;
  /** The account it was read for. */
  #account = "";

  constructor() {
    super();
    this.state = undefined;
    this.step = { kind: "waiting" };
    this.proposed = undefined;
    this.shownGood = SHOWN;
    this.shownBad = SHOWN;
    this.isOver = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopping?.abort();
  }

  /** What was read for one account is not added to another. */
  protected override appChanged(): void {
    super.appChanged();
    const { id } = this.app.account;
    if (this.#account !== "" && id !== this.#account) this.#leave();
    this.#account = id;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.state) return nothing;
    const said = this.in(words);
    return html`<section aria-labelledby="import">
      <h2 id="import" tabindex="-1">${said.heading}</h2>
      <div
        class="card ${this.isOver ? "over" : ""}"
        @dragover=${this.#over}
        @dragleave=${() => {
          this.isOver = false;
        }}
        @drop=${this.#drop}
      >
        ${this.#step()}
        <input type="file" id="file" accept=${ACCEPTED} hidden @change=${this.#chosen} />
      </div>
    </section>`;
  }

  #step(): TemplateResult {
    const said = this.in(words);
    const { step } = this;
    if (step.kind === "reading") return this.#reading(step);
    if (step.kind === "read") return this.#mapping(step);
    return html`<p class="small">${this.words.say(said.intro, this.#limits())}</p>
      <p role="status">${step.kind === "stopped" ? said.stopped : step.kind === "added" ? this.words.say(this.words.messages.ledger.taken, { count: step.count }) : nothing}</p>
      ${step.kind === "refused" ? html`<p class="error name" role="alert">${this.words.say(said.refused[step.why], { name: step.name, ...this.#limits() })}</p>` : nothing}
      ${step.kind === "added" ? this.#saveBad(step, step.bad) : nothing}
      <button type="button" class="choice" id="choose" @click=${this.#choose}>
        ${step.kind === "waiting" ? said.choose : said.chooseAnother}
      </button>
      <p class="small drop-hint">${said.drop}</p>`;
  }

  #reading({ name, share }: Extract<Step, { kind: "reading" }>): TemplateResult {
    const said = this.in(words);
    return html`<p class="name" role="status">${this.words.say(said.reading, { name })}</p>
      <progress max="1" value=${share} aria-label=${said.progress}></progress>
      <button type="button" class="choice" id="stop" @click=${this.#stop}>${said.stop}</button>`;
  }

  #mapping(step: ReadStep): TemplateResult {
    const said = this.in(words);
    const { name, table, mapping } = step;
    const { sheet } = table;
    const columns = columnsOf(table, mapping);
    const isFirst = ({ place }: Column) => step.first[place] !== null;
    const others = columns.filter((column) => !isFirst(column));
    const lack = lacking(mapping);
    return html`<p class="name">${this.words.say(said.file, { name })}</p>
      ${sheet ? html`<p class="small">${this.words.say(said.sheet, { sheet: sheet.name, count: sheet.of })}</p>` : nothing}
      ${table.encoding === "gb18030" ? html`<p class="small">${said.guessed}</p>` : nothing}
      <div class="part">
        <h3 id="columns" tabindex="-1">${said.columnsHeading}</h3>
        <p class="small">${said.columnsHelp}</p>
        <ul class="columns">
          ${columns.filter(isFirst).map((column) => this.#column(step, column))}
        </ul>
        ${this.#others(step, others, lack !== undefined)}
        <label class="header"
          ><input
            type="checkbox"
            .checked=${mapping.isHeader}
            @change=${() => this.#map(step, { ...mapping, isHeader: !mapping.isHeader })}
          /><span>${this.words.say(said.header, { row: mapping.header + 1 })}</span></label
        >
      </div>
      ${lack === undefined ? this.#preview(step) : html`<p class="note" role="status">${lack === "start" ? said.needsStart : said.needsLength}</p>`}
      <button type="button" class="choice" id="cancel" @click=${this.#cancel}>${said.cancel}</button>`;
  }

  #column(step: ReadStep, { place, name, samples, meaning }: Column): TemplateResult {
    const said = this.in(words);
    const number = place + 1;
    const title =
      name === "" ? this.words.say(said.unnamed, { number }) : this.words.say(said.column, { number, name });
    const choose = ({ target }: Event) => {
      const { value } = target as HTMLSelectElement;
      this.#map(step, withMeaning(step.mapping, place, value === "" ? null : (value as RowColumn)));
    };
    return html`<li>
      <label for="column-${place}">${title}</label>
      ${samples.length === 0 ? nothing : html`<p class="small" id="samples-${place}">${this.words.list(samples)}</p>`}
      <select id="column-${place}" aria-describedby=${samples.length === 0 ? nothing : `samples-${place}`} @change=${choose}>
        <option value="" .selected=${live(meaning === null)}>${said.unused}</option>
        ${meanings.map((one) => html`<option value=${one} .selected=${live(one === meaning)}>${said.meaning[one]}</option>`)}
      </select>
    </li>`;
  }

  /** The other columns: out of the way, unless one of them is needed or used. */
  #others(step: ReadStep, others: readonly Column[], isNeeded: boolean): TemplateResult | typeof nothing {
    if (others.length === 0) return nothing;
    const used = others.filter(({ meaning }) => meaning !== null).length;
    return html`<details ?open=${isNeeded || used > 0}>
      <summary>${this.words.say(this.in(words).others, { count: others.length, used })}</summary>
      <ul class="columns">
        ${others.map((column) => this.#column(step, column))}
      </ul>
    </details>`;
  }

  #preview(step: ReadStep): TemplateResult {
    const said = this.in(words);
    const { ledger } = this.words.messages;
    const made = this.#make(step);
    if (typeof made === "string")
      return html`<p class="error name" role="alert">${this.words.say(said.refused[made], { name: step.name, ...this.#limits() })}</p>`;
    const { read, fresh } = made;
    const { good, bad, counted, mayBeHours } = read;
    const known = good.length - fresh.length;
    return html`<div class="part">
        <h3>${said.previewHeading}</h3>
        <div role="status">
          <p>${this.words.say(ledger.good, { count: fresh.length })}</p>
          ${known === 0 ? nothing : html`<p>${this.words.say(ledger.known, { count: known })}</p>`}
          ${mayBeHours ? html`<p class="note">${this.words.say(said.mayBeHours, { minutes: HOURS_IN_A_DAY, hours: said.meaning.hours })}</p>` : nothing}
          ${counted === 0 ? nothing : html`<p class="note">${this.words.say(said.counted, { count: counted })}</p>`}
        </div>
        <ul class="rows" aria-label=${said.previewHeading}>
          ${fresh.slice(0, this.shownGood).map(({ row, broadcast }) => html`<li>${this.words.say(ledger.badRow, { row, what: broadcastLine(this.words, broadcast, said) })}</li>`)}
        </ul>
        ${this.#showMore(fresh.length, this.shownGood, said.allGood, (shown) => {
          this.shownGood = shown;
        })}
        ${bad.length === 0 ? nothing : this.#bad(bad)} ${this.#saveBad(step, bad)}
      </div>
      ${this.#refused()}
      ${
        fresh.length === 0
          ? nothing
          : html`<button type="button" class="primary" id="take" @click=${() => this.#take(step, fresh, bad)}>
              ${this.words.say(ledger.take, { count: fresh.length })}
            </button>`
      }`;
  }

  #bad(bad: readonly ReadRow[]): TemplateResult {
    const { ledger } = this.words.messages;
    const line = ({ row, faults }: ReadRow) =>
      this.words.say(ledger.badRow, { row, what: this.words.list(faults.map(this.#fault)) });
    return html`<p>${this.words.say(ledger.bad, { count: bad.length })}</p>
      <ul class="rows bad">
        ${bad.slice(0, this.shownBad).map((row) => html`<li data-row=${row.row}>${line(row)}</li>`)}
      </ul>
      ${this.#showMore(bad.length, this.shownBad, this.in(words).allBad, (shown) => {
        this.shownBad = shown;
      })}`;
  }

  #showMore(count: number, shown: number, all: string, show: (shown: number) => void): TemplateResult | typeof nothing {
    if (count <= shown) return nothing;
    const next = Math.min(count - shown, SHOWN_MORE);
    const label =
      next === count - shown ? this.words.say(all, { count }) : this.words.say(this.in(words).next, { count: next });
    return html`<button type="button" class="link" @click=${() => show(shown + next)}>${label}</button>`;
  }

  #saveBad(step: ReadStep | AddedStep, bad: readonly ReadRow[]): TemplateResult | typeof nothing {
    if (bad.length === 0) return nothing;
    const said = this.in(words);
    const save = () => {
      const names = { table: said.heading, problem: said.problem, meaning: said.meaning, fault: this.#fault };
      saveFile(csvBlob(badTable(step.table, step.mapping, bad, names)), said.badFile);
    };
    return html`<button type="button" class="link" @click=${save}>${this.words.say(said.saveBad, { count: bad.length })}</button>`;
  }

  /** Why what was offered was refused, by its rows. */
  #refused(): TemplateResult | typeof nothing {
    const { proposed } = this;
    const error = this.state?.errors.ledger;
    if (!error || !proposed) return nothing;
    const said = this.in(words);
    const conflicts = this.words.list(error.conflicts.map((id) => this.words.title(id)));
    const rest = error.faults.length - SHOWN;
    return html`<div role="alert">
      <p class="error">${said.refusedAsAWhole}</p>
      ${
        conflicts === ""
          ? error.faults.slice(0, SHOWN).map((fault) => html`<p class="error">${this.#refusedLine(fault)}</p>`)
          : html`<p class="error">${this.words.say(this.words.messages.ledger.conflict, { other: conflicts })}</p>`
      }
      ${conflicts === "" && rest > 0 ? html`<p class="error">${this.words.say(said.more, { count: rest })}</p>` : nothing}
      ${conflicts === "" ? nothing : this.#keepThis(proposed, error, conflicts)}
    </div>`;
  }

  #refusedLine(fault: InterviewFault): string {
    const { ledger } = this.words.messages;
    const what = describeError(this.words, fault.code, { day: this.words.day(this.state?.knownAt ?? "") });
    const [, list, at] = fault.path.split("/");
    const { before = 0, rows = [] } = this.proposed ?? {};
    if (list !== "broadcasts" || at === undefined) return what;
    const row = rows[Number(at) - before]?.row;
    if (row !== undefined) return this.words.say(ledger.atRow, { row, what });
    return this.words.say(ledger.atItem, { number: Number(at) + 1, what });
  }

  #keepThis(proposed: Proposal, { conflicts }: InterviewError, other: string): TemplateResult {
    return html`<button type="button" class="keep" @click=${() => this.#propose(proposed, conflicts)}>
      ${this.words.say(this.words.messages.ledger.keepThis, { other })}
    </button>`;
  }

  readonly #fault = ({ code, cell }: RowFault): string =>
    this.words.say(this.words.messages.ledger.fault[code], { cell });

  get #ledger(): Ledger {
    return this.state?.ledger ?? EMPTY;
  }

  #limits(): { readonly megabytes: number; readonly rows: number; readonly columns: number } {
    return { megabytes: MOST_FILE_BYTES / BYTES_IN_A_MEGABYTE, rows: MOST_TABLE_ROWS, columns: MOST_TABLE_COLUMNS };
  }

  /** Reads the rows, once for each mapping and what is recorded. */
  #make({ table, mapping }: ReadStep): Made {
    const latest = this.state?.knownAt ?? "";
    const { broadcasts } = this.#ledger;
    const of = [table, mapping, latest, broadcasts];
    const { utcOffset } = this.policyWords;
    if (!this.#last || of.some((part, place) => part !== this.#last?.of[place])) {
      const read = readMapped(table, mapping, { utcOffset, latest });
      this.#last = { of, made: typeof read === "string" ? read : { read, fresh: newRows(read.good, broadcasts) } };
    }
    return this.#last.made;
  }

  #choose(): void {
    this.renderRoot.querySelector<HTMLInputElement>("#file")?.click();
  }

  #chosen({ target }: Event): void {
    const input = target as HTMLInputElement;
    const [file] = input.files ?? [];
    // The same file can be chosen again, after it was corrected.
    input.value = "";
    if (file) void this.#open(file);
  }

  #over(event: DragEvent): void {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.isOver = true;
  }

  #drop(event: DragEvent): void {
    event.preventDefault();
    this.isOver = false;
    const [file] = event.dataTransfer?.files ?? [];
    if (file) void this.#open(file);
  }

  async #open(file: File): Promise<void> {
    this.#leave();
    const { name } = file;
    const stopping = new AbortController();
    this.#stopping = stopping;
    this.step = { kind: "reading", name, share: 0 };
    const progress = (share: number) => {
      if (this.#stopping === stopping) this.step = { kind: "reading", name, share };
    };
    const focus = this.#focus(() => "#stop");
    const read = await readTable(file, { signal: stopping.signal, progress }).catch(() => undefined);
    await focus;
    if (this.#stopping !== stopping || read === undefined) return;
    this.#stopping = undefined;
    if (typeof read === "string") this.step = { kind: "refused", name, why: read };
    else {
      const mapping = mappingOf(read);
      this.step = { kind: "read", name, table: read, mapping, first: mapping.columns };
    }
    await this.#focus(() => (typeof read === "string" ? "#choose" : "#columns"));
  }

  #stop(): void {
    this.#leave();
    this.step = { kind: "stopped" };
    void this.#focus(() => "#choose");
  }

  #cancel(): void {
    this.#leave();
    void this.#focus(() => "#choose");
  }

  /** Forgets what is being read or was read; nothing of it was kept. */
  #leave(): void {
    this.#stopping?.abort();
    this.#stopping = undefined;
    this.#last = undefined;
    this.#forget();
    this.step = { kind: "waiting" };
  }

  #forget(): void {
    this.proposed = undefined;
    this.shownGood = SHOWN;
    this.shownBad = SHOWN;
  }

  /** Reads anew, as it is said now. */
  #map(step: ReadStep, mapping: Mapping): void {
    this.#forget();
    this.step = { ...step, mapping };
  }

  #take(step: ReadStep, fresh: readonly BroadcastRow[], bad: readonly ReadRow[]): void {
    const before = this.#ledger.broadcasts;
    const broadcasts = [...before, ...fresh.map(({ broadcast }) => broadcast)];
    const ledger = { ...this.#ledger, broadcasts };
    const then = { ...step, kind: "added", count: fresh.length, bad } as const;
    this.#propose({ ledger, before: before.length, rows: fresh, then }, []);
  }

  /** Offers it to whoever keeps the broadcasts. */
  #propose(proposed: Proposal, forget: readonly string[]): void {
    this.proposed = proposed;
    const detail: LedgerDetail = { ledger: proposed.ledger, forget };
    const options = { detail, bubbles: true, composed: true, cancelable: true };
    if (!this.dispatchEvent(new CustomEvent<LedgerDetail>("kaibo-ledger", options))) return;
    this.#leave();
    this.step = proposed.then;
    void this.#focus(() => "#import");
  }

  async #focus(target: () => string): Promise<void> {
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(target())?.focus();
  }
}

customElements.define("page-import", PageImport);
