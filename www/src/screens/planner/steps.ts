// The steps of the procedure with their days: a list to tick off, and to take into the calendar.

import type { ScheduledStep } from "kaibo";
import type { DocumentStep } from "kaibo/locales";
import { css, html, nothing, type TemplateResult } from "lit";

import { daysBetween } from "../../days.js";
import { keyOf, PlannerPart } from "./part.js";
import { words } from "./words.js";

/** When a step is to be done. */
interface Due {
  readonly says: string;
  /** The day that is counted to. */
  readonly day: string | null;
}

/** The countdown. */
export class PlannerSteps extends PlannerPart {
  static override styles = [
    ...[PlannerPart.styles].flat(),
    css`
      .help {
        margin-bottom: 8px;
      }

      li label {
        display: grid;
        grid-template-columns: 24px 1fr;
        gap: 12px;
        align-items: start;
        margin: 0;
        padding: 12px 16px;
        min-height: 44px;
        font-size: 17px;
        cursor: pointer;
      }

      li + li {
        border-top: 1px solid var(--_separator);
      }

      .list {
        padding: 0;
      }

      input {
        accent-color: var(--_brand);
        width: 24px;
        height: 24px;
        margin: 1px 0 0;
      }

      input:checked + span .title {
        color: var(--_text-secondary);
        text-decoration: line-through;
      }

      .title,
      .when,
      .note {
        display: block;
      }

      .when {
        font-size: 15px;
      }

      .past {
        color: var(--_bad);
        font-weight: 600;
      }

      .soon {
        color: var(--_good);
        font-weight: 600;
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { steps } = this.in(words);
    return html`<h2>${steps.heading}</h2>
      <p class="small help">${steps.help}</p>
      <ul class="card list">
        ${(this.plan.programme.procedure ?? []).map((step) => this.#step(step))}
      </ul>
      <kaibo-calendar .locale=${this.locale} .document=${this.document} .state=${this.state}></kaibo-calendar>`;
  }

  #step(step: DocumentStep): TemplateResult {
    const done = this.app.account.done.includes(keyOf(step.id));
    const { says, day } = this.#due(step);
    return html`<li>
      <label>
        <input
          type="checkbox"
          data-step=${step.id}
          .checked=${done}
          @change=${(event: Event) => this.#tick(step.id, (event.target as HTMLInputElement).checked)}
        />
        <span>
          <span class="title">${this.words.text(step.title)}</span>
          <span class="when">${says}${day === null ? nothing : html` · ${this.#distance(day, done)}`}</span>
          <span class="small note">${this.words.sentences(this.words.messages.actor[step.by], this.words.text(step.note))}</span>
        </span>
      </label>
    </li>`;
  }

  #due(step: DocumentStep): Due {
    const { steps } = this.in(words);
    const { submitBy } = this.state.schedule;
    const scheduled = this.state.schedule.steps.find(({ id }) => id === step.id);
    if (step.deadline && submitBy !== null)
      return { says: this.words.say(steps.by, { day: this.words.day(submitBy) }), day: submitBy };
    if (step.deadline || !scheduled || (scheduled.from === null && scheduled.to === null))
      return { says: this.#noDay(), day: null };
    return this.#between(scheduled);
  }

  #between({ from, to }: ScheduledStep): Due {
    const { steps } = this.in(words);
    const [first, last] = [this.words.day(from ?? ""), this.words.day(to ?? "")];
    if (from === to) return { says: this.words.say(steps.on, { day: last }), day: to };
    if (from === null) return { says: this.words.say(steps.by, { day: last }), day: to };
    if (to === null) return { says: this.words.say(steps.from, { day: first }), day: from };
    return { says: this.words.say(steps.between, { from: first, to: last }), day: to };
  }

  #noDay(): string {
    const { steps } = this.in(words);
    const isPlanned = this.state.schedule.submitBy !== null;
    return isPlanned ? steps.dayUnknown : this.words.say(steps.dayOpen, { fact: this.words.title(this.plan.event) });
  }

  #distance(day: string, done: boolean): TemplateResult {
    const { steps, follows } = this.in(words);
    const days = daysBetween(this.state.today, day);
    if (done) return html`<span>${steps.done}</span>`;
    if (days < 0) return html`<span class="past">${this.words.say(follows.past, { days: -days })}</span>`;
    return html`<span class="soon">${this.words.say(follows.ahead, { days })}</span>`;
  }

  #tick(step: string, isDone: boolean): void {
    const others = this.app.account.done.filter((id) => id !== keyOf(step));
    this.app.change({ done: isDone ? [...others, keyOf(step)] : others });
  }
}

customElements.define("planner-steps", PlannerSteps);
