// Which accounts are listed, and in which order: places of accounts, never the accounts themselves.

import type { Accounts } from "./accounts.js";
import type { Selection } from "./messages.js";
import { outcomes, type Screening } from "./screening.js";

/** Lets others go on for a moment; `false` where nobody waits any more. */
export type Pause = (share: number) => Promise<boolean>;

/** So many accounts are looked at between two pauses; and so many where the core is asked of each. */
const STEP = 50_000;
const UNTIL_STEP = 500;

/** Chooses and orders; what names are in order is found once. */
export class Selector {
  readonly #ranks = new Map<string, Uint32Array>();

  constructor(readonly accounts: Accounts) {}

  /** The places of the accounts that are chosen, in their order; none where nobody waits for them any more. */
  async choose(screening: Screening, selection: Selection, pause: Pause): Promise<Uint32Array | undefined> {
    const found = await this.#filter(screening, selection, pause);
    if (!found) return undefined;
    const key = await this.#keys(screening, selection, found, pause);
    if (!key) return undefined;
    const sign = selection.descending ? -1 : 1;
    return found.sort((one, other) => sign * ((key[one] ?? 0) - (key[other] ?? 0)) || one - other);
  }

  async #filter(
    screening: Screening,
    { outcome, reason, text }: Selection,
    pause: Pause,
  ): Promise<Uint32Array | undefined> {
    const { done } = screening;
    const found = new Uint32Array(done);
    const wanted = outcome === "" ? -1 : outcomes.indexOf(outcome);
    const part = text.trim().toLocaleLowerCase();
    let count = 0;
    for (let account = 0; account < done; account += 1) {
      if (account % STEP === STEP - 1 && !(await pause(account / done))) return undefined;
      if (wanted >= 0 ? screening.outcomes[account] !== wanted : screening.isRefused(account)) continue;
      if (reason && !screening.has(account, reason)) continue;
      if (part !== "" && !this.accounts.names.at(account).toLocaleLowerCase().includes(part)) continue;
      found[count] = account;
      count += 1;
    }
    return found.slice(0, count);
  }

  async #keys(
    screening: Screening,
    { sort, locale }: Selection,
    found: Uint32Array,
    pause: Pause,
  ): Promise<ArrayLike<number> | undefined> {
    if (sort === "row") return { length: 0 };
    if (sort === "outcome") return screening.outcomes;
    if (sort === "name") return this.#namesInOrder(locale);
    for (const [index, account] of found.entries()) {
      if (index % UNTIL_STEP === UNTIL_STEP - 1 && !(await pause(index / found.length))) return undefined;
      screening.askUntil(account);
    }
    return screening.lastDays;
  }

  #namesInOrder(locale: string): Uint32Array {
    const known = this.#ranks.get(locale);
    if (known) return known;
    const names = Array.from({ length: this.accounts.length }, (_, account) => this.accounts.names.at(account));
    const order = Uint32Array.from(names, (_, account) => account);
    const { compare } = new Intl.Collator(locale, { numeric: true });
    order.sort((one, other) => compare(names[one] ?? "", names[other] ?? ""));
    const ranks = new Uint32Array(order.length);
    for (const [rank, account] of order.entries()) ranks[account] = rank;
    this.#ranks.set(locale, ranks);
    return ranks;
  }
}
