// One question: what is asked, by which clause and why, and the ways to answer it.

import { css, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";

import type { Question } from "../generated/index.js";
import type { InterviewError, InterviewState } from "../interview.js";
import { describeError } from "../locales/describe.js";
import { byId, type DocumentFact } from "../locales/document.js";
import type { FactValue } from "../policy.js";
import { define, KaiboElement } from "./base.js";
import type { ChooseDetail, KaiboField } from "./field.js";
import { parts } from "./theme.js";
import "./field.js";

/** Detail of `kaibo-answer`. */
export interface AnswerDetail {
  readonly fact: string;
  readonly value: FactValue;
  /** Facts whose answers are given up for it. */
  readonly forget: readonly string[];
}

/** Detail of `kaibo-skip`. */
export interface SkipDetail {
  readonly fact: string;
}

/**
 * The question an interview is at: what is asked, by which clause and why, and the ways to answer it.
 *
 * @element kaibo-question
 * @tagname kaibo-question
 * @fires {CustomEvent<AnswerDetail>} kaibo-answer - It is answered.
 * @fires {CustomEvent<SkipDetail>} kaibo-skip - The answer is "not sure".
 * @fires {CustomEvent<object>} kaibo-record - The user wants to record broadcasts, which answer it.
 * @csspart heading - The heading of the screen, an `h1`.
 * @csspart why - Its help and its clause.
 * @csspart summary - What opens a disclosure.
 * @csspart answers - The ways to answer it.
 * @csspart button-primary - The button that goes on.
 * @csspart button-choice - A button with a border: an answer, or another way on.
 * @csspart button-link - A button that looks like a link.
 */
export class KaiboQuestion extends KaiboElement {
  static override properties: PropertyDeclarations = { state: { attribute: false } };

  static override styles = [
    ...[KaiboElement.styles].flat(),
    css`
      /* The answers stay where they are from question to question. */
      .asked {
        min-height: 222px;
      }

      .asked:lang(en) {
        min-height: 290px;
      }

      @media (min-width: 592px) {
        .asked:lang(zh),
        .asked:lang(en) {
          min-height: 172px;
        }
      }

      .why {
        margin: 4px 0 20px;
      }

      .help {
        margin-top: 8px;
      }

      .says {
        padding: 4px 0 8px 17px;
      }

      .answers {
        display: grid;
        gap: 12px;
      }

      .record {
        display: block;
        margin: 12px auto 0;
      }

      .keep {
        margin-top: 8px;
        color: var(--_link);
        text-align: start;
        padding: 8px 0;
        text-decoration: underline;
      }
    `,
  ];

  /** The state of the interview. */
  declare state: InterviewState | undefined;

  /** What was entered last, to be kept over an answer it disagrees with. */
  #entered: FactValue | null = null;

  /** The refusal that typing has overtaken: what it says, and its way out, no longer fit what is entered. */
  #overtaken: InterviewError | undefined;

  constructor() {
    super();
    this.state = undefined;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get("state") as InterviewState | undefined;
    if (!before || before.current === this.state?.current) return;
    // The elements of a choice stay for the next one: new ones take a slow phone long.
    this.renderRoot.querySelector("details")?.removeAttribute("open");
    this.renderRoot.querySelector<KaiboField>("kaibo-field")?.formResetCallback();
  }

  protected override render(): TemplateResult | typeof nothing {
    const id = this.state?.current;
    const fact = id == null ? undefined : byId(this.policyWords?.facts, id);
    const row = this.state?.questions.find((question) => question.fact === id);
    if (!fact || !row) return nothing;
    return html`<div class="asked">
        <h1 part="heading" tabindex="-1">${this.words.text(fact.question)}</h1>
        ${this.#why(fact)}
      </div>
      ${keyed(isChosen(row) ? row.type : fact.id, this.#answers(fact, row))} ${fact.fromLedger ? this.#record() : nothing}`;
  }

  #why(fact: DocumentFact): TemplateResult {
    const clause = byId(this.policyWords.clauses, fact.clause);
    return html`<div class="why" part="why">
      ${fact.help ? html`<p class="small help">${this.words.text(fact.help)}</p>` : nothing}
      ${
        clause
          ? html`<details>
              <summary part="summary">${this.words.say(this.words.messages.criteria.clauseSays, { clause: fact.clause })}</summary>
              <p class="small says">${this.words.text(clause.says)}</p>
            </details>`
          : nothing
      }
    </div>`;
  }

  #answers(fact: DocumentFact, row: Question): TemplateResult {
    const { question } = this.words.messages;
    const chosen = isChosen(row);
    const refused = this.state?.errors[fact.id];
    const error = refused === this.#overtaken ? undefined : refused;
    return html`<div class="answers" part="answers">
      <div>
        <kaibo-field exportparts=${parts}
          .locale=${this.locale}
          .document=${this.document}
          .type=${row.type}
          .label=${chosen ? this.words.text(fact.question) : this.#label(row.type, fact)}
          .options=${fact.options ?? []}
          .value=${this.state?.answers[fact.id]}
          .latest=${row.type === "pastEvent" ? (this.state?.knownAt ?? "") : ""}
          .countedFrom=${this.state?.asOf ?? ""}
          .error=${error ? this.#message(error, row) : ""}
          @kaibo-choose=${(event: CustomEvent<ChooseDetail>) => this.#answer(event.detail.value)}
          @kaibo-confirm=${this.#confirm}
          @input=${() => this.#overtake(refused)}
        ></kaibo-field>
        ${error ? this.#keepThis(error) : nothing}
      </div>
      ${chosen ? nothing : html`<button type="button" class="primary" part="button-primary" @click=${this.#confirm}>${question.next}</button>`}
      ${this.#special(row.type)}
      <button
        type="button"
        class="choice" part="button-choice"
        data-value="not-sure"
        aria-pressed=${this.state?.skipped.includes(fact.id) ? "true" : "false"}
        @click=${() => this.send<SkipDetail>("kaibo-skip", { fact: fact.id })}
      >
        ${question.notSure}
      </button>
    </div>`;
  }

  /** Whoever has a list of broadcasts need not look the day up. */
  #record(): TemplateResult {
    return html`<button type="button" class="link record" part="button-link" data-record @click=${() => this.send("kaibo-record", {})}>
      ${this.words.messages.ledger.record}
    </button>`;
  }

  #label(type: string, fact: DocumentFact): string {
    const { question } = this.words.messages;
    if (type === "pastEvent" || type === "plannedEvent") return question.day;
    if (type === "money") return question.money;
    if (type === "ratio") return question.percent;
    return this.words.text(fact.title);
  }

  /** The answers that stand beside a day or a number: that there is none. */
  #special(type: string): TemplateResult | typeof nothing {
    const { question } = this.words.messages;
    const special =
      type === "pastEvent"
        ? { value: "never", words: question.never }
        : type === "rating"
          ? { value: "unrated", words: question.unrated }
          : null;
    if (!special) return nothing;
    const given = this.state?.current != null && this.state.answers[this.state.current] === special.value;
    return html`<button
      type="button"
      class="choice" part="button-choice"
      data-value=${special.value}
      aria-pressed=${given ? "true" : "false"}
      @click=${() => this.#answer(special.value)}
    >
      ${special.words}
    </button>`;
  }

  #message(error: InterviewError, row: Question): string {
    const other = error.conflicts.map((id) => this.words.title(id));
    return describeError(this.words, error.code, {
      ...(row.bounds.min === null ? {} : { min: this.words.value(row.bounds.min, row.fact) }),
      ...(row.bounds.max === null ? {} : { max: this.words.value(row.bounds.max, row.fact) }),
      ...(this.state ? { day: this.words.day(this.state.knownAt) } : {}),
      ...(other.length > 0 ? { other: this.words.list(other) } : {}),
    });
  }

  /** A way out where two answers disagree: the newer one stays, the older one is asked again. */
  #keepThis(error: InterviewError): TemplateResult | typeof nothing {
    if (error.conflicts.length === 0) return nothing;
    const other = this.words.list(error.conflicts.map((id) => this.words.title(id)));
    return html`<button type="button" class="keep" @click=${() => this.#answer(this.#entered, error.conflicts)}>
      ${this.words.say(this.words.messages.field.keepThis, { other })}
    </button>`;
  }

  #overtake(refused: InterviewError | undefined): void {
    if (refused === this.#overtaken) return;
    this.#overtaken = refused;
    this.requestUpdate();
  }

  #confirm(): void {
    const field = this.renderRoot.querySelector<KaiboField>("kaibo-field");
    this.#answer(field?.read() ?? null);
  }

  #answer(value: FactValue | null, forget: readonly string[] = []): void {
    const fact = this.state?.current;
    if (value === null || fact == null) return;
    this.#entered = value;
    this.#overtaken = undefined;
    this.send<AnswerDetail>("kaibo-answer", { fact, value, forget });
  }
}

/** Whether it is answered by a button of its own for each value. */
function isChosen({ type }: Question): boolean {
  return type === "boolean" || type === "choice";
}

define("kaibo-question", KaiboQuestion);

declare global {
  interface HTMLElementTagNameMap {
    "kaibo-question": KaiboQuestion;
  }
}
