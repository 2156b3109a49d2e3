// What follows from the plan: by when to submit it, whether it fits, and what the whole check says.

import type { SuppliedParameter } from "kaibo";
import { describeOutcome } from "kaibo/locales";
import { css, html, nothing, type TemplateResult } from "lit";

import { addDays, daysBetween } from "./days.js";
import { PlannerPart } from "./part.js";
import { words } from "./words.js";

/** What the plan comes to. */
export class PlannerFollows extends PlannerPart {
  static override styles = [
    ...[PlannerPart.styles].flat(),
    css`
      .by {
        font-size: 20px;
        font-weight: 600;
        line-height: 1.4;
        overflow-wrap: anywhere;
      }

      .good,
      .late {
        margin-top: 8px;
        padding: 10px 12px;
        border-radius: var(--_radius);
      }

      .good {
        background: var(--_good-wash);
        color: var(--_good);
      }

      .late {
        background: var(--_bad-wash);
        color: var(--_bad);
      }

      .passed {
        margin-top: 12px;
      }

      .review {
        margin-top: 8px;
      }

      .verdict {
        display: grid;
        gap: 2px;
      }

      .verdict a {
        display: inline-flex;
        align-items: center;
        min-height: 44px;
        color: var(--_link);
      }

      .told {
        padding: 4px 16px;
      }

      .told kaibo-parameter {
        padding: 4px 0 16px;
      }

      section {
        margin-top: 20px;
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { follows } = this.in(words);
    return html`<h2>${follows.heading}</h2>
      <div class="card" data-follows>
        <div role="status">${this.#deadline()}</div>
        ${this.#dayPassed()}
        <p class="small review">${this.#review()}</p>
      </div>
      <section>
        <h2>${follows.fits}</h2>
        <kaibo-criteria
          .locale=${this.locale}
          .document=${this.document}
          .programme=${this.plan.programme.id}
          .results=${this.state.assessment.criteria.filter(({ id }) => this.plan.criteria.some((own) => own.id === id))}
          .state=${this.state}
        ></kaibo-criteria>
        ${this.plan.unpublished.map((id) => this.#unpublished(id))}
        <div class="card verdict">${this.#verdict()}</div>
      </section>`;
  }

  #deadline(): TemplateResult {
    const { follows } = this.in(words);
    const { submitBy } = this.state.schedule;
    if (submitBy === null) {
      const fact = this.words.title(this.plan.event);
      return html`<p>${this.words.say(follows.noDay, { fact })}</p>`;
    }
    const days = daysBetween(this.state.today, submitBy);
    return html`<p class="by">${this.words.say(follows.submitBy, { day: this.words.day(submitBy) })}</p>
      <p class="small">
        ${this.words.say(follows.before, { days: this.plan.days })} ·
        ${days < 0 ? this.words.say(follows.past, { days: -days }) : this.words.say(follows.ahead, { days })}
      </p>
      ${this.#inTime(submitBy)}`;
  }

  /** Whether the day of submission is early enough; if not, which live it is early enough for. */
  #inTime(submitBy: string): TemplateResult {
    const { follows } = this.in(words);
    const { asOf, today } = this.state;
    const late = daysBetween(submitBy, asOf);
    const day = this.words.day(asOf);
    if (late <= 0)
      return html`<p class="good">${asOf === today ? follows.inTimeToday : this.words.say(follows.inTime, { day })}</p>`;
    const earliest = this.words.day(addDays(asOf, this.plan.days));
    const message = asOf === today ? follows.lateToday : follows.late;
    return html`<p class="late">
      ${this.words.say(message, { day, days: late, earliest })} ${today <= submitBy ? follows.stillInTime : nothing}
    </p>`;
  }

  /** A day of submission that has passed answers for that day; who has not submitted yet asks for today. */
  #dayPassed(): TemplateResult | typeof nothing {
    const { follows } = this.in(words);
    if (this.state.asOf >= this.state.today) return nothing;
    return html`<p class="small passed">${follows.dayPassed}</p>
      <button type="button" class="link" @click=${() => this.app.change({ asOf: null })}>${follows.useToday}</button>`;
  }

  #review(): string {
    const { procedure, certainty } = this.words.messages;
    const { asOf, schedule } = this.state;
    if (!schedule.review) return this.in(words).follows.noReview;
    return this.words.say(procedure.review, {
      submitted: this.words.day(asOf),
      from: this.words.day(schedule.review.from),
      to: this.words.day(schedule.review.to),
      certainty: certainty[schedule.review.certainty],
    });
  }

  #unpublished(id: string): TemplateResult {
    const { follows } = this.in(words);
    const told = this.state.parameters[id];
    const message = told ? follows.told : follows.enter;
    return html`<details class="card told">
      <summary>${this.words.say(message, { parameter: this.words.title(id) })}</summary>
      <kaibo-parameter
        .locale=${this.locale}
        .document=${this.document}
        .parameter=${id}
        .told=${told && isOneValue(told) ? told : undefined}
        .error=${this.state.errors[id]}
        .latest=${this.state.today}
      ></kaibo-parameter>
    </details>`;
  }

  #verdict(): TemplateResult {
    const { follows } = this.in(words);
    const { assessment } = this.state;
    const { missing, parametersNeeded } = assessment;
    const parameters = this.words.list(parametersNeeded.map((id) => this.words.title(id)));
    const { needed, neededOnly, neededOnlyMany } = this.words.messages.verdict;
    const open = missing.length === 0 ? (parametersNeeded.length === 1 ? neededOnly : neededOnlyMany) : needed;
    return html`<p><strong>${describeOutcome(this.words, assessment)}</strong></p>
      ${missing.length === 0 ? nothing : html`<p class="small">${this.words.say(follows.open, { count: missing.length })}</p>`}
      ${parametersNeeded.length === 0 ? nothing : html`<p class="small">${this.words.say(open, { parameters })}</p>`}
      <a href="#check" @click=${() => this.app.change({ programme: this.plan.programme.id })}>${follows.whole}</a>`;
  }
}

function isOneValue(told: SuppliedParameter): boolean {
  return typeof told.value !== "object";
}

customElements.define("planner-follows", PlannerFollows);
