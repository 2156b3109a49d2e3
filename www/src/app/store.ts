// Keeps accounts on the device, in IndexedDB. What one tab writes the others hear of, and no tab writes over another.

import { type DBSchema, type IDBPDatabase, openDB } from "idb";

import { type Account, merged } from "./account.js";

/** A document that belongs to no account: the roster, settings. Plain data. */
export type Entry = string | number | boolean | null | readonly Entry[] | { readonly [key: string]: Entry };

/** An account as the database holds it: with how many times it was written. */
type Kept = Account & { readonly revision: number };

/** What the database holds. */
interface Schema extends DBSchema {
  accounts: { key: string; value: Kept };
  entries: { key: string; value: Entry };
}

/** What became different in the database: by another tab, or by an import or a deletion in this one. */
export type StoreEvent =
  | { readonly kind: "account"; readonly id: string }
  | { readonly kind: "entry"; readonly key: string }
  | { readonly kind: "everything" };

/** All that is kept. */
export interface Everything {
  readonly accounts: readonly Account[];
  readonly entries: Readonly<Record<string, Entry>>;
}

const NAME = "kaibo";
const VERSION = 1;

/** The database. Every method that writes rejects where the device has no room or refuses: what was there stays. */
export class Store {
  readonly #database: IDBPDatabase<Schema>;
  readonly #channel = new BroadcastChannel(NAME);
  /** The revisions this tab read or wrote last: as long as they stand, nothing is to be merged. */
  readonly #seen = new Map<string, number>();

  private constructor(database: IDBPDatabase<Schema>, heard: (event: StoreEvent) => void) {
    this.#database = database;
    this.#channel.addEventListener("message", ({ data }) => heard(data as StoreEvent));
    // Another tab wants to upgrade or delete the database: it must not wait for this one.
    database.addEventListener("versionchange", () => database.close());
  }

  /** Opens it, and makes it where there is none. `heard` is called with what other tabs write. */
  static async open(heard: (event: StoreEvent) => void): Promise<Store> {
    const database = await openDB<Schema>(NAME, VERSION, {
      upgrade(fresh) {
        fresh.createObjectStore("accounts", { keyPath: "id" });
        fresh.createObjectStore("entries");
      },
    });
    return new Store(database, heard);
  }

  /** All accounts, in their order. */
  async accounts(): Promise<readonly Account[]> {
    return inOrder((await this.#database.getAll("accounts")).map((kept) => this.#see(kept)));
  }

  /** One account; none where it was deleted. */
  async account(id: string): Promise<Account | undefined> {
    const kept = await this.#database.get("accounts", id);
    return kept && this.#see(kept);
  }

  /**
   * Writes what changed in an account since `base`; what another tab changed meanwhile stays.
   *
   * @returns The account as it is kept now.
   */
  async write(base: Account, mine: Account): Promise<Account> {
    const transaction = this.#database.transaction("accounts", "readwrite");
    const theirs = await transaction.store.get(mine.id);
    const revision = (theirs?.revision ?? 0) + 1;
    // One that was deleted elsewhere while it was typed into is kept: what is entered is not lost.
    const isAlone = !theirs || theirs.revision === this.#seen.get(mine.id);
    const result = isAlone ? mine : merged(base, mine, withoutRevision(theirs));
    await transaction.store.put({ ...result, revision });
    await transaction.done;
    this.#seen.set(mine.id, revision);
    this.#channel.postMessage({ kind: "account", id: mine.id } satisfies StoreEvent);
    return result;
  }

  /** What this tab shows of an account is not all that is kept: its next write is merged. */
  doubt(id: string): void {
    this.#seen.delete(id);
  }

  /** Deletes an account. */
  async remove(id: string): Promise<void> {
    await this.#database.delete("accounts", id);
    this.#channel.postMessage({ kind: "account", id } satisfies StoreEvent);
  }

  /** A document that belongs to no account. */
  entry(key: string): Promise<Entry | undefined> {
    return this.#database.get("entries", key);
  }

  /** Writes one, or deletes it (`null`). */
  async writeEntry(key: string, entry: Entry): Promise<void> {
    if (entry === null) await this.#database.delete("entries", key);
    else await this.#database.put("entries", entry, key);
    this.#channel.postMessage({ kind: "entry", key } satisfies StoreEvent);
  }

  /** All that is kept, in an order of its own. */
  async everything(): Promise<Everything> {
    const transaction = this.#database.transaction(["accounts", "entries"]);
    const accounts = await transaction.objectStore("accounts").getAll();
    const keys = await transaction.objectStore("entries").getAllKeys();
    const values = await transaction.objectStore("entries").getAll();
    await transaction.done;
    const entries = Object.fromEntries(keys.map((key, index) => [key, values[index] as Entry]));
    return { accounts: inOrder(accounts.map(withoutRevision)), entries };
  }

  /** Puts all that is kept in the place of what is there: all of it or, where that fails, nothing. */
  async replace({ accounts, entries }: Everything): Promise<void> {
    const transaction = this.#database.transaction(["accounts", "entries"], "readwrite");
    await Promise.all([
      transaction.objectStore("accounts").clear(),
      transaction.objectStore("entries").clear(),
      ...accounts.map((account) => transaction.objectStore("accounts").put({ ...account, revision: 1 })),
      ...Object.entries(entries).map(([key, entry]) => transaction.objectStore("entries").put(entry, key)),
      transaction.done,
    ]);
    for (const { id } of accounts) this.#seen.set(id, 1);
    this.#channel.postMessage({ kind: "everything" } satisfies StoreEvent);
  }

  #see(kept: Kept): Account {
    this.#seen.set(kept.id, kept.revision);
    return withoutRevision(kept);
  }
}

function withoutRevision({ revision, ...account }: Kept): Account {
  return account;
}

function inOrder(accounts: readonly Account[]): readonly Account[] {
  return [...accounts].sort((one, other) => one.order - other.order || (one.id < other.id ? -1 : 1));
}
