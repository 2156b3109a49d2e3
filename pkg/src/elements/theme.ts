// The look all elements share: tokens with defaults, and the few controls that occur everywhere.
//
// A page themes the elements with the `--kaibo-…` custom properties; the `--_…` ones are internal and hold the
// property or its default. The defaults are those of WeUI's high-contrast ("care") mode, whose colours pass AA.

import { css } from "lit";

/**
 * The names of all parts. An element hands on those of the elements within it, so that a page reaches each of them
 * from outside, however deep it lies.
 */
export const parts = [
  ...["page", "header", "brand", "navigation", "status", "heading", "section-title", "title", "summary", "card"],
  ...["button-primary", "button-choice", "button-link", "label", "input", "choices", "echo", "error"],
  ...["programme", "programme-chosen", "why", "answers", "warning", "steps"],
  ...["banner", "banner-good", "banner-bad", "banner-open", "sign", "sign-met", "sign-unmet", "sign-unknown"],
  ...["criterion", "criterion-met", "criterion-unmet", "criterion-unknown"],
  ...["criterion-header", "criterion-body", "criterion-part", "comparison", "boundary", "actions"],
  ...["meter-label", "meter-track", "meter-bar", "meter-text"],
  ...["figure", "tiers", "tier", "tier-met", "tier-unmet", "tier-unknown", "ahead"],
  ...["window", "window-eligible", "window-ineligible", "window-undetermined", "says", "plan", "strip"],
  ...["month", "weekday", "day", "day-eligible", "day-ineligible", "day-undetermined", "legend"],
  ...["day-as-of", "day-today", "day-change", "day-chosen", "day-outside"],
].join(", ");

/** Tokens, light and dark. */
export const tokens = css`
  :host {
    --_brand: var(--kaibo-brand, #018942);
    --_on-brand: var(--kaibo-on-brand, #fff);
    --_background: var(--kaibo-background, #f7f7f7);
    --_surface: var(--kaibo-surface, #fff);
    --_text: var(--kaibo-text, #000);
    --_text-secondary: var(--kaibo-text-secondary, rgba(0, 0, 0, 0.6));
    --_separator: var(--kaibo-separator, rgba(0, 0, 0, 0.1));
    --_border: var(--kaibo-border, rgba(0, 0, 0, 0.5));
    --_pressed: var(--kaibo-pressed, #ececec);
    --_link: var(--kaibo-link, #455577);
    --_good: var(--kaibo-good, #01753a);
    --_bad: var(--kaibo-bad, #c42b2b);
    --_warn: var(--kaibo-warn, #8f4700);
    --_good-wash: var(--kaibo-good-wash, #e9f6ef);
    --_bad-wash: var(--kaibo-bad-wash, #fdeeee);
    --_warn-wash: var(--kaibo-warn-wash, #fff4e5);
    --_radius: var(--kaibo-radius, 8px);
    --_inset-bottom: var(--kaibo-inset-bottom, 0px);
    --_font: var(--kaibo-font, system-ui, -apple-system, "PingFang SC", "Helvetica Neue", "Noto Sans CJK SC", "Noto Sans SC", sans-serif);
    display: block;
    color: var(--_text);
    font-family: var(--_font);
    font-size: 17px;
    line-height: 1.5;
    -webkit-text-size-adjust: 100%;
  }

  :host([hidden]) {
    display: none;
  }

  @media (prefers-color-scheme: dark) {
    :host {
      --_brand: var(--kaibo-brand, #07c160);
      --_on-brand: var(--kaibo-on-brand, #111);
      --_background: var(--kaibo-background, #111);
      --_surface: var(--kaibo-surface, #1e1e1e);
      --_text: var(--kaibo-text, rgba(255, 255, 255, 0.88));
      --_text-secondary: var(--kaibo-text-secondary, rgba(255, 255, 255, 0.62));
      --_separator: var(--kaibo-separator, rgba(255, 255, 255, 0.12));
      --_border: var(--kaibo-border, rgba(255, 255, 255, 0.45));
      --_pressed: var(--kaibo-pressed, #373737);
      --_link: var(--kaibo-link, #97a6ba);
      --_good: var(--kaibo-good, #38cd7f);
      --_bad: var(--kaibo-bad, #fb7373);
      --_warn: var(--kaibo-warn, #e9a95c);
      --_good-wash: var(--kaibo-good-wash, #12291c);
      --_bad-wash: var(--kaibo-bad-wash, #341a1a);
      --_warn-wash: var(--kaibo-warn-wash, #33240f);
    }
  }
`;

