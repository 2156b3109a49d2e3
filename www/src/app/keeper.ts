// The accounts of this tab: as they are shown, as they are kept, and what is still to be written.

import type { Policy } from "kaibo";

import { type Account, freshId, isNew, isUntouched, merged, newAccount } from "./account.js";
import { LastMoment, type Left, leftOf, statesOf } from "./last-moment.js";
import { mended, type TakenOut } from "./mend.js";
import { whenShown } from "./shown.js";
import {
  type Entry,
  type Everything,
  type Kept,
  type Opened,
  Store,
  type StoreEvent,
  type Trouble,
  troubleOf,
} from "./store.js";

/** Where the keeping stands: kept, being kept, refused by the device; `nowhere` where it has no database at all. */
export type Keeping = "kept" | "keeping" | "refused" | "nowhere";

/** An account in this tab. */
interface Held {
  readonly account: Account;
  /** As it was shown when it was last read or written; the same as `account` where nothing is to be written. */
  readonly written: Account | undefined;
  /** How it is kept; 0 where it is not, or where what is shown is not all that is kept. */
  readonly revision: number;
  /** What of it the core refuses. */
  readonly takenOut: readonly TakenOut[];
}

/** Where the database keeps which account was used last. */
export const CURRENT = "current-account";
const NOTHING: readonly TakenOut[] = [];
/** What nothing but a new database helps against. */
const TO_MAKE_ANEW: readonly (Trouble | undefined)[] = ["newer", "damaged"];

/** Holds the accounts, and keeps them. Calls `changed` after every change, and `heard` with what other tabs changed. */
export class Keeper {
  readonly #held = new Map<string, Held>();
  /** Documents on their way into the database. */
  readonly #entries = new Set<Promise<void>>();
  readonly #lastMoment = new LastMoment();
  #current: string;
  #store: Store | undefined;
  #writing: Promise<void> | undefined;
  #keeping: Keeping = "nowhere";
  #trouble: Trouble | undefined;
  #unreadable = 0;

