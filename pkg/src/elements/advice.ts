// What can be done now: the steps that lead to eligible, the first one first, or what nobody can change.

import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";

import type { Change, Given, Remedy, Value } from "../generated/index.js";
import type { InterviewState } from "../interview.js";
import { byId } from "../locales/document.js";
import { blockedBy, detours, movingFacts, planOf, sparedBy, windowFrom } from "./advice-plan.js";
import { define, KaiboElement } from "./base.js";
import type { EditDetail } from "./criteria.js";
import { angleOn } from "./icons.js";
import { failing } from "./verdict-words.js";

/**
 * What an applicant who does not qualify, or may not, can do now. Empty where there is nothing to say that the list
 * of what to find out does not say.
 *
 * @element kaibo-advice
 * @tagname kaibo-advice
 * @fires {CustomEvent<EditDetail>} kaibo-edit - A fact is to be answered or changed.
 * @csspart card - A card.
 * @csspart section-title - The heading of a section, an `h2`.
 */
export class KaiboAdvice extends KaiboElement {
  static override properties: PropertyDeclarations = { state: { attribute: false } };

  static override styles = [
    ...[KaiboElement.styles].flat(),
    css`
      h2 {
        margin-bottom: 8px;
      }

      .card {
        padding: 14px 16px;
      }

      .lead + ol,
      .lead + ul {
        margin-top: 10px;
      }

      ol.steps > li {
        display: grid;
        grid-template-columns: 24px minmax(0, 1fr);
        gap: 10px;
      }

      li + li {
        margin-top: 12px;
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

      .ways {
        margin-top: 8px;
      }

      .ways > li {
        padding-inline-start: 12px;
        border-inline-start: 3px solid var(--_separator);
      }

      .day {
        font-weight: 600;
      }

      .rows {
        border-top: 1px solid var(--_separator);
        margin-top: 8px;
      }

      .rows li + li {
        margin-top: 0;
      }

      button {
        display: grid;
        grid-template-columns: 1fr 20px;
        gap: 8px;
        align-items: center;
        width: 100%;
        padding: 10px 0;
        text-align: start;
        color: var(--_link);
        border-radius: 0;
      }

      .rows button {
        border-bottom: 1px solid var(--_separator);
      }

      button.act {
        padding: 0;
        min-height: 44px;
      }
    `,
  ];

  /** The state of the interview. */
  declare state: InterviewState | undefined;

  constructor() {
    super();
    this.state = undefined;
  }

  protected override render(): TemplateResult | typeof nothing {
    const state = this.state;
    if (!state || !this.policyWords) return nothing;
    const { advice } = this.words.messages;
    if (state.assessment.outcome === "undetermined") return this.#detours(state);
    if (state.assessment.outcome === "eligible") return nothing;
    const says = this.#plan(state) ?? this.#blocked(state);
    if (!says) return nothing;
    return html`<h2 part="section-title">${advice.heading}</h2>
      <div class="card" part="card">${says}</div>`;
  }

