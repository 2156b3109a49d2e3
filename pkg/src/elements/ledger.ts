// Recording broadcasts: pasted from a spreadsheet or entered one by one, and between which days they are all.

import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";

import type { InterviewError, InterviewFault, InterviewState, Ledger } from "../interview.js";
import { describeError } from "../locales/describe.js";
import { onClock } from "../locales/document.js";
import type { Broadcast } from "../policy.js";
import { MOST_BYTES, newRows, type ReadRow, type ReadRows, type RowsRefusal, readRows } from "../rows.js";
import { define, KaiboElement } from "./base.js";
import type { KaiboField } from "./field.js";
import { warning } from "./icons.js";
import { isLapsed, lapsedWords } from "./lapsed.js";
import { readNumber } from "./numbers.js";
import { parts } from "./theme.js";
import "./field.js";

/** Detail of `kaibo-ledger`. */
export interface LedgerDetail {
  /** What to keep; `null` where nothing is left. */
  readonly ledger: Ledger | null;
  /** Facts whose answers are given up for it. */
  readonly forget: readonly string[];
}

/** Detail of `kaibo-typed`. */
export interface TypedDetail {
  /** What stands in the forms and is not recorded yet, by its input; empty where nothing does. */
  readonly typed: Readonly<Record<string, string>>;
}

/** The part of the screen an input was made in: what is refused is said there. */
type Place = "paste" | "add" | "edit" | "list" | "range";

/** What is wrong with the form of one broadcast. */
type FormProblem = "day" | "length" | "gmv" | "refunded";

/** The form of a new broadcast, and of one that is changed: what the ids of its inputs begin with. */
type Form = "" | "edit-";

/** A broadcast that is being changed, and its place in the list. */
interface Editing {
  readonly place: number;
  readonly broadcast: Broadcast;
}

/** From when on the list is complete, as it is chosen. */
type Since = "unsure" | "beginning" | "day";

const EMPTY: Ledger = { broadcasts: [], since: null, through: null };
const NO_PROBLEMS = { form: "", of: [] } as const;
const MILLISECONDS_IN_A_MINUTE = 60_000;
/** More good rows, bad rows or broadcasts than this are shown when asked for, or only counted. */
const SHOWN = 20;
const MOST_SHOWN = 1000;
/** In characters. */
const LARGE_TEXT = 20_000;
/** A longer text is not said by `kaibo-typed`: whoever keeps that would keep it anew with every key. */
const MOST_TYPED = 500_000;

/**
 * Records the broadcasts of an account: pasted from a spreadsheet or one by one, and between which days none is left out.
 * It is defined by `kaibo/elements/broadcasts`.
 *
 * @element kaibo-ledger
 * @tagname kaibo-ledger
 * @fires {CustomEvent<LedgerDetail>} kaibo-ledger - What is recorded changed. Cancelable: whoever refuses it prevents its default, and what was entered stays.
 * @fires {CustomEvent<object>} kaibo-recorded - The user is done.
 * @fires {CustomEvent<TypedDetail>} kaibo-typed - What stands in its forms changed: for a page that keeps it.
 * @csspart heading - The heading of the screen, an `h1`.
 * @csspart section-title - The heading of a section, an `h2`.
 * @csspart card - A card.
 * @csspart button-primary - The button that goes on.
 * @csspart button-choice - A button with a border: an answer, or another way on.
 * @csspart button-link - A button that looks like a link.
 * @csspart error - What is wrong, beside its input.
 */
export class KaiboLedger extends KaiboElement {
  static override properties: PropertyDeclarations = {
    state: { attribute: false },
    typed: { attribute: false },
    held: { state: true },
    filled: { state: true },
    preview: { state: true },
    refusal: { state: true },
    reading: { state: true },
    place: { state: true },
    problems: { state: true },
    editing: { state: true },
    edited: { state: true },
    taken: { state: true },
    rangeSaved: { state: true },
    rangeProblem: { state: true },
    sinceKind: { state: true },
    showAll: { state: true },
    removing: { state: true },
  };

