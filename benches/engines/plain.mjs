// What somebody would write by hand for this one decision: the floor.

import { daysSince } from "./accounts.mjs";

export function load() {
  return (account) => {
    const failing = [];
    if (daysSince(account.firstBroadcastOn) > 30 && daysSince(account.lastBroadcastOn) <= 60)
      failing.push("newcomer-or-dormant");
    if (account.hasBrandBadge) failing.push("no-brand-badge");
    if (account.supportedBefore) failing.push("never-supported-before");
    return { eligible: failing.length === 0, failing };
  };
}
