// The frame of the page: the header, the screen, the bar at its foot, and what is said for a while.

import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";
import { html as staticHtml, unsafeStatic } from "lit/static-html.js";

import "kaibo/elements/basis";
import "kaibo/elements/checker";
import { todayAt } from "kaibo/interview";
import { locales } from "kaibo/locales";
import type { App } from "./app/app.js";
import { ANSWERS, FROM_LINK, Router } from "./app/router.js";
import { icons } from "./icons.js";
import type { PageCheck } from "./screens/check.js";
import { type Address, screens } from "./screens/index.js";
import { Screen } from "./screens/screen.js";
import { shellWords } from "./shell-words.js";

/** The screens that judge: they say by what. */
const JUDGES: readonly Address[] = ["check", "planner", "roster"];
/** What is left free around a notice, in pixels. */
const NOTICE_GAP = 24;

/** The page. It is given the `app`. */
export class KaiboPage extends Screen {
  static override properties: PropertyDeclarations = {
    ...Screen.properties,
    address: { state: true },
    failed: { state: true },
    loaded: { state: true },
  };

  static override styles = [
    ...[Screen.styles].flat(),
    css`
      :host {
        --kaibo-inset-bottom: calc(53px + var(--_notice, 0px) + env(safe-area-inset-bottom));
        display: grid;
        grid-template-rows: auto 1fr auto;
        min-height: 100vh;
        min-height: 100dvh;
      }

      header {
        box-sizing: border-box;
        display: flex;
        align-items: center;
        gap: 8px;
        width: 100%;
        max-width: 592px;
        min-height: 52px;
        margin: 0 auto;
        padding: 0 16px;
      }

      .brand {
        font-weight: 600;
      }

      .account {
        min-width: 0;
        max-width: 50%;
        margin-inline-start: auto;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
        color: var(--_link);
        font-size: 15px;
        line-height: 44px;
        text-decoration: none;
      }

      .banner {
        max-width: 560px;
        margin: 0 16px 8px;
        padding: 10px 14px;
        border-radius: var(--_radius);
        background: var(--_warn-wash);
        font-size: 15px;
      }

      @media (min-width: 592px) {
        .banner {
          margin-inline: auto;
        }
      }

      main {
        min-width: 0;
        padding-bottom: var(--_notice, 0px);
      }

      .basis[hidden] {
        display: none;
      }

      .basis {
        box-sizing: border-box;
        max-width: 592px;
        margin: 0 auto;
        padding: 16px 16px 24px;
      }

      kaibo-basis {
        padding-top: 16px;
        border-top: 1px solid var(--_separator);
      }

      nav {
        position: sticky;
        bottom: 0;
        z-index: 1;
        background: var(--_surface);
        border-top: 1px solid var(--_separator);
        padding-bottom: env(safe-area-inset-bottom);
      }

      nav ul {
        display: grid;
        grid-template-columns: repeat(4, minmax(0, 1fr));
        max-width: 592px;
        margin: 0 auto;
      }

      nav a {
        display: grid;
        justify-items: center;
        gap: 2px;
        min-height: 52px;
        padding: 6px 2px 4px;
        color: var(--_text-secondary);
        font-size: 12px;
        line-height: 1.3;
        text-align: center;
        text-decoration: none;
        -webkit-tap-highlight-color: transparent;
      }

      nav a:focus-visible {
        outline-offset: -3px;
      }

      nav a[aria-current] {
        color: var(--_good);
        font-weight: 600;
      }

      .notice {
        position: fixed;
        z-index: 2;
        inset: auto 16px calc(72px + env(safe-area-inset-bottom));
        display: flex;
        align-items: center;
        justify-content: space-between;
        gap: 12px;
        max-width: 528px;
        margin: 0 auto;
        padding: 6px 8px 6px 16px;
        border-radius: var(--_radius);
        background: #333;
        color: #fff;
        font-size: 15px;
      }

      .notice:empty {
        display: none;
      }

      .notice span {
        flex: auto;
      }

      .notice button {
        flex: none;
        padding: 0 12px;
        color: #9fdcff;
        font-size: 15px;
      }

      @media print {
        header,
        nav,
        .notice,
        .banner {
          display: none;
        }
      }
    `,
  ];

  /** The screen that is shown. */
  declare protected address: Address;
  /** It could not be loaded. */
  declare protected failed: boolean;
  /** Those that are there. */
  declare protected loaded: ReadonlySet<Address>;

  readonly #router: Router;
  /** What of the check the link that was followed leads to. */
  #lands: string | undefined;
  #noticeHeight = 0;
  /** What of the screens had the focus last. */
  #before: EventTarget | undefined;