  static override styles = [
    ...[KaiboElement.styles].flat(),
    css`
      .intro {
        margin-top: 6px;
      }

      section {
        margin-top: 28px;
      }

      section > h2 {
        margin-bottom: 8px;
      }

      .card {
        padding: 16px;
      }

      .fields {
        display: grid;
        gap: 16px;
      }

      .pair {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 12px;
        align-items: end;
      }

      textarea {
        min-height: 132px;
        resize: vertical;
        font-size: 15px;
        white-space: pre;
        overflow: auto;
      }

      .help {
        margin: 8px 0 12px;
      }

      .preview {
        margin-top: 16px;
        padding-top: 16px;
        border-top: 1px solid var(--_separator);
      }

      .preview ul {
        margin: 8px 0;
      }

      .bad {
        color: var(--_bad);
        font-size: 15px;
        overflow-wrap: anywhere;
      }

      .good li {
        font-size: 15px;
      }

      .preview li + li {
        margin-top: 6px;
      }

      .preview button {
        margin-top: 8px;
      }

      .list {
        padding: 0;
      }

      .list > li:not(.editing) {
        display: grid;
        grid-template-columns: 1fr auto auto;
        gap: 2px 12px;
        align-items: center;
        padding: 6px 8px 6px 16px;
      }

      .list > .editing {
        padding: 12px 16px 16px;
      }

      .list .pair button {
        min-width: 0;
      }

      .list li + li {
        border-top: 1px solid var(--_separator);
      }

      .note {
        margin: 8px 0;
        padding: 10px 12px;
        border-radius: var(--_radius);
        background: var(--_warn-wash);
        font-size: 15px;
      }

      legend {
        padding: 0;
        margin-bottom: 4px;
        font-size: 15px;
      }

      .choose {
        display: flex;
        align-items: center;
        gap: 10px;
        min-height: 44px;
        margin: 0;
        font-size: 17px;
      }

      .choose input {
        accent-color: var(--_brand);
        width: 22px;
        height: 22px;
        margin: 0;
        flex: none;
      }

      .why {
        margin-bottom: 12px;
      }

      .status:empty {
        display: none;
      }

      .keep {
        margin-top: 8px;
        padding: 8px 0;
        color: var(--_link);
        text-align: start;
        text-decoration: underline;
      }

      .done {
        margin-top: 28px;
      }
    `,
  ];

  /** The state of the interview. */
  declare state: InterviewState | undefined;
  /** What stood in its forms before, as `kaibo-typed` said it; it begins with that. */
  declare typed: Readonly<Record<string, string>>;
  /** A pasted text too large to be edited; empty if there is none. */
  declare protected held: string;
  /** Something stands in the box for what is pasted. */
  declare protected filled: boolean;
  /** What was read of what was pasted. */
  declare protected preview: ReadRows | undefined;
  /** Why it was not read. */
  declare protected refusal: RowsRefusal | "failed" | undefined;
  /** It is being read. */
  declare protected reading: boolean;
  /** Where the last input was made. */
  declare protected place: Place | undefined;
  /** What is wrong with the form of one broadcast. */
  declare protected problems: { readonly form: Form; readonly of: readonly FormProblem[] };
  /** The broadcast whose form is open. */
  declare protected editing: Editing | undefined;
  /** The last change of one was kept. */
  declare protected edited: boolean;
  /** How many broadcasts the last input added. */
  declare protected taken: number;
  /** The days between which the list is complete were kept. */
  declare protected rangeSaved: boolean;
  /** What is wrong with them. */
  declare protected rangeProblem: "since" | "through" | undefined;
  /** What is chosen there. */
  declare protected sinceKind: Since | undefined;
  /** The whole list is shown. */
  declare protected showAll: boolean;
  /** All is removed with the next press. */
  declare protected removing: boolean;

  /** What was proposed last, to be kept over an answer it disagrees with. */
  #proposed: Ledger | null = null;
  /** How many broadcasts there were before it. */
  #before = 0;
  /** The good rows it was made of. */
  #rows: readonly ReadRow[] = [];

  constructor() {
    super();
    this.state = undefined;
    this.typed = {};
    this.held = "";
    this.filled = false;
    this.preview = undefined;
    this.refusal = undefined;
    this.reading = false;
    this.place = undefined;
    this.problems = NO_PROBLEMS;
    this.editing = undefined;
    this.edited = false;
    this.taken = 0;
    this.rangeSaved = false;
    this.rangeProblem = undefined;
    this.sinceKind = undefined;
    this.showAll = false;
    this.removing = false;
  }

  /** Moves the focus to where broadcasts are pasted, or to where one is entered. */
  focusForm(form: "paste" | "add"): void {
    const input = this.renderRoot.querySelector<HTMLElement>(form === "paste" ? "#paste" : "#day");
    input?.scrollIntoView({ block: "center" });
    input?.focus({ preventScroll: true });
  }

  /** Another tab, or an import, may have changed the list under an open form. */
  protected override willUpdate(): void {
    const { editing } = this;
    if (!editing) return;
    const isIt = (broadcast: Broadcast | undefined) => JSON.stringify(broadcast) === JSON.stringify(editing.broadcast);
    const { broadcasts } = this.#ledger;
    if (isIt(broadcasts[editing.place])) return;
    const place = broadcasts.findIndex(isIt);
    this.editing = place < 0 ? undefined : { ...editing, place };
  }