/** Headings, buttons, cards, fields and disclosures. */
export const controls = css`
  * {
    box-sizing: border-box;
  }

  h1,
  h2,
  h3,
  p,
  ul,
  ol,
  dl,
  dd,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
  }

  ul,
  ol {
    list-style: none;
  }

  h1 {
    font-size: 22px;
    font-weight: 600;
    line-height: 1.36;
    overflow-wrap: anywhere;
  }

  h1:focus {
    outline: none;
  }

  h2 {
    font-size: 17px;
    font-weight: 600;
    line-height: 1.4;
  }

  h3 {
    font-size: 17px;
    font-weight: 500;
    line-height: 1.4;
  }

  .small {
    font-size: 14px;
    line-height: 1.5;
    color: var(--_text-secondary);
  }

  .card {
    background: var(--_surface);
    border-radius: var(--_radius);
  }

  .visually-hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  button {
    font: inherit;
    color: inherit;
    min-height: 44px;
    border: 0;
    border-radius: var(--_radius);
    background: none;
    cursor: pointer;
    touch-action: manipulation;
    -webkit-tap-highlight-color: transparent;
  }

  button.primary,
  button.choice {
    display: block;
    width: 100%;
    min-height: 52px;
    padding: 12px 16px;
    font-weight: 500;
  }

  button.primary {
    background: var(--_brand);
    color: var(--_on-brand);
  }

  button.choice {
    background: var(--_surface);
    border: 1px solid var(--_border);
  }

  button.choice[aria-pressed="true"] {
    border: 2px solid var(--_brand);
    padding: 11px 15px;
    font-weight: 600;
  }

  button.quiet {
    border-color: transparent;
    background: transparent;
    color: var(--_link);
  }

  button.link {
    padding: 0 4px;
    color: var(--_link);
    font-size: 15px;
  }

  button:active,
  summary:active {
    background-color: var(--_pressed);
  }

  button.primary:active {
    background: var(--_brand);
    opacity: 0.85;
  }

  :is(button, input, textarea, select, summary, a):focus-visible {
    outline: 3px solid var(--_link);
    outline-offset: 2px;
  }

  label,
  .label {
    display: block;
    font-size: 15px;
    margin-bottom: 6px;
  }

  input:not([type="radio"], [type="checkbox"]),
  textarea,
  select {
    font: inherit;
    color: inherit;
    color-scheme: light dark;
    width: 100%;
    min-width: 0;
    min-height: 52px;
    padding: 10px 12px;
    background: var(--_surface);
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    -webkit-appearance: none;
    appearance: none;
  }

  select {
    -webkit-appearance: auto;
    appearance: auto;
  }

  input[aria-invalid="true"]:not([type="radio"], [type="checkbox"]),
  textarea[aria-invalid="true"],
  select[aria-invalid="true"] {
    border: 2px solid var(--_bad);
    padding: 9px 11px;
  }

  .error {
    display: flex;
    gap: 6px;
    margin-top: 8px;
    color: var(--_bad);
    font-size: 15px;
    line-height: 1.5;
  }

  summary {
    min-height: 44px;
    display: flex;
    align-items: center;
    gap: 6px;
    cursor: pointer;
    color: var(--_link);
    font-size: 15px;
    border-radius: 4px;
    list-style: none;
    -webkit-tap-highlight-color: transparent;
  }

  summary::-webkit-details-marker {
    display: none;
  }

  summary::before {
    content: "";
    flex: none;
    width: 7px;
    height: 7px;
    margin-inline: 2px 4px;
    border-right: 2px solid currentColor;
    border-bottom: 2px solid currentColor;
    transform: rotate(-45deg);
    transition: transform 0.15s;
  }

  details[open] > summary::before {
    transform: rotate(45deg);
  }

  svg {
    flex: none;
    display: block;
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      transition: none !important;
      animation: none !important;
      scroll-behavior: auto !important;
    }
  }
`;
