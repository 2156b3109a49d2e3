// The verdict: the outcome in a sentence with what to do, then all it is made of, and every answer open to change.

import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";

import type { CriterionResult, ProgrammeAssessment, Verdict } from "../generated/index.js";
import type { InterviewState } from "../interview.js";
import { criterionTitle, describeComparison } from "../locales/describe.js";
import { byId, type DocumentCaveat, type DocumentStep } from "../locales/document.js";
import { blockedBy, detours } from "./advice-plan.js";
import type { BeginDetail } from "./answers.js";
import { afterPaint, define, KaiboElement } from "./base.js";
import type { EditDetail } from "./criteria.js";
import { angleOn, cross, question, tick, warning } from "./icons.js";
import { parts } from "./theme.js";
import { failing, hasApplication, isPast, verdictWords } from "./verdict-words.js";
import "./advice.js";
import "./answers.js";
import "./calendar.js";
import "./criteria.js";
import "./outlook.js";
import "./progress.js";
import { oneValue } from "./parameter.js";

/** Detail of `kaibo-programme`: the programme to go on with. */
export interface ProgrammeDetail {
  readonly programme: string;
}

/** A caveat with its words. */
interface SpokenCaveat {
  readonly id: string;
  readonly words: string;
  readonly kind: DocumentCaveat["kind"];
  /** It is shown because of this applicant's own case. */
  readonly own: boolean;
}

/**
 * What an interview has come to: the outcome in a sentence with what to do, then all it is made of.
 *
 * @element kaibo-verdict
 * @tagname kaibo-verdict
 * @fires {CustomEvent<EditDetail>} kaibo-edit - A fact is to be answered or changed.
 * @fires {CustomEvent<BeginDetail>} kaibo-begin - The programme or the day is to be changed.
 * @fires {CustomEvent<ProgrammeDetail>} kaibo-programme - The interview goes on with another programme.
 * @fires {CustomEvent<ParameterDetail>} kaibo-parameter - A value the platform told is entered, corrected or removed.
 * @fires {CustomEvent<object>} kaibo-record - The user wants to record broadcasts.
 * @fires {CustomEvent<PlanDetail>} kaibo-plan - A planned broadcast is added or left out.
 * @fires {CustomEvent<object>} kaibo-restart - The user wants to start again.
 * @slot actions - What a page offers to do with the verdict; under what to do next or, for who qualifies, above it.
 * @csspart card - A card.
 * @csspart banner - The outcome.
 * @csspart banner-good - The outcome, eligible.
 * @csspart banner-bad - The outcome, not eligible.
 * @csspart banner-open - The outcome, undetermined.
 * @csspart sign - A tick, a cross or a question mark.
 * @csspart heading - The heading of the screen, an `h1`.
 * @csspart section-title - The heading of a section, an `h2`.
 * @csspart warning - A warning of this applicant's own case.
 * @csspart steps - The steps of the procedure.
 * @csspart summary - What opens a disclosure.
 * @csspart button-choice - A button with a border: an answer, or another way on.
 * @csspart button-link - A button that looks like a link.
 */
export class KaiboVerdict extends KaiboElement {
  static override properties: PropertyDeclarations = {
    state: { attribute: false },
    calendar: { state: true },
    whole: { state: true },
  };

