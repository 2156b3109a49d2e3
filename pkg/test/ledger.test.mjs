// A ledger through the boundary: broadcasts taken over one by one, and what JSON cannot hold.

import assert from "node:assert/strict";
import { test } from "node:test";
import { loadPolicy } from "kaibo";

const policy = loadPolicy();
const moment = { asOf: "2023-09-14" };
const complete = { broadcastsSince: "beginning", broadcastsThrough: "2023-09-14" };

function task(application, metric, programme = "growth") {
  const { programmes } = policy.assess(application, moment);
  return programmes.find(({ id }) => id === programme).tasks.find((it) => it.metric === metric);
}

// The million itself is summed natively, in tests/ledger.rs.
test("a hundred thousand broadcasts of a fen are 1,000 yuan", () => {
  const start = Date.parse("2023-09-01T00:00:00+08:00");
  const broadcasts = Array.from({ length: 100_000 }, (_, second) => ({
    startedAt: new Date(start + second * 1_000),
    minutes: 0,
    gmv: 0.01,
  }));
  assert.equal(task({ broadcasts, ...complete }, "monthGmv").achieved, 1_000);
});

test("more than a million are refused, and what follows is answered", () => {
  const broadcasts = new Array(1_000_001).fill({});
  assert.throws(() => policy.assess({ broadcasts }, moment), { code: "too-large", path: "/broadcasts" });
  assert.equal(policy.assess({ facts: { hasBrandBadge: true } }, moment).programmes[0].outcome, "ineligible");
});

test("a Date is a moment, and belongs to its day in China", () => {
  const broadcasts = [{ startedAt: new Date("2023-08-31T16:30:00Z"), endedAt: new Date("2023-08-31T17:30:00Z") }];
  assert.equal(task({ broadcasts, ...complete }, "monthMinutes").achieved, 60);
});

test("what is wrong with facts and with broadcasts is said together", () => {
  const broadcasts = [
    { startedAt: "2023-09-01", minutes: Number.NaN },
    { startedAt: "2023-09-02", minutes: -1 },
  ];
  assert.throws(
    () => policy.assess({ facts: { hasBrandBadge: 1 }, broadcasts: broadcasts.slice(1) }, moment),
    ({ errors }) => {
      assert.deepEqual(errors.map(({ path }) => path).sort(), ["/broadcasts/0/minutes", "/facts/hasBrandBadge"]);
      return true;
    },
  );
  assert.throws(() => policy.assess({ broadcasts }, moment), { code: "not-finite", path: "/broadcasts/0/minutes" });
});
