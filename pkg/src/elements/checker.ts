// The whole journey in one element: choose, answer one question at a time, read the verdict, change an answer.

import { css, html, nothing, type PropertyDeclarations, type PropertyValues, type TemplateResult } from "lit";

import type { ProgrammeAssessment } from "../generated/index.js";
import {
  createInterview,
  type Interview,
  type InterviewError,
  type InterviewOptions,
  type InterviewState,
  type Ledger,
  todayAt,
} from "../interview.js";
import { locales, nearestLocale } from "../locales/registry.js";
import type { FactValue, Policy, SuppliedParameter } from "../policy.js";
import type { BeginDetail } from "./answers.js";
import { define, KaiboElement } from "./base.js";
import type { EditDetail } from "./criteria.js";
import { angleBack } from "./icons.js";
import type { LedgerDetail } from "./ledger.js";
import type { PlanDetail } from "./outlook.js";
import type { ParameterDetail } from "./parameter.js";
import type { AnswerDetail, SkipDetail } from "./question.js";
import { KaiboStart, type StartDetail } from "./start.js";
import { parts } from "./theme.js";
import type { ProgrammeDetail } from "./verdict.js";
import "./basis.js";
import "./question.js";

/** Detail of `kaibo-step`. */
export interface StepDetail {
  /** What is shown now. */
  readonly screen: "start" | "question" | "verdict" | "ledger";
  /** The fact asked for, on a question. */
  readonly fact: string | null;
  /** How many steps {@link KaiboChecker.back} can take. */
  readonly depth: number;
}

/** Detail of `kaibo-verdict`. */
export interface VerdictDetail {
  readonly assessment: ProgrammeAssessment;
}

/** What a journey was told: enough to go on with it another day. */
export interface KeptJourney {
  /** The programme; `""` before one is chosen. */
  readonly programme: string;
  /** The day of submission, `YYYY-MM-DD`; `null`: today, whenever that is. */
  readonly asOf: string | null;
  readonly answers: Readonly<Record<string, FactValue>>;
  /** Facts not to ask for. */
  readonly skipped: readonly string[];
  /** Values the platform told. */
  readonly parameters: Readonly<Record<string, SuppliedParameter>>;
  readonly ledger: Ledger | null;
  /** Days on which broadcasts are planned. */
  readonly plannedBroadcasts: readonly string[];
}

/** What loads when the first question is shown, or when broadcasts are recorded. */
const laterParts: Readonly<Record<"ledger" | "verdict", () => Promise<unknown>>> = {
  ledger: () => import("./broadcasts.js"),
  verdict: () => import("./verdict.js"),
};

type LaterPart = keyof typeof laterParts;

const NOTHING: KeptJourney = {
  programme: "",
  asOf: null,
  answers: {},
  skipped: [],
  parameters: {},
  ledger: null,
  plannedBroadcasts: [],
};

/** Detail of `kaibo-kept`. */
export interface KeptDetail {
  readonly kept: KeptJourney;
}

/** Detail of `kaibo-locale`. */
export interface LocaleDetail {
  readonly locale: string;
}

/**
 * The whole journey. Give it a policy; it needs nothing else.
 *
 * ```html
 * <kaibo-checker locale="zh-CN">One moment…</kaibo-checker>
 * <script type="module">
 *   document.querySelector("kaibo-checker").policy = loadPolicy();
 * </script>
 * ```
 *
 * To go on another day, store what `kaibo-kept` says, and give it back as `kept`.
 *
 * The parts of all elements within it can be styled from outside too: `kaibo-checker::part(button-primary)`.
 *
 * @element kaibo-checker
 * @tagname kaibo-checker
 * @fires {CustomEvent<StepDetail>} kaibo-step - Another screen is shown.
 * @fires {CustomEvent<VerdictDetail>} kaibo-verdict - A verdict is shown, or has changed.
 * @fires {CustomEvent<KeptDetail>} kaibo-kept - Something was answered, told, recorded or given up: what there is now.
 * @fires {CustomEvent<LocaleDetail>} kaibo-locale - The user changed the language.
 * @slot - Shown until there is a policy: a word to those who wait.
 * @slot header - Stands in place of the brand.
 * @slot actions - What a page offers to do with a verdict, near its top.
 * @slot footer - Under everything, on every screen.
 * @csspart page - The column everything stands in.
 * @csspart header - The brand and the button for the language.
 * @csspart brand - The brand, where the slot `header` is empty.
 * @csspart navigation - The bar with the button back.
 * @csspart status - What is certain so far, under a question.
 * @csspart heading - The heading of the screen, an `h1`.
 * @csspart button-choice - A button with a border: an answer, or another way on.
 * @csspart button-link - A button that looks like a link.
 */
