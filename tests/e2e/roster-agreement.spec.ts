// A roster is screened by columns: every account comes out as an assessment of it alone says, with the same reasons.

import { isDeepStrictEqual } from "node:util";

import { expect, test } from "@playwright/test";
import { KaiboError, loadPolicy, type Policy } from "kaibo";

import { Accounts } from "../../www/src/screens/roster/accounts.ts";
import type { ReasonKind } from "../../www/src/screens/roster/messages.ts";
import { inOrder } from "../../www/src/screens/roster/ordering.ts";
import { Screening } from "../../www/src/screens/roster/screening.ts";
import { mulberry32 } from "../support/random.mjs";

const policy = loadPolicy();
const ROWS = 2000;
const asOf = "2023-09-14";
const question = (programme: string) => ({ programme, asOf, knownAt: asOf });

const random = mulberry32(20230914);
const pick = (cells: readonly string[]) => cells[Math.floor(random() * cells.length)] ?? "";
const near = (bounds: readonly number[], spread: number) => {
  const days = random() < 0.5 ? Number(pick(bounds.map(String))) : Math.floor(random() * spread);
  return new Date(Date.parse(asOf) - days * 86_400_000).toISOString().slice(0, 10);
};

/** Cells of each type of fact: on and around every bound of the built-in policy, and some that no account can have. */
const cells: Readonly<Record<string, () => string>> = {
  boolean: () => pick(["是", "否", "否", "否"]),
  pastEvent: () => (random() < 0.1 ? "从未" : near([-1, 0, 29, 30, 31, 59, 60, 61], 400)),
  plannedEvent: () => near([1, 0, -13, -14, -15, -60], 400),
  money: () => pick(["0", "49999.99", "50000", "1.2万", "12.3400000001"]),
  ratio: () => pick(["0%", "25%", "25.0001%", "100%"]),
  integer: () => pick(["0", "1", "1000", "-1"]),
  minutes: () => pick(["299", "300", "301"]),
};

function accountsOf(policy: Policy, columns: readonly string[]): Accounts {
  const facts = policy.document.facts.filter(({ id }) => columns.includes(id));
  const accounts = new Accounts(
    facts.map(({ id }) => id),
    facts.map(({ id }) => ({ fact: id })),
    policy.document,
  );
  for (let row = 0; row < ROWS; row += 1) {
    const unknown = Number(pick(["0", "0.05", "0.3", "1"]));
    accounts.add(
      row + 2,
      facts.map(({ type }) => (random() < unknown ? "" : (cells[type]?.() ?? ""))),
      false,
    );
  }
  return accounts;
}

async function screened(policy: Policy, accounts: Accounts, programme: string): Promise<Screening> {
  const screening = new Screening(policy, accounts, question(programme));
  while (screening.done < accounts.length) await screening.screenFor(5);
  return screening;
}

/** What an assessment says of an account: what is shown of it, and all its reasons; nothing where it is refused. */
function assessed(policy: Policy, accounts: Accounts, account: number, programme: string) {
  try {
    const { programmes } = policy.assess({ facts: accounts.factsOf(account) }, { asOf, programmes: [programme] });
    const [{ outcome, criteria, missing, parametersNeeded } = { outcome: "", criteria: [] }] = programmes;
    const unmet = criteria.filter(({ kind, result }) => kind !== "risk" && result === "unmet").map(({ id }) => id);
    return { outcome, reasons: { unmet, missing: missing ?? [], needed: parametersNeeded ?? [] } };
  } catch (error) {
    if (error instanceof KaiboError) return undefined;
    throw error;
  }
}

/** What the page says of an account, in the same shape. */
function told(screening: Screening, account: number, kinds: Reasons) {
  if (screening.isRefused(account)) return undefined;
  const has = (kind: ReasonKind) => kinds[kind].filter((id) => screening.has(account, { kind, id }));
  const reasons = { unmet: has("unmet"), missing: has("missing"), needed: has("needed") };
  return { outcome: screening.outcomeOf(account), reasons };
}

type Reasons = Readonly<Record<ReasonKind, readonly string[]>>;

