// Asks the core of accounts some thousands at once, by columns. It brings modules of some hundred kilobytes.

import { KaiboError } from "kaibo";
import { type Column, screen, UNKNOWN_BYTE, UNKNOWN_DAY } from "kaibo/screen";

import type { Said } from "./answers.js";
import type { Asker, OneByOne, Take } from "./asking.js";
import { Classes } from "./classes.js";
import { SIDE_BY_SIDE } from "./growing.js";

/** Columns by the id of their fact. */
type Columns = Readonly<Record<string, Column>>;

/** So many accounts are screened at once; their facts lie side by side. */
const BLOCK = SIDE_BY_SIDE / 4;

/** Accounts that are screened, the first included and the last not. */
interface Block {
  readonly from: number;
  readonly to: number;
  /** The places, within the block, of those whose facts are refused. */
  readonly refused: ReadonlySet<number>;
  /** What is said of the others, by their places. */
  said(row: number): Said;
}

/** By columns. What a screening does not tell, an assessment of one account of each class does. */
export class ByColumns implements Asker {
  readonly #classes: Classes;
  #block: Block | undefined;
  /** Of how many single accounts the core was asked. */
  #asked = 0;

  /** @param criteria - Those that are told as reasons. */
  constructor(
    readonly one: OneByOne,
    readonly criteria: readonly string[],
  ) {
    this.#classes = new Classes(new Set(criteria));
  }

  async ask(from: number, until: number, take: Take): Promise<void> {
    for (let account = from; account < this.one.accounts.length && performance.now() < until; ) {
      const block = await this.#blockWith(account);
      account = this.#tell(block, account, until, take);
    }
  }

  /** Tells of the accounts of a block, until it is late; returns the first it did not tell of. */
  #tell(block: Block, from: number, until: number, take: Take): number {
    for (let account = from; account < block.to; account += 1) {
      const row = account - block.from;
      const asked = this.#asked;
      take(block.refused.has(row) ? undefined : block.said(row));
      // Only what is asked of single accounts takes its time.
      if (this.#asked !== asked && performance.now() >= until) return account + 1;
    }
    return block.to;
  }

  async #blockWith(account: number): Promise<Block> {
    const known = this.#block;
    if (known && known.from <= account && account < known.to) return known;
    const to = Math.min(account - (account % BLOCK) + BLOCK, this.one.accounts.length);
    this.#block = await this.#screen(account, to);
    return this.#block;
  }

  /** One account whose facts are refused refuses all: those that are named are set aside, and the others screened again. */
  async #screen(from: number, to: number): Promise<Block> {
    const { accounts, policy, question } = this.one;
    const { programme, asOf, knownAt } = question;
    const refused = new Set<number>();
    for (let columns = accounts.columns(from, to); ; columns = without(columns, refused)) {
      try {
        const screened = await screen(policy, programme, columns, { asOf, knownAt });
        return { from, to, refused, said: this.#classes.in(screened, columns, (row) => this.#assess(from + row)) };
      } catch (error) {
        const rows = rowsNamed(error).filter((row) => !refused.has(row));
        if (rows.length === 0) throw error;
        for (const row of rows) refused.add(row);
      }
    }
  }

  #assess(account: number): Said {
    this.#asked += 1;
    const said = this.one.said(account);
    if (!said) throw new Error("an account that is screened is refused by itself");
    return said;
  }
}

function rowsNamed(error: unknown): readonly number[] {
  if (!(error instanceof KaiboError)) return [];
  return error.errors.flatMap(({ path }) => {
    const row = /^\/columns\/[^/]+\/(\d+)$/.exec(path)?.[1];
    return row === undefined ? [] : [Number(row)];
  });
}

/** Copies in which nothing is known of some accounts. */
function without(columns: Columns, rows: ReadonlySet<number>): Columns {
  const copied = Object.entries(columns).map(([id, column]) => {
    const copy = column.slice();
    const unknown = unknownIn(copy);
    for (const row of rows) copy[row] = unknown;
    return [id, copy];
  });
  return Object.fromEntries(copied);
}

function unknownIn(column: Column): number {
  if (column instanceof Float64Array) return Number.NaN;
  return column instanceof Int32Array ? UNKNOWN_DAY : UNKNOWN_BYTE;
}
