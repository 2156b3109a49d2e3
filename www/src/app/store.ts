// Keeps accounts on the device, in IndexedDB. What one tab writes the others hear of, and no tab writes over another.

import { type DBSchema, deleteDB, type IDBPDatabase, openDB } from "idb";

import { type Account, isAccount, merged, newAccount } from "./account.js";

/** A document that belongs to no account: the roster, settings. Plain data. */
export type Entry = string | number | boolean | null | readonly Entry[] | { readonly [key: string]: Entry };

/** An account as the database holds it, and how many times it was written. */
export interface Kept {
  readonly account: Account;
  readonly revision: number;
}

/** What the database holds. */
interface Schema extends DBSchema {
  accounts: { key: string; value: Account & { readonly revision: number } };
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

/** The database as it was opened. */
export interface Opened {
  readonly store: Store;
  readonly accounts: readonly Kept[];
  /** How many records are no accounts: they are left as they are. */
  readonly unreadable: number;
  /** What the entry held that was asked for. */
  readonly entry: Entry | undefined;
}

/**
 * Why no database opens: this browser has none for the page, a newer page made it, or it is damaged. What it holds stays as
 * it is.
 */
export type Trouble = "none" | "newer" | "damaged";

/** What is wrong, by how the opening failed. */
export function troubleOf(error: unknown): Trouble {
  const name = error instanceof Error ? error.name : "";
  if (name === "VersionError") return "newer";
  return DAMAGES.includes(name) ? "damaged" : "none";
}

/** A part of it is not there, or its file cannot be read. */
const DAMAGES = ["NotFoundError", "UnknownError", "DataError", "NotReadableError"];

const NAME = "kaibo";
const VERSION = 1;

/** The database. Every method rejects where the device has no room or refuses: what was there stays. */
export class Store {
  readonly #channel = new BroadcastChannel(NAME);
  #database: IDBPDatabase<Schema> | undefined;

  #heard: (event: StoreEvent) => void = (event) => this.#unheard.push(event);
  #unheard: StoreEvent[] = [];

  private constructor() {
    this.#channel.addEventListener("message", ({ data }) => this.#heard(data as StoreEvent));
  }

  /** Opens it, makes it where there is none, and reads what it holds and one entry. */
  static async open(key: string): Promise<Opened> {
    const store = new Store();
    await store.#opened();
    const [{ accounts, unreadable }, entry] = await Promise.all([store.records(), store.entry(key)]);
    return { store, accounts, unreadable, entry };
  }

  /** Makes a new database in the place of a damaged one. */
  static async openAnew(key: string): Promise<Opened> {
    await deleteDB(NAME);
    return Store.open(key);
  }

  /** Calls `heard` with what other tabs have written since it was opened. */
  listen(heard: (event: StoreEvent) => void): void {
    this.#heard = heard;
    for (const event of this.#unheard.splice(0)) heard(event);
  }

  /** All accounts, and how many records are none. */
  async records(): Promise<Pick<Opened, "accounts" | "unreadable">> {
    const all = await (await this.#opened()).getAll("accounts");
    const accounts = all.filter(isAccount).map(keptOf);
    return { accounts, unreadable: all.length - accounts.length };
  }

  /** One account; none where it was deleted. */
  async account(id: string): Promise<Kept | undefined> {
    const found = await (await this.#opened()).get("accounts", id);
    return isAccount(found) ? keptOf(found) : undefined;
  }

  /**
   * Writes what changed in an account since `base`, which was kept as `revision` (0: not yet). What another tab changed
   * meanwhile stays; of an account that was deleted meanwhile only what changed is there again.
   *
   * @returns The account as it is kept now: `mine` itself where nothing else had changed.
   */
  async write(base: Account, revision: number, mine: Account): Promise<Kept> {
    const transaction = (await this.#opened()).transaction("accounts", "readwrite");
    const found = await transaction.store.get(mine.id);
    const theirs = isAccount(found)
      ? keptOf(found)
      : { account: newAccount(mine.id, mine.order, mine.name), revision: 0 };
    const account = theirs.revision === revision ? mine : merged(base, mine, theirs.account);
    const kept = { account, revision: Math.max(theirs.revision, revision) + 1 };
    await transaction.store.put({ ...account, revision: kept.revision });
    await transaction.done;
    this.#tell({ kind: "account", id: mine.id });
    return kept;
  }

  /** Deletes an account. */
  async remove(id: string): Promise<void> {
    await (await this.#opened()).delete("accounts", id);
    this.#tell({ kind: "account", id });
  }

  /** A document that belongs to no account. */
  async entry(key: string): Promise<Entry | undefined> {
    return (await this.#opened()).get("entries", key);
  }

  /** Writes one, or deletes it (`null`). */
  async writeEntry(key: string, entry: Entry): Promise<void> {
    const database = await this.#opened();
    if (entry === null) await database.delete("entries", key);
    else await database.put("entries", entry, key);
    this.#tell({ kind: "entry", key });
  }

  /** All that is kept. */
  async everything(): Promise<Everything> {
    const transaction = (await this.#opened()).transaction(["accounts", "entries"]);
    const accounts = await transaction.objectStore("accounts").getAll();
    const keys = await transaction.objectStore("entries").getAllKeys();
    const values = await transaction.objectStore("entries").getAll();
    await transaction.done;
    const entries = Object.fromEntries(keys.map((key, index) => [key, values[index] as Entry]));
    return { accounts: accounts.filter(isAccount).map((found) => keptOf(found).account), entries };
  }

  /**
   * Puts all that is kept in the place of what is there: all of it or, where that fails, nothing. What cannot be read stays,
   * unless everything goes.
   */
  async replace({ accounts, entries }: Everything): Promise<void> {
    const transaction = (await this.#opened()).transaction(["accounts", "entries"], "readwrite");
    const isDeletion = accounts.length === 0 && Object.keys(entries).length === 0;
    const all = isDeletion ? [] : await transaction.objectStore("accounts").getAll();
    await Promise.all([
      transaction.objectStore("accounts").clear(),
      transaction.objectStore("entries").clear(),
      ...all.filter((record) => !isAccount(record)).map((record) => transaction.objectStore("accounts").put(record)),
      ...accounts.map((account) => transaction.objectStore("accounts").put({ ...account, revision: 1 })),
      ...Object.entries(entries).map(([key, entry]) => transaction.objectStore("entries").put(entry, key)),
      transaction.done,
    ]);
    this.#tell({ kind: "everything" });
  }

  /** The connection; a new one where the device took the last one away. */
  async #opened(): Promise<IDBPDatabase<Schema>> {
    if (this.#database) return this.#database;
    const lost = () => {
      this.#database = undefined;
    };
    const database = await openDB<Schema>(NAME, VERSION, {
      upgrade(fresh) {
        fresh.createObjectStore("accounts", { keyPath: "id" });
        fresh.createObjectStore("entries");
      },
      terminated: lost,
    });
    // Another tab wants to upgrade or delete the database: it must not wait for this one.
    database.addEventListener("versionchange", () => {
      database.close();
      lost();
    });
    this.#database = database;
    return database;
  }

  #tell(event: StoreEvent): void {
    this.#channel.postMessage(event);
  }
}

function keptOf({ revision, ...account }: Account & { readonly revision?: unknown }): Kept {
  return { account, revision: typeof revision === "number" ? revision : 0 };
}
