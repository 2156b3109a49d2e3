// One typed value to enter: buttons for a choice, inputs for the rest, with the message of what is wrong at its place.

import { css, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import { live } from "lit/directives/live.js";

import { describeError } from "../locales/describe.js";
import type { Text } from "../locales/document.js";
import type { FactValue } from "../policy.js";
import { define, KaiboElement } from "./base.js";
import { warning } from "./icons.js";
import { percentOf, readNumber, shareOf } from "./numbers.js";

/** A longer text has a time of day too. */
const DAY_LENGTH = "YYYY-MM-DD".length;
const MINUTES_IN_AN_HOUR = 60;
const MILLISECONDS_IN_A_DAY = 86_400_000;

/** Detail of `kaibo-choose`. */
export interface ChooseDetail {
  readonly value: FactValue;
}

/** What is typed: in the one input, or in those of a length of time. */
type Texts = Readonly<Record<"input" | "hours" | "minutes", string>>;

const NO_TEXTS: Texts = { input: "", hours: "", minutes: "" };
/** Stands in no input of one line. */
const BETWEEN_INPUTS = "\n";

/**
 * Enters one value of a policy's type, in words or in a form: it takes part in a `<form>` as an input does, and
 * submits the value as facts take it (`true`, `0.125`, `120`, `2023-08-15`).
 *
 * ```html
 * <form>
 *   <kaibo-field name="firstBroadcastOn" type="day" label="First broadcast" required></kaibo-field>
 * </form>
 * ```
 *
 * {@link KaiboField.read} reads what is entered and shows what is wrong with it.
 *
 * @element kaibo-field
 * @tagname kaibo-field
 * @attr {string} name - The name its value is submitted by.
 * @fires {Event} input - Something was typed or chosen.
 * @fires {Event} change - A value was entered.
 * @fires {CustomEvent<ChooseDetail>} kaibo-choose - A button of a choice was pressed.
 * @fires {CustomEvent<object>} kaibo-confirm - Enter was pressed in an input; a form is submitted by it too.
 * @csspart label - What the input is called.
 * @csspart input - The input, or each of two.
 * @csspart choices - The buttons of a choice.
 * @csspart button-choice - A button of a choice.
 * @csspart echo - What is entered, in words.
 * @csspart error - What is wrong with it.
 */
export class KaiboField extends KaiboElement {
  /** Takes part in forms. */
  static readonly formAssociated = true;

  /** The focus, also a form's that finds it invalid, goes to the first input. */
  static override shadowRootOptions: ShadowRootInit = { ...KaiboElement.shadowRootOptions, delegatesFocus: true };

  static override properties: PropertyDeclarations = {
    type: { type: String },
    label: { type: String },
    hideLabel: { type: Boolean, attribute: "hide-label" },
    options: { attribute: false },
    value: { type: String, noAccessor: true },
    typed: { attribute: false, noAccessor: true },
    error: { type: String },
    latest: { type: String },
    countedFrom: { type: String, attribute: "counted-from" },
    example: { type: String },
    needed: { type: Boolean },
    required: { type: Boolean, reflect: true },
    disabled: { type: Boolean, reflect: true },
    readOnly: { type: Boolean, attribute: "readonly", reflect: true },
    problem: { state: true },
    texts: { state: true },
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

      :disabled {
        opacity: 0.5;
        cursor: default;
      }
    `,
  ];

  /**
   * The type of the value, as in the policy's document: `boolean`, `choice`, `day`, `pastEvent`, `plannedEvent`,
   * `minutes`, `money`, `ratio`, `integer`, `number` or `rating`; or `text`.
   */
  declare type: string;
  /** What the input is called. */
  declare label: string;
  /** Keeps the label for screen readers only. */
  declare hideLabel: boolean;
  /** The values of a choice. */
  declare options: readonly { readonly id: string; readonly title: Text }[];
  /** What is wrong with what was entered before, in words; empty if nothing. */
  declare error: string;
  /** The latest day that can be chosen, `YYYY-MM-DD`. */
  declare latest: string;
  /** The day from which the days to an event are counted, `YYYY-MM-DD`. */
  declare countedFrom: string;
  /** A text input's example. */
  declare example: string;
  /** There is no "not sure" beside it. */
  declare needed: boolean;
  /** A form is not submitted while nothing is entered. */
  declare required: boolean;
  /** Nothing can be entered, and nothing is submitted. */
  declare disabled: boolean;
  /** Shows the value, and keeps it. */
  declare readOnly: boolean;
  /** What is wrong with what is entered now. */
  declare protected problem: string;
  /** What is typed in the inputs. */
  declare protected texts: Texts;

  readonly #internals: ElementInternals;
  /** The value it was given: what is shown first, and after a reset. */
  #given: FactValue | undefined;
  /** The button that was pressed. */
  #chosen: FactValue | undefined;
  /** The user has entered something since. */
  #touched = false;
  /** Something else was entered since it was refused. */
  #overtaken = false;

  constructor() {
    super();
    this.#internals = this.attachInternals();
    this.type = "boolean";
    this.label = "";
    this.hideLabel = false;
    this.options = [];
    this.error = "";
    this.latest = "";
    this.countedFrom = "";
    this.example = "";
    this.needed = false;
    this.required = false;
    this.disabled = false;
    this.readOnly = false;
    this.problem = "";
    this.texts = NO_TEXTS;
  }

  /** What is entered; `undefined` where nothing is, or nothing useful. Given a value, it starts with that. */
  get value(): FactValue | undefined {
    return this.#touched ? (this.#entered() ?? undefined) : this.#valueGiven();
  }

  set value(value: FactValue | undefined) {
    const before = this.#given;
    const given = value ?? undefined;
    if (given === before) return;
    // What was just typed stays as it is typed, though its owner hands it back: "1." is 1 too.
    const isEcho = this.#touched && given === this.value;
    this.#given = given;
    if (!isEcho) this.#startAgain();
    this.requestUpdate("value", before);
  }

  /**
   * What is typed, as it is typed, where it is no value yet too: for whoever keeps it, to give it back. Nothing, where
   * something was, gives up what is no value.
   */
  get typed(): string {
    const { input, hours, minutes } = this.texts;
    if (this.type !== "minutes") return input;
    return hours + minutes === "" ? "" : hours + BETWEEN_INPUTS + minutes;
  }

  set typed(text: string) {
    const before = this.typed;
    if (text === before) return;
    if (text !== "") this.#takeTyped(text);
    else if (this.value === undefined || this.value !== this.#valueGiven()) this.#startAgain();
    this.requestUpdate("typed", before);
  }

  /** The name its value is submitted by. */
  get name(): string {
    return this.getAttribute("name") ?? "";
  }

  set name(name: string) {
    this.setAttribute("name", name);
  }

  /** The form it takes part in. */
  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  /** What is wrong, as flags. */
  get validity(): ValidityState {
    return this.#internals.validity;
  }

  /** What is wrong, in words: those that are shown beside the input. */
  get validationMessage(): string {
    return this.#internals.validationMessage;
  }

  /** Whether a form checks it. */
  get willValidate(): boolean {
    return this.#internals.willValidate;
  }

  /** The labels that name it. */
  get labels(): NodeList {
    return this.#internals.labels;
  }

  /** Whether it is valid; fires `invalid` where it is not, and says why beside the input. */
  checkValidity(): boolean {
    this.#judge();
    return this.#internals.checkValidity();
  }

  /** The same, and the focus goes where it is not. */
  reportValidity(): boolean {
    this.#judge();
    return this.#internals.reportValidity();
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

  /** Called by a form that is reset. */
  formResetCallback(): void {
    this.#startAgain();
    this.requestUpdate();
  }

  /** Called where the form or a fieldset is disabled or enabled. */
  formDisabledCallback(): void {
    // A property that is reflected calls this in the middle of an update, which would pass over what it changes.
    queueMicrotask(() => this.requestUpdate());
  }

  /** Called where a browser brings back what was entered before. */
  formStateRestoreCallback(state: File | string | FormData | null): void {
    if (typeof state !== "string") return;
    this.#keep(this.#readAs(state));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener("invalid", this.#showInvalid);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener("invalid", this.#showInvalid);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("type") && !changed.has("typed")) this.texts = this.#textsOf(this.value);
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has("error")) this.#overtaken = false;
    this.#judge();
  }

  protected override render(): TemplateResult {
    const message = this.problem || this.error;
    return html`${this.#control(message !== "")}
      ${message === "" ? nothing : html`<p class="error" part="error" id="error" role="alert">${warning(20)}<span>${message}</span></p>`}`;
  }

  #control(invalid: boolean): TemplateResult {
    switch (this.type) {
      case "boolean":
        return this.#choices(this.#yesOrNo());
      case "choice":
        return this.#choices(this.options.map(({ id, title }) => ({ value: id, words: this.words.text(title) })));
      case "pastEvent":
      case "plannedEvent":
      case "day":
        return html`${this.#input(invalid, "date")} ${this.#echoOfDay()}`;
      case "minutes":
        return this.#hoursAndMinutes(invalid);
      default:
        return html`${this.#input(invalid, "text")} ${this.#echo()}`;
    }
  }

  /** As the question is put: "有没有" is answered with "有" or "没有". */
  #yesOrNo(): readonly { value: FactValue; words: string }[] {
    const { yes, no, has, hasNot } = this.words.messages.question;
    const asks = this.words.asksWhether(this.label);
    return [
      { value: true, words: asks ? has : yes },
      { value: false, words: asks ? hasNot : no },
    ];
  }

  #choices(choices: readonly { value: FactValue; words: string }[]): TemplateResult {
    return html`<div class="choices" part="choices" role="group" aria-label=${this.label}>
      ${choices.map(
        ({ value, words }) => html`<button
          type="button"
          class="choice" part="button-choice"
          data-value=${String(value)}
          ?disabled=${this.matches(":disabled") || this.readOnly}
          aria-pressed=${this.value === value ? "true" : "false"}
          @click=${() => this.#choose(value)}
        >
          ${words}
        </button>`,
      )}
    </div>`;
  }

  #input(invalid: boolean, type: "date" | "text"): TemplateResult {
    return html`<label for="input" part="label" class=${this.hideLabel ? "visually-hidden" : ""}>${this.label}</label>
      ${this.#box(invalid, "input", type)}`;
  }

  #box(invalid: boolean, id: keyof Texts, type: "date" | "text"): TemplateResult {
    const numeric = type === "text" && this.type !== "text";
    const whole = this.type === "integer" || this.type === "minutes";
    return html`<input
      id=${id}
      part="input"
      type=${type}
      .value=${live(this.texts[id])}
      max=${type === "date" && this.latest !== "" ? this.latest : nothing}
      inputmode=${numeric ? (whole ? "numeric" : "decimal") : nothing}
      placeholder=${this.example === "" ? nothing : this.example}
      autocomplete="off"
      ?disabled=${this.matches(":disabled")}
      ?readonly=${this.readOnly}
      aria-required=${this.required ? "true" : nothing}
      aria-invalid=${invalid ? "true" : "false"}
      aria-describedby=${invalid ? "error" : nothing}
      @input=${(event: Event) => this.#type(id, (event.target as HTMLInputElement).value)}
      @change=${() => this.dispatchEvent(new Event("change", { bubbles: true }))}
      @keydown=${this.#confirmOnEnter}
    />`;
  }

  #hoursAndMinutes(invalid: boolean): TemplateResult {
    const { question } = this.words.messages;
    return html`<div class="pair" role="group" aria-label=${this.label}>
      ${(["hours", "minutes"] as const).map(
        (id) => html`<div><label for=${id} part="label">${question[id]}</label>${this.#box(invalid, id, "text")}</div>`,
      )}
    </div>`;
  }

  /** The day in words, and how far it is: a wrong month shows at once. */
  #echoOfDay(): TemplateResult | typeof nothing {
    const day = this.texts.input;
    const days = Math.round((Date.parse(this.countedFrom) - Date.parse(day)) / MILLISECONDS_IN_A_DAY);
    if (Number.isNaN(days)) return nothing;
    return html`<p class="small echo" part="echo">${this.words.observed({ id: "", value: day, days })}</p>`;
  }

  /** The amount in full beside what is typed: a zero too many shows at once. */
  #echo(): TemplateResult | typeof nothing {
    const amount = this.type === "money" && this.#touched ? readNumber(this.texts.input) : null;
    if (amount === null) return nothing;
    return html`<p class="small echo" part="echo">${this.words.say(this.words.messages.question.yuanInWords, { amount: this.words.money(amount) })}</p>`;
  }

  /** The value it was given, by its type where an attribute gave a text. */
  #valueGiven(): FactValue | undefined {
    return typeof this.#given === "string" ? this.#readAs(this.#given) : this.#given;
  }

  /** The value a text stands for, where it is written as facts take it. */
  #readAs(text: string): FactValue | undefined {
    if (text === "") return undefined;
    if (this.type === "boolean") return text === "true" ? true : text === "false" ? false : undefined;
    const isText = this.#isDay || ["choice", "text"].includes(this.type) || text === "unrated";
    return isText ? text : (readNumber(text) ?? undefined);
  }

  get #isDay(): boolean {
    return ["day", "pastEvent", "plannedEvent"].includes(this.type);
  }

  /** What the inputs hold for a value. */
  #textsOf(value: FactValue | undefined): Texts {
    if (value === undefined || value === "unrated" || typeof value === "boolean") return NO_TEXTS;
    if (this.#isDay) return { ...NO_TEXTS, input: value === "never" ? "" : String(value).slice(0, DAY_LENGTH) };
    if (this.type === "minutes" && typeof value === "number") {
      const hours = Math.floor(value / MINUTES_IN_AN_HOUR);
      return { ...NO_TEXTS, hours: String(hours), minutes: String(value % MINUTES_IN_AN_HOUR) };
    }
    const shown = this.type === "ratio" && typeof value === "number" ? percentOf(value) : value;
    return { ...NO_TEXTS, input: String(shown) };
  }

  #takeTyped(text: string): void {
    const [hours = "", minutes = ""] = text.split(BETWEEN_INPUTS);
    this.#touched = true;
    this.texts = this.type === "minutes" ? { ...NO_TEXTS, hours, minutes } : { ...NO_TEXTS, input: text };
  }

  #startAgain(): void {
    this.#touched = false;
    this.#chosen = undefined;
    this.problem = "";
    this.texts = this.#textsOf(this.#valueGiven());
    this.#judge();
  }

  #keep(value: FactValue | undefined): void {
    this.#touched = true;
    this.#overtaken = true;
    this.#chosen = value;
    this.texts = this.#textsOf(value);
    this.requestUpdate();
  }

  #entered(): FactValue | null {
    if (!this.#touched && this.#valueGiven() === undefined) return null;
    if (this.type === "boolean" || this.type === "choice")
      return (this.#touched ? this.#chosen : this.#valueGiven()) ?? null;
    if (this.type === "minutes") return this.#enteredMinutes();
    const text = this.texts.input.trim();
    if (text === "") return null;
    if (this.type === "text") return text;
    if (this.#isDay) return this.#isTooLate(text) ? null : text;
    const number = readNumber(text);
    return number !== null && this.type === "ratio" ? shareOf(number) : number;
  }

  #enteredMinutes(): number | null {
    const hours = this.texts.hours.trim();
    const minutes = this.texts.minutes.trim();
    if (hours === "" && minutes === "") return null;
    const read = [hours || "0", minutes || "0"].map(readNumber);
    const [wholeHours, rest] = read;
    if (wholeHours == null || rest == null) return null;
    return wholeHours * MINUTES_IN_AN_HOUR + rest;
  }

  /** Nothing is typed, and nothing is chosen. */
  get #isEmpty(): boolean {
    if (this.#isBadDate) return false;
    const typed = Object.values(this.texts).some((text) => text.trim() !== "");
    return !typed && this.value === undefined;
  }

  /** A day of which a part is missing: browsers keep what is typed to themselves. */
  get #isBadDate(): boolean {
    return this.renderRoot.querySelector<HTMLInputElement>("input[type=date]")?.validity.badInput ?? false;
  }

  #problemNow(): string {
    const { field, error } = this.words.messages;
    if (this.#isBadDate) return error["not-a-date"];
    if (this.#isDay && this.#isTooLate(this.texts.input))
      return describeError(this.words, "event-after-moment", { day: this.words.day(this.latest) });
    if (this.#isEmpty) return this.needed || this.required ? field.requiredHere : field.required;
    return this.words.say(field.notANumber, {
      example: this.type === "ratio" ? "3.5" : this.type === "minutes" ? "5" : "50000",
    });
  }

  /** Tells the form the value, and what is wrong with it. */
  #judge(): void {
    // There is nothing to point at before.
    if (!this.hasUpdated) return;
    const { value } = this;
    const submitted = value === undefined ? null : String(value);
    this.#internals.setFormValue(submitted);
    const flags = this.#flags();
    const wrong = Object.values(flags).some(Boolean);
    if (!wrong) {
      this.#internals.setValidity({});
      return;
    }
    const anchor = this.renderRoot.querySelector<HTMLElement>("input, button");
    const message = flags.customError ? this.error : this.#problemNow();
    this.#internals.setValidity(flags, message, ...(anchor ? [anchor] : []));
  }

  #flags(): ValidityStateFlags {
    if (this.#isBadDate) return { badInput: true };
    if (this.#isEmpty) return this.required ? { valueMissing: true } : {};
    if (this.#isDay && this.#isTooLate(this.texts.input)) return { rangeOverflow: true };
    if (this.value === undefined) return { badInput: true };
    return this.error === "" || this.#overtaken ? {} : { customError: true };
  }

  #showInvalid = (): void => {
    this.problem = this.validationMessage;
  };

  #isTooLate(day: string): boolean {
    return this.latest !== "" && day > this.latest;
  }

  #type(id: keyof Texts, text: string): void {
    this.#touched = true;
    this.#overtaken = true;
    this.texts = { ...this.texts, [id]: text };
    this.problem = "";
    this.#judge();
  }

  #choose(value: FactValue): void {
    this.#keep(value);
    this.problem = "";
    this.#judge();
    this.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
    this.dispatchEvent(new Event("change", { bubbles: true }));
    this.send<ChooseDetail>("kaibo-choose", { value });
  }

  #confirmOnEnter(event: KeyboardEvent): void {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    this.send("kaibo-confirm", {});
    this.form?.requestSubmit();
  }
}

define("kaibo-field", KaiboField);

declare global {
  interface HTMLElementTagNameMap {
    "kaibo-field": KaiboField;
  }
}
