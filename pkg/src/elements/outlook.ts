// The days to come: which outcome when, what changes it, and what a planned broadcast would do.

import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";

import type { Outlook, OutlookWindow } from "../generated/index.js";
import type { InterviewState } from "../interview.js";
import { criterionTitle } from "../locales/describe.js";
import { define, KaiboElement } from "./base.js";
import { outcomeColours, outcomeSign, warning } from "./icons.js";
import { strip, stripLook } from "./outlook-strip.js";

/** Detail of `kaibo-plan`. */
export interface PlanDetail {
  /** The days on which broadcasts are planned, `YYYY-MM-DD`. */
  readonly days: readonly string[];
}

/**
 * The outcomes to come: which one when, what changes it, and what a planned broadcast would do. `document` and `outlook`
 * are enough; broadcasts can be planned where there is a `state`.
 *
 * ```js
 * outlook.document = policy.document;
 * outlook.outlook = policy.outlook("cold-start", application);
 * ```
 *
 * @element kaibo-outlook
 * @tagname kaibo-outlook
 * @fires {CustomEvent<PlanDetail>} kaibo-plan - A planned broadcast is added or left out.
 * @csspart card - A card.
 * @csspart strip - The days to come as a strip, where their outcome changes.
 * @csspart window - Days with one outcome.
 * @csspart window-eligible - Days that are eligible.
 * @csspart window-ineligible - Days that are not.
 * @csspart window-undetermined - Days nothing certain is known of.
 * @csspart says - When the outcome changes, by what, and what is assumed.
 * @csspart plan - The card for planned broadcasts.
 * @csspart summary - What opens the card for planned broadcasts.
 * @csspart title - The heading within a card, an `h3`.
 * @csspart button-choice - A button with a border: an answer, or another way on.
 * @csspart button-link - A button that looks like a link.
 * @csspart error - What is wrong, beside its input.
 */
export class KaiboOutlook extends KaiboElement {
  static override properties: PropertyDeclarations = {
    outlook: { attribute: false },
    planned: { attribute: false },
    state: { attribute: false },
    tooEarly: { state: true },
  };

  static override styles = [
    ...[KaiboElement.styles].flat(),
    outcomeColours,
    stripLook,
    css`
      .windows li {
        display: grid;
        grid-template-columns: 22px 1fr;
        gap: 10px;
        padding: 12px 16px;
      }

      .windows li + li {
        border-top: 1px solid var(--_separator);
      }

      .windows svg {
        margin-top: 3px;
      }

      .says {
        margin-top: 10px;
      }

      .says p + p {
        margin-top: 4px;
      }

      .plan {
        margin-top: 16px;
      }

      .plan summary {
        min-height: 52px;
        padding: 0 16px;
        color: var(--_text);
      }

      .plan > div {
        padding: 4px 16px 16px;
      }

      .plan button.choice {
        margin-top: 12px;
      }

      .planned {
        margin-top: 8px;
      }

      .planned li {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 12px;
      }
    `,
  ];

  /** What `policy.outlook` answered; the state's outlook with its planned broadcasts by default. */
  declare outlook: Outlook | undefined;
  /** The days on which it assumes broadcasts, `YYYY-MM-DD`; the state's by default. */
  declare planned: readonly string[] | undefined;
  /** The state of an interview: with it broadcasts can be planned. */
  declare state: InterviewState | undefined;
  /** The day that was entered is not ahead. */
  declare protected tooEarly: boolean;

  #wasPlanning = false;

  constructor() {
    super();
    this.outlook = undefined;
    this.planned = undefined;
    this.state = undefined;
    this.tooEarly = false;
  }

  protected override render(): TemplateResult | typeof nothing {
    const outlook = this.outlook ?? this.state?.plannedOutlook;
    if (!outlook || !this.policyWords) return nothing;
    return html`${outlook.windows.length > 1 ? strip(outlook, (day) => this.#month(day)) : nothing}
      <ol class="card windows" part="card">
        ${outlook.windows.map((window, index) => this.#window(window, outlook.windows[index - 1]?.from))}
      </ol>
      <div class="small says" part="says" aria-live="polite">
        <p>${this.#change(outlook)}</p>
        <p>${this.#assuming(outlook)}</p>
      </div>
      ${this.state ? this.#plan(this.state) : nothing}`;
  }

