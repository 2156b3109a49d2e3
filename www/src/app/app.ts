// What all screens share: the policy, the account in use, where they are, and the keeping of what is entered.

import type { Policy } from "kaibo";
import { loadLocale, nearestLocale } from "kaibo/locales";

import { type Account, freshId, isUntouched, merged, newAccount, same } from "./account.js";
import { mended, type TakenOut } from "./mend.js";
import type { Journey } from "./shape.js";
import type { Entry, Everything, Store, StoreEvent } from "./store.js";

/** Where the keeping stands: kept, being kept, refused by the device; `nowhere` where it has no database at all. */
export type Keeping = "kept" | "keeping" | "refused" | "nowhere";

/** What is said at the foot of the page until it is closed or another screen opens, with one thing to do about it. */
export interface Notice {
  readonly words: string;
  readonly action?: { readonly words: string; readonly run: () => void };
  /** Called where it is closed by hand. */
  readonly closed?: () => void;
}

/** A part of an account to be put in the place of what is there. */
export type Change = Partial<Omit<Account, "id" | "order">>;

const CURRENT = "current-account";
const LANGUAGE = "lang";

/** The page's state. Screens read it, change it by its methods, and are called after every change. */
export class App {
  #account: Account;
  #accounts: readonly Account[];
  /** The account as it is in the database. */
  #written: Account | undefined;
  #writing: Promise<void> | undefined;
  /** Documents on their way into the database. */
  readonly #entries = new Set<Promise<void>>();
  #keeping: Keeping;
  #notice: Notice | undefined;
  #takenOut: readonly TakenOut[] = [];
  #locale: string;
  #store: Store | undefined;
  readonly #listeners = new Set<() => void>();
  readonly #heard = new Set<(event: StoreEvent) => void>();

  /** @param store - Where it keeps; none where the device has no database. */
  constructor(
    readonly policy: Policy,
    locale: string,
  ) {
    this.#locale = locale;
    this.#account = newAccount(freshId(), 0);
    this.#accounts = [this.#account];
    this.#keeping = "nowhere";
  }

  /** Opens the database and takes what it holds; where there is none, everything works but is not kept. */
  async open(openStore: (heard: (event: StoreEvent) => void) => Promise<Store>): Promise<void> {
    try {
      this.#store = await openStore((event) => void this.#hear(event));
      await this.#load();
      this.#keeping = "kept";
    } catch (error) {
      console.warn(error);
      this.#store = undefined;
      this.#keeping = "nowhere";
    }
    this.#changed();
  }

  /** The account in use. A new object after every change. */
  get account(): Account {
    return this.#account;
  }

  /** All accounts there are, the one in use among them. */
  get accounts(): readonly Account[] {
    return this.#accounts.map((account) => (account.id === this.#account.id ? this.#account : account));
  }

  get keeping(): Keeping {
    return this.#keeping;
  }

  get notice(): Notice | undefined {
    return this.#notice;
  }

  /** What of the account in use no longer goes with the policy or the day, and was taken out. */
  get takenOut(): readonly TakenOut[] {
    return this.#takenOut;
  }

  /** The language of the page, a tag there are words in. */
  get locale(): string {
    return this.#locale;
  }

  /** Calls `listener` after every change; the result ends it. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Calls `listener` with what other tabs, or an import, changed in the database; the result ends it. */
  listen(listener: (event: StoreEvent) => void): () => void {
    this.#heard.add(listener);
    return () => this.#heard.delete(listener);
  }

