// The outcomes of a roster's accounts: found row by row, kept in a few numbers each, and read as reasons again.

import { KaiboError, type Outcome, type Policy } from "kaibo";

import { type Accounts, dayNumber, dayText } from "./accounts.js";
import { BitSets } from "./growing.js";
import type {
  AccountDetail,
  ListedAccount,
  Question,
  ReasonCount,
  ReasonKind,
  RefusedRow,
  Totals,
  Until,
} from "./messages.js";

export const outcomes: readonly Outcome[] = ["eligible", "undetermined", "ineligible"];

const REFUSED = outcomes.length;
const UNASKED = -0x80000000;
const FOR_GOOD = 0x7fffffff;
const MOST_REFUSED_SHOWN = 100;

/** What is kept of one kind of reasons: which accounts have it, and how many. */
interface Reasons {
  readonly ids: readonly string[];
  readonly sets: BitSets;
  readonly counts: Uint32Array;
}

/** The screening of one roster for one question. */
export class Screening {
  /** The place of each account's outcome in {@link outcomes}. */
  readonly outcomes: Uint8Array;
  /** The last day of each outcome, counted from 1970; what was not asked yet is filled in by {@link askUntil}. */
  readonly lastDays: Int32Array;
  readonly #next: Uint8Array;
  readonly #reasons: Readonly<Record<ReasonKind, Reasons>>;
  readonly #counts = new Uint32Array(outcomes.length + 1);
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
    const kept = (list: readonly { readonly id: string }[]): Reasons => ({
      ids: list.map(({ id }) => id),
      sets: new BitSets(length, list.length),
      counts: new Uint32Array(list.length),
    });
    this.#reasons = { unmet: kept(criteria), missing: kept(facts), needed: kept(parameters) };
    this.outcomes = new Uint8Array(length);
    this.lastDays = new Int32Array(length).fill(UNASKED);
    this.#next = new Uint8Array(length);
  }

  /** How many accounts are screened: the first ones of the roster. */
  get done(): number {
    return this.#done;
  }

  /** Screens so many accounts more. */
  screenNext(count: number): void {
    const to = Math.min(this.#done + count, this.accounts.length);
    screenRows(this, this.#done, to);
    this.#done = to;
  }

  /** Keeps what the core said of an account. */
  keep(account: number, outcome: Outcome, reasons: Readonly<Record<ReasonKind, readonly string[]>>): void {
    this.#settle(account, outcomes.indexOf(outcome));
    for (const kind of ["unmet", "missing", "needed"] as const) {
      const { ids, sets, counts } = this.#reasons[kind];
      for (const id of reasons[kind]) {
        const place = ids.indexOf(id);
        sets.add(account, place);
        counts[place] = (counts[place] ?? 0) + 1;
      }
    }
  }

  /** Keeps that the core refused an account's facts. */
  refuse(account: number): void {
    this.#settle(account, REFUSED);
  }

  isRefused(account: number): boolean {
    return this.outcomes[account] === REFUSED;
  }

  has(account: number, { kind, id }: Pick<ReasonCount, "kind" | "id">): boolean {
    const { ids, sets } = this.#reasons[kind];
    return sets.has(account, ids.indexOf(id));
  }

  totals(): Totals {
    const [eligible = 0, undetermined = 0, ineligible = 0, refused = 0] = this.#counts;
    const reasons = (["unmet", "missing", "needed"] as const).flatMap((kind) => this.#counted(kind));
    return {
      done: this.#done,
      of: this.accounts.length,
      outcomes: { eligible, undetermined, ineligible },
      refused,
      reasons,
    };
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
    const outcome = this.outcomeOf(account);
    const kinds = { eligible: [], ineligible: ["unmet"], undetermined: ["missing", "needed"] } as const;
    return kinds[outcome].flatMap((kind) =>
      this.#reasons[kind].sets.of(account).map((bit) => ({ kind, id: this.#reasons[kind].ids[bit] as string })),
    );
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

  #settle(account: number, outcome: number): void {
    this.outcomes[account] = outcome;
    this.#counts[outcome] = (this.#counts[outcome] ?? 0) + 1;
  }

  #counted(kind: ReasonKind): readonly ReasonCount[] {
    const { ids, counts } = this.#reasons[kind];
    return ids.map((id, place) => ({ kind, id, count: counts[place] ?? 0 })).filter(({ count }) => count > 0);
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

/** Asks the core for the outcomes of some accounts, the first included and the last not. */
function screenRows(screening: Screening, from: number, to: number): void {
  const { policy, accounts, question } = screening;
  const moment = { asOf: question.asOf, knownAt: question.knownAt, programmes: [question.programme] };
  for (let account = from; account < to; account += 1) {
    try {
      const [assessment] = policy.assess({ facts: accounts.factsOf(account) }, moment).programmes;
      if (!assessment) throw new Error("the programme is not in the policy");
      const { outcome, criteria, missing, parametersNeeded } = assessment;
      const unmet = criteria.filter(({ kind, result }) => kind !== "risk" && result === "unmet").map(({ id }) => id);
      screening.keep(account, outcome, { unmet, missing, needed: parametersNeeded });
    } catch (error) {
      if (!(error instanceof KaiboError) || error.code === "internal" || error.code === "not-ready") throw error;
      screening.refuse(account);
    }
  }
}
