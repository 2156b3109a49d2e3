// What every screen of the page has: the app it shows, the language it speaks, and the look of the package's elements.

import { KaiboElement } from "kaibo/elements/base";
import { createInterview, type Interview } from "kaibo/interview";
import { type CSSResultGroup, css, type PropertyDeclarations } from "lit";
import type { Account } from "../app/account.js";
import type { App } from "../app/app.js";

/** The same messages in every language of the page, in ICU syntax. */
export type InEachLanguage<T> = { readonly "zh-CN": T; readonly en: { readonly [K in keyof T]: Spoken<T[K]> } };

type Spoken<T> = T extends string ? string : { readonly [K in keyof T]: Spoken<T[K]> };

/**
 * A screen. It is given the `app`, and draws itself anew after each of its changes. It shows one `h1` that can have the focus: `<h1 tabindex="-1">`.
 */
export class Screen extends KaiboElement {
  static override properties: PropertyDeclarations = { app: { attribute: false } };

  static override styles: CSSResultGroup = [
    ...[KaiboElement.styles].flat(),
    css`
      .page {
        max-width: 560px;
        margin: 0 auto;
        padding: 8px 16px 32px;
      }

      section {
        margin-top: 28px;
      }

      section > h2 {
        margin-bottom: 8px;
      }

      .card {
        padding: 16px;
      }

      .card + .card {
        margin-top: 8px;
      }

      .intro {
        margin-top: 6px;
      }

      @media print {
        button {
          display: none !important;
        }
      }
    `,
  ];

  declare app: App;

  #unsubscribe: (() => void) | undefined;
  /** The screens within it that hear of changes through it. */
  readonly #inner = new Set<() => void>();

  static override get observedAttributes(): string[] {
    // biome-ignore lint/complexity/noThisInStatic: it is asked of each class that extends this one, for its own properties.
    return [...super.observedAttributes, "hidden"];
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#unsubscribe = (screenAround(this) ?? this.app).subscribe(() => this.#hear());
    this.appChanged();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#unsubscribe?.();
  }

  override attributeChangedCallback(name: string, before: string | null, value: string | null): void {
    super.attributeChangedCallback(name, before, value);
    if (name === "hidden" && before !== null && value === null && this.isConnected) this.#hear();
  }

  /** Calls `listener` after every change of the app that is shown, for what stands within; the result ends it. */
  subscribe(listener: () => void): () => void {
    this.#inner.add(listener);
    return () => this.#inner.delete(listener);
  }

  /** Its own tab was pressed: it is shown from its top. */
  goToStart(): void {
    window.scrollTo(0, 0);
  }

  /** Whether it hears of no change while it is hidden; it is drawn anew when it is shown again. */
  protected get restsHidden(): boolean {
    return false;
  }

  /** Called after every change of the app. */
  protected appChanged(): void {
    this.locale = this.app.locale;
    this.document = this.app.policy.document;
    this.requestUpdate();
  }

  #hear(): void {
    if (this.hidden && this.restsHidden) return;
    this.appChanged();
    for (const listener of this.#inner) listener();
  }

  /** The messages of a screen in the language of the page. */
  protected in<T>(words: InEachLanguage<T>): T {
    return this.app.locale === "en" ? (words.en as T) : words["zh-CN"];
  }
}

/** The screen an element stands in. */
function screenAround(element: Element): Screen | undefined {
  const host = (element.getRootNode() as Partial<ShadowRoot>).host;
  return host === undefined || host instanceof Screen ? host : screenAround(host);
}

/** The interview an account's answers, broadcasts and told values make of a programme. */
export function interviewOf({ policy }: App, account: Account, programme: string): Interview {
  const { asOf, answers, skipped, parameters, ledger, plannedBroadcasts } = account;
  const kept = { answers, skipped, parameters, ledger, plannedBroadcasts };
  return createInterview(policy, programme, asOf === null ? kept : { ...kept, asOf });
}
