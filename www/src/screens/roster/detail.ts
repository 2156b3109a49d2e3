// All there is to say of one account of a roster, over the page.

import { KaiboElement } from "kaibo/elements/base";
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";

import type { AccountDetail, Question } from "./messages.js";
import { outcomeColours, outcomeSign } from "./signs.js";
import { untilWords } from "./spoken.js";
import type { RosterWords } from "./words.js";

/** A dialog; it sends `roster-close` when it is closed, and `roster-use` where the account is to be opened as one. */
export class RosterDetail extends KaiboElement {
  static override properties: PropertyDeclarations = {
    said: { attribute: false },
    detail: { attribute: false },
    question: { attribute: false },
  };

  static override styles = [
    ...[KaiboElement.styles].flat(),
    outcomeColours,
    css`
      dialog {
        width: min(592px, 100vw);
        max-width: none;
        max-height: min(86vh, 800px);
        margin: auto auto 0;
        padding: 16px 16px calc(16px + env(safe-area-inset-bottom));
        border: 0;
        border-radius: 14px 14px 0 0;
        background: var(--_background);
        color: var(--_text);
        overflow-y: auto;
        overscroll-behavior: contain;
      }

      @media (min-width: 592px) {
        dialog {
          margin: auto;
          border-radius: 14px;
        }
      }

      dialog::backdrop {
        background: rgba(0, 0, 0, 0.5);
      }

      .top {
        display: flex;
        gap: 12px;
        align-items: start;
        justify-content: space-between;
      }

      h2 {
        font-size: 20px;
        overflow-wrap: anywhere;
      }

      h2:focus {
        outline: none;
      }

      .top button {
        flex: none;
      }

      .outcome {
        display: flex;
        gap: 6px;
        align-items: center;
        margin-top: 4px;
        font-weight: 600;
      }

      h3 {
        margin: 16px 0 8px;
        font-weight: 600;
      }

      .missing {
        padding: 12px 16px;
      }

      .primary {
        margin-top: 16px;
      }
    `,
  ];

  declare said: RosterWords;
  declare detail: AccountDetail | undefined;
  declare question: Question | undefined;

  protected override updated(): void {
    const dialog = this.renderRoot.querySelector("dialog");
    if (!dialog || dialog.open) return;
    dialog.showModal();
    this.renderRoot.querySelector<HTMLElement>("h2")?.focus();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { detail, question, said } = this;
    if (!detail || !question || !this.policyWords) return nothing;
    const { outcome, criteria, missing } = detail.assessment;
    const deciding = criteria.filter(({ kind }) => kind !== "risk");
    const risks = criteria.filter(({ kind }) => kind === "risk");
    const programme = this.policyWords.programmes.find(({ id }) => id === question.programme);
    const about = { programme: this.words.text(programme?.title), day: this.words.day(question.asOf) };
    return html`<dialog aria-labelledby="name" @close=${() => this.send("roster-close", {})} @click=${this.#outside}>
      <div class="top">
        <div>
          <h2 id="name" tabindex="-1">${detail.name || this.words.say(said.row, { row: detail.row })}</h2>
          <p class="outcome ${outcome}">
            ${outcomeSign(outcome, 22)}${this.words.messages.outcome[outcome]}
          </p>
          <p class="small">${this.words.say(said.resultsFor, about)}</p>
          <p class="small">${untilWords(this.words, said, { outcome, until: this.#until(detail) })}</p>
        </div>
        <button type="button" class="link" @click=${this.#close}>${said.close}</button>
      </div>
      ${
        missing.length > 0
          ? html`<h3>${said.missing}</h3>
            <ul class="card missing">${missing.map((fact) => html`<li>${this.words.title(fact)}</li>`)}</ul>`
          : nothing
      }
      <h3>${said.criteria}</h3>
      ${this.#criteria(deciding)}
      ${risks.length > 0 ? html`<h3>${said.risks}</h3>${this.#criteria(risks)}` : nothing}
      <button type="button" class="primary" @click=${() => this.send("roster-use", {})}>${said.openAs}</button>
    </dialog>`;
  }

  #criteria(results: AccountDetail["assessment"]["criteria"]): TemplateResult {
    return html`<kaibo-criteria
      .locale=${this.locale}
      .document=${this.document}
      .programme=${this.question?.programme ?? ""}
      .results=${results}
    ></kaibo-criteria>`;
  }

  #until({ outlook }: AccountDetail) {
    const [now, next] = outlook.windows;
    return next && now?.to ? { last: now.to, next: next.outcome } : { last: null, next: null };
  }

  #close(): void {
    this.renderRoot.querySelector("dialog")?.close();
  }

  /** A press beside the sheet closes it. */
  #outside(event: MouseEvent): void {
    if (event.target === event.currentTarget) this.#close();
  }
}

customElements.define("roster-detail", RosterDetail);
