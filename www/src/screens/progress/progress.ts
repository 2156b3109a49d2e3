// The screen "progress": broadcasts are entered, and seen is how far the tasks are.

import type { TaskProgress } from "kaibo";
import type { ParameterDetail } from "kaibo/elements";
import "kaibo/elements/broadcasts";
import "kaibo/elements/progress";
import type { KaiboLedger, LedgerDetail, TypedDetail } from "kaibo/elements/broadcasts";
import { type Interview, type InterviewState, todayAt } from "kaibo/interview";
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";

import { type Account, canonical } from "../../app/account.js";
import { textsIn } from "../../app/texts.js";
import { shellWords } from "../../shell-words.js";
import { interviewOf, Screen } from "../screen.js";
import "./import.js";
import type { ChartDetail } from "./chart.js";
import { type Entry, entriesOf, figureOf, type Measure, sumOf, taskOf, windowOf, within } from "./figures.js";
import { segmented, segmentedStyles } from "./segmented.js";
import { words } from "./words.js";

/** What is loaded when there is something to show in it. */
type Part = "chart" | "calendar";

/** Whether it is there. */
type Loading = "not-yet" | "loading" | "loaded" | "failed";

/** What the history keeps of an entry that shows the form for broadcasts. */
interface Recording {
  readonly recording?: boolean;
}

/** What stood in the forms of an account. */
interface Before {
  readonly id: string;
  readonly ledger: Texts;
  readonly tables: Texts;
}

type Texts = Readonly<Record<string, string>>;

const ADDRESS = "#progress";
const NOTHING: readonly Entry[] = [];
/** Where it is kept what was chosen and typed. */
const TYPED = {
  programme: "progress.programme",
  measure: "progress.measure",
  days: "progress.days",
  ledger: "progress.ledger",
  tables: "progress.tables",
} as const;

const loaders: Readonly<Record<Part, () => Promise<unknown>>> = {
  chart: () => import("./chart.js"),
  calendar: () => import("./calendar.js"),
};

export class PageProgress extends Screen {
  static override properties: PropertyDeclarations = {
    ...Screen.properties,
    recording: { state: true },
    parts: { state: true },
  };

  static override styles = [
    ...[Screen.styles].flat(),
    segmentedStyles,
    css`
      .programmes {
        margin-top: 12px;
      }

      .none {
        margin-top: 20px;
      }

      .ways {
        display: grid;
        gap: 12px;
        margin-top: 20px;
      }

      .note {
        margin-top: 12px;
        padding: 10px 12px;
        border-radius: var(--_radius);
        background: var(--_warn-wash);
        font-size: 15px;
      }

      .note a {
        display: inline-block;
        padding: 10px 0;
        color: var(--_link);
      }

      dl {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 14px 16px;
        margin-top: 10px;
      }

      dt {
        color: var(--_text-secondary);
        font-size: 14px;
      }

      dd {
        font-size: 20px;
        font-weight: 600;
        line-height: 1.4;
        overflow-wrap: anywhere;
      }

      dd .small {
        display: block;
        font-weight: 400;
      }

      .back {
        display: flex;
        align-items: center;
        gap: 4px;
        margin-inline-start: -4px;
        color: var(--_link);
      }

      .back::before {
        content: "";
        width: 9px;
        height: 9px;
        margin: 0 4px 0 6px;
        border: solid currentColor;
        border-width: 0 0 2px 2px;
        transform: rotate(45deg);
      }
    `,
  ];

  /** The form for broadcasts is shown. */
  declare protected recording: boolean;
  declare protected parts: Readonly<Record<Part, Loading>>;

  #interview: Interview | undefined;
  /** The account and programme the interview was made of, as far as it bears on it. */
  #made = "";
  /** The account that was looked at last. */
  #seen: Account | undefined;
  /** The answers do not fit the broadcasts: the interview is made without them. */
  #withoutAnswers = false;
  #before: Before | undefined;
  #entries: readonly Entry[] = NOTHING;
  #entriesOf: InterviewState["ledger"] = null;
  readonly #follow = () => this.#followHistory();

