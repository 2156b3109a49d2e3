// The roster: many accounts from a table, screened at once for one kind of support.

import { afterPaint } from "kaibo/elements/base";
import "kaibo/elements/criteria";
import { css, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import { guard } from "lit/directives/guard.js";
import { live } from "lit/directives/live.js";

import { csvBlob, saveFile } from "../../files/write.js";
import { Screen } from "../screen.js";
import { MOST_SHOWN_FAULTS } from "./accounts.js";
import type { ColumnUse } from "./columns.js";
import { exampleTable } from "./example.js";
import "./detail.js";
import "./for-all.js";
import type { ForAllDetail } from "./for-all.js";
import "./list.js";
import type { OpenDetail, RosterList, SortDetail } from "./list.js";
import {
  type AccountDetail,
  MOST_BYTES,
  MOST_COLUMNS,
  MOST_KEPT_BYTES,
  MOST_ROWS,
  MOST_WORKBOOK_ROWS,
  type ReasonCount,
  type ReasonKind,
} from "./messages.js";
import { keyOf, type Problem, RosterSession } from "./session.js";
import { faultWords, fileWords, reasonTitle, refusedWords } from "./spoken.js";
import "./totals.js";
import type { OutcomeDetail } from "./totals.js";
import { type RosterWords, words } from "./words.js";

const MEGABYTE = 1_000_000;
/** So long after the last letter the list is filtered, in milliseconds. */
const TYPING = 200;
/** The results: the totals, the filter, the list. */
const PARTS = 3;

export class PageRoster extends Screen {
  static override properties: PropertyDeclarations = {
    ...Screen.properties,
    detail: { state: true },
    turn: { state: true },
  };

  static override styles = [
    ...[Screen.styles].flat(),
    css`
      .page.wide {
        max-width: 960px;
      }

      .file {
        display: grid;
        gap: 4px;
        margin-top: 16px;
        padding-bottom: 4px;
      }

      .file .name {
        font-weight: 600;
        overflow-wrap: anywhere;
      }

      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 0 20px;
        margin-inline-start: -4px;
      }

      .choose {
        margin-top: 16px;
      }

      .choose + .small {
        margin-top: 8px;
      }

      .card:is(.columns, .faults) {
        padding: 0;
      }

      section > .small + .card {
        margin-top: 8px;
      }

      .columns li {
        padding: 12px 16px;
      }

      .columns li + li {
        border-top: 1px solid var(--_separator);
      }

      .columns label {
        font-weight: 500;
        overflow-wrap: anywhere;
      }

      .columns .small {
        margin: -4px 0 6px;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .fields {
        display: grid;
        gap: 12px;
        margin-top: 16px;
      }

      .note {
        margin-top: 12px;
        padding: 10px 14px;
        border-radius: var(--_radius);
        background: var(--_warn-wash);
        font-size: 15px;
      }

      .go {
        margin-top: 16px;
      }

      .progress {
        margin-top: 16px;
        padding: 12px 16px;
      }

      progress {
        display: block;
        width: 100%;
        height: 8px;
        margin-top: 8px;
        accent-color: var(--_brand);
      }

      .filter {
        display: grid;
        gap: 12px;
        margin: 16px 0 12px;
      }

      @media (min-width: 720px) {
        .filter,
        .fields {
          grid-template-columns: 1fr 1fr;
        }

        .wide .columns {
          display: grid;
          grid-template-columns: 1fr 1fr;
        }
      }

      roster-totals {
        margin-top: 12px;
      }

      .status {
        min-height: 21px;
      }

      .listed {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 0 12px;
        min-height: 44px;
      }

      .faults li {
        padding: 10px 16px;
        font-size: 15px;
        overflow-wrap: anywhere;
      }

      .faults li + li {
        border-top: 1px solid var(--_separator);
      }

      .faults {
        margin-top: 8px;
        max-height: 320px;
        overflow-y: auto;
      }

      .pair {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 12px;
        margin-top: 8px;
      }
    `,
  ];

  /** The account that is shown. */
  declare protected detail: AccountDetail | undefined;
  /** How many of the results' parts are drawn: each takes its turn. */
  declare protected turn: number;

  #session: RosterSession | undefined;
  #unlisten: (() => void) | undefined;
  #typing: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    this.detail = undefined;
    this.turn = 0;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#session ??= new RosterSession(this.app, () => {
      // Shown again, it is drawn anew.
      if (!this.hidden) this.requestUpdate();
    });
    void this.#session.restore();
    this.#unlisten = this.app.listen((event) => {
      if (event.kind === "everything" || (event.kind === "entry" && event.key === "roster"))
        void this.#session?.restore();
    });
  }

  protected override get restsHidden(): boolean {
    return true;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unlisten?.();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!this.#session?.totals) this.turn = 0;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const next = this.turn + 1;
    if (this.#session?.totals && next < PARTS)
      afterPaint(() => {
        this.turn = Math.max(this.turn, next);
      });
  }

  protected override render(): TemplateResult | typeof nothing {
    const session = this.#session;
    if (!session) return nothing;
    const said = this.in(words);
    return html`<div class="page ${session.totals ? "wide" : ""}">
      <h1 tabindex="-1">${said.heading}</h1>
      <p class="intro">${said.intro}</p>
      ${session.opened ? this.#file(session, said) : this.#choose(session, said)}
      ${this.#refusal(session, said)}
      <input type="file" id="file" hidden accept=".csv,.tsv,.txt,.xlsx,text/csv" @change=${this.#chosen} />
      ${session.opened ? guard(this.#settingsDependOn(session), () => this.#settings(session, said)) : nothing}
      ${this.#progress(session, said)}
      <p class="small status" role="status">${this.#status(session, said)}</p>
      ${this.#problem("screen", said)}
      ${session.totals ? this.#results(session, said) : nothing}
      ${guard([this.locale, session.read, session.refused, session.isWriting, session.problem], () => this.#faulty(session, said))}
      ${session.phase === "screened" && session.totals ? this.#export(session, said) : nothing}
      <roster-detail
        .locale=${this.locale}
        .document=${this.document}
        .said=${said}
        .detail=${this.detail}
        .question=${session.question}
        @roster-close=${this.#closed}
        @roster-use=${this.#use}
      ></roster-detail>
    </div>`;
  }

  #choose({ isUnreadable }: RosterSession, said: RosterWords): TemplateResult {
    const limits = { rows: this.words.number(MOST_ROWS), megabytes: MOST_BYTES / MEGABYTE };
    return html`${isUnreadable ? html`<p class="error" role="alert">${said.unreadable}</p>` : nothing}
      <button type="button" class="primary choose" @click=${this.#pick}>${said.choose}</button>
      <p class="small">${this.words.say(said.formats, limits)}</p>
      <button type="button" class="link" @click=${this.#saveExample}>${said.example}</button>`;
  }

  #refusal({ refusal }: RosterSession, said: RosterWords): TemplateResult {
    const limits = {
      rows: this.words.number(MOST_ROWS),
      megabytes: MOST_BYTES / MEGABYTE,
      columns: this.words.number(MOST_COLUMNS),
    };
    const message =
      refusal === undefined
        ? undefined
        : refusal === "failed"
          ? said.failed
          : refusal === "too-many-in-workbook"
            ? said.tooManyInWorkbook
            : said.refusal[refusal];
    return html`<div role="alert">
      ${message === undefined ? nothing : html`<p class="error">${this.words.say(message, limits)}</p>`}
    </div>`;
  }

  /** What did not work, at the place where it was asked for. */
  #problem(place: Problem, said: RosterWords): TemplateResult | typeof nothing {
    if (this.#session?.problem !== place) return nothing;
    return html`<p class="error" role="alert">${said.problem[place]}</p>`;
  }

  #file(session: RosterSession, said: RosterWords): TemplateResult {
    const { kept } = session;
    const megabytes = MOST_KEPT_BYTES / MEGABYTE;
    const keeping =
      kept === undefined ? "" : kept === "kept" ? said.kept : this.words.say(said.notKept[kept], { megabytes });
    return html`<div class="card file">
      <p class="name">${session.name}</p>
      <p class="small" role="status">
        ${this.app.keeping === "nowhere" ? nothing : keeping}
      </p>
      <div class="actions">
        <button type="button" class="link" @click=${this.#pick}>${said.chooseOther}</button>
        <button type="button" class="link" @click=${this.#remove}>${said.remove}</button>
      </div>
    </div>`;
  }

  #settings(session: RosterSession, said: RosterWords): TemplateResult {
    const programme = this.policyWords.programmes.find(({ id }) => id === session.programme);
    const form = html`${this.#question(session, said)} ${this.#columns(session, said)}
      <roster-for-all
        .locale=${this.locale}
        .document=${this.document}
        .said=${said}
        .programme=${this.words.text(programme?.title)}
        .lacking=${session.lacking}
        .forAll=${session.forAll}
        @roster-for-all=${({ detail }: CustomEvent<ForAllDetail>) => session.setForAll(detail.fact, detail.value)}
      ></roster-for-all>
      <button
        type="button"
        class="primary go"
        ?disabled=${session.phase === "reading" || session.phase === "screening"}
        @click=${() => void session.start()}
      >
        ${session.totals ? said.again : said.start}
      </button>`;
    const isFirst = !session.totals && session.phase !== "reading" && session.phase !== "screening";
    // Folded, it stays the same form: another one takes a slow phone long.
    return html`<details ?open=${isFirst}>
      <summary ?hidden=${isFirst}>${said.settings}</summary>
      ${form}
    </details>`;
  }

  /** They are drawn anew where one of these is another one: not with every step of a screening. */
  #settingsDependOn({ opened, uses, forAll, programme, day, phase, totals }: RosterSession): unknown[] {
    return [this.locale, opened, uses, forAll, programme, day, phase, totals === undefined];
  }

  #columns({ opened, uses, forAll }: RosterSession, said: RosterWords): TemplateResult {
    const hasFacts = uses.some((use) => typeof use === "object") || Object.keys(forAll).length > 0;
    return html`<section aria-labelledby="columns">
      <h2 id="columns">${said.columns}</h2>
      <p class="small">${said.columnsHelp}</p>
      ${hasFacts ? nothing : html`<p class="note">${said.noFacts}</p>`}
      <ul class="card columns">
        ${opened?.header.map((_, place) => this.#column(place, said))}
      </ul>
    </section>`;
  }

  #column(place: number, said: RosterWords): TemplateResult {
    const { opened, uses } = this.#session as RosterSession;
    const use = uses[place] ?? "carry";
    const name = opened?.header[place] || said.unnamedColumn;
    const samples = opened?.samples[place] ?? [];
    const option = (value: ColumnUse, title: string) =>
      html`<option value=${keyOf(value)} ?selected=${keyOf(value) === keyOf(use)}>${title}</option>`;
    return html`<li>
      <label for="column-${place}">${this.words.say(said.column, { number: place + 1, name })}</label>
      <p class="small">
        ${samples.length === 0 ? said.noSamples : this.words.say(said.samples, { samples: this.words.list(samples) })}
      </p>
      <select
        id="column-${place}"
        .value=${live(keyOf(use))}
        @change=${(event: Event) => this.#setUse(place, (event.target as HTMLSelectElement).value)}
      >
        ${option("carry", said.carry)} ${option("name", said.accountName)}
        <optgroup label=${said.facts}>
          ${this.policyWords.facts.map(({ id, title }) => option({ fact: id }, this.words.text(title)))}
        </optgroup>
      </select>
    </li>`;
  }

  #question(session: RosterSession, said: RosterWords): TemplateResult {
    return html`<div class="fields">
      <div>
        <label for="programme">${said.programme}</label>
        <select
          id="programme"
          .value=${live(session.programme)}
          @change=${(event: Event) => session.setProgramme((event.target as HTMLSelectElement).value)}
        >
          ${this.policyWords.programmes.map(
            ({ id, title }) =>
              html`<option value=${id} ?selected=${id === session.programme}>${this.words.text(title)}</option>`,
          )}
        </select>
      </div>
      <div>
        <label for="day">${said.day}</label>
        <input
          id="day"
          type="date"
          aria-describedby="day-help"
          .value=${live(session.asOf)}
          @change=${(event: Event) => {
            const { value } = event.target as HTMLInputElement;
            session.setDay(value === "" || value === session.today ? null : value);
          }}
        />
        <p class="small" id="day-help">${this.words.say(said.dayHelp, { zone: this.words.zone() })}</p>
      </div>
    </div>`;
  }

  #progress(session: RosterSession, said: RosterWords): TemplateResult | typeof nothing {
    const { phase, progress, isWriting, isOpening } = session;
    if (isOpening) return html`<div class="card progress"><p>${said.opening}</p></div>`;
    if (phase !== "reading" && phase !== "screening" && !isWriting) return nothing;
    const share = progress?.share ?? 0;
    return html`<div class="card progress">
      <p id="progress">${this.#progressWords(session, said, share)}</p>
      <progress aria-labelledby="progress" max="1" .value=${share}></progress>
      <button type="button" class="link" @click=${() => session.stop()}>${said.stop}</button>
    </div>`;
  }

  #progressWords({ phase, totals, read }: RosterSession, said: RosterWords, share: number): string {
    if (phase === "reading") return this.words.say(said.reading, { percent: this.#percent(share) });
    if (phase !== "screening") return this.words.say(said.writing, { percent: this.#percent(share) });
    const [done, of] = [totals?.done ?? 0, read?.accounts ?? 0].map((count) => this.words.number(count));
    return this.words.say(said.screening, { done: done ?? "", of: of ?? "" });
  }

  #percent(share: number): string {
    return wholePercent(share, this.words.messages.intl);
  }

  #status(session: RosterSession, said: RosterWords): string {
    const { totals, phase, stopped } = session;
    if (stopped && phase === "ready") return said.stoppedReading;
    if (phase !== "screened" || !totals) return "";
    if (!session.isPartial)
      return this.words.say(said.finished, { done: this.words.number(totals.done - totals.refused) });
    const [done, of] = [totals.done, totals.of].map((count) => this.words.number(count));
    return this.words.say(said.partial, { done: done ?? "", of: of ?? "" });
  }

  #results(session: RosterSession, said: RosterWords): TemplateResult {
    const { totals, question } = session;
    const programme = this.policyWords.programmes.find(({ id }) => id === question?.programme);
    const about = { programme: this.words.text(programme?.title), day: this.words.day(question?.asOf ?? "") };
    return html`<section aria-labelledby="results">
      <h2 id="results">${said.results}</h2>
      <p class="small">${this.words.say(said.resultsFor, about)}</p>
      ${this.#assumed(session, said)}
      ${
        session.isPartial
          ? html`<div class="note">
              <p>${this.#status(session, said)}</p>
              <button type="button" class="link" @click=${() => void session.resume()}>${said.resume}</button>
            </div>`
          : nothing
      }
      <roster-totals
        .locale=${this.locale}
        .document=${this.document}
        .said=${said}
        .totals=${totals}
        .chosen=${session.selection.outcome}
        @roster-outcome=${(event: CustomEvent<OutcomeDetail>) => void session.select(event.detail)}
      ></roster-totals>
      ${this.turn > 0 ? this.#filter(session, said) : nothing} ${this.turn > 1 ? this.#listed(session, said) : nothing}
    </section>`;
  }

  /** What every account was taken to be. */
  #assumed({ assumed }: RosterSession, said: RosterWords): TemplateResult | typeof nothing {
    const stated = this.policyWords.facts.flatMap(({ id }) => {
      const value = assumed[id];
      return value === undefined
        ? []
        : [this.words.say(said.assumedOne, { fact: this.words.title(id), value: this.words.value(value, id) })];
    });
    if (stated.length === 0) return nothing;
    return html`<p class="small assumed">${this.words.say(said.assumed, { stated: this.words.list(stated) })}</p>`;
  }

  #filter(session: RosterSession, said: RosterWords): TemplateResult {
    const { reason, text } = session.selection;
    const reasons = session.totals?.reasons ?? [];
    const chosen = reason ? `${reason.kind}:${reason.id}` : "";
    return html`<div class="filter" role="group" aria-label=${said.filter}>
      <div>
        <label for="reason">${said.byReason}</label>
        <select id="reason" .value=${live(chosen)} @change=${this.#chooseReason}>
          <option value="">${said.allReasons}</option>
          ${(["unmet", "missing", "needed"] as const).map((kind) => this.#reasons(kind, reasons, chosen, said))}
        </select>
      </div>
      <div>
        <label for="text">${said.byText}</label>
        <input id="text" type="search" autocomplete="off" .value=${live(text)} @input=${this.#type} />
      </div>
    </div>`;
  }

  #reasons(kind: ReasonKind, all: readonly ReasonCount[], chosen: string, said: RosterWords) {
    const reasons = all.filter((reason) => reason.kind === kind);
    if (reasons.length === 0) return nothing;
    return html`<optgroup label=${said.reasonKind[kind]}>
      ${reasons.map((reason) => {
        const value = `${kind}:${reason.id}`;
        const title = reasonTitle(this.words, reason);
        const count = this.words.number(reason.count);
        return html`<option value=${value} ?selected=${value === chosen}>
          ${this.words.say(said.reasonOption, { title, count })}
        </option>`;
      })}
    </optgroup>`;
  }

  #listed(session: RosterSession, said: RosterWords): TemplateResult {
    const { count, version, selection, progress } = session;
    const isOrdering = progress?.task === "until";
    return html`<div class="listed">
        <p class="small" role="status">${session.phase === "screened" && !isOrdering ? this.#count(count, said) : nothing}</p>
        ${isOrdering ? html`<p class="small ordering">${this.words.say(said.ordering, { percent: this.#percent(progress.share) })}</p>` : nothing}
        ${
          isOrdering
            ? html`<button type="button" class="link" @click=${() => session.stop()}>${said.stop}</button>`
            : selection.sort === "row"
              ? nothing
              : html`<button
                  type="button"
                  class="link"
                  @click=${() => void session.select({ sort: "row", descending: false })}
                >
                  ${said.fileOrder}
                </button>`
        }
      </div>
      ${this.#problem("list", said)} ${this.#problem("detail", said)}
      <roster-list
        .locale=${this.locale}
        .document=${this.document}
        .said=${said}
        .count=${count}
        .version=${version}
        .sort=${selection.sort}
        .descending=${selection.descending}
        .fetch=${this.#fetch}
        @roster-sort=${(event: CustomEvent<SortDetail>) => void session.select(event.detail)}
        @roster-open=${(event: CustomEvent<OpenDetail>) => void this.#open(event.detail.account)}
      ></roster-list>`;
  }

  #count(count: number, said: RosterWords): string {
    return count === 0 ? said.nobody : this.words.say(said.listed, { count });
  }

  /** Those the core refused are told once the screening has ended. */
  #faulty(session: RosterSession, said: RosterWords): TemplateResult | typeof nothing {
    const { read, totals, refused, opened, question } = session;
    const count = (read?.faultyRows ?? 0) + (refused.length > 0 ? (totals?.refused ?? 0) : 0);
    if (count === 0) return nothing;
    const lines = [
      ...(read?.faults ?? []).map((fault) => ({
        row: fault.row,
        line: faultWords(this.words, said, opened?.header ?? [], fault),
      })),
      ...refused.map((row) => ({ row: row.row, line: refusedWords(this.words, said, row, question?.knownAt ?? "") })),
    ].sort((one, other) => one.row - other.row);
    return html`<section aria-labelledby="faulty">
      <h2 id="faulty">${said.faulty}</h2>
      <p class="small">${this.words.say(said.faultyAbout, { count })}</p>
      <ul class="card faults" tabindex="0" aria-labelledby="faulty">
        ${lines.slice(0, MOST_SHOWN_FAULTS).map(({ row, line }) => html`<li data-row=${row}>${line}</li>`)}
      </ul>
      ${
        count > MOST_SHOWN_FAULTS
          ? html`<p class="small">${this.words.say(said.moreFaults, { count: MOST_SHOWN_FAULTS })}</p>`
          : nothing
      }
      <button type="button" class="link" ?disabled=${session.isWriting} @click=${() => void this.#saveFaulty()}>
        ${said.saveFaulty}
      </button>
      ${this.#problem("faulty", said)}
    </section>`;
  }

  #export(session: RosterSession, said: RosterWords): TemplateResult {
    const count = (session.totals?.done ?? 0) - (session.totals?.refused ?? 0);
    const isTooMany = count > MOST_WORKBOOK_ROWS;
    return html`<section aria-labelledby="export">
      <h2 id="export">${said.export}</h2>
      <p class="small">${this.words.say(said.exportAbout, { count })}</p>
      ${isTooMany ? html`<p class="small">${this.words.say(said.xlsxTooMany, { rows: this.words.number(MOST_WORKBOOK_ROWS) })}</p>` : nothing}
      <div class="pair">
        <button type="button" class="choice" ?disabled=${session.isWriting} @click=${() => void this.#save("csv")}>
          ${said.saveCsv}
        </button>
        <button
          type="button"
          class="choice"
          ?disabled=${session.isWriting || isTooMany}
          @click=${() => void this.#save("xlsx")}
        >
          ${said.saveXlsx}
        </button>
      </div>
      ${this.#problem("results", said)}
    </section>`;
  }

  readonly #fetch = (from: number, to: number) => (this.#session as RosterSession).list(from, to);

  #pick(): void {
    this.renderRoot.querySelector<HTMLInputElement>("#file")?.click();
  }

  #chosen(event: Event): void {
    const input = event.target as HTMLInputElement;
    const [file] = input.files ?? [];
    if (file) void this.#session?.choose(file);
    // The same file can be chosen again.
    input.value = "";
  }

  #remove(): void {
    const bringBack = this.#session?.remove();
    const undo = { words: () => this.in(words).undo, run: () => void bringBack?.() };
    this.app.say({ words: () => this.in(words).removed, action: undo });
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(".choose")?.focus());
  }

  #setUse(place: number, key: string): void {
    const use: ColumnUse = key === "carry" || key === "name" ? key : { fact: key.slice("fact:".length) };
    this.#session?.setUse(place, use);
  }

  #chooseReason(event: Event): void {
    const [kind, id] = (event.target as HTMLSelectElement).value.split(":");
    void this.#session?.select({ reason: kind && id ? { kind: kind as ReasonKind, id } : null });
  }

  #type(event: Event): void {
    const text = (event.target as HTMLInputElement).value;
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => void this.#session?.select({ text }), TYPING);
  }

  async #open(account: number): Promise<void> {
    this.detail = await this.#session?.detail(account);
  }

  #closed(): void {
    this.detail = undefined;
    this.renderRoot.querySelector<RosterList>("roster-list")?.focusRow();
  }

  async #use(): Promise<void> {
    const { detail } = this;
    const session = this.#session;
    if (!detail || !session?.question) return;
    const { programme, asOf } = session.question;
    this.detail = undefined;
    await this.app.add({
      name: detail.name || this.words.say(this.in(words).row, { row: detail.row }),
      answers: detail.answers,
      programme,
      asOf: asOf === session.today ? null : asOf,
    });
    location.hash = "check";
  }

  async #save(kind: "csv" | "xlsx"): Promise<void> {
    const { file } = this.in(words);
    const blob = await this.#session?.results(kind, this.#fileWords());
    if (blob) saveFile(blob, `${file.results}-${this.#session?.question?.asOf}.${kind}`);
  }

  async #saveFaulty(): Promise<void> {
    const blob = await this.#session?.faulty(this.#fileWords());
    if (blob) saveFile(blob, `${this.in(words).file.faulty}.csv`);
  }

  #fileWords() {
    return fileWords(this.words, this.in(words), this.#session?.question?.knownAt ?? "");
  }

  #saveExample(): void {
    const session = this.#session as RosterSession;
    const said = this.in(words);
    const programme = this.app.account.programme || (this.policyWords.programmes[0]?.id ?? "");
    saveFile(
      csvBlob(exampleTable(this.app.policy, this.words, said, programme, session.today)),
      `${said.exampleFile}.csv`,
    );
  }
}

/** "100 %" is said only where it is reached. */
function wholePercent(share: number, language: string): string {
  const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 });
  return percent.format(Math.floor(share * 100) / 100);
}

customElements.define("page-roster", PageRoster);
