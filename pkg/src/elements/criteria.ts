// Criteria and their results: what was observed beside what is asked, when it changes, and what it rests on.

import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";

import type { CriterionResult, Rest, Verdict } from "../generated/index.js";
import type { InterviewState } from "../interview.js";
import { criterionTitle, describeComparison } from "../locales/describe.js";
import { byId, type DocumentCriterion, factsOf, findCriterion, parametersOf } from "../locales/document.js";
import { define, KaiboElement } from "./base.js";
import { cross, question, tick, warning } from "./icons.js";
import { oneValue } from "./parameter.js";
import { parts } from "./theme.js";

/** Detail of `kaibo-edit`: the fact to answer or to change. */
export interface EditDetail {
  readonly fact: string;
}

/**
 * Criteria, bars or risks with their results: what was observed beside what is asked, when it changes, and what it rests
 * on. `document` and `results` are enough.
 *
 * ```js
 * criteria.document = policy.document;
 * criteria.results = policy.assess(application).programmes[0].criteria;
 * ```
 *
 * @element kaibo-criteria
 * @tagname kaibo-criteria
 * @fires {CustomEvent<EditDetail>} kaibo-edit - A fact is to be answered or changed.
 * @fires {CustomEvent<ParameterDetail>} kaibo-parameter - A value the platform told is entered, corrected or removed.
 * @csspart card - A card.
 * @csspart criterion - A criterion.
 * @csspart criterion-met - One that is met; for a risk: that is not there.
 * @csspart criterion-unmet - One that is not met.
 * @csspart criterion-unknown - One that is not known.
 * @csspart criterion-header - Its sign and its title.
 * @csspart criterion-body - All under its title.
 * @csspart criterion-part - A named part of it.
 * @csspart sign - A tick, a cross or a question mark.
 * @csspart sign-met - The sign of what is met.
 * @csspart sign-unmet - The sign of what is not.
 * @csspart sign-unknown - The sign of what is not known.
 * @csspart title - The heading within a card, an `h3`.
 * @csspart comparison - The observed value beside what is asked of it.
 * @csspart boundary - Says that it is exactly on the limit.
 * @csspart actions - The buttons to answer, to change or to enter.
 * @csspart summary - What opens a disclosure.
 * @csspart button-link - A button that looks like a link.
 */
export class KaiboCriteria extends KaiboElement {
  static override properties: PropertyDeclarations = {
    results: { attribute: false },
    programme: { type: String },
    editable: { type: Boolean },
    state: { attribute: false },
    entering: { state: true },
  };

  static override styles = [
    ...[KaiboElement.styles].flat(),
    css`
      li.criterion {
        padding: 14px 16px 12px;
      }

      li.criterion + li.criterion {
        border-top: 1px solid var(--_separator);
      }

      .head {
        display: grid;
        grid-template-columns: 22px 1fr;
        gap: 10px;
        align-items: start;
      }

      .head svg {
        margin-top: 2px;
      }

      .body {
        padding-inline-start: 32px;
      }

      .body > p {
        margin-top: 4px;
      }

      .met {
        color: var(--_good);
      }

      .unmet {
        color: var(--_bad);
      }

      .unknown,
      .risky {
        color: var(--_warn);
      }

      .idle {
        color: var(--_text-secondary);
      }

      .boundary {
        display: inline-block;
        margin-top: 4px;
        padding: 0 8px;
        border-radius: 4px;
        background: var(--_warn-wash);
        color: var(--_warn);
        font-size: 14px;
      }

      .parts {
        margin-top: 6px;
        display: grid;
        gap: 8px;
      }

      .part {
        display: grid;
        grid-template-columns: 20px 1fr;
        gap: 8px;
      }

      .part svg {
        margin-top: 3px;
      }

      .do {
        margin-top: 6px;
      }

      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 20px;
        margin-inline-start: -4px;
      }

      .rests li + li {
        margin-top: 6px;
      }

      kaibo-parameter {
        margin-top: 8px;
      }
    `,
  ];

  /** The results to list, of an assessment's programme. */
  declare results: readonly CriterionResult[];
  /** The programme whose criteria they are; needed where programmes share ids. */
  declare programme: string;
  /** Offers buttons to answer, to change and to enter what was told; always so with a `state`. */
  declare editable: boolean;
  /** The state of an interview: its answers, what was told, and what results change to. */
  declare state: InterviewState | undefined;
  /** The parameter whose form is open. */
  declare protected entering: string | null;

