// How many accounts came out how: a ring, and the same numbers in words that filter the list.

import type { Chart } from "chart.js";
import type { Outcome } from "kaibo";
import { afterPaint, KaiboElement } from "kaibo/elements/base";
import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";

import type { Totals } from "./messages.js";
import { outcomeColours, outcomeSign } from "./signs.js";
import type { RosterWords } from "./words.js";

/** Detail of `roster-outcome`: the only outcome to list, or `""` for all. */
export interface OutcomeDetail {
  readonly outcome: Outcome | "";
}

/** In the order they are told. */
const shown: readonly Outcome[] = ["eligible", "undetermined", "ineligible"];
const colours: Readonly<Record<Outcome, string>> = {
  eligible: "--_good",
  undetermined: "--_warn",
  ineligible: "--_bad",
};
const SIZE = 104;

export class RosterTotals extends KaiboElement {
  static override properties: PropertyDeclarations = {
    said: { attribute: false },
    totals: { attribute: false },
    chosen: { attribute: false },
  };

  static override styles = [
    ...[KaiboElement.styles].flat(),
    outcomeColours,
    css`
      .card {
        display: grid;
        grid-template-columns: auto 1fr;
        gap: 16px;
        align-items: center;
        padding: 12px 16px 12px 16px;
      }

      canvas {
        display: block;
        width: 104px;
        height: 104px;
      }

      button {
        display: grid;
        grid-template-columns: 18px 1fr auto;
        gap: 8px;
        align-items: center;
        width: 100%;
        padding: 4px 8px;
        border: 2px solid transparent;
        text-align: start;
        font-size: 15px;
      }

      button[aria-pressed="true"] {
        border-color: var(--_brand);
        font-weight: 600;
      }

      .count {
        color: var(--_text);
        font-variant-numeric: tabular-nums;
        text-align: end;
      }

      .count .small {
        display: block;
        font-weight: 400;
        line-height: 1.2;
      }
    `,
  ];

  declare said: RosterWords;
  declare totals: Totals | undefined;
  /** The outcome that is listed alone. */
  declare chosen: Outcome | "";

  #chart: Chart<"doughnut"> | undefined;
  #loading: Promise<unknown> | undefined;
  readonly #dark = matchMedia("(prefers-color-scheme: dark)");
  readonly #recoloured = () => this.#colour();
  #percents: Intl.NumberFormat | undefined;

  constructor() {
    super();
    this.totals = undefined;
    this.chosen = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#dark.addEventListener("change", this.#recoloured);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#dark.removeEventListener("change", this.#recoloured);
    this.#chart?.destroy();
    this.#chart = undefined;
  }

  protected override updated(): void {
    this.#draw();
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.totals || !this.said) return nothing;
    const numbers = shown.map((outcome) => this.#numbers(outcome));
    return html`<div class="card" role="group" aria-label=${this.said.totals}>
      <canvas
        width=${SIZE}
        height=${SIZE}
        role="img"
        aria-label=${this.words.say(this.said.picture, { numbers: this.words.list(numbers) })}
      ></canvas>
      <div>${shown.map((outcome) => this.#line(outcome))}</div>
    </div>`;
  }

  #line(outcome: Outcome): TemplateResult {
    const isChosen = this.chosen === outcome;
    return html`<button
      type="button"
      class=${outcome}
      aria-pressed=${isChosen ? "true" : "false"}
      @click=${() => this.send<OutcomeDetail>("roster-outcome", { outcome: isChosen ? "" : outcome })}
    >
      ${outcomeSign(outcome)}<span>${this.words.messages.outcome[outcome]}</span>
      <span class="count"
        >${this.words.say(this.said.outcomeCount, { count: this.words.number(this.#count(outcome)) })}<span class="small"
          >${this.#percent(outcome)}</span
        ></span
      >
    </button>`;
  }

  #count(outcome: Outcome): number {
    return this.totals?.outcomes[outcome] ?? 0;
  }

  #numbers(outcome: Outcome): string {
    return this.words.say(this.said.numbers, {
      outcome: this.words.messages.outcome[outcome],
      count: this.words.number(this.#count(outcome)),
      percent: this.#percent(outcome),
    });
  }

  #percent(outcome: Outcome): string {
    const all = shown.reduce((sum, one) => sum + this.#count(one), 0);
    const share = all === 0 ? 0 : this.#count(outcome) / all;
    const { intl } = this.words.messages;
    if (this.#percents?.resolvedOptions().locale !== intl) {
      this.#percents = new Intl.NumberFormat(intl, { style: "percent", maximumFractionDigits: 1 });
    }
    return this.#percents.format(share);
  }

  /** The ring is only the numbers again: where it cannot be loaded, nothing is lost. */
  #draw(): void {
    this.#loading ??= import("chart.js").then((library) => afterPaint(() => this.#begin(library)), console.warn);
    const { data } = this.#chart ?? {};
    const [ring] = data?.datasets ?? [];
    if (!ring) return;
    const counts = shown.map((outcome) => this.#count(outcome));
    if (counts.every((count, index) => count === ring.data[index])) return;
    ring.data = counts;
    this.#chart?.update("none");
  }

  #colour(): void {
    const [ring] = this.#chart?.data.datasets ?? [];
    if (!ring) return;
    Object.assign(ring, this.#colours());
    this.#chart?.update("none");
  }

  /** To ask for a colour is to lay out the page: only where it may be another one. */
  #colours() {
    const style = getComputedStyle(this);
    const colour = (name: string) => style.getPropertyValue(name).trim();
    return { backgroundColor: shown.map((outcome) => colour(colours[outcome])), borderColor: colour("--_surface") };
  }

  #begin({ ArcElement, Chart, DoughnutController }: typeof import("chart.js")): void {
    const canvas = this.renderRoot.querySelector("canvas");
    if (!canvas || !this.isConnected) return;
    Chart.register(ArcElement, DoughnutController);
    const data = shown.map((outcome) => this.#count(outcome));
    this.#chart = new Chart(canvas, {
      type: "doughnut",
      data: { labels: [...shown], datasets: [{ data, borderWidth: 2, ...this.#colours() }] },
      options: { animation: false, responsive: false, events: [], cutout: "58%" },
    });
  }
}

customElements.define("roster-totals", RosterTotals);
