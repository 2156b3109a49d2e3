// What the answers rest on: the policy's name and version, how far its source can be trusted, and who decides.

import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";

import { define, KaiboElement } from "./base.js";

/**
 * What the answers rest on: the policy's version, its source, and that the platform decides.
 *
 * @element kaibo-basis
 * @tagname kaibo-basis
 * @csspart summary - What opens a disclosure.
 */
export class KaiboBasis extends KaiboElement {
  static override properties: PropertyDeclarations = { digest: { type: String } };

  static override styles = [
    ...[KaiboElement.styles].flat(),
    css`
      .digest {
        overflow-wrap: anywhere;
      }
    `,
  ];

  /** The version's digest. */
  declare digest: string;

  constructor() {
    super();
    this.digest = "";
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.policyWords) return nothing;
    const { policy, confidence } = this.words.messages;
    const { title, version, source } = this.policyWords;
    const trust = source.confidence === "official" ? policy.official : policy.confidence;
    return html`<div class="small">
      <p>
        ${this.words.say(policy.basis, { title: this.words.text(title), version })}${this.words.messages.sentenceSeparator}
        ${this.words.say(trust, { confidence: confidence[source.confidence] })}
      </p>
      <p>${policy.decides}</p>
      <details>
        <summary part="summary">${policy.more}</summary>
        <p>${this.words.text(source.title)}</p>
        <p>${this.words.text(source.note)}</p>
        ${this.digest === "" ? nothing : html`<p class="digest">${this.words.say(policy.digest, { digest: this.digest })}</p>`}
      </details>
    </div>`;
  }
}

define("kaibo-basis", KaiboBasis);

declare global {
  interface HTMLElementTagNameMap {
    "kaibo-basis": KaiboBasis;
  }
}