export class KaiboChecker extends KaiboElement {
  static override properties: PropertyDeclarations = {
    policy: { attribute: false },
    programme: { type: String },
    asOf: { type: String, attribute: "as-of" },
    kept: { attribute: false },
    bare: { type: Boolean },
    state: { state: true },
    choosing: { state: true },
    refused: { state: true },
    recording: { state: true },
    arrivals: { state: true },
  };

  static override styles = [
    ...[KaiboElement.styles].flat(),
    css`
      :host {
        background: var(--_background);
      }

      .page {
        max-width: 560px;
        margin: 0 auto;
        padding: 0 16px 32px;
      }

      header {
        display: flex;
        align-items: center;
        justify-content: space-between;
        min-height: 52px;
      }

      .brand {
        font-weight: 600;
      }

      .bar {
        display: flex;
        align-items: center;
        justify-content: space-between;
        margin: 0 0 12px -8px;
      }

      .bar button {
        display: flex;
        align-items: center;
        padding: 0 12px 0 4px;
        color: var(--_link);
      }

      .forming {
        margin-top: 20px;
        text-align: center;
      }

      .forming:empty {
        display: none;
      }

      .see {
        display: block;
        margin: 0 auto;
      }

      kaibo-basis {
        margin-top: 32px;
        padding-top: 16px;
        border-top: 1px solid var(--_separator);
      }
    `,
  ];

  /** The policy to check against. */
  declare policy: Policy | undefined;
  /** The programme chosen at the start; the policy's first one by default. */
  declare programme: string;
  /** The day of submission at the start, `YYYY-MM-DD`; today in the policy's zone by default. */
  declare asOf: string;
  /** What to go on with, as `kaibo-kept` said it; setting it begins anew from there. */
  declare kept: KeptJourney | undefined;
  /** Without the header and what the policy is: for a page that shows both itself. */
  declare bare: boolean;
  /** The state of the interview; none before it has begun. */
  declare protected state: InterviewState | undefined;
  /** The first screen is shown: before the interview, or on top of it. */
  declare protected choosing: "first" | "again" | null;
  /** Why the day chosen on the first screen was refused. */
  declare protected refused: InterviewError | undefined;
  /** The broadcasts are shown, to be recorded. */
  declare protected recording: boolean;
  /** Whether what loads later is there. */
  declare protected arrivals: Readonly<Record<"ledger" | "verdict", "not-yet" | "loaded" | "failed">>;

  /** The first screen is to be shown from its day on. */
  #landsOnDay = false;
  #interview: Interview | undefined;
  #unfollow: (() => void) | undefined;
  #shown: StepDetail | undefined;
  /** What `kaibo-kept` said last. */
  #said: KeptJourney | undefined;

  constructor() {
    super();
    this.policy = undefined;
    this.programme = "";
    this.asOf = "";
    this.kept = undefined;
    this.bare = false;
    this.state = undefined;
    this.choosing = "first";
    this.refused = undefined;
    this.recording = false;
    this.arrivals = { ledger: "not-yet", verdict: "not-yet" };
  }