  constructor(
    readonly policy: Policy,
    readonly changed: () => void,
    readonly heard: (event: StoreEvent) => void,
  ) {
    this.#current = this.#hold(newAccount(freshId(), 0));
    window.addEventListener("pagehide", () => this.#leave());
    document.addEventListener("visibilitychange", () => document.hidden && this.#leave());
  }

  /** Takes what the database holds; where none opens, everything works but is not kept. */
  async open(opening: Promise<Opened>): Promise<void> {
    try {
      this.#opened(await opening);
      this.#restore(this.#lastMoment.take());
    } catch (error) {
      console.warn(error);
      this.#store = undefined;
      this.#trouble = troubleOf(error);
    }
  }

  /** The account in use. A new object after every change. */
  get account(): Account {
    return this.#now.account;
  }

  /** All accounts, in their order. */
  get accounts(): readonly Account[] {
    const accounts = [...this.#held.values()].map(({ account }) => account);
    return accounts.sort((one, other) => one.order - other.order || (one.id < other.id ? -1 : 1));
  }

  /** What of the account in use no longer goes with the policy or the day. */
  get takenOut(): readonly TakenOut[] {
    return this.#now.takenOut;
  }

  get keeping(): Keeping {
    return this.#keeping;
  }

  /** Why nothing is kept, or the last write was refused. */
  get trouble(): Trouble | undefined {
    return this.#trouble;
  }

  /** How many records the database holds that are no accounts. */
  get unreadable(): number {
    return this.#unreadable;
  }

  /** Puts a new state in the place of the account in use, and keeps it. */
  put(account: Account): void {
    this.#held.set(account.id, { ...this.#now, account });
    this.keep();
    this.changed();
  }

  /** Takes a new account into use, or an untouched one, with some content. */
  add(content: Partial<Account>): Account {
    const untouched = [...this.#held.values()].find(({ account }) => isUntouched(account));
    const order = 1 + Math.max(-1, ...this.accounts.map((account) => account.order));
    const account = { ...(untouched?.account ?? newAccount(freshId(), order)), ...content };
    const { account: rest, takenOut } = mended(this.policy, account);
    this.#held.set(rest.id, {
      written: untouched?.written,
      revision: untouched?.revision ?? 0,
      account: rest,
      takenOut,
    });
    this.#use(rest.id);
    this.keep();
    return rest;
  }

  /** Takes another account into use. */
  use(id: string): void {
    if (this.#held.has(id)) this.#use(id);
  }

  /** Deletes an account; the next one is in use then, or a new one. */
  async remove(id: string): Promise<void> {
    await this.settled();
    await this.#store?.remove(id);
    this.#drop(id);
    this.changed();
  }

  /** Puts other content in the place of all there is. */
  async replace(content: Everything): Promise<void> {
    await this.settled();
    const isDeletion = content.accounts.length === 0;
    if (isDeletion && TO_MAKE_ANEW.includes(this.#trouble)) this.#opened(await Store.openAnew(CURRENT));
    await this.#store?.replace(content);
    this.#lastMoment.forgetAll();
    if (isDeletion) this.#unreadable = 0;
    const before = this.#current;
    this.#held.clear();
    for (const account of content.accounts) this.#receive({ account, revision: 1 });
    this.#choose(before);
    this.changed();
    this.heard({ kind: "everything" });
  }

  /** All that is kept, and what could not be. */
  async everything(): Promise<Everything> {
    await this.settled();
    const kept = await this.#store?.everything().catch(() => undefined);
    const unwritten = new Map(this.#unwritten().map(({ account }) => [account.id, account]));
    const all = new Map([...(kept?.accounts ?? this.accounts).map((one) => [one.id, one] as const), ...unwritten]);
    const accounts = [...all.values()].filter((account) => !isUntouched(account));
    const entries = Object.fromEntries(Object.entries(kept?.entries ?? {}).filter(([key]) => key !== CURRENT));
    return {
      accounts: accounts.sort((one, other) => one.order - other.order || (one.id < other.id ? -1 : 1)),
      entries,
    };
  }

  /** A document that belongs to no account. */
  async entry(key: string): Promise<Entry | undefined> {
    return this.#store?.entry(key);
  }

  /** Keeps one, or deletes it (`null`); rejects where the device refuses. */
  async keepEntry(key: string, entry: Entry): Promise<void> {
    const writing = this.#store?.writeEntry(key, entry);
    if (!writing) return;
    this.#entries.add(writing);
    await writing.finally(() => this.#entries.delete(writing));
  }

  /** Writes what is not written yet. One write at a time: what comes meanwhile goes with the next. */
  keep(): void {
    if (!this.#store || this.#writing || this.#unwritten().length === 0) return;
    // A refusal stands until a write succeeds.
    if (this.#keeping !== "refused") this.#keeping = "keeping";
    this.#writing = this.#writeAll(this.#store).finally(() => {
      this.#writing = undefined;
      if (this.#keeping !== "refused") this.keep();
      this.changed();
    });
  }

  /** Resolves when nothing is left to be written, or it was refused. */
  async settled(): Promise<void> {
    while (this.#writing || this.#entries.size > 0) await Promise.allSettled([this.#writing, ...this.#entries]);
  }

  #opened({ store, accounts, unreadable, entry }: Opened): void {
    this.#store = store;
    this.#unreadable = unreadable;
    this.#take(accounts, entry);
    store.listen((event) => void this.#hear(event).catch(console.warn));
    this.#trouble = undefined;
    this.#keeping = "kept";
  }

  /** The page may be closed without notice. */
  #leave(): void {
    if (!this.#store) return;
    const left = this.#unwritten().map(({ account, written }) =>
      leftOf(written ?? newAccount(account.id, account.order), account),
    );
    if (left.length > 0) this.#lastMoment.leave(left);
    else this.#lastMoment.forget();
  }

  /** Does again what the database had no time for, as far as the core takes it: the clock may have gone back since. */
  #restore(lefts: readonly Left[]): void {
    for (const left of lefts) {
      const { id, order } = left;
      const held = this.#held.get(id) ?? heldAnew(newAccount(id, order));
      const { account, takenOut } = mended(this.policy, merged(...statesOf(left), held.account));
      this.#held.set(id, { ...held, account, takenOut: [...held.takenOut, ...takenOut] });
    }
    if (lefts.length > 0) this.#choose(ownCurrent() ?? this.#current);
    this.keep();
  }

  get #now(): Held {
    return this.#held.get(this.#current) as Held;
  }

  #unwritten(): readonly Held[] {
    return [...this.#held.values()].filter(({ account, written }) =>
      written === undefined ? !isNew(account) : account !== written,
    );
  }

  #hold(account: Account): string {
    this.#held.set(account.id, heldAnew(account));
    return account.id;
  }

  /** Shows an account as it is kept; what is not written yet comes on top. What the core refuses of it stays kept. */
  #receive({ account, revision }: Kept, base = this.#held.get(account.id)?.written): void {
    const { account: shown, takenOut } = mended(this.policy, account);
    const before = this.#held.get(account.id)?.account;
    const isOpen = before !== undefined && base !== undefined && before !== base;
    this.#held.set(account.id, {
      account: isOpen ? merged(base, before, shown) : shown,
      written: shown,
      revision: takenOut.length > 0 ? 0 : revision,
      takenOut,
    });
  }

  async #writeAll(store: Store): Promise<void> {
    // On a slow phone an answer is seen a tenth later where it is written at once.
    await whenShown();
    try {
      for (let [next] = this.#unwritten(); next; [next] = this.#unwritten()) await this.#write(store, next);
      this.#keeping = "kept";
      this.#trouble = undefined;
      this.#lastMoment.forget();
    } catch (error) {
      console.warn(error);
      this.#keeping = "refused";
      // A newer page may have been opened beside this one.
      this.#trouble = troubleOf(error);
    }
  }

  async #write(store: Store, { account: mine, written, revision }: Held): Promise<void> {
    const kept = await store.write(written ?? newAccount(mine.id, mine.order), revision, mine);
    const after = this.#held.get(mine.id);
    if (!after) return;
    if (kept.account === mine) this.#held.set(mine.id, { ...after, written: mine, revision: kept.revision });
    else this.#receive(kept, mine);
  }

