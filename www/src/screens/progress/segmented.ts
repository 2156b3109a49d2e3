// A row of radio buttons to choose one of a few things from.

import { css, html, type TemplateResult } from "lit";

/** One of them. */
export interface Segment<T extends string> {
  readonly value: T;
  readonly words: string;
}

/** Their look. */
export const segmentedStyles = css`
  .segmented {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    min-width: 0;
  }

  .segmented legend {
    margin: 0 0 6px;
    padding: 0;
    color: var(--_text-secondary);
    font-size: 14px;
  }

  .segmented label {
    position: relative;
    display: grid;
    flex: 1 1 auto;
    margin: 0;
  }

  .segmented input {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }

  .segmented span {
    display: grid;
    place-items: center;
    min-height: 44px;
    padding: 8px 12px;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_surface);
    line-height: 1.3;
    text-align: center;
  }

  .segmented input:checked + span {
    padding: 7px 11px;
    border: 2px solid var(--_brand);
    font-weight: 600;
  }

  .segmented input:focus-visible + span {
    outline: 3px solid var(--_link);
    outline-offset: 2px;
  }
`;

/** Draws them. `name` must be their own within the element. */
export function segmented<T extends string>(
  name: string,
  legend: string,
  segments: readonly Segment<T>[],
  chosen: T,
  choose: (value: T) => void,
): TemplateResult {
  return html`<fieldset class="segmented">
    <legend>${legend}</legend>
    ${segments.map(
      ({ value, words }) => html`<label>
        <input type="radio" name=${name} value=${value} .checked=${value === chosen} @change=${() => choose(value)} />
        <span>${words}</span>
      </label>`,
    )}
  </fieldset>`;
}
