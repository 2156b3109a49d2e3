// The answers given, each with a way to change it.

import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";

import type { CriterionResult } from "../generated/index.js";
import type { InterviewState } from "../interview.js";
import { byId } from "../locales/document.js";
import type { FactValue, SuppliedParameter } from "../policy.js";
import { define, KaiboElement } from "./base.js";
import type { EditDetail } from "./criteria.js";
import { isOneValue } from "./parameter.js";
import { parts } from "./theme.js";

/** Detail of `kaibo-begin`. */
export interface BeginDetail {
  /** Which of the two. */
  readonly at: "programme" | "day";
}

/**
 * The summary of what was answered, each answer with a button to change it.
 *
 * @element kaibo-answers
 * @tagname kaibo-answers
 * @fires {CustomEvent<EditDetail>} kaibo-edit - A fact is to be answered or changed.
 * @fires {CustomEvent<BeginDetail>} kaibo-begin - The programme or the day is to be changed.
 * @fires {CustomEvent<ParameterDetail>} kaibo-parameter - A value the platform told is entered, corrected or removed.
 * @fires {CustomEvent<object>} kaibo-record - The user wants to record broadcasts.
 * @csspart card - A card.
 * @csspart button-link - A button that looks like a link.
 */
export class KaiboAnswers extends KaiboElement {
  static override properties: PropertyDeclarations = { state: { attribute: false }, entering: { state: true } };

  static override styles = [
    ...[KaiboElement.styles].flat(),
    css`
      .row {
        display: grid;
        grid-template-columns: 1fr auto;
        align-items: center;
        gap: 2px 12px;
        padding: 6px 8px 6px 16px;
      }

      .row + .row {
        border-top: 1px solid var(--_separator);
      }

      dd {
        overflow-wrap: anywhere;
      }

      kaibo-parameter {
        padding: 8px 16px 16px;
      }
    `,
  ];

  /** The state of the interview. */
  declare state: InterviewState | undefined;
  /** The parameter whose form is open. */
  declare protected entering: string | null;

  constructor() {
    super();
    this.state = undefined;
    this.entering = null;
  }

  protected override render(): TemplateResult | typeof nothing {
    const state = this.state;
    if (!state || !this.policyWords) return nothing;
    const { answers } = this.words.messages;
    const programme = byId(this.policyWords.programmes, state.programme);
    return html`<div class="card" part="card">
      ${this.#row(answers.programme, programme ? this.words.text(programme.title) : state.programme, "programme", () => this.send<BeginDetail>("kaibo-begin", { at: "programme" }))}
      ${this.#row(answers.day, this.words.day(state.asOf), "day", () => this.send<BeginDetail>("kaibo-begin", { at: "day" }))}
      ${state.questions
        .filter(({ fact }) => state.answers[fact] !== undefined || state.skipped.includes(fact))
        .map(({ fact }) =>
          this.#row(this.words.title(fact), this.#answer(state, fact), fact, () =>
            this.send<EditDetail>("kaibo-edit", { fact }),
          ),
        )}
      ${this.#ledger(state)}
      ${Object.entries(state.parameters).map(([id, told]) => (isOneValue(told) ? this.#told(state, id, told) : nothing))}
    </div>`;
  }

  /** The broadcasts that were recorded, and the facts they settle. */
  #ledger(state: InterviewState): unknown {
    if (!state.ledger) return nothing;
    const { ledger } = this.words.messages;
    const record = () => this.send("kaibo-record", {});
    const count = this.words.say(ledger.count, { count: state.ledger.broadcasts.length });
    const settled = this.policyWords.facts.flatMap(({ id, fromLedger }) => {
      const answered = state.questions.some(({ fact, answered }) => fact === id && answered);
      const value = fromLedger && answered && state.answers[id] === undefined ? observedOf(state, id) : undefined;
      return value === undefined ? [] : [{ id, value: this.words.value(value, id) }];
    });
    return html`${settled.map(({ id, value }) => this.#row(this.words.title(id), this.words.say(ledger.fromLedger, { value }), id, record))}
      ${this.#row(ledger.recorded, count, "ledger", record)}`;
  }

  /** A value the platform told, with its form when it is being changed. */
  #told(state: InterviewState, id: string, told: SuppliedParameter<FactValue>): TemplateResult {
    const { criteria } = this.words.messages;
    const source = this.words.say(criteria.toldBy, { source: told.source, day: this.words.day(told.toldOn) });
    const value = `${this.words.value(told.value, id)}${source}`;
    return html`${this.#row(this.words.title(id), value, id, () => {
      this.entering = this.entering === id ? null : id;
    })}
      ${
        this.entering === id
          ? html`<kaibo-parameter exportparts=${parts}
              .locale=${this.locale}
              .document=${this.document}
              .parameter=${id}
              .told=${told}
              .error=${state.errors[id]}
              .latest=${state.today}
              @kaibo-parameter=${() => {
                this.entering = state.errors[id] ? id : null;
              }}
            ></kaibo-parameter>`
          : nothing
      }`;
  }

  #answer(state: InterviewState, fact: string): string {
    const answer = state.answers[fact];
    return answer === undefined ? this.words.messages.answers.notSure : this.words.value(answer, fact);
  }

  #row(title: string, value: string, id: string, change: () => void): TemplateResult {
    const { answers } = this.words.messages;
    return html`<div class="row">
      <dl>
        <dt class="small">${title}</dt>
        <dd>${value}</dd>
      </dl>
      <button type="button" class="link" part="button-link" data-change=${id} aria-label=${this.words.say(answers.doLabel, { verb: answers.change, what: title })} @click=${change}>
        ${answers.change}
      </button>
    </div>`;
  }
}

/** What the criteria know exactly of a fact. */
function observedOf(state: InterviewState, fact: string): FactValue | undefined {
  const criteria = state.programmes.flatMap((programme) => programme.criteria).flatMap(withParts);
  return criteria.map(({ observed }) => observed).find((observed) => observed?.id === fact)?.value;
}

function withParts(criterion: CriterionResult): readonly CriterionResult[] {
  return [criterion, ...(criterion.children ?? []).flatMap(withParts)];
}

define("kaibo-answers", KaiboAnswers);

declare global {
  interface HTMLElementTagNameMap {
    "kaibo-answers": KaiboAnswers;
  }
}