  protected override firstUpdated(): void {
    for (const type of ["input", "change"]) this.renderRoot.addEventListener(type, () => this.#sayTyped());
    void this.#fillIn();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.state || !this.policyWords) return nothing;
    const { ledger } = this.words.messages;
    return html`<h1 part="heading" tabindex="-1">${ledger.heading}</h1>
      <p class="small intro">${ledger.intro}</p>
      <section>
        <h2 part="section-title">${ledger.paste}</h2>
        <div class="card" part="card">${this.#pasting()}</div>
      </section>
      <section>
        <h2 part="section-title">${ledger.addHeading}</h2>
        <div class="card" part="card">${this.#adding()}</div>
      </section>
      <section>
        <h2 part="section-title" id="listed">${this.words.say(ledger.listHeading, { count: this.#ledger.broadcasts.length })}</h2>
        ${this.#list()}
      </section>
      <section>
        <h2 part="section-title">${ledger.rangeHeading}</h2>
        <div class="card" part="card">${this.#range()}</div>
      </section>
      <div class="done">
        <button type="button" class="primary" part="button-primary" @click=${() => this.send("kaibo-recorded", {})}>${ledger.done}</button>
      </div>`;
  }

  get #ledger(): Ledger {
    return this.state?.ledger ?? EMPTY;
  }

