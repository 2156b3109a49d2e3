// What the platform told of a parameter: shown on whose word it rests, and the form to enter, correct or remove it.

import type { FactValue, SuppliedParameter, TierRow } from "kaibo";
import type { KaiboElement, KaiboField, ParameterDetail } from "kaibo/elements";
import { type InterviewError, todayAt } from "kaibo/interview";
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { createRef, type Ref, ref } from "lit/directives/ref.js";

import { textsIn } from "../../app/texts.js";
import "kaibo/elements/broadcasts";
import type { TypedDetail } from "kaibo/elements/broadcasts";
import "kaibo/elements/parameter";
import { interviewOf, Screen } from "../screen.js";
import { byId, type Parameter, type Policy, policyOf } from "./document.js";
import { tierLines } from "./tier-table.js";
import { words } from "./words.js";

/** Where the rows of a table are kept as they are typed, in the place of a field. */
const TABLE = "table";
/** The one value of a number that is chosen. */
const UNRATED = "unrated";

/** What is told of one unpublished parameter, for the account in use. */
export class PagePolicyTold extends Screen {
  static override properties: PropertyDeclarations = {
    ...Screen.properties,
    parameter: { type: String },
    metrics: { attribute: false },
    isOpen: { state: true },
    isBegun: { state: true },
    error: { state: true },
    said: { state: true },
  };

  static override styles = [
    ...[Screen.styles].flat(),
    css`
      .value {
        font-size: 20px;
        font-weight: 600;
        line-height: 1.4;
        overflow-wrap: anywhere;
      }

      .open {
        color: var(--_warn);
        font-weight: 500;
      }

      .help {
        margin-top: 6px;
      }

      .enter {
        margin-inline-start: -4px;
      }

      .form {
        padding-top: 8px;
        border-top: 1px solid var(--_separator);
      }

      /* The card around it has the title. */
      kaibo-parameter::part(title) {
        display: none;
      }

      @media print {
        .form,
        .status {
          display: none;
        }

        .help[hidden] {
          display: block;
        }
      }
    `,
  ];

  /** The parameter's id. */
  declare parameter: string;
  /** The metrics its table is offered first, by id. */
  declare metrics: readonly string[];
  /** The form is shown. */
  declare protected isOpen: boolean;
  /** The form is there, shown or not: what stands in it is not lost when it is closed. */
  declare protected isBegun: boolean;
  /** Why what was entered was refused. */
  declare protected error: InterviewError | undefined;
  /** What came of it, in words. */
  declare protected said: string;

  readonly #toggle: Ref<HTMLButtonElement> = createRef();
  /** The account the form is open for. */
  #account = "";

  /** Puts into a form that is drawn anew what stood in it. */
  readonly #typeAgain = async (drawn: Element | undefined): Promise<void> => {
    const form = drawn as KaiboElement | undefined;
    const { typed } = this.app.account;
    await form?.updateComplete;
    for (const field of form?.renderRoot.querySelectorAll<KaiboField>("kaibo-field") ?? []) {
      const text = typed[this.#field(field.id)];
      if (text !== undefined) putBack(field, text);
    }
  };

  constructor() {
    super();
    this.parameter = "";
    this.metrics = [];
    this.isOpen = false;
    this.isBegun = false;
    this.error = undefined;
    this.said = "";
  }

  protected override willUpdate(): void {
    if (this.#account === this.app.account.id) return;
    this.#account = this.app.account.id;
    this.error = undefined;
    this.said = "";
    // A form that was left half filled is open again.
    this.isOpen = Object.keys(this.app.account.typed).some((field) => field.startsWith(this.#field("")));
    this.isBegun = this.isOpen;
  }

  protected override render(): TemplateResult | typeof nothing {
    const parameter = byId(this.#policy.parameters, this.parameter);
    if (!parameter) return nothing;
    const told = this.app.account.parameters[parameter.id];
    const mine = this.in(words);
    return html`${told ? this.#told(parameter, told) : html`<p class="open">${mine.unpublished}</p>`}
      <p class="small help" ?hidden=${this.isOpen ? parameter.type !== "tierTable" : told !== undefined}>${this.words.text(parameter.help)}</p>
      <button
        type="button"
        class="link enter"
        ${ref(this.#toggle)}
        aria-expanded=${this.isOpen ? "true" : "false"}
        aria-label=${this.words.say(this.words.messages.answers.doLabel, {
          verb: this.#verb(told !== undefined),
          what: this.words.text(parameter.title),
        })}
        @click=${() => this.#open(!this.isOpen)}
      >
        ${this.#verb(told !== undefined)}
      </button>
      <p class="small status" role="status">${this.said}</p>
      ${this.isBegun ? keyed(this.#account, this.#form(parameter, told)) : nothing}`;
  }

  #open(isOpen: boolean): void {
    this.isOpen = isOpen;
    this.isBegun = true;
    this.said = "";
  }

  get #policy(): Policy {
    return policyOf(this.app.policy.document);
  }

  #verb(isTold: boolean): string {
    const { enter, change, closeForm } = this.in(words);
    return this.isOpen ? closeForm : isTold ? change : enter;
  }

  #told(parameter: Parameter, told: SuppliedParameter): TemplateResult {
    const { toldBy, reward } = this.in(words);
    const value = isTable(told)
      ? html`<ul>
          ${tierLines(this.words, this.#policy, told.value, reward).map((line) => html`<li>${line}</li>`)}
        </ul>`
      : html`<p class="value">${this.words.value(told.value as FactValue, parameter.id)}</p>`;
    return html`<div data-told>
      ${value}
      <p class="small">${this.words.say(toldBy, { source: told.source, day: this.words.day(told.toldOn) })}</p>
    </div>`;
  }