  /** How many steps {@link KaiboChecker.back} can take: for a page that keeps its history in step. */
  get depth(): number {
    if (!this.state || this.choosing === "first") return 0;
    return 1 + this.state.depth + (this.choosing ? 1 : 0) + (this.#showsLedger ? 1 : 0);
  }

  /** Shows the first screen, to change the day of submission. */
  chooseDay(): void {
    this.recording = false;
    this.choosing = this.state && this.choosing !== "first" ? "again" : "first";
    this.#landsOnDay = true;
    void this.#toTop();
  }

  /** One step back, to what was shown before; `false` on the first screen. */
  back(): boolean {
    this.#landsOnDay = false;
    if (!this.state || this.choosing === "first") return false;
    if (this.recording) this.recording = false;
    else if (this.choosing) this.choosing = null;
    else if (!this.#interview?.back()) this.choosing = "first";
    return true;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("policy")) {
      this.document = this.policy?.document;
      this.#forget();
    }
    if (this.policy && (changed.has("policy") || changed.has("kept"))) this.#goOn(this.policy);
    const lang = nearestLocale(this.locale);
    // Written anew, the same language too has everything within styled anew.
    if (this.lang !== lang) this.lang = lang;
  }

  protected override render(): TemplateResult {
    if (!this.policy) return html`<slot></slot>`;
    return html`<div
      class="page"
      part="page"
      @kaibo-start=${this.#start}
      @kaibo-answer=${this.#answer}
      @kaibo-skip=${(event: CustomEvent<SkipDetail>) => this.#interview?.skip(event.detail.fact)}
      @kaibo-edit=${(event: CustomEvent<EditDetail>) => this.#interview?.goTo(event.detail.fact)}
      @kaibo-parameter=${this.#tell}
      @kaibo-programme=${(event: CustomEvent<ProgrammeDetail>) => this.#begin(event.detail.programme, this.state?.asOf ?? this.#today())}
      @kaibo-record=${() => this.#record()}
      @kaibo-recorded=${() => this.back()}
      @kaibo-ledger=${this.#keepLedger}
      @kaibo-plan=${(event: CustomEvent<PlanDetail>) => this.#interview?.setPlannedBroadcasts(event.detail.days)}
      @kaibo-begin=${({ detail }: CustomEvent<BeginDetail>) => {
        if (detail.at === "day") this.chooseDay();
        else this.choosing = "again";
      }}
      @kaibo-restart=${() => this.#restart()}
    >
      ${this.bare ? nothing : this.#header()} ${this.recording ? this.#bar(nothing) : this.#screen()} ${this.#ledger()}
      ${this.bare ? nothing : html`<kaibo-basis exportparts=${parts} .locale=${this.locale} .document=${this.document} .digest=${this.policy.digest}></kaibo-basis>`}
      <slot name="footer"></slot>
    </div>`;
  }

  protected override updated(): void {
    const detail = this.#step();
    const before = this.#shown;
    const same = before?.screen === detail.screen && before.fact === detail.fact && before.depth === detail.depth;
    if (!this.policy || same) return;
    this.#shown = detail;
    this.send<StepDetail>("kaibo-step", detail);
    // By the last answer the verdict is there.
    if (detail.screen !== "start") void this.#await("verdict");
    if (detail.screen === "verdict" && this.state)
      this.send<VerdictDetail>("kaibo-verdict", { assessment: this.state.assessment });
    // Behind the broadcasts the interview may go on: they stay where they are.
    const stays = before?.screen === "ledger" && detail.screen === "ledger";
    if (before && !stays) void this.#toTop();
  }

  #header(): TemplateResult {
    const { page } = this.words.messages;
    const other = locales().find((locale) => locale !== nearestLocale(this.locale));
    return html`<header part="header">
      <slot name="header"><span class="brand" part="brand">${page.brand}</span></slot>
      <button type="button" class="link" part="button-link" id="language" lang=${other ?? ""} aria-label=${page.switchLanguageLabel} @click=${() => this.#speak(other)}>
        ${page.switchLanguage}
      </button>
    </header>`;
  }

