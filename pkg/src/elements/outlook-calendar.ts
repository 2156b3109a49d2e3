// The days of an outlook as months to be read at a glance: each day by colour, by a sign, and by name.
//
// It is apart from the other elements, and loaded when it is asked for: a first visit does not need it.

import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";

import type { Outcome, Outlook } from "../generated/index.js";
import { define, KaiboElement } from "./base.js";
import { angleBack, angleOn, outcomeColours, outcomeSign } from "./icons.js";

/** Detail of `kaibo-day`. */
export interface DayDetail {
  /** The day that was chosen, `YYYY-MM-DD`. */
  readonly day: string;
  /** The outcome on it. */
  readonly outcome: Outcome;
}

/** What browsers say of weeks; TypeScript does not know of it yet. */
interface LocaleWeeks {
  readonly weekInfo?: { readonly firstDay: number };
  getWeekInfo?(): { readonly firstDay: number };
}

/** What makes a day stand out. */
type Mark = "as-of" | "today" | "change";

const MILLISECONDS_IN_A_DAY = 86_400_000;
const DAYS_IN_A_WEEK = 7;
const MONTHS_IN_A_YEAR = 12;
const MONTH_LENGTH = "YYYY-MM".length;

/**
 * The days of an outlook as a calendar, a month at a time. `outlook` is enough. Arrow keys move by days and weeks, Home
 * and End within the week, Page Up and Page Down by months, with Shift by years.
 *
 * ```js
 * calendar.outlook = policy.outlook("cold-start", application, { asOf: "2023-09-14" });
 * ```
 *
 * @element kaibo-outlook-calendar
 * @tagname kaibo-outlook-calendar
 * @fires {CustomEvent<DayDetail>} kaibo-day - A day was chosen.
 * @csspart card - A card.
 * @csspart navigation - The month's name between the buttons for those around it.
 * @csspart title - The month's name.
 * @csspart month - The grid of its days.
 * @csspart weekday - The name of a day of the week.
 * @csspart day - A day of the outlook.
 * @csspart day-eligible - A day that is eligible.
 * @csspart day-ineligible - A day that is not.
 * @csspart day-undetermined - A day nothing certain is known of.
 * @csspart day-as-of - The day the outlook begins with, or is asked for.
 * @csspart day-today - Today.
 * @csspart day-change - The day of the next change.
 * @csspart day-chosen - The day that is chosen.
 * @csspart day-outside - A day of which the outlook says nothing.
 * @csspart legend - What the signs mean.
 * @csspart status - The outcome on the day that is chosen, in words.
 */
export class KaiboOutlookCalendar extends KaiboElement {
  static override properties: PropertyDeclarations = {
    outlook: { attribute: false },
    asOf: { type: String, attribute: "as-of" },
    today: { type: String },
    value: { type: String },
    month: { type: String },
    focused: { state: true },
  };

