// The interview without a face: the store the elements draw, driven by calls alone.

import { expect, test } from "@playwright/test";
import { loadPolicy } from "../../pkg/dist/index.js";
import { createInterview, todayAt } from "../../pkg/dist/interview.js";

const today = "2023-09-14";
const begin = (programme = "cold-start", answers = {}) => createInterview(loadPolicy(), programme, { today, answers });
const spotless = {
  sellsOnStream: true,
  hasBrandBadge: false,
  coldStartGrantedBefore: false,
  storeClosed: false,
  counterfeitOrSeriousViolation: false,
  tradesOrOverpromisesTraffic: false,
  cheating: false,
};

test("it asks what matters, and comes to a verdict when nothing does any more", () => {
  const interview = begin();
  expect(interview.state.current).toBe("sellsOnStream");
  expect(interview.answer("sellsOnStream", false)).toBe(true);
  expect(interview.state.current).toBeNull();
  expect(interview.state.assessment.outcome).toBe("ineligible");
});

test("what is not sure is passed over and not asked again", () => {
  const interview = begin();
  interview.skip("sellsOnStream");
  expect(interview.state.current).toBe("hasBrandBadge");
  expect(interview.state.skipped).toEqual(["sellsOnStream"]);
  interview.goTo("sellsOnStream");
  interview.answer("sellsOnStream", true);
  expect(interview.state.skipped).toEqual([]);
  expect(interview.state.current).toBe("hasBrandBadge");
});

test("the number of questions that can still come never grows as answers come in", () => {
  const interview = begin("benchmark");
  let before = Number.POSITIVE_INFINITY;
  for (let { state } = interview; state.current !== null; { state } = interview) {
    expect(state.remaining).toBeLessThan(before);
    before = state.remaining;
    interview.skip(state.current);
  }
});

test("a refused answer changes nothing but the errors, and names what it disagrees with", () => {
  const interview = begin("cold-start", { lastBroadcastOn: "2023-07-01" });
  const before = interview.state;
  expect(interview.answer("firstBroadcastOn", "2023-08-01")).toBe(false);
  expect(interview.state.answers).toEqual(before.answers);
  expect(interview.state.current).toBe(before.current);
  expect(interview.state.errors.firstBroadcastOn).toMatchObject({
    code: "event-order",
    conflicts: ["lastBroadcastOn"],
  });

  expect(interview.answer("firstBroadcastOn", "2023-08-01", { forget: ["lastBroadcastOn"] })).toBe(true);
  expect(interview.state.answers).toEqual({ firstBroadcastOn: "2023-08-01" });
  expect(interview.state.errors).toEqual({});
});

test("the windows are those of the policy's worked example", () => {
  const interview = begin("cold-start", {
    ...spotless,
    firstBroadcastOn: "2023-09-01",
    lastBroadcastOn: "2023-09-01",
  });
  const windows = interview.state.outlook.windows.map(({ from, to, outcome }) => [from, to, outcome]);
  expect(windows).toEqual([
    ["2023-09-14", "2023-10-01", "eligible"],
    ["2023-10-02", "2023-10-31", "ineligible"],
    ["2023-11-01", null, "eligible"],
  ]);
});

test("what to do, and by when, follows every answer", () => {
  const interview = begin("cold-start", {
    ...spotless,
    storeClosed: true,
    firstBroadcastOn: "2023-08-01",
    lastBroadcastOn: "2023-09-01",
  });
  expect(interview.state.remedies).toEqual({
    remedies: [
      { changes: [{ fact: "storeClosed", to: false, bound: "exactly" }], given: [], on: "2023-11-01", kind: "both" },
    ],
    blockedBy: [],
  });
  interview.answer("coldStartGrantedBefore", true);
  expect(interview.state.remedies).toEqual({ remedies: [], blockedBy: ["never-supported-before"] });
});

test("the schedule is that of the day of submission and of the planned start", () => {
  expect(begin("cold-start").state.schedule.review).toEqual({
    from: "2023-09-18",
    to: "2023-09-21",
    certainty: "official",
  });
  const interview = begin("benchmark", { plannedStartOn: "2023-10-15" });
  expect(interview.state.schedule).toMatchObject({ submitBy: "2023-10-01", inTime: true, review: null });
  interview.setAsOf("2023-10-02");
  expect(interview.state.schedule.inTime).toBe(false);
  interview.answer("plannedStartOn", "2023-10-15T16:30:00Z");
  expect(interview.state.schedule.submitBy).toBe("2023-10-02");
});

