// The check: the package's own journey, kept in the account in use; and what can be done with a verdict.

import type { KaiboChecker, KaiboElement, KeptDetail, StepDetail } from "kaibo/elements";
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { copied } from "../app/clipboard.js";
import { printWhole } from "../app/print.js";
import { Typing } from "../app/typing.js";
import { words } from "./check-words.js";
import { Screen } from "./screen.js";

export class PageCheck extends Screen {
  static override properties: PropertyDeclarations = {
    ...Screen.properties,
    step: { state: true },
    link: { state: true },
    said: { state: true },
    withFigures: { state: true },
  };

  static override styles = [
    ...[Screen.styles].flat(),
    css`
      kaibo-checker {
        --kaibo-background: transparent;
        /* Its header is the page's: a new screen is shown from there. */
        scroll-margin-top: 60px;
      }

      .after {
        display: grid;
        grid-template-columns: 1fr 1fr;
        gap: 8px;
        margin-top: 8px;
      }

      .after > p,
      .after > div {
        grid-column: 1 / -1;
      }

      .after .choice {
        text-align: center;
        text-decoration: none;
        color: inherit;
      }

      .with {
        grid-column: 1 / -1;
        display: flex;
        align-items: center;
        gap: 10px;
        min-height: 44px;
        margin: 0;
        font-size: 17px;
      }

      .with input {
        accent-color: var(--_brand);
        width: 22px;
        height: 22px;
        margin: 0;
        flex: none;
      }

      .status:empty {
        display: none;
      }

      @media print {
        .after {
          display: none;
        }
      }
    `,
  ];

  /** What the journey shows. */
  declare protected step: StepDetail["screen"];
  /** The link that carries the answers, to be copied by hand. */
  declare protected link: string | undefined;
  /** What became of sharing. */
  declare protected said: "copied" | "by-hand" | "too-long" | "failed" | undefined;

  #stopPrinting: (() => void) | undefined;
  readonly #typing = new Typing(this, "check", () => this.#asked);
  #asked = "";

  /** What was taken in goes into the link too. */
  declare protected withFigures: boolean;

  constructor() {
    super();
    this.withFigures = false;
    this.step = "start";
    this.link = undefined;
    this.said = undefined;
    // Before the answers are given up.
    this.addEventListener("kaibo-restart", () => this.#offerUndo(), { capture: true });
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopPrinting = printWhole(this.renderRoot);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopPrinting?.();
  }

  /** The journey, once it is drawn. */
  get checker(): KaiboChecker | null {
    return this.renderRoot.querySelector("kaibo-checker");
  }

  override focusHeading(): void {
    const screens = "kaibo-start, kaibo-question, kaibo-verdict, kaibo-ledger:not([hidden])";
    this.checker?.renderRoot.querySelector<KaiboElement>(screens)?.focusHeading();
  }

  protected override render(): TemplateResult {
    const { programme, asOf, answers, skipped, parameters, ledger, plannedBroadcasts } = this.app.account;
    // Another account is another journey.
    return html`${keyed(
      this.app.account.id,
      html`<kaibo-checker
      bare
      .locale=${this.locale}
      .policy=${this.app.policy}
      .kept=${{ programme, asOf, answers, skipped, parameters, ledger, plannedBroadcasts }}
      @kaibo-kept=${this.#keep}
      @kaibo-step=${this.#follow}
      @input=${(event: Event) => this.#typing.hear(event)}
    >
      ${this.step === "verdict" ? this.#after() : nothing}
    </kaibo-checker>`,
    )}`;
  }

  /** What can be done with a verdict. */
  #after(): TemplateResult {
    const said = this.in(words);
    return html`<div slot="footer" class="after">
      <p class="small">${said.shareHelp}</p>
      ${
        this.app.account.ledger
          ? html`<label class="with">
              <input type="checkbox" .checked=${this.withFigures} @change=${(event: Event) => {
                this.withFigures = (event.target as HTMLInputElement).checked;
                this.link = undefined;
                this.said = undefined;
              }} />
              <span>${said.withFigures}</span>
            </label>`
          : nothing
      }
      <button type="button" class="choice" @click=${() => void this.#share()}>${said.share}</button>
      <button type="button" class="choice" @click=${() => print()}>${said.print}</button>
      ${
        this.link === undefined
          ? nothing
          : html`<div>
              <label for="link">${said.link}</label>
              <input id="link" readonly .value=${this.link} @focus=${(event: Event) => (event.target as HTMLInputElement).select()} />
            </div>`
      }
      <p class="small status" role="status">${this.said ? said.shared[this.said] : nothing}</p>
    </div>`;
  }

  #keep(event: CustomEvent<KeptDetail>): void {
    const { kept } = event.detail;
    this.app.change(kept);
    const settled = [...Object.keys(kept.answers), ...kept.skipped];
    this.app.forgetTyped("check.start.", ...settled.map((fact) => `check.${fact}.`));
    void this.#typing.note();
  }

  #follow(event: CustomEvent<StepDetail>): void {
    const { screen, fact } = event.detail;
    this.step = screen;
    this.#asked = fact ?? screen;
    this.link = undefined;
    this.said = undefined;
    void this.#typing.putBack();
  }

  /** On the clipboard; where that is refused, as in WeChat, to be copied by hand. */
  async #share(): Promise<void> {
    const link = await this.#link();
    this.link = link ?? undefined;
    this.said = link === undefined ? "failed" : "too-long";
    if (!link) return;
    const isCopied = await copied(link);
    this.said = isCopied ? "copied" : "by-hand";
    await this.updateComplete;
    if (!isCopied) this.renderRoot.querySelector<HTMLInputElement>("#link")?.focus();
  }

  /** The link; `null` where it would be too long, none where what makes it does not load. */
  async #link(): Promise<string | null | undefined> {
    try {
      const { journeyIn, linkTo, withoutFigures } = await import("../app/link.js");
      const journey = journeyIn(this.app.account);
      return await linkTo(this.withFigures ? journey : withoutFigures(journey), location.href);
    } catch {
      return undefined;
    }
  }

  /** The answers go at once; for a while they can be had back. */
  #offerUndo(): void {
    const { answers, skipped, asOf } = this.app.account;
    const { cleared, undo } = this.in(words);
    this.app.say({ words: cleared, action: { words: undo, run: () => this.app.change({ answers, skipped, asOf }) } });
  }
}

customElements.define("page-check", PageCheck);
