// GMV and time live over the days, drawn, and the same figures as a table.
//
// It is loaded when there are broadcasts to draw.

import {
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartConfiguration,
  type ChartDataset,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
  type TooltipItem,
} from "chart.js";
import type { TaskProgress } from "kaibo";
import { KaiboElement } from "kaibo/elements/base";
import { css, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";

import {
  allDays,
  type Bar,
  type Bars,
  barsOf,
  type Entry,
  figureOf,
  type Measure,
  type Span,
  sumOf,
  taskOf,
  windowOf,
  within,
} from "./figures.js";
import { segmented, segmentedStyles } from "./segmented.js";
import { type ProgressWords, wordsIn } from "./words.js";

/** Which days are drawn. */
export type Days = "window" | "all";

/** Detail of `page-chart`: what was chosen to be drawn. */
export interface ChartDetail {
  readonly measure: Measure;
  readonly days: Days;
}

/** What is drawn. */
interface Drawn extends Bars {
  readonly span: Span;
  /** The task it is held against; none where nothing was told of its target, or other days are shown. */
  readonly task: TaskProgress | undefined;
}

type Line = "total" | "target" | "needed";
type Values = readonly (number | null)[];

const MINUTES_IN_AN_HOUR = 60;
const FEN = 100;
const DASHES: Readonly<Record<Line, number[]>> = { total: [], target: [8, 4], needed: [2, 4] };
const COLOURS: Readonly<Record<Line, string>> = { total: "--_link", target: "--_warn", needed: "--_bad" };

Chart.register(
  BarController,
  BarElement,
  CategoryScale,
  LinearScale,
  LineController,
  LineElement,
  PointElement,
  Tooltip,
);

/** It is given the `entries`, ascending, the `tasks` as the core says them, and `knownAt`, the last day something is known of. */
export class PageProgressChart extends KaiboElement {
  static override properties: PropertyDeclarations = {
    entries: { attribute: false },
    tasks: { attribute: false },
    knownAt: { attribute: false },
    measure: { attribute: false },
    days: { attribute: false },
  };

  static override styles = [
    ...[KaiboElement.styles].flat(),
    segmentedStyles,
    css`
      .card {
        display: grid;
        grid-template-columns: minmax(0, 1fr);
        gap: 12px;
        padding: 16px;
      }

      .canvas {
        position: relative;
        min-width: 0;
        height: 240px;
      }

      .legend {
        display: flex;
        flex-wrap: wrap;
        gap: 4px 16px;
        font-size: 14px;
      }

      .legend li {
        display: flex;
        align-items: center;
        gap: 6px;
      }

      .swatch {
        width: 24px;
        height: 0;
        border-top: 3px solid var(--_link);
      }

      .swatch.bar {
        width: 12px;
        height: 12px;
        border: 0;
        border-radius: 2px;
        background: var(--_brand);
      }

      .swatch.target {
        border-top: 3px dashed var(--_warn);
      }

      .swatch.needed {
        border-top: 3px dotted var(--_bad);
      }

      .scroll {
        overflow-x: auto;
      }

      .scroll:focus-visible {
        outline: 3px solid var(--_link);
        outline-offset: 2px;
      }

      table {
        width: 100%;
        border-collapse: collapse;
        font-size: 14px;
        font-variant-numeric: tabular-nums;
      }

      th,
      td {
        padding: 6px 10px 6px 0;
        border-bottom: 1px solid var(--_separator);
        text-align: start;
        vertical-align: top;
      }

      th {
        font-weight: 500;
      }

      td,
      tbody th {
        white-space: nowrap;
      }

      .asked {
        white-space: normal;
      }
    `,
  ];

  /** The broadcasts that count, ascending. */
  declare entries: readonly Entry[];
  /** How far the tasks are. */
  declare tasks: readonly TaskProgress[];
  /** The last day something is known of, `YYYY-MM-DD`. */
  declare knownAt: string;
  /** What is drawn. */
  declare measure: Measure;
  /** Of which days. */
  declare days: Days;

  #drawn: Drawn | undefined;
  #chart: Chart<"bar" | "line", (number | null)[], string> | undefined;
  readonly #dark = matchMedia("(prefers-color-scheme: dark)");
  readonly #redraw = () => this.#draw();

  constructor() {
    super();
    this.entries = [];
    this.tasks = [];
    this.knownAt = "";
    this.measure = "gmv";
    this.days = "window";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#dark.addEventListener("change", this.#redraw);
    this.requestUpdate();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#dark.removeEventListener("change", this.#redraw);
    this.#chart?.destroy();
    this.#chart = undefined;
  }

  protected override willUpdate(changed: PropertyValues): void {
    const bearing = ["entries", "tasks", "knownAt", "measure", "days", "document"];
    if (bearing.some((name) => changed.has(name))) this.#drawn = this.#measured();
  }

  protected override updated(): void {
    this.#draw();
  }

  protected override render(): TemplateResult | typeof nothing {
    const drawn = this.#drawn;
    if (!drawn) return nothing;
    const { chart } = this.#words;
    return html`<div class="card">
      ${this.#choices()}
      <div class="canvas"><canvas role="img" aria-label=${this.#name(drawn)}></canvas></div>
      ${this.#legend(drawn)}
      <details>
        <summary>${chart.table}</summary>
        ${this.#table(drawn)}
      </details>
    </div>`;
  }

  get #words(): ProgressWords {
    return wordsIn(this.locale);
  }

  /** The measure that is drawn: after refunds only where a task asks for that. */
  get #shown(): Measure {
    return this.#measures.includes(this.measure) ? this.measure : "gmv";
  }

  get #measures(): readonly Measure[] {
    const net = taskOf(this.policyWords, this.tasks, "netGmv");
    return net ? ["gmv", "netGmv", "minutes"] : ["gmv", "minutes"];
  }

  /** The days of the task, where they are known. */
  get #window(): Span | undefined {
    const task = taskOf(this.policyWords, this.tasks, this.#shown);
    return task && windowOf(task, this.entries, this.knownAt);
  }

  /** The days that are drawn: where there is nothing in those of the task, and nothing ahead, all. */
  get #daysShown(): Days {
    const window = this.#window;
    if (!window || this.days === "all") return "all";
    return window.to > this.knownAt || within(this.entries, window).length > 0 ? "window" : "all";
  }

  #measured(): Drawn | undefined {
    if (!this.policyWords) return undefined;
    const measure = this.#shown;
    const days = this.#daysShown;
    const span = days === "window" ? this.#window : allDays(this.entries);
    if (!span) return undefined;
    const asked = days === "window" ? taskOf(this.policyWords, this.tasks, measure) : undefined;
    const task = asked?.target == null ? undefined : asked;
    return { span, task, ...barsOf(this.entries, span, this.knownAt, measure, task) };
  }

  #choices(): TemplateResult {
    const { chart } = this.#words;
    const measure = this.#shown;
    const days = this.#daysShown;
    const window = this.#window;
    const others = window && within(this.entries, window).length < this.entries.length;
    const choose = (chosen: Partial<ChartDetail>) => {
      this.send<ChartDetail>("page-chart", { measure: this.measure, days: this.days, ...chosen });
    };
    const measures = this.#measures.map((value) => ({ value, words: chart[value] }));
    const spans = (["window", "all"] as const).map((value) => ({ value, words: chart[value] }));
    return html`${segmented("measure", chart.measure, measures, measure, (value) => choose({ measure: value }))}
    ${others ? segmented("days", chart.span, spans, days, (value) => choose({ days: value })) : nothing}`;
  }

  #legend({ by, task }: Drawn): TemplateResult {
    const { chart } = this.#words;
    const lines = this.#lines(task);
    return html`<ul class="legend" aria-hidden="true">
      <li><span class="swatch bar"></span>${by === "day" ? chart.perDay : chart.perWeek}</li>
      ${lines.map((line) => html`<li><span class="swatch ${line}"></span>${chart[line]}</li>`)}
    </ul>`;
  }

  #lines(task: TaskProgress | undefined): readonly Line[] {
    return ["total", ...(task ? (["target"] as const) : []), ...(task?.pace ? (["needed"] as const) : [])];
  }

  /** The chart in a sentence, and what is asked. */
  #name({ span, by, task }: Drawn): string {
    const { chart } = this.#words;
    const sum = sumOf(within(this.entries, span));
    const { value, without } = figureOf(sum, this.#shown);
    const said = this.words.say(chart.name, {
      measure: chart[this.#shown],
      from: this.words.day(span.from),
      to: this.words.day(span.to),
      by,
      count: sum.broadcasts,
      value: this.#known(value, without, sum.broadcasts),
    });
    return this.words.sentences(said, ...(task ? this.#asked(task) : []));
  }

  #asked({ target, pace }: TaskProgress): readonly string[] {
    const { chart } = this.#words;
    const said = this.words.say(chart.targetSaid, { target: this.#figure(target ?? 0) });
    if (!pace) return [said];
    const perDay = this.#figure(this.#enough(pace.perDay));
    return [said, this.words.say(chart.paceSaid, { days: pace.days, through: this.words.day(pace.through), perDay })];
  }

  #table({ by, bars, span, task }: Drawn): TemplateResult {
    const { chart } = this.#words;
    const caption = this.words.say(chart.caption, {
      measure: chart[this.#shown],
      from: this.words.day(span.from),
      to: this.words.day(span.to),
      by,
    });
    const rows = bars.filter((bar) => bar.sum.broadcasts > 0 || this.#isAsked(bar));
    return html`<p class="small" id="caption">${this.words.sentences(caption, ...(task ? this.#asked(task) : []))}</p>
      <div class="scroll" role="group" tabindex="0" aria-labelledby="caption">
        <table aria-labelledby="caption">
          <thead>
            <tr>
              <th scope="col">${by === "day" ? chart.dayColumn : chart.weekColumn}</th>
              <th scope="col">${chart.broadcastsColumn}</th>
              <th scope="col">${chart[this.#shown]}</th>
              <th scope="col">${chart.totalColumn}</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map((bar) => this.#row(bar))}
          </tbody>
          ${
            task
              ? html`<tfoot>
                  <tr data-target>
                    <th scope="row" colspan="3">${chart.targetRow}</th>
                    <td>${this.#figure(task.target ?? 0)}</td>
                  </tr>
                </tfoot>`
              : nothing
          }
        </table>
      </div>`;
  }

  #row(bar: Bar): TemplateResult {
    const { chart } = this.#words;
    const { from, sum, value, without, total, needed } = bar;
    const ahead = total === null;
    const asked =
      needed !== null && this.#isAsked(bar)
        ? this.words.say(chart.toReach, { value: this.#figure(this.#enough(needed)) })
        : null;
    return html`<tr data-from=${from}>
      <th scope="row">${this.#shortly(from)}</th>
      <td>${ahead ? chart.ahead : this.words.number(sum.broadcasts)}</td>
      <td>${ahead ? "" : this.#known(value, without, sum.broadcasts)}</td>
      <td>${total === null ? nothing : html`<div>${this.#figure(total)}</div>`} ${asked === null ? nothing : html`<div class="asked">${asked}</div>`}</td>
    </tr>`;
  }

  /** Whether there is still something to be done for what is needed by its end. */
  #isAsked({ to, needed }: Bar): boolean {
    return needed !== null && to > this.knownAt;
  }

  /** The days of a bar. */
  #named({ from, to }: Bar): string {
    const [first, last] = [this.#shortly(from), this.#shortly(to)];
    return from === to ? first : this.words.say(this.#words.chart.week, { from: first, to: last });
  }

  /** A day, shortly: the year is said where there are several. */
  #shortly(day: string): string {
    const year: Intl.DateTimeFormatOptions = this.#inOneYear ? {} : { year: "numeric" };
    const month = this.locale === "en" ? "short" : "long";
    return this.#format({ ...year, month, day: "numeric" }).format(Date.parse(day));
  }

  get #inOneYear(): boolean {
    const { from = "", to = "" } = this.#drawn?.span ?? {};
    return from.slice(0, 4) === to.slice(0, 4);
  }

  #format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    return new Intl.DateTimeFormat(this.words.messages.intl, { ...options, timeZone: "UTC" });
  }

  /** A figure; where it was not entered of some broadcasts, what it is at least. */
  #known(value: number, without: number, count: number): string {
    const { chart, figures } = this.#words;
    if (without === 0) return this.#figure(value);
    if (without === count) return figures.unknown;
    return this.words.say(chart.atLeast, { value: this.#figure(value), count: without });
  }

  #figure(value: number): string {
    return this.#shown === "minutes" ? this.words.duration(Math.floor(value)) : this.words.money(value);
  }

  /** Rounded up to what can be counted, so that it suffices. */
  #enough(value: number): number {
    return this.#shown === "minutes" ? Math.ceil(value - 1e-9) : Math.ceil(value * FEN - 1e-6) / FEN;
  }

  /** Draws, or draws again what has changed. */
  #draw(): void {
    const canvas = this.renderRoot.querySelector("canvas");
    if (this.#chart && this.#chart.canvas !== canvas) {
      this.#chart.destroy();
      this.#chart = undefined;
    }
    if (!canvas || !this.#drawn) return;
    const { data, options = {} } = this.#configuration(this.#drawn);
    if (!this.#chart) {
      this.#chart = new Chart(canvas, { type: "bar", data, options });
      return;
    }
    this.#chart.data = data;
    this.#chart.options = options;
    this.#chart.update("none");
  }

  #configuration(drawn: Drawn): ChartConfiguration<"bar" | "line", (number | null)[], string> {
    const style = getComputedStyle(this);
    const colour = (name: string) => style.getPropertyValue(name).trim();
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const grid = { color: colour("--_separator") };
    const ticks = { color: colour("--_text-secondary"), font: { family: style.fontFamily, size: 12 } };
    const figures = { ...ticks, maxTicksLimit: 6, callback: (value: number | string) => this.#tick(Number(value)) };
    return {
      type: "bar",
      data: this.#data(drawn, colour),
      options: {
        responsive: true,
        maintainAspectRatio: false,
        animation: still ? false : { duration: 300 },
        interaction: { mode: "index", intersect: false },
        scales: {
          x: { grid: { display: false }, ticks: { ...ticks, maxRotation: 0, autoSkip: true, autoSkipPadding: 8 } },
          y: { beginAtZero: true, grid, ticks: figures },
          sum: { beginAtZero: true, position: "right", grid: { display: false }, ticks: figures },
        },
        plugins: {
          tooltip: {
            callbacks: {
              title: (items: TooltipItem<"bar" | "line">[]) => this.#dayAt(drawn, items[0]?.dataIndex ?? 0),
              label: ({ dataset, parsed }: TooltipItem<"bar" | "line">) =>
                `${dataset.label ?? ""}${this.words.messages.colon}${this.#figure(this.#unscaled(parsed.y ?? 0))}`,
            },
          },
        },
      },
    };
  }

  #data(drawn: Drawn, colour: (name: string) => string) {
    const { chart } = this.#words;
    const { bars, by, task } = drawn;
    const year: Intl.DateTimeFormatOptions = this.#inOneYear ? {} : { year: "2-digit" };
    const short = this.#format({ ...year, month: "numeric", day: "numeric" });
    const values: Readonly<Record<Line, Values>> = {
      total: bars.map(({ total }) => total),
      target: bars.map(() => task?.target ?? null),
      needed: bars.map(({ needed }) => needed),
    };
    const line = (kind: Line): ChartDataset<"line", (number | null)[]> => ({
      type: "line",
      label: chart[kind],
      data: values[kind].map((value) => this.#scaled(value)),
      yAxisID: "sum",
      borderColor: colour(COLOURS[kind]),
      backgroundColor: colour(COLOURS[kind]),
      borderDash: DASHES[kind],
      borderWidth: 2,
      pointRadius: bars.length === 1 ? 3 : 0,
      order: 0,
    });
    const bar: ChartDataset<"bar", (number | null)[]> = {
      type: "bar",
      label: by === "day" ? chart.perDay : chart.perWeek,
      data: bars.map(({ value, total }) => (total === null ? null : this.#scaled(value))),
      backgroundColor: colour("--_brand"),
      borderRadius: 2,
      maxBarThickness: 32,
      order: 1,
    };
    return {
      labels: bars.map(({ from }) => short.format(Date.parse(from))),
      datasets: [bar, ...this.#lines(task).map(line)],
    };
  }

  #dayAt({ bars }: Drawn, index: number): string {
    const bar = bars[index];
    return bar ? this.#named(bar) : "";
  }

  /** Time is drawn in hours. */
  #scaled(value: number | null): number | null {
    return value !== null && this.#shown === "minutes" ? value / MINUTES_IN_AN_HOUR : value;
  }

  #unscaled(value: number): number {
    return this.#shown === "minutes" ? Math.round(value * MINUTES_IN_AN_HOUR) : value;
  }

  #tick(value: number): string {
    const { intl } = this.words.messages;
    const unit: Intl.NumberFormatOptions =
      this.#shown === "minutes"
        ? { style: "unit", unit: "hour", unitDisplay: "narrow" }
        : { style: "currency", currency: this.policyWords.currency, currencyDisplay: "narrowSymbol" };
    return new Intl.NumberFormat(intl, { ...unit, notation: "compact", maximumFractionDigits: 1 }).format(value);
  }
}

customElements.define("page-progress-chart", PageProgressChart);

declare global {
  interface HTMLElementTagNameMap {
    "page-progress-chart": PageProgressChart;
  }
}
