// Kaibo where the outcome and what decides it are enough.

import { AS_OF } from "./accounts.mjs";
import { policy } from "./kaibo.mjs";

export function load() {
  const newcomers = policy();
  return (facts) => {
    const { outcome, unmet } = newcomers.decide("newcomers", facts, { asOf: AS_OF });
    return { eligible: outcome === "eligible", failing: unmet };
  };
}
