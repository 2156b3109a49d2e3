// What the chosen support needs and no column holds: one answer for all accounts, where they are alike in it.

import { KaiboElement } from "kaibo/elements/base";
import "kaibo/elements/field";
import type { KaiboField } from "kaibo/elements/field";
import type { DocumentFact } from "kaibo/locales";
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";

import type { ForAll } from "./messages.js";
import type { RosterWords } from "./words.js";

/** An answer for all accounts; without a value it is taken back. */
export interface ForAllDetail {
  readonly fact: string;
  readonly value: ForAll[string] | undefined;
}

/** Sends `roster-for-all` with each answer. */
export class RosterForAll extends KaiboElement {
  static override properties: PropertyDeclarations = {
    said: { attribute: false },
    programme: { attribute: false },
    lacking: { attribute: false },
    forAll: { attribute: false },
  };

  static override styles = [
    ...[KaiboElement.styles].flat(),
    css`
      h2 {
        margin-top: 24px;
        font-size: 17px;
      }

      .card {
        margin-top: 8px;
        padding: 0;
      }

      li {
        padding: 12px 16px;
      }

      li + li {
        border-top: 1px solid var(--_separator);
      }

      .head {
        display: flex;
        align-items: baseline;
        justify-content: space-between;
        gap: 12px;
      }

      .name {
        font-weight: 500;
      }

      kaibo-field {
        display: block;
        margin-top: 6px;
      }

      kaibo-field::part(choices) {
        grid-template-columns: 1fr 1fr;
      }
    `,
  ];

  declare said: RosterWords;
  /** What the programme is called. */
  declare programme: string;
  /** The facts an outcome of the programme needs and no column holds. */
  declare lacking: readonly DocumentFact[];
  declare forAll: ForAll;

  protected override render(): TemplateResult | typeof nothing {
    const { said, lacking, programme } = this;
    if (lacking.length === 0) return nothing;
    return html`<section aria-labelledby="lacking">
      <h2 id="lacking">${this.words.say(said.lacking, { programme })}</h2>
      <p class="small">${said.lackingHelp}</p>
      <ul class="card">
        ${lacking.map((fact) => this.#row(fact))}
      </ul>
    </section>`;
  }

  #row(fact: DocumentFact): TemplateResult {
    const { said } = this;
    const { id, type, title, question, options = [] } = fact;
    const value = this.forAll[id];
    const label = this.words.text(type === "boolean" || type === "choice" ? question : title);
    // No two accounts went on air for the first time on one day by rule.
    const isOwn = type === "pastEvent";
    return html`<li data-fact=${id}>
      <div class="head">
        <p class="name" aria-hidden=${isOwn ? nothing : "true"}>${label}</p>
        ${
          value === undefined
            ? nothing
            : html`<button
                type="button"
                class="link"
                aria-label=${this.words.say(this.words.messages.answers.doLabel, { verb: said.notAlike, what: this.words.text(title) })}
                @click=${() => this.#say(id, undefined)}
              >
                ${said.notAlike}
              </button>`
        }
      </div>
      ${
        isOwn
          ? html`<p class="small">${said.ownColumn}</p>`
          : html`<kaibo-field
              hide-label
              .locale=${this.locale}
              .document=${this.document}
              .type=${type}
              .label=${label}
              .options=${options}
              .value=${value}
              @input=${(event: Event) => this.#entered(id, event.currentTarget as KaiboField)}
              @change=${(event: Event) => (event.currentTarget as KaiboField).checkValidity()}
            ></kaibo-field>`
      }
    </li>`;
  }

  /** Until what is typed can be read, there is no answer. */
  #entered(fact: string, { value }: KaiboField): void {
    if (value !== this.forAll[fact]) this.#say(fact, value);
  }

  #say(fact: string, value: ForAll[string] | undefined): void {
    this.dispatchEvent(new CustomEvent<ForAllDetail>("roster-for-all", { detail: { fact, value } }));
  }
}

customElements.define("roster-for-all", RosterForAll);
