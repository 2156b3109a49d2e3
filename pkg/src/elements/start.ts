// The first screen: which kind of support, and on which day.

import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";

import type { InterviewError } from "../interview.js";
import { describeError } from "../locales/describe.js";
import type { DocumentProgramme } from "../locales/document.js";
import { afterPaint, define, KaiboElement } from "./base.js";
import type { KaiboField } from "./field.js";
import { parts } from "./theme.js";
import "./field.js";

/** Detail of `kaibo-start`. */
export interface StartDetail {
  readonly programme: string;
  /** The day of submission, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** Facts whose answers are given up for that day. */
  readonly forget: readonly string[];
}

/**
 * The first screen: which kind of support, and on which day.
 *
 * @element kaibo-start
 * @tagname kaibo-start
 * @fires {CustomEvent<StartDetail>} kaibo-start - The interview is to begin, or to go on.
 * @csspart heading - The heading of the screen, an `h1`.
 * @csspart card - A card.
 * @csspart programme - A kind of support.
 * @csspart programme-chosen - The one that is chosen.
 * @csspart button-primary - The button that goes on.
 * @csspart button-link - A button that looks like a link.
 */
export class KaiboStart extends KaiboElement {
  static override properties: PropertyDeclarations = {
    programme: { type: String },
    asOf: { type: String, attribute: "as-of" },
    error: { attribute: false },
    running: { type: Boolean },
    today: { type: String },
    zoneNamed: { state: true },
  };

  static override styles = [
    ...[KaiboElement.styles].flat(),
    css`
      .intro {
        margin-top: 6px;
      }

      fieldset,
      .day {
        margin-top: 24px;
      }

      legend {
        padding: 0;
        margin-bottom: 8px;
        font-weight: 600;
      }

      .programmes {
        display: grid;
        gap: 8px;
      }

      .programme {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 12px;
        align-items: start;
        margin: 0;
        padding: 14px 16px;
        border: 2px solid transparent;
        cursor: pointer;
      }

      .programme:focus-within {
        outline: 3px solid var(--_link);
        outline-offset: 2px;
      }

      .programme.chosen {
        border-color: var(--_brand);
      }

      .programme input {
        accent-color: var(--_brand);
        width: 22px;
        height: 22px;
        margin: 2px 0 0;
      }

      .programme input:focus-visible {
        outline: none;
      }

      .name {
        font-weight: 500;
      }

      .day .small {
        margin-top: 6px;
      }

      .day .unnamed {
        visibility: hidden;
      }

      /* In reach of the thumb, however long the list above it is. */
      .go {
        position: sticky;
        bottom: var(--_inset-bottom);
        margin: 24px -16px 0;
        padding: 12px 16px;
        background: var(--_background);
      }

      .on {
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 12px;
        margin-top: -8px;
      }

      .privacy {
        text-align: center;
      }

      .keep {
        color: var(--_link);
        text-decoration: underline;
        padding: 8px 0;
        text-align: start;
      }
    `,
  ];

  /** The programme chosen; the first one by default. */
  declare programme: string;
  /** The day, `YYYY-MM-DD`. */
  declare asOf: string;
  /** Why the day was refused. */
  declare error: InterviewError | undefined;
  /** An interview is under way, and goes on from here. */
  declare running: boolean;
  /** Today, `YYYY-MM-DD`; with it, another day can be changed back. */
  declare today: string;
  /**
   * Whether the time zone has its name, and the day its words: a phone takes a tenth of a second to find them, so they come
   * after the rest.
   */
  declare protected zoneNamed: boolean;

  constructor() {
    super();
    this.programme = "";
    this.asOf = "";
    this.error = undefined;
    this.running = false;
    this.today = "";
    this.zoneNamed = false;
  }