  static override styles = [
    ...[KaiboElement.styles].flat(),
    css`
      .banner {
        padding: 20px 16px;
        border-top: 6px solid;
      }

      .banner.good {
        background: var(--_good-wash);
        border-color: var(--_good);
      }

      .banner.bad {
        background: var(--_bad-wash);
        border-color: var(--_bad);
      }

      .banner.open {
        background: var(--_warn-wash);
        border-color: var(--_warn);
      }

      .title {
        display: grid;
        grid-template-columns: 28px 1fr;
        gap: 10px;
      }

      .good .sign {
        color: var(--_good);
      }

      .bad .sign {
        color: var(--_bad);
      }

      .open .sign {
        color: var(--_warn);
      }

      .sign svg {
        margin-top: 1px;
      }

      .line {
        margin-top: 10px;
      }

      .line.first {
        font-weight: 600;
      }

      .mind p {
        margin-top: 6px;
      }

      .reasons {
        margin-top: 10px;
        padding-inline-start: 20px;
        list-style: disc;
      }

      .reasons li + li {
        margin-top: 6px;
      }

      .mind {
        margin-top: 12px;
        padding: 14px 16px;
        background: var(--_warn-wash);
        border-inline-start: 4px solid var(--_warn);
        display: grid;
        grid-template-columns: 22px 1fr;
        gap: 10px;
      }

      .mind > svg {
        margin-top: 2px;
        color: var(--_warn);
      }

      section {
        margin-top: 28px;
      }

      section > h2 {
        margin-bottom: 8px;
      }

      section > details.calendar {
        margin-top: 4px;
      }

      .fold {
        margin-top: 8px;
      }

      section:not(.fold) + .fold {
        margin-top: 28px;
      }

      .fold summary {
        min-height: 52px;
        padding: 8px 16px;
        color: var(--_text);
      }

      .fold summary h2 {
        font-weight: 500;
      }

      .fold summary .small {
        display: block;
      }

      .fold details > .small {
        padding: 0 16px 8px;
      }

      .more > summary {
        padding: 0 16px;
        border-top: 1px solid var(--_separator);
      }

      section > .small {
        margin-bottom: 8px;
      }

      .missing {
        margin-top: 12px;
        border-top: 1px solid var(--_separator);
      }

      .missing + .small {
        margin-top: 8px;
      }

      .missing button {
        display: grid;
        grid-template-columns: 1fr 20px;
        gap: 8px;
        align-items: center;
        width: 100%;
        padding: 10px 0;
        text-align: start;
        color: var(--_link);
        border-radius: 0;
        border-bottom: 1px solid var(--_separator);
      }

      .needed {
        padding: 16px;
      }

      .needed + .needed {
        margin-top: 8px;
      }

      .steps li {
        display: grid;
        grid-template-columns: 24px 1fr;
        gap: 10px;
        padding: 12px 16px;
      }

      .steps li + li,
      .notices li + li,
      .others li + li {
        border-top: 1px solid var(--_separator);
      }

      .number {
        width: 24px;
        height: 24px;
        border-radius: 50%;
        background: var(--_pressed);
        font-size: 14px;
        line-height: 24px;
        text-align: center;
      }

      .when {
        font-size: 15px;
        color: var(--_good);
      }

      .notices li {
        padding: 12px 16px;
        font-size: 15px;
      }

      .notices .first {
        font-weight: 600;
      }

      .others button {
        display: grid;
        grid-template-columns: 1fr 20px;
        gap: 8px;
        align-items: center;
        width: 100%;
        min-height: 52px;
        padding: 10px 16px;
        text-align: start;
      }

      .again {
        margin-top: 24px;
      }
    `,
  ];

  /** The state of the interview. */
  declare state: InterviewState | undefined;
  /** Whether the element for the calendar is there. */
  declare protected calendar: "not-yet" | "loaded" | "failed";
  /** Whether all of it is drawn: the outcome is seen before the rest is. */
  declare protected whole: boolean;

  constructor() {
    super();
    this.state = undefined;
    this.calendar = "not-yet";
    this.whole = false;
  }

  protected override firstUpdated(): void {
    afterPaint(() => {
      this.whole = true;
    });
  }

  protected override render(): TemplateResult | typeof nothing {
    const state = this.state;
    if (!state || !this.policyWords) return nothing;
    return html`${this.#banner(state)} ${this.whole ? this.#rest(state) : nothing}`;
  }