  #form(parameter: Parameter, told: SuppliedParameter | undefined): TemplateResult {
    const latest = todayAt(this.#policy.utcOffset);
    if (parameter.type === "tierTable")
      return html`<div class="form" ?hidden=${!this.isOpen}>
        <kaibo-tiers
          .locale=${this.locale}
          .document=${this.document}
          .parameter=${parameter.id}
          .metrics=${this.metrics}
          .told=${told && isTable(told) ? told : undefined}
          .error=${this.error}
          .latest=${latest}
          .typed=${textsIn(this.app.account.typed[this.#field(TABLE)])}
          @kaibo-typed=${this.#keepTable}
          @kaibo-parameter=${this.#keep}
        ></kaibo-tiers>
      </div>`;
    return html`<div class="form" ?hidden=${!this.isOpen} @input=${this.#keepTyped}>
      <kaibo-parameter
        ${ref(this.#typeAgain)}
        .locale=${this.locale}
        .document=${this.document}
        .parameter=${parameter.id}
        .told=${told && !isTable(told) ? told : undefined}
        .error=${this.error}
        .latest=${latest}
        @kaibo-parameter=${this.#keep}
      ></kaibo-parameter>
    </div>`;
  }

  /** Where what is typed in a field is kept. */
  #field(name: string): string {
    return `policy.${this.parameter}.${name}`;
  }

  /** Keeps what stands in a field, also where it is no value yet. */
  #keepTyped(event: Event): void {
    const field = event.composedPath().find((target) => (target as Element).localName === "kaibo-field");
    if (!field) return;
    const { id, value, typed } = field as KaiboField;
    this.app.type(this.#field(id), typed === "" ? String(value ?? "") : typed);
  }

  #keepTable({ detail: { typed } }: CustomEvent<TypedDetail>): void {
    const isEmpty = Object.keys(typed).length === 0;
    this.app.type(this.#field(TABLE), isEmpty ? "" : JSON.stringify(typed));
  }

  /** Keeps what was told, if the core accepts it; else says why at its place. */
  #keep({ detail: { told } }: CustomEvent<ParameterDetail>): void {
    const { account } = this.app;
    const programmes = this.#policy.programmes;
    const programme = byId(programmes, account.programme) ?? programmes[0];
    if (!programme) return;
    const interview = interviewOf(this.app, account, programme.id);
    if (!interview.setParameter(this.parameter, told)) {
      this.error = interview.state.errors[this.parameter];
      return;
    }
    const typed = Object.entries(account.typed).filter(([field]) => !field.startsWith(this.#field("")));
    this.app.change({ parameters: interview.state.parameters, typed: Object.fromEntries(typed) });
    this.error = undefined;
    this.isOpen = false;
    this.isBegun = false;
    this.said = told === null ? this.in(words).removed : this.in(words).saved;
    void this.updateComplete.then(() => this.#toggle.value?.focus());
  }
}

/** What was chosen has no text of its own: there its value was kept. */
function putBack(field: KaiboField, text: string): void {
  if (field.type === "boolean") field.value = text === "true";
  else if (field.type === "choice" || text === UNRATED) field.value = text;
  else field.typed = text;
}

function isTable(told: SuppliedParameter): told is SuppliedParameter<readonly TierRow[]> {
  return typeof told.value === "object";
}

customElements.define("page-policy-told", PagePolicyTold);
