// Runs the cases through a package, wherever it is: no API of any platform is used.

import { difference } from "./difference.js";

/** How many passed, and what is wrong with the others. */
export function runCases({ loadPolicy, KaiboError }, { cases }) {
  const policy = loadPolicy();
  const failures = [];
  for (const { name, application = {}, options, expect } of cases) {
    const wrong = difference(policy.assess(application, options), expect);
    if (wrong) failures.push(`${name}: ${wrong.path}: ${wrong.says}`);
  }
  const refused = refusal(KaiboError, () => policy.assess({ facts: { hasBrandBadg: true } }));
  if (refused !== "unknown-fact /facts/hasBrandBadg") failures.push(`a wrong fact was answered with ${refused}`);
  return { passed: cases.length + 1 - failures.length, failures };
}

function refusal(KaiboError, call) {
  try {
    call();
    return "an answer";
  } catch (error) {
    return error instanceof KaiboError ? `${error.code} ${error.path}` : String(error);
  }
}