  #month(day: string): string {
    return new Intl.DateTimeFormat(this.words.messages.intl, { month: "short", timeZone: "UTC" }).format(new Date(day));
  }

  /** The year is said where it is another one than in the line before. */
  #window({ from, to, outcome }: OutlookWindow, before: string | undefined): TemplateResult {
    const { outlook, outcome: outcomes } = this.words.messages;
    const days = to === null ? outlook.from : to === from ? outlook.oneDay : outlook.between;
    return html`<li class=${outcome} part="window window-${outcome}" data-window=${outcome}>
      ${outcomeSign(outcome, 22)}
      <div>
        <p>${outcomes[outcome]}</p>
        <p class="small">${this.words.say(days, { from: this.words.day(from, before), to: this.words.day(to ?? "", from) })}</p>
      </div>
    </li>`;
  }

  #change({ nextChange, windows }: Outlook): string {
    const { outlook, outcome, advice } = this.words.messages;
    if (!nextChange) return outlook.stays;
    const causes = nextChange.criteria.map((id) =>
      this.words.say(advice.quoted, { title: criterionTitle(this.words, id) }),
    );
    return this.words.sentences(
      this.words.say(outlook.next, {
        on: this.words.day(nextChange.on, windows[0]?.from),
        outcome: outcome[nextChange.outcome],
      }),
      causes.length === 0 ? "" : this.words.say(outlook.causes, { causes: this.words.list([...new Set(causes)]) }),
    );
  }

  #assuming({ assuming }: Outlook): string {
    const { outlook } = this.words.messages;
    if (assuming === "nothing-happens") return outlook.nothing;
    const days = this.planned ?? this.state?.plannedBroadcasts ?? [];
    if (days.length === 0) return outlook.plannedSome;
    return this.words.say(outlook.planned, {
      days: this.words.list(days.map((day) => this.words.day(day, this.state?.asOf))),
    });
  }

  #plan(state: InterviewState): TemplateResult {
    const { outlook } = this.words.messages;
    const refused = this.tooEarly || state.errors.plannedBroadcasts !== undefined;
    return html`<details class="card plan" part="card plan" data-plan ?open=${this.#isPlanning(state)}>
      <summary part="summary"><h3 part="title">${outlook.planHeading}</h3></summary>
      <div>
      <label for="plan">${outlook.planDay}</label>
      <input
        id="plan"
        type="date"
        aria-invalid=${refused ? "true" : "false"}
        aria-describedby=${refused ? "plan-error" : nothing}
        @input=${() => {
          this.tooEarly = false;
        }}
        @keydown=${(event: KeyboardEvent) => {
          if (event.key === "Enter") this.#add(state);
        }}
      />
      ${
        refused
          ? html`<p class="error" part="error" id="plan-error" role="alert">
              ${warning(20)}<span>${this.words.say(outlook.planTooEarly, { day: this.words.day(state.knownAt) })}</span>
            </p>`
          : nothing
      }
      <button type="button" class="choice" part="button-choice" @click=${() => this.#add(state)}>${outlook.plan}</button>
      <ul class="planned">
        ${state.plannedBroadcasts.map(
          (day) => html`<li>
            <span>${this.words.day(day)}</span>
            <button
              type="button"
              class="link" part="button-link"
              aria-label=${this.words.say(outlook.unplanLabel, { day: this.words.day(day) })}
              @click=${() => this.#leaveOut(state, day)}
            >
              ${outlook.unplan}
            </button>
          </li>`,
        )}
      </ul>
      </div>
    </details>`;
  }

  /** Once days are planned it stays unfolded: what was pressed in it must not fold it. */
  #isPlanning({ plannedBroadcasts }: InterviewState): boolean {
    this.#wasPlanning ||= plannedBroadcasts.length > 0;
    return this.#wasPlanning;
  }

  #add({ knownAt, plannedBroadcasts }: InterviewState): void {
    const input = this.renderRoot.querySelector<HTMLInputElement>("#plan");
    if (!input) return;
    this.tooEarly = input.value <= knownAt;
    if (this.tooEarly) {
      input.focus();
      return;
    }
    this.send<PlanDetail>("kaibo-plan", { days: [...plannedBroadcasts, input.value] });
    input.value = "";
  }

  #leaveOut({ plannedBroadcasts }: InterviewState, day: string): void {
    this.send<PlanDetail>("kaibo-plan", { days: plannedBroadcasts.filter((other) => other !== day) });
    // The button that was pressed is gone.
    this.renderRoot.querySelector<HTMLElement>("#plan")?.focus();
  }
}

define("kaibo-outlook", KaiboOutlook);

declare global {
  interface HTMLElementTagNameMap {
    "kaibo-outlook": KaiboOutlook;
  }
}
