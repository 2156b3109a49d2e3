// By when the plan is to be submitted, whether that can still be done, and what is said of the review.

import { css, html, nothing, type TemplateResult } from "lit";

import { addDays, daysBetween } from "../../days.js";
import { keyOf, PlannerPart } from "./part.js";
import { words } from "./words.js";

/** The deadline. */
export class PlannerDeadline extends PlannerPart {
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

      h2 {
        margin-bottom: 8px;
      }
    `,
  ];

  protected override render(): TemplateResult {
    return html`<h2>${this.in(words).follows.heading}</h2>
      <div class="card" data-deadline>
        <div role="status">${this.#deadline()}</div>
        ${this.#dayPassed()}
        <p class="small review">${this.#review()}</p>
      </div>`;
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
    if (this.app.account.done.includes(keyOf(this.plan.step.id))) return html`<p class="good">${follows.submitted}</p>`;
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
}

customElements.define("planner-deadline", PlannerDeadline);