  protected override firstUpdated(): void {
    afterPaint(() => {
      this.zoneNamed = true;
    });
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.policyWords) return nothing;
    const { start } = this.words.messages;
    return html`<h1 part="heading" tabindex="-1">${start.heading}</h1>
      <p class="intro">${start.intro}</p>
      <fieldset>
        <legend>${start.programme}</legend>
        <div class="programmes">${this.policyWords.programmes.map((programme) => this.#card(programme))}</div>
      </fieldset>
      <div class="day">
        ${this.#backToToday()}
        <kaibo-field exportparts=${parts}
          type="day"
          needed
          .locale=${this.locale}
          .document=${this.document}
          .label=${start.day}
          .value=${this.asOf}
          .error=${this.#message()}
          @input=${this.#typeDay}
          @kaibo-confirm=${() => this.#begin([])}
        ></kaibo-field>
        ${this.#keepThis()}
        <p class="small ${this.zoneNamed ? "" : "unnamed"}">
          ${this.words.say(start.dayHelp, { zone: this.zoneNamed ? this.words.zone() : this.policyWords.timeZone })}
        </p>
      </div>
      <div class="go">
        ${this.#on()}
        <button type="button" class="primary" part="button-primary" @click=${() => this.#begin([])}>
          ${this.running ? start.continue : start.begin}
        </button>
      </div>
      <p class="small privacy">${start.privacy}</p>`;
  }

  /** Moves the focus to the day. */
  async focusDay(): Promise<void> {
    await this.updateComplete;
    const field = this.#field;
    await field?.updateComplete;
    field?.scrollIntoView({ block: "center" });
    field?.focusInput();
  }

  get #field(): KaiboField | null {
    return this.renderRoot.querySelector<KaiboField>("kaibo-field");
  }

  /** The day stands beside the button too: on a small screen its field is far below. */
  #on(): TemplateResult | typeof nothing {
    const { start, answers } = this.words.messages;
    if (this.asOf === "") return nothing;
    return html`<p class="small on">
      <span>${this.zoneNamed ? this.words.say(start.on, { day: this.words.day(this.asOf) }) : nothing}</span>
      <button
        type="button"
        class="link"
        part="button-link"
        id="change-day"
        aria-label=${this.words.say(answers.doLabel, { verb: answers.change, what: answers.day })}
        @click=${() => void this.focusDay()}
      >
        ${answers.change}
      </button>
    </p>`;
  }

  #backToToday(): TemplateResult | typeof nothing {
    if (this.today === "" || this.asOf === this.today) return nothing;
    return html`<button
      type="button"
      class="keep"
      id="today"
      @click=${() => {
        this.asOf = this.today;
        void this.focusDay();
      }}
    >
      ${this.words.messages.start.today}
    </button>`;
  }

  /** What is typed counts from its last sign on: the button says for which day. */
  #typeDay(): void {
    const value = this.#field?.value;
    if (typeof value === "string") this.asOf = value;
  }

  get #chosen(): string {
    return this.programme || (this.policyWords.programmes[0]?.id ?? "");
  }

  #card(programme: DocumentProgramme): TemplateResult {
    const chosen = programme.id === this.#chosen;
    const mark = chosen ? "programme-chosen" : "";
    return html`<label class="card programme ${chosen ? "chosen" : ""}" part="card programme ${mark}">
      <input
        type="radio"
        name="programme"
        value=${programme.id}
        aria-describedby="about-${programme.id}"
        aria-labelledby="name-${programme.id}"
        .checked=${chosen}
        @change=${() => {
          this.programme = programme.id;
        }}
      />
      <span>
        <span class="name" id="name-${programme.id}">${this.words.text(programme.title)}</span>
        <span class="small" id="about-${programme.id}"><br />${this.words.text(programme.summary)}</span>
      </span>
    </label>`;
  }

  #message(): string {
    if (!this.error) return "";
    const other = this.words.list(this.error.conflicts.map((id) => this.words.title(id)));
    if (other !== "") return this.words.say(this.words.messages.start.dayConflict, { other });
    if (this.error.path.startsWith("/broadcasts")) return this.words.messages.ledger.afterDay;
    return describeError(this.words, this.error.code);
  }

  #keepThis(): TemplateResult | typeof nothing {
    const conflicts = this.error?.conflicts ?? [];
    if (conflicts.length === 0) return nothing;
    const other = this.words.list(conflicts.map((id) => this.words.title(id)));
    return html`<button type="button" class="keep" @click=${() => this.#begin(conflicts)}>
      ${this.words.say(this.words.messages.field.keepThis, { other })}
    </button>`;
  }

  #begin(forget: readonly string[]): void {
    const day = this.#field?.read();
    if (typeof day !== "string") return;
    this.asOf = day;
    this.send<StartDetail>("kaibo-start", { programme: this.#chosen, asOf: day, forget });
  }
}

define("kaibo-start", KaiboStart);

declare global {
  interface HTMLElementTagNameMap {
    "kaibo-start": KaiboStart;
  }
}