  constructor() {
    super();
    this.failed = false;
    this.loaded = new Set(["check"]);
    this.#router = new Router(
      (address) => void this.#show(address),
      () => this.#screenOf(this.address)?.goToStart(),
    );
    this.address = "check";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener("click", (event) => {
      const [link] = event.composedPath();
      const anchor = link instanceof Element ? link.closest("a") : null;
      const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
      if (!anchor || !isPlain) return;
      this.#lands = anchor.dataset.lands;
      if (this.#router.follow(anchor)) event.preventDefault();
    });
    if (this.#router.address !== "check") void this.#show(this.#router.address);
  }

  /** Takes the answers an address carries as an account of their own, and takes them out of the address. */
  async #adopt(): Promise<void> {
    const { hash } = location;
    if (!hash.startsWith(ANSWERS)) return;
    const link = () => this.in(shellWords).link;
    try {
      const { answersIn } = await import("./app/link.js");
      const journey = await answersIn(hash);
      history.replaceState(history.state, "", `${location.pathname}${location.search}`);
      if (typeof journey === "string") {
        this.app.say({ words: () => link()[journey] });
        return;
      }
      const before = this.app.account.id;
      const name = this.words.say(link().name, { day: this.words.day(todayAt(this.policyWords.utcOffset)) });
      const id = await this.app.add({ ...journey, name, done: [FROM_LINK] });
      const undo = () => this.app.use(before).then(() => this.app.remove(id));
      const drop = { words: () => link().undo, run: () => void undo().catch(console.warn) };
      this.app.say({ words: () => link().taken, action: drop });
    } catch {
      const again = { words: () => this.in(shellWords).retry, run: () => void this.#adopt() };
      this.app.say({ words: () => link().failed, action: again });
    }
  }

  protected override firstUpdated(): void {
    void this.#adopt();
    addEventListener("hashchange", () => void this.#adopt());
    const check = this.renderRoot.querySelector<PageCheck>("page-check");
    if (check) this.#router.keepSteps(check);
  }

  /** What is said at the foot must not stand on what is to be pressed, nor on the end of the page. */
  protected override updated(): void {
    // To measure it is to lay out the whole page: only where something is said.
    const height = this.app.notice ? (this.renderRoot.querySelector<HTMLElement>(".notice")?.offsetHeight ?? 0) : 0;
    if (height === this.#noticeHeight) return;
    this.#noticeHeight = height;
    this.style.setProperty("--_notice", `${height === 0 ? 0 : height + NOTICE_GAP}px`);
  }

  protected override appChanged(): void {
    super.appChanged();
    const { title, brand, screen } = this.in(shellWords);
    // Written anew, the same language too has the whole page styled anew.
    if (document.documentElement.lang !== this.app.locale) document.documentElement.lang = this.app.locale;
    document.title = this.address === "check" ? title : `${screen[this.address].name} · ${brand}`;
  }

  protected override render(): TemplateResult {
    const words = this.in(shellWords);
    const { digest, document } = this.app.policy;
    this.dataset.keeping = this.app.keeping;
    return html`${this.#header()} ${this.#banner()} ${this.#fromLink()} ${this.#takenOut()}
      <main
        @focusout=${(event: FocusEvent) => {
          [this.#before] = event.composedPath();
        }}
      >
        ${screens.filter(({ address }) => this.loaded.has(address)).map(({ address, element }) => this.#screen(address, element))}
        ${this.#waiting()}
        <div class="basis" ?hidden=${!JUDGES.includes(this.address)}>
          <kaibo-basis .locale=${this.locale} .document=${document} .digest=${digest}></kaibo-basis>
          <p class="small">${words.private}</p>
        </div>
      </main>
      ${this.#bar()}
      <div class="notice" role="status">${this.#notice()}</div>`;
  }

  #header(): TemplateResult {
    const words = this.in(shellWords);
    const other = locales().find((locale) => locale !== this.app.locale);
    const name = this.app.account.name || words.unnamed;
    return html`<header>
      <span class="brand">${words.brand}</span>
      <a class="account" href="#data" aria-label=${this.words.say(words.switchAccount, { name })}>${name}</a>
      <button
        type="button"
        class="link"
        id="language"
        lang=${other ?? ""}
        aria-label=${words.switchLanguageLabel}
        @click=${() => this.#speak(other)}
      >
        ${words.switchLanguage}
      </button>
    </header>`;
  }

  /** Whose answers they are, where they came with a link. */
  #fromLink(): TemplateResult | typeof nothing {
    const { link } = this.in(shellWords);
    if (!this.app.account.done.includes(FROM_LINK)) return nothing;
    return html`<div class="banner">
      <p>${link.theirs}</p>
      <button type="button" class="link" @click=${() => void this.#own()}>${link.own}</button>
    </div>`;
  }

  async #own(): Promise<void> {
    const own = this.app.accounts.find(({ done }) => !done.includes(FROM_LINK));
    if (own) await this.app.use(own.id);
    else await this.app.add();
    this.#router.go("check");
  }

