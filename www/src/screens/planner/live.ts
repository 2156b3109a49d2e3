// The live while it runs: how long, how much of the target, how fast, which tier; then into the ledger.

import type { SuppliedParameter, TierRow } from "kaibo";
import type { KaiboField } from "kaibo/elements";
import type { TypedDetail } from "kaibo/elements/broadcasts";
import type { InterviewError, InterviewState } from "kaibo/interview";
import { describeError } from "kaibo/locales";
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";

import type { Account } from "../../app/account.js";
import { textsIn } from "../../app/texts.js";
import { dayOf, lastTime, minutesBetween, momentAt, timeOf } from "../../days.js";
import { interviewOf } from "../screen.js";
import { keyOf, PlannerPart } from "./part.js";
import { broadcastOf, paceOf, type Running, stateDuring } from "./running.js";
import { words } from "./words.js";

/** What the account keeps of a live, each as typed text. */
const STARTED_AT = "startedAt";
const START_TIME = "startTime";
const GMV = "gmvSoFar";
const GMV_TEXT = "gmvSoFar.text";
const LENGTH = "liveMinutes";
const LENGTH_TEXT = "liveMinutes.text";
const FIELDS = [STARTED_AT, START_TIME, GMV, GMV_TEXT, LENGTH, LENGTH_TEXT];

/** A live that runs. `now` is moved on by whoever shows it. */
export class PlannerLive extends PlannerPart {
  static override properties: PropertyDeclarations = {
    ...PlannerPart.properties,
    now: { type: Number },
    needsTime: { state: true },
    refusedGmv: { state: true },
    refused: { state: true },
    entering: { state: true },
    failed: { state: true },
  };

  static override styles = [
    ...[PlannerPart.styles].flat(),
    css`
      .fields {
        display: grid;
        gap: 12px;
      }

      .time {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 12px;
        align-items: end;
      }

      .elapsed {
        font-size: 24px;
        font-weight: 600;
        line-height: 1.35;
        font-variant-numeric: tabular-nums;
      }

      .started {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        justify-content: space-between;
        gap: 0 12px;
      }

      .gmv::part(input) {
        min-height: 68px;
        font-size: 30px;
        font-weight: 600;
        font-variant-numeric: tabular-nums;
      }

      .pace p + p {
        margin-top: 4px;
      }

      .tiers,
      .end {
        margin-top: 16px;
        padding-top: 16px;
        border-top: 1px solid var(--_separator);
      }

      .end {
        display: grid;
        gap: 8px;
      }

      .keep {
        text-align: start;
        text-decoration: underline;
      }

      .note {
        padding: 8px 12px;
        border-radius: var(--_radius);
        background: var(--_warn-wash);
        font-size: 15px;
      }

      a {
        display: inline-flex;
        align-items: center;
        min-height: 44px;
        color: var(--_link);
      }
    `,
  ];

  /** The moment it is shown for, in milliseconds. */
  declare now: number;
  /** Starting at a time was asked for, and none is chosen. */
  declare protected needsTime: boolean;
  /** What is wrong with the GMV, in words. */
  declare protected refusedGmv: string;
  /** Why the ledger refused the broadcast. */
  declare protected refused: InterviewError | undefined;
  /** The form for the table is open. */
  declare protected entering: boolean;
  /** It could not be loaded. */
  declare protected failed: boolean;

  constructor() {
    super();
    this.now = Date.now();
    this.needsTime = false;
    this.refusedGmv = "";
    this.refused = undefined;
    this.entering = false;
    this.failed = false;
  }

  /** A table that is half entered is shown again. */
  protected override firstUpdated(): void {
    const tables = (this.plan.programme.tasks ?? []).map(({ table }) => table);
    if (tables.some((table) => this.typedIn(tableField(table)) !== "")) void this.#toggleTable();
  }

  protected override render(): TemplateResult {
    const running = this.#running();
    return html`<div class="card fields">${running ? this.#during(running) : this.#before()}</div>`;
  }

