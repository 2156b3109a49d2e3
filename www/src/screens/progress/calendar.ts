// The months with their broadcasts: which days have some, and what there was on a day.
//
// It is loaded when there are broadcasts to show.

import { KaiboMonth, type MonthDay } from "kaibo/elements/outlook-calendar";
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";

import { byDay, type Entry, sumOf } from "./figures.js";
import { type ProgressWords, wordsIn } from "./words.js";

const MONTH_LENGTH = "YYYY-MM".length;

/** It is given the `entries`, ascending, and the `latest` day, after which none can be chosen. */
export class PageBroadcastCalendar extends KaiboMonth {
  static override properties: PropertyDeclarations = {
    entries: { attribute: false },
    latest: { attribute: false },
  };

  static override styles = [
    ...[KaiboMonth.styles].flat(),
    css`
      .live {
        background: var(--_good-wash);
      }

      .sign {
        color: var(--_good);
        font-size: 12px;
        font-weight: 600;
      }

      .live[aria-pressed="true"] {
        background: var(--_good);
        color: var(--_surface);
      }

      .live[aria-pressed="true"] .sign {
        color: inherit;
      }

      .quiet[aria-pressed="true"] {
        border-color: var(--_text);
      }

      .day.quiet {
        color: inherit;
      }

      .swatch.live {
        width: 34px;
      }

      .status li {
        padding: 4px 0;
        font-size: 15px;
      }
    `,
  ];

  /** The broadcasts that count, ascending. */
  declare entries: readonly Entry[];
  /** The last day something can be known of, `YYYY-MM-DD`. */
  declare latest: string;

  #days: ReadonlyMap<string, readonly Entry[]> = new Map();
  #ordered: readonly Entry[] | undefined;

  constructor() {
    super();
    this.entries = [];
    this.latest = "";
  }

  protected override willUpdate(): void {
    if (this.#ordered === this.entries) return;
    this.#ordered = this.entries;
    this.#days = byDay(this.entries);
  }

  /** From the beginning of the month of the first broadcast. */
  protected override get first(): string {
    const [first] = this.entries;
    return first ? `${first.day.slice(0, MONTH_LENGTH)}-01` : "";
  }

  protected override get last(): string {
    return this.latest;
  }

  protected override get start(): string {
    return this.entries.at(-1)?.day ?? this.latest;
  }

  protected override dayOf(day: string): MonthDay {
    const { calendar } = this.#words;
    const entries = this.#days.get(day) ?? [];
    const name = this.#nameOf(day, this.format({ month: "long", day: "numeric" }).format(Date.parse(day)));
    const count = entries.length;
    return {
      name: day === this.today ? this.words.say(calendar.today, { name }) : name,
      sign: count === 0 ? nothing : html`<span class="sign">${this.words.say(calendar.sign, { count })}</span>`,
      looks: [count === 0 ? "quiet" : "live", ...(day === this.today ? ["today"] : [])],
    };
  }

  protected override below(month: string): TemplateResult {
    const { calendar } = this.#words;
    const sign = this.words.say(calendar.sign, { count: 1 });
    return html`<ul class="legend" part="legend">
        <li>
          <span class="swatch live" aria-hidden="true"><span class="sign">${sign}</span></span
          ><span class="meaning">${calendar.meaning}</span>
        </li>
        ${
          this.today.startsWith(month)
            ? html`<li>
                <span class="swatch today" aria-hidden="true"><span class="number">1</span></span
                ><span class="meaning">${calendar.todayMeaning}</span>
              </li>`
            : nothing
        }
      </ul>
      <div class="status" part="status" role="status">${this.#said()}</div>`;
  }

  protected override chosen(): void {}

  get #words(): ProgressWords {
    return wordsIn(this.locale);
  }

  /** A day with what there was on it. */
  #nameOf(id: string, day: string): string {
    const { calendar } = this.#words;
    const entries = this.#days.get(id) ?? [];
    if (entries.length === 0) return this.words.say(calendar.none, { day });
    const { broadcasts: count, minutes, gmv } = sumOf(entries);
    const paid = { has: gmv === null ? "no" : "yes", gmv: gmv === null ? "" : this.words.money(gmv) };
    return this.words.say(calendar.day, { day, count, duration: this.words.duration(minutes), ...paid });
  }

  #said(): TemplateResult {
    const { calendar } = this.#words;
    if (!this.has(this.value)) return html`<p class="small">${calendar.choose}</p>`;
    const entries = this.#days.get(this.value) ?? [];
    const { withoutGmv } = sumOf(entries);
    const some = withoutGmv > 0 && withoutGmv < entries.length;
    return html`<p>${this.#nameOf(this.value, this.words.day(this.value))}</p>
      <ul>
        ${entries.map((entry) => html`<li>${this.#entry(entry)}</li>`)}
      </ul>
      ${some ? html`<p class="small">${this.words.say(calendar.without, { count: withoutGmv })}</p>` : nothing}`;
  }

  #entry({ time, minutes, gmv, refunded }: Entry): string {
    const { calendar } = this.#words;
    const duration = this.words.duration(Math.round(minutes));
    const parts = [
      this.words.say(calendar.entry, { time: time === "" ? "none" : "some", clock: time, duration }),
      gmv === null ? "" : this.words.say(calendar.gmv, { gmv: this.words.money(gmv) }),
      refunded === null ? "" : this.words.say(calendar.refunded, { refunded: this.words.money(refunded) }),
    ];
    return parts.filter(Boolean).join(this.words.messages.clauseSeparator);
  }
}

customElements.define("page-broadcast-calendar", PageBroadcastCalendar);

declare global {
  interface HTMLElementTagNameMap {
    "page-broadcast-calendar": PageBroadcastCalendar;
  }
}
