// How far the tasks are: a card for each metric, with its tiers, what is left, the pace, and where it leads.

import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";

import type { Pace, TaskProgress, TierProgress } from "../generated/index.js";
import type { InterviewState } from "../interview.js";
import { byId } from "../locales/document.js";
import type { SuppliedParameter, TierRow } from "../policy.js";
import { define, KaiboElement } from "./base.js";
import { cross, question, tick } from "./icons.js";

/** The metrics of one task, which share a table. */
interface Task {
  readonly id: string;
  readonly clause: string;
  readonly metrics: readonly TaskProgress[];
}

/**
 * `<kaibo-progress>`: how far the tasks of a programme are.
 *
 * Events: `kaibo-record` (broadcasts to record), `kaibo-parameter` (a table the platform told).
 */
export class KaiboProgress extends KaiboElement {
  static override properties: PropertyDeclarations = {
    state: { attribute: false },
    entering: { state: true },
    failed: { state: true },
  };

  static override styles = [
    ...[KaiboElement.styles].flat(),
    css`
      .card {
        padding: 16px;
      }

      .card + .card,
      .card + .record,
      .record + .card,
      .table {
        margin-top: 8px;
      }

      .table h3 {
        margin-bottom: 4px;
      }

      .figure {
        font-size: 20px;
        font-weight: 600;
        line-height: 1.4;
        overflow-wrap: anywhere;
      }

      .meter {
        height: 12px;
        margin: 10px 0 6px;
        border-radius: 6px;
        background: var(--_pressed);
        overflow: hidden;
      }

      .meter svg {
        width: 100%;
        height: 100%;
        fill: var(--_brand);
      }

      .tiers {
        margin: 10px 0 0;
      }

      .tiers li {
        display: grid;
        grid-template-columns: 20px 1fr;
        gap: 8px;
        padding: 8px 0;
        border-top: 1px solid var(--_separator);
      }

      .tiers svg {
        margin-top: 3px;
      }

      .met svg {
        color: var(--_good);
      }

      .unknown svg {
        color: var(--_warn);
      }

      .unmet svg {
        color: var(--_text-secondary);
      }

      .ahead {
        margin-top: 10px;
        padding-top: 10px;
        border-top: 1px solid var(--_separator);
      }

      .ahead p {
        font-size: 15px;
      }

      .ahead p + p {
        margin-top: 4px;
      }

      .impossible {
        color: var(--_bad);
      }
    `,
  ];

  /** The state of the interview. Property only. */
  declare state: InterviewState | undefined;
  /** The table whose form is open. */
  declare protected entering: string | null;
  /** The form could not be loaded. */
  declare protected failed: boolean;

  constructor() {
    super();
    this.state = undefined;
    this.entering = null;
    this.failed = false;
  }

  protected override render(): TemplateResult | typeof nothing {
    const state = this.state;
    if (!state || !this.policyWords) return nothing;
    const { progress, ledger } = this.words.messages;
    return html`${state.ledger ? nothing : html`<div class="card"><p>${progress.none}</p></div>`}
      <button type="button" class="choice record" data-record @click=${() => this.send("kaibo-record", {})}>
        ${state.ledger ? ledger.change : ledger.record}
      </button>
      ${tasksOf(state.assessment.tasks).map((task) => this.#task(state, task))}`;
  }

