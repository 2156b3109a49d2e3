// Which accounts are listed, and in which order: places of accounts, never the accounts themselves.

import type { Accounts } from "./accounts.js";
import { outcomes } from "./answers.js";
import { MOST_ROWS, type Selection } from "./messages.js";
import { inOrder, type Pause } from "./ordering.js";
import type { Screening } from "./screening.js";

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
    return selection.sort === "row" ? found : sorted(found, key, selection.descending ? -1 : 1);
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
    if (sort === "name") return this.#ranksOfNames(locale, pause);
    for (const [index, account] of found.entries()) {
      if (index % UNTIL_STEP === UNTIL_STEP - 1 && !(await pause(index / found.length))) return undefined;
      screening.askUntil(account);
    }
    return screening.lastDays;
  }

  async #ranksOfNames(locale: string, pause: Pause): Promise<Uint32Array | undefined> {
    const known = this.#ranks.get(locale);
    if (known) return known;
    const { names } = this.accounts;
    const { compare } = new Intl.Collator(locale, { numeric: true });
    const order = await inOrder({ length: names.length, at: (place) => names.at(place), compare }, pause);
    if (!order) return undefined;
    const ranks = new Uint32Array(order.length);
    for (let rank = 0; rank < order.length; rank += 1) ranks[order[rank] as number] = rank;
    this.#ranks.set(locale, ranks);
    return ranks;
  }
}

/** By their keys, of equal ones the first of the file first. Numbers are put in order far sooner than they are compared. */
function sorted(accounts: Uint32Array, keys: ArrayLike<number>, sign: 1 | -1): Uint32Array {
  const both = new Float64Array(accounts.length);
  for (let place = 0; place < both.length; place += 1) {
    const account = accounts[place] as number;
    both[place] = sign * (keys[account] ?? 0) * MOST_ROWS + account;
  }
  both.sort();
  return accounts.map((_, place) => {
    const account = (both[place] as number) % MOST_ROWS;
    return account < 0 ? account + MOST_ROWS : account;
  });
}
