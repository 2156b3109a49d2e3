// What two tabs did to one account becomes one: by the laws of a merge, without a page.

import { expect, test } from "@playwright/test";

import { type Account, merged, newAccount } from "../../www/src/app/account.ts";

const base: Account = {
  ...newAccount("a", 0, "一号店"),
  programme: "cold-start",
  answers: { sellsOnStream: true, hasBrandBadge: false },
  skipped: ["cheating"],
  typed: { "planner.gmvTarget": "5" },
  ledger: { broadcasts: [row(1), row(2), row(2)], since: null, through: null },
};

function row(day: number) {
  return { startedAt: `2023-09-0${day}`, minutes: 60 };
}

const changes: readonly Partial<Account>[] = [
  { name: "二号店" },
  { asOf: "2023-09-14" },
  { answers: { ...base.answers, storeClosed: false } },
  { answers: { sellsOnStream: true } },
  { skipped: [] },
  { skipped: ["cheating", "storeClosed"] },
  { typed: {} },
  { done: ["planner.apply"] },
  { plannedBroadcasts: ["2023-10-01"] },
  { ledger: { broadcasts: [row(1), row(2), row(2), row(3)], since: "beginning", through: null } },
  { ledger: { broadcasts: [row(2)], since: null, through: null } },
  { ledger: null },
];

test("where nothing changed here, what is there stands; where nothing changed there, what is here", () => {
  for (const change of changes) {
    const changed = { ...base, ...change };
    expect(merged(base, base, changed)).toEqual(changed);
    expect(merged(base, changed, base)).toEqual(changed);
    expect(merged(base, changed, changed)).toEqual(changed);
  }
});

test("changes of different things are both there, in whatever order they are merged", () => {
  const apart = [changes[0], changes[1], changes[2], changes[5], changes[7], changes[8], changes[9]];
  for (const mine of apart) {
    for (const theirs of apart) {
      if (mine === theirs) continue;
      const both = { ...base, ...theirs, ...mine };
      expect(merged(base, { ...base, ...mine }, { ...base, ...theirs })).toEqual(both);
    }
  }
});

test("answers to two questions are both there, and a withdrawn one stays withdrawn", () => {
  const mine = { ...base, answers: { sellsOnStream: true } };
  const theirs = { ...base, answers: { ...base.answers, storeClosed: false } };
  expect(merged(base, mine, theirs).answers).toEqual({ sellsOnStream: true, storeClosed: false });
});

test("broadcasts added in both tabs are all there, one added in both once, and a removed one is gone once", () => {
  const of = (...days: number[]): Account => ({
    ...base,
    ledger: { broadcasts: days.map(row), since: null, through: null },
  });
  const days = (account: Account) =>
    account.ledger?.broadcasts.map(({ startedAt }) => Number(String(startedAt).slice(-1))).sort();
  expect(days(merged(base, of(1, 2, 2, 3), of(1, 2, 2, 4)))).toEqual([1, 2, 2, 3, 4]);
  expect(days(merged(base, of(1, 2, 2, 3), of(1, 2, 2, 3, 4)))).toEqual([1, 2, 2, 3, 4]);
  expect(days(merged(base, of(1, 2), of(1, 2, 2, 4)))).toEqual([1, 2, 4]);
  expect(days(merged(base, { ...base, ledger: null }, of(1, 2, 2, 4)))).toEqual([4]);
  expect(merged(base, { ...base, ledger: null }, { ...base, ledger: null }).ledger).toBeNull();
});

test("where both changed the same answer, this tab's stands", () => {
  const mine = { ...base, answers: { ...base.answers, hasBrandBadge: true } };
  const theirs = { ...base, answers: { sellsOnStream: true } };
  expect(merged(base, mine, theirs).answers).toEqual({ sellsOnStream: true, hasBrandBadge: true });
});
