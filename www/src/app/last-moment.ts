// What was entered in the last moment before the page went away. A database has no time to write it then: its transaction
// is given up with the page. `localStorage` writes before it returns.

import { type Account, freshId, isAccount, newAccount, same } from "./account.js";

/** What changed in an account and was not in the database: those parts of it, as they were kept and as they were shown. */
export interface Left {
  readonly id: string;
  readonly order: number;
  readonly before: Partial<Account>;
  readonly after: Partial<Account>;
}

/** A tab has a key of its own: no tab writes over what another left. */
const PREFIX = "kaibo-last-moment-";

/** What changed from one state of an account to another. */
export function leftOf(before: Account, after: Account): Left {
  const changed = (Object.keys(after) as (keyof Account)[]).filter((key) => !same(before[key], after[key]));
  const only = (account: Account) => Object.fromEntries(changed.map((key) => [key, account[key]]));
  return { id: after.id, order: after.order, before: only(before), after: only(after) };
}

/** The state it changed from, and the one it changed to; every other part as in a new account. */
export function statesOf({ id, order, before, after }: Left): readonly [Account, Account] {
  const fresh = newAccount(id, order);
  return [
    { ...fresh, ...before },
    { ...fresh, ...after },
  ];
}

/** This tab's place for it. A browser without `localStorage`, or without room in it, keeps nothing here. */
export class LastMoment {
  readonly #own = PREFIX + freshId();
  readonly #keys = new Set<string>();

  /** Leaves what is not written yet for the page that is opened next. */
  leave(left: readonly Left[]): void {
    attempt(() => localStorage.setItem(this.#own, JSON.stringify(left)));
    this.#keys.add(this.#own);
  }

  /** What pages left that are gone. It stays there until it is written: see `forget`. */
  take(): readonly Left[] {
    for (const key of keys()) this.#keys.add(key);
    return [...this.#keys].flatMap((key) => attempt(() => lefts(localStorage.getItem(key))) ?? []);
  }

  /** To be called once it is written. */
  forget(): void {
    for (const key of this.#keys) attempt(() => localStorage.removeItem(key));
    this.#keys.clear();
  }

  /** Deletes what any tab left. */
  forgetAll(): void {
    for (const key of keys()) this.#keys.add(key);
    this.forget();
  }
}

function keys(): readonly string[] {
  return (attempt(() => Object.keys(localStorage)) ?? []).filter((key) => key.startsWith(PREFIX));
}

function lefts(text: string | null): readonly Left[] {
  const list: unknown = JSON.parse(text ?? "[]");
  return Array.isArray(list) ? list.filter(isLeft) : [];
}

function isLeft(value: unknown): value is Left {
  const { id, order, before, after } = Object(value) as Record<string, unknown>;
  if (typeof id !== "string" || typeof order !== "number") return false;
  return [before, after].every((part) => isAccount({ ...newAccount(id, order), ...Object(part) }));
}

function attempt<T>(what: () => T): T | undefined {
  try {
    return what();
  } catch {
    return undefined;
  }
}
