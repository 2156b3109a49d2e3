// What is kept may no longer go with the policy or the clock of the device. What the core refuses is taken out, and named.

import type { Policy } from "kaibo";
import { createInterview } from "kaibo/interview";

import { type Account, newAccount } from "./account.js";

/** Something that was taken out. */
export interface TakenOut {
  /** JSON Pointer into the application, as the core gives it: `/facts/firstBroadcastOn`. */
  readonly path: string;
  readonly code: string;
}

/** An account every part of which the core accepts, and what was taken out for that. */
export interface Mended {
  readonly account: Account;
  readonly takenOut: readonly TakenOut[];
}

/** More rounds than this never help: each takes out all that one refusal names. */
const MOST_ROUNDS = 20;

/** Takes out what the core refuses. */
export function mended(policy: Policy, account: Account): Mended {
  const takenOut: TakenOut[] = [];
  let rest = account;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const refused = refusalsOf(policy, rest);
    if (refused.length === 0) return { account: rest, takenOut };
    takenOut.push(...refused);
    const left = without(rest, refused);
    // Refused for something that cannot be told apart: only what was typed and ticked stays.
    rest = left === rest ? bare(rest) : left;
  }
  return { account: bare(account), takenOut };
}

function refusalsOf(policy: Policy, account: Account): readonly TakenOut[] {
  const { asOf, answers, skipped, parameters, ledger, plannedBroadcasts } = account;
  const programmes = policy.document.programmes as readonly { readonly id: string }[];
  const programme = account.programme || (programmes[0]?.id ?? "");
  const kept = { answers, skipped, parameters, ledger, plannedBroadcasts };
  try {
    createInterview(policy, programme, asOf === null ? kept : { ...kept, asOf });
    return [];
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return (error.errors ?? [error]).map(({ code, path }) => ({ code, path }));
  }
}

function without(account: Account, refused: readonly TakenOut[]): Account {
  const paths = refused.map(({ path }) => path.split("/").slice(1));
  const named = (part: string) => new Set(paths.filter(([first]) => first === part).map(([, second]) => second ?? ""));
  const [facts, parameters, rows] = [named("facts"), named("parameters"), named("broadcasts")];
  const heads = new Set(paths.map(([first]) => first));
  if (![...heads].some((head) => KNOWN.has(head ?? ""))) return account;
  return {
    ...account,
    programme: heads.has("programme") || heads.has("programmes") ? "" : account.programme,
    asOf: heads.has("asOf") || heads.has("knownAt") ? null : account.asOf,
    answers: omit(account.answers, facts),
    parameters: omit(account.parameters, parameters),
    plannedBroadcasts: heads.has("plannedBroadcasts") ? [] : account.plannedBroadcasts,
    ledger: account.ledger && {
      broadcasts: account.ledger.broadcasts.filter((_, index) => !rows.has(String(index))),
      since: heads.has("broadcastsSince") ? null : account.ledger.since,
      through: heads.has("broadcastsThrough") ? null : account.ledger.through,
    },
  };
}

const KNOWN = new Set([
  ...["facts", "parameters", "broadcasts", "broadcastsSince", "broadcastsThrough"],
  ...["programme", "programmes", "asOf", "knownAt", "plannedBroadcasts"],
]);

function bare({ id, order, name, typed, done }: Account): Account {
  return { ...newAccount(id, order, name), typed, done };
}

function omit<T>(record: Readonly<Record<string, T>>, keys: ReadonlySet<string>): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => !keys.has(key)));
}

interface Refusal extends TakenOut {
  readonly errors?: readonly TakenOut[];
}

function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && error.name === "KaiboError" && "code" in error && "path" in error;
}
