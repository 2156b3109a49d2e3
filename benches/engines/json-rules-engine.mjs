// One rule a criterion, which fires where it fails; the engine knows no dates, and is given days.

import { Engine } from "json-rules-engine";

import { daysSince } from "./accounts.mjs";

export function load() {
  const engine = new Engine([
    rule("no-brand-badge", { all: [{ fact: "hasBrandBadge", operator: "equal", value: true }] }),
    rule("never-supported-before", { all: [{ fact: "supportedBefore", operator: "equal", value: true }] }),
    rule("newcomer-or-dormant", {
      all: [
        { fact: "daysSinceFirst", operator: "greaterThan", value: 30 },
        { fact: "daysSinceLast", operator: "lessThanInclusive", value: 60 },
      ],
    }),
  ]);
  return async (account) => {
    const { events } = await engine.run({
      ...account,
      daysSinceFirst: daysSince(account.firstBroadcastOn),
      daysSinceLast: daysSince(account.lastBroadcastOn),
    });
    const fired = new Set(events.map(({ type }) => type));
    const failing = ["newcomer-or-dormant", "no-brand-badge", "never-supported-before"].filter((id) => fired.has(id));
    return { eligible: failing.length === 0, failing };
  };
}

function rule(type, conditions) {
  return { conditions, event: { type } };
}
