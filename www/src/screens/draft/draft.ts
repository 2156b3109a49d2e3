// The draft of an application: what the answers give, entry by entry, to be copied into the platform's form.

import type { InterviewState } from "kaibo/interview";
import type { DocumentProgramme } from "kaibo/locales";
import { css, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { live } from "lit/directives/live.js";
import { copied } from "../../app/clipboard.js";
import type { TableToWrite } from "../../files/write.js";
import { planOf } from "../planner/plan.js";
import { interviewOf, Screen } from "../screen.js";
import { applications, type DraftPart, type DraftRow, draftRows, formOf, isOpen } from "./rows.js";
import { words } from "./words.js";

const CHOSEN = "draft.programme";
/** The copy of all entries; no row has that id. */
const ALL = "*";
const PARTS: readonly DraftPart[] = ["about", "answers", "told", "broadcasts"];

export class PageDraft extends Screen {
  static override properties: PropertyDeclarations = {
    ...Screen.properties,
    manual: { state: true },
    failed: { state: true },
  };

  static override styles = [
    ...[Screen.styles].flat(),
    css`
      .ours {
        margin-top: 12px;
        padding: 12px 16px;
        border-radius: var(--_radius);
        background: var(--_warn-wash);
        font-weight: 500;
      }

      .choose {
        margin-top: 20px;
      }

      .choose legend {
        padding: 0;
        margin-bottom: 8px;
        font-weight: 600;
      }

      .option {
        display: grid;
        grid-template-columns: 22px 1fr;
        gap: 12px;
        align-items: center;
        min-height: 52px;
        margin: 0;
        padding: 10px 16px;
        font-size: 17px;
        cursor: pointer;
      }

      .option + .option {
        border-top: 1px solid var(--_separator);
      }

      .option input {
        accent-color: var(--_brand);
        width: 22px;
        height: 22px;
        margin: 0;
      }

      .option .small {
        display: block;
      }

      .list,
      .choose .card {
        padding: 0;
      }

      .row {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 0 12px;
        padding: 12px 12px 0 16px;
      }

      .row + .row {
        border-top: 1px solid var(--_separator);
      }

      .row h3 {
        font-size: 14px;
        font-weight: 400;
        color: var(--_text-secondary);
      }

      .answer {
        overflow-wrap: anywhere;
        font-weight: 500;
      }

      .empty {
        color: var(--_warn);
      }

      .needless {
        color: var(--_text-secondary);
      }

      .all {
        margin-top: 12px;
      }

      .entry,
      .row details {
        grid-column: 1 / -1;
      }

      .row details {
        grid-row: 2;
      }

      /* Beside what opens the note, which is as wide as the row. */
      .row > button,
      .row > a {
        grid-row: 2;
        grid-column: 2;
        z-index: 1;
        align-self: start;
        text-decoration: none;
      }

      textarea {
        min-height: 72px;
        resize: vertical;
        margin-bottom: 8px;
      }

      .take {
        display: grid;
        gap: 12px;
        margin-top: 28px;
      }

      a {
        display: inline-flex;
        align-items: center;
        min-height: 44px;
        padding: 0 4px;
        color: var(--_link);
        font-size: 15px;
      }

      .broken {
        padding: 16px;
      }

      .printed {
        display: none;
      }

      @media print {
        :host {
          font-size: 11pt;
          line-height: 1.35;
        }

        .page {
          max-width: none;
          padding: 0;
        }

        .choose,
        .open,
        .take,
        .row details,
        a {
          display: none;
        }

        section {
          margin-top: 10pt;
        }

        section > h2 {
          margin-bottom: 2pt;
        }

        .ours {
          border: 1px solid currentColor;
        }

        .row {
          display: block;
          padding: 2pt 0;
          break-inside: avoid;
        }

        .entry {
          display: grid;
          grid-template-columns: 40% 1fr;
          gap: 0 12pt;
        }

        .row h3,
        .small {
          font-size: 10pt;
        }

        .printed {
          display: block;
          grid-column: 2;
          white-space: pre-wrap;
        }
      }
    `,
  ];

  /** The row whose text the browser would not copy, or `ALL`: it is to be copied by hand. `""` where there is none. */
  declare protected manual: string;
  /** The last file could not be made. */
  declare protected failed: boolean;

  /** The notes that had a text. */
  readonly #opened = new Set<string>();
  /** The account that was shown last. */
  #account = "";

  constructor() {
    super();
    this.manual = "";
    this.failed = false;
  }

  protected override get restsHidden(): boolean {
    return true;
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.#account === this.app.account.id) return;
    this.#account = this.app.account.id;
    this.manual = "";
    this.failed = false;
  }

  protected override render(): TemplateResult {
    const { heading, label, none } = this.in(words);
    const offered = applications(this.policyWords, this.app.account.programme);
    const programme = offered.find(({ id }) => id === this.app.account.typed[CHOSEN]) ?? offered[0];
    return html`<div class="page">
      <h1 tabindex="-1">${heading}</h1>
      <p class="ours">${label}</p>
      ${programme ? this.#draft(programme, offered) : html`<p class="intro">${none}</p>`}
    </div>`;
  }

  #draft(programme: DocumentProgramme, offered: readonly DocumentProgramme[]): TemplateResult {
    const state = this.#state(programme);
    if (!state) return this.#broken();
    const rows = draftRows(this.words, this.policyWords, programme, state, this.in(words));
    return html`${this.#noApplication(offered)} ${this.#choose(programme, offered)} ${this.#open(rows)}
      <button type="button" class="choice all" @click=${() => void this.#copy(ALL, programme, rows)}>${this.in(words).copyAll}</button>
      ${keyed(
        `${this.app.account.id} ${programme.id}`,
        PARTS.map((part) => this.#part(programme, part, rows)),
      )}
      ${this.#take(programme, state, rows)}`;
  }

  #noApplication(offered: readonly DocumentProgramme[]): TemplateResult | typeof nothing {
    const own = this.policyWords.programmes.find(({ id }) => id === this.app.account.programme);
    if (!own || offered.includes(own)) return nothing;
    const said = { programme: this.words.text(own.title) };
    return html`<p class="small intro">${this.words.say(this.in(words).noApplication, said)}</p>`;
  }

  #choose(chosen: DocumentProgramme, offered: readonly DocumentProgramme[]): TemplateResult {
    return html`<fieldset class="choose">
      <legend>${this.in(words).choose}</legend>
      <div class="card">
        ${offered.map(
          (programme) => html`<label class="option">
            <input
              type="radio"
              name="programme"
              value=${programme.id}
              .checked=${live(programme.id === chosen.id)}
              @change=${() => this.#pick(programme.id)}
            />
            <span
              >${this.words.text(programme.title)}<span class="small">${this.words.text(formOf(programme)?.title)}</span></span
            >
          </label>`,
        )}
      </div>
    </fieldset>`;
  }

  #open(rows: readonly DraftRow[]): TemplateResult {
    const { complete, open } = this.in(words);
    const count = rows.filter(isOpen).length;
    return html`<p class="small intro open" role="status">${count === 0 ? complete : this.words.say(open, { count })}</p>`;
  }

  #part(programme: DocumentProgramme, part: DraftPart, rows: readonly DraftRow[]): TemplateResult | typeof nothing {
    const own = rows.filter((row) => row.part === part);
    if (own.length === 0) return nothing;
    return html`<section>
      <h2>${this.in(words).part[part]}</h2>
      <ul class="card list">
        ${own.map((row) => this.#row(programme, row, rows))}
      </ul>
    </section>`;
  }

  #row(programme: DocumentProgramme, row: DraftRow, rows: readonly DraftRow[]): TemplateResult {
    const { clause, copy } = this.in(words);
    const note = this.#noteOf(programme, row);
    const said = row.clause === "" ? "" : ` · ${this.words.say(clause, { clause: row.clause })}`;
    return html`<li class="row" data-row=${row.id}>
      <div class="entry">
        <h3>${row.title}${said}</h3>
        ${this.#answer(row)}
        ${note === "" ? nothing : html`<p class="printed">${note}</p>`}
      </div>
      ${
        row.answer === null
          ? nothing
          : html`<button
              type="button"
              class="link"
              aria-label=${this.#labelled(copy, row)}
              @click=${() => void this.#copy(row.id, programme, rows)}
            >
              ${copy}
            </button>`
      }
      ${isOpen(row) ? this.#fill(programme, row) : nothing}
      ${this.#note(programme, row, note)}
    </li>`;
  }

  #answer(row: DraftRow): TemplateResult {
    const { unsure } = this.in(words);
    if (!isOpen(row)) return html`<p class=${row.answer === null ? "needless" : "answer"}>${this.#said(row)}</p>`;
    return html`<p class="answer empty">${row.unsure ? unsure : this.#said(row)}</p>`;
  }

  /** To where it is entered: the plan, or the check. */
  #fill(programme: DocumentProgramme, row: DraftRow): TemplateResult {
    const { fill } = this.in(words);
    const plan = planOf(this.policyWords);
    const isPlanned = plan?.programme.id === programme.id && plan.facts.some(({ id }) => id === row.id);
    return html`<a
      href=${isPlanned ? "#planner" : "#check"}
      aria-label=${this.#labelled(fill, row)}
      @click=${() => this.app.change({ programme: programme.id })}
      >${fill}</a
    >`;
  }

  #note(programme: DocumentProgramme, row: DraftRow, note: string): TemplateResult {
    const { note: title, noteLabel } = this.in(words);
    // One that was open stays so when its text is deleted: it may be written anew.
    if (note !== "") this.#opened.add(noteKey(programme, row));
    return html`<details ?open=${this.#opened.has(noteKey(programme, row))}>
      <summary aria-label=${this.words.say(noteLabel, { title: row.title })}>${title}</summary>
      <textarea
        aria-label=${this.words.say(noteLabel, { title: row.title })}
        .value=${live(note)}
        @input=${(event: Event) => this.app.type(noteKey(programme, row), (event.target as HTMLTextAreaElement).value)}
      ></textarea>
    </details>`;
  }

  #take(programme: DocumentProgramme, state: InterviewState, rows: readonly DraftRow[]): TemplateResult {
    const { copyAll, xlsx, csv, print, failed, manual } = this.in(words);
    const text = this.#textOf(this.manual, programme, rows);
    return html`<div class="take">
      <button type="button" class="primary" @click=${() => void this.#copy(ALL, programme, rows)}>${copyAll}</button>
      ${
        text === ""
          ? nothing
          : html`<div class="manual">
              <p id="manual" role="status">${manual}</p>
              <textarea readonly aria-labelledby="manual" .value=${text}></textarea>
            </div>`
      }
      <button type="button" class="choice" @click=${() => void this.#save("xlsx", programme, state, rows)}>${xlsx}</button>
      <button type="button" class="choice" @click=${() => void this.#save("csv", programme, state, rows)}>${csv}</button>
      <button type="button" class="choice" @click=${() => window.print()}>${print}</button>
      ${this.failed ? html`<p class="error" role="alert">${failed}</p>` : nothing}
    </div>`;
  }

  /** What was kept can contradict itself after two devices were brought together. */
  #broken(): TemplateResult {
    const { broken, toCheck } = this.in(words);
    return html`<div class="card broken" role="alert">
      <p>${broken}</p>
      <a href="#check">${toCheck}</a>
    </div>`;
  }

  #state(programme: DocumentProgramme): InterviewState | undefined {
    try {
      return interviewOf(this.app, this.app.account, programme.id).state;
    } catch (error) {
      console.warn(error);
      return undefined;
    }
  }

  #labelled(verb: string, { title }: DraftRow): string {
    return this.words.say(this.words.messages.answers.doLabel, { verb, what: title });
  }

  #noteOf(programme: DocumentProgramme, row: DraftRow): string {
    return this.app.account.typed[noteKey(programme, row)] ?? "";
  }

  #pick(programme: string): void {
    this.manual = "";
    this.app.type(CHOSEN, programme);
  }

  /** What stands for an entry where its answer goes. */
  #said({ answer, needless }: DraftRow): string {
    const { empty, needless: notNeeded } = this.in(words);
    return answer ?? (needless ? notNeeded : empty);
  }

  /** What is copied of a row, or of them all; `""` where there is nothing. */
  #textOf(copy: string, programme: DocumentProgramme, rows: readonly DraftRow[]): string {
    if (copy === ALL) return this.#textOfAll(programme, rows);
    const row = rows.find(({ id }) => id === copy);
    return row?.answer ? [row.answer, this.#noteOf(programme, row)].filter(Boolean).join("\n") : "";
  }

  #textOfAll(programme: DocumentProgramme, rows: readonly DraftRow[]): string {
    const { label, noted } = this.in(words);
    const { result } = this.words.messages.sentence;
    const lines = rows.map((row) => {
      const answer = this.#said(row);
      const note = this.#noteOf(programme, row);
      const said = note === "" ? answer : this.words.say(noted, { answer, note });
      return this.words.say(result, { title: row.title, result: said });
    });
    return [label, "", ...lines, "", this.#basis()].join("\n");
  }

  async #copy(copy: string, programme: DocumentProgramme, rows: readonly DraftRow[]): Promise<void> {
    const isCopied = await copied(this.#textOf(copy, programme, rows));
    this.manual = isCopied ? "" : copy;
    if (isCopied) {
      const title = rows.find(({ id }) => id === copy)?.title ?? "";
      const said = () => this.in(words);
      this.app.say({
        words: () => (copy === ALL ? said().copiedAll : this.words.say(said().copied, { title })),
      });
      return;
    }
    await this.updateComplete;
    const box = this.renderRoot.querySelector<HTMLTextAreaElement>("textarea[readonly]");
    box?.focus();
    box?.select();
  }

  async #save(
    kind: "xlsx" | "csv",
    programme: DocumentProgramme,
    { asOf }: InterviewState,
    rows: readonly DraftRow[],
  ): Promise<void> {
    const { file } = this.in(words);
    const said = { programme: this.words.text(programme.title), day: asOf };
    const name = `${this.words.say(file, said)}.${kind}`;
    this.failed = false;
    try {
      const { csvBlob, saveFile, xlsxBlob } = await import("../../files/write.js");
      const table = this.#table(programme, rows);
      saveFile(kind === "xlsx" ? await xlsxBlob(table) : csvBlob(table), name);
      this.app.say({ words: () => this.words.say(this.in(words).saved, { name }) });
    } catch (error) {
      console.warn(error);
      this.failed = true;
    }
  }

  #table(programme: DocumentProgramme, rows: readonly DraftRow[]): TableToWrite {
    const { column, about, label, clause, sheet } = this.in(words);
    return {
      name: this.words.say(sheet, { programme: this.words.text(programme.title) }),
      header: [column.title, column.answer, column.note, column.clause],
      rows: [
        [about, label, null, null],
        ...rows.map((row) => [
          row.title,
          this.#said(row),
          this.#noteOf(programme, row) || null,
          row.clause === "" ? null : this.words.say(clause, { clause: row.clause }),
        ]),
        [about, this.#basis(), null, null],
      ],
    };
  }

  #basis(): string {
    const { basis, decides } = this.words.messages.policy;
    const { title, version } = this.policyWords;
    return this.words.sentences(this.words.say(basis, { title: this.words.text(title), version }), decides);
  }
}

function noteKey({ id }: DocumentProgramme, row: DraftRow): string {
  return `draft.${id}.${row.id}`;
}

customElements.define("page-draft", PageDraft);