  /** What of the account does not count for now. */
  #takenOut(): TemplateResult | typeof nothing {
    const { takenOut } = this.app;
    if (takenOut.length === 0) return nothing;
    const words = this.in(shellWords);
    const parts = takenOut.map(({ path }) => path.split("/"));
    const rows = new Set(parts.filter(([, part]) => part === "broadcasts").map(([, , row]) => row)).size;
    const named = parts.filter(([, part]) => part === "facts" || part === "parameters");
    const what = [
      ...new Set(named.map(([, , id = ""]) => this.words.title(id))),
      ...(rows === 0 ? [] : [this.words.say(words.broadcasts, { count: rows })]),
    ];
    return html`<p class="banner">${this.words.say(words.takenOut, { what: this.words.list(what) || words.rest })}</p>`;
  }

  /** What is wrong with the keeping. */
  #banner(): TemplateResult {
    const { unreadable } = this.app;
    return html`${this.#refusal()}
    ${
      unreadable > 0
        ? html`<p class="banner" role="alert">
            ${this.words.say(this.in(shellWords).unreadable, { count: unreadable })}
          </p>`
        : nothing
    }`;
  }

  #refusal(): TemplateResult | typeof nothing {
    const { keeping, trouble = "none" } = this.app;
    const words = this.in(shellWords);
    const isRefused = keeping === "refused";
    if (!isRefused && keeping !== "nowhere") return nothing;
    const link = trouble === "damaged" && !isRefused ? words.toDelete : words.toData;
    const isQuiet = trouble === "none" && !isRefused;
    return html`<div class="banner" role=${isQuiet ? nothing : "alert"}>
      <p>${isRefused && trouble !== "newer" ? words.refused : words.nowhere[trouble]}</p>
      ${isQuiet ? nothing : html`<a href="#data">${link}</a>`}
      ${isRefused ? html`<button type="button" class="link" @click=${() => this.app.retry()}>${words.retry}</button>` : nothing}
    </div>`;
  }

  /** A screen that is left stays as it is, hidden: what stands half typed in it is not lost. */
  #screen(address: Address, element: string): TemplateResult {
    const tag = unsafeStatic(element);
    return staticHtml`<${tag} data-screen=${address} .app=${this.app} ?hidden=${address !== this.address}></${tag}>`;
  }

  #waiting(): TemplateResult | typeof nothing {
    const words = this.in(shellWords);
    if (this.failed)
      return html`<div class="page" role="alert">
        <p>${words.loadFailed}</p>
        <button type="button" class="choice" @click=${() => void this.#show(this.address)}>${words.retry}</button>
      </div>`;
    return this.loaded.has(this.address) ? nothing : html`<p class="page" role="status">${words.loading}</p>`;
  }

  #bar(): TemplateResult {
    const words = this.in(shellWords);
    const current = screens.find(({ address }) => address === this.address);
    return html`<nav aria-label=${words.navigation}>
      <ul>
        ${screens
          .filter(({ place }) => place === "bar")
          .map(({ address }) => {
            const isHere = address === this.address || (address === "more" && current?.place === "more");
            return html`<li>
              <a href="#${address}" aria-current=${isHere ? "page" : nothing}>${icons[address as keyof typeof icons]}${words.screen[address].name}</a>
            </li>`;
          })}
      </ul>
    </nav>`;
  }

  #notice(): TemplateResult | typeof nothing {
    const { notice } = this.app;
    if (!notice) return nothing;
    const { action, closed } = notice;
    const answer = (then: (() => void) | undefined) => () => {
      this.app.say(undefined);
      then?.();
      void this.#afterNotice();
    };
    return html`<span>${notice.words()}</span>
      ${action ? html`<button type="button" @click=${answer(action.run)}>${action.words()}</button>` : nothing}
      <button type="button" aria-label=${this.in(shellWords).close} @click=${answer(closed)}>✕</button>`;
  }

  /** The button that was pressed is gone: the focus goes back to where it was before it, or to the screen's heading. */
  async #afterNotice(): Promise<void> {
    await this.updateComplete;
    const screen = this.#screenOf(this.address);
    await screen?.updateComplete;
    if (this.shadowRoot?.activeElement) return;
    if (this.#before instanceof HTMLElement) this.#before.focus({ preventScroll: true });
    if (!this.shadowRoot?.activeElement) screen?.focusHeading();
  }

  async #show(address: Address): Promise<void> {
    this.address = address;
    this.failed = false;
    this.appChanged();
    this.app.say(undefined);
    try {
      await screens.find((entry) => entry.address === address)?.load();
    } catch {
      this.failed = address === this.address;
      return;
    }
    this.loaded = new Set([...this.loaded, address]);
    if (address !== this.address) return;
    await this.updateComplete;
    const screen = this.#screenOf(address);
    await screen?.updateComplete;
    screen?.focusHeading();
    window.scrollTo(0, 0);
    if (this.#lands === "day") this.renderRoot.querySelector<PageCheck>("page-check")?.checker?.chooseDay();
    this.#lands = undefined;
  }

  #screenOf(address: Address): Screen | null {
    return this.renderRoot.querySelector<Screen>(`[data-screen="${address}"]`);
  }

  #speak(locale: string | undefined): void {
    if (locale !== undefined) this.app.speak(locale).catch(console.error);
  }
}

customElements.define("kaibo-page", KaiboPage);

/** Draws the page for an app, in the place of what was there while it loaded. */
export function showPage(app: App, place: Element): void {
  const page = document.createElement("kaibo-page") as KaiboPage;
  page.app = app;
  place.replaceChildren(page);
}
