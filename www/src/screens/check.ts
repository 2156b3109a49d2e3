// The check: the package's own journey, kept in the account in use; and what can be done with a verdict.

import type { KaiboChecker, KaiboElement, KeptDetail, StepDetail } from "kaibo/elements";
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { copied } from "../app/clipboard.js";
import { printWhole } from "../app/print.js";
import { rehearse } from "../app/rehearsal.js";
import { Typing } from "../app/typing.js";
import { words } from "./check-words.js";
import { Screen } from "./screen.js";

export class PageCheck extends Screen {
  static override properties: PropertyDeclarations = {
    ...Screen.properties,
    step: { state: true },
    shared: { state: true },
    said: { state: true },
    withFigures: { state: true },
  };

  static override styles = [
    ...[Screen.styles].flat(),
    css`
      kaibo-checker {
        /* Its header is the page's: a new screen is shown from there. */
        scroll-margin-top: 60px;
      }

      .after {
        display: grid;
        grid-template-columns: repeat(3, minmax(0, 1fr));
        gap: 8px;
        margin-top: 12px;
      }

      .after > :is(p, div) {
        grid-column: 1 / -1;
      }

      .after .choice {
        min-height: 48px;
        padding: 10px 4px;
        text-align: center;
      }

      a.choice {
        display: block;
        border: 1px solid var(--_border);
        border-radius: var(--_radius);
        background: var(--_surface);
        color: inherit;
        font-weight: 500;
        text-decoration: none;
      }

      textarea {
        min-height: 120px;
        resize: vertical;
        font-size: 15px;
        overflow-wrap: anywhere;
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
  /** The outcome and the link that carries the answers, to be copied by hand. */
  declare protected shared: string | undefined;
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
    this.shared = undefined;
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
    return html`<div slot="actions" class="after">
      ${
        this.app.account.ledger
          ? html`<label class="with">
              <input type="checkbox" .checked=${this.withFigures} @change=${(event: Event) => {
                this.withFigures = (event.target as HTMLInputElement).checked;
                this.shared = undefined;
                this.said = undefined;
              }} />
              <span>${said.withFigures}</span>
            </label>`
          : nothing
      }
      <button type="button" class="choice" @click=${() => void this.#share()}>${said.share}</button>
      <a class="choice" href="#draft">${said.draft}</a>
      <button type="button" class="choice" @click=${() => print()}>${said.print}</button>
      ${
        this.shared === undefined
          ? nothing
          : html`<div>
              <label for="shared">${said.link}</label>
              <textarea id="shared" readonly .value=${this.shared} @focus=${(event: Event) => (event.target as HTMLTextAreaElement).select()}></textarea>
            </div>`
      }
      <p class="small status" role="status">${this.said ? said.shared[this.said] : nothing}</p>
      <p class="small">${said.shareHelp}</p>
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
    const { policy, account } = this.app;
    const [first] = policy.document.programmes;
    const programme = account.programme || (first?.id ?? "");
    if (screen === "start") rehearse("interview", policy, programme);
    if (screen === "question") rehearse("verdict", policy, programme);
    this.step = screen;
    this.#asked = fact ?? screen;
    this.shared = undefined;
    this.said = undefined;
    void this.#typing.putBack();
  }

  /** On the clipboard; where that is refused, as in WeChat, to be copied by hand. */
  async #share(): Promise<void> {
    const link = await this.#link();
    const outcome = this.checker?.renderRoot.querySelector("kaibo-verdict")?.says ?? "";
    // On a line of its own, messengers know a link from the words before it.
    this.shared = link ? `${outcome}\n${link}` : undefined;
    this.said = link === undefined ? "failed" : "too-long";
    if (this.shared === undefined) return;
    const isCopied = await copied(this.shared);
    this.said = isCopied ? "copied" : "by-hand";
    await this.updateComplete;
    if (!isCopied) this.renderRoot.querySelector<HTMLTextAreaElement>("#shared")?.focus();
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
    const undo = { words: () => this.in(words).undo, run: () => this.app.change({ answers, skipped, asOf }) };
    this.app.say({ words: () => this.in(words).cleared, action: undo });
  }
}

customElements.define("page-check", PageCheck);
