// Where the page is: the screen by the address's fragment, and within the check by its steps, so that the phone's back
// gesture takes one step back instead of leaving.

import type { KaiboChecker, StepDetail } from "kaibo/elements";

import { type Address, screens } from "../screens/index.js";

/** The screen with the check; its checker is another one with each account. */
type Check = EventTarget & { readonly checker: KaiboChecker | null };

/** What the history keeps of an entry. */
interface Entry {
  readonly depth: number;
  /** The entry before it is the step before. */
  readonly stepped?: boolean;
}

/** How a fragment begins that carries answers. */
export const ANSWERS = "#answers=";

/** Among what is done of an account: its answers came with a link. */
export const FROM_LINK = "page.from-link";

const FIRST: Address = "check";

/** Follows the address. */
export class Router {
  #address: Address = addressNow();
  #check: Check | undefined;
  /** The page itself moves in the history, or follows it: what comes of it is not to be answered again. */
  #moving = false;

  /**
   * @param changed - Called when another screen is to be shown.
   * @param again - Called when the one that is shown is gone to.
   */
  constructor(
    readonly changed: (address: Address) => void,
    readonly again: () => void,
  ) {
    // What a screen noted there about itself stays.
    history.replaceState({ ...history.state, depth: depthNow() }, "");
    addEventListener("popstate", () => this.#follow());
  }

  /** The screen to show. */
  get address(): Address {
    return this.#address;
  }

  /** Goes to a screen. */
  go(address: Address): void {
    if (address === this.#address) {
      this.again();
      return;
    }
    history.pushState({ depth: address === FIRST ? this.#depth : 0 }, "", `#${address}`);
    this.#show(address);
  }

  /** Goes to the screen a link within the page leads to; `false` where it leads to none. */
  follow(link: HTMLAnchorElement): boolean {
    const screen = screens.find(({ address }) => link.getAttribute("href") === `#${address}`);
    if (screen) this.go(screen.address);
    return screen !== undefined;
  }

  /** Keeps the history as deep as the check. */
  keepSteps(check: Check): void {
    this.#check = check;
    check.addEventListener("kaibo-step", (event) => {
      if (this.#moving || this.#address !== FIRST) return;
      const { depth } = (event as CustomEvent<StepDetail>).detail;
      const before = depthNow();
      if (depth === before + 1) history.pushState({ depth, stepped: true }, "");
      else if (depth > before) history.pushState({ depth }, "");
      else if (depth === before - 1 && hasStepped()) this.#back();
      else history.replaceState({ depth }, "");
    });
  }

  get #depth(): number {
    return this.#check?.checker?.depth ?? 0;
  }

  #back(): void {
    this.#moving = true;
    history.back();
  }

  #follow(): void {
    if (this.#moving) {
      this.#moving = false;
      // Another screen lay between: the step was taken all the same.
      if (addressNow() === this.#address) return;
    }
    const address = addressNow();
    if (address !== this.#address) this.#show(address);
    // An address that was typed, or opened from elsewhere, says nothing of steps.
    if (history.state === null) history.replaceState({ depth: this.#depth }, "");
    else if (address === FIRST) void this.#stepBack();
  }

  /** Takes the steps back that the history took. A step forward cannot be taken again: the depth is set right. */
  async #stepBack(): Promise<void> {
    const checker = this.#check?.checker;
    if (!checker) return;
    this.#moving = true;
    while (checker.depth > depthNow() && checker.back());
    await checker.updateComplete;
    this.#moving = false;
    history.replaceState({ depth: checker.depth }, "");
  }

  #show(address: Address): void {
    this.#address = address;
    this.changed(address);
  }
}

function addressNow(): Address {
  const fragment = location.hash.slice(1);
  return screens.find(({ address }) => address === fragment)?.address ?? FIRST;
}

function hasStepped(): boolean {
  return (history.state as Partial<Entry> | null)?.stepped === true;
}

function depthNow(): number {
  const state = history.state as Partial<Entry> | null;
  return typeof state?.depth === "number" ? state.depth : 0;
}
