// The look of the policy's page, and of its print.

import { css } from "lit";

export const style = css`
  .warning {
    display: flex;
    gap: 8px;
    margin-top: 12px;
    padding: 12px 14px;
    border-radius: var(--_radius);
    background: var(--_warn-wash);
    font-weight: 500;
  }

  .warning svg {
    margin-top: 3px;
    color: var(--_warn);
  }

  .head {
    margin-top: 12px;
    padding-bottom: 8px;
  }

  .head details {
    margin-top: 8px;
  }

  .head dt {
    margin-top: 12px;
    font-size: 14px;
    color: var(--_text-secondary);
  }

  .head dt:first-child {
    margin-top: 0;
  }

  .head dd,
  .entry {
    overflow-wrap: anywhere;
  }

  .digest {
    font-family: ui-monospace, monospace;
    font-size: 15px;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    gap: 0 20px;
    margin-inline-start: -4px;
  }

  nav ul {
    display: grid;
    margin-top: 4px;
  }

  nav li + li {
    border-top: 1px solid var(--_separator);
  }

  nav button {
    width: 100%;
    padding: 8px 4px;
    color: var(--_link);
    text-align: start;
  }

  nav.card {
    margin-top: 8px;
    padding: 12px 16px 4px;
  }

  .search {
    display: grid;
    grid-template-columns: 1fr auto;
    gap: 0 8px;
    align-items: end;
    margin: 12px 0 4px;
  }

  .search button[hidden] {
    display: none;
  }

  .search > label {
    grid-column: 1 / -1;
  }

  /* The browser's own cross is smaller than a finger. */
  input::-webkit-search-cancel-button {
    display: none;
  }

  .group {
    margin-top: 8px;
  }

  .group > summary {
    color: var(--_text-secondary);
  }

  .group > summary h3 {
    color: var(--_text);
  }

  .group > p.small {
    margin-bottom: 8px;
  }

  .entries {
    padding: 0;
  }

  .entries > li {
    padding: 10px 16px 12px;
  }

  .entries > li + li {
    border-top: 1px solid var(--_separator);
  }

  .entry h4 {
    margin: 0;
    font-size: 17px;
    font-weight: 500;
    line-height: 1.5;
  }

  .entry > header {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 0 12px;
    align-items: start;
  }

  .entry > header > :first-child {
    padding-top: 9px;
  }

  button.clause-way {
    padding: 0;
    min-width: 44px;
    font-size: 14px;
    white-space: nowrap;
    text-align: end;
  }

  .tag {
    flex: none;
    padding: 1px 6px;
    border-radius: 4px;
    background: var(--_pressed);
    color: var(--_text);
    font-size: 13px;
    line-height: 1.4;
    white-space: nowrap;
  }

  .parts {
    display: grid;
    gap: 6px;
    margin: 4px 0 2px;
    padding-inline-start: 14px;
    border-inline-start: 2px solid var(--_separator);
  }

  .more {
    display: grid;
    gap: 10px;
    padding: 2px 0 4px;
    font-size: 15px;
  }

  .more .label,
  .clause .label,
  .parameter .label {
    margin: 0;
    font-size: 14px;
    color: var(--_text-secondary);
  }

  .bullets > li {
    position: relative;
    padding-inline-start: 14px;
  }

  .bullets > li::before {
    content: "";
    position: absolute;
    inset-inline-start: 2px;
    top: 0.65em;
    width: 5px;
    height: 5px;
    border-radius: 50%;
    background: var(--_text-secondary);
  }

  ol.steps {
    counter-reset: step;
  }

  ol.steps > li {
    counter-increment: step;
  }

  ol.steps h4::before {
    content: counter(step) ". ";
  }

  .clause > summary {
    padding: 8px 0;
    color: var(--_text);
    font-size: 17px;
    line-height: 1.4;
  }

  .clause > summary .number {
    flex: none;
    min-width: 56px;
    color: var(--_text-secondary);
    font-variant-numeric: tabular-nums;
  }

  .clauses > li {
    padding-block: 0;
  }

  .clause > div {
    display: grid;
    gap: 10px;
    padding: 0 0 14px;
  }

  .ways > li {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: 0 8px;
    align-items: baseline;
  }

  .ways .way {
    padding: 6px 0;
    text-align: start;
  }

  .parameter {
    display: grid;
    gap: 8px;
  }

  .parameter > header h3 {
    padding-top: 9px;
  }

  .printed {
    display: none;
  }

  .back {
    margin-inline-start: -4px;
  }

  [data-anchor]:focus {
    outline: 2px solid var(--_link);
    outline-offset: 2px;
    border-radius: 4px;
  }

  @media print {
    nav,
    .search,
    .found {
      display: none;
    }

    .printed {
      display: inline;
    }

    .short {
      display: none;
    }

    .card,
    .warning {
      border: 1px solid #999;
    }

    .entry,
    .clause,
    .warning {
      break-inside: avoid;
    }

    .details > summary,
    summary::before {
      display: none;
    }

    summary {
      color: inherit;
    }

    h2 {
      break-after: avoid;
    }
  }
`;
