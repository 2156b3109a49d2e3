// How far the tasks are: a card for each metric, with its tiers, what is left, the pace, and where it leads.

import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";

import type { Pace, TaskProgress, TierProgress } from "../generated/index.js";
import type { InterviewState } from "../interview.js";
import { byId, type DocumentProgramme } from "../locales/document.js";
import type { SuppliedParameter, TierRow } from "../policy.js";
import { define, KaiboElement } from "./base.js";
import { cross, question, tick } from "./icons.js";
import { isLapsed, type Lapsed, lapsedWords } from "./lapsed.js";
import type { LedgerDetail, TypedDetail } from "./ledger.js";
import { parts } from "./theme.js";
import "./meter.js";
import { wholePercent } from "./numbers.js";

type DeclaredTask = NonNullable<DocumentProgramme["tasks"]>[number];

/** The metrics of one task, which share a table. */
interface Task {
  readonly id: string;
  readonly clause: string;
  readonly metrics: readonly TaskProgress[];
}

/**
 * How far the tasks of a programme are: a card for each metric, with its tiers, what is left, the pace, and where it
 * leads. `document` and `tasks` are enough; with a `state` broadcasts can be recorded, and tables entered.
 *
 * ```js
 * progress.document = policy.document;
 * progress.tasks = policy.assess(application).programmes[0].tasks;
 * ```
 *
 * @element kaibo-progress
 * @tagname kaibo-progress
 * @fires {CustomEvent<object>} kaibo-record - The user wants to record broadcasts.
 * @fires {CustomEvent<LedgerDetail>} kaibo-ledger - The list of broadcasts is said to be complete up to now. Cancelable: whoever refuses it prevents its default.
 * @fires {CustomEvent<ParameterDetail>} kaibo-parameter - A value the platform told is entered, corrected or removed.
 * @fires {CustomEvent<TypedDetail>} kaibo-typed - What stands in the forms for its tables changed: for a page that keeps it.
 * @csspart card - A card.
 * @csspart warning - Says that the list was complete, but is not up to now.
 * @csspart title - The heading within a card, an `h3`.
 * @csspart figure - How much there is so far.
 * @csspart tiers - The tiers of a metric.
 * @csspart tier - A tier.
 * @csspart tier-met - One that is reached.
 * @csspart tier-unmet - One that is not.
 * @csspart tier-unknown - One of which it is not known.
 * @csspart ahead - What is left, the pace, and where it leads.
 * @csspart button-choice - A button with a border: an answer, or another way on.
 * @csspart button-link - A button that looks like a link.
 */
export class KaiboProgress extends KaiboElement {
  static override properties: PropertyDeclarations = {
    tasks: { attribute: false },
    programme: { type: String },
    state: { attribute: false },
    typed: { attribute: false },
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
      .lapsed + .card,
      .table {
        margin-top: 8px;
      }

      .lapsed {
        background: var(--_warn-wash);
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

  /** The progress to show, of an assessment's programme; the state's by default. */
  declare tasks: readonly TaskProgress[] | undefined;
  /** The programme whose tasks they are; the state's by default, else any that has them. */
  declare programme: string;
  /** The state of an interview: with it broadcasts can be recorded, and tables entered. */
  declare state: InterviewState | undefined;
  /** What stood in the forms for its tables before, as `kaibo-typed` said it; it begins with that. */
  declare typed: Readonly<Record<string, string>>;
  /** The table whose form is open. */
  declare protected entering: string | null;
  /** The form could not be loaded. */
  declare protected failed: boolean;

  /** What stands in the form for each table and is not kept yet. */
  readonly #typed = new Map<string, Readonly<Record<string, string>>>();
  /** What the form that is open began with. */
  #begun: Readonly<Record<string, string>> = {};

  constructor() {
    super();
    this.tasks = undefined;
    this.programme = "";
    this.state = undefined;
    this.typed = {};
    this.entering = null;
    this.failed = false;
  }

  protected override firstUpdated(): void {
    for (const [key, text] of Object.entries(this.typed)) {
      const [parameter = "", input = ""] = key.split(".");
      this.#typed.set(parameter, { ...this.#typed.get(parameter), [input]: text });
    }
    const [parameter] = this.#typed.keys();
    if (parameter !== undefined) void this.#enter(parameter);
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.policyWords) return nothing;
    return html`${this.#record()} ${tasksOf(this.#tasks).map((task) => this.#task(task))}`;
  }

  get #tasks(): readonly TaskProgress[] {
    return this.tasks ?? this.state?.assessment.tasks ?? [];
  }

