// The accounts of a roster as a grid of which only the rows in sight are there, however many it has.

import {
  defaultRangeExtractor,
  observeElementOffset,
  observeElementRect,
  type Virtualizer,
  VirtualizerController,
} from "@tanstack/lit-virtual";
import { afterPaint, KaiboElement } from "kaibo/elements/base";
import { css, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";

import type { ListedAccount, SortKey } from "./messages.js";
import { outcomeColours, outcomeSign } from "./signs.js";
import { firstReason, untilWords } from "./spoken.js";
import type { RosterWords } from "./words.js";

/** Detail of `roster-sort`. */
export interface SortDetail {
  readonly sort: SortKey;
  readonly descending: boolean;
}

/** Detail of `roster-open`: an account, by its place. */
export interface OpenDetail {
  readonly account: number;
}

type Rows = Virtualizer<HTMLElement, HTMLElement>;
type Column = "name" | "outcome" | "reasons" | "until";

const columns: readonly Column[] = ["name", "outcome", "reasons", "until"];
/** Rows are asked for in pages of so many; so many pages are kept. */
const PAGE = 50;
const MOST_PAGES = 40;
/** No browser shows an element of more than some sixteen million pixels: more rows are shown in stretches. */
const MOST_IN_STRETCH = 200_000;
const CARD_HEIGHT = 92;
const LINE_HEIGHT = 52;
const WIDE = "(min-width: 720px)";

/**
 * The grid. It is given how many accounts there are, a function that fetches some of them, and a version that changes
 * whenever others are listed.
 */
export class RosterList extends KaiboElement {
  static override properties: PropertyDeclarations = {
    said: { attribute: false },
    count: { attribute: false },
    version: { attribute: false },
    sort: { attribute: false },
    descending: { attribute: false },
    fetch: { attribute: false },
    active: { state: true },
    stretch: { state: true },
    pages: { state: true },
  };

  static override styles = [
    ...[KaiboElement.styles].flat(),
    outcomeColours,
    css`
      [role="grid"] {
        max-height: min(640px, 66vh);
        overflow-y: auto;
        overscroll-behavior: contain;
        border-radius: var(--_radius);
        background: var(--_surface);
      }

      .head {
        position: sticky;
        top: 0;
        z-index: 1;
        background: var(--_surface);
        border-bottom: 1px solid var(--_separator);
      }

      .head [role="row"] {
        display: flex;
        padding: 0 8px;
      }

      .head .name {
        flex: 1;
      }

      .head .reasons {
        position: absolute;
        width: 1px;
        height: 1px;
        overflow: hidden;
        clip-path: inset(50%);
      }

      .head button,
      .head .reasons span {
        font-size: 14px;
        font-weight: 600;
      }

      .head button {
        width: 100%;
        padding: 0 8px;
        text-align: start;
        white-space: nowrap;
      }

      .head button:focus-visible,
      .body [role="row"]:focus-visible {
        outline: 3px solid var(--_link);
        outline-offset: -3px;
      }

      .body {
        position: relative;
      }

      .body [role="row"] {
        position: absolute;
        top: 0;
        inset-inline: 0;
        display: grid;
        grid-template: "name outcome" auto "reasons reasons" auto "until until" auto / minmax(0, 1fr) max-content;
        align-content: center;
        gap: 2px 0;
        height: 92px;
        padding: 0 16px;
        border-bottom: 1px solid var(--_separator);
        cursor: pointer;
        -webkit-tap-highlight-color: transparent;
      }

      .body [role="row"]:active {
        background: var(--_pressed);
      }

      [role="gridcell"] {
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      .name {
        grid-area: name;
      }

      .body .outcome {
        grid-area: outcome;
        display: flex;
        align-items: center;
        padding-inline-start: 12px;
        gap: 4px;
        font-size: 15px;
        font-weight: 600;
      }

      .reasons {
        grid-area: reasons;
      }

      .body .reasons {
        display: flex;
        gap: 6px;
      }

      .reasons .first {
        min-width: 0;
        overflow: hidden;
        text-overflow: ellipsis;
      }

      .until {
        grid-area: until;
      }

      .body :is(.reasons, .until) {
        font-size: 14px;
        color: var(--_text-secondary);
      }

      .stretch {
        margin-bottom: 8px;
      }

      @media (min-width: 720px) {
        .head [role="row"],
        .body [role="row"] {
          display: grid;
          grid-template: "name outcome reasons until" auto / 3fr minmax(150px, 2fr) 5fr 4fr;
          gap: 0 12px;
          padding: 0 16px;
        }

        .body [role="row"] {
          align-items: center;
          height: 52px;
        }

        .body .outcome {
          padding: 0;
        }

        .head .reasons {
          position: static;
          width: auto;
          height: auto;
          clip-path: none;
          align-self: center;
        }

        .head button {
          padding: 0;
        }
      }
    `,
  ];

  /** The words of the screen. */
  declare said: RosterWords;
  /** How many accounts are listed. */
  declare count: number;
  /** Changes with what is listed. */
  declare version: number;
  declare sort: SortKey;
  declare descending: boolean;
  /** Fetches the accounts from the first place to before the last; nothing where that failed. */
  declare fetch: (from: number, to: number) => Promise<readonly ListedAccount[] | undefined>;
  /** The row that Tab comes to, within its stretch. */
  declare protected active: number;
  /** Which stretch of the rows is shown, where there are too many for one. */
  declare protected stretch: number;
  declare protected pages: ReadonlyMap<number, readonly ListedAccount[]>;

  readonly #rows = new VirtualizerController<HTMLElement, HTMLElement>(this, {
    count: 0,
    getScrollElement: () => this.renderRoot.querySelector<HTMLElement>("[role=grid]"),
    estimateSize: () => this.#height,
    getItemKey: (index) => index,
    observeElementRect: later(observeElementRect),
    observeElementOffset: later(observeElementOffset),
    overscan: 8,
    scrollPaddingStart: LINE_HEIGHT,
  });
  readonly #wide = matchMedia(WIDE);
  #height = heightIn(this.#wide);
  readonly #asked = new Set<number>();
  readonly #resized = () => {
    this.#height = heightIn(this.#wide);
    this.#rows.getVirtualizer().measure();
    this.requestUpdate();
  };

  constructor() {
    super();
    this.count = 0;
    this.version = 0;
    this.sort = "row";
    this.descending = false;
    this.active = 0;
    this.stretch = 0;
    this.pages = new Map();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#wide.addEventListener("change", this.#resized);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#wide.removeEventListener("change", this.#resized);
  }

  /** Gives the focus to the row that had it last. */
  focusRow(): void {
    this.renderRoot.querySelector<HTMLElement>(`[data-index="${this.active}"]`)?.focus();
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("version")) {
      // What was in sight stays there until what is listed now has come: the grid never flickers.
      this.#asked.clear();
      this.stretch = Math.min(this.stretch, Math.max(0, Math.ceil(this.count / MOST_IN_STRETCH) - 1));
      this.active = Math.min(this.active, Math.max(0, this.#inStretch - 1));
    }
    // Whatever is set anew is counted anew, for every row: only what changed is.
    if (!changed.has("version") && !changed.has("active") && !changed.has("stretch")) return;
    const virtualizer = this.#rows.getVirtualizer();
    virtualizer.setOptions({
      ...virtualizer.options,
      count: this.#inStretch,
      rangeExtractor: (range) => withActive(defaultRangeExtractor(range), this.active, range.count),
    });
  }

  protected override updated(): void {
    for (const { index } of this.#rows.getVirtualizer().getVirtualItems()) void this.#need(this.#place(index));
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.said || !this.policyWords) return nothing;
    const virtualizer = this.#rows.getVirtualizer();
    const { list } = this.said;
    return html`${this.#stretches()}
      <div
        role="grid"
        aria-label=${list}
        aria-rowcount=${this.count + 1}
        aria-colcount=${columns.length}
        @keydown=${this.#key}
      >
        <div class="head" role="rowgroup">
          <div role="row" aria-rowindex="1">${columns.map((column) => this.#header(column))}</div>
        </div>
        <div class="body" role="rowgroup" .style=${`height: ${virtualizer.getTotalSize()}px`}>
          ${repeat(
            virtualizer.getVirtualItems(),
            ({ index }) => index,
            ({ index, start }) => this.#row(index, start),
          )}
        </div>
      </div>`;
  }

  get #inStretch(): number {
    return Math.max(0, Math.min(MOST_IN_STRETCH, this.count - this.stretch * MOST_IN_STRETCH));
  }

  #place(index: number): number {
    return this.stretch * MOST_IN_STRETCH + index;
  }

  #stretches(): TemplateResult | typeof nothing {
    const stretches = Math.ceil(this.count / MOST_IN_STRETCH);
    if (stretches < 2) return nothing;
    const choose = (event: Event) => {
      this.stretch = Number((event.target as HTMLSelectElement).value);
      this.active = 0;
      this.#rows.getVirtualizer().scrollToOffset(0);
    };
    return html`<div class="stretch">
      <label for="stretch">${this.said.part}</label>
      <select id="stretch" @change=${choose}>
        ${Array.from({ length: stretches }, (_, stretch) => {
          const from = this.words.number(stretch * MOST_IN_STRETCH + 1);
          const to = this.words.number(Math.min((stretch + 1) * MOST_IN_STRETCH, this.count));
          return html`<option value=${stretch} ?selected=${stretch === this.stretch}>
            ${this.words.say(this.said.partOption, { from, to })}
          </option>`;
        })}
      </select>
    </div>`;
  }

  #header(column: Column): TemplateResult {
    if (column === "reasons")
      return html`<div role="columnheader" class="reasons"><span>${this.said.reasons}</span></div>`;
    const isSorted = this.sort === column;
    const order = isSorted ? (this.descending ? "descending" : "ascending") : "none";
    return html`<div role="columnheader" class=${column} aria-sort=${order}>
      <button type="button" aria-label=${this.said.sort[column]} @click=${() => this.#sort(column)}>
        ${this.said[column]}<span aria-hidden="true">${isSorted ? (this.descending ? " ↓" : " ↑") : ""}</span>
      </button>
    </div>`;
  }

  #row(index: number, start: number): TemplateResult {
    const place = this.#place(index);
    const account = this.pages.get(Math.floor(place / PAGE))?.[place % PAGE];
    return html`<div
      role="row"
      data-index=${index}
      aria-rowindex=${place + 2}
      tabindex=${index === this.active ? 0 : -1}
      .style=${`transform: translateY(${start}px)`}
      @click=${() => this.#open(index)}
      @focus=${() => {
        this.active = index;
      }}
    >
      ${account ? this.#cells(account) : html`<div role="gridcell" class="name">…</div>`}
    </div>`;
  }

  #cells(account: ListedAccount): TemplateResult {
    const { name, outcome, reasons, row } = account;
    const others = reasons.length - 1;
    return html`<div role="gridcell" class="name">${name || this.words.say(this.said.row, { row })}</div>
      <div role="gridcell" class="outcome ${outcome}">${outcomeSign(outcome)}${this.words.messages.outcome[outcome]}</div>
      <div role="gridcell" class="reasons">
        <span class="first">${firstReason(this.words, this.said, account)}</span>
        ${
          others > 0
            ? html`<span aria-hidden="true">${this.words.say(this.said.more, { count: others })}</span
                ><span class="visually-hidden">${this.words.say(this.said.moreLabel, { count: others })}</span>`
            : nothing
        }
      </div>
      <div role="gridcell" class="until">${untilWords(this.words, this.said, account)}</div>`;
  }

  #key(event: KeyboardEvent): void {
    const row = (event.target as HTMLElement).closest<HTMLElement>(".body [role=row]");
    if (!row || event.altKey || event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, Math.floor(this.#scroller.clientHeight / this.#height) - 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -this.#inStretch,
      End: this.#inStretch,
    };
    const step = steps[event.key];
    if (step !== undefined) void this.#move(this.active + step);
    else if (event.key === "Enter" || event.key === " ") this.#open(this.active);
    else return;
    event.preventDefault();
  }

  get #scroller(): HTMLElement {
    return this.renderRoot.querySelector<HTMLElement>("[role=grid]") as HTMLElement;
  }

  async #move(index: number): Promise<void> {
    this.active = Math.max(0, Math.min(index, this.#inStretch - 1));
    const height = this.#height;
    const top = this.active * height;
    const scroller = this.#scroller;
    const room = scroller.clientHeight - LINE_HEIGHT - height;
    if (top < scroller.scrollTop) scroller.scrollTop = top;
    else if (top > scroller.scrollTop + room) scroller.scrollTop = top - room;
    this.requestUpdate();
    await this.updateComplete;
    this.focusRow();
  }

  #open(index: number): void {
    const place = this.#place(index);
    const account = this.pages.get(Math.floor(place / PAGE))?.[place % PAGE]?.account;
    this.active = index;
    if (account !== undefined) this.send<OpenDetail>("roster-open", { account });
  }

  /** Up, down, and back to the order of the file. */
  #sort(column: Exclude<Column, "reasons">): void {
    const isSorted = this.sort === column;
    const isBack = isSorted && this.descending;
    this.send<SortDetail>("roster-sort", { sort: isBack ? "row" : column, descending: isSorted && !isBack });
  }

  async #need(place: number): Promise<void> {
    const page = Math.floor(place / PAGE);
    if (this.#asked.has(page)) return;
    this.#asked.add(page);
    const { version } = this;
    const rows = await this.fetch(page * PAGE, (page + 1) * PAGE);
    if (version !== this.version) return;
    if (!rows) {
      // It is asked for again when the list is next drawn, not at once.
      this.#asked.delete(page);
      return;
    }
    const kept = [...this.pages].filter(([key]) => key !== page && this.#asked.has(key)).slice(-MOST_PAGES);
    for (const asked of this.#asked) if (asked !== page && !kept.some(([key]) => key === asked)) this.#forget(asked);
    this.pages = new Map([...kept, [page, rows]]);
  }

  #forget(page: number): void {
    if (this.pages.has(page)) this.#asked.delete(page);
  }
}

/** Measured at once, the page would be laid out before it is painted, and the rows drawn in the same breath. */
function later<Heard>(observe: (virtualizer: Rows, heard: Heard) => (() => void) | undefined): typeof observe {
  return (virtualizer, heard) => {
    let stop: (() => void) | undefined;
    let isStopped = false;
    afterPaint(() => {
      if (!isStopped) stop = observe(virtualizer, heard);
    });
    return () => {
      isStopped = true;
      stop?.();
    };
  };
}

function heightIn(wide: MediaQueryList): number {
  return wide.matches ? LINE_HEIGHT : CARD_HEIGHT;
}

/** The row that Tab comes to is always there, though it be out of sight. */
function withActive(inSight: number[], active: number, count: number): number[] {
  const [first = 0] = inSight;
  if (active >= count || inSight.includes(active)) return inSight;
  return active < first ? [active, ...inSight] : [...inSight, active];
}

customElements.define("roster-list", RosterList);