test("a later day of submission is judged by what is known today", () => {
  const interview = begin("cold-start", { ...spotless, firstBroadcastOn: "2023-09-01" });
  expect(interview.setAsOf("2023-09-30")).toBe(true);
  expect(interview.state.knownAt).toBe(today);
  expect(interview.state.assessment.outcome).toBe("eligible");
  expect(interview.answer("firstBroadcastOn", "2023-09-20")).toBe(false);
  expect(interview.state.errors.firstBroadcastOn?.code).toBe("event-after-moment");
});

test("back goes through what was shown, and listeners hear of every change", () => {
  const interview = begin();
  const heard: (string | null)[] = [];
  const stop = interview.subscribe(({ current }) => heard.push(current));
  interview.answer("sellsOnStream", true);
  interview.answer("hasBrandBadge", false);
  expect(interview.back()).toBe(true);
  expect(interview.back()).toBe(true);
  expect(interview.back()).toBe(false);
  expect(heard).toEqual(["hasBrandBadge", "coldStartGrantedBefore", "hasBrandBadge", "sellsOnStream"]);
  stop();
  interview.skip("sellsOnStream");
  expect(heard).toHaveLength(4);
});

test("a value the platform told settles what rests on it, until it is removed", () => {
  const interview = begin("growth", spotless);
  expect(interview.state.assessment.parametersNeeded).toEqual(["growthRequirements"]);
  const told = { value: true, source: "Tencent contact", toldOn: "2023-09-10" };
  expect(interview.setParameter("growthRequirements", told)).toBe(true);
  expect(interview.state.assessment.outcome).toBe("eligible");
  expect(interview.setParameter("growthRequirements", { ...told, source: "" })).toBe(false);
  expect(interview.state.errors.growthRequirements?.path).toContain("/source");
  expect(interview.setParameter("growthRequirements", null)).toBe(true);
  expect(interview.state.assessment.outcome).toBe("undetermined");
});

test("today is the day in the policy's zone", () => {
  expect(todayAt("+08:00", Date.parse("2023-09-14T16:30:00Z"))).toBe("2023-09-15");
  expect(todayAt("-05:00", Date.parse("2023-09-14T03:00:00Z"))).toBe("2023-09-13");
});

const broadcast = (startedAt: string) => ({ startedAt, minutes: 60 });
const complete = { since: "beginning", through: today };

test("a complete list of broadcasts answers the first and the last one, and they are not asked", () => {
  const interview = begin();
  const broadcasts = [broadcast("2023-08-20T20:00:00+08:00"), broadcast("2023-09-10")];
  expect(interview.setLedger({ broadcasts, ...complete })).toBe(true);
  expect(interview.state.ledgerSummary?.broadcasts).toBe(2);
  for (const [fact, value] of Object.entries(spotless)) {
    expect(interview.state.current).not.toContain("Broadcast");
    interview.answer(fact, value);
  }
  expect(interview.state.current).toBeNull();
  expect(interview.state.assessment.outcome).toBe("eligible");
  expect(interview.state.assessment.tasks[0]?.achieved).toBe(2);
});

test("a list with a fault is refused whole, and every fault is kept with its path", () => {
  const interview = begin();
  interview.setLedger({ broadcasts: [broadcast("2023-09-01")], since: null, through: null });
  const before = interview.state.ledger;
  const broadcasts = [broadcast("2023-09-20"), { startedAt: "2023-09-02", minutes: -1 }];
  expect(interview.setLedger({ broadcasts, since: null, through: null })).toBe(false);
  expect(interview.state.ledger).toBe(before);
  expect(interview.state.errors.ledger?.faults.map(({ path }) => path)).toContain("/broadcasts/1/minutes");
  expect(interview.setLedger({ broadcasts: [broadcast("2023-09-20")], since: null, through: null })).toBe(false);
  expect(interview.state.errors.ledger).toMatchObject({
    code: "event-after-moment",
    faults: [{ code: "event-after-moment", path: "/broadcasts/0/startedAt" }],
  });
  expect(interview.setLedger(null)).toBe(true);
  expect(interview.state.ledger).toBeNull();
});