  /** Changes the account in use, and keeps it. */
  change(change: Change): void {
    const changes = Object.entries(change).filter(([key, value]) => !same(this.#account[key as keyof Account], value));
    if (changes.length === 0) return;
    this.#account = { ...this.#account, ...Object.fromEntries(changes) };
    this.#keep();
    this.#changed();
  }

  /** Keeps what stands in a form's field before it is an answer; `""` forgets it. */
  type(field: string, text: string): void {
    const { [field]: _, ...others } = this.#account.typed;
    this.change({ typed: text === "" ? others : { ...others, [field]: text } });
  }

  /** Forgets what stands in forms, by the beginning of their fields' names. */
  forgetTyped(...beginnings: readonly string[]): void {
    const left = Object.entries(this.#account.typed).filter(
      ([field]) => !beginnings.some((one) => field.startsWith(one)),
    );
    this.change({ typed: Object.fromEntries(left) });
  }

  /** Makes a new account and takes it into use; an untouched one is taken instead. */
  async add(content: Change = {}): Promise<void> {
    await this.settled();
    const untouched = this.accounts.find(isUntouched);
    const order = 1 + Math.max(-1, ...this.#accounts.map((account) => account.order));
    const account = { ...(untouched ?? newAccount(freshId(), order)), ...content };
    this.#accounts = [...this.accounts.filter(({ id }) => id !== account.id), account];
    this.#use(account, untouched);
    this.#keep();
    this.#changed();
  }

  /** Makes an account of the answers a link carried. Returns its id. */
  async adopt(journey: Journey, name: string): Promise<string> {
    await this.add({ ...journey, name });
    return this.#account.id;
  }

  /** Takes another account into use. */
  async use(id: string): Promise<void> {
    await this.settled();
    const shown = this.accounts.find((one) => one.id === id);
    if (!shown || id === this.#account.id) return;
    this.#accounts = this.accounts;
    this.#show((await this.#store?.account(id)) ?? shown);
    this.#remember();
    this.#changed();
  }

  /** Deletes an account; the next one is in use then, or a new one. */
  async remove(id: string): Promise<void> {
    await this.settled();
    await this.#store?.remove(id);
    this.#accounts = this.accounts.filter((account) => account.id !== id);
    if (id === this.#account.id) {
      const next = this.#accounts[0] ?? newAccount(freshId(), 0);
      if (this.#accounts.length === 0) this.#accounts = [next];
      this.#show((await this.#store?.account(next.id)) ?? next);
      this.#remember();
    }
    this.#changed();
  }

  /** A document that belongs to no account; `undefined` where there is none or nothing is kept. */
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

  /** All that is kept, and what is in use. */
  async everything(): Promise<Everything> {
    await this.settled();
    const kept = await this.#store?.everything();
    const entries = Object.fromEntries(Object.entries(kept?.entries ?? {}).filter(([key]) => key !== CURRENT));
    // What could not be written is only here.
    const accounts = kept && this.#keeping === "kept" ? kept.accounts : this.accounts;
    return { accounts: accounts.filter((account) => !isUntouched(account)), entries };
  }

  /** Puts other content in the place of all there is; rejects, and leaves everything, where the device refuses. */
  async replace(content: Everything): Promise<void> {
    await this.settled();
    await this.#store?.replace(content);
    const accounts = content.accounts.length === 0 ? [newAccount(freshId(), 0)] : content.accounts;
    this.#accounts = accounts;
    this.#show(accounts[0] as Account);
    this.#remember();
    this.#announce({ kind: "everything" });
    this.#changed();
  }

  /** Says something at the foot of the page; nothing (`undefined`) takes it away. */
  say(notice: Notice | undefined): void {
    this.#notice = notice;
    this.#changed();
  }

  /** Loads the words of a language and speaks it. */
  async speak(locale: string): Promise<void> {
    const { tag } = await loadLocale(nearestLocale(locale));
    this.#locale = tag;
    this.#changed();
    const address = new URL(location.href);
    address.searchParams.set(LANGUAGE, tag);
    history.replaceState(history.state, "", address);
  }

  /** Tries again to keep what the device refused. */
  retry(): void {
    this.#keep();
  }

  /** Resolves when nothing is left to be written, or it was refused. */
  async settled(): Promise<void> {
    while (this.#writing || this.#entries.size > 0) await Promise.allSettled([this.#writing, ...this.#entries]);
  }

  /** Takes an account into use of which the database has another state, or none. */
  #use(account: Account, written: Account | undefined): void {
    this.#take(account);
    this.#written = written;
    this.#remember();
  }

  /** Shows an account as it is in the database. What is taken out for that stays there. */
  #show(account: Account): void {
    this.#take(account);
    this.#written = this.#account;
    if (this.#takenOut.length > 0) this.#store?.doubt(account.id);
  }

  #take(account: Account): void {
    const { account: rest, takenOut } = mended(this.policy, account);
    this.#account = rest;
    this.#takenOut = takenOut;
  }

  #remember(): void {
    void this.#store?.writeEntry(CURRENT, this.#account.id).catch(() => undefined);
  }

  async #load(): Promise<void> {
    const accounts = (await this.#store?.accounts()) ?? [];
    const current = await this.#store?.entry(CURRENT);
    if (accounts.length === 0) return;
    this.#accounts = accounts;
    const account = accounts.find(({ id }) => id === current) ?? (accounts[0] as Account);
    this.#show(account);
  }

  /** Writes what is not written yet. One write at a time: what comes meanwhile goes with the next. */
  #keep(): void {
    if (!this.#store || this.#writing) return;
    this.#keeping = "keeping";
    this.#writing = this.#write(this.#store).finally(() => {
      this.#writing = undefined;
      if (this.#keeping === "kept" && this.#written !== this.#account) this.#keep();
      this.#changed();
    });
  }

  async #write(store: Store): Promise<void> {
    try {
      while (this.#written !== this.#account) {
        const mine = this.#account;
        const kept = await store.write(this.#written ?? mine, mine);
        const now = this.#account;
        if (kept === mine) this.#written = mine;
        else this.#show(kept);
        // What another tab wrote comes under what was typed while this was written.
        if (kept !== mine && now !== mine) this.#account = merged(mine, now, this.#account);
      }
      this.#keeping = "kept";
    } catch (error) {
      console.warn(error);
      this.#keeping = "refused";
    }
  }

  async #hear(event: StoreEvent): Promise<void> {
    await this.settled();
    if (event.kind === "everything") await this.#load();
    if (event.kind === "account") await this.#reload(event.id);
    this.#announce(event);
    this.#changed();
  }

  async #reload(id: string): Promise<void> {
    const account = await this.#store?.account(id);
    const others = this.accounts.filter((one) => one.id !== id);
    if (account) this.#accounts = [...others, account].sort((one, other) => one.order - other.order);
    else if (others.length > 0) this.#accounts = others;
    if (id !== this.#account.id) return;
    const next = account ?? this.#accounts[0];
    if (!next) return;
    this.#show(next);
  }

  #announce(event: StoreEvent): void {
    for (const listener of this.#heard) listener(event);
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** The language the address asks for, or the one the page begins in. */
export function addressLocale(): string {
  return nearestLocale(new URLSearchParams(location.search).get(LANGUAGE));
}
