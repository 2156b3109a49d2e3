// The policy as a page: where it comes from, clause by clause, programme by programme, what is not published, and what
// is assumed. All of it is what the document says.

import { todayAt } from "kaibo/interview";
import { html, nothing, type PropertyDeclarations, svg, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { copied } from "../../app/clipboard.js";
import { printWhole } from "../../app/print.js";
import { Screen } from "../screen.js";
import { type Parameter, type Policy, policyOf } from "./document.js";
import { assumptionEntry, body, clauseWay, type Frame, proceedings, way, waysTo } from "./entries.js";
import { officialYears, versionOn, type Years } from "./in-time.js";
import {
  anchorOf,
  type Body,
  type ClauseOutline,
  clausesWith,
  dependentsOf,
  type Outline,
  outlineOf,
  type ProgrammeOutline,
} from "./outline.js";
import { style } from "./style.js";
import { tierLines } from "./tier-table.js";
import { type PolicyScreenWords, words } from "./words.js";
import "./told.js";

/** A section of the screen. */
interface Section {
  readonly anchor: string;
  readonly title: string;
  readonly content: TemplateResult;
}

const SEARCH = "policy.search";
const CONTENTS = "contents";
const SHARED = sectionAnchor("shared");
const SHORT_DIGEST = 12;

export class PagePolicy extends Screen {
  static override properties: PropertyDeclarations = {
    ...Screen.properties,
    wholeDigest: { state: true },
    copied: { state: true },
  };

  static override styles = [...[Screen.styles].flat(), style];

  /** All of the digest is shown. */
  declare protected wholeDigest: boolean;
  /** What came of copying it. */
  declare protected copied: "" | "digestCopied" | "digestNotCopied";

  #outline: Outline | undefined;
  #years: Years | null = null;
  #stopPrinting: (() => void) | undefined;

  constructor() {
    super();
    this.wholeDigest = false;
    this.copied = "";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopPrinting = printWhole(this.renderRoot);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopPrinting?.();
  }

  protected override get restsHidden(): boolean {
    return true;
  }

  protected override render(): TemplateResult {
    const outline = this.#outlined();
    const sections = this.#sections(outline);
    const { mine } = this.#frame;
    return html`<div class="page">
      <h1 tabindex="-1">${mine.heading}</h1>
      <p class="intro">${this.words.text(this.#policy.title)}</p>
      ${this.#warning(outline)} ${this.#head()}
      <nav class="card" data-anchor=${CONTENTS} aria-labelledby="contents">
        <h2 id="contents">${mine.contents}</h2>
        <ul>
          ${sections.map(
            ({ anchor, title }) =>
              html`<li><button type="button" @click=${() => this.#jump(anchor)}>${title}</button></li>`,
          )}
        </ul>
      </nav>
      ${sections.map(
        ({ anchor, title, content }) => html`<section>
          <h2 data-anchor=${anchor}>${title}</h2>
          ${content}
          <button type="button" class="link back" @click=${() => this.#jump(CONTENTS)}>${mine.toContents}</button>
        </section>`,
      )}
    </div>`;
  }

  get #policy(): Policy {
    return policyOf(this.app.policy.document);
  }

  get #frame(): Frame & { readonly mine: PolicyScreenWords } {
    return {
      words: this.words,
      mine: this.in(words),
      document: this.#policy,
      jump: (anchor) => void this.#jump(anchor),
    };
  }

  get #today(): string {
    return todayAt(this.#policy.utcOffset);
  }

  /** The document never changes while it is shown. */
  #outlined(): Outline {
    if (this.#outline) return this.#outline;
    const reviewed = this.#policy.programmes.find(({ procedure }) => procedure?.some(({ review }) => review));
    this.#years = reviewed ? officialYears(this.app.policy, reviewed.id, this.#today) : null;
    this.#outline = outlineOf(this.#policy);
    return this.#outline;
  }

  #sections(outline: Outline): readonly Section[] {
    const { mine } = this.#frame;
    const { programmes, parameters = [], assumptions = [] } = this.#policy;
    const unpublished = parameters.filter(({ published }) => published == null);
    const published = parameters.filter(({ published }) => published != null);
    const section = (id: string, title: string, content: TemplateResult, isThere: boolean): readonly Section[] =>
      isThere ? [{ anchor: sectionAnchor(id), title, content }] : [];
    const shared = this.words.say(mine.shared, { count: programmes.length });
    return [
      ...section("clauses", mine.clauses, this.#clauses(outline.clauses), outline.clauses.length > 0),
      ...section("shared", shared, this.#shared(outline.shared), !isEmpty(outline.shared)),
      ...outline.programmes.map((one) => this.#programme(one, outline.shared, shared)),
      ...section("unused", mine.unused, this.#body(outline.unused), !isEmpty(outline.unused)),
      ...section("unpublished", mine.parameters, this.#unpublished(outline, unpublished), unpublished.length > 0),
      ...section("published", mine.publishedParameters, this.#published(outline, published), published.length > 0),
      ...section("assumptions", mine.assumptions, this.#assumptions(), assumptions.length > 0),
      ...section("days", mine.businessDays, this.#businessDays(), this.#hasReview),
    ];
  }

  #warning({ warning }: Outline): TemplateResult | typeof nothing {
    if (!warning) return nothing;
    const { caveat, anchor } = warning;
    return html`<div
      class="warning entry"
      role="note"
      data-kind=${caveat.kind}
      data-id=${caveat.id}
      data-anchor=${anchor}
    >
      ${warningSign}
      <p>${this.words.text(caveat.title)}</p>
    </div>`;
  }

  #head(): TemplateResult {
    const { mine } = this.#frame;
    const { version, published, source } = this.#policy;
    const { confidence, decides } = this.words.messages.policy;
    const trust = this.words.messages.confidence[source.confidence];
    const isOfficial = source.confidence === "official";
    return html`<div class="card head">
      <dl>
        <dt>${mine.version}</dt>
        <dd>${version}</dd>
        <dt>${mine.effective}</dt>
        <dd>${this.#effective()}</dd>
        ${this.#days()}
        <dt>${mine.confidence}</dt>
        <dd>${this.words.say(isOfficial ? this.words.messages.policy.official : confidence, { confidence: trust })}</dd>
        <dt>${mine.decidesLabel}</dt>
        <dd>${decides}</dd>
      </dl>
      <details>
        <summary>${mine.aboutSource}</summary>
        <dl>
          <dt>${mine.source}</dt>
          <dd>
            <p>${this.words.text(source.title)}</p>
            ${source.url?.startsWith("https://") ? html`<p><a href=${source.url} target="_blank" rel="noopener noreferrer">${source.url}</a></p>` : nothing}
            <p class="small">${this.words.text(source.note)}</p>
          </dd>
          <dt>${mine.published}</dt>
          <dd>${published ? this.words.day(published) : mine.notPublished}</dd>
          <dt>${mine.timeZone}</dt>
          <dd>${this.words.zone()}</dd>
          ${this.#digest()}
        </dl>
      </details>
    </div>`;
  }

  #effective(): string {
    const { mine } = this.#frame;
    const { from, until } = this.#policy.effective;
    const said = { from: this.words.day(from ?? ""), until: this.words.day(until ?? "") };
    if (from && until) return this.words.say(mine.effectiveBoth, said);
    if (from) return this.words.say(mine.effectiveFrom, said);
    return until ? this.words.say(mine.effectiveUntil, said) : mine.effectiveOpen;
  }

  /** By which version today is assessed, and the day of submission, where another one was chosen. */
  #days(): readonly TemplateResult[] {
    const { mine } = this.#frame;
    const { asOf } = this.app.account;
    const days = [
      { title: mine.today, day: this.#today },
      ...(asOf === null || asOf === this.#today ? [] : [{ title: mine.submission, day: asOf }]),
    ];
    return days.map(({ title, day }) => {
      const { version, inForce } = versionOn(this.app.policy, day);
      return html`<dt>${title}</dt>
        <dd>
          ${this.words.say(mine.judgedBy, { day: this.words.day(day), version })}
          ${inForce ? nothing : html`<p class="small">${this.words.messages.engineCaveat["not-in-force"]}</p>`}
        </dd>`;
    });
  }

  #digest(): TemplateResult {
    const { mine } = this.#frame;
    const { digest } = this.app.policy;
    return html`<dt>${mine.digest}</dt>
      <dd>
        <p class="digest" data-digest>
          ${this.wholeDigest ? digest : html`<span class="printed">${digest}</span><span class="short">${digest.slice(0, SHORT_DIGEST)}…</span>`}
        </p>
        <p class="small">${mine.digestHelp}</p>
        <div class="row">
          <button
            type="button"
            class="link"
            aria-expanded=${this.wholeDigest ? "true" : "false"}
            @click=${() => {
              this.wholeDigest = !this.wholeDigest;
            }}
          >
            ${this.wholeDigest ? mine.digestShort : mine.digestAll}
          </button>
          <button type="button" class="link" @click=${() => void this.#copy(digest)}>${mine.digestCopy}</button>
        </div>
        <p class="small" role="status">${this.copied === "" ? "" : mine[this.copied]}</p>
      </dd>`;
  }

  async #copy(digest: string): Promise<void> {
    const isCopied = await copied(digest);
    if (!isCopied) this.wholeDigest = true;
    this.copied = isCopied ? "digestCopied" : "digestNotCopied";
  }

  #clauses(clauses: readonly ClauseOutline[]): TemplateResult {
    const { mine } = this.#frame;
    const query = this.app.account.typed[SEARCH] ?? "";
    const isSearching = query.trim() !== "";
    const found = isSearching ? clausesWith(clauses, query, (text) => this.words.text(text)) : clauses;
    const said = isSearching ? mine.found : mine.all;
    return html`<p class="small">${mine.clausesIntro}</p>
      <div class="search" role="search">
        <label for="search">${mine.search}</label>
        <input
          id="search"
          type="search"
          autocomplete="off"
          placeholder=${this.#searchExample(clauses)}
          .value=${query}
          @input=${this.#search}
          @compositionend=${this.#search}
        />
        <button type="button" class="link" ?hidden=${query === ""} @click=${this.#clearSearch}>${mine.searchClear}</button>
      </div>
      <p class="small found" role="status">${this.words.say(said, { count: found.length, all: clauses.length })}</p>
      <ul class="card entries clauses" ?hidden=${found.length === 0}>
        ${repeat(
          found,
          ({ id }) => id,
          (clause) => this.#clause(clause, isSearching),
        )}
      </ul>`;
  }

  /** A clause of this policy: its number, and what it is about. */
  #searchExample(clauses: readonly ClauseOutline[]): string {
    const example = clauses.find(({ clause }) => clause);
    const about = this.words.text(example?.clause?.title);
    return about === "" ? "" : this.words.say(this.in(words).searchExample, { clause: example?.id ?? "", about });
  }

  #clause({ id, clause, citations }: ClauseOutline, isOpen: boolean): TemplateResult {
    const { mine } = this.#frame;
    return html`<li class="entry" data-clause=${id}>
      <details class="clause" data-anchor=${anchorOf("clause", id)} ?open=${isOpen}>
        <summary><span class="number">${id}</span><span>${this.words.text(clause?.title)}</span></summary>
        <div>
          <p>${clause ? this.words.text(clause.says) : mine.notRestated}</p>
          ${
            citations.length === 0
              ? html`<p class="small">${mine.usedByNothing}</p>`
              : html`<div>
                  <p class="label">${mine.usedBy}</p>
                  ${waysTo(this.#frame, citations)}
                </div>`
          }
        </div>
      </details>
    </li>`;
  }

  /** What is being composed is not yet a word. */
  #search(event: Event): void {
    if (event instanceof InputEvent && event.isComposing) return;
    this.app.type(SEARCH, (event.target as HTMLInputElement).value);
  }

  #clearSearch(): void {
    this.app.type(SEARCH, "");
    this.renderRoot.querySelector<HTMLElement>("#search")?.focus();
  }

  #shared(shared: Body): TemplateResult {
    return html`<p class="small">${this.#frame.mine.sharedIntro}</p>
      ${this.#body(shared)}`;
  }

  /** What stands at the top of the screen is not said again. */
  #body({ rules, caveats }: Body, place = ""): TemplateResult {
    const said = this.#outlined().warning?.caveat;
    return body(this.#frame, { rules, caveats: caveats.filter((caveat) => caveat !== said) }, place);
  }

  #programme(outline: ProgrammeOutline, shared: Body, sharedTitle: string): Section {
    const { mine } = this.#frame;
    const { programme } = outline;
    const count = shared.rules.length + shared.caveats.length;
    const content = html`<div
        class="entry"
        data-kind="programme"
        data-id=${programme.id}
      >
        <header>
          <p>${this.words.text(programme.summary)}</p>
          ${clauseWay(this.#frame, programme.clause)}
        </header>
        ${count === 0 ? nothing : html`<p>${way(this.#frame, SHARED, this.words.say(mine.seeShared, { title: sharedTitle, count }))}</p>`}
      </div>
      ${this.#body(outline, programme.id)} ${proceedings(this.#frame, programme)}`;
    return { anchor: anchorOf("programme", programme.id), title: this.words.text(programme.title), content };
  }

  #unpublished(outline: Outline, parameters: readonly Parameter[]): TemplateResult {
    return html`<p class="small">${this.#frame.mine.parametersIntro}</p>
      ${parameters.map((parameter) => this.#parameter(outline, parameter, this.#told(parameter)))}`;
  }

  #published(outline: Outline, parameters: readonly Parameter[]): TemplateResult {
    return html`${parameters.map((parameter) => this.#parameter(outline, parameter, this.#valueOf(parameter)))}`;
  }

  #parameter(outline: Outline, parameter: Parameter, value: TemplateResult): TemplateResult {
    const { mine } = this.#frame;
    const { id, title, clause, published } = parameter;
    const dependents = dependentsOf(outline, id);
    const isKnown = published != null || id in this.app.account.parameters;
    return html`<article class="card entry parameter" data-kind="parameter" data-id=${id} data-anchor=${anchorOf("parameter", id)}>
      <header>
        <h3>${this.words.text(title)}</h3>
        ${clauseWay(this.#frame, clause)}
      </header>
      ${value}
      ${
        dependents.length === 0
          ? nothing
          : html`<div>
              <p class="label">${isKnown ? mine.dependsOn : mine.depends}</p>
              ${waysTo(this.#frame, dependents)}
            </div>`
      }
    </article>`;
  }

  #told({ id }: Parameter): TemplateResult {
    const tasks = this.#policy.programmes.flatMap(({ tasks }) => tasks ?? []);
    const metrics = tasks.filter(({ table }) => table === id).flatMap((task) => task.metrics ?? []);
    return html`<page-policy-told .app=${this.app} .parameter=${id} .metrics=${metrics}></page-policy-told>`;
  }

  #valueOf({ id, help, published }: Parameter): TemplateResult {
    const value =
      typeof published === "object" && published !== null
        ? html`<ul class="bullets">
            ${tierLines(this.words, this.#policy, published, this.#frame.mine.reward).map((line) => html`<li>${line}</li>`)}
          </ul>`
        : html`<p>${this.words.value(published ?? "", id)}</p>`;
    return html`${value}
      <p class="small">${this.words.text(help)}</p>`;
  }

  #assumptions(): TemplateResult {
    return html`<ul class="card entries">
      ${(this.#policy.assumptions ?? []).map((assumption) => assumptionEntry(this.#frame, assumption))}
    </ul>`;
  }

  get #hasReview(): boolean {
    return this.#policy.programmes.some(({ procedure }) => procedure?.some(({ review }) => review));
  }

  #businessDays(): TemplateResult {
    const { mine } = this.#frame;
    const years = this.#years;
    const said = years
      ? this.words.say(mine.businessDaysKnown, { from: String(years.from), through: String(years.through) })
      : mine.businessDaysUnknown;
    return html`<p class="card">${said}</p>`;
  }

  /** Goes to an entry: opens what it stands in, and puts the focus on it. */
  async #jump(anchor: string): Promise<void> {
    if (!this.#find(anchor)) {
      // A clause that the search has left out.
      this.app.type(SEARCH, "");
      await this.updateComplete;
    }
    const target = this.#find(anchor);
    if (!target) return;
    for (let within: Element | null = target; within; within = within.parentElement) {
      if (within instanceof HTMLDetailsElement) within.open = true;
    }
    target.tabIndex = -1;
    target.addEventListener("blur", () => target.removeAttribute("tabindex"), { once: true });
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "start" });
  }

  #find(anchor: string): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>(`[data-anchor="${CSS.escape(anchor)}"]`);
  }
}

/** It says what the words beside it say. */
const warningSign = svg`<svg aria-hidden="true" width="20" height="20" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.4" stroke-linecap="round"><path d="M12 5v9M12 18.6v.1"></path></svg>`;

function sectionAnchor(id: string): string {
  return `section ${id}`;
}

function isEmpty({ rules, caveats }: Body): boolean {
  return rules.length + caveats.length === 0;
}

customElements.define("page-policy", PagePolicy);
