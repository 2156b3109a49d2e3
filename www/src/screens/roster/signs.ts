// The sign of an outcome, in its colour. The words beside it say the same.

import type { Outcome } from "kaibo";
import { type CSSResult, css, svg, type TemplateResult } from "lit";

const paths: Readonly<Record<Outcome, TemplateResult>> = {
  eligible: svg`<path d="M5 12.5l4.5 4.5L19 7.5"></path>`,
  ineligible: svg`<path d="M6.5 6.5l11 11M17.5 6.5l-11 11"></path>`,
  undetermined: svg`<path d="M8.5 9a3.5 3.5 0 1 1 5.2 3c-1.1.7-1.7 1.3-1.7 2.5M12 18.5v.1"></path>`,
};

export const outcomeSign = (outcome: Outcome, size = 18): TemplateResult =>
  svg`<svg aria-hidden="true" width=${size} height=${size} viewBox="0 0 24 24" fill="none" stroke="currentColor"
    stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round">${paths[outcome]}</svg>`;

/** What has an outcome for its class has its colour. */
export const outcomeColours: CSSResult = css`
  .eligible {
    color: var(--_good);
  }

  .ineligible {
    color: var(--_bad);
  }

  .undetermined {
    color: var(--_warn);
  }
`;
