// The check: the package's own journey, kept in the account in use.

import type { KaiboChecker, KeptDetail } from "kaibo/elements";
import { css, html, type PropertyDeclarations, type TemplateResult } from "lit";
import { words } from "./check-words.js";
import { Screen } from "./screen.js";

export class PageCheck extends Screen {
  static override properties: PropertyDeclarations = { ...Screen.properties };

  static override styles = [
    ...[Screen.styles].flat(),
    css`
      kaibo-checker {
        --kaibo-background: transparent;
      }
    `,
  ];

  /** The journey, once it is drawn. */
  get checker(): KaiboChecker | null {
    return this.renderRoot.querySelector("kaibo-checker");
  }

  override focusHeading(): void {
    const shown = this.checker?.renderRoot.querySelector<Screen>("kaibo-start, kaibo-question, kaibo-verdict");
    shown?.focusHeading();
  }

  protected override render(): TemplateResult {
    const { programme, asOf, answers, skipped, parameters, ledger, plannedBroadcasts } = this.app.account;
    return html`<kaibo-checker
      bare
      .locale=${this.locale}
      .policy=${this.app.policy}
      .kept=${{ programme, asOf, answers, skipped, parameters, ledger, plannedBroadcasts }}
      @kaibo-kept=${this.#keep}
      @kaibo-restart=${this.#offerUndo}
    ></kaibo-checker>`;
  }

  #keep(event: CustomEvent<KeptDetail>): void {
    this.app.change(event.detail.kept);
  }

  /** The answers go at once; for a while they can be had back. */
  #offerUndo(): void {
    const { answers, skipped, asOf } = this.app.account;
    const { cleared, undo } = this.in(words);
    this.app.say({ words: cleared, action: { words: undo, run: () => this.app.change({ answers, skipped, asOf }) } });
  }
}

customElements.define("page-check", PageCheck);
