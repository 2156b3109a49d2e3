// The screen progress.

import type { LedgerDetail } from "kaibo/elements";
import type { InterviewState } from "kaibo/interview";
import { html, type TemplateResult } from "lit";

import { interviewOf, Screen } from "../screen.js";
import "./import.js";
import { words } from "./words.js";

export class PageProgress extends Screen {
  #refused: InterviewState | undefined;

  protected override appChanged(): void {
    super.appChanged();
    this.#refused = undefined;
  }

  protected override render(): TemplateResult {
    const { account } = this.app;
    const programme = account.programme || (this.policyWords.programmes[0]?.id ?? "");
    const state = this.#refused ?? interviewOf(this.app, account, programme).state;
    return html`<div class="page"><h1 tabindex="-1">${this.in(words).heading}</h1>
      <page-import .app=${this.app} .state=${state} @kaibo-ledger=${this.#keep}></page-import>
    </div>`;
  }

  #keep(event: CustomEvent<LedgerDetail>): void {
    const { account } = this.app;
    const programme = account.programme || (this.policyWords.programmes[0]?.id ?? "");
    const interview = interviewOf(this.app, account, programme);
    const { ledger, forget } = event.detail;
    if (interview.setLedger(ledger, { forget })) {
      this.app.change({ ledger: interview.state.ledger, answers: interview.state.answers });
      return;
    }
    event.preventDefault();
    this.#refused = interview.state;
    this.requestUpdate();
  }
}

customElements.define("page-progress", PageProgress);
