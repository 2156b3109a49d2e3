// Kaibo with everything it says: each criterion with its reasons, dates and clauses.

import { readFileSync } from "node:fs";

import { loadPolicy } from "kaibo";

import { AS_OF } from "./accounts.mjs";

export function load() {
  const newcomers = policy();
  return (facts) => {
    const [{ outcome, criteria }] = newcomers.assess({ facts }, { asOf: AS_OF }).programmes;
    return {
      eligible: outcome === "eligible",
      failing: criteria.filter(({ result }) => result === "unmet").map(({ id }) => id),
    };
  };
}

/** The policy that says the same as the others' rules. */
export function policy() {
  const document = new URL("../../tests/cases/policies/newcomers.json", import.meta.url);
  return loadPolicy(readFileSync(document, "utf8"));
}
