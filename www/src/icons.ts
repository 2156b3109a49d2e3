// The signs in the bar, drawn in the line of WeUI's.

import { html, svg, type TemplateResult } from "lit";

const drawn = (paths: TemplateResult): TemplateResult =>
  html`<svg width="24" height="24" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths}</svg>`;

export const icons = {
  check: drawn(svg`<circle cx="12" cy="12" r="9"></circle><path d="m8 12.4 2.8 2.8L16.2 9.6"></path>`),
  progress: drawn(svg`<path d="M4 20V4M4 20h16M8 16v-4M12.5 16V8M17 16v-6"></path>`),
  planner: drawn(
    svg`<rect x="3.5" y="5" width="17" height="15.5" rx="2"></rect><path d="M3.5 10h17M8 3v4M16 3v4M8.5 15l2 2 4-4"></path>`,
  ),
  more: drawn(svg`<path d="M5.5 12h.01M12 12h.01M18.5 12h.01" stroke-width="3"></path>`),
} as const;
