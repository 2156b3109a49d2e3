// A meter: how far a figure is on its way, drawn as a bar and said in words.

import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";

import { define, KaiboElement } from "./base.js";
import { wholePercent } from "./numbers.js";

/**
 * How far a figure is on the way to a target. Needs no policy: attributes are enough.
 *
 * ```html
 * <kaibo-meter label="GMV" value="7000" max="10000"></kaibo-meter>
 * ```
 *
 * @element kaibo-meter
 * @tagname kaibo-meter
 * @csspart meter-label - What is measured, unless it is hidden.
 * @csspart meter-track - The whole of the way.
 * @csspart meter-bar - The part of it that is done; an SVG `rect`, coloured by `fill`.
 * @csspart meter-text - How far it is, in words.
 * @cssprop [--kaibo-meter-height=12px] - How thick the bar is.
 */
export class KaiboMeter extends KaiboElement {
  static override properties: PropertyDeclarations = {
    value: { type: Number },
    max: { type: Number },
    label: { type: String },
    hideLabel: { type: Boolean, attribute: "hide-label" },
    text: { type: String },
  };

  static override styles = [
    ...[KaiboElement.styles].flat(),
    css`
      .track {
        height: var(--kaibo-meter-height, 12px);
        margin: 10px 0 6px;
        border-radius: 6px;
        background: var(--_pressed);
        overflow: hidden;
      }

      .track svg {
        width: 100%;
        height: 100%;
        fill: var(--_brand);
      }
    `,
  ];

  /** How far it is: from 0 to `max`; more is drawn as `max`. */
  declare value: number;
  /** Where it leads. */
  declare max: number;
  /** What is measured: the meter's name. */
  declare label: string;
  /** Keeps the label for screen readers only. */
  declare hideLabel: boolean;
  /** How far it is, in words; a percentage by default. */
  declare text: string;

  constructor() {
    super();
    this.value = 0;
    this.max = 1;
    this.label = "";
    this.hideLabel = false;
    this.text = "";
  }

  protected override render(): TemplateResult {
    const share = this.#share;
    const text = this.text || wholePercent(share, this.words.messages.intl);
    return html`${
      this.hideLabel || this.label === "" ? nothing : html`<p part="meter-label" aria-hidden="true">${this.label}</p>`
    }
      <div
        class="track"
        part="meter-track"
        role="meter"
        aria-valuemin="0"
        aria-valuemax=${this.max}
        aria-valuenow=${share * this.max}
        aria-label=${this.label}
        aria-valuetext=${text}
      >
        <svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
          <rect part="meter-bar" width=${share} height="1"></rect>
        </svg>
      </div>
      <p class="small" part="meter-text">${text}</p>`;
  }

  /** The part of the way that is done, from 0 to 1. */
  get #share(): number {
    return this.max > 0 && this.value > 0 ? Math.min(this.value / this.max, 1) : 0;
  }
}

define("kaibo-meter", KaiboMeter);

declare global {
  interface HTMLElementTagNameMap {
    "kaibo-meter": KaiboMeter;
  }
}
