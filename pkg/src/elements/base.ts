// What every element of the package has: a language, a policy document, and the words made of both.

import { type CSSResultGroup, LitElement, type PropertyDeclarations } from "lit";

import type { Locale } from "../locales/catalogue.js";
import type { PolicyWords } from "../locales/document.js";
import { nearestLocale, Words } from "../locales/words.js";
import { controls, tokens } from "./theme.js";

/** The base of all elements of the package. */
export class KaiboElement extends LitElement {
  static override styles: CSSResultGroup = [tokens, controls];
  static override properties: PropertyDeclarations = {
    locale: { type: String, reflect: true },
    document: { attribute: false },
  };

  /** The language, a BCP 47 tag; the nearest one there are words in is spoken. Attribute `locale`, default `zh-CN`. */
  declare locale: string;
  /** The policy's document: `policy.document`. Property only. */
  declare document: unknown;

  #words: Words | undefined;

  constructor() {
    super();
    this.locale = "zh-CN";
    this.document = undefined;
  }

  /** The words of the current language and document. */
  protected get words(): Words {
    const locale: Locale = nearestLocale(this.locale);
    if (!this.#words || this.#words.locale !== locale || this.#words.document !== this.document) {
      this.#words = new Words(locale, this.document as PolicyWords | undefined);
    }
    return this.#words;
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

/** Defines an element once, however many times the module is loaded. */
export function define(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}