  static override styles = [
    ...[KaiboElement.styles].flat(),
    outcomeColours,
    css`
      .card {
        padding: 8px;
      }

      .navigation {
        display: grid;
        grid-template-columns: 44px 1fr 44px;
        align-items: center;
        text-align: center;
      }

      .navigation button {
        display: grid;
        place-items: center;
        color: var(--_link);
      }

      .navigation button[aria-disabled="true"] {
        color: var(--_text-secondary);
        opacity: 0.4;
        cursor: default;
      }

      table {
        width: 100%;
        table-layout: fixed;
        border-collapse: separate;
        border-spacing: 2px;
      }

      th {
        padding: 4px 0;
        font-size: 14px;
        font-weight: 400;
        color: var(--_text-secondary);
      }

      td {
        padding: 0;
        text-align: center;
      }

      .day {
        position: relative;
        display: grid;
        justify-items: center;
        align-content: center;
        gap: 1px;
        width: 100%;
        min-height: 48px;
        padding: 0;
        border: 2px solid transparent;
        border-radius: 6px;
        font-size: 15px;
        line-height: 1.2;
        font-variant-numeric: tabular-nums;
      }

      .outside {
        color: var(--_text-secondary);
        font-size: 13px;
      }

      .eligible {
        background: var(--_good-wash);
      }

      .ineligible {
        background: var(--_bad-wash);
      }

      .undetermined {
        background: var(--_warn-wash);
      }

      .as-of {
        border-color: var(--_text);
      }

      .today .number {
        font-weight: 700;
        text-decoration: underline;
        text-decoration-thickness: 2px;
        text-underline-offset: 2px;
      }

      .change {
        border: 2px dashed var(--_link);
      }

      /* The colour of its outcome, whole. */
      .day[aria-pressed="true"] {
        color: var(--_surface);
      }

      .eligible[aria-pressed="true"] {
        background: var(--_good);
      }

      .ineligible[aria-pressed="true"] {
        background: var(--_bad);
      }

      .undetermined[aria-pressed="true"] {
        background: var(--_warn);
      }

      .day[aria-pressed="true"] svg {
        color: inherit;
      }

      .legend {
        display: flex;
        flex-wrap: wrap;
        gap: 6px 16px;
        padding: 10px 4px 4px;
        border-top: 1px solid var(--_separator);
        margin-top: 8px;
        font-size: 14px;
      }

      .legend li {
        display: flex;
        align-items: center;
        gap: 6px;
      }

      .swatch {
        display: grid;
        place-items: center;
        width: 22px;
        height: 22px;
        border: 2px solid transparent;
        border-radius: 5px;
        font-size: 12px;
      }

      .meaning {
        display: inline-block;
      }

      .meaning::first-letter {
        text-transform: uppercase;
      }

      .swatch.as-of {
        border-color: var(--_text);
      }

      .swatch.change {
        border: 2px dashed var(--_link);
      }

      .status {
        padding: 8px 4px 4px;
      }
    `,
  ];

  /** What `policy.outlook` answered. */
  declare outlook: Outlook | undefined;
  /** The day that is asked about, `YYYY-MM-DD`; the first one of the outlook by default. */
  declare asOf: string;
  /** Today, `YYYY-MM-DD`, to be marked. */
  declare today: string;
  /** The day that is chosen, `YYYY-MM-DD`. */
  declare value: string;
  /** The month that is shown, `YYYY-MM`; by default that of the chosen day, else of the one asked about. */
  declare month: string;
  /** The day the keyboard is at. */
  declare protected focused: string;

  constructor() {
    super();
    this.outlook = undefined;
    this.asOf = "";
    this.today = "";
    this.value = "";
    this.month = "";
    this.focused = "";
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.outlook || this.#first === "") return nothing;
    const month = this.#month;
    return html`<div class="card" part="card">
      ${this.#navigation(month)} ${this.#grid(month)} ${this.#legend(month)}
      <p class="status" part="status" role="status">${this.#said()}</p>
    </div>`;
  }

