// One typed value to enter: buttons for a choice, inputs for the rest, with the message of what is wrong at its place.

import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { describeError } from "../locales/describe.js";
import type { Text } from "../locales/document.js";
import type { FactValue } from "../policy.js";
import { define, KaiboElement } from "./base.js";
import { warning } from "./icons.js";
import { percentOf, readNumber, shareOf } from "./numbers.js";

const MINUTES_IN_AN_HOUR = 60;
const MILLISECONDS_IN_A_DAY = 86_400_000;

/** Detail of `kaibo-choose`. */
export interface ChooseDetail {
  readonly value: FactValue;
}

/**
 * `<kaibo-field>`: enters one value of a policy's type.
 *
 * Events: `kaibo-choose` ({@link ChooseDetail}) when a button of a choice is pressed; `kaibo-confirm` when Enter is
 * pressed in an input. {@link KaiboField.read} reads what is entered.
 */
export class KaiboField extends KaiboElement {
  static override properties: PropertyDeclarations = {
    type: { type: String },
    label: { type: String },
    hideLabel: { type: Boolean, attribute: "hide-label" },
    options: { attribute: false },
    value: { attribute: false },
    error: { type: String },
    latest: { type: String },
    countedFrom: { type: String, attribute: "counted-from" },
    example: { type: String },
    needed: { type: Boolean },
    problem: { state: true },
    typed: { state: true },
  };

  static override styles = [
    ...[KaiboElement.styles].flat(),
    css`
      .choices {
        display: grid;
        gap: 12px;
      }

      .pair {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 12px;
      }

      .echo {
        margin-top: 6px;
      }
    `,
  ];

  /** The type of the value, as in the policy's document. Attribute `type`. */
  declare type: string;
  /** What the input is called. Attribute `label`. */
  declare label: string;
  /** Keeps the label for screen readers only. Attribute `hide-label`. */
  declare hideLabel: boolean;
  /** The values of a choice. Property only. */
  declare options: readonly { readonly id: string; readonly title: Text }[];
  /** The value to start with. Property only. */
  declare value: FactValue | undefined;
  /** What is wrong with what was entered before, in words; empty if nothing. Attribute `error`. */
  declare error: string;
  /** The latest day that can be chosen, `YYYY-MM-DD`. Attribute `latest`. */
  declare latest: string;
  /** The day from which the days to an event are counted, `YYYY-MM-DD`. Attribute `counted-from`. */
  declare countedFrom: string;
  /** A text input's example. Attribute `example`. */
  declare example: string;
  /** There is no "not sure" beside it. Attribute `needed`. */
  declare needed: boolean;
  /** What is wrong with what is entered now. */
  declare protected problem: string;
  /** What is entered in a text input now. */
  declare protected typed: string;

  constructor() {
    super();
    this.type = "boolean";
    this.label = "";
    this.hideLabel = false;
    this.options = [];
    this.value = undefined;
    this.error = "";
    this.latest = "";
    this.countedFrom = "";
    this.example = "";
    this.needed = false;
    this.problem = "";
    this.typed = "";
  }

  /** What is entered; `null`, with a message at its place and the focus in it, where nothing useful is. */
  read(): FactValue | null {
    const entered = this.#entered();
    this.problem = entered === null ? this.#problemNow() : "";
    if (entered === null) this.focusInput();
    return entered;
  }

  /** Moves the focus into the first input. */
  focusInput(): void {
    this.renderRoot.querySelector<HTMLElement>("input, button")?.focus();
  }

  protected override render(): TemplateResult {
    const message = this.problem || this.error;
    return html`${this.#control(message !== "")}
      ${message === "" ? nothing : html`<p class="error" id="error" role="alert">${warning(20)}<span>${message}</span></p>`}`;
  }