  #plan(state: InterviewState): TemplateResult | undefined {
    const plan = planOf(state.remedies.remedies);
    if (!plan) return undefined;
    const { advice } = this.words.messages;
    const steps = [
      ...plan.changes.map((change) => this.#change(state, change)),
      ...this.#ways(state, plan.ways),
      ...(plan.given.length > 0 ? [this.#findOut(plan.given)] : []),
    ];
    return this.#steps(this.words.say(advice.lead, { count: steps.length }), steps);
  }

  #steps(lead: string, steps: readonly TemplateResult[]): TemplateResult {
    if (steps.length === 1) return html`<p class="lead">${lead}</p><ul><li>${steps[0]}</li></ul>`;
    return html`<p class="lead">${lead}</p>
      <ol class="steps">
        ${steps.map((step, index) => html`<li><span class="number" aria-hidden="true">${index + 1}</span><div>${step}</div></li>`)}
      </ol>`;
  }

  /** The step that differs: one of several ways, the day to wait for, or nothing. */
  #ways(state: InterviewState, ways: readonly Remedy[]): readonly TemplateResult[] {
    const [only] = ways;
    if (ways.length === 1 && only) return only.on === state.asOf ? [] : [this.#wait(state, only)];
    const waiting = ways.some(({ on }) => on !== state.asOf);
    return [
      html`<p>${this.words.messages.advice.oneOf}</p>
        <ul class="ways">
          ${ways.map((way) => html`<li>${this.#condition(way, ways)}${this.#way(state, way)}</li>`)}
        </ul>
        ${waiting ? html`<p class="small">${this.#proviso(state)}</p>` : nothing}`,
    ];
  }

  /** What must be so for one of the ways; a way that rests on nothing unknown is open whatever it is. */
  #condition(way: Remedy, ways: readonly Remedy[]): TemplateResult | typeof nothing {
    const { advice } = this.words.messages;
    if (ways.every(({ given }) => given.length === 0)) return nothing;
    const so = way.given.map((given) =>
      this.words.say(advice.given, { fact: this.words.title(given.fact), value: this.#fitting(given.fact, given) }),
    );
    const line = so.length > 0 ? this.words.say(advice.ifSo, { given: this.words.list(so) }) : advice.whatever;
    return html`<p class="small">${line}</p>`;
  }

  #way(state: InterviewState, way: Remedy): TemplateResult {
    const { advice } = this.words.messages;
    const day = this.words.day(way.on);
    const waits = way.on !== state.asOf;
    return html`${way.changes.map((change) => this.#change(state, change))}
      ${waits ? html`<p class="day">${this.words.say(advice.wait, { day })}</p>` : nothing}
      ${waits || way.changes.length > 0 ? nothing : html`<p class="day">${advice.noWait}</p>`}`;
  }

  #change(state: InterviewState, change: Change): TemplateResult {
    const { advice } = this.words.messages;
    const now = state.answers[change.fact];
    const sentence = this.words.say(advice.change, {
      fact: this.words.title(change.fact),
      from: now === undefined ? "" : this.words.value(now, change.fact),
      to: this.#fitting(change.fact, { is: change.to, bound: change.bound, orNever: false }),
    });
    return html`<button type="button" class="act" data-edit=${change.fact} @click=${() => this.#edit(change.fact)}>
      <span>${sentence}</span>${angleOn()}
    </button>`;
  }

  #findOut(given: readonly Given[]): TemplateResult {
    const { advice } = this.words.messages;
    return html`<p>${this.words.say(advice.findOut, { count: given.length })}</p>
      <ul class="rows">
        ${given.map(
          (so) => html`<li>
            <button type="button" data-edit=${so.fact} @click=${() => this.#edit(so.fact)}>
              <span>
                ${this.words.title(so.fact)}<br />
                <span class="small">${this.words.say(advice.mustBe, { value: this.#fitting(so.fact, so) })}</span>
              </span>
              ${angleOn()}
            </button>
          </li>`,
        )}
      </ul>`;
  }

  #wait(state: InterviewState, remedy: Remedy): TemplateResult {
    const { advice, verdict } = this.words.messages;
    const alone = state.remedies.remedies.length === 1 && remedy.changes.length + remedy.given.length === 0;
    const to = alone ? windowFrom(state, remedy.on)?.to : undefined;
    const until = to ? this.words.say(verdict.through, { day: this.words.day(to) }) : "";
    return html`<p class="day">${this.words.say(advice.wait, { day: this.words.day(remedy.on) })}</p>
      <p class="small">${this.words.sentences(until, this.#proviso(state))}</p>`;
  }

  /** On what condition waiting helps. */
  #proviso(state: InterviewState): string {
    const { advice } = this.words.messages;
    const moving = movingFacts(this.policyWords, state);
    const said = moving.flatMap(({ whileWaiting }) => (whileWaiting ? [this.words.text(whileWaiting)] : []));
    if (said.length > 0) return this.words.sentences(...said, advice.unchanged);
    const titles = moving.map(({ title }) => this.#quoted(this.words.text(title)));
    return titles.length > 0 ? this.words.say(advice.unmoved, { facts: this.words.list(titles) }) : advice.unchanged;
  }

  /** For those who cannot find out what is missing: what leads to eligible all the same. */
  #detours(state: InterviewState): TemplateResult | typeof nothing {
    const ways = detours(state);
    if (ways.length === 0) return nothing;
    const { advice } = this.words.messages;
    return html`<h2 part="section-title">${advice.unsureHeading}</h2>
      <div class="card" part="card">
        <ul>
          ${ways.map((way) => html`<li>${this.#detour(state, way)}</li>`)}
        </ul>
      </div>`;
  }

  #detour(state: InterviewState, way: Remedy): TemplateResult {
    const { advice } = this.words.messages;
    const spared = sparedBy(state, way).map((fact) => this.#quoted(this.words.title(fact)));
    const rest = way.given.length > 0 ? advice.restStays : "";
    const waits = way.on !== state.asOf;
    const spares = spared.length > 0 ? this.words.say(advice.spares, { facts: this.words.list(spared) }) : "";
    return html`${way.changes.map((change) => this.#change(state, change))}
      ${waits ? html`<p class="day">${this.words.say(advice.wait, { day: this.words.day(way.on) })}</p>` : nothing}
      <p class="small">${this.words.sentences(spares, rest, waits ? this.#proviso(state) : "")}</p>`;
  }

  #blocked(state: InterviewState): TemplateResult | undefined {
    const { advice } = this.words.messages;
    const { forGood, word } = blockedBy(this.policyWords, state);
    if (word.length > 0) return this.#ask(state, this.words.list(word.map(({ title }) => this.words.text(title))));
    if (forGood.length === 0) return undefined;
    const criteria = this.words.list(forGood.map(({ title }) => this.#quoted(this.words.text(title))));
    return html`<p>${this.words.say(advice.blocked, { criteria, count: forGood.length })}</p>`;
  }

  /** Nothing is certain without the platform's word: what can be put right is, and the word is asked for. */
  #ask(state: InterviewState, parameters: string): TemplateResult {
    const { advice } = this.words.messages;
    const others = failing(state).some(({ id }) => !state.remedies.blockedBy.includes(id));
    const ask = html`<p>${this.words.say(others ? advice.ask : advice.askAgain, { parameters })}</p>
      <p class="small">${others ? advice.askWhy : advice.askAgainWhy}</p>`;
    if (!others) return ask;
    const steps = [html`<p>${advice.putRight}</p>`, ask];
    return this.#steps(advice.order, steps);
  }

  /** What a value must be: exactly so, or a bound. */
  #fitting(
    id: string,
    asked: { readonly is: Value; readonly bound: Given["bound"]; readonly orNever: boolean },
  ): string {
    const { is, bound, orNever } = asked;
    const side = { exactly: { value: is }, atLeast: { from: is }, atMost: { to: is } }[bound];
    const value = bound === "exactly" ? this.words.value(is, id) : this.words.observed({ id, ...side });
    if (!orNever) return value;
    const { advice, value: values } = this.words.messages;
    const never = byId(this.policyWords.facts, id)?.type === "rating" ? values.unrated : values.never;
    return this.words.say(advice.orNever, { value, never });
  }

  #quoted(title: string): string {
    return this.words.say(this.words.messages.advice.quoted, { title });
  }

  #edit(fact: string): void {
    this.send<EditDetail>("kaibo-edit", { fact });
  }
}

define("kaibo-advice", KaiboAdvice);

declare global {
  interface HTMLElementTagNameMap {
    "kaibo-advice": KaiboAdvice;
  }
}
