// The form of the plan: all its fields at once, kept as they are typed.

import type { KaiboField } from "kaibo/elements";
import type { InterviewError } from "kaibo/interview";
import { type DocumentFact, describeError } from "kaibo/locales";
import { css, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";

import { interviewOf } from "../screen.js";
import { keyOf, PlannerPart, without } from "./part.js";
import { words } from "./words.js";

type FactValue = NonNullable<KaiboField["value"]>;

/** The field for the day of submission, which is no fact. */
const SUBMIT_ON = "submitOn";

/** The fields of the plan, and the day of submission. */
export class PlannerForm extends PlannerPart {
  static override properties: PropertyDeclarations = { ...PlannerPart.properties, refused: { state: true } };

  static override styles = [
    ...[PlannerPart.styles].flat(),
    css`
      .fields {
        display: grid;
        gap: 8px;
      }

      .field + .field {
        padding-top: 8px;
        border-top: 1px solid var(--_separator);
      }

      .head {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 12px;
        min-height: 44px;
        padding-bottom: 4px;
      }

      .head .label {
        margin: 0;
        font-size: 17px;
        font-weight: 500;
        line-height: 1.4;
      }

      .not-sure {
        flex: none;
        padding: 0 10px;
      }

      .not-sure[aria-pressed="true"] {
        background: var(--_warn-wash);
        color: var(--_warn);
        font-weight: 600;
      }

      kaibo-field::part(choices) {
        grid-template-columns: 1fr 1fr;
      }

      .stays,
      .keep {
        margin-top: 6px;
      }

      .keep {
        text-align: start;
        text-decoration: underline;
      }

      .kept {
        margin-bottom: 8px;
      }
    `,
  ];

  /** Inputs the core refused, by field. */
  declare protected refused: Readonly<Record<string, InterviewError>>;

  /** The account whose half-typed fields were looked at. */
  #looked = "";

  constructor() {
    super();
    this.refused = {};
  }

  /** Moves the focus to a field of the plan. */
  async focusField(fact: string): Promise<void> {
    await this.updateComplete;
    const field = this.#field(fact);
    field?.scrollIntoView({ block: "center" });
    field?.focusInput();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (this.app.account.id !== this.#looked) this.refused = {};
  }

  /** What was half typed before a reload says again what is wrong with it. */
  protected override updated(): void {
    const { id } = this.app.account;
    if (id === this.#looked) return;
    this.#looked = id;
    for (const fact of this.plan.facts.filter((fact) => this.typedIn(fact.id) !== "")) {
      const field = this.#field(fact.id);
      void field?.updateComplete.then(() =>
        field.value === undefined ? field.checkValidity() : this.#answer(fact.id, field.value, field.typed),
      );
    }
  }

  protected override render(): TemplateResult {
    const { plan } = this.in(words);
    return html`<h2>${plan.heading}</h2>
      <p class="small kept">${plan.kept}</p>
      <div class="card fields">
        ${keyed(this.app.account.id, html`${this.plan.facts.map((fact) => this.#row(fact))}${this.#submitOn()}`)}
      </div>`;
  }

  #field(fact: string): KaiboField | null {
    return this.renderRoot.querySelector<KaiboField>(`kaibo-field[data-field="${fact}"]`);
  }

  #row(fact: DocumentFact): TemplateResult {
    const { plan } = this.in(words);
    const label = this.#label(fact);
    return html`<div class="field">
      <div class="head">
        <p class="label" aria-hidden="true">${label}</p>
        ${this.#notSure(fact)}
      </div>
      <kaibo-field
        data-field=${fact.id}
        hide-label
        .locale=${this.locale}
        .document=${this.document}
        .type=${fact.type}
        .label=${label}
        .options=${fact.options ?? []}
        .value=${this.state.answers[fact.id]}
        .typed=${this.typedIn(fact.id)}
        .countedFrom=${fact.type === "plannedEvent" ? this.state.today : ""}
        .error=${this.#message(fact.id)}
        @input=${(event: Event) => this.#enter(fact.id, event.currentTarget as KaiboField)}
        @change=${(event: Event) => (event.currentTarget as KaiboField).checkValidity()}
      ></kaibo-field>
      ${this.#stays(fact.id)}
      ${
        fact.help
          ? html`<details>
              <summary>${this.words.say(plan.help, { clause: fact.clause })}</summary>
              <p class="small">${this.words.text(fact.help)}</p>
            </details>`
          : nothing
      }
    </div>`;
  }

  #label({ type, title, question }: DocumentFact): string {
    if (type === "boolean" || type === "choice") return this.words.text(question);
    const said = this.words.text(title);
    return type === "money" ? this.words.say(this.in(words).plan.yuan, { title: said }) : said;
  }

  #notSure(fact: DocumentFact): TemplateResult {
    const { notSure } = this.in(words).plan;
    const what = this.words.text(fact.title);
    return html`<button
      type="button"
      class="link not-sure"
      aria-label=${this.words.say(this.words.messages.answers.doLabel, { verb: notSure, what })}
      aria-pressed=${this.state.skipped.includes(fact.id) ? "true" : "false"}
      @click=${() => this.#skip(fact.id)}
    >
      ${notSure}
    </button>`;
  }

  /** What was entered before counts until what is typed can be read. */
  #stays(fact: string): TemplateResult | typeof nothing {
    const answer = this.state.answers[fact];
    if (answer === undefined || this.typedIn(fact) === "") return nothing;
    const value = this.words.value(answer, fact);
    return html`<p class="small stays">${this.words.say(this.in(words).plan.stays, { value })}</p>`;
  }

  #submitOn(): TemplateResult {
    const { plan } = this.in(words);
    const { day } = this.words.messages.start;
    return html`<div class="field">
      <div class="head"><p class="label" aria-hidden="true">${day}</p></div>
      <kaibo-field
        data-field=${SUBMIT_ON}
        type="day"
        hide-label
        .locale=${this.locale}
        .document=${this.document}
        .label=${day}
        .value=${this.state.asOf}
        .countedFrom=${this.state.asOf === this.state.today ? "" : this.state.today}
        .error=${this.#dayMessage()}
        @input=${(event: Event) => this.#enterDay(event.currentTarget as KaiboField)}
        @change=${(event: Event) => (event.currentTarget as KaiboField).checkValidity()}
      ></kaibo-field>
      ${this.#keepThis()}
      <p class="small stays">${plan.submitHelp}</p>
    </div>`;
  }

  #message(fact: string): string {
    const error = this.refused[fact];
    if (!error) return "";
    const { min = null, max = null } = this.state.questions.find((row) => row.fact === fact)?.bounds ?? {};
    return describeError(this.words, error.code, {
      ...(min === null ? {} : { min: this.words.value(min, fact) }),
      ...(max === null ? {} : { max: this.words.value(max, fact) }),
    });
  }

  #dayMessage(): string {
    const error = this.refused[SUBMIT_ON];
    if (!error) return "";
    const other = this.#others(error);
    if (other !== "") return this.words.say(this.words.messages.start.dayConflict, { other });
    if (error.path.startsWith("/broadcasts")) return this.words.messages.ledger.afterDay;
    return describeError(this.words, error.code);
  }

  /** A way out where answers lie after the day: the day stays, and they are asked again. */
  #keepThis(): TemplateResult | typeof nothing {
    const error = this.refused[SUBMIT_ON];
    const other = error ? this.#others(error) : "";
    if (!error || other === "") return nothing;
    return html`<button type="button" class="link keep" @click=${() => this.#enterDay(this.#field(SUBMIT_ON), error.conflicts)}>
      ${this.words.say(this.in(words).plan.keepThis, { other })}
    </button>`;
  }

  #others({ conflicts }: InterviewError): string {
    return this.words.list(conflicts.map((id) => this.words.title(id)));
  }

  #enter(fact: string, field: KaiboField): void {
    const { value, typed } = field;
    if (value !== undefined) {
      this.#answer(fact, value, typed);
      return;
    }
    this.#refuse(fact, undefined);
    const { answers, typed: kept } = this.app.account;
    if (typed !== "") this.app.type(keyOf(fact), typed);
    // A day that is being typed is none yet, and no reason to give up the one before.
    else if (!field.validity.badInput)
      this.app.change({ answers: without(answers, fact), typed: without(kept, keyOf(fact)) });
  }

  #answer(fact: string, value: FactValue, typed: string): void {
    const interview = interviewOf(this.app, this.app.account, this.plan.programme.id);
    const taken = interview.answer(fact, value);
    this.#refuse(fact, interview.state.errors[fact]);
    const { answers, skipped } = interview.state;
    if (taken) this.app.change({ answers, skipped, typed: without(this.app.account.typed, keyOf(fact)) });
    else this.app.type(keyOf(fact), typed);
  }

  #skip(fact: string): void {
    const interview = interviewOf(this.app, this.app.account, this.plan.programme.id);
    interview.skip(fact);
    this.#refuse(fact, undefined);
    const { answers, skipped } = interview.state;
    this.app.change({ answers, skipped, typed: without(this.app.account.typed, keyOf(fact)) });
  }

  #enterDay(field: KaiboField | null, forget: readonly string[] = []): void {
    const { value } = field ?? {};
    this.#refuse(SUBMIT_ON, undefined);
    if (typeof value !== "string" && field?.validity.badInput) return;
    const interview = interviewOf(this.app, this.app.account, this.plan.programme.id);
    const { today } = interview.state;
    if (!interview.setAsOf(typeof value === "string" ? value : today, { forget })) {
      this.#refuse(SUBMIT_ON, interview.state.errors.asOf);
      return;
    }
    const { asOf, answers, plannedBroadcasts } = interview.state;
    this.app.change({ asOf: asOf === today ? null : asOf, answers, plannedBroadcasts });
  }

  #refuse(field: string, error: InterviewError | undefined): void {
    const others = without(this.refused, field);
    this.refused = error ? { ...others, [field]: error } : others;
  }
}

customElements.define("planner-form", PlannerForm);