  async #load(): Promise<void> {
    const [records, current] = await Promise.all([this.#store?.records(), this.#store?.entry(CURRENT)]);
    this.#unreadable = records?.unreadable ?? 0;
    this.#take(records?.accounts ?? [], current);
  }

  #take(kept: readonly Kept[], current: Entry | undefined): void {
    const ids = new Set(kept.map(({ account }) => account.id));
    for (const id of this.#held.keys()) if (!ids.has(id)) this.#forget(id);
    for (const one of kept) this.#receive(one);
    this.#choose(ownCurrent() ?? String(current ?? ""));
  }

  async #hear(event: StoreEvent): Promise<void> {
    await this.settled();
    if (event.kind === "everything") await this.#load();
    if (event.kind === "account") {
      const kept = await this.#store?.account(event.id);
      // Two tabs that were opened before anything was entered are of one account: the first that is written.
      const isFirst = kept !== undefined && this.#held.size === 1 && isNew(this.account) && !this.#now.written;
      if (isFirst) this.#held.clear();
      if (kept) this.#receive(kept);
      else this.#forget(event.id);
      this.#choose(isFirst ? event.id : this.#current);
    }
    this.keep();
    this.changed();
    this.heard(event);
  }

  /** An account that is kept no more: of it only what is not written yet is left. */
  #forget(id: string): void {
    const held = this.#held.get(id);
    if (!held?.written || held.account === held.written) {
      this.#held.delete(id);
      return;
    }
    const fresh = newAccount(id, held.account.order, held.account.name);
    const account = merged(held.written, held.account, fresh);
    this.#held.set(id, heldAnew(account));
  }

  #drop(id: string): void {
    this.#held.delete(id);
    if (id === this.#current) this.#choose("");
  }

  /** Stays with an account if it is there still; else takes the first one, or a new one. */
  #choose(id: string): void {
    const [first] = this.accounts;
    this.#use(this.#held.has(id) ? id : (first?.id ?? this.#hold(newAccount(freshId(), 0))));
  }

  /** This tab's account, over a reload; and the one a new tab begins with. */
  #use(id: string): void {
    if (id === this.#current && ownCurrent() === id) return;
    this.#current = id;
    try {
      sessionStorage.setItem(CURRENT, id);
    } catch {
      // A browser that keeps nothing for a tab begins with the account that was used last.
    }
    void this.#store?.writeEntry(CURRENT, id).catch(() => undefined);
  }
}

/** An account the database does not hold. */
function heldAnew(account: Account): Held {
  return { account, written: undefined, revision: 0, takenOut: NOTHING };
}

function ownCurrent(): string | null {
  try {
    return sessionStorage.getItem(CURRENT);
  } catch {
    return null;
  }
}