  /** What stands under the outcome. */
  #rest(state: InterviewState): TemplateResult {
    // Whoever qualifies wants to know how to go on first; to the others the reasons come first.
    const eligible = state.assessment.outcome === "eligible";
    const steps = state.assessment.outcome === "ineligible" ? nothing : this.#procedure(state);
    // Where nothing helps here, another kind of support is what is left.
    const elsewhere = blockedBy(this.policyWords, state).forGood.length > 0;
    const others = this.#others(state);
    return html`${this.#advice(state)} ${elsewhere ? others : nothing} ${this.#minds(state)}
      ${this.#needed(state)}
      <slot name="actions"></slot>
      ${eligible ? steps : nothing}
      ${(["unmet", "unknown", "met"] as const).map((result) => this.#group(state, result))}
      ${eligible ? nothing : steps} ${this.#outlook(state)} ${this.#progress(state)} ${this.#risks(state)} ${this.#answers(state)} ${this.#notices(state)}
      ${elsewhere ? nothing : others}
      <button type="button" class="choice again" part="button-choice" @click=${() => this.send("kaibo-restart", {})}>
        ${this.words.messages.verdict.again}
      </button>`;
  }

  /** The outcome in a few sentences, for those it is sent to; empty before there is one. */
  get says(): string {
    const { state } = this;
    if (!state || !this.policyWords) return "";
    const { verdict } = this.words.messages;
    const { heading, lines } = verdictWords(this.words, state);
    const reasons = failing(state).map(({ id }) => criterionTitle(this.words, id));
    const because = this.words.say(verdict.saysBecause, { criteria: this.words.list(reasons) });
    const outcome = this.words.say(verdict.says, { about: this.#about(state), heading });
    return this.words.sentences(outcome, reasons.length === 0 ? "" : because, ...lines);
  }

  /** The programme, and the day it is judged on. */
  #about(state: InterviewState): string {
    const { verdict } = this.words.messages;
    const programme = byId(this.policyWords.programmes, state.programme);
    const on = hasApplication(this.words, state) ? verdict.programmeOn : verdict.programmeOnNoApplication;
    return this.words.say(on, { programme: this.words.text(programme?.title), day: this.words.day(state.asOf) });
  }

  #banner(state: InterviewState): TemplateResult {
    const { tone, heading, lines } = verdictWords(this.words, state);
    const sign = { good: tick, bad: cross, open: question }[tone](28);
    return html`<div class="card banner ${tone}" part="card banner banner-${tone}" data-outcome=${state.assessment.outcome}>
      <div class="title">
        <span class="sign" part="sign">${sign}</span>
        <div>
          <h1 part="heading" tabindex="-1">${heading}</h1>
          <p class="small">${this.#about(state)}</p>
          <p class="small">${this.words.say(this.words.messages.verdict.version, { version: this.policyWords.version })}</p>
        </div>
      </div>
      ${this.#past(state)} ${this.#reasons(state)} ${lines.map((line, index) => html`<p class="line ${index === 0 ? "first" : ""}">${line}</p>`)} ${this.#missing(state)}
    </div>`;
  }

  /** What was so on another day is nothing to act on now. */
  #past(state: InterviewState): TemplateResult | typeof nothing {
    if (!isPast(state)) return nothing;
    const { past, changeDay } = this.words.messages.verdict;
    return html`<p class="line past">
      ${this.words.say(past, { today: this.words.day(state.today) })}
      <button type="button" class="link" part="button-link" id="change-day" @click=${() => this.send<BeginDetail>("kaibo-begin", { at: "day" })}>
        ${changeDay}
      </button>
    </p>`;
  }

  #reasons(state: InterviewState): TemplateResult | typeof nothing {
    const reasons = failing(state);
    if (reasons.length === 0) return nothing;
    const { verdict } = this.words.messages;
    return html`<p class="line">${this.words.say(verdict.because, { count: reasons.length })}</p>
      <ul class="reasons">
        ${reasons.map(
          (reason) => html`<li>
            ${criterionTitle(this.words, reason.id)}
            ${[reason, ...(reason.children ?? [])].map((part) => this.#comparison(part, part !== reason))}
          </li>`,
        )}
      </ul>`;
  }

  #comparison(result: CriterionResult, isPart: boolean): TemplateResult | typeof nothing {
    const comparison = describeComparison(this.words, result);
    if (comparison === "") return nothing;
    const subject = isPart && result.observed ? this.words.title(result.observed.id) + this.words.messages.colon : "";
    return html`<p class="small">${subject}${comparison}</p>`;
  }

  #missing(state: InterviewState): TemplateResult | typeof nothing {
    const { missing } = state.assessment;
    const { verdict } = this.words.messages;
    if (missing.length === 0) return nothing;
    const lead = missing.length === 1 ? verdict.missingOne : this.words.say(verdict.missing, { count: missing.length });
    return html`<p class="line">${lead}</p>
      ${this.#toAnswer(missing)}
      <p class="small">${verdict.missingHow}</p>`;
  }

  #toAnswer(facts: readonly string[]): TemplateResult {
    return html`<ul class="missing">
      ${facts.map(
        (fact) => html`<li>
          <button type="button" data-edit=${fact} @click=${() => this.send<EditDetail>("kaibo-edit", { fact })}>
            <span>${this.words.text(byId(this.policyWords.facts, fact)?.question)}</span>${angleOn()}
          </button>
        </li>`,
      )}
    </ul>`;
  }

  #advice(state: InterviewState): TemplateResult | typeof nothing {
    const says = state.assessment.outcome === "ineligible" || detours(state).length > 0;
    if (!says) return nothing;
    return html`<section>
      <kaibo-advice exportparts=${parts} .locale=${this.locale} .document=${this.document} .state=${state}></kaibo-advice>
    </section>`;
  }

  /** The warnings of this applicant's own case, before anything else. */
  #minds(state: InterviewState): readonly TemplateResult[] {
    return this.#caveats(state)
      .filter(({ own }) => own)
      .map(
        (caveat) =>
          html`<div class="card mind" part="card warning" data-caveat=${caveat.id} role="note">${warning(22)}${this.#mind(state, caveat)}</div>`,
      );
  }

  #mind(state: InterviewState, caveat: SpokenCaveat): TemplateResult {
    const { verdict, certainty } = this.words.messages;
    const dates = state.assessment.caveatDates.find((entry) => entry.caveat === caveat.id);
    const line = dates
      ? this.words.say(verdict.closesDuringReview, {
          through: this.words.day(dates.eligibleThrough),
          review: this.words.day(dates.reviewTo, dates.eligibleThrough),
          certainty: certainty[dates.certainty],
        })
      : "";
    return html`<div>
      <h2 part="section-title">${dates ? verdict.closesDuringReviewHeading : verdict.mindHeading}</h2>
      ${line === "" ? nothing : html`<p>${line}</p>`}
      <p>${caveat.words}</p>
      ${this.#goingLive(state, caveat)}
    </div>`;
  }

  /** What a broadcast on the next day would do, with its dates. */
  #goingLive(state: InterviewState, caveat: SpokenCaveat): TemplateResult | typeof nothing {
    const live = state.assessment.goingLive.find((entry) => entry.caveat === caveat.id);
    if (live?.outcome !== "ineligible") return nothing;
    const { goesLive, qualifiesAgain } = this.words.messages.verdict;
    const again = live.eligibleAgainOn
      ? this.words.say(qualifiesAgain, { day: this.words.day(live.eligibleAgainOn) })
      : "";
    return html`<p>${this.words.sentences(this.words.say(goesLive, { day: this.words.day(live.on) }), again)}</p>`;
  }

  #caveats(state: InterviewState): readonly SpokenCaveat[] {
    const engine: Readonly<Record<string, string>> = this.words.messages.engineCaveat;
    return state.assessment.caveats.map((id) => {
      const caveat = byId(this.policyWords.caveats, id);
      if (!caveat) return { id, words: engine[id] ?? id, kind: "caveat", own: true };
      return { id, words: this.words.text(caveat.title), kind: caveat.kind, own: caveat.when != null };
    });
  }

  /** What the source does not publish: how to learn it, and where to enter it. */
  #needed(state: InterviewState): TemplateResult | typeof nothing {
    const word = blockedBy(this.policyWords, state).word.map(({ id }) => id);
    const needed = [...new Set([...state.assessment.parametersNeeded, ...word])];
    if (needed.length === 0) return nothing;
    return html`<section>
      <h2 part="section-title">${this.words.messages.parameter.heading}</h2>
      ${needed.map(
        (id) => html`<div class="card needed" part="card">
          <kaibo-parameter exportparts=${parts}
            .locale=${this.locale}
            .document=${this.document}
            .parameter=${id}
            .told=${oneValue(state.parameters[id])}
            .error=${state.errors[id]}
            .latest=${state.today}
          ></kaibo-parameter>
        </div>`,
      )}
    </section>`;
  }

  #group(state: InterviewState, result: Verdict): TemplateResult | typeof nothing {
    const results = state.assessment.criteria.filter(
      (criterion) => criterion.kind !== "risk" && criterion.result === result,
    );
    if (results.length === 0) return nothing;
    const { criteria } = this.words.messages;
    const heading = this.words.say(criteria[result], { count: results.length });
    const list = this.#criteria(state, results);
    if (result === "met") return this.#folded(result, heading, "", list, results.some(isToBeSeen));
    if (state.assessment.outcome !== "ineligible" || result === "unmet") {
      return html`<section><h2 part="section-title">${heading}</h2>${list}</section>`;
    }
    // What fails is what counts here; the rest is there for those who look for it.
    return this.#folded(result, this.words.say(criteria.idle, { heading }), "", list);
  }

  /** What need not be seen to act: one line, which opens. */
  #folded(group: string, heading: string, says: string, content: TemplateResult, open = false): TemplateResult {
    return html`<section class="fold">
      <details class="card" part="card" data-group=${group} ?open=${open}>
        <summary part="summary">
          <span>
            <h2 part="section-title">${heading}</h2>
            ${says === "" ? nothing : html`<span class="small">${says}</span>`}
          </span>
        </summary>
        ${content}
      </details>
    </section>`;
  }

  /** A risk that is there is seen; of the others how many are still open. */
  #risks(state: InterviewState): TemplateResult | typeof nothing {
    const results = state.assessment.criteria.filter((criterion) => criterion.kind === "risk");
    if (results.length === 0) return nothing;
    const { criteria } = this.words.messages;
    const unknown = results.filter(({ result }) => result === "unknown").length;
    return this.#folded(
      "risks",
      criteria.risks,
      unknown === 0 ? "" : this.words.say(criteria.unknown, { count: unknown }),
      html`<p class="small">${criteria.risksHelp}</p>${this.#criteria(state, results)}`,
      results.some(({ result }) => result === "unmet"),
    );
  }

  #criteria(state: InterviewState, results: readonly CriterionResult[]): TemplateResult {
    return html`<kaibo-criteria exportparts=${parts} .locale=${this.locale} .document=${this.document} .state=${state} .results=${results}></kaibo-criteria>`;
  }

  #procedure(state: InterviewState): TemplateResult | typeof nothing {
    const steps = byId(this.policyWords.programmes, state.programme)?.procedure ?? [];
    if (steps.length === 0) return nothing;
    const { procedure } = this.words.messages;
    return html`<section>
      <h2 part="section-title">${hasApplication(this.words, state) ? procedure.heading : procedure.headingNoApplication}</h2>
      <ol class="card steps" part="card steps">
        ${steps.map((step, index) => this.#step(state, step, index + 1))}
      </ol>
      <kaibo-calendar exportparts=${parts} .locale=${this.locale} .document=${this.document} .state=${state}></kaibo-calendar>
    </section>`;
  }

  #step(state: InterviewState, step: DocumentStep, number: number): TemplateResult {
    const { actor } = this.words.messages;
    const when = this.#when(state, step);
    return html`<li>
      <span class="number" aria-hidden="true">${number}</span>
      <div>
        <p>${this.words.text(step.title)}</p>
        ${when === "" ? nothing : html`<p class="when">${when}</p>`}
        <p class="small">${this.words.sentences(actor[step.by], this.words.text(step.note))}</p>
      </div>
    </li>`;
  }

  /** The days of a step: its deadline, the review of what is submitted in it, or the days it is planned for. */
  #when(state: InterviewState, step: DocumentStep): string {
    const { procedure, certainty } = this.words.messages;
    const { submitBy, review, steps } = state.schedule;
    const day = (iso: string) => this.words.day(iso);
    if (step.deadline) {
      return submitBy ? this.words.say(procedure.deadline, { day: day(submitBy), days: step.deadline.days }) : "";
    }
    if (step.review && review) {
      const ends = {
        from: this.words.day(review.from, state.asOf),
        to: this.words.day(review.to, state.asOf),
        certainty: certainty[review.certainty],
      };
      return this.words.say(procedure.review, { submitted: day(state.asOf), ...ends });
    }
    const { from = null, to = null } = byId(steps, step.id) ?? {};
    // How long it takes once the review is over, nobody says.
    if (from !== null && from === review?.from) return this.words.say(procedure.earliest, { day: day(from) });
    if (from === null) return to === null ? "" : this.words.say(procedure.by, { day: day(to) });
    if (to === null) return this.words.say(procedure.earliest, { day: day(from) });
    return from === to
      ? this.words.say(procedure.on, { day: day(from) })
      : this.words.say(procedure.between, { from: day(from), to: this.words.day(to, from) });
  }

  #outlook(state: InterviewState): TemplateResult {
    const { outlook } = this.words.messages;
    return html`<section>
      <h2 part="section-title">${outlook.heading}</h2>
      <kaibo-outlook exportparts=${parts} .locale=${this.locale} .document=${this.document} .state=${state}></kaibo-outlook>
      <details class="calendar" data-calendar @toggle=${this.#showCalendar}>
        <summary part="summary">${outlook.calendar.show}</summary>
        ${this.#calendar(state)}
      </details>
    </section>`;
  }

  #calendar(state: InterviewState): TemplateResult | typeof nothing {
    if (this.calendar === "not-yet") return nothing;
    if (this.calendar === "failed") return html`<p role="alert">${this.words.messages.ledger.loadFailed}</p>`;
    return html`<kaibo-outlook-calendar
      exportparts=${parts}
      .locale=${this.locale}
      .document=${this.document}
      .outlook=${state.plannedOutlook}
      .asOf=${state.asOf}
      .today=${state.today}
    ></kaibo-outlook-calendar>`;
  }

  /** The calendar is loaded when it is opened; opening it again tries again. */
  async #showCalendar(event: Event): Promise<void> {
    if (!(event.target as HTMLDetailsElement).open || this.calendar === "loaded") return;
    this.calendar = "not-yet";
    try {
      await import("./outlook-calendar.js");
      this.calendar = "loaded";
    } catch {
      this.calendar = "failed";
    }
  }

  /** Without broadcasts there is nothing to see yet. */
  #progress(state: InterviewState): TemplateResult | typeof nothing {
    if (state.assessment.tasks.length === 0) return nothing;
    const { progress } = this.words.messages;
    const content = html`<kaibo-progress exportparts=${parts} .locale=${this.locale} .document=${this.document} .state=${state}></kaibo-progress>`;
    const none = state.ledger === null ? progress.none : "";
    return this.#folded("progress", progress.heading, none, content, state.ledger !== null);
  }

  /** What must be read before all is the first notice; then what limits the answer. What is just good to know is folded. */
  #notices(state: InterviewState): TemplateResult | typeof nothing {
    const spoken = this.#caveats(state).filter(({ own }) => !own);
    if (spoken.length === 0) return nothing;
    const { notices } = this.words.messages;
    const limits = spoken.filter(({ kind }) => kind === "caveat");
    const [first, ...others] = spoken.filter(({ kind }) => kind === "notice");
    const list = (caveats: readonly SpokenCaveat[]) =>
      html`<ul class="notices">
        ${caveats.map((caveat) => html`<li class=${caveat === first ? "first" : ""} data-caveat=${caveat.id}>${caveat.words}</li>`)}
      </ul>`;
    return html`<section>
      <h2 part="section-title">${notices.heading}</h2>
      <div class="card" part="card">
        ${list(first ? [first, ...limits] : limits)}
        ${
          others.length === 0
            ? nothing
            : html`<details class="more" data-group="notices">
                <summary part="summary">${this.words.say(notices.more, { count: others.length })}</summary>
                ${list(others)}
              </details>`
        }
      </div>
    </section>`;
  }

  #answers(state: InterviewState): TemplateResult {
    const { answers } = this.words.messages;
    const content = html`<kaibo-answers exportparts=${parts} .locale=${this.locale} .document=${this.document} .state=${state}></kaibo-answers>`;
    return this.#folded("answers", answers.heading, answers.canChange, content);
  }

  #others(state: InterviewState): TemplateResult | typeof nothing {
    const others = state.programmes.filter(({ id }) => id !== state.programme);
    if (others.length === 0) return nothing;
    return html`<section>
      <h2 part="section-title">${this.words.messages.others.heading}</h2>
      <ul class="card others" part="card">
        ${others.map((other) => this.#other(other))}
      </ul>
    </section>`;
  }

  #other(other: ProgrammeAssessment): TemplateResult {
    const { others, outcome } = this.words.messages;
    const programme = byId(this.policyWords.programmes, other.id);
    return html`<li>
      <button type="button" data-programme=${other.id} @click=${() => this.send<ProgrammeDetail>("kaibo-programme", { programme: other.id })}>
        <span>
          ${this.words.text(programme?.title)}<br />
          <span class="small">${other.outcome === "undetermined" ? others.check : outcome[other.outcome]}</span>
        </span>
        ${angleOn()}
      </button>
    </li>`;
  }
}

/** What is met only just, or by what someone was told, is not to be overlooked. */
function isToBeSeen({ onBoundary, rests, children }: CriterionResult): boolean {
  return onBoundary || rests.some(({ kind }) => kind === "parameter") || (children ?? []).some(isToBeSeen);
}

define("kaibo-verdict", KaiboVerdict);

declare global {
  interface HTMLElementTagNameMap {
    "kaibo-verdict": KaiboVerdict;
  }
}