  constructor() {
    super();
    this.results = [];
    this.programme = "";
    this.editable = false;
    this.state = undefined;
    this.entering = null;
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.policyWords) return nothing;
    return html`<ul class="card" part="card">
      ${this.results.map((result) => this.#criterion(result))}
    </ul>`;
  }

  get #programme(): string | undefined {
    return this.programme || this.state?.programme;
  }

  get #editable(): boolean {
    return this.editable || this.state !== undefined;
  }

  get #answers(): InterviewState["answers"] {
    return this.state?.answers ?? {};
  }

  #criterion(result: CriterionResult): TemplateResult {
    const declared = findCriterion(this.policyWords, result.id, this.#programme);
    return html`<li class="criterion" part="criterion criterion-${result.result}" data-criterion=${result.id} data-result=${result.result}>
      <div class="head" part="criterion-header">
        <span class=${toneOf(result)} part="sign sign-${result.result}">${signOf(result)}</span>
        <h3 part="title">
          ${criterionTitle(this.words, result.id)}
          <span class="visually-hidden">${this.words.messages.colon}${this.#resultWords(result)}</span>
        </h3>
      </div>
      <div class="body" part="criterion-body">
        ${this.#comparison(result, this.words.say(this.words.messages.question.clause, { clause: result.clause }))}
        ${this.#parts(result, declared)} ${this.#partSaysIt(result) ? nothing : this.#changes(result)}
        ${result.result === "unmet" && declared?.help ? html`<p class="do">${this.words.messages.criteria.doThis}${this.words.text(declared.help)}</p>` : nothing}
        ${this.#rests(result)} ${this.#actions(result, declared)}
      </div>
    </li>`;
  }

  #resultWords(result: CriterionResult): string {
    const { criteria, result: words } = this.words.messages;
    if (result.kind !== "risk") return words[result.result];
    return { met: criteria.riskMet, unmet: criteria.riskUnmet, unknown: criteria.riskUnknown }[result.result];
  }

  #comparison(result: CriterionResult, clause = ""): TemplateResult {
    const comparison = describeComparison(this.words, result);
    // A requirement without a published value says so itself.
    const said = result.children?.length || (result.required !== null && result.required.value === null);
    const reason = result.reason !== null && !said ? this.words.messages.reason[result.reason] : "";
    const boundary = result.onBoundary && !result.children?.some((part) => part.onBoundary);
    return html`<p class="small" part="comparison">
        ${clause}${clause !== "" && comparison + reason !== "" ? " · " : ""}${comparison}${comparison !== "" && reason !== "" ? this.words.messages.clauseSeparator : ""}<span
          class="unknown"
          >${reason}</span
        >
      </p>
      ${boundary ? html`<span class="boundary" part="boundary">${this.words.messages.criteria.onBoundary}</span>` : nothing}`;
  }

  #parts(result: CriterionResult, declared: DocumentCriterion | undefined): TemplateResult | typeof nothing {
    if (!result.children?.length) return nothing;
    const { criteria } = this.words.messages;
    return html`<p class="small">${declared?.condition.any ? criteria.anyOf : criteria.allOf}</p>
      <ul class="parts">
        ${result.children.map(
          (part) => html`<li class="part" part="criterion-part" data-criterion=${part.id} data-result=${part.result}>
            <span class=${isIdle(result, part) ? "idle" : toneOf(part)} part="sign sign-${part.result}">${signOf(part, 18)}</span>
            <div>
              ${criterionTitle(this.words, part.id)}
              <span class="visually-hidden">${this.words.messages.colon}${this.#resultWords(part)}</span>
              ${isIdle(result, part) && part.result === "unknown" ? nothing : this.#comparison(part)}
              ${isIdle(result, part) ? nothing : this.#changes(part)}
            </div>
          </li>`,
        )}
      </ul>`;
  }

  /** A part that changes on the same day tells it already. */
  #partSaysIt(result: CriterionResult): boolean {
    const parts = (result.children ?? []).filter((part) => !isIdle(result, part));
    return parts.some(({ changesOn }) => changesOn !== null && changesOn === result.changesOn);
  }

  /** When the result changes; what it becomes only an interview has looked up. */
  #changes(result: CriterionResult): TemplateResult | typeof nothing {
    if (result.changesOn === null) return nothing;
    const { criteria } = this.words.messages;
    const becomes = this.state?.changes[result.id] ?? "unknown";
    const message = { met: criteria.changesToMet, unmet: criteria.changesToUnmet, unknown: criteria.changesToOpen }[
      becomes
    ];
    return html`<p class="small">${this.words.say(message, { day: this.words.day(result.changesOn, this.state?.asOf) })}</p>`;
  }

  #rests(result: CriterionResult): TemplateResult | typeof nothing {
    const all = [result, ...(result.children ?? [])].flatMap(({ rests }) => rests);
    const rests = all.filter(
      (rest, index) => all.findIndex(({ kind, id }) => kind === rest.kind && id === rest.id) === index,
    );
    if (rests.length === 0) return nothing;
    return html`<details ?open=${result.onBoundary || rests.some(({ kind }) => kind === "parameter")}>
      <summary part="summary">${this.words.messages.criteria.rests}</summary>
      <ul class="small rests">
        ${rests.map((rest) => html`<li>${this.#rest(rest)}</li>`)}
      </ul>
    </details>`;
  }

  #rest(rest: Rest): string {
    const { criteria } = this.words.messages;
    if (rest.kind === "parameter") {
      const { id, value, source, toldOn } = rest;
      const day = this.words.day(toldOn);
      return this.words.say(criteria.told, {
        parameter: this.words.title(id),
        value: this.words.value(value, id),
        source,
        day,
      });
    }
    const assumption = byId(this.policyWords.assumptions, rest.id);
    if (!assumption) return rest.id;
    return this.words.say(criteria.assumption, {
      question: this.words.text(assumption.question),
      answer: this.words.text(assumption.answer),
    });
  }

  #actions(result: CriterionResult, declared: DocumentCriterion | undefined): TemplateResult | typeof nothing {
    if (!declared || !this.#editable) return nothing;
    const facts = factsOf(this.policyWords, declared).filter((fact) => this.#canAnswer(result, fact.id));
    const parameters = result.kind === "risk" ? parametersOf(declared) : [];
    if (facts.length + parameters.length === 0) return nothing;
    return html`<div class="actions" part="actions">
        ${facts.map((fact) => this.#edit(fact.id, facts.length > 1))} ${parameters.map((id) => this.#enter(id))}
      </div>
      ${parameters.filter((id) => id === this.entering).map((id) => this.#form(id))}`;
  }

  /** Risks are answered from here; of the rest, what is not known or not met. */
  #canAnswer(result: CriterionResult, fact: string): boolean {
    if (result.kind === "risk" || result.result === "unmet") return true;
    return result.result === "unknown" && this.#answers[fact] === undefined;
  }

  #edit(fact: string, named: boolean): TemplateResult {
    const { criteria, answers } = this.words.messages;
    const verb = this.#answers[fact] === undefined ? criteria.answer : criteria.change;
    const title = this.words.title(fact);
    return html`<button
      type="button"
      class="link" part="button-link"
      data-edit=${fact}
      aria-label=${this.words.say(answers.doLabel, { verb, what: title })}
      @click=${() => this.send<EditDetail>("kaibo-edit", { fact })}
    >
      ${named ? this.words.say(answers.doLabel, { verb, what: title }) : verb}
    </button>`;
  }

  #enter(id: string): TemplateResult {
    return html`<button
      type="button"
      class="link" part="button-link"
      data-enter=${id}
      aria-expanded=${this.entering === id ? "true" : "false"}
      @click=${() => {
        this.entering = this.entering === id ? null : id;
      }}
    >
      ${this.words.messages.criteria.enter}
    </button>`;
  }

  #form(id: string): TemplateResult {
    return html`<kaibo-parameter exportparts=${parts}
      .locale=${this.locale}
      .document=${this.document}
      .parameter=${id}
      .told=${oneValue(this.state?.parameters[id])}
      .error=${this.state?.errors[id]}
      .latest=${this.state?.today ?? ""}
    ></kaibo-parameter>`;
  }
}

/** A part that is not met or not known, where another one suffices. */
function isIdle(result: CriterionResult, part: CriterionResult): boolean {
  return result.result === "met" && part.result !== "met";
}

function toneOf(result: CriterionResult): string {
  return result.kind === "risk" && result.result === "unmet" ? "risky" : result.result;
}

function signOf(result: CriterionResult, size = 22): TemplateResult {
  const signs: Record<Verdict, (size: number) => TemplateResult> = {
    met: tick,
    unmet: result.kind === "risk" ? warning : cross,
    unknown: question,
  };
  return signs[result.result](size);
}

define("kaibo-criteria", KaiboCriteria);

declare global {
  interface HTMLElementTagNameMap {
    "kaibo-criteria": KaiboCriteria;
  }
}