  #control(invalid: boolean): TemplateResult {
    switch (this.type) {
      case "boolean":
        return this.#choices([
          { value: true, words: this.words.messages.question.yes },
          { value: false, words: this.words.messages.question.no },
        ]);
      case "choice":
        return this.#choices(this.options.map(({ id, title }) => ({ value: id, words: this.words.text(title) })));
      case "pastEvent":
      case "plannedEvent":
      case "day":
        return html`${this.#input(invalid, { type: "date", value: this.#startingDay() })} ${this.#echoOfDay()}`;
      case "minutes":
        return this.#hoursAndMinutes(invalid);
      default:
        return html`${this.#input(invalid, { type: "text", value: this.#startingText() })} ${this.#echo()}`;
    }
  }

  #choices(choices: readonly { value: FactValue; words: string }[]): TemplateResult {
    return html`<div class="choices" role="group" aria-label=${this.label}>
      ${choices.map(
        ({ value, words }) => html`<button
          type="button"
          class="choice"
          data-value=${String(value)}
          aria-pressed=${this.value === value ? "true" : "false"}
          @click=${() => this.send<ChooseDetail>("kaibo-choose", { value })}
        >
          ${words}
        </button>`,
      )}
    </div>`;
  }

  #input(invalid: boolean, input: { type: "date" | "text"; value: string }): TemplateResult {
    const numeric = input.type === "text" && this.type !== "text";
    return html`<label for="input" class=${this.hideLabel ? "visually-hidden" : ""}>${this.label}</label>
      <input
        id="input"
        type=${input.type}
        .value=${input.value}
        max=${input.type === "date" && this.latest !== "" ? this.latest : nothing}
        inputmode=${numeric ? (this.type === "integer" ? "numeric" : "decimal") : nothing}
        placeholder=${this.example === "" ? nothing : this.example}
        autocomplete="off"
        aria-invalid=${invalid ? "true" : "false"}
        aria-describedby=${invalid ? "error" : nothing}
        @input=${this.#typing}
        @keydown=${this.#confirmOnEnter}
      />`;
  }

  #hoursAndMinutes(invalid: boolean): TemplateResult {
    const total = typeof this.value === "number" ? this.value : null;
    const parts = [
      {
        id: "hours",
        words: this.words.messages.question.hours,
        value: total === null ? "" : Math.floor(total / MINUTES_IN_AN_HOUR),
      },
      {
        id: "minutes",
        words: this.words.messages.question.minutes,
        value: total === null ? "" : total % MINUTES_IN_AN_HOUR,
      },
    ];
    return html`<div class="pair" role="group" aria-label=${this.label}>
      ${parts.map(
        ({ id, words, value }) => html`<div>
          <label for=${id}>${words}</label>
          <input
            id=${id}
            type="text"
            inputmode="numeric"
            autocomplete="off"
            .value=${String(value)}
            aria-invalid=${invalid ? "true" : "false"}
            aria-describedby=${invalid ? "error" : nothing}
            @input=${this.#typing}
            @keydown=${this.#confirmOnEnter}
          />
        </div>`,
      )}
    </div>`;
  }

  /** The day in words, and how far it is: a wrong month shows at once. */
  #echoOfDay(): TemplateResult | typeof nothing {
    const day = this.typed || this.#startingDay();
    const days = Math.round((Date.parse(this.countedFrom) - Date.parse(day)) / MILLISECONDS_IN_A_DAY);
    if (Number.isNaN(days)) return nothing;
    return html`<p class="small echo">${this.words.observed({ id: "", value: day, days })}</p>`;
  }

  /** The amount in full beside what is typed: a zero too many shows at once. */
  #echo(): TemplateResult | typeof nothing {
    const amount = this.type === "money" && this.typed !== "" ? readNumber(this.typed) : null;
    if (amount === null) return nothing;
    return html`<p class="small echo">${this.words.say(this.words.messages.question.yuanInWords, { amount: this.words.money(amount) })}</p>`;
  }

  #startingDay(): string {
    return typeof this.value === "string" && this.value !== "never" ? this.value.slice(0, 10) : "";
  }

  #startingText(): string {
    if (this.value === undefined || this.value === "unrated") return "";
    if (this.type === "ratio" && typeof this.value === "number") return String(percentOf(this.value));
    return String(this.value);
  }

  #text(id: string): string {
    return this.renderRoot.querySelector<HTMLInputElement>(`#${id}`)?.value.trim() ?? "";
  }

  #entered(): FactValue | null {
    if (this.type === "boolean" || this.type === "choice") return this.value ?? null;
    if (this.type === "minutes") return this.#enteredMinutes();
    const text = this.#text("input");
    if (text === "") return null;
    if (this.type === "text") return text;
    if (["day", "pastEvent", "plannedEvent"].includes(this.type)) return this.#isTooLate(text) ? null : text;
    const number = readNumber(text);
    return number !== null && this.type === "ratio" ? shareOf(number) : number;
  }

  #enteredMinutes(): number | null {
    const hours = this.#text("hours");
    const minutes = this.#text("minutes");
    if (hours === "" && minutes === "") return null;
    const read = [hours || "0", minutes || "0"].map(readNumber);
    const [wholeHours, rest] = read;
    if (wholeHours == null || rest == null) return null;
    return wholeHours * MINUTES_IN_AN_HOUR + rest;
  }

  #problemNow(): string {
    const { field, error } = this.words.messages;
    const date = this.renderRoot.querySelector<HTMLInputElement>("input[type=date]");
    if (date?.validity.badInput) return error["not-a-date"];
    if (date && this.#isTooLate(date.value))
      return describeError(this.words, "event-after-moment", { day: this.words.day(this.latest) });
    const inputs = [...this.renderRoot.querySelectorAll<HTMLInputElement>("input")];
    const empty = inputs.every((input) => input.value.trim() === "");
    if (empty) return this.needed ? field.requiredHere : field.required;
    return this.words.say(field.notANumber, {
      example: this.type === "ratio" ? "3.5" : this.type === "minutes" ? "5" : "50000",
    });
  }

  #isTooLate(day: string): boolean {
    return this.latest !== "" && day > this.latest;
  }

  #typing(event: Event): void {
    this.typed = (event.target as HTMLInputElement).value;
    this.problem = "";
  }

  #confirmOnEnter(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    this.send("kaibo-confirm", {});
  }
}

define("kaibo-field", KaiboField);

declare global {
  interface HTMLElementTagNameMap {
    "kaibo-field": KaiboField;
  }
}
