// The days to come as a strip, to be read at a glance. The list beside it says the same in words.

import { type CSSResult, css, svg, type TemplateResult } from "lit";

import type { Outlook, OutlookWindow } from "../generated/index.js";
import { outcomeSign } from "./icons.js";

const MILLISECONDS_IN_A_DAY = 86_400_000;
/** After the last change it goes on for so many days, and it never shows fewer, or more. */
const DAYS_AFTER = 21;
const FEWEST_DAYS = 70;
const MOST_DAYS = 500;
/** In a narrower part, in percent, a sign has no room. */
const LEAST_FOR_SIGN = 7;
/** So many names of months have room beside each other. */
const MOST_MONTHS = 7;
const HEIGHT = 34;
const SIGN = 18;

/** How the strip looks; the colours come with the outcomes' own. */
export const stripLook: CSSResult = css`
  .strip {
    width: 100%;
    height: 58px;
    margin-bottom: 8px;
    overflow: visible;
    forced-color-adjust: none;
  }

  .strip .eligible rect {
    fill: var(--_good);
  }

  .strip .ineligible rect {
    fill: var(--_bad);
  }

  .strip .undetermined rect {
    fill: var(--_warn);
  }

  .strip g svg {
    color: var(--_surface);
  }

  .strip line {
    stroke: var(--_text-secondary);
  }

  .strip text {
    fill: var(--_text-secondary);
    font-size: 12px;
  }
`;

/** The outcomes in a strip, from the first day on; `month` names a month by one of its days. */
export function strip({ windows }: Outlook, month: (day: string) => string): TemplateResult {
  const first = numberOf(windows[0]?.from ?? "");
  const lastChange = numberOf(windows[windows.length - 1]?.from ?? "");
  const length = Math.min(Math.max(lastChange - first + DAYS_AFTER, FEWEST_DAYS), MOST_DAYS);
  const at = (day: number) => (100 * (day - first)) / length;
  const months = monthsWithin(first, first + length);
  const step = Math.ceil(months.length / MOST_MONTHS);
  return svg`<svg class="strip" part="strip" aria-hidden="true">
    ${windows.filter(({ from }) => at(numberOf(from)) < 100).map((window) => part(window, at))}
    ${months
      .filter((_, index) => index % step === 0)
      .map((day) => {
        const x = at(numberOf(day));
        return svg`<line x1="${x}%" x2="${x}%" y1=${HEIGHT} y2=${HEIGHT + 6}></line>
          <text x="${x}%" y=${HEIGHT + 20}>${month(day)}</text>`;
      })}
  </svg>`;
}

function part({ from, to, outcome }: OutlookWindow, at: (day: number) => number): TemplateResult {
  const start = at(numberOf(from));
  const end = to === null ? 100 : Math.min(at(numberOf(to) + 1), 100);
  const width = end - start;
  return svg`<g class=${outcome}>
    <rect x="${start}%" y="0" width="${width}%" height=${HEIGHT} rx="3"></rect>
    ${
      width < LEAST_FOR_SIGN
        ? ""
        : svg`<svg x="${start + width / 2}%" y=${(HEIGHT - SIGN) / 2} overflow="visible">
            <g transform="translate(${-SIGN / 2} 0)">${outcomeSign(outcome, SIGN)}</g>
          </svg>`
    }
  </g>`;
}

/** The first days of the months within, but for those whose name would not have room at the end. */
function monthsWithin(first: number, last: number): readonly string[] {
  const days = Array.from({ length: last - first }, (_, index) => dayOf(first + index));
  return days.filter((day, index) => day.endsWith("-01") && index < (last - first) * 0.94);
}

function numberOf(day: string): number {
  return Date.parse(day) / MILLISECONDS_IN_A_DAY;
}

function dayOf(number: number): string {
  return new Date(number * MILLISECONDS_IN_A_DAY).toISOString().slice(0, 10);
}