  /** The first day of the outlook. */
  get #first(): string {
    return this.outlook?.windows[0]?.from ?? "";
  }

  /** The last one; `null` where there is none. */
  get #last(): string | null {
    return this.outlook?.windows.at(-1)?.to ?? null;
  }

  get #asked(): string {
    return this.asOf || this.#first;
  }

  get #month(): string {
    const wanted = this.month || (this.#outcomeOn(this.value) ? this.value : this.#asked).slice(0, MONTH_LENGTH);
    return this.#within(`${wanted}-01`).slice(0, MONTH_LENGTH);
  }

  /** The day that has the tab stop: the one the keyboard is at, the chosen one, the one asked about, or the first. */
  #stop(month: string): string {
    const shown = [this.focused, this.value, this.#asked].find(
      (day) => day.startsWith(month) && this.#outcomeOn(day) !== undefined,
    );
    return shown ?? this.#within(`${month}-01`);
  }

  /** The day, or the nearest one of the outlook. */
  #within(day: string): string {
    if (day < this.#first) return this.#first;
    return this.#last !== null && day > this.#last ? this.#last : day;
  }

  #outcomeOn(day: string): Outcome | undefined {
    return this.outlook?.windows.find(({ from, to }) => from <= day && (to === null || day <= to))?.outcome;
  }

  get #marks(): readonly (readonly [Mark, string | undefined])[] {
    return [
      ["as-of", this.#asked],
      ["today", this.#outcomeOn(this.today) && this.today],
      ["change", this.outlook?.nextChange?.on],
    ];
  }

  #marksOf(day: string): readonly Mark[] {
    return this.#marks.filter(([, on]) => on === day).map(([mark]) => mark);
  }

  #navigation(month: string): TemplateResult {
    const { calendar } = this.words.messages.outlook;
    const title = this.#format({ year: "numeric", month: "long" }).format(Date.parse(`${month}-01`));
    return html`<div class="navigation" part="navigation">
      ${this.#turn(month, -1, calendar.previous, angleBack(24))}
      <h3 part="title" id="month" aria-live="polite">${title}</h3>
      ${this.#turn(month, 1, calendar.next, angleOn(24))}
    </div>`;
  }

  /** A button to another month. One that leads nowhere stays, so that the focus is not lost. */
  #turn(month: string, by: number, label: string, sign: TemplateResult): TemplateResult {
    const to = monthsAfter(month, by);
    const leads = this.#within(`${to}-01`).startsWith(to);
    return html`<button
      type="button"
      aria-label=${label}
      aria-disabled=${leads ? "false" : "true"}
      @click=${() => {
        if (leads) this.month = to;
      }}
    >
      ${sign}
    </button>`;
  }

  #grid(month: string): TemplateResult {
    const weekday = { narrow: this.#format({ weekday: "narrow" }), long: this.#format({ weekday: "long" }) };
    const weeks = weeksOf(month, this.#firstWeekday);
    const names = this.#format({ dateStyle: "full" });
    const stop = this.#stop(month);
    // Any week will do for the names; a month has at least one whole one.
    const week = weeksOf("2023-05", this.#firstWeekday)[1] ?? [];
    return html`<table role="grid" part="month" aria-labelledby="month" @keydown=${this.#move}>
      <thead>
        <tr>
          ${week.map((day) => {
            const moment = Date.parse(day);
            return html`<th scope="col" part="weekday">
              <span aria-hidden="true">${weekday.narrow.format(moment)}</span>
              <span class="visually-hidden">${weekday.long.format(moment)}</span>
            </th>`;
          })}
        </tr>
      </thead>
      <tbody>
        ${weeks.map(
          (days) => html`<tr>
            ${days.map((day) => html`<td>${day.startsWith(month) ? this.#day(day, names, day === stop) : nothing}</td>`)}
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #day(day: string, names: Intl.DateTimeFormat, isStop: boolean): TemplateResult {
    const outcome = this.#outcomeOn(day);
    const number = Number(day.slice(-2));
    if (!outcome) return html`<span class="day outside" part="day-outside">${number}</span>`;
    const { outcome: outcomes, outlook, colon, clauseSeparator } = this.words.messages;
    const marks = this.#marksOf(day);
    const said = [outcomes[outcome], ...marks.map((mark) => outlook.calendar.mark[mark])].join(clauseSeparator);
    const chosen = day === this.value;
    const parts = ["day", `day-${outcome}`, ...marks.map((mark) => `day-${mark}`), ...(chosen ? ["day-chosen"] : [])];
    return html`<button
      type="button"
      class="day ${outcome} ${marks.join(" ")}"
      part=${parts.join(" ")}
      data-day=${day}
      data-outcome=${outcome}
      tabindex=${isStop ? "0" : "-1"}
      aria-label="${names.format(Date.parse(day))}${colon}${said}"
      aria-pressed=${chosen ? "true" : "false"}
      aria-current=${marks.includes("today") ? "date" : nothing}
      @click=${() => this.#choose(day, outcome)}
    >
      <span class="number">${number}</span>${outcomeSign(outcome, 16)}
    </button>`;
  }

  /** What the signs mean: of the outcomes those of the outlook, of the rest those of the month. */
  #legend(month: string): TemplateResult {
    const { outcome: outcomes, outlook } = this.words.messages;
    const windows = this.outlook?.windows ?? [];
    const occurring = (["eligible", "ineligible", "undetermined"] as const).filter((outcome) =>
      windows.some((window) => window.outcome === outcome),
    );
    const marks = this.#marks.filter(([, day]) => day?.startsWith(month)).map(([mark]) => mark);
    return html`<ul class="legend" part="legend" aria-label=${outlook.calendar.legend}>
      ${occurring.map(
        (outcome) => html`<li>
          <span class="swatch ${outcome}" aria-hidden="true">${outcomeSign(outcome, 14)}</span
          ><span class="meaning">${outcomes[outcome]}</span>
        </li>`,
      )}
      ${marks.map(
        (mark) => html`<li>
          <span class="swatch ${mark}" aria-hidden="true"><span class="number">${mark === "today" ? "1" : ""}</span></span
          ><span class="meaning">${outlook.calendar.mark[mark]}</span>
        </li>`,
      )}
    </ul>`;
  }

  #said(): string {
    const { outlook, outcome: outcomes } = this.words.messages;
    const outcome = this.#outcomeOn(this.value);
    if (!outcome) return outlook.calendar.choose;
    return this.words.say(outlook.calendar.onDay, { day: this.words.day(this.value), outcome: outcomes[outcome] });
  }

  #choose(day: string, outcome: Outcome): void {
    this.month = day.slice(0, MONTH_LENGTH);
    this.focused = day;
    this.value = day;
    this.send<DayDetail>("kaibo-day", { day, outcome });
  }

  async #move(event: KeyboardEvent): Promise<void> {
    const from = (event.target as HTMLElement).dataset.day;
    const to = from === undefined ? undefined : this.#reachedBy(event, from);
    if (to === undefined) return;
    event.preventDefault();
    this.focused = this.#within(to);
    this.month = this.focused.slice(0, MONTH_LENGTH);
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>(`[data-day="${this.focused}"]`)?.focus();
  }

  #reachedBy({ key, shiftKey }: KeyboardEvent, day: string): string | undefined {
    const inWeek = weekdayOf(day, this.#firstWeekday);
    const months = shiftKey ? MONTHS_IN_A_YEAR : 1;
    switch (key) {
      case "ArrowLeft":
        return daysAfter(day, -1);
      case "ArrowRight":
        return daysAfter(day, 1);
      case "ArrowUp":
        return daysAfter(day, -DAYS_IN_A_WEEK);
      case "ArrowDown":
        return daysAfter(day, DAYS_IN_A_WEEK);
      case "Home":
        return daysAfter(day, -inWeek);
      case "End":
        return daysAfter(day, DAYS_IN_A_WEEK - 1 - inWeek);
      case "PageUp":
        return sameDayIn(monthsAfter(day.slice(0, MONTH_LENGTH), -months), day);
      case "PageDown":
        return sameDayIn(monthsAfter(day.slice(0, MONTH_LENGTH), months), day);
      default:
        return undefined;
    }
  }

  /** With which day a week begins: 1 is Monday, 7 Sunday. */
  get #firstWeekday(): number {
    const locale = new Intl.Locale(this.words.messages.intl) as LocaleWeeks;
    return (locale.getWeekInfo?.() ?? locale.weekInfo)?.firstDay ?? 1;
  }

  #format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    return new Intl.DateTimeFormat(this.words.messages.intl, { ...options, timeZone: "UTC" });
  }
}