  #pasting(): TemplateResult {
    const { ledger } = this.words.messages;
    return html`<label for="paste">${ledger.pasteLabel}</label>
      <textarea
        id="paste"
        spellcheck="false"
        autocomplete="off"
        autocapitalize="off"
        placeholder=${ledger.pasteExample}
        aria-describedby="paste-help"
        @input=${this.#typing}
        @paste=${this.#paste}
      ></textarea>
      ${
        this.held === ""
          ? this.#emptyPaste()
          : html`<p class="note">
                ${this.words.say(ledger.held, { count: this.held.trimEnd().split("\n").length })}${this.words.messages.sentenceSeparator}${this.held.length > MOST_TYPED ? ledger.heldTooLong : nothing}
              </p>
              <button
                type="button"
                class="link" part="button-link"
                @click=${() => {
                  this.#typing();
                  this.held = "";
                  this.#sayTyped();
                }}
              >
                ${ledger.drop}
              </button>`
      }
      <p class="small help" id="paste-help">${this.words.say(ledger.pasteHelp, { zone: this.words.zone() })}</p>
      <button type="button" class="choice" part="button-choice" id="read" @click=${this.#read}>${this.reading ? ledger.reading : ledger.read}</button>
      ${this.refusal ? this.#error(this.refusal === "failed" ? ledger.loadFailed : ledger.refused[this.refusal]) : nothing}
      ${this.preview ? this.#preview(this.preview) : nothing}
      ${this.place === "paste" ? this.#refused() : nothing}
      <p class="small status" role="status">
        ${this.place === "paste" && this.taken > 0 ? this.words.say(ledger.taken, { count: this.taken }) : nothing}
      </p>`;
  }

  #emptyPaste(): TemplateResult | typeof nothing {
    if (!this.filled) return nothing;
    return html`<button
      type="button"
      class="link" part="button-link"
      id="empty"
      @click=${() => {
        this.#typing();
        this.#empty("paste");
        this.#sayTyped();
        this.renderRoot.querySelector<HTMLElement>("#paste")?.focus();
      }}
    >
      ${this.words.messages.ledger.empty}
    </button>`;
  }

  #preview({ rows }: ReadRows): TemplateResult {
    const { ledger } = this.words.messages;
    const good = newRows(rows, this.#ledger.broadcasts);
    const bad = rows.filter(({ broadcast }) => broadcast === null);
    const known = rows.length - bad.length - good.length;
    return html`<div class="preview">
      <p>${this.words.say(ledger.good, { count: good.length })}</p>
      ${known === 0 ? nothing : html`<p>${this.words.say(ledger.known, { count: known })}</p>`}
      <ul class="good">
        ${good
          .slice(0, SHOWN)
          .map(
            ({ row, broadcast }) =>
              html`<li>${this.words.say(ledger.badRow, { row, what: this.#spoken(broadcast) })}</li>`,
          )}
      </ul>
      ${this.#rest(good.length)}
      ${
        bad.length === 0
          ? nothing
          : html`<p>${this.words.say(ledger.bad, { count: bad.length })}</p>
              <ul class="bad">
                ${bad.slice(0, SHOWN).map(
                  ({ row, faults }) => html`<li data-row=${row}>
                    ${this.words.say(ledger.badRow, {
                      row,
                      what: this.words.list(
                        faults.map(({ code, cell }) => this.words.say(ledger.fault[code], { cell })),
                      ),
                    })}
                  </li>`,
                )}
              </ul>
              ${this.#rest(bad.length)}
              <p class="small">${ledger.keepTyped}</p>`
      }
      ${
        good.length === 0
          ? nothing
          : html`<button type="button" class="primary" part="button-primary" id="take" @click=${() => this.#take(good)}>
              ${this.words.say(ledger.take, { count: good.length })}
            </button>`
      }
    </div>`;
  }

  #rest(count: number): TemplateResult | typeof nothing {
    if (count <= SHOWN) return nothing;
    return html`<p class="small">${this.words.say(this.words.messages.ledger.more, { count: count - SHOWN })}</p>`;
  }

  #adding(): TemplateResult {
    const { ledger } = this.words.messages;
    return html`<div class="fields">
      ${this.#fields("", () => this.#add())}
      <button type="button" class="choice" part="button-choice" id="add" @click=${this.#add}>${ledger.add}</button>
      ${this.place === "add" ? this.#refused() : nothing}
      <p class="small status" role="status">
        ${this.place === "add" && this.taken > 0 ? this.words.say(ledger.taken, { count: this.taken }) : nothing}
      </p>
    </div>`;
  }

  /** The inputs of one broadcast, as it is or empty; `confirm` is called where one of them is confirmed. */
  #fields(form: Form, confirm: () => void, broadcast?: Broadcast): TemplateResult {
    const { ledger } = this.words.messages;
    const problems = this.problems.form === form ? this.problems.of : [];
    const start = broadcast ? this.#startOf(broadcast) : { day: "", time: "" };
    const amount = (id: "gmv" | "refunded", given: number | undefined) => html`<div>
      <label for="${form}${id}">${ledger[id]}</label>
      <input id="${form}${id}" type="text" inputmode="decimal" autocomplete="off" value=${given ?? ""} aria-invalid=${problems.includes(id) ? "true" : "false"} />
      ${problems.includes(id) ? this.#error(ledger.badAmount) : nothing}
    </div>`;
    return html`<div>
        <label for="${form}day">${ledger.day}</label>
        <input
          id="${form}day"
          type="date"
          max=${this.state?.knownAt ?? nothing}
          value=${start.day}
          aria-invalid=${problems.includes("day") ? "true" : "false"}
        />
        ${problems.includes("day") ? this.#error(ledger.needsDay) : nothing}
      </div>
      <div>
        <label for="${form}time">${ledger.time}</label>
        <input id="${form}time" type="time" value=${start.time} />
      </div>
      <div>
        <p class="label">${ledger.length}</p>
        <kaibo-field exportparts=${parts}
          id="${form}length"
          type="minutes"
          needed
          .locale=${this.locale}
          .document=${this.document}
          .label=${ledger.length}
          .value=${broadcast ? Math.round(minutesOf(broadcast)) : undefined}
          .error=${problems.includes("length") ? ledger.needsLength : ""}
          @kaibo-confirm=${(event: Event) => {
            event.stopPropagation();
            confirm();
          }}
        ></kaibo-field>
      </div>
      ${amount("gmv", broadcast?.gmv)} ${amount("refunded", broadcast?.refundedGmv)}`;
  }

  #list(): TemplateResult {
    const { ledger } = this.words.messages;
    const { broadcasts } = this.#ledger;
    if (broadcasts.length === 0) return html`<p class="small">${ledger.listEmpty}</p>`;
    const latestFirst = broadcasts
      .map((broadcast, place) => ({ broadcast, place }))
      .sort((one, two) => timeOf(two.broadcast) - timeOf(one.broadcast));
    const shown = latestFirst.slice(0, this.showAll ? MOST_SHOWN : SHOWN);
    return html`${this.#pairs()} ${this.place === "list" ? this.#refused() : nothing}
      <ul class="card list" part="card" aria-labelledby="listed">
        ${shown.map(({ broadcast, place }) => this.#item(broadcast, place))}
      </ul>
      <p class="small status" role="status">${this.edited ? ledger.edited : nothing}</p>
      ${
        latestFirst.length > shown.length && !this.showAll
          ? html`<button
              type="button"
              class="link" part="button-link"
              @click=${() => {
                this.showAll = true;
              }}
            >
              ${this.words.say(ledger.listMore, { count: Math.min(latestFirst.length, MOST_SHOWN) })}
            </button>`
          : nothing
      }
      <button type="button" class="link" part="button-link" id="remove-all" @click=${this.#removeAll}>
        ${this.removing ? ledger.reallyRemoveAll : ledger.removeAll}
      </button>`;
  }

  #item(broadcast: Broadcast, place: number): TemplateResult {
    const { ledger, answers } = this.words.messages;
    if (this.editing?.place === place) return this.#changing(this.editing);
    const what = this.#spoken(broadcast);
    return html`<li>
      <div>
        <p class="small">${this.words.say(ledger.item, { number: place + 1 })}</p>
        <p>${what}</p>
      </div>
      <button type="button" class="link" part="button-link" data-edit-broadcast=${place} aria-label=${this.words.say(answers.doLabel, { verb: answers.change, what })} @click=${() => this.#edit({ place, broadcast })}>
        ${answers.change}
      </button>
      <button type="button" class="link" part="button-link" data-remove aria-label=${this.words.say(ledger.removeLabel, { what })} @click=${() => this.#remove(place)}>
        ${ledger.remove}
      </button>
    </li>`;
  }

  /** The form of a broadcast that is recorded, in its place; what is typed in it is its own. */
  #changing(editing: Editing): TemplateResult {
    const { ledger, answers } = this.words.messages;
    const what = this.words.say(ledger.item, { number: editing.place + 1 });
    const save = () => this.#change(editing);
    return html`<li class="editing">
      <div
        class="fields"
        role="group"
        aria-label=${this.words.say(answers.doLabel, { verb: answers.change, what })}
        @input=${(event: Event) => event.stopPropagation()}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key === "Escape") void this.#leave(editing.place);
        }}
      >
        <p class="small">${what}</p>
        ${this.#fields("edit-", save, editing.broadcast)}
        ${this.place === "edit" ? this.#refused() : nothing}
        <div class="pair">
          <button type="button" class="choice" part="button-choice" id="cancel-edit" @click=${() => this.#leave(editing.place)}>${ledger.cancel}</button>
          <button type="button" class="primary" part="button-primary" id="save-edit" @click=${save}>${ledger.saveRange}</button>
        </div>
      </div>
    </li>`;
  }

  /** Those that stand twice, and those that overlap. */
  #pairs(): readonly TemplateResult[] {
    const { ledger } = this.words.messages;
    const { repeated = [], overlapping = [] } = this.state?.ledgerSummary ?? {};
    const said = [
      ...repeated.map((pair) => ({ pair, words: ledger.repeated })),
      ...overlapping.map((pair) => ({ pair, words: ledger.overlapping })),
    ];
    const lines = said.slice(0, SHOWN).map(
      ({ pair, words }) =>
        html`<p class="note">
          ${this.words.say(words, { number: pair.broadcast + 1, other: pair.other + 1 })}
        </p>`,
    );
    return said.length > SHOWN ? [...lines, html`${this.#rest(said.length)}`] : lines;
  }

  #range(): TemplateResult {
    const { ledger } = this.words.messages;
    const { since, through } = this.#ledger;
    const kind = this.#since();
    const day = since !== null && since !== "beginning" ? since : "";
    const choose = (value: Since, words: string) => html`<label class="choose">
      <input
        type="radio"
        name="since"
        value=${value}
        .checked=${kind === value}
        @change=${() => {
          this.sinceKind = value;
          this.rangeSaved = false;
        }}
      />
      <span>${words}</span>
    </label>`;
    return html`<p class="small why">${ledger.rangeWhy}</p>
      ${isLapsed(this.state) ? html`<p class="note">${lapsedWords(this.words, this.state)}</p>` : nothing}
      <div class="fields">
        <fieldset>
          <legend>${ledger.sinceLegend}</legend>
          ${choose("unsure", ledger.sinceUnsure)} ${choose("beginning", ledger.sinceBeginning)}
          ${choose("day", ledger.sinceDay)}
          <div ?hidden=${kind !== "day"}>
            <input
              id="since"
              type="date"
              aria-label=${ledger.sinceInput}
              max=${this.state?.knownAt ?? nothing}
              .defaultValue=${day}
              aria-invalid=${this.rangeProblem === "since" ? "true" : "false"}
            />
            ${this.rangeProblem === "since" ? this.#error(ledger.needsSince) : nothing}
          </div>
        </fieldset>
        <div>
          <label for="through">${ledger.through}</label>
          <input
            id="through"
            type="date"
            max=${this.state?.knownAt ?? nothing}
            .defaultValue=${through ?? ""}
            aria-invalid=${this.rangeProblem === "through" ? "true" : "false"}
          />
          ${this.rangeProblem === "through" ? this.#error(ledger.throughTooEarly) : nothing}
        </div>
        <button type="button" class="choice" part="button-choice" id="save-range" @click=${this.#saveRange}>${ledger.saveRange}</button>
        ${this.place === "range" ? this.#refused() : nothing}
        <p class="small status" role="status">${this.rangeSaved ? ledger.rangeSaved : nothing}</p>
      </div>`;
  }

  #since(): Since {
    if (this.sinceKind) return this.sinceKind;
    const { since } = this.#ledger;
    return since === null ? "unsure" : since === "beginning" ? "beginning" : "day";
  }

  /** Why the last input was refused, by its rows. */
  #refused(): TemplateResult | typeof nothing {
    const error = this.state?.errors.ledger;
    if (!error) return nothing;
    const shown = error.faults.slice(0, SHOWN);
    const conflicts = this.words.list(error.conflicts.map((id) => this.words.title(id)));
    return html`<div role="alert">
        ${conflicts === "" ? shown.map((fault) => this.#line(fault)) : this.#line({ ...error }, conflicts)}
        ${this.#rest(error.faults.length)}
      </div>
      ${conflicts === "" ? nothing : this.#keepThis(error, conflicts)}`;
  }

  #line(fault: InterviewFault, conflicts: string = ""): TemplateResult {
    const { ledger } = this.words.messages;
    const said =
      conflicts === ""
        ? describeError(this.words, fault.code, { day: this.words.day(this.state?.knownAt ?? "") })
        : this.words.say(ledger.conflict, { other: conflicts });
    const [, list, at] = fault.path.split("/");
    const place = list === "broadcasts" && at !== undefined ? Number(at) : null;
    if (place === null) return this.#errorLine(said);
    const row = this.place === "paste" ? this.#rows[place - this.#before]?.row : undefined;
    if (row !== undefined) return this.#errorLine(this.words.say(ledger.atRow, { row, what: said }));
    if (place >= this.#before) return this.#errorLine(said);
    return this.#errorLine(this.words.say(ledger.atItem, { number: place + 1, what: said }));
  }

  #keepThis({ conflicts }: InterviewError, other: string): TemplateResult {
    return html`<button type="button" class="keep" @click=${() => this.#propose(this.place ?? "list", this.#proposed, conflicts)}>
      ${this.words.say(this.words.messages.ledger.keepThis, { other })}
    </button>`;
  }

  #error(words: string): TemplateResult {
    return html`<div role="alert">${this.#errorLine(words)}</div>`;
  }

  #errorLine(words: string): TemplateResult {
    return html`<p class="error" part="error">${warning(20)}<span>${words}</span></p>`;
  }

  /** A broadcast in a line: when, how long, and what it brought in. */
  #spoken(broadcast: Broadcast): string {
    const { ledger, clauseSeparator } = this.words.messages;
    const { gmv, refundedGmv } = broadcast;
    const { day, time } = this.#startOf(broadcast);
    const when = [this.words.day(day, this.state?.knownAt), time].filter(Boolean).join(" ");
    return [
      when,
      this.words.duration(Math.round(minutesOf(broadcast))),
      gmv === undefined ? "" : this.words.say(ledger.itemGmv, { gmv: this.words.money(gmv) }),
      refundedGmv === undefined ? "" : this.words.say(ledger.itemRefunded, { refunded: this.words.money(refundedGmv) }),
    ]
      .filter(Boolean)
      .join(clauseSeparator);
  }

  /** Browsers take very long to show thousands of lines to edit: a large text is held beside the box. */
  #paste(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    if (text.length < LARGE_TEXT) return;
    event.preventDefault();
    this.#typing();
    if (text.length > MOST_BYTES) {
      this.refusal = "too-large";
      return;
    }
    this.held = text;
    this.#sayTyped();
  }

  #typing(): void {
    this.preview = undefined;
    this.refusal = undefined;
    this.taken = 0;
    if (this.place === "paste") this.place = undefined;
  }

  get #pasted(): string {
    return this.held || this.#value("paste");
  }

  async #read(): Promise<void> {
    const text = this.#pasted;
    this.#typing();
    this.reading = true;
    const { utcOffset } = this.policyWords;
    let read: ReadRows | RowsRefusal | "failed";
    try {
      read = await readRows(text, { utcOffset, latest: this.state?.knownAt ?? "9999-12-31" });
    } catch {
      read = "failed";
    }
    this.reading = false;
    // What was typed meanwhile is to be read anew.
    if (text !== this.#pasted) return;
    if (typeof read === "string") this.refusal = read;
    else this.preview = read;
  }

  #take(good: readonly ReadRow[]): void {
    this.#rows = good;
    const broadcasts = good.flatMap(({ broadcast }) => (broadcast ? [broadcast] : []));
    const { rows = [], header = null } = this.preview ?? {};
    const bad = rows.filter(({ broadcast }) => broadcast === null).map(({ text }) => text);
    const kept = this.#propose("paste", { ...this.#ledger, broadcasts: [...this.#ledger.broadcasts, ...broadcasts] });
    // Rows that are still to be corrected stay where they can be.
    const box = this.renderRoot.querySelector<HTMLTextAreaElement>("#paste");
    if (!kept || !box || bad.length === 0) return;
    const left = [...(header === null ? [] : [header]), ...bad].join("\n");
    if (left.length < LARGE_TEXT) box.value = left;
    else this.held = left;
    this.#sayTyped();
  }

  #add(): void {
    const broadcast = this.#entered("");
    if (broadcast) this.#propose("add", { ...this.#ledger, broadcasts: [...this.#ledger.broadcasts, broadcast] });
  }

  /** What stands in a form; nothing where something is wrong with it, which is said there. */
  #entered(form: Form): Broadcast | undefined {
    const day = this.#value(`${form}day`);
    const time = this.#value(`${form}time`);
    const length = this.renderRoot.querySelector<KaiboField>(`#${form}length`);
    const minutes = length?.read() ?? null;
    const gmv = amountOf(this.#value(`${form}gmv`));
    const refundedGmv = amountOf(this.#value(`${form}refunded`));
    this.taken = 0;
    this.edited = false;
    this.place = undefined;
    const problems: readonly FormProblem[] = [
      ...(day === "" ? (["day"] as const) : []),
      ...(typeof minutes === "number" ? [] : (["length"] as const)),
      ...(gmv === null ? (["gmv"] as const) : []),
      ...(refundedGmv === null ? (["refunded"] as const) : []),
    ];
    this.problems = { form, of: problems };
    const [first] = problems;
    if (first !== undefined) {
      if (first === "length") length?.focusInput();
      else this.renderRoot.querySelector<HTMLElement>(`#${form}${first}`)?.focus();
      return undefined;
    }
    return {
      startedAt: time === "" ? day : `${day}T${time.length === 5 ? `${time}:00` : time}${this.policyWords.utcOffset}`,
      minutes: minutes as number,
      ...(gmv == null ? {} : { gmv }),
      ...(refundedGmv == null ? {} : { refundedGmv }),
    };
  }

  async #edit(editing: Editing): Promise<void> {
    this.editing = editing;
    this.edited = false;
    this.problems = NO_PROBLEMS;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>("#edit-day")?.focus();
  }

  /** Puts what stands in the form in the place of a broadcast; what the form does not ask of it stays. */
  #change({ place, broadcast: before }: Editing): void {
    const entered = this.#entered("edit-");
    if (!entered) return;
    const { gmv, refundedGmv, endedAt, minutes, ...others } = before;
    const { day, time } = this.#startOf(before);
    const isSameStart = day === this.#value("edit-day") && time === this.#value("edit-time");
    const isSameLength = entered.minutes === Math.round(minutesOf(before));
    // What was not changed is kept to the second.
    const length = isSameLength ? { minutes: minutesOf(before) } : {};
    const end = endedAt === undefined ? undefined : { endedAt };
    const { minutes: _, ...withoutLength } = entered;
    const changed: Broadcast = {
      ...others,
      ...(isSameStart && isSameLength && end ? { ...withoutLength, ...end } : { ...entered, ...length }),
      ...(isSameStart ? { startedAt: before.startedAt } : {}),
    };
    const broadcasts = this.#ledger.broadcasts.map((other, index) => (index === place ? changed : other));
    if (!this.#propose("edit", { ...this.#ledger, broadcasts })) return;
    this.edited = true;
    void this.#leave(place);
  }

  /** Closes the form; the focus goes back to where it was opened. */
  async #leave(place: number): Promise<void> {
    this.editing = undefined;
    this.problems = NO_PROBLEMS;
    if (this.place === "edit") this.place = undefined;
    await this.updateComplete;
    const button = this.renderRoot.querySelector<HTMLElement>(`[data-edit-broadcast="${place}"]`);
    (button ?? this.renderRoot.querySelector<HTMLElement>(".list button, #add"))?.focus();
  }

  /** When a broadcast starts, as the form asks for it. */
  #startOf({ startedAt }: Broadcast): { readonly day: string; readonly time: string } {
    const start = inZone(startedAt, this.policyWords.utcOffset);
    return { day: start.slice(0, 10), time: start.slice(11, 16) };
  }

  #remove(place: number): void {
    this.editing = undefined;
    this.edited = false;
    const broadcasts = this.#ledger.broadcasts.filter((_, index) => index !== place);
    this.#propose("list", { ...this.#ledger, broadcasts });
    void this.#afterRemoval();
  }

  #removeAll(): void {
    if (!this.removing) {
      this.removing = true;
      return;
    }
    this.#propose("list", { ...this.#ledger, broadcasts: [] });
    void this.#afterRemoval();
  }

  /** The button that was pressed is gone: the focus goes on to the next one, or to what can be done now. */
  async #afterRemoval(): Promise<void> {
    this.removing = false;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(".list [data-remove], #add")?.focus();
  }

  #saveRange(): void {
    const kind = this.#since();
    const day = this.#value("since");
    const through = this.#value("through");
    this.rangeSaved = false;
    this.place = undefined;
    this.rangeProblem =
      kind === "day" && day === ""
        ? "since"
        : kind === "day" && through !== "" && through < day
          ? "through"
          : undefined;
    if (this.rangeProblem) {
      this.renderRoot.querySelector<HTMLElement>(`#${this.rangeProblem}`)?.focus();
      return;
    }
    const since = kind === "unsure" ? null : kind === "beginning" ? "beginning" : day;
    this.#propose("range", { ...this.#ledger, since, through: through === "" ? null : through });
  }

  /** Offers what was entered to whoever keeps it; clears the input where it was kept. */
  #propose(place: Place, proposed: Ledger | null, forget: readonly string[] = []): boolean {
    const isNothing =
      proposed === null || (proposed.broadcasts.length === 0 && proposed.since === null && proposed.through === null);
    const ledger = isNothing ? null : proposed;
    const before = this.#ledger.broadcasts.length;
    this.place = place;
    this.#before = before;
    this.#proposed = ledger;
    const options = { detail: { ledger, forget }, bubbles: true, composed: true, cancelable: true };
    const kept = this.dispatchEvent(new CustomEvent<LedgerDetail>("kaibo-ledger", options));
    this.requestUpdate();
    if (kept) {
      this.#clear(place, (ledger?.broadcasts.length ?? 0) - before);
      void this.updateComplete.then(() => this.#sayTyped());
    }
    return kept;
  }

  #clear(place: Place, added: number): void {
    this.taken = Math.max(added, 0);
    if (place === "range") {
      this.rangeSaved = true;
      this.sinceKind = undefined;
    }
    if (place === "paste") {
      this.preview = undefined;
      // What was held was read in the place of what is in the box.
      if (this.held === "") this.#empty("paste");
      this.held = "";
    }
    if (place === "add") {
      for (const id of ["day", "time", "gmv", "refunded"]) this.#empty(id);
      this.renderRoot.querySelector<KaiboField>("#length")?.formResetCallback();
    }
  }

  /** The inputs whose text is typed, by what they are called in `typed`. */
  #inputs(): readonly (readonly [string, HTMLInputElement | HTMLTextAreaElement])[] {
    const length = this.renderRoot.querySelector<KaiboField>("#length")?.renderRoot;
    const places = [
      ...["paste", "day", "time", "gmv", "refunded", "since", "through"].map((id) => [id, this.renderRoot] as const),
      ...["hours", "minutes"].map((id) => [id, length] as const),
    ];
    return places.flatMap(([id, root]) => {
      const input = root?.querySelector<HTMLInputElement | HTMLTextAreaElement>(`#${id}`);
      return input ? [[id, input] as const] : [];
    });
  }

  #sayTyped(): void {
    this.filled = this.#value("paste") !== "";
    const texts = this.#inputs().flatMap(([id, { value, defaultValue }]) =>
      value === defaultValue ? [] : [[id, value] as const],
    );
    const typed = Object.fromEntries([
      ...texts,
      ...(this.held === "" || this.held.length > MOST_TYPED ? [] : [["held", this.held] as const]),
      ...(this.sinceKind ? [["sinceKind", this.sinceKind] as const] : []),
    ]);
    this.send<TypedDetail>("kaibo-typed", { typed });
  }

  /** Puts what stood in the forms there again. */
  async #fillIn(): Promise<void> {
    const { held = "", sinceKind, ...texts } = this.typed;
    this.held = held;
    this.sinceKind = (["unsure", "beginning", "day"] as const).find((kind) => kind === sinceKind);
    await this.renderRoot.querySelector<KaiboField>("#length")?.updateComplete;
    for (const [id, input] of this.#inputs()) {
      const text = texts[id];
      if (text === undefined || input.value === text) continue;
      input.value = text;
      // The field that has the hours and the minutes reads what is typed in them.
      if (id === "hours" || id === "minutes") input.dispatchEvent(new Event("input"));
    }
    this.filled = this.#value("paste") !== "";
  }

  #empty(id: string): void {
    const input = this.renderRoot.querySelector<HTMLInputElement | HTMLTextAreaElement>(`#${id}`);
    if (input) input.value = "";
  }

  #value(id: string): string {
    const value = this.renderRoot.querySelector<HTMLInputElement | HTMLTextAreaElement>(`#${id}`)?.value ?? "";
    return id === "paste" ? value : value.trim();
  }
}

