// The few signs the elements draw beside words. Each is hidden from screen readers: the words say it too.

import { type CSSResult, css, svg, type TemplateResult } from "lit";

import type { Outcome } from "../generated/index.js";

const sign = (path: TemplateResult, size: number) =>
  svg`<svg aria-hidden="true" width=${size} height=${size} viewBox="0 0 24 24" fill="none" stroke="currentColor"
    stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round">${path}</svg>`;

/** A tick: met, eligible. */
export const tick = (size = 20): TemplateResult => sign(svg`<path d="M5 12.5l4.5 4.5L19 7.5"></path>`, size);

/** A cross: not met, not eligible. */
export const cross = (size = 20): TemplateResult => sign(svg`<path d="M6.5 6.5l11 11M17.5 6.5l-11 11"></path>`, size);

/** A question mark: not known. */
export const question = (size = 20): TemplateResult =>
  sign(svg`<path d="M8.5 9a3.5 3.5 0 1 1 5.2 3c-1.1.7-1.7 1.3-1.7 2.5M12 18.5v.1"></path>`, size);

/** An exclamation mark: mind this. */
export const warning = (size = 20): TemplateResult => sign(svg`<path d="M12 5v9M12 18.6v.1"></path>`, size);

/** An angle that points back. */
export const angleBack = (size = 20): TemplateResult => sign(svg`<path d="M14.5 6l-6 6 6 6"></path>`, size);

/** An angle that points on. */
export const angleOn = (size = 20): TemplateResult => sign(svg`<path d="M9.5 6l6 6-6 6"></path>`, size);

/** The sign of an outcome. */
export const outcomeSign = (outcome: Outcome, size: number): TemplateResult =>
  ({ eligible: tick, ineligible: cross, undetermined: question })[outcome](size);

/** The colours of these signs, within what has the outcome for its class. */
export const outcomeColours: CSSResult = css`
  .eligible svg {
    color: var(--_good);
  }

  .ineligible svg {
    color: var(--_bad);
  }

  .undetermined svg {
    color: var(--_warn);
  }
`;
