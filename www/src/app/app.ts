// What all screens share: the policy, the account in use, where they are, and the keeping of what is entered.

import type { Policy } from "kaibo";
import { todayAt } from "kaibo/interview";
import { loadLocale, nearestLocale, type PolicyWords } from "kaibo/locales";

import { type Account, same } from "./account.js";
import { Keeper, type Keeping } from "./keeper.js";
import type { TakenOut } from "./mend.js";
import type { Entry, Everything, Opened, StoreEvent, Trouble } from "./store.js";

/** What is said at the foot of the page until it is closed or another screen opens, with one thing to do about it. */
export interface Notice {
  /** In the language the page speaks when it is called. */
  readonly words: () => string;
  readonly action?: { readonly words: () => string; readonly run: () => void };
  /** Called where it is closed by hand. */
  readonly closed?: () => void;
}

/** A part of an account to be put in the place of what is there. */
export type Change = Partial<Omit<Account, "id" | "order">>;

const LANGUAGE = "lang";
const LOOK_EVERY_MS = 60_000;

/** The page's state. Screens read it, change it by its methods, and are called after every change. */
export class App {
  readonly #keeper: Keeper;
  readonly #listeners = new Set<() => void>();
  readonly #heard = new Set<(event: StoreEvent) => void>();
  #notice: Notice | undefined;
  #locale: string;
  #today: string;

  constructor(
    readonly policy: Policy,
    locale: string,
  ) {
    this.#locale = locale;
    this.#today = this.#day();
    this.#keeper = new Keeper(
      policy,
      () => this.#changed(),
      (event) => {
        for (const listener of this.#heard) listener(event);
      },
    );
  }

  /** Takes what the database holds; where none opens, everything works but is not kept. */
  async open(opening: Promise<Opened>): Promise<void> {
    await this.#keeper.open(opening);
    this.#changed();
    setInterval(() => this.#lookAtDay(), LOOK_EVERY_MS);
    document.addEventListener("visibilitychange", () => this.#lookAtDay());
  }

  /** The account in use. A new object after every change. */
  get account(): Account {
    return this.#keeper.account;
  }

  /** All accounts there are, the one in use among them. */
  get accounts(): readonly Account[] {
    return this.#keeper.accounts;
  }

  get keeping(): Keeping {
    return this.#keeper.keeping;
  }

  /** Why nothing is kept, or the last write was refused. */
  get trouble(): Trouble | undefined {
    return this.#keeper.trouble;
  }

  /** How many records the device holds that cannot be read. */
  get unreadable(): number {
    return this.#keeper.unreadable;
  }

  get notice(): Notice | undefined {
    return this.#notice;
  }

  /** What of the account in use no longer goes with the policy or the day, and does not count for now. */
  get takenOut(): readonly TakenOut[] {
    return this.#keeper.takenOut;
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
    const { account } = this;
    const changes = Object.entries(change).filter(([key, value]) => !same(account[key as keyof Account], value));
    if (changes.length > 0) this.#keeper.put({ ...account, ...Object.fromEntries(changes) });
  }

  /** Keeps what stands in a form's field before it is an answer; `""` forgets it. */
  type(field: string, text: string): void {
    const { [field]: _, ...others } = this.account.typed;
    this.change({ typed: text === "" ? others : { ...others, [field]: text } });
  }

  /** Forgets what stands in forms, by the beginning of their fields' names. */
  forgetTyped(...beginnings: readonly string[]): void {
    const left = Object.entries(this.account.typed).filter(
      ([field]) => !beginnings.some((one) => field.startsWith(one)),
    );
    this.change({ typed: Object.fromEntries(left) });
  }

  /** Makes a new account and takes it into use; an untouched one is taken instead. Returns its id. */
  async add(content: Change = {}): Promise<string> {
    const { id } = this.#keeper.add(content);
    this.#changed();
    return id;
  }

  /** Takes another account into use. */
  async use(id: string): Promise<void> {
    this.#keeper.use(id);
    this.#changed();
  }

  /** Deletes an account; the next one is in use then, or a new one. */
  remove(id: string): Promise<void> {
    return this.#keeper.remove(id);
  }

  /** A document that belongs to no account; `undefined` where there is none or nothing is kept. */
  entry(key: string): Promise<Entry | undefined> {
    return this.#keeper.entry(key);
  }

  /** Keeps one, or deletes it (`null`); rejects where the device refuses. */
  keepEntry(key: string, entry: Entry): Promise<void> {
    return this.#keeper.keepEntry(key, entry);
  }

  /** All that is kept, and what could not be. */
  everything(): Promise<Everything> {
    return this.#keeper.everything();
  }

  /** Puts other content in the place of all there is; rejects, and leaves everything, where the device refuses. */
  replace(content: Everything): Promise<void> {
    return this.#keeper.replace(content);
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
    this.#keeper.keep();
  }

  /** Resolves when nothing is left to be written, or it was refused. */
  settled(): Promise<void> {
    return this.#keeper.settled();
  }

  /** A page can stay open past midnight. */
  #lookAtDay(): void {
    if (this.#day() === this.#today) return;
    this.#today = this.#day();
    this.#changed();
  }

  #day(): string {
    return todayAt((this.policy.document as unknown as PolicyWords).utcOffset);
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }
}

/** The language the address asks for, or the one the page begins in. */
export function addressLocale(): string {
  return nearestLocale(new URLSearchParams(location.search).get(LANGUAGE));
}
