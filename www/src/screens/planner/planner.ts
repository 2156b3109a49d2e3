// The plan for one event that is submitted ahead of it: the form, what follows, the steps, and the live itself.

import type { EditDetail, ParameterDetail } from "kaibo/elements";
import type { InterviewError, InterviewState } from "kaibo/interview";
import { css, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";

import { type Account, same } from "../../app/account.js";
import "kaibo/elements/calendar";
import "kaibo/elements/criteria";
import "kaibo/elements/field";
import "kaibo/elements/meter";
import "kaibo/elements/parameter";
import "kaibo/elements/progress";
import { dayOf } from "../../days.js";
import { interviewOf, Screen } from "../screen.js";
import { toldField } from "./follows.js";
import type { PlannerForm } from "./form.js";
import { keyOf, without } from "./part.js";
import { type Plan, planOf } from "./plan.js";
import { words } from "./words.js";
import "./deadline.js";
import "./form.js";
import "./live.js";
import "./steps.js";

const MILLISECONDS_OF_A_TICK = 30_000;

export class PagePlanner extends Screen {
  static override properties: PropertyDeclarations = {
    ...Screen.properties,
    now: { state: true },
    refused: { state: true },
    recorded: { state: true },
  };

  static override styles = [
    ...[Screen.styles].flat(),
    css`
      section > * {
        display: block;
      }

      .broken {
        padding: 16px;
      }

      a {
        display: inline-flex;
        align-items: center;
        min-height: 44px;
        color: var(--_link);
      }

      details > planner-live {
        margin-top: 8px;
      }
    `,
  ];

  /** The moment it is shown for. */
  declare protected now: number;
  /** Values the core refused, by parameter. */
  declare protected refused: Readonly<Record<string, InterviewError>>;
  /** The account in which a live was recorded last, as it was then. */
  declare protected recorded: Account | undefined;

  #plan: Plan | undefined;
  /** The account it was placed for, and whether its live comes first: it does not move while one looks at it. */
  #placed: { readonly account: string; readonly isFirst: boolean } | undefined;
  /** The account that was shown last. */
  #account = "";
  #ticking: ReturnType<typeof setInterval> | undefined;

  constructor() {
    super();
    this.now = Date.now();
    this.refused = {};
    this.recorded = undefined;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#ticking = setInterval(this.#tick, MILLISECONDS_OF_A_TICK);
    document.addEventListener("visibilitychange", this.#tick);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
    document.removeEventListener("visibilitychange", this.#tick);
  }

  protected override get restsHidden(): boolean {
    return true;
  }

  protected override appChanged(): void {
    super.appChanged();
    this.now = Date.now();
  }

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (changed.has("document")) this.#plan = planOf(this.policyWords);
    if (this.#account === this.app.account.id) return;
    this.#account = this.app.account.id;
    this.refused = {};
    this.recorded = undefined;
  }

  protected override render(): TemplateResult {
    const { heading, none } = this.in(words);
    const plan = this.#plan;
    return html`<div class="page" @kaibo-edit=${this.#edit} @kaibo-parameter=${this.#tell}>
      <h1 tabindex="-1">${heading}</h1>
      ${plan ? this.#planner(plan) : html`<p class="intro">${none}</p>`}
    </div>`;
  }

  #planner(plan: Plan): TemplateResult {
    const programme = this.words.text(plan.programme.title);
    const state = this.#state(plan);
    if (!state) return this.#broken();
    const { live } = this.in(words);
    return html`<p class="small intro">${this.words.say(this.in(words).intro, { programme })}</p>
      ${keyed(this.app.account.id, this.#parts(plan, state))}
      <p role="status">${this.#isRecorded ? html`${live.recorded} <a href="#progress">${live.toProgress}</a>` : nothing}</p>`;
  }

  #parts(plan: Plan, state: InterviewState): TemplateResult {
    const isFirst = this.#isLiveFirst(plan, state);
    return html`${isFirst ? html`<section><h2>${this.in(words).live.heading}</h2>${this.#live(plan, state)}</section>` : nothing}
      <section><planner-deadline .app=${this.app} .plan=${plan} .state=${state}></planner-deadline></section>
      <section><planner-form .app=${this.app} .plan=${plan} .state=${state}></planner-form></section>
      <section><planner-follows .app=${this.app} .plan=${plan} .state=${state}></planner-follows></section>
      <section><planner-steps .app=${this.app} .plan=${plan} .state=${state}></planner-steps></section>
      ${isFirst ? nothing : html`<section>${this.#folded(plan, state)}</section>`}`;
  }

  #folded(plan: Plan, state: InterviewState): TemplateResult {
    return html`<details ?open=${this.#isLiveNow(plan, state)}>
      <summary>${this.in(words).live.other}</summary>
      ${this.#live(plan, state)}
    </details>`;
  }

  #live(plan: Plan, state: InterviewState): TemplateResult {
    return html`<planner-live
      .app=${this.app}
      .plan=${plan}
      .state=${state}
      .now=${this.now}
      @planner-recorded=${() => {
        this.recorded = this.app.account;
      }}
    ></planner-live>`;
  }

  /** The live that was recorded is still in the ledger: that was not undone, nor was the ledger changed since. */
  get #isRecorded(): boolean {
    const { recorded } = this;
    return recorded?.id === this.app.account.id && same(recorded.ledger, this.app.account.ledger);
  }

  /** What was kept can contradict itself after two devices were brought together. */
  #broken(): TemplateResult {
    const { broken, toCheck } = this.in(words);
    return html`<div class="card broken" role="alert">
      <p>${broken}</p>
      <a href="#check">${toCheck}</a>
    </div>`;
  }

  #state(plan: Plan): InterviewState | undefined {
    try {
      const { state } = interviewOf(this.app, this.app.account, plan.programme.id);
      return { ...state, errors: this.refused };
    } catch (error) {
      console.warn(error);
      return undefined;
    }
  }

  #isLiveFirst(plan: Plan, state: InterviewState): boolean {
    const account = this.app.account.id;
    if (this.#placed?.account !== account) this.#placed = { account, isFirst: this.#isLiveNow(plan, state) };
    return this.#placed.isFirst;
  }

  /** Today is the day, or it has started. */
  #isLiveNow({ event }: Plan, { answers, today }: InterviewState): boolean {
    const planned = answers[event];
    const isToday = typeof planned === "string" && dayOf(planned) === today;
    return isToday || this.app.account.typed[keyOf("startedAt")] !== undefined;
  }

  #edit(event: CustomEvent<EditDetail>): void {
    const { fact } = event.detail;
    if (this.#plan?.facts.some(({ id }) => id === fact)) {
      void this.renderRoot.querySelector<PlannerForm>("planner-form")?.focusField(fact);
    } else {
      location.hash = "check";
    }
  }

  #tell(event: CustomEvent<ParameterDetail>): void {
    if (!this.#plan) return;
    const { parameter, told } = event.detail;
    const interview = interviewOf(this.app, this.app.account, this.#plan.programme.id);
    const others = without(this.refused, parameter);
    if (interview.setParameter(parameter, told)) {
      this.refused = others;
      // What was typed for it is told now.
      const typed = Object.entries(this.app.account.typed).filter(
        ([key]) => !key.startsWith(keyOf(toldField(parameter))),
      );
      this.app.change({ parameters: interview.state.parameters, typed: Object.fromEntries(typed) });
    } else {
      this.refused = { ...others, ...interview.state.errors };
    }
  }

  #tick = (): void => {
    if (!this.hidden) this.now = Date.now();
  };
}

customElements.define("page-planner", PagePlanner);
