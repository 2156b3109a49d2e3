// Whether the plan fits what the programme asks, and what the whole check says.

import type { SuppliedParameter } from "kaibo";
import { describeOutcome } from "kaibo/locales";
import { css, html, nothing, type TemplateResult } from "lit";

import { PlannerPart } from "./part.js";
import { words } from "./words.js";

/** Whether the plan fits. */
export class PlannerFollows extends PlannerPart {
  static override styles = [
    ...[PlannerPart.styles].flat(),
    css`
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

      kaibo-criteria {
        margin: 8px 0;
      }

      .told {
        padding: 4px 16px;
      }

      .told kaibo-parameter {
        padding: 4px 0 16px;
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { follows } = this.in(words);
    const own = this.plan.criteria.map(({ id }) => id);
    return html`<h2>${follows.fits}</h2>
      <kaibo-criteria
        .locale=${this.locale}
        .document=${this.document}
        .programme=${this.plan.programme.id}
        .results=${this.state.assessment.criteria.filter(({ id }) => own.includes(id))}
        .state=${this.state}
      ></kaibo-criteria>
      ${this.plan.unpublished.map((id) => this.#unpublished(id))}
      <div class="card verdict" data-verdict>${this.#verdict()}</div>`;
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
