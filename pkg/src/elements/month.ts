// A month of days, to be read at a glance and walked by keys: what calendars have in common.

import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";

import type { Outcome } from "../generated/index.js";
import { KaiboElement } from "./base.js";
import { angleBack, angleOn } from "./icons.js";

/** What a calendar shows of a day. */
export interface MonthDay {
  /** Its name, the date first: what screen readers say of it. */
  readonly name: string;
  /** What stands below its number; screen readers have the name. */
  readonly sign: unknown;
  /** What its look depends on: each is a class, and with `day-` before it a part. */
  readonly looks: readonly string[];
  /** The outcome on it, where it shows one. */
  readonly outcome?: Outcome;
}

/** What browsers say of weeks; TypeScript does not know of it yet. */
interface LocaleWeeks {
  readonly weekInfo?: { readonly firstDay: number };
  getWeekInfo?(): { readonly firstDay: number };
}

const MILLISECONDS_IN_A_DAY = 86_400_000;
const DAYS_IN_A_WEEK = 7;
const MONTHS_IN_A_YEAR = 12;
const MONTH_LENGTH = "YYYY-MM".length;

/**
 * The base of calendars that show one month at a time: its days, the buttons to the months around it, and the keys.
 * Arrow keys move by days and weeks, Home and End within the week, Page Up and Page Down by months, with Shift by years.
 */
export abstract class KaiboMonth extends KaiboElement {
  static override properties: PropertyDeclarations = {
    today: { type: String },
    value: { type: String },
    month: { type: String },
    focused: { state: true },
  };

  static override styles = [
    ...[KaiboElement.styles].flat(),
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

      .today .number {
        font-weight: 700;
        text-decoration: underline;
        text-decoration-thickness: 2px;
        text-underline-offset: 2px;
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

      .status {
        padding: 8px 4px 4px;
      }
    `,
  ];

  /** Today, `YYYY-MM-DD`, to be marked. */
  declare today: string;
  /** The day that is chosen, `YYYY-MM-DD`. */
  declare value: string;
  /** The month that is shown, `YYYY-MM`; by default that of the chosen day, else of the one it begins with. */
  declare month: string;
  /** The day the keyboard is at. */
  declare protected focused: string;

  readonly #formats = new Map<string, Intl.DateTimeFormat>();

  constructor() {
    super();
    this.today = "";
    this.value = "";
    this.month = "";
    this.focused = "";
  }

  /** The first of its days; empty where there is none. */
  protected abstract get first(): string;
  /** The last one; `null` where there is none. */
  protected abstract get last(): string | null;
  /** The day it begins with. */
  protected abstract get start(): string;

  /** What is shown of one of its days. */
  protected abstract dayOf(day: string): MonthDay;
  /** What stands below the month: what the signs mean, and what is said of the chosen day. */
  protected abstract below(month: string): TemplateResult;
  /** A day was chosen. */
  protected abstract chosen(day: string): void;

  protected override render(): TemplateResult | typeof nothing {
    if (this.first === "") return nothing;
    const month = this.#month;
    return html`<div class="card" part="card">${this.#navigation(month)} ${this.#grid(month)} ${this.below(month)}</div>`;
  }

  /** Whether it is one of its days. */
  protected has(day: string): boolean {
    return day !== "" && this.within(day) === day;
  }

  /** The day, or the nearest one of its days. */
  protected within(day: string): string {
    if (day < this.first) return this.first;
    return this.last !== null && day > this.last ? this.last : day;
  }

  /** How its language writes days; they are read as days of UTC. */
  protected format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const { intl } = this.words.messages;
    const key = JSON.stringify([intl, options]);
    const format = this.#formats.get(key) ?? new Intl.DateTimeFormat(intl, { ...options, timeZone: "UTC" });
    this.#formats.set(key, format);
    return format;
  }

  get #month(): string {
    const wanted = this.month || (this.has(this.value) ? this.value : this.start).slice(0, MONTH_LENGTH);
    return this.within(`${wanted}-01`).slice(0, MONTH_LENGTH);
  }

  /** The day that has the tab stop: the one the keyboard is at, the chosen one, the one it begins with, or the first. */
  #stop(month: string): string {
    const shown = [this.focused, this.value, this.start].find((day) => day.startsWith(month) && this.has(day));
    return shown ?? this.within(`${month}-01`);
  }

  #navigation(month: string): TemplateResult {
    const { calendar } = this.words.messages.outlook;
    const title = this.format({ year: "numeric", month: "long" }).format(Date.parse(`${month}-01`));
    return html`<div class="navigation" part="navigation">
      ${this.#turn(month, -1, calendar.previous, angleBack(24))}
      <h3 part="title" id="month" aria-live="polite">${title}</h3>
      ${this.#turn(month, 1, calendar.next, angleOn(24))}
    </div>`;
  }

  /** A button to another month. One that leads nowhere stays, so that the focus is not lost. */
  #turn(month: string, by: number, label: string, sign: TemplateResult): TemplateResult {
    const to = monthsAfter(month, by);
    const leads = this.within(`${to}-01`).startsWith(to);
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
    const weekday = { narrow: this.format({ weekday: "narrow" }), long: this.format({ weekday: "long" }) };
    const weeks = weeksOf(month, this.#firstWeekday);
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
            ${days.map((day) => html`<td>${day.startsWith(month) ? this.#day(day, day === stop) : nothing}</td>`)}
          </tr>`,
        )}
      </tbody>
    </table>`;
  }

  #day(day: string, isStop: boolean): TemplateResult {
    const number = Number(day.slice(-2));
    if (!this.has(day)) return html`<span class="day outside" part="day-outside">${number}</span>`;
    const { name, sign, looks, outcome } = this.dayOf(day);
    const chosen = day === this.value;
    return html`<button
      type="button"
      class="day ${looks.join(" ")}"
      part=${["day", ...looks.map((look) => `day-${look}`), ...(chosen ? ["day-chosen"] : [])].join(" ")}
      data-day=${day}
      data-outcome=${outcome ?? nothing}
      tabindex=${isStop ? "0" : "-1"}
      aria-label=${name}
      aria-pressed=${chosen ? "true" : "false"}
      aria-current=${day === this.today ? "date" : nothing}
      @click=${() => this.#choose(day)}
    >
      <span class="number">${number}</span>${sign}
    </button>`;
  }

  #choose(day: string): void {
    this.month = day.slice(0, MONTH_LENGTH);
    this.focused = day;
    this.value = day;
    this.chosen(day);
  }

  async #move(event: KeyboardEvent): Promise<void> {
    const from = (event.target as HTMLElement).dataset.day;
    const to = from === undefined ? undefined : this.#reachedBy(event, from);
    if (to === undefined) return;
    event.preventDefault();
    this.focused = this.within(to);
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