/** Nothing is expected row by row: that would take the runner far longer than the core. */
async function expectAgreement(policy: Policy, accounts: Accounts, programme: string): Promise<void> {
  const screening = await screened(policy, accounts, programme);
  const { facts, parameters = [] } = policy.document;
  const [nothing] = policy.assess({}, { asOf, programmes: [programme] }).programmes;
  const idsOf = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);
  const kinds = { unmet: idsOf(nothing?.criteria ?? []), missing: idsOf(facts), needed: idsOf(parameters) };
  const counts = new Map<string, number>();
  const count = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  const differences: unknown[] = [];
  for (let account = 0; account < accounts.length; account += 1) {
    const own = assessed(policy, accounts, account, programme);
    const shown = told(screening, account, kinds);
    if (!isDeepStrictEqual(own, shown)) differences.push({ account, facts: accounts.factsOf(account), own, shown });
    if (!own && screening.refusalOf(account).length === 0) differences.push({ account, why: "nothing is said of it" });
    count(own?.outcome ?? "refused");
    for (const [kind, ids] of Object.entries(own?.reasons ?? {})) for (const id of ids) count(`${kind} ${id}`);
  }
  expect(differences).toEqual([]);
  const { outcomes, refused, reasons } = screening.totals();
  const totals = [
    ...Object.entries(outcomes),
    ["refused", refused] as const,
    ...reasons.map(({ kind, id, count }) => [`${kind} ${id}`, count] as const),
  ];
  expect(new Map(totals.filter(([, count]) => count > 0))).toEqual(counts);
}

for (const { id } of policy.document.programmes)
  test(`${id}: random accounts, bad ones among them, come out as they are assessed`, async () => {
    const facts = policy.document.facts.map((fact) => fact.id);
    await expectAgreement(policy, accountsOf(policy, facts), id);
    // Most rosters have few columns: then most accounts are undetermined.
    await expectAgreement(policy, accountsOf(policy, ["hasBrandBadge", "firstBroadcastOn", "lastBroadcastOn"]), id);
  });

test("what cannot be screened by columns is assessed, account by account", async () => {
  const document = structuredClone(policy.document) as { id: string; programmes: { criteria: { id?: string }[] }[] };
  const criteria = document.programmes[2]?.criteria ?? [];
  const compared = criteria.find(({ id }) => id === "gmv-target-high-enough");
  criteria.push({ ...compared, id: "high-enough-again" });
  const entangled = loadPolicy(document) as Policy;
  const accounts = accountsOf(entangled, ["gmvTarget", "plannedMinutes", "sellsOnStream", "hasBrandBadge"]);
  await expectAgreement(entangled, accounts, "benchmark");
});

test("who asks to screen while it is being done comes after: no account is told of twice", async () => {
  const accounts = accountsOf(policy, ["hasBrandBadge"]);
  const screening = new Screening(policy, accounts, question("cold-start"));
  await Promise.all(Array.from({ length: 5 }, () => screening.screenFor(50)));
  const { eligible, undetermined, ineligible } = screening.totals().outcomes;
  expect(eligible + undetermined + ineligible).toBe(accounts.length);
});

test("texts are put in order as they are by comparing all of them, equal ones in the order of the file", async () => {
  for (const length of [0, 1, 5, 4096, 4097, 30_000]) {
    const texts = Array.from({ length }, () => `账号 ${Math.floor(random() * 9000)}`);
    const { compare } = new Intl.Collator("zh-CN", { numeric: true });
    const expected = Array.from(texts.keys());
    expected.sort((one, other) => compare(texts[one] ?? "", texts[other] ?? "") || one - other);
    const found = await inOrder({ length, at: (place) => texts[place] ?? "", compare }, async () => true);
    expect(Array.from(found ?? []), `${length} texts`).toEqual(expected);
  }
});

test("an order that nobody waits for any more is none", async () => {
  let pauses = 0;
  const pause = async () => ++pauses < 3;
  const texts = { length: 20_000, at: String, compare: (one: string, other: string) => (one < other ? -1 : 1) };
  expect(await inOrder(texts, pause)).toBeUndefined();
  expect(pauses).toBe(3);
});
