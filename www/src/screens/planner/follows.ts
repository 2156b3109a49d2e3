// Whether the plan fits what the programme asks, and what the whole check says.

import type { SuppliedParameter } from "kaibo";
import type { KaiboParameter } from "kaibo/elements";
import { KaiboField } from "kaibo/elements/field";
import { describeOutcome } from "kaibo/locales";
import { css, html, nothing, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";

import { keyOf, PlannerPart } from "./part.js";
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

  /** The forms that were typed into. */
  readonly #opened = new Set<string>();
  /** The account whose half-typed forms were put back. */
  #putBack = "";

  protected override updated(): void {
    const { id } = this.app.account;
    if (id === this.#putBack) return;
    this.#putBack = id;
    for (const form of this.renderRoot.querySelectorAll("kaibo-parameter")) void this.#fill(form);
  }

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
      ${keyed(
        this.app.account.id,
        this.plan.unpublished.map((id) => this.#unpublished(id)),
      )}
      <div class="card verdict" data-verdict>${this.#verdict()}</div>`;
  }

  #unpublished(id: string): TemplateResult {
    const { follows } = this.in(words);
    const told = this.state.parameters[id];
    const message = told ? follows.told : follows.enter;
    // One that was open stays so when its text is deleted or saved.
    if (this.#isTyped(id)) this.#opened.add(id);
    return html`<details class="card told" ?open=${this.#opened.has(id)}>
      <summary>${this.words.say(message, { parameter: this.words.title(id) })}</summary>
      <kaibo-parameter
        .locale=${this.locale}
        .document=${this.document}
        .parameter=${id}
        .told=${told && isOneValue(told) ? told : undefined}
        .error=${this.state.errors[id]}
        .latest=${this.state.today}
        @input=${(event: Event) => this.#type(id, event)}
      ></kaibo-parameter>
    </details>`;
  }

  #isTyped(parameter: string): boolean {
    return Object.keys(this.app.account.typed).some((key) => key.startsWith(keyOf(toldField(parameter))));
  }

  #type(parameter: string, event: Event): void {
    const field = event.composedPath().find((target) => target instanceof KaiboField);
    if (field) this.app.type(keyOf(toldField(parameter, field.id)), field.typed);
  }

  /** What was typed and not saved stands there again. */
  async #fill(form: KaiboParameter): Promise<void> {
    await form.updateComplete;
    for (const field of form.renderRoot.querySelectorAll("kaibo-field"))
      field.typed = this.typedIn(toldField(form.parameter, field.id));
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

/** Where what is typed into the form for a value is kept; without a field, what all its fields begin with. */
export function toldField(parameter: string, field = ""): string {
  return `told.${parameter}.${field}`;
}

function isOneValue(told: SuppliedParameter): boolean {
  return typeof told.value !== "object";
}

customElements.define("planner-follows", PlannerFollows);