  constructor() {
    super();
    this.recording = false;
    this.parts = { chart: "not-yet", calendar: "not-yet" };
  }

  override connectedCallback(): void {
    super.connectedCallback();
    addEventListener("popstate", this.#follow);
    this.recording = this.#state !== undefined && isRecording();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    removeEventListener("popstate", this.#follow);
  }

  override focusHeading(): void {
    if (this.recording) this.#ledger?.focusHeading();
    else super.focusHeading();
  }

  protected override get restsHidden(): boolean {
    return true;
  }

  protected override appChanged(): void {
    super.appChanged();
    this.#lookAtAccount();
  }

  protected override willUpdate(): void {
    this.#order();
    if (this.#entries.length === 0) return;
    for (const part of ["chart", "calendar"] as const) if (this.parts[part] === "not-yet") void this.#load(part);
  }

  protected override render(): TemplateResult {
    const state = this.#state;
    return html`<div
      class="page"
      @kaibo-ledger=${this.#keepLedger}
      @kaibo-parameter=${this.#tell}
      @kaibo-record=${() => this.#record()}
      @kaibo-recorded=${() => this.#leave()}
      @page-chart=${this.#keepChart}
    >
      <div ?hidden=${this.recording}>${this.#overview(state)}</div>
      ${state ? html`<div ?hidden=${!this.recording}>${this.#recorder(state)}</div>` : nothing}
    </div>`;
  }

  get #state(): InterviewState | undefined {
    return this.#interview?.state;
  }

  get #ledger(): KaiboLedger | null {
    return this.renderRoot.querySelector("kaibo-ledger");
  }

  /** The programmes that have tasks. */
  get #programmes() {
    return this.policyWords.programmes.filter(({ tasks = [] }) => tasks.length > 0);
  }

  /** The one that is looked at: the one that was chosen, else the account's, else the first. */
  get #programme(): string | undefined {
    const { typed, programme } = this.app.account;
    const wanted = [typed[TYPED.programme], programme];
    const ids = this.#programmes.map(({ id }) => id);
    return wanted.find((id) => id !== undefined && ids.includes(id)) ?? ids[0];
  }

  #overview(state: InterviewState | undefined): TemplateResult {
    const { heading, noTasks, unreadable } = this.in(words);
    const without = this.#programme === undefined ? noTasks : unreadable;
    return html`<h1 tabindex="-1">${heading}</h1>
      ${state ? html`${this.#choice()} ${this.#notes(state)} ${this.#content(state)} ${this.#fromFile(state)}` : html`<p class="none">${without}</p>`}`;
  }

  #choice(): TemplateResult | typeof nothing {
    const programmes = this.#programmes.map(({ id, title }) => ({ value: id, words: this.words.text(title) }));
    if (programmes.length < 2) return nothing;
    const choose = (id: string) => this.app.type(TYPED.programme, id);
    return html`<div class="programmes">
      ${segmented("programme", this.in(words).programme, programmes, this.#programme ?? "", choose)}
    </div>`;
  }

  /** What the figures rest on, where that may surprise. */
  #notes(state: InterviewState): TemplateResult {
    const { asOf, toCheck, trouble } = this.in(words);
    const day = this.words.day(state.knownAt);
    return html`${state.knownAt < state.today ? html`<p class="note">${this.words.say(asOf, { day })} <a href="#check" data-lands="day">${toCheck}</a></p>` : nothing}
    ${this.#withoutAnswers ? html`<p class="note">${trouble} <a href="#check">${toCheck}</a></p>` : nothing}`;
  }

  #content(state: InterviewState): TemplateResult {
    const { none, paste, byHand, tasks, chart, calendar, more } = this.in(words);
    if (this.#entries.length === 0)
      return html`<p class="none">${none}</p>
        <div class="ways">
          <button type="button" class="primary" @click=${() => this.#record("paste")}>${paste}</button>
          <button type="button" class="choice" @click=${() => this.#record("add")}>${byHand}</button>
        </div>`;
    return html`${this.#figures(state)}
      <section>
        <h2>${tasks}</h2>
        ${keyed(
          this.app.account.id,
          html`<kaibo-progress
            .locale=${this.locale}
            .document=${this.document}
            .state=${state}
            .typed=${this.#typedBefore.tables}
            @kaibo-typed=${(event: CustomEvent<TypedDetail>) => this.#keepTyped(TYPED.tables, event)}
          ></kaibo-progress>`,
        )}
      </section>
      <section>
        <h2>${chart.heading}</h2>
        ${this.#part("chart", () => this.#chart(state))}
      </section>
      <section>
        <h2>${calendar.heading}</h2>
        ${this.#part("calendar", () => this.#calendar(state))}
      </section>
      <section>
        <h2>${more}</h2>
        <div class="ways">
          <button type="button" class="choice" @click=${() => this.#record("paste")}>${paste}</button>
          <button type="button" class="choice" @click=${() => this.#record("add")}>${byHand}</button>
        </div>
      </section>`;
  }

  /** The way to enter broadcasts from a file; it stays where it is when the first of them come. */
  #fromFile(state: InterviewState): TemplateResult {
    return html`${keyed(this.app.account.id, html`<page-import .app=${this.app} .state=${state}></page-import>`)}`;
  }

  /** How much there is: by the core's word, over the days the tasks count. */
  #figures(state: InterviewState): TemplateResult {
    const { figures } = this.in(words);
    const { tasks } = state.assessment;
    const counted = (["minutes", "gmv", "netGmv"] as const).map((measure) => taskOf(this.policyWords, tasks, measure));
    const window = counted.find((task) => task !== undefined);
    const recorded = state.ledgerSummary?.broadcasts ?? 0;
    return html`<section>
      <h2>${figures.heading}</h2>
      <div class="card" data-figures>
        <p class="small">${window ? this.#window(window) : figures.all}</p>
        <dl>
          <div data-figure="broadcasts">
            <dt>${figures.recorded}</dt>
            <dd>${this.words.say(figures.broadcasts, { count: recorded })}</dd>
          </div>
          ${(["minutes", "gmv", "netGmv"] as const).map((measure) => this.#figure(measure, tasks, window))}
        </dl>
      </div>
    </section>`;
  }

  #window({ window: { kind, from, to } }: TaskProgress): string {
    const days = {
      from: this.words.day(from ?? ""),
      to: this.words.day(to ?? "", from),
      has: from === null ? "no" : "yes",
    };
    return this.words.say(this.words.messages.progress.window[kind], days);
  }

  /** One figure: the core's, where the tasks have it; else what the broadcasts of the same days come to. */
  #figure(measure: Measure, tasks: readonly TaskProgress[], window: TaskProgress | undefined): TemplateResult {
    const { figures } = this.in(words);
    const task = taskOf(this.policyWords, tasks, measure);
    const span = window && windowOf(window, this.#entries, this.#state?.knownAt ?? "");
    const counted = span ? within(this.#entries, span) : window ? NOTHING : this.#entries;
    const { value, without } = figureOf(sumOf(counted), measure);
    const exact = task ? task.exact : without === 0 && this.#complete(tasks);
    const unknown = counted.length > 0 && without === counted.length;
    const figure = task?.achieved ?? value;
    const said = measure === "minutes" ? this.words.duration(Math.floor(figure)) : this.words.money(figure);
    const lacking = measure === "netGmv" ? figures.withoutNet : figures.without;
    return html`<div data-figure=${measure}>
      <dt>${figures[measure]}</dt>
      <dd>
        ${unknown ? figures.unknown : exact ? said : this.words.say(figures.atLeast, { value: said })}
        ${without > 0 && !unknown ? html`<span class="small">${this.words.say(lacking, { count: without })}</span>` : nothing}
      </dd>
    </div>`;
  }

  /** Whether no broadcast is missing on the days of the tasks: what counts time says it, for that is known of each. */
  #complete(tasks: readonly TaskProgress[]): boolean {
    const { ledger } = this.app.account;
    const isSaid = ledger?.since != null && ledger.through != null;
    return taskOf(this.policyWords, tasks, "minutes")?.exact ?? isSaid;
  }

  #part(part: Part, draw: () => TemplateResult): TemplateResult {
    const { loading, loadFailed, retry } = this.in(shellWords);
    if (this.parts[part] === "loaded") return draw();
    if (this.parts[part] !== "failed") return html`<p class="small" role="status">${loading}</p>`;
    return html`<div class="card" role="alert">
      <p>${loadFailed}</p>
      <button type="button" class="choice" @click=${() => this.#load(part)}>${retry}</button>
    </div>`;
  }

  #chart(state: InterviewState): TemplateResult {
    const { typed } = this.app.account;
    return html`<page-progress-chart
      .locale=${this.locale}
      .document=${this.document}
      .entries=${this.#entries}
      .tasks=${state.assessment.tasks}
      .knownAt=${state.knownAt}
      .measure=${typed[TYPED.measure] ?? "gmv"}
      .days=${typed[TYPED.days] ?? "window"}
    ></page-progress-chart>`;
  }

  #calendar(state: InterviewState): TemplateResult {
    return html`${keyed(
      this.app.account.id,
      html`<page-broadcast-calendar
        .locale=${this.locale}
        .document=${this.document}
        .entries=${this.#entries}
        .latest=${state.knownAt}
        .today=${state.today}
      ></page-broadcast-calendar>`,
    )}`;
  }

  /** The form for broadcasts. It stays when it is left, and another account has another. */
  #recorder(state: InterviewState): TemplateResult {
    return html`<button type="button" class="back" @click=${() => this.#leave()}>${this.in(words).back}</button>
      ${keyed(
        this.app.account.id,
        html`<kaibo-ledger
          .locale=${this.locale}
          .document=${this.document}
          .state=${state}
          .typed=${this.#typedBefore.ledger}
          @kaibo-typed=${(event: CustomEvent<TypedDetail>) => this.#keepTyped(TYPED.ledger, event)}
        ></kaibo-ledger>`,
      )}`;
  }

  /** What stood in the forms when the account was taken into use. */
  get #typedBefore(): Before {
    const { account } = this.app;
    if (this.#before?.id !== account.id) {
      const { id, typed } = account;
      this.#before = { id, ledger: textsIn(typed[TYPED.ledger]), tables: textsIn(typed[TYPED.tables]) };
    }
    return this.#before;
  }

  /** Makes the interview anew where what it rests on has changed; what it refused stays said while nothing has. */
  #lookAtAccount(): void {
    const { account } = this.app;
    const programme = this.#programme;
    const seen = this.#seen;
    this.#seen = account;
    const isSame = programme === this.#state?.programme && this.#today === this.#state?.today;
    if (seen && isSame && bearsAlike(seen, account)) return;
    const made = this.#madeOf(account, programme);
    if (made === this.#made) return;
    this.#made = made;
    this.#withoutAnswers = false;
    this.#interview = programme === undefined ? undefined : this.#begin(account, programme);
  }

  #madeOf(account: Account, programme: string | undefined): string {
    return canonical([bearing(account), programme ?? null, this.#today]);
  }

  get #today(): string {
    return todayAt(this.policyWords.utcOffset);
  }

  /** Two tabs, or an import, can bring together what does not fit; and a clock that was set back makes the past ahead. */
  #begin(account: Account, programme: string): Interview | undefined {
    const broadcasts = { ...account, answers: {}, asOf: null, plannedBroadcasts: [] };
    for (const tried of [account, broadcasts]) {
      try {
        const interview = interviewOf(this.app, tried, programme);
        this.#withoutAnswers = tried !== account;
        return interview;
      } catch (error) {
        console.warn(error);
      }
    }
    return undefined;
  }

  /** Puts the broadcasts in order, where they are others. */
  #order(): void {
    const { ledger = null, ledgerSummary = null } = this.#state ?? {};
    if (ledger === this.#entriesOf) return;
    this.#entriesOf = ledger;
    const { broadcasts = [] } = ledger ?? {};
    this.#entries = entriesOf(broadcasts, ledgerSummary?.repeated ?? [], this.policyWords.utcOffset);
  }

  async #load(part: Part): Promise<void> {
    this.parts = { ...this.parts, [part]: "loading" };
    try {
      await loaders[part]();
      this.parts = { ...this.parts, [part]: "loaded" };
    } catch {
      this.parts = { ...this.parts, [part]: "failed" };
    }
  }

  #keepLedger(event: CustomEvent<LedgerDetail>): void {
    const { ledger, forget } = event.detail;
    if (this.#interview?.setLedger(ledger, { forget })) {
      const answers = Object.fromEntries(
        Object.entries(this.app.account.answers).filter(([fact]) => !forget.includes(fact)),
      );
      this.#keep({ ledger, answers });
    } else {
      event.preventDefault();
    }
    this.requestUpdate();
  }