  /** Whether there is anything to measure: an interview may have no broadcasts yet. */
  get #measured(): boolean {
    return this.state === undefined || this.state.ledger !== null;
  }

  /** Whether the list of broadcasts is said to be complete; only an interview knows. */
  get #saidComplete(): boolean {
    const ledger = this.state?.ledger;
    return !ledger || (ledger.since != null && ledger.through != null);
  }

  /** The way to the broadcasts, which an interview keeps. */
  #record(): TemplateResult | typeof nothing {
    if (!this.state) return nothing;
    const { progress, ledger } = this.words.messages;
    return html`${this.#measured ? nothing : html`<div class="card" part="card"><p>${progress.none}</p></div>`}
      <button type="button" class="choice record" part="button-choice" data-record @click=${() => this.send("kaibo-record", {})}>
        ${this.#measured ? ledger.change : ledger.record}
      </button>
      ${isLapsed(this.state) && this.#tasks.some(({ exact }) => !exact) ? this.#lapsed(this.state) : nothing}`;
  }

  /** Why it is "at least" again, and a way to say once more that the list is complete. */
  #lapsed(state: Lapsed): TemplateResult {
    const again = this.words.say(this.words.messages.ledger.stillComplete, { day: this.words.day(state.knownAt) });
    return html`<div class="card lapsed" part="card warning">
      <p>${lapsedWords(this.words, state)}</p>
      <button type="button" class="link" part="button-link" data-still-complete @click=${() => this.#sayAgain(state)}>${again}</button>
    </div>`;
  }

  /** Where that is refused, it is said at the broadcasts. */
  async #sayAgain({ ledger, knownAt }: Lapsed): Promise<void> {
    const detail: LedgerDetail = { ledger: { ...ledger, through: knownAt }, forget: [] };
    const options = { detail, bubbles: true, composed: true, cancelable: true };
    if (!this.dispatchEvent(new CustomEvent<LedgerDetail>("kaibo-ledger", options))) this.send("kaibo-record", {});
    await this.updateComplete;
    // The button that was pressed is gone.
    this.renderRoot.querySelector<HTMLElement>("[data-record]")?.focus();
  }

  #task(task: Task): TemplateResult {
    const cards = this.#measured ? task.metrics : task.metrics.filter(({ tiers }) => tiers.length > 0);
    return html`${cards.map((metric) => this.#metric(metric))} ${this.#table(task)}`;
  }

  #metric(task: TaskProgress): TemplateResult {
    const { progress } = this.words.messages;
    const title = this.words.title(task.metric);
    const { ratio, target } = task;
    return html`<article class="card" part="card" data-metric=${task.metric}>
      <h3 part="title">${title}</h3>
      <p class="figure" part="figure">${this.#achieved(task)}</p>
      <p class="small">${this.#window(task)}</p>
      ${
        target === null
          ? nothing
          : html`<kaibo-meter exportparts=${parts}
              hide-label
              .locale=${this.locale}
              .value=${ratio ?? 0}
              .label=${title}
              .text=${this.#target(task)}
            ></kaibo-meter>`
      }
      ${
        task.tiers.length === 0
          ? nothing
          : html`<ul class="tiers" part="tiers" aria-label=${progress.tiers}>
              ${task.tiers.map((tier) => this.#tier(task, tier))}
            </ul>`
      }
      ${this.#ahead(task)}
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
    const days = { from: this.words.day(from ?? ""), to: this.words.day(to ?? "", from), has };
    return this.words.say(this.words.messages.progress.window[kind], days);
  }

  #target(task: TaskProgress): string {
    return this.words.say(this.words.messages.progress.target, {
      target: this.#figure(task, task.target ?? 0),
      ratio: wholePercent(task.ratio ?? 0, this.words.messages.intl),
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
    return html`<li class=${result} part="tier tier-${result}" data-tier=${result}>
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
  #ahead(task: TaskProgress): TemplateResult | typeof nothing {
    const { progress } = this.words.messages;
    const { remaining, pace, projected } = task;
    const lines = [
      ...(remaining === null || task.tiers.length === 0 ? [] : [this.#remaining(task, remaining)]),
      ...(pace ? [this.#pace(task, pace, remaining ?? 0)] : []),
      ...(projected
        ? [
            this.words.say(progress.projected, {
              from: this.words.day(projected.from),
              through: this.words.day(projected.through, projected.from),
              on: this.words.day(projected.on, projected.from),
              value: this.#figure(task, projected.value),
            }),
          ]
        : []),
      ...(task.exact || !this.#measured || isLapsed(this.state) ? [] : [this.#inexact()]),
    ];
    const impossible = pace && !pace.possible;
    if (lines.length === 0 && !impossible) return nothing;
    return html`<div class="ahead" part="ahead">
      ${lines.map((line) => html`<p>${line}</p>`)}
      ${impossible ? html`<p class="impossible">${progress.impossible}</p>` : nothing}
    </div>`;
  }

  #inexact(): string {
    const { progress } = this.words.messages;
    return this.#saidComplete ? progress.incompleteFigure : progress.incomplete;
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
    const said = { days, through: this.words.day(through, this.state?.knownAt) };
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
  #table(task: Task): TemplateResult | typeof nothing {
    const { progress } = this.words.messages;
    const declared = this.#declared(task);
    const parameter = byId(this.policyWords.parameters, declared?.table ?? "");
    if (!declared || !parameter) return nothing;
    // A published table is not the user's to enter.
    if (parameter.published != null) return nothing;
    const told = this.state?.parameters[parameter.id] ?? task.metrics[0]?.told;
    const title = this.words.text(parameter.title);
    return html`<div class="card table" part="card" data-table=${parameter.id}>
      <h3 part="title">${title}</h3>
      ${
        told
          ? html`<p class="small">
              ${this.words.say(progress.told, { source: told.source, day: this.words.day(told.toldOn) })}
            </p>`
          : html`<p>${this.words.say(progress.noTarget, { table: title })}</p>
              <p class="small">${this.words.text(parameter.help)}</p>`
      }
      <p class="small">${this.words.say(progress.clause, { clause: task.clause })}</p>
      ${this.state ? this.#form(this.state, parameter.id, declared.metrics ?? []) : nothing}
    </div>`;
  }

  /** The form to enter a table in, and the button that opens it. */
  #form(state: InterviewState, parameter: string, metrics: readonly string[]): TemplateResult {
    const { progress, ledger } = this.words.messages;
    const told = state.parameters[parameter];
    const open = this.entering === parameter;
    return html`<button
        type="button"
        class="link" part="button-link"
        data-enter=${parameter}
        aria-expanded=${open ? "true" : "false"}
        @click=${() => this.#enter(open ? null : parameter)}
      >
        ${told ? progress.changeTable : progress.enter}
      </button>
      ${this.failed ? html`<p role="alert">${ledger.loadFailed}</p>` : nothing}
      ${
        open
          ? html`<kaibo-tiers exportparts=${parts}
              .locale=${this.locale}
              .document=${this.document}
              .parameter=${parameter}
              .metrics=${metrics}
              .told=${tableOf(told)}
              .error=${state.errors[parameter]}
              .latest=${state.today}
              .typed=${this.#begun}
              @kaibo-typed=${(event: CustomEvent<TypedDetail>) => this.#type(event, parameter)}
              @kaibo-parameter=${() => void this.#close(parameter)}
            ></kaibo-tiers>`
          : nothing
      }`;
  }

  /** The task as the document declares it. */
  #declared({ id }: Task): DeclaredTask | undefined {
    const { programmes } = this.policyWords;
    const programme = byId(programmes, this.programme || (this.state?.programme ?? ""));
    return byId(
      (programme ? [programme] : programmes).flatMap(({ tasks }) => tasks ?? []),
      id,
    );
  }

  /** Opens the form for a table, which is loaded when it is first asked for. */
  async #enter(parameter: string | null): Promise<void> {
    this.failed = false;
    try {
      if (parameter !== null) await import("./broadcasts.js");
      this.#begun = this.#typed.get(parameter ?? "") ?? {};
      this.entering = parameter;
    } catch {
      this.failed = true;
    }
  }

  /** What is typed in the form for a table is there when it is opened again. */
  #type(event: CustomEvent<TypedDetail>, parameter: string): void {
    event.stopPropagation();
    const { typed } = event.detail;
    if (Object.keys(typed).length === 0) this.#typed.delete(parameter);
    else this.#typed.set(parameter, typed);
    this.#sayTyped();
  }

  #sayTyped(): void {
    const texts = [...this.#typed].flatMap(([parameter, typed]) =>
      Object.entries(typed).map(([input, text]) => [`${parameter}.${input}`, text] as const),
    );
    this.send<TypedDetail>("kaibo-typed", { typed: Object.fromEntries(texts) });
  }

  /** The form is closed once what was entered is kept: the event's listeners, and what follows, come first. */
  async #close(parameter: string): Promise<void> {
    const before = this.state;
    await new Promise((resolve) => setTimeout(resolve));
    await this.updateComplete;
    if (this.state === before || this.state?.errors[parameter]) return;
    this.entering = null;
    this.#typed.delete(parameter);
    this.#sayTyped();
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
