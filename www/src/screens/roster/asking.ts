// Asks the core of accounts.

import { KaiboError, type Policy } from "kaibo";

import type { Accounts } from "./accounts.js";
import type { Said } from "./answers.js";
import type { Question } from "./messages.js";

/** Takes what is said of the next account: nothing where its facts are refused. */
export type Take = (said: Said | undefined) => void;

/** Asks of accounts one after another. */
export interface Asker {
  /** Asks of accounts from one on, until a moment has come or there are no more. */
  ask(from: number, until: number, take: Take): Promise<void>;
}

/** As an assessment tells it, account by account. */
export class OneByOne implements Asker {
  constructor(
    readonly policy: Policy,
    readonly accounts: Accounts,
    readonly question: Question,
  ) {}

  async ask(from: number, until: number, take: Take): Promise<void> {
    for (let account = from; account < this.accounts.length && performance.now() < until; account += 1)
      take(this.said(account));
  }

  said(account: number): Said | undefined {
    const { programme, asOf, knownAt } = this.question;
    const application = { facts: this.accounts.factsOf(account) };
    try {
      const [assessment] = this.policy.assess(application, { asOf, knownAt, programmes: [programme] }).programmes;
      if (!assessment) throw new Error("the programme is not in the policy");
      const { outcome, criteria, missing, parametersNeeded } = assessment;
      const unmet = criteria.filter(({ kind, result }) => kind !== "risk" && result === "unmet").map(({ id }) => id);
      return { outcome, reasons: { unmet, missing, needed: parametersNeeded } };
    } catch (error) {
      if (!isExpected(error)) throw error;
      return undefined;
    }
  }
}

/** Whether an error says something of what was asked, and not that something is broken. */
export function isExpected(error: unknown): error is KaiboError {
  return error instanceof KaiboError && error.code !== "internal" && error.code !== "not-ready";
}
