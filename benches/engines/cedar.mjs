// A policy that permits, and one a criterion that forbids; those that forbid are the reasons. Parsed once.

import { preparsePolicySet, statefulIsAuthorized } from "@cedar-policy/cedar-wasm/nodejs";

import { daysSince } from "./accounts.mjs";

const staticPolicies = {
  everybody: "permit(principal, action, resource);",
  "no-brand-badge": "forbid(principal, action, resource) when { context.hasBrandBadge };",
  "never-supported-before": "forbid(principal, action, resource) when { context.supportedBefore };",
  "newcomer-or-dormant":
    "forbid(principal, action, resource) when { context.daysSinceFirst > 30 && context.daysSinceLast <= 60 };",
};
const criteria = ["newcomer-or-dormant", "no-brand-badge", "never-supported-before"];
const principal = { type: "Account", id: "account" };
const action = { type: "Action", id: "apply" };
const resource = { type: "Programme", id: "cold-start" };

export function load() {
  const parsed = preparsePolicySet("cold-start", { staticPolicies });
  if (parsed.type !== "success") throw new Error(JSON.stringify(parsed));
  return ({ firstBroadcastOn, lastBroadcastOn, hasBrandBadge, supportedBefore }) => {
    const answer = statefulIsAuthorized({
      principal,
      action,
      resource,
      context: {
        hasBrandBadge,
        supportedBefore,
        daysSinceFirst: daysSince(firstBroadcastOn),
        daysSinceLast: daysSince(lastBroadcastOn),
      },
      preparsedPolicySetId: "cold-start",
      entities: [],
    });
    if (answer.type !== "success") throw new Error(JSON.stringify(answer));
    const { decision, diagnostics } = answer.response;
    const failing = decision === "allow" ? [] : criteria.filter((id) => diagnostics.reason.includes(id));
    return { eligible: decision === "allow", failing };
  };
}
