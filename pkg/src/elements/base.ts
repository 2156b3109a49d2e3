// What every element of the package has: a language, a policy document, and the words made of both.

import { type CSSResultGroup, html, LitElement, type PropertyDeclarations, render } from "lit";

import type { Catalogue } from "../locales/catalogue.js";
import type { PolicyWords } from "../locales/document.js";
import { anyLoadedLocale, loadedLocale, loadLocale } from "../locales/registry.js";
import { Words } from "../locales/words.js";
import { controls, tokens } from "./theme.js";

/** Detail of `kaibo-locale-error`. */
export interface LocaleErrorDetail {
  /** The language whose words could not be loaded. */
  readonly locale: string;
  readonly error: unknown;
}

/**
 * The base of all elements of the package: their language, their document, and the properties they are themed by. The
 * defaults named here are those of a light page; a dark one has its own. Words load when a language is first spoken.
 *
 * @fires kaibo-locale-error - The words of its language could not be loaded ({@link LocaleErrorDetail}).
 * @cssprop [--kaibo-brand=#018942] - The colour of what goes on: the main button, the meter, what is chosen.
 * @cssprop [--kaibo-on-brand=#fff] - Text on it.
 * @cssprop [--kaibo-background=#f7f7f7] - Behind everything.
 * @cssprop [--kaibo-surface=#fff] - Cards and inputs.
 * @cssprop [--kaibo-text=#000] - Text.
 * @cssprop [--kaibo-text-secondary=rgba(0, 0, 0, 0.6)] - Text of less weight.
 * @cssprop [--kaibo-separator=rgba(0, 0, 0, 0.1)] - Lines between rows.
 * @cssprop [--kaibo-border=rgba(0, 0, 0, 0.5)] - Borders of buttons and inputs.
 * @cssprop [--kaibo-pressed=#ececec] - A button while it is pressed; the track of a meter.
 * @cssprop [--kaibo-link=#455577] - Links, and the ring of what has the focus.
 * @cssprop [--kaibo-good=#01753a] - Met, eligible.
 * @cssprop [--kaibo-bad=#c42b2b] - Not met, not eligible, wrong.
 * @cssprop [--kaibo-warn=#8f4700] - Not known, mind this.
 * @cssprop [--kaibo-good-wash=#e9f6ef] - Behind what is good.
 * @cssprop [--kaibo-bad-wash=#fdeeee] - Behind what is bad.
 * @cssprop [--kaibo-warn-wash=#fff4e5] - Behind what is open.
 * @cssprop [--kaibo-radius=8px] - How round corners are.
 * @cssprop [--kaibo-inset-bottom=0px] - What a page keeps for itself at the foot of the window, as a bar: buttons that stay in reach stay above it.
 * @cssprop [--kaibo-font=system-ui, …] - The font family.
 */
export class KaiboElement extends LitElement {
  static override styles: CSSResultGroup = [tokens, controls];
  static override properties: PropertyDeclarations = {
    locale: { type: String, reflect: true },
    document: { attribute: false },
  };

  /** The language, a BCP 47 tag; the nearest one there are words in is spoken. */
  declare locale: string;
  /** The policy's document: `policy.document`. */
  declare document: unknown;

  #words: Words | undefined;

  constructor() {
    super();
    this.locale = "zh-CN";
    this.document = undefined;
  }

  /** The words of the current language and document. */
  protected get words(): Words {
    // Where the language it should speak cannot be loaded, it goes on in the one it speaks, or in one there is.
    const messages = loadedLocale(this.locale) ?? this.#words?.messages ?? anyLoadedLocale() ?? this.locale;
    if (this.#words?.messages !== messages || this.#words.document !== this.document) {
      this.#words = wordsOf(messages, this.document as PolicyWords | undefined);
    }
    return this.#words;
  }

  /** Waits for the words of its language; until it has any, its children are shown. */
  protected override scheduleUpdate(): Promise<unknown> | undefined {
    if (loadedLocale(this.locale)) {
      super.scheduleUpdate();
      return undefined;
    }
    if (!this.hasUpdated) render(html`<slot></slot>`, this.renderRoot, this.renderOptions);
    return this.#loadWords();
  }

  async #loadWords(): Promise<void> {
    let failed: string | undefined;
    // The language it should speak, or which one is nearest to it, may change meanwhile.
    while (!loadedLocale(this.locale) && this.locale !== failed) {
      const { locale } = this;
      try {
        await loadLocale(locale);
      } catch (error) {
        this.send<LocaleErrorDetail>("kaibo-locale-error", { locale, error });
        failed = locale;
        if (this.#words ?? anyLoadedLocale()) continue;
        // The next change of any property tries again.
        this.isUpdatePending = false;
        throw error;
      }
    }
    await super.scheduleUpdate();
  }

  /** The document as it is read for words. */
  protected get policyWords(): PolicyWords {
    return this.document as PolicyWords;
  }

  /** Sends an event to whoever uses the element, out of its shadow too. */
  protected send<T>(type: string, detail: T): void {
    this.dispatchEvent(new CustomEvent<T>(type, { detail, bubbles: true, composed: true }));
  }

  /** Moves the focus to the heading of what is shown, for keyboards and screen readers. */
  focusHeading(): void {
    this.renderRoot.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
  }
}

/** Calls it once what is drawn now can be seen: for what takes a slow phone long, and is not looked at first. */
export function afterPaint(then: () => void): void {
  requestAnimationFrame(() => setTimeout(then));
}

/** All elements of one language and document share what was made to speak it. */
const spoken = new WeakMap<Catalogue, WeakMap<object, Words>>();
const NO_DOCUMENT = {};

function wordsOf(messages: Catalogue | string, document: PolicyWords | undefined): Words {
  if (typeof messages === "string") return new Words(messages, document);
  const known = spoken.get(messages) ?? new WeakMap<object, Words>();
  spoken.set(messages, known);
  const words = known.get(document ?? NO_DOCUMENT) ?? new Words(messages, document);
  known.set(document ?? NO_DOCUMENT, words);
  return words;
}

/** Defines an element once, however many times the module is loaded. */
export function define(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}