  get #utcOffset(): string {
    return this.policyWords.utcOffset;
  }

  /** The live; nothing where none has started. */
  #running(): Running | undefined {
    const startedAt = this.typedIn(STARTED_AT);
    if (Number.isNaN(Date.parse(startedAt))) return undefined;
    return { startedAt, minutes: minutesBetween(startedAt, this.now), gmv: numberIn(this.typedIn(GMV)) };
  }

  #before(): TemplateResult {
    const { live } = this.in(words);
    return html`<p>${live.intro}</p>
      <button type="button" class="primary" @click=${() => this.#start(momentAt(this.#utcOffset, Date.now()))}>${live.now}</button>
      <div class="time">
        <div>
          <label for="time">${live.time}</label>
          <input
            id="time"
            type="time"
            .value=${this.typedIn(START_TIME)}
            aria-invalid=${this.needsTime ? "true" : "false"}
            aria-describedby=${this.needsTime ? "needs-time" : "earlier"}
            @input=${(event: Event) => this.#typeTime((event.target as HTMLInputElement).value)}
          />
        </div>
        <button type="button" class="choice" @click=${this.#startAtTime}>${live.atTime}</button>
      </div>
      ${this.needsTime ? html`<p class="error" id="needs-time" role="alert">${live.needsTime}</p>` : nothing}
      <p class="small" id="earlier">${live.earlier}</p>`;
  }

  #during(running: Running): TemplateResult {
    const { live } = this.in(words);
    const { startedAt } = running;
    const started = { day: this.words.day(dayOf(startedAt)), time: timeOf(startedAt) };
    return html`<div class="started">
        <span class="small">${this.words.say(live.started, started)}</span>
        <button type="button" class="link" @click=${() => this.#restart(startedAt)}>${live.changeStart}</button>
      </div>
      ${this.#otherDay(dayOf(startedAt))} ${this.#elapsed(running)} ${this.#gmv()} ${this.#target(running)}
      ${this.#pace(running)} ${this.#tiers(running)} ${this.#end(running)}`;
  }

  #otherDay(day: string): TemplateResult | typeof nothing {
    const planned = this.state.answers[this.plan.event];
    if (typeof planned !== "string" || dayOf(planned) === day) return nothing;
    const days = { planned: this.words.day(planned), day: this.words.day(day) };
    return html`<p class="note">${this.words.say(this.in(words).live.otherDay, days)}</p>`;
  }

  /** The clock. Its ticks are not announced: it is no live region. */
  #elapsed({ minutes }: Running): TemplateResult {
    const { live } = this.in(words);
    const planned = this.planned(this.plan.length);
    const elapsed = this.words.duration(minutes);
    if (planned === undefined || planned === 0)
      return html`<p class="elapsed" role="timer">${this.words.say(live.elapsed, { elapsed })}</p>`;
    const rest = planned - minutes;
    const left = this.words.duration(Math.abs(rest));
    return html`<div>
      <p class="elapsed" role="timer">
        ${this.words.say(live.elapsedOf, { elapsed, planned: this.words.duration(planned) })}
      </p>
      <kaibo-meter
        hide-label
        .locale=${this.locale}
        .label=${live.elapsedMeter}
        .value=${minutes}
        .max=${planned}
        .text=${rest === 0 ? live.reached : this.words.say(rest > 0 ? live.left : live.over, { left, over: left })}
      ></kaibo-meter>
    </div>`;
  }

  #gmv(): TemplateResult {
    const { live } = this.in(words);
    const kept = numberIn(this.typedIn(GMV));
    const stays = kept !== undefined && this.typedIn(GMV_TEXT) !== "";
    return html`<div>
      <kaibo-field
        class="gmv"
        type="money"
        .locale=${this.locale}
        .document=${this.document}
        .label=${live.gmv}
        .value=${kept}
        .typed=${this.typedIn(GMV_TEXT)}
        .error=${this.refusedGmv}
        @input=${(event: Event) => this.#enterGmv(event.currentTarget as KaiboField)}
        @change=${(event: Event) => (event.currentTarget as KaiboField).checkValidity()}
      ></kaibo-field>
      <p class="small">${stays ? this.words.say(live.gmvStays, { value: this.words.money(kept) }) : live.gmvHelp}</p>
    </div>`;
  }

  #target({ gmv }: Running): TemplateResult | typeof nothing {
    const { live } = this.in(words);
    const { target: fact } = this.plan;
    const target = this.planned(fact);
    if (fact === undefined) return nothing;
    if (target === undefined || target === 0)
      return html`<div>
        <p class="small">${live.noTarget}</p>
        <button type="button" class="link" @click=${() => this.send("kaibo-edit", { fact })}>${live.toTarget}</button>
      </div>`;
    if (gmv === undefined) return nothing;
    const said = { ratio: this.#percent(gmv / target), gmv: this.words.money(gmv), target: this.words.money(target) };
    return html`<kaibo-meter
      .locale=${this.locale}
      .label=${live.meter}
      .value=${gmv}
      .max=${target}
      .text=${this.words.say(live.reachedOf, said)}
    ></kaibo-meter>`;
  }

  /** In whole percents: 100 % is said only where it is reached. */
  #percent(share: number): string {
    const percent = new Intl.NumberFormat(this.words.messages.intl, { style: "percent", maximumFractionDigits: 0 });
    return percent.format(Math.floor(share * 100) / 100);
  }

  #pace(running: Running): TemplateResult | typeof nothing {
    const { live } = this.in(words);
    if (running.gmv === undefined) return nothing;
    const planned = this.planned(this.plan.length);
    const pace = paceOf(running, planned);
    if (!pace) return html`<p class="small">${live.tooEarly}</p>`;
    const { rate, projected } = pace;
    return html`<div class="pace" data-pace>
      <p>${this.words.say(live.rate, { rate: this.words.money(rate) })}</p>
      ${
        projected === undefined || planned === undefined
          ? nothing
          : html`<p class="small">
              ${this.words.say(live.projected, { planned: this.words.duration(planned), value: this.words.money(projected) })}
            </p>`
      }
    </div>`;
  }

  /** The tiers of each table of its tasks, where it was told; else that it was not, and the form to enter it. */
  #tiers(running: Running): readonly TemplateResult[] {
    const during = stateDuring(this.app, this.plan, running);
    return (this.plan.programme.tasks ?? []).flatMap((task) => {
      const table = this.policyWords.parameters?.find(({ id }) => id === task.table);
      return table ? [this.#table(during, task, table.id, table.published != null)] : [];
    });
  }

  #table(
    during: InterviewState,
    task: { readonly id: string; readonly metrics?: readonly string[] },
    table: string,
    isPublished: boolean,
  ): TemplateResult {
    const { live } = this.in(words);
    const tasks = during.assessment.tasks.filter(({ id, tiers }) => id === task.id && tiers.length > 0);
    const told = tableOf(this.state.parameters[table]);
    const title = { table: this.words.title(table) };
    return html`<div class="tiers" data-table=${table}>
      ${
        tasks.length > 0
          ? html`<h3>${this.words.say(live.tiers, title)}</h3>
              <kaibo-progress
                .locale=${this.locale}
                .document=${this.document}
                .programme=${this.plan.programme.id}
                .tasks=${tasks}
              ></kaibo-progress>`
          : html`<p>${this.words.say(live.noTable, title)}</p>`
      }
      ${
        isPublished
          ? nothing
          : html`<button
                type="button"
                class="link"
                aria-expanded=${this.entering ? "true" : "false"}
                @click=${this.#toggleTable}
              >
                ${told ? live.changeTable : live.enterTable}
              </button>
              ${this.failed ? html`<p class="error" role="alert">${live.loadFailed}</p>` : nothing}
              ${this.entering ? this.#tableForm(table, task.metrics ?? [], told) : nothing}`
      }
    </div>`;
  }

  #tableForm(
    table: string,
    metrics: readonly string[],
    told: SuppliedParameter<readonly TierRow[]> | undefined,
  ): TemplateResult {
    return html`<kaibo-tiers
      .locale=${this.locale}
      .document=${this.document}
      .parameter=${table}
      .metrics=${metrics}
      .told=${told}
      .error=${this.state.errors[table]}
      .latest=${this.state.today}
      .typed=${this.#typedTable(table)}
      @kaibo-typed=${(event: CustomEvent<TypedDetail>) => this.#typeTable(table, event.detail)}
      @kaibo-parameter=${() => void this.#closeTable(table)}
    ></kaibo-tiers>`;
  }

  #end(running: Running): TemplateResult {
    const { live } = this.in(words);
    return html`<div class="end">
      <p class="label" aria-hidden="true">${live.length}</p>
      <kaibo-field
        id="length"
        type="minutes"
        hide-label
        .locale=${this.locale}
        .document=${this.document}
        .label=${live.length}
        .value=${numberIn(this.typedIn(LENGTH))}
        .typed=${this.typedIn(LENGTH_TEXT)}
        @input=${(event: Event) => this.#enterLength(event.currentTarget as KaiboField)}
        @change=${(event: Event) => (event.currentTarget as KaiboField).checkValidity()}
      ></kaibo-field>
      <button type="button" class="choice" @click=${() => this.#record(running)}>${live.end}</button>
      ${this.#refusal(running)}
      <button type="button" class="link" @click=${() => this.#cancel()}>${live.cancel}</button>
    </div>`;
  }

  /** Why it cannot be recorded, and the way out. */
  #refusal(running: Running): TemplateResult | typeof nothing {
    const { live } = this.in(words);
    const { ledger } = this.words.messages;
    const error = this.refused;
    if (!error) return nothing;
    if (this.state.asOf < dayOf(running.startedAt)) {
      const asOf = this.words.day(this.state.asOf);
      return html`<p class="error" role="alert">${this.words.say(live.beforeDay, { asOf })}</p>
        <button type="button" class="link keep" @click=${() => this.#record(running, { isToday: true })}>${live.useToday}</button>`;
    }
    const other = this.words.list(error.conflicts.map((id) => this.words.title(id)));
    if (other === "")
      return html`<p class="error" role="alert">${describeError(this.words, error.code, { day: this.words.day(this.state.knownAt) })}</p>`;
    return html`<p class="error" role="alert">${this.words.say(ledger.conflict, { other })}</p>
      <button type="button" class="link keep" @click=${() => this.#record(running, { forget: error.conflicts })}>
        ${this.words.say(ledger.keepThis, { other })}
      </button>`;
  }

  #typeTime(time: string): void {
    this.needsTime = false;
    this.#keep({ [START_TIME]: time });
  }

  #startAtTime(): void {
    const time = this.typedIn(START_TIME);
    this.needsTime = time === "";
    if (time !== "") this.#start(lastTime(this.#utcOffset, time, Date.now()));
    else this.renderRoot.querySelector<HTMLElement>("#time")?.focus();
  }

  #start(startedAt: string): void {
    this.now = Date.now();
    this.refused = undefined;
    this.#keep({ [STARTED_AT]: startedAt, [START_TIME]: "" });
    void this.updateComplete.then(() => this.renderRoot.querySelector<KaiboField>(".gmv")?.focusInput());
  }

  #restart(startedAt: string): void {
    this.#keep({ [STARTED_AT]: "", [START_TIME]: timeOf(startedAt) });
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>("#time")?.focus());
  }

  #enterGmv(field: KaiboField): void {
    const running = this.#running();
    const { value, typed } = field;
    this.refusedGmv = "";
    if (typeof value !== "number" || !running) {
      this.#keep(typed === "" ? { [GMV]: "", [GMV_TEXT]: "" } : { [GMV_TEXT]: typed });
      return;
    }
    const { ledger } = stateDuring(this.app, this.plan, { ...running, gmv: value }).errors;
    const fault = ledger?.faults.find(({ path }) => path.endsWith("/gmv"));
    if (fault) this.refusedGmv = describeError(this.words, fault.code, { min: this.words.money(0) });
    this.#keep(fault ? { [GMV_TEXT]: typed } : { [GMV]: String(value), [GMV_TEXT]: "" });
  }

  #enterLength({ value, typed }: KaiboField): void {
    const isValue = typeof value === "number" || typed === "";
    this.#keep(isValue ? { [LENGTH]: String(value ?? ""), [LENGTH_TEXT]: "" } : { [LENGTH_TEXT]: typed });
  }

  async #toggleTable(): Promise<void> {
    this.failed = false;
    try {
      if (!this.entering) await import("kaibo/elements/broadcasts");
      this.entering = !this.entering;
    } catch {
      this.failed = true;
    }
  }

  #typeTable(table: string, { typed }: TypedDetail): void {
    const isEmpty = Object.keys(typed).length === 0;
    this.#keep({ [tableField(table)]: isEmpty ? "" : JSON.stringify(typed) });
  }

  #typedTable(table: string): TypedDetail["typed"] {
    return textsIn(this.typedIn(tableField(table)));
  }

  /** The form is closed once the table is kept: whoever keeps it comes first. */
  async #closeTable(table: string): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
    await this.updateComplete;
    if (this.state.errors[table]) return;
    this.entering = false;
    this.#keep({ [tableField(table)]: "" });
  }

  #record(
    running: Running,
    { forget = [], isToday = false }: { readonly forget?: readonly string[]; readonly isToday?: boolean } = {},
  ): void {
    const half = [GMV_TEXT, LENGTH_TEXT].find((field) => this.typedIn(field) !== "");
    if (half !== undefined) {
      this.renderRoot.querySelector<KaiboField>(half === GMV_TEXT ? ".gmv" : "#length")?.read();
      return;
    }
    const before = this.app.account;
    const account = isToday ? { ...before, asOf: null } : before;
    const interview = interviewOf(this.app, account, this.plan.programme.id);
    const minutes = numberIn(this.typedIn(LENGTH)) ?? minutesBetween(running.startedAt, Date.now());
    const { broadcasts, ...range } = before.ledger ?? { broadcasts: [], since: null, through: null };
    const ledger = { ...range, broadcasts: [...broadcasts, broadcastOf({ ...running, minutes })] };
    this.refused = interview.setLedger(ledger, { forget }) ? undefined : interview.state.errors.ledger;
    if (this.refused) return;
    const { answers } = interview.state;
    this.app.change({ ledger, answers, asOf: account.asOf, typed: this.#cleared() });
    this.#offerUndo("recorded", before);
    this.send("planner-recorded", {});
  }

  #cancel(): void {
    const before = this.app.account;
    this.refused = undefined;
    this.app.change({ typed: this.#cleared() });
    this.#offerUndo("cancelled", before);
  }

  #offerUndo(said: "cancelled" | "recorded", { id, ledger, answers, asOf, typed }: Account): void {
    const run = () => {
      if (this.app.account.id === id) this.app.change({ ledger, answers, asOf, typed });
    };
    const live = () => this.in(words).live;
    this.app.say({ words: () => live()[said], action: { words: () => live().undo, run } });
  }

  #cleared(): Readonly<Record<string, string>> {
    const keys = FIELDS.map(keyOf);
    return Object.fromEntries(Object.entries(this.app.account.typed).filter(([key]) => !keys.includes(key)));
  }

  /** Keeps several fields at once; `""` forgets one. */
  #keep(fields: Readonly<Record<string, string>>): void {
    const changed = Object.fromEntries(Object.entries(fields).map(([field, text]) => [keyOf(field), text]));
    const typed = Object.entries({ ...this.app.account.typed, ...changed }).filter(([, text]) => text !== "");
    this.app.change({ typed: Object.fromEntries(typed) });
  }
}

/** Where what is typed into the form for a table is kept. */
function tableField(table: string): string {
  return `table.${table}`;
}

function numberIn(text: string): number | undefined {
  const number = text === "" ? Number.NaN : Number(text);
  return Number.isNaN(number) ? undefined : number;
}

function tableOf(told: SuppliedParameter | undefined): SuppliedParameter<readonly TierRow[]> | undefined {
  return told && typeof told.value === "object" ? (told as SuppliedParameter<readonly TierRow[]>) : undefined;
}

customElements.define("planner-live", PlannerLive);