  #screen(): TemplateResult {
    const state = this.state;
    if (!state || this.choosing) return this.#startScreen();
    if (state.current === null) {
      if (this.arrivals.verdict !== "loaded") {
        return html`${this.#bar(nothing)}${this.#awaited("verdict", this.words.messages.forming.done)}`;
      }
      return html`${this.#bar(nothing)}<kaibo-verdict exportparts=${parts} .locale=${this.locale} .document=${this.document} .state=${state}><slot name="actions" slot="actions"></slot></kaibo-verdict>`;
    }
    const remaining = this.words.say(this.words.messages.question.remaining, { count: state.remaining - 1 });
    return html`${this.#bar(html`<span class="small" id="remaining">${remaining}</span>`)}
      <kaibo-question exportparts=${parts} .locale=${this.locale} .document=${this.document} .state=${state}></kaibo-question>
      <p class="small forming" part="status" role="status">${this.#forming(state)}</p>
      ${
        state.assessment.outcome === "undetermined"
          ? nothing
          : html`<button type="button" class="link see" part="button-link" id="see" @click=${() => this.#interview?.goTo(null)}>
              ${this.words.messages.forming.see}
            </button>`
      }`;
  }

  /** The broadcasts. Once shown they are only hidden: what is typed there must not be lost on the way. */
  #ledger(): TemplateResult | typeof nothing {
    const { ledger } = this.words.messages;
    if (!this.state) return nothing;
    if (this.arrivals.ledger === "loaded")
      return html`<kaibo-ledger exportparts=${parts}
        ?hidden=${!this.recording}
        .locale=${this.locale}
        .document=${this.document}
        .state=${this.state}
      ></kaibo-ledger>`;
    return this.recording ? this.#awaited("ledger", ledger.heading) : nothing;
  }

  /** What stands in the place of what is not there yet, or did not come. */
  #awaited(part: LaterPart, heading: string): TemplateResult {
    const { loadFailed, retry } = this.words.messages.ledger;
    const failed = html`<p role="alert">${loadFailed}</p>
      <button type="button" class="choice" part="button-choice" @click=${() => this.#await(part)}>${retry}</button>`;
    return html`<h1 part="heading" tabindex="-1">${heading}</h1>
      ${this.arrivals[part] === "failed" ? failed : nothing}`;
  }

  #startScreen(): TemplateResult {
    return html`${this.choosing === "again" ? this.#bar(nothing) : nothing}
      <kaibo-start exportparts=${parts}
        .locale=${this.locale}
        .document=${this.document}
        .programme=${this.state?.programme ?? this.programme}
        .asOf=${this.state?.asOf ?? (this.asOf || this.#today())}
        .error=${this.state?.errors.asOf ?? this.refused}
        .today=${this.#today()}
        .running=${this.choosing === "again" || this.#begun}
      ></kaibo-start>`;
  }

  #bar(end: unknown): TemplateResult {
    return html`<div class="bar" part="navigation">
      <button type="button" id="back" part="button-link" @click=${() => this.back()}>${angleBack(22)}${this.words.messages.question.back}</button>
      ${end}
    </div>`;
  }

  /** What is certain so far. Never "not eligible": that is a verdict, and comes with the answer that made it so. */
  #forming(state: InterviewState): string {
    const { forming } = this.words.messages;
    const met = state.assessment.criteria.filter(({ kind, result }) => kind !== "risk" && result === "met").length;
    if (state.assessment.outcome !== "undetermined") return forming.done;
    return met === 0 ? forming.none : this.words.say(forming.some, { count: met });
  }

  /** What there is now. */
  #kept(): KeptJourney {
    const { state } = this;
    if (!state) return this.kept ?? NOTHING;
    const { programme, answers, skipped, parameters, ledger, plannedBroadcasts } = state;
    const asOf = state.asOf === state.today ? null : state.asOf;
    return { programme, asOf, answers, skipped, parameters, ledger, plannedBroadcasts };
  }

  #sayKept(): void {
    const kept = this.#kept();
    if (this.#said && same(kept, this.#said)) return;
    this.#said = kept;
    this.send<KeptDetail>("kaibo-kept", { kept });
  }

  /** Whether anything was answered yet. */
  get #begun(): boolean {
    return this.state !== undefined && Object.keys(this.state.answers).length + this.state.skipped.length > 0;
  }

  #today(): string {
    return todayAt(this.words.document?.utcOffset ?? "+00:00");
  }

  #start(event: CustomEvent<StartDetail>): void {
    this.#landsOnDay = false;
    const { programme, asOf, forget } = event.detail;
    if (this.#interview && this.state?.programme === programme) {
      if (this.#interview.setAsOf(asOf, { forget })) this.choosing = null;
    } else {
      this.#begin(programme, asOf, forget);
    }
  }

  /** Begins with a programme on a day, with the answers there are; a refused day stays on the first screen. */
  #begin(programme: string, asOf: string, forget: readonly string[] = []): void {
    if (!this.policy) return;
    const begun = this.#begunOn(this.policy, programme, asOf, forget);
    if (!begun) return;
    this.#follow(begun);
    this.choosing = null;
    this.recording = false;
    this.#sayKept();
  }

  /** An interview that begins on a day; none where the day is refused. */
  #begunOn(policy: Policy, programme: string, asOf: string, forget: readonly string[]): Interview | undefined {
    const kept = this.#kept();
    const answers = Object.fromEntries(Object.entries(kept.answers).filter(([fact]) => !forget.includes(fact)));
    try {
      return createInterview(policy, programme, optionsOf({ ...kept, answers, asOf }));
    } catch {
      // What refuses the day, and what it disagrees with, an interview of another day says.
      const trial = createInterview(policy, programme, optionsOf({ ...kept, asOf: null }));
      if (trial.setAsOf(asOf, { forget })) return createInterview(policy, programme, optionsOf(trial.state));
      this.refused = trial.state.errors.asOf;
      return undefined;
    }
  }

  /** Goes on with what was kept, unless that is what there is already. */
  #goOn(policy: Policy): void {
    const { kept, state } = this;
    // A page can stay open past midnight: what is judged as of today is judged anew.
    if (!kept || (state && same(kept, this.#kept()) && state.today === this.#today())) return;
    const programme = kept.programme || state?.programme;
    if (programme === undefined) return;
    const goesOn = state?.programme === programme;
    const wasBegun = this.#begun;
    const shown = { current: state?.current ?? null, choosing: this.choosing, recording: this.recording };
    const isAnswered = (by: InterviewState) =>
      by.skipped.includes(shown.current ?? "") ||
      by.questions.some(({ fact, answered }) => answered && fact === shown.current);
    this.#follow(createInterview(policy, programme, optionsOf(kept)));
    this.choosing = goesOn && (wasBegun || !this.#begun) ? shown.choosing : this.#begun ? null : "first";
    this.recording = goesOn && shown.recording;
    // A question that was answered elsewhere meanwhile is not to be answered again.
    const isSettled = state && this.state && !isAnswered(state) && isAnswered(this.state);
    this.#said = this.#kept();
    if (goesOn && shown.current !== null && !isSettled) this.#interview?.goTo(shown.current);
  }

  #follow(interview: Interview): void {
    this.#unfollow?.();
    this.#interview = interview;
    this.#unfollow = interview.subscribe((state) => {
      this.state = state;
      this.#sayKept();
    });
    this.refused = undefined;
    this.state = interview.state;
  }

  /** Begins anew: answers are given up, and what is recorded or told stays. */
  #restart(): void {
    const { state } = this;
    if (!this.policy || !state) return;
    const { parameters, ledger, plannedBroadcasts } = state;
    this.#follow(createInterview(this.policy, state.programme, { parameters, ledger, plannedBroadcasts }));
    this.choosing = "first";
    this.recording = false;
    this.#sayKept();
  }

  #forget(): void {
    this.#unfollow?.();
    this.#unfollow = undefined;
    this.#interview = undefined;
    this.state = undefined;
    this.refused = undefined;
    this.choosing = "first";
    this.recording = false;
    // What was typed there belonged to the other policy.
    this.arrivals = { ...this.arrivals, ledger: "not-yet" };
  }

  #record(): void {
    this.recording = true;
    void this.#await("ledger");
  }

  /** Loads what loads later. Where it is waited for, it is shown from its top. */
  async #await(part: LaterPart): Promise<void> {
    if (this.arrivals[part] === "loaded") return;
    this.arrivals = { ...this.arrivals, [part]: "not-yet" };
    const arrival = await laterParts[part]().then(
      () => "loaded" as const,
      () => "failed" as const,
    );
    this.arrivals = { ...this.arrivals, [part]: arrival };
    if (this.#shown?.screen === part) void this.#toTop();
  }

  #keepLedger(event: CustomEvent<LedgerDetail>): void {
    const { ledger, forget } = event.detail;
    if (!this.#interview?.setLedger(ledger, { forget })) event.preventDefault();
  }

  #answer(event: CustomEvent<AnswerDetail>): void {
    const { fact, value, forget } = event.detail;
    this.#interview?.answer(fact, value, { forget });
  }

  #tell(event: CustomEvent<ParameterDetail>): void {
    const { parameter, told } = event.detail;
    if (!this.#interview?.setParameter(parameter, told)) return;
    // A table bears on the progress it stands at, and on nothing above.
    if (told === null || typeof told.value === "object") return;
    this.send<VerdictDetail>("kaibo-verdict", { assessment: this.#interview.state.assessment });
    void this.#toTop();
  }

  #speak(locale: string | undefined): void {
    if (locale === undefined) return;
    this.locale = locale;
    this.send<LocaleDetail>("kaibo-locale", { locale });
  }

  /** The broadcasts are there, or could not be loaded. */
  get #showsLedger(): boolean {
    return this.recording && this.arrivals.ledger !== "not-yet";
  }

  #step(): StepDetail {
    const { state, depth } = this;
    if (this.#showsLedger) return { screen: "ledger", fact: null, depth };
    if (!state || this.choosing) return { screen: "start", fact: null, depth };
    return { screen: state.current === null ? "verdict" : "question", fact: state.current, depth };
  }

  /** Shows a new screen from its top and moves the focus to its heading. */
  async #toTop(): Promise<void> {
    await this.updateComplete;
    const screens = "kaibo-start, kaibo-question, kaibo-verdict, kaibo-ledger:not([hidden])";
    const screen = this.renderRoot.querySelector<KaiboElement>(screens) ?? this;
    await screen.updateComplete;
    if (this.#landsOnDay && screen instanceof KaiboStart) return screen.focusDay();
    screen.focusHeading();
    this.scrollIntoView({ block: "start" });
  }
}

/** What another interview begins with. */
function optionsOf(kept: Omit<KeptJourney, "programme">): InterviewOptions {
  const { asOf, answers, skipped, parameters, ledger, plannedBroadcasts } = kept;
  return { answers, skipped, parameters, ledger, plannedBroadcasts, ...(asOf === null ? {} : { asOf }) };
}

function same(one: KeptJourney, other: KeptJourney): boolean {
  const keys = Object.keys(NOTHING) as (keyof KeptJourney)[];
  return keys.every((key) => one[key] === other[key] || canonical(one[key]) === canonical(other[key]));
}

/** The same text for the same content, in whatever order it was written. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)))
      : part,
  );
}

define("kaibo-checker", KaiboChecker);

declare global {
  interface HTMLElementTagNameMap {
    "kaibo-checker": KaiboChecker;
  }
}
