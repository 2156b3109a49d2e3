// What broadcasts come to by day and by week, without a page.

import { expect, test } from "@playwright/test";
import { loadPolicy } from "kaibo";
import type { PolicyWords } from "kaibo/locales";

import { barsOf, byDay, entriesOf, sumOf, taskOf, windowOf } from "../../www/src/screens/progress/figures.ts";

const offset = "+08:00";

test("a broadcast belongs to the day in the policy's zone on which it starts", () => {
  const entries = entriesOf(
    [
      { startedAt: "2023-08-14T16:30:00Z", minutes: 60 },
      { startedAt: "2023-09-01T23:30:00+08:00", endedAt: "2023-09-02T01:00:00+08:00" },
      { startedAt: "2023-09-01", minutes: 30 },
    ],
    [],
    offset,
  );
  expect(entries.map(({ day, time, minutes }) => [day, time, minutes])).toEqual([
    ["2023-08-15", "00:30", 60],
    ["2023-09-01", "", 30],
    ["2023-09-01", "23:30", 90],
  ]);
});

test("one that stands again does not count, and time that two share counts once: as the core says", () => {
  const broadcasts = [
    { startedAt: "2023-09-01T20:00:00+08:00", minutes: 120, gmv: 100.1, refundedGmv: 0.1 },
    { startedAt: "2023-09-01T20:00:00+08:00", minutes: 120, gmv: 100.1, refundedGmv: 0.1 },
    { startedAt: "2023-09-01T21:30:00+08:00", minutes: 60, gmv: 200.2 },
    { startedAt: "2023-09-03T20:00:00+08:00", minutes: 10.5 },
  ];
  const policy = loadPolicy();
  const { ledger, programmes } = policy.assess(
    { broadcasts, broadcastsSince: "beginning", broadcastsThrough: "2023-09-14" },
    { asOf: "2023-09-14", programmes: ["growth"] },
  );
  const entries = entriesOf(broadcasts, ledger?.repeated ?? [], offset);
  const sum = sumOf(entries);
  const core = (metric: string) => programmes[0]?.tasks.find((task) => task.metric === metric)?.achieved;
  expect(sum.broadcasts).toBe(ledger?.broadcasts);
  expect(sum.minutes).toBe(core("monthMinutes"));
  expect(sum.gmv).toBe(core("monthGmv"));
  expect(sum.netGmv).toBe(core("monthNetGmv"));
  expect(byDay(entries).size).toBe(core("monthDays"));
  expect([sum.withoutGmv, sum.withoutNetGmv]).toEqual([1, 2]);
});

test("what was entered of none is not known, and not nothing", () => {
  const sum = sumOf(entriesOf([{ startedAt: "2023-09-01", minutes: 60 }], [], offset));
  expect([sum.gmv, sum.netGmv]).toEqual([null, null]);
  expect(sumOf([]).gmv).toBe(0);
});

test("45 days are drawn by day, more by weeks that begin on a Monday; the total is that of all before", () => {
  const entries = entriesOf(
    ["2023-07-31", "2023-08-06", "2023-08-07", "2023-09-14"].map((startedAt) => ({ startedAt, minutes: 60, gmv: 10 })),
    [],
    offset,
  );
  const days = barsOf(entries, { from: "2023-08-01", to: "2023-09-14" }, "2023-09-14", "gmv");
  expect([days.by, days.bars.length]).toEqual(["day", 45]);
  const weeks = barsOf(entries, { from: "2023-07-31", to: "2023-09-14" }, "2023-09-14", "minutes");
  expect(weeks.by).toBe("week");
  expect(weeks.bars.map(({ from, value, total }) => [from, value, total])).toEqual([
    ["2023-07-31", 120, 120],
    ["2023-08-07", 60, 180],
    ["2023-08-14", 0, 180],
    ["2023-08-21", 0, 180],
    ["2023-08-28", 0, 180],
    ["2023-09-04", 0, 180],
    ["2023-09-11", 60, 240],
  ]);
  expect(weeks.bars.at(-1)?.to).toBe("2023-09-14");
});

test("what is needed by a day is the core's pace from what there is to the target, and nothing without a table", () => {
  const policy = loadPolicy();
  const document = policy.document as unknown as PolicyWords;
  const broadcasts = [{ startedAt: "2023-09-10", minutes: 60, gmv: 4000 }];
  const assess = (parameters: object) =>
    policy.assess({ broadcasts, parameters } as never, { asOf: "2023-09-14", programmes: ["growth"] }).programmes[0]
      ?.tasks ?? [];
  const told = { value: [{ metric: "monthGmv", atLeast: 20_000 }], source: "someone", toldOn: "2023-09-10" };
  const entries = entriesOf(broadcasts, [], offset);

  const task = taskOf(document, assess({ growthTasks: told }), "gmv");
  if (!task) throw new Error("there is a task for GMV");
  const span = windowOf(task, entries, "2023-09-14");
  expect(span).toEqual({ from: "2023-09-01", to: "2023-09-30" });
  const { bars } = barsOf(entries, { from: "2023-09-01", to: "2023-09-30" }, "2023-09-14", "gmv", task);
  const needed = (day: string) => bars.find(({ from }) => from === day)?.needed;
  expect(needed("2023-09-13")).toBeNull();
  expect([needed("2023-09-14"), needed("2023-09-15"), needed("2023-09-30")]).toEqual([4000, 5000, 20_000]);
  expect(bars.find(({ from }) => from === "2023-09-15")?.total).toBeNull();

  const untold = taskOf(document, assess({}), "gmv");
  if (!untold) throw new Error("there is a task for GMV");
  expect(windowOf(untold, entries, "2023-09-14")).toEqual({ from: "2023-09-01", to: "2023-09-14" });
  const without = barsOf(entries, { from: "2023-09-01", to: "2023-09-14" }, "2023-09-14", "gmv", untold);
  expect(without.bars.every((bar) => bar.needed === null)).toBe(true);
});
