// The days of a procedure for the user's own calendar: what makes the file is loaded when it is asked for.

import { css, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";

import type { Schedule } from "../generated/index.js";
import type { InterviewState } from "../interview.js";
import { define, KaiboElement } from "./base.js";

/** Browsers read a file they are offered some time after the click. */
const MILLISECONDS_OFFERED = 60_000;

/**
 * A button that saves the days of the procedure as an iCalendar file. Empty where there are none.
 *
 * @element kaibo-calendar
 * @tagname kaibo-calendar
 * @csspart button-choice - A button with a border: an answer, or another way on.
 */
export class KaiboCalendar extends KaiboElement {
  static override properties: PropertyDeclarations = {
    state: { attribute: false },
    outcome: { state: true },
  };

  static override styles = [
    ...[KaiboElement.styles].flat(),
    css`
      button {
        margin-top: 8px;
      }

      .small {
        margin-top: 8px;
      }

      .small:empty {
        display: none;
      }
    `,
  ];

  /** The state of the interview. */
  declare state: InterviewState | undefined;
  /** What came of the last click. */
  declare protected outcome: "saved" | "failed" | undefined;

  constructor() {
    super();
    this.state = undefined;
    this.outcome = undefined;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("state")) this.outcome = undefined;
  }

  protected override render(): TemplateResult | typeof nothing {
    const state = this.state;
    // Without a secure context the file cannot be made: see toCalendar.
    if (!state || !hasDays(state.schedule) || !isSecureContext) return nothing;
    const { calendar } = this.words.messages;
    return html`<button type="button" class="choice" part="button-choice" @click=${() => this.#save(state)}>${calendar.add}</button>
      <p class="small" role="status">${this.outcome ? calendar[this.outcome] : nothing}</p>`;
  }

  async #save({ schedule, programme }: InterviewState): Promise<void> {
    this.outcome = undefined;
    try {
      const { toCalendar } = await import("../calendar.js");
      const text = toCalendar(schedule, { document: this.policyWords, programme, locale: this.words.messages });
      offer(new Blob([text], { type: "text/calendar;charset=utf-8" }), `kaibo-${programme}.ics`);
      this.outcome = "saved";
    } catch {
      this.outcome = "failed";
    }
  }
}

/** Whether there is a day to save. */
function hasDays({ submitBy, review, steps }: Schedule): boolean {
  return submitBy !== null || review !== null || steps.some(({ from, to }) => from !== null || to !== null);
}

/** Offers a file as a download. */
function offer(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), MILLISECONDS_OFFERED);
}

define("kaibo-calendar", KaiboCalendar);

declare global {
  interface HTMLElementTagNameMap {
    "kaibo-calendar": KaiboCalendar;
  }
}