  #task(state: InterviewState, task: Task): TemplateResult {
    const cards = state.ledger ? task.metrics : task.metrics.filter(({ tiers }) => tiers.length > 0);
    return html`${cards.map((metric) => this.#metric(state, metric))} ${this.#table(state, task)}`;
  }

  #metric(state: InterviewState, task: TaskProgress): TemplateResult {
    const { progress } = this.words.messages;
    const title = this.words.title(task.metric);
    const { ratio, target } = task;
    return html`<article class="card" data-metric=${task.metric}>
      <h3>${title}</h3>
      <p class="figure">${this.#achieved(task)}</p>
      <p class="small">${this.#window(task)}</p>
      ${
        target === null
          ? nothing
          : html`<div
                class="meter"
                role="meter"
                aria-valuemin="0"
                aria-valuemax="1"
                aria-valuenow=${Math.min(ratio ?? 0, 1)}
                aria-label=${title}
                aria-valuetext=${this.#target(task)}
              >
                <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
                  <rect width=${Math.min(ratio ?? 0, 1)} height="1"></rect>
                </svg>
              </div>
              <p class="small">${this.#target(task)}</p>`
      }
      ${
        task.tiers.length === 0
          ? nothing
          : html`<ul class="tiers" aria-label=${progress.tiers}>
              ${task.tiers.map((tier) => this.#tier(task, tier))}
            </ul>`
      }
      ${this.#ahead(state, task)}
    </article>`;
  }

  #achieved(task: TaskProgress): string {
    const { progress } = this.words.messages;
    if (task.achieved === null) return progress.open;
    const value = this.#figure(task, task.achieved);
    if (task.exact) return this.words.say(progress.achieved, { value });
    if (task.atMost === null) return this.words.say(progress.atLeast, { value });
    return this.words.say(progress.atLeastAtMost, { value, most: this.#figure(task, task.atMost) });
  }

  #window({ window: { kind, from, to } }: TaskProgress): string {
    const has = from === null ? "no" : "yes";
    const days = { from: this.words.day(from ?? ""), to: this.words.day(to ?? ""), has };
    return this.words.say(this.words.messages.progress.window[kind], days);
  }

  #target(task: TaskProgress): string {
    const ratio = new Intl.NumberFormat(this.words.messages.intl, { style: "percent", maximumFractionDigits: 0 });
    return this.words.say(this.words.messages.progress.target, {
      target: this.#figure(task, task.target ?? 0),
      // "100 %" is said only where it is reached.
      ratio: ratio.format(Math.floor((task.ratio ?? 0) * 100) / 100),
    });
  }

  #tier(task: TaskProgress, { atLeast, atMost, result, reward }: TierProgress): TemplateResult {
    const { progress } = this.words.messages;
    const sign = { met: tick, unmet: cross, unknown: question }[result](20);
    const said = { met: progress.tierMet, unmet: progress.tierUnmet, unknown: progress.tierUnknown }[result];
    const from = this.#figure(task, atLeast);
    const kind = reward ? this.words.text(byId(this.policyWords.rewardKinds, reward.kind)?.title) || reward.kind : "";
    const amount = reward?.amount ?? null;
    const paid = reward
      ? this.words.say(progress.reward, {
          kind,
          has: amount === null ? "no" : "yes",
          amount: amount === null ? "" : this.words.number(amount),
        })
      : progress.noReward;
    return html`<li class=${result} data-tier=${result}>
      ${sign}
      <div>
        <p>
          ${
            atMost === null
              ? this.words.say(progress.tierFrom, { from })
              : this.words.say(progress.tierBetween, { from, to: this.#figure(task, atMost) })
          }
        </p>
        <p class="small">${[said, paid, reward?.note].filter(Boolean).join(this.words.messages.clauseSeparator)}</p>
      </div>
    </li>`;
  }

  /** What is left, what that is a day, where it leads; or why nothing is said of it. */
  #ahead(state: InterviewState, task: TaskProgress): TemplateResult | typeof nothing {
    const { progress } = this.words.messages;
    const { remaining, pace, projected } = task;
    const lines = [
      ...(remaining === null || task.tiers.length === 0 ? [] : [this.#remaining(task, remaining)]),
      ...(pace ? [this.#pace(task, pace, remaining ?? 0)] : []),
      ...(projected
        ? [
            this.words.say(progress.projected, {
              from: this.words.day(projected.from),
              through: this.words.day(projected.through),
              on: this.words.day(projected.on),
              value: this.#figure(task, projected.value),
            }),
          ]
        : []),
      ...(task.exact || !state.ledger ? [] : [this.#inexact(state)]),
    ];
    const impossible = pace && !pace.possible;
    if (lines.length === 0 && !impossible) return nothing;
    return html`<div class="ahead">
      ${lines.map((line) => html`<p>${line}</p>`)}
      ${impossible ? html`<p class="impossible">${progress.impossible}</p>` : nothing}
    </div>`;
  }

  #inexact({ ledger }: InterviewState): string {
    const { progress } = this.words.messages;
    const said = ledger?.since != null && ledger.through != null;
    return said ? progress.incompleteFigure : progress.incomplete;
  }

  #remaining(task: TaskProgress, remaining: number): string {
    const { progress } = this.words.messages;
    if (remaining === 0) return progress.allReached;
    return this.words.say(task.exact ? progress.remaining : progress.remainingAtMost, {
      value: this.#figure(task, remaining),
    });
  }

  #pace(task: TaskProgress, { days, through, perDay }: Pace, remaining: number): string {
    const { progress } = this.words.messages;
    const said = { days, through: this.words.day(through) };
    // A day counts once: how many of those that are left is what one can plan by.
    if (task.unit === "days")
      return this.words.say(progress.paceDays, { ...said, value: this.#figure(task, remaining) });
    const figure = task.unit === "minutes" ? Math.ceil(perDay) : perDay;
    return this.words.say(progress.pace, { ...said, perDay: this.#figure(task, figure) });
  }

  /** A figure of a task, in its unit. */
  #figure({ unit, metric }: TaskProgress, value: number): string {
    const units: Readonly<Record<string, string>> = this.words.messages.progress.unit;
    const counted = units[unit];
    return counted === undefined ? this.words.value(value, metric) : this.words.say(counted, { count: value });
  }

  /** The table the tiers come from: on whose word, or why there is none, and the form to enter it. */
  #table(state: InterviewState, task: Task): TemplateResult | typeof nothing {
    const { progress, ledger } = this.words.messages;
    const programme = byId(this.policyWords.programmes, state.programme);
    const declared = byId(programme?.tasks, task.id);
    const parameter = byId(this.policyWords.parameters, declared?.table ?? "");
    if (!declared || !parameter) return nothing;
    // A published table is not the user's to enter.
    if (parameter.published != null) return nothing;
    const told = state.parameters[parameter.id];
    const title = this.words.text(parameter.title);
    const open = this.entering === parameter.id;
    return html`<div class="card table" data-table=${parameter.id}>
      <h3>${title}</h3>
      ${
        told
          ? html`<p class="small">
              ${this.words.say(progress.told, { source: told.source, day: this.words.day(told.toldOn) })}
            </p>`
          : html`<p>${this.words.say(progress.noTarget, { table: title })}</p>
              <p class="small">${this.words.text(parameter.help)}</p>`
      }
      <p class="small">${this.words.say(progress.clause, { clause: task.clause })}</p>
      <button
        type="button"
        class="link"
        data-enter=${parameter.id}
        aria-expanded=${open ? "true" : "false"}
        @click=${() => this.#enter(open ? null : parameter.id)}
      >
        ${told ? progress.changeTable : progress.enter}
      </button>
      ${this.failed ? html`<p role="alert">${ledger.loadFailed}</p>` : nothing}
      ${
        open
          ? html`<kaibo-tiers
              .locale=${this.locale}
              .document=${this.document}
              .parameter=${parameter.id}
              .metrics=${declared.metrics ?? []}
              .told=${tableOf(told)}
              .error=${state.errors[parameter.id]}
              .latest=${state.today}
              @kaibo-parameter=${() => void this.#close(parameter.id)}
            ></kaibo-tiers>`
          : nothing
      }
    </div>`;
  }

  /** Opens the form for a table, which is loaded when it is first asked for. */
  async #enter(parameter: string | null): Promise<void> {
    this.failed = false;
    try {
      if (parameter !== null) await import("./broadcasts.js");
      this.entering = parameter;
    } catch {
      this.failed = true;
    }
  }

  /** The form is closed once what was entered is kept: the event's listeners, and what follows, come first. */
  async #close(parameter: string): Promise<void> {
    const before = this.state;
    await new Promise((resolve) => setTimeout(resolve));
    await this.updateComplete;
    if (this.state === before || this.state?.errors[parameter]) return;
    this.entering = null;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[data-enter="${parameter}"]`)?.focus();
  }
}

/** The tasks in their order, each with its metrics. */
function tasksOf(progress: readonly TaskProgress[]): readonly Task[] {
  const ids = [...new Set(progress.map(({ id }) => id))];
  return ids.map((id) => {
    const metrics = progress.filter((task) => task.id === id);
    return { id, clause: metrics[0]?.clause ?? "", metrics };
  });
}

function tableOf(told: SuppliedParameter | undefined): SuppliedParameter<readonly TierRow[]> | undefined {
  return told && typeof told.value === "object" ? (told as SuppliedParameter<readonly TierRow[]>) : undefined;
}

define("kaibo-progress", KaiboProgress);

declare global {
  interface HTMLElementTagNameMap {
    "kaibo-progress": KaiboProgress;
  }
}