test("a fact at odds with the list is refused at the fact, and a list at odds with a fact names the fact", () => {
  const interview = begin();
  interview.setLedger({ broadcasts: [broadcast("2023-09-01")], ...complete });
  expect(interview.answer("firstBroadcastOn", "2023-08-20")).toBe(false);
  expect(interview.state.errors.firstBroadcastOn?.code).toBe("at-odds-with-ledger");

  const other = begin("cold-start", { firstBroadcastOn: "2023-08-20" });
  const ledger = { broadcasts: [broadcast("2023-09-01")], ...complete };
  expect(other.setLedger(ledger)).toBe(false);
  expect(other.state.errors.ledger?.conflicts).toEqual(["firstBroadcastOn"]);
  expect(other.setLedger(ledger, { forget: ["firstBroadcastOn"] })).toBe(true);
});

test("a day before a broadcast is refused; planned broadcasts that are no longer ahead are dropped", () => {
  const interview = begin();
  interview.setLedger({ broadcasts: [broadcast("2023-09-10")], since: null, through: null });
  expect(interview.setAsOf("2023-09-01")).toBe(false);
  expect(interview.state.errors.asOf).toMatchObject({
    code: "event-after-moment",
    path: "/broadcasts/0/startedAt",
  });
  expect(interview.setAsOf("2023-09-10")).toBe(true);
  expect(interview.setPlannedBroadcasts(["2023-09-12", "2023-09-20", "2023-09-12"])).toBe(true);
  expect(interview.state.plannedBroadcasts).toEqual(["2023-09-12", "2023-09-20"]);
  expect(interview.setPlannedBroadcasts(["2023-09-09"])).toBe(false);
  expect(interview.state.errors.plannedBroadcasts?.code).toBe("out-of-range");
  expect(interview.setAsOf("2023-09-13")).toBe(true);
  expect(interview.state.plannedBroadcasts).toEqual(["2023-09-20"]);
});

test("planned broadcasts change the outlook that is for them, and no other", () => {
  const interview = begin("cold-start", {
    ...spotless,
    firstBroadcastOn: "2023-01-01",
    lastBroadcastOn: "2023-07-20",
  });
  const { outlook } = interview.state;
  expect(interview.state.plannedOutlook).toEqual(outlook);
  interview.setPlannedBroadcasts(["2023-09-17"]);
  expect(interview.state.outlook).toEqual(outlook);
  expect(interview.state.plannedOutlook).not.toEqual(outlook);
  expect(interview.state.plannedOutlook.assuming).toBe("planned-broadcasts");
});

test("a tier table is kept, and one with a gap refused at its row", () => {
  const interview = begin("growth");
  const told = { source: "the contact", toldOn: "2023-09-10" };
  const first = { metric: "monthGmv", atLeast: 1000, below: 5000 };
  expect(
    interview.setParameter("growthTasks", { value: [first, { metric: "monthGmv", atLeast: 6000 }], ...told }),
  ).toBe(false);
  expect(interview.state.errors.growthTasks?.faults).toEqual([
    { code: "tier-gap", path: "/parameters/growthTasks/value/1/atLeast" },
  ]);
  expect(
    interview.setParameter("growthTasks", { value: [first, { metric: "monthGmv", atLeast: 5000 }], ...told }),
  ).toBe(true);
  expect(interview.state.assessment.tasks.map(({ metric, tiers }) => [metric, tiers.length])).toEqual([
    ["monthGmv", 2],
  ]);
});

test("a list that is complete through today settles the last broadcast also for a later day of submission", () => {
  const interview = createInterview(loadPolicy(), "cold-start", { today, asOf: "2023-09-20", answers: spotless });
  const broadcasts = [broadcast("2023-01-10"), broadcast("2023-07-20")];
  expect(interview.setLedger({ broadcasts, ...complete })).toBe(true);
  expect(interview.state.current).toBeNull();
  expect(interview.state.assessment.outcome).toBe("eligible");
});
