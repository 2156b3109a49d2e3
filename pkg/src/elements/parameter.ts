// The form for a value the source does not publish: what the platform said, who said it, and when.

import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";

import type { InterviewError } from "../interview.js";
import { describeError } from "../locales/describe.js";
import { byId, type DocumentParameter } from "../locales/document.js";
import type { FactValue, SuppliedParameter } from "../policy.js";
import { define, KaiboElement } from "./base.js";
import type { ChooseDetail, KaiboField } from "./field.js";
import { parts } from "./theme.js";
import "./field.js";

/** Detail of `kaibo-parameter`. */
export interface ParameterDetail {
  readonly parameter: string;
  /** What was told; `null` removes it. */
  readonly told: SuppliedParameter | null;
}

/** Which of the three inputs a message belongs to. */
type Place = "value" | "source" | "toldOn";

/**
 * The form for a value the source does not publish: what the platform said, who said it, and when. It enters, corrects or
 * removes it. It takes no part in a form around it: a value without its source and its day is none, so it is told as one
 * by its event.
 *
 * @element kaibo-parameter
 * @tagname kaibo-parameter
 * @fires {CustomEvent<ParameterDetail>} kaibo-parameter - A value the platform told is entered, corrected or removed.
 * @csspart title - The heading within a card, an `h3`.
 * @csspart button-primary - The button that goes on.
 * @csspart button-choice - A button with a border: an answer, or another way on.
 */
export class KaiboParameter extends KaiboElement {
  static override properties: PropertyDeclarations = {
    parameter: { type: String },
    told: { attribute: false },
    error: { attribute: false },
    latest: { type: String },
    chosen: { state: true },
  };

  static override styles = [
    ...[KaiboElement.styles].flat(),
    css`
      .fields {
        display: grid;
        gap: 16px;
        margin: 12px 0;
      }
    `,
  ];

  /** The parameter's id. */
  declare parameter: string;
  /** What was told before. */
  declare told: SuppliedParameter<FactValue> | undefined;
  /** Why what was entered was refused. */
  declare error: InterviewError | undefined;
  /** The latest day it can have been told, `YYYY-MM-DD`. */
  declare latest: string;
  /** The button chosen, for a value that is chosen. */
  declare protected chosen: FactValue | undefined;

  constructor() {
    super();
    this.parameter = "";
    this.told = undefined;
    this.error = undefined;
    this.latest = "";
    this.chosen = undefined;
  }

  protected override render(): TemplateResult | typeof nothing {
    const parameter = byId(this.policyWords?.parameters, this.parameter);
    if (!parameter) return nothing;
    const words = this.words.messages.parameter;
    return html`<h3 part="title">${this.words.text(parameter.title)}</h3>
      <p class="small">${this.words.text(parameter.help)}</p>
      <div class="fields">
        ${this.#valueField(parameter)}
        ${this.#field("source", { type: "text", label: words.source, value: this.told?.source, example: words.sourceExample })}
        ${this.#field("toldOn", { type: "day", label: words.toldOn, value: this.told?.toldOn })}
        <button type="button" class="primary" part="button-primary" @click=${this.#save}>${words.save}</button>
        ${
          this.told
            ? html`<button type="button" class="choice quiet" part="button-choice" @click=${() => this.#send(null)}>${words.remove}</button>`
            : nothing
        }
      </div>
      <p class="small">${words.saved}</p>`;
  }

  #valueField(parameter: DocumentParameter): TemplateResult {
    const { parameter: words, question } = this.words.messages;
    const chosen = parameter.type === "boolean";
    const label = chosen
      ? words.booleanValue
      : parameter.type === "money"
        ? question.money
        : parameter.type === "ratio"
          ? question.percent
          : words.value;
    const field = this.#field("value", { type: parameter.type, label, value: this.chosen ?? this.told?.value });
    return chosen ? html`<div><p class="label">${label}</p>${field}</div>` : field;
  }

  #field(
    place: Place,
    field: { type: string; label: string; value: FactValue | undefined; example?: string },
  ): TemplateResult {
    const wrong = this.error && placeOf(this.error) === place;
    return html`<kaibo-field exportparts=${parts}
      id=${place}
      needed
      .locale=${this.locale}
      .document=${this.document}
      .type=${field.type}
      .label=${field.label}
      .value=${field.value}
      .latest=${place === "toldOn" ? this.latest : ""}
      .example=${field.example ?? ""}
      .error=${wrong && this.error ? this.#message(this.error) : ""}
      @kaibo-choose=${(event: CustomEvent<ChooseDetail>) => {
        event.stopPropagation();
        this.chosen = event.detail.value;
      }}
      @kaibo-confirm=${this.#save}
    ></kaibo-field>`;
  }

  #message(error: InterviewError): string {
    const parameter = byId(this.policyWords.parameters, this.parameter);
    return describeError(this.words, error.code, {
      ...(parameter?.min == null ? {} : { min: this.words.value(parameter.min, this.parameter) }),
      ...(parameter?.max == null ? {} : { max: this.words.value(parameter.max, this.parameter) }),
      ...(this.latest === "" ? {} : { day: this.words.day(this.latest) }),
    });
  }

  #save(): void {
    const fields = [...this.renderRoot.querySelectorAll<KaiboField>("kaibo-field")];
    // All of them are read, so that each shows what is wrong; the focus ends in the first.
    const [value, source, toldOn] = fields.map((field) => field.read());
    if (value == null || typeof source !== "string" || typeof toldOn !== "string") {
      fields.find((_, index) => [value, source, toldOn][index] == null)?.focusInput();
      return;
    }
    this.#send({ value, source, toldOn });
  }

  #send(told: SuppliedParameter<FactValue> | null): void {
    this.send<ParameterDetail>("kaibo-parameter", { parameter: this.parameter, told });
  }
}

/** Whether what was told is one value, not a table. */
export function isOneValue(told: SuppliedParameter): told is SuppliedParameter<FactValue> {
  return typeof told.value !== "object";
}

/** What was told of a parameter that is one value. */
export function oneValue(told: SuppliedParameter | undefined): SuppliedParameter<FactValue> | undefined {
  return told && isOneValue(told) ? told : undefined;
}

/** The input an error belongs to, by the end of its path: `/parameters/id/toldOn`. */
function placeOf(error: InterviewError): Place {
  const last = error.path.split("/").at(-1);
  return last === "source" || last === "toldOn" ? last : "value";
}

define("kaibo-parameter", KaiboParameter);

declare global {
  interface HTMLElementTagNameMap {
    "kaibo-parameter": KaiboParameter;
  }
}
