// Runs the cases through a package, wherever it is: no API of any platform is used.

/** How many passed, and what is wrong with the others. */
export function runCases({ loadPolicy, KaiboError }, { cases }) {
  const policy = loadPolicy();
  const failures = [];
  for (const { name, application = {}, options, expect } of cases) {
    const wrong = difference(policy.assess(application, options), expect, "");
    if (wrong) failures.push(`${name}: ${wrong}`);
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

/** Where an answer is not as the case says: items that have an id are found by it. */
function difference(actual, expected, path) {
  if (typeof expected !== "object" || expected === null) {
    return Object.is(actual, expected) ? null : `${path} is ${JSON.stringify(actual)}, not ${JSON.stringify(expected)}`;
  }
  if (expected.$contains) {
    const lacking = expected.$contains.find((item) => actual.every((one) => difference(one, item, "") !== null));
    return lacking === undefined ? null : `${path} lacks ${JSON.stringify(lacking)}`;
  }
  if (typeof actual !== "object" || actual === null) return `${path} is ${JSON.stringify(actual)}`;
  const byId = Array.isArray(expected) && expected.length > 0 && expected.every((item) => item?.id);
  if (Array.isArray(expected) && !byId && actual.length !== expected.length)
    return `${path} has ${actual.length} items`;
  for (const key of Object.keys(expected)) {
    const part = expected[key];
    const found = byId ? actual.find(({ id }) => id === part.id) : actual[key];
    const wrong = difference(found, part, `${path}/${byId ? part.id : key}`);
    if (wrong) return wrong;
  }
  return null;
}
