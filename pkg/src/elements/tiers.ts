// The form for a tier table the source does not publish: row by row, as the platform told it.

import { css, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";

import type { InterviewError } from "../interview.js";
import { describeError } from "../locales/describe.js";
import { byId, type DocumentMetric, typeOfMetric } from "../locales/document.js";
import type { SuppliedParameter, TierRow } from "../policy.js";
import { minutesOf } from "../rows.js";
import { define, KaiboElement } from "./base.js";
import type { KaiboField } from "./field.js";
import { warning } from "./icons.js";
import type { TypedDetail } from "./ledger.js";
import { percentOf, readNumber, shareOf } from "./numbers.js";
import type { ParameterDetail } from "./parameter.js";
import { parts } from "./theme.js";
import "./field.js";

/** A row as it is typed. */
interface Draft {
  readonly metric: string;
  readonly from: string;
  readonly to: string;
  /** The row ends with `to`, not before it. */
  readonly inclusive: boolean;
  readonly kind: string;
  readonly amount: string;
  readonly note: string | undefined;
}

/** What is wrong with a row: with which of its inputs, in words. */
interface RowProblem {
  readonly row: number;
  readonly input: "from" | "to" | "amount";
  readonly words: string;
}

/** The words for a metric's figures. */
type Measure = "money" | "minutes" | "ratio" | "number";

/**
 * The form for a tier table the source does not publish. It enters, corrects or removes it, row by row, and takes no part
 * in a form around it: what it holds is a table, told by its event. It is defined by `kaibo/elements/broadcasts`.
 *
 * @element kaibo-tiers
 * @tagname kaibo-tiers
 * @fires {CustomEvent<ParameterDetail>} kaibo-parameter - A value the platform told is entered, corrected or removed.
 * @fires {CustomEvent<TypedDetail>} kaibo-typed - What stands in it changed: for a page that keeps it.
 * @csspart button-primary - The button that goes on.
 * @csspart button-choice - A button with a border: an answer, or another way on.
 * @csspart button-link - A button that looks like a link.
 * @csspart error - What is wrong, beside its input.
 */
export class KaiboTiers extends KaiboElement {
  static override properties: PropertyDeclarations = {
    parameter: { type: String },
    metrics: { attribute: false },
    told: { attribute: false },
    error: { attribute: false },
    latest: { type: String },
    typed: { attribute: false },
    rows: { state: true },
    problems: { state: true },
    overtaken: { state: true },
  };

  static override styles = [
    ...[KaiboElement.styles].flat(),
    css`
      fieldset {
        display: grid;
        gap: 12px;
        padding: 12px 0 16px;
        border-bottom: 1px solid var(--_separator);
      }

      legend {
        padding: 0;
        font-weight: 500;
      }

      .pair {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 12px;
        align-items: end;
      }

      .fields {
        display: grid;
        gap: 16px;
        margin: 12px 0;
      }

      .remove {
        justify-self: start;
      }
    `,
  ];

  /** The parameter's id. */
  declare parameter: string;
  /** The metrics to offer first, by id. */
  declare metrics: readonly string[];
  /** What was told before. */
  declare told: SuppliedParameter<readonly TierRow[]> | undefined;
  /** Why what was entered was refused. */
  declare error: InterviewError | undefined;
  /** The latest day it can have been told, `YYYY-MM-DD`. */
  declare latest: string;
  /** What stood in it before, as `kaibo-typed` said it; it begins with that. */
  declare typed: Readonly<Record<string, string>>;
  /** The rows as they are typed. */
  declare protected rows: readonly Draft[];
  /** What is wrong with them, before anybody is asked. */
  declare protected problems: readonly RowProblem[];
  /** The refusal that typing has overtaken. */
  declare protected overtaken: InterviewError | undefined;

  constructor() {
    super();
    this.parameter = "";
    this.metrics = [];
    this.told = undefined;
    this.error = undefined;
    this.latest = "";
    this.typed = {};
    this.rows = [];
    this.problems = [];
    this.overtaken = undefined;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (this.rows.length > 0 && !changed.has("parameter")) return;
    this.rows = this.#rowsTyped() ?? this.#rowsTold();
  }

  protected override firstUpdated(): void {
    for (const type of ["input", "change"]) this.renderRoot.addEventListener(type, () => this.#sayTyped());
  }

  /** The row that was refused may be far above the button that was pressed. */
  protected override updated(changed: PropertyValues): void {
    if (!changed.has("error") || !this.error) return;
    const row = this.#faults()
      .find(({ path }) => path.split("/")[4] !== undefined)
      ?.path.split("/")[4];
    if (row !== undefined) this.renderRoot.querySelector<HTMLElement>(`#from-${Number(row)}`)?.focus();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.policyWords) return nothing;
    const { tiers, parameter: words } = this.words.messages;
    return html`${this.rows.map((row, index) => this.#row(row, index))}
      <div class="fields">
        <button type="button" class="choice" part="button-choice" id="add-tier" @click=${this.#add}>${tiers.add}</button>
        ${this.#general()}
        ${this.#field("source", "text", words.source, this.typed.source ?? this.told?.source, words.sourceExample)}
        ${this.#field("toldOn", "day", words.toldOn, this.typed.toldOn ?? this.told?.toldOn)}
        <button type="button" class="primary" part="button-primary" id="save-tiers" @click=${this.#save}>${tiers.save}</button>
        ${
          this.told
            ? html`<button type="button" class="choice quiet" part="button-choice" @click=${() => this.#send(null)}>${tiers.removeTable}</button>`
            : nothing
        }
      </div>
      <p class="small">${words.saved}</p>`;
  }

  #row(row: Draft, index: number): TemplateResult {
    const { tiers } = this.words.messages;
    const measure = this.#measure(row.metric);
    const number = index + 1;
    const lines = this.#linesAt(index);
    const ends = row.inclusive ? tiers.atMost : tiers.below;
    return html`<fieldset data-row=${index}>
      <legend>${this.words.say(tiers.row, { number })}</legend>
      <div>
        <label for="metric-${index}">${tiers.metric}</label>
        <select id="metric-${index}" @change=${(event: Event) => this.#type(index, { metric: typedIn(event) })}>
          ${this.#offered().map(
            ({ id, title }) =>
              html`<option value=${id} .selected=${id === row.metric}>${this.words.text(title)}</option>`,
          )}
        </select>
      </div>
      <div class="pair">
        ${this.#input(index, "from", tiers.from[measure], row.from, lines.length > 0)}
        ${this.#input(index, "to", ends[measure], row.to, lines.length > 0)}
      </div>
      <div class="pair">
        <div>
          <label for="kind-${index}">${tiers.kind}</label>
          <select id="kind-${index}" @change=${(event: Event) => this.#type(index, { kind: typedIn(event) })}>
            <option value="" .selected=${row.kind === ""}>${tiers.kindUnknown}</option>
            ${(this.policyWords.rewardKinds ?? []).map(
              ({ id, title }) =>
                html`<option value=${id} .selected=${id === row.kind}>${this.words.text(title)}</option>`,
            )}
          </select>
        </div>
        ${this.#input(index, "amount", tiers.amount, row.amount, this.#has(index, "amount"), row.kind === "")}
      </div>
      ${
        lines.length === 0
          ? nothing
          : html`<div role="alert" id="wrong-${index}">${lines.map((words) => this.#errorLine(this.words.say(tiers.atRow, { number, what: words })))}</div>`
      }
      ${
        this.rows.length > 1
          ? html`<button type="button" class="link remove" part="button-link" @click=${() => this.#remove(index)}>
              ${this.words.say(tiers.remove, { number })}
            </button>`
          : nothing
      }
    </fieldset>`;
  }

  #input(
    index: number,
    name: "from" | "to" | "amount",
    label: string,
    value: string,
    invalid: boolean,
    disabled: boolean = false,
  ): TemplateResult {
    const id = `${name}-${index}`;
    return html`<div>
      <label for=${id}>${label}</label>
      <input
        id=${id}
        type="text"
        inputmode=${name !== "amount" && this.#measure(this.rows[index]?.metric ?? "") === "minutes" ? "text" : "decimal"}
        autocomplete="off"
        .value=${value}
        ?disabled=${disabled}
        aria-invalid=${invalid ? "true" : "false"}
        aria-describedby=${invalid ? `wrong-${index}` : nothing}
        @input=${(event: Event) => this.#type(index, { [name]: typedIn(event) })}
      />
    </div>`;
  }

  #field(place: "source" | "toldOn", type: string, label: string, value = "", example = ""): TemplateResult {
    const fault = this.#faults().find(({ path }) => path.split("/")[3] === place);
    const details = this.latest === "" ? {} : { day: this.words.day(this.latest) };
    return html`<kaibo-field exportparts=${parts}
      id=${place}
      needed
      .locale=${this.locale}
      .document=${this.document}
      .type=${type}
      .label=${label}
      .value=${value === "" ? undefined : value}
      .latest=${place === "toldOn" ? this.latest : ""}
      .example=${example}
      .error=${fault ? describeError(this.words, fault.code, details) : ""}
      @kaibo-confirm=${(event: Event) => {
        event.stopPropagation();
        this.#save();
      }}
    ></kaibo-field>`;
  }

  /** What was refused and belongs to no row. */
  #general(): TemplateResult | typeof nothing {
    const { tiers } = this.words.messages;
    const faults = this.#faults().filter(({ path }) => {
      const [, , , place, row] = path.split("/");
      return place !== "source" && place !== "toldOn" && row === undefined;
    });
    if (faults.length === 0) return nothing;
    return html`<div role="alert">
      ${faults.map(({ code }) => this.#errorLine(code === "empty" ? tiers.empty : describeError(this.words, code)))}
    </div>`;
  }

  /** What is wrong with a row. */
  #linesAt(index: number): readonly string[] {
    const { tiers } = this.words.messages;
    const own = this.problems.filter(({ row }) => row === index).map(({ words }) => words);
    const refused = this.#faults().filter(({ path }) => path.split("/")[4] === String(index));
    return [
      ...own,
      ...refused.map(({ code }) => (code === "never-satisfiable" ? tiers.impossible : describeError(this.words, code))),
    ];
  }

  #has(index: number, input: RowProblem["input"]): boolean {
    return this.problems.some((problem) => problem.row === index && problem.input === input);
  }

  #faults(): InterviewError["faults"] {
    return this.error && this.error !== this.overtaken ? this.error.faults : [];
  }

  #errorLine(words: string): TemplateResult {
    return html`<p class="error" part="error">${warning(20)}<span>${words}</span></p>`;
  }

  /** The metrics, those of the task first. */
  #offered(): readonly DocumentMetric[] {
    const all = this.policyWords.metrics ?? [];
    const first = this.metrics.flatMap((id) => byId(all, id) ?? []);
    return [...first, ...all.filter(({ id }) => !this.metrics.includes(id))];
  }

  #measure(metric: string): Measure {
    const declared = byId(this.policyWords.metrics, metric);
    return declared ? (typeOfMetric(declared) as Measure) : "number";
  }

  #rowsTold(): readonly Draft[] {
    const rows = (this.told?.value ?? []).map((row) => this.#draftOf(row));
    return rows.length > 0 ? rows : [this.#blank()];
  }

  #rowsTyped(): readonly Draft[] | undefined {
    if (this.typed.rows === undefined) return undefined;
    try {
      const rows: unknown = JSON.parse(this.typed.rows);
      return Array.isArray(rows) && rows.every(isDraft) ? rows : undefined;
    } catch {
      return undefined;
    }
  }

  #sayTyped(): void {
    const rows = JSON.stringify(this.rows);
    const fields = (["source", "toldOn"] as const).flatMap((id) => {
      const text = this.renderRoot.querySelector<KaiboField>(`#${id}`)?.renderRoot.querySelector("input")?.value ?? "";
      return text === (this.told?.[id] ?? "") ? [] : [[id, text] as const];
    });
    const own = rows === JSON.stringify(this.#rowsTold()) ? [] : [["rows", rows] as const];
    this.send<TypedDetail>("kaibo-typed", { typed: Object.fromEntries([...own, ...fields]) });
  }

  #blank(metric: string = this.#offered()[0]?.id ?? ""): Draft {
    return { metric, from: "", to: "", inclusive: false, kind: "", amount: "", note: undefined };
  }

  #draftOf({ metric, atLeast, below, atMost, reward }: TierRow): Draft {
    const written = (figure: number | undefined) => {
      if (figure === undefined) return "";
      return String(this.#measure(metric) === "ratio" ? percentOf(figure) : figure);
    };
    return {
      metric,
      from: written(atLeast),
      to: written(below ?? atMost),
      inclusive: atMost !== undefined,
      kind: reward?.kind ?? "",
      amount: reward?.amount === undefined ? "" : String(reward.amount),
      note: reward?.note,
    };
  }

  #type(index: number, typed: Partial<Draft>): void {
    this.rows = this.rows.map((row, place) => (place === index ? { ...row, ...typed } : row));
    this.problems = this.problems.filter(({ row }) => row !== index);
    this.overtaken = this.error;
  }

  async #add(): Promise<void> {
    const last = this.rows.at(-1);
    // A tier begins where the one before it ends.
    const next = { ...this.#blank(last?.metric), kind: last?.kind ?? "", from: last && !last.inclusive ? last.to : "" };
    this.rows = [...this.rows, next];
    this.overtaken = this.error;
    this.#sayTyped();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`#from-${this.rows.length - 1}`)?.focus();
  }

  async #remove(index: number): Promise<void> {
    this.rows = this.rows.filter((_, place) => place !== index);
    this.problems = [];
    this.overtaken = this.error;
    this.#sayTyped();
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>("#add-tier")?.focus();
  }

  #save(): void {
    const read = this.rows.map((row, index) => this.#read(row, index));
    this.problems = read.flatMap(({ problems }) => problems);
    const fields = [...this.renderRoot.querySelectorAll<KaiboField>("kaibo-field")];
    const [source, toldOn] = fields.map((field) => field.read());
    const [first] = this.problems;
    if (first) {
      this.renderRoot.querySelector<HTMLElement>(`#${first.input}-${first.row}`)?.focus();
      return;
    }
    if (typeof source !== "string" || typeof toldOn !== "string") {
      fields.find((_, index) => [source, toldOn][index] == null)?.focusInput();
      return;
    }
    this.overtaken = undefined;
    this.#send({ value: read.flatMap(({ row }) => row ?? []), source, toldOn });
  }

  #read(draft: Draft, row: number): { readonly row?: TierRow; readonly problems: readonly RowProblem[] } {
    const { tiers } = this.words.messages;
    const problems: RowProblem[] = [];
    const figure = (input: "from" | "to" | "amount"): number | undefined => {
      const cell = draft[input].trim();
      if (cell === "") return undefined;
      const number = input === "amount" ? readNumber(cell) : this.#figure(cell, draft.metric);
      if (number !== null) return number;
      problems.push({ row, input, words: this.words.say(tiers.notANumber, { cell }) });
      return undefined;
    };
    const atLeast = figure("from");
    const end = figure("to");
    const amount = draft.kind === "" ? undefined : figure("amount");
    if (draft.from.trim() === "") problems.push({ row, input: "from", words: tiers.needsFrom });
    if (problems.length > 0 || atLeast === undefined) return { problems };
    const reward = {
      kind: draft.kind,
      ...(amount === undefined ? {} : { amount }),
      ...(draft.note === undefined ? {} : { note: draft.note }),
    };
    return {
      row: {
        metric: draft.metric,
        atLeast,
        ...(end === undefined ? {} : draft.inclusive ? { atMost: end } : { below: end }),
        ...(draft.kind === "" ? {} : { reward }),
      },
      problems,
    };
  }

  #figure(cell: string, metric: string): number | null {
    const measure = this.#measure(metric);
    if (measure === "minutes") return minutesOf(cell);
    const number = readNumber(cell);
    return number !== null && measure === "ratio" ? shareOf(number) : number;
  }

  #send(told: SuppliedParameter<readonly TierRow[]> | null): void {
    this.send<ParameterDetail>("kaibo-parameter", { parameter: this.parameter, told });
  }
}

function typedIn(event: Event): string {
  return (event.target as HTMLInputElement | HTMLSelectElement).value;
}

/** What a page kept may come from anywhere. */
function isDraft(row: unknown): row is Draft {
  if (typeof row !== "object" || row === null) return false;
  const { inclusive, note, ...texts } = row as Readonly<Record<string, unknown>>;
  const isText = (key: string) => typeof texts[key] === "string";
  return (
    ["metric", "from", "to", "kind", "amount"].every(isText) &&
    typeof inclusive === "boolean" &&
    (note === undefined || typeof note === "string")
  );
}

define("kaibo-tiers", KaiboTiers);

declare global {
  interface HTMLElementTagNameMap {
    "kaibo-tiers": KaiboTiers;
  }
}