function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(day) + days * MILLISECONDS_IN_A_DAY).toISOString().slice(0, "YYYY-MM-DD".length);
}

function monthsAfter(month: string, months: number): string {
  const moment = new Date(Date.parse(`${month}-01`));
  moment.setUTCMonth(moment.getUTCMonth() + months);
  return moment.toISOString().slice(0, MONTH_LENGTH);
}

/** The same day of another month, or its last one. */
function sameDayIn(month: string, day: string): string {
  const last = daysAfter(`${monthsAfter(month, 1)}-01`, -1);
  const same = month + day.slice(MONTH_LENGTH);
  return same < last ? same : last;
}

/** How many days of its week lie before a day. */
function weekdayOf(day: string, firstWeekday: number): number {
  return (new Date(Date.parse(day)).getUTCDay() - firstWeekday + 2 * DAYS_IN_A_WEEK) % DAYS_IN_A_WEEK;
}

/** The weeks a month lies in, whole. */
function weeksOf(month: string, firstWeekday: number): readonly (readonly string[])[] {
  const first = `${month}-01`;
  const start = daysAfter(first, -weekdayOf(first, firstWeekday));
  const end = daysAfter(`${monthsAfter(month, 1)}-01`, -1);
  const weeks: string[][] = [];
  for (let day = start; day <= end; day = daysAfter(day, DAYS_IN_A_WEEK)) {
    const from = day;
    weeks.push(Array.from({ length: DAYS_IN_A_WEEK }, (_, index) => daysAfter(from, index)));
  }
  return weeks;
}

define("kaibo-outlook-calendar", KaiboOutlookCalendar);

declare global {
  interface HTMLElementTagNameMap {
    "kaibo-outlook-calendar": KaiboOutlookCalendar;
  }
}