/** The amount in a text: absent where it is empty, `null` where it is none. */
function amountOf(text: string): number | null | undefined {
  if (text === "") return undefined;
  const amount = readNumber(text);
  if (amount === null || amount < 0) return null;
  return Math.abs(Math.round(amount * 100) - amount * 100) > 1e-6 ? null : amount;
}

/** How long it lasted. */
function minutesOf({ startedAt, endedAt, minutes }: Broadcast): number {
  if (minutes !== undefined) return minutes;
  return endedAt === undefined ? 0 : (msOf(endedAt) - msOf(startedAt)) / MILLISECONDS_IN_A_MINUTE;
}

function msOf(moment: Date | string): number {
  return typeof moment === "string" ? Date.parse(moment) : moment.getTime();
}

/** For the order of a list alone. */
function timeOf({ startedAt }: Broadcast): number {
  return msOf(startedAt);
}

/** A moment as it is written in the policy's zone; a day stays a day. */
function inZone(moment: Date | string, utcOffset: string): string {
  if (typeof moment === "string" && (!moment.includes("T") || moment.endsWith(utcOffset))) return moment;
  return onClock(utcOffset, msOf(moment));
}

define("kaibo-ledger", KaiboLedger);

declare global {
  interface HTMLElementTagNameMap {
    "kaibo-ledger": KaiboLedger;
  }
}
