// The days of an outlook as months to be read at a glance: each day by colour, by a sign, and by name.
//
// It is apart from the other elements, and loaded when it is asked for: a first visit does not need it.

import { css, html, type PropertyDeclarations, type TemplateResult } from "lit";

import type { Outcome, Outlook } from "../generated/index.js";
import { define } from "./base.js";
import { outcomeColours, outcomeSign } from "./icons.js";
import { KaiboMonth, type MonthDay } from "./month.js";

export { KaiboMonth, type MonthDay } from "./month.js";

/** Detail of `kaibo-day`. */
export interface DayDetail {
  /** The day that was chosen, `YYYY-MM-DD`. */
  readonly day: string;
  /** The outcome on it. */
  readonly outcome: Outcome;
}

/** What makes a day stand out. */
type Mark = "as-of" | "today" | "change";

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
export class KaiboOutlookCalendar extends KaiboMonth {
  static override properties: PropertyDeclarations = {
    outlook: { attribute: false },
    asOf: { type: String, attribute: "as-of" },
  };

  static override styles = [
    ...[KaiboMonth.styles].flat(),
    outcomeColours,
    css`
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

      .swatch.as-of {
        border-color: var(--_text);
      }

      .swatch.change {
        border: 2px dashed var(--_link);
      }
    `,
  ];

  /** What `policy.outlook` answered. */
  declare outlook: Outlook | undefined;
  /** The day that is asked about, `YYYY-MM-DD`; the first one of the outlook by default. */
  declare asOf: string;

  constructor() {
    super();
    this.outlook = undefined;
    this.asOf = "";
  }

  protected override get first(): string {
    return this.outlook?.windows[0]?.from ?? "";
  }

  protected override get last(): string | null {
    return this.outlook?.windows.at(-1)?.to ?? null;
  }

  /** The day that is asked about. */
  protected override get start(): string {
    return this.asOf || this.first;
  }

  protected override dayOf(day: string): MonthDay {
    const { outcome: outcomes, outlook, colon, clauseSeparator } = this.words.messages;
    const outcome = this.#outcomeOn(day) ?? "undetermined";
    const marks = this.#marksOf(day);
    const said = [outcomes[outcome], ...marks.map((mark) => outlook.calendar.mark[mark])].join(clauseSeparator);
    const name = `${this.format({ dateStyle: "full" }).format(Date.parse(day))}${colon}${said}`;
    return { name, sign: outcomeSign(outcome, 16), looks: [outcome, ...marks], outcome };
  }

  protected override below(month: string): TemplateResult {
    return html`${this.#legend(month)}
      <p class="status" part="status" role="status">${this.#said()}</p>`;
  }

  protected override chosen(day: string): void {
    const outcome = this.#outcomeOn(day);
    if (outcome) this.send<DayDetail>("kaibo-day", { day, outcome });
  }

  #outcomeOn(day: string): Outcome | undefined {
    return this.outlook?.windows.find(({ from, to }) => from <= day && (to === null || day <= to))?.outcome;
  }

  get #marks(): readonly (readonly [Mark, string | undefined])[] {
    return [
      ["as-of", this.start],
      ["today", this.#outcomeOn(this.today) && this.today],
      ["change", this.outlook?.nextChange?.on],
    ];
  }

  #marksOf(day: string): readonly Mark[] {
    return this.#marks.filter(([, on]) => on === day).map(([mark]) => mark);
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
}

define("kaibo-outlook-calendar", KaiboOutlookCalendar);

declare global {
  interface HTMLElementTagNameMap {
    "kaibo-outlook-calendar": KaiboOutlookCalendar;
  }
}
