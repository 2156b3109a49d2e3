// The outcomes of a roster's accounts: kept in a few numbers each, and read as reasons again.

import { KaiboError, type Outcome, type Policy } from "kaibo";

import { type Accounts, dayNumber, dayText } from "./accounts.js";
import { Answers, outcomes, type Said } from "./answers.js";
import { type Asker, isExpected, OneByOne } from "./asking.js";
import type { AccountDetail, ListedAccount, Question, ReasonCount, RefusedRow, Totals, Until } from "./messages.js";

const REFUSED = outcomes.length;
const UNASKED = -0x80000000;
const FOR_GOOD = 0x7fffffff;
const MOST_REFUSED_SHOWN = 100;

/** The screening of one roster for one question. */
export class Screening {
  /** The place of each account's outcome among all; beyond them where its facts are refused. */
  readonly outcomes: Uint8Array;
  /** The last day of each outcome, counted from 1970; what was not asked yet is filled in by {@link askUntil}. */
  readonly lastDays: Int32Array;
  readonly #next: Uint8Array;
  readonly #answers: Answers;
  readonly #places: Uint32Array;
  readonly #oneByOne: OneByOne;
  #asker: Asker | undefined;
  #asking: Promise<void> = Promise.resolve();
  #refused = 0;
  #done = 0;

  constructor(
    readonly policy: Policy,
    readonly accounts: Accounts,
    readonly question: Question,
  ) {
    const { length } = accounts;
    const { facts, parameters = [] } = policy.document;
    const [nothing] = policy.assess({}, this.#moment()).programmes;
    const criteria = (nothing?.criteria ?? []).filter(({ kind }) => kind !== "risk");
    const idsOf = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
    this.#answers = new Answers({ unmet: idsOf(criteria), missing: idsOf(facts), needed: idsOf(parameters) });
    this.#places = new Uint32Array(length);
    this.#oneByOne = new OneByOne(policy, accounts, question);
    this.outcomes = new Uint8Array(length);
    this.lastDays = new Int32Array(length).fill(UNASKED);
    this.#next = new Uint8Array(length);
  }

  /** How many accounts are screened: the first ones of the roster. */
  get done(): number {
    return this.#done;
  }

  /** Screens more accounts, for so many milliseconds; who asks for it meanwhile comes after. */
  screenFor(milliseconds: number): Promise<void> {
    const asked = this.#asking.catch(() => undefined).then(() => this.#screenFor(milliseconds));
    this.#asking = asked;
    return asked;
  }

  isRefused(account: number): boolean {
    return this.outcomes[account] === REFUSED;
  }

  has(account: number, { kind, id }: Pick<ReasonCount, "kind" | "id">): boolean {
    return this.#said(account).reasons[kind].includes(id);
  }

  totals(): Totals {
    return { done: this.#done, of: this.accounts.length, refused: this.#refused, ...this.#answers.counted() };
  }

  listed(account: number): ListedAccount {
    return {
      account,
      row: this.accounts.rows.at(account),
      name: this.accounts.names.at(account),
      outcome: this.outcomeOf(account),
      reasons: this.reasonsOf(account),
      until: this.untilOf(account),
    };
  }

  outcomeOf(account: number): Outcome {
    return outcomes[this.outcomes[account] ?? 0] as Outcome;
  }

  /** What speaks against an account, or what is not known of it. */
  reasonsOf(account: number): ListedAccount["reasons"] {
    const { outcome, reasons } = this.#said(account);
    const kinds = { eligible: [], ineligible: ["unmet"], undetermined: ["missing", "needed"] } as const;
    return kinds[outcome].flatMap((kind) => reasons[kind].map((id) => ({ kind, id })));
  }

  /** How long its outcome lasts. */
  untilOf(account: number): Until {
    this.askUntil(account);
    const last = this.lastDays[account] as number;
    return last === FOR_GOOD
      ? { last: null, next: null }
      : { last: dayText(last), next: outcomes[this.#next[account] ?? 0] as Outcome };
  }

  /** Asks the core how long an account's outcome lasts, once. */
  askUntil(account: number): void {
    if (this.lastDays[account] !== UNASKED) return;
    const [now, next] = this.#outlook(account).windows;
    this.lastDays[account] = now && now.to !== null && next ? dayNumber(now.to) : FOR_GOOD;
    this.#next[account] = next ? outcomes.indexOf(next.outcome) : 0;
  }

  detail(account: number): AccountDetail {
    const answers = this.accounts.factsOf(account);
    const [assessment] = this.policy.assess({ facts: answers }, this.#moment()).programmes;
    if (!assessment) throw new Error("the programme is not in the policy");
    const { row, name } = this.listed(account);
    return { account, row, name, answers, assessment, outlook: this.#outlook(account) };
  }

  /** The first accounts the core refused, with what it said. */
  refusedRows(): readonly RefusedRow[] {
    const found: RefusedRow[] = [];
    for (let account = 0; account < this.#done && found.length < MOST_REFUSED_SHOWN; account += 1)
      if (this.isRefused(account)) found.push(...this.refusalOf(account));
    return found;
  }

  /** What the core says of an account it refused. */
  refusalOf(account: number): readonly RefusedRow[] {
    const row = this.accounts.rows.at(account);
    try {
      this.policy.assess({ facts: this.accounts.factsOf(account) }, this.#moment());
      return [];
    } catch (error) {
      if (!(error instanceof KaiboError)) throw error;
      return error.errors.map(({ code, path }) => {
        const fact = path.split("/")[2] ?? "";
        return { row, column: this.accounts.placeOf(fact), code, fact };
      });
    }
  }

  async #screenFor(milliseconds: number): Promise<void> {
    this.#asker ??= await this.#byColumns();
    try {
      await this.#asker.ask(this.#done, performance.now() + milliseconds, (said) => this.#keep(said));
    } catch (error) {
      if (this.#asker === this.#oneByOne || !isExpected(error)) throw error;
      // There are programmes whose accounts can only be assessed one by one.
      this.#asker = this.#oneByOne;
    }
  }

  async #byColumns(): Promise<Asker> {
    const { ByColumns } = await import("./by-columns.js");
    return new ByColumns(this.#oneByOne, this.#answers.ids.unmet);
  }

  /** Keeps what the core said of the next account. */
  #keep(said: Said | undefined): void {
    const account = this.#done;
    this.#done += 1;
    if (!said) {
      this.outcomes[account] = REFUSED;
      this.#refused += 1;
      return;
    }
    this.outcomes[account] = outcomes.indexOf(said.outcome);
    this.#places[account] = this.#answers.add(said);
  }

  #said(account: number): Said {
    return this.#answers.at(this.#places[account] ?? 0);
  }

  #outlook(account: number) {
    const { programme, asOf, knownAt } = this.question;
    return this.policy.outlook(programme, { facts: this.accounts.factsOf(account) }, { asOf, knownAt });
  }

  #moment() {
    const { programme, asOf, knownAt } = this.question;
    return { asOf, knownAt, programmes: [programme] };
  }
}