  #tell(event: CustomEvent<ParameterDetail>): void {
    const { parameter, told } = event.detail;
    const state = this.#interview?.setParameter(parameter, told) ? this.#state : undefined;
    if (state) this.#keep({ parameters: state.parameters });
    this.requestUpdate();
  }

  /** Keeps what the interview has accepted: it need not be made anew for it. */
  #keep(change: Partial<Pick<Account, "ledger" | "answers" | "parameters">>): void {
    this.#made = this.#madeOf({ ...this.app.account, ...change }, this.#programme);
    this.app.change(change);
  }

  #keepTyped(field: string, event: CustomEvent<TypedDetail>): void {
    const { typed } = event.detail;
    this.app.type(field, Object.keys(typed).length === 0 ? "" : JSON.stringify(typed));
  }

  #keepChart(event: CustomEvent<ChartDetail>): void {
    const { measure, days } = event.detail;
    this.app.change({ typed: { ...this.app.account.typed, [TYPED.measure]: measure, [TYPED.days]: days } });
  }

  /** Shows the form for broadcasts; the phone's back gesture leaves it. */
  async #record(form?: "paste" | "add"): Promise<void> {
    if (!this.recording) history.pushState({ depth: 0, recording: true } satisfies Recording & { depth: number }, "");
    this.recording = true;
    await this.#toTop();
    if (form) this.#ledger?.focusForm(form);
  }

  /** Its tab leads out of the form for broadcasts too. */
  override goToStart(): void {
    if (this.recording) this.#leave();
    else super.goToStart();
  }

  #leave(): void {
    if (isRecording()) {
      history.back();
      return;
    }
    this.recording = false;
    void this.#toTop();
  }

  #followHistory(): void {
    if (location.hash !== ADDRESS || this.recording === isRecording()) return;
    this.recording = isRecording();
    void this.#toTop();
  }

  async #toTop(): Promise<void> {
    await this.updateComplete;
    await this.#ledger?.updateComplete;
    this.focusHeading();
    window.scrollTo(0, 0);
  }
}

/** What of an account an interview is made of. */
function bearing({ id, asOf, answers, skipped, parameters, ledger, plannedBroadcasts }: Account) {
  return { id, asOf, answers, skipped, parameters, ledger, plannedBroadcasts };
}

/** Whether it is surely the same, without a look into it. */
function bearsAlike(one: Account, other: Account): boolean {
  const [before, after] = [Object.values(bearing(one)), Object.values(bearing(other))];
  return before.every((value, index) => value === after[index]);
}

function isRecording(): boolean {
  return location.hash === ADDRESS && (history.state as Recording | null)?.recording === true;
}

customElements.define("page-progress", PageProgress);
