// Answers the twin's requests as driver.rs does, through the package as it is packed and installed: WebAssembly, in Node.

import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

import { consumers } from "../consumers/workspace.mjs";

const resolved = createRequire(join(consumers(), "driver.js")).resolve("kaibo");
const { loadPolicy } = await import(pathToFileURL(resolved));
const policy = loadPolicy();

const SIGNS = { met: "m", unmet: "x", unknown: "?" };
const OUTCOMES = { eligible: "e", ineligible: "i", undetermined: "u" };

let measured;

for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
  const request = JSON.parse(line);
  const lines =
    request.kind === "ledger" ? [list(request)] : request.kind === "workdays" ? [reviewed(request)] : points(request);
  for (const row of inParts(lines)) if (!process.stdout.write(row)) await drained();
}

function drained() {
  return new Promise((resolve) => process.stdout.once("drain", resolve));
}

function* inParts(lines) {
  let part = "";
  for (const line of lines) {
    part += `${line}\n`;
    if (part.length < 1 << 16) continue;
    yield part;
    part = "";
  }
  yield part;
}

/** Every point of the product of the axes, the last one fastest. */
function* points({ programme, asOf, knownAt, facts, parameters, criteria }) {
  const axes = [...facts, ...parameters];
  const count = axes.reduce((product, [, values]) => product * values.length, 1);
  const options = { asOf, knownAt };
  for (let point = 0; point < count; point += 1) {
    const application = { facts: {}, parameters: {} };
    let rest = point;
    for (let place = axes.length - 1; place >= 0; place -= 1) {
      const [id, values] = axes[place];
      const value = values[rest % values.length];
      rest = Math.floor(rest / values.length);
      if (value === null) continue;
      if (place < facts.length) application.facts[id] = value;
      else application.parameters[id] = { value, source: "twin", toldOn: asOf };
    }
    yield rowOf(programme, application, options, { criteria, facts, parameters });
  }
}

function rowOf(programme, application, options, { criteria, facts, parameters }) {
  try {
    const [answer] = policy.assess(application, { ...options, programmes: [programme] }).programmes;
    const decision = policy.decide(programme, application.facts, { ...options, parameters: application.parameters });
    if (!isSoDecided(answer, decision)) throw new Error("decided otherwise");
    const all = new Map(answer.criteria.flatMap((one) => [one, ...(one.children ?? [])]).map((one) => [one.id, one]));
    const verdicts = criteria.map((id) => SIGNS[all.get(id)?.result] ?? "-");
    const missing = facts.map(([id]) => (answer.missing.includes(id) ? 1 : 0));
    const needed = parameters.map(([id]) => (answer.parametersNeeded.includes(id) ? 1 : 0));
    return [OUTCOMES[answer.outcome], ...verdicts, ...missing, ...needed].join("");
  } catch {
    return "!".repeat(1 + criteria.length + facts.length + parameters.length);
  }
}

function isSoDecided({ outcome, criteria }, decision) {
  const ids = (wanted) =>
    criteria.filter(({ kind, result }) => kind !== "risk" && result === wanted).map(({ id }) => id);
  return (
    decision.outcome === outcome &&
    decision.unmet.join() === ids("unmet").join() &&
    decision.unknown.join() === ids("unknown").join()
  );
}

function list({ asOf, knownAt, broadcasts, since, through, metrics, criteria }) {
  measured ??= measuring(metrics);
  const application = {
    facts: {},
    broadcasts,
    ...(since === null ? {} : { broadcastsSince: since }),
    ...(through === null ? {} : { broadcastsThrough: through }),
  };
  try {
    const answer = measured.assess(application, { asOf, knownAt, programmes: ["cold-start", "growth"] });
    // An empty list of which nothing is said is none.
    const { programmes } = answer;
    const ledger = answer.ledger ?? { broadcasts: 0, repeated: [], overlapping: [] };
    const [coldStart, growth] = programmes;
    const all = new Map(
      coldStart.criteria.flatMap((one) => [one, ...(one.children ?? [])]).map((one) => [one.id, one]),
    );
    const figures = growth.tasks.map(({ achieved, exact, atMost }) => [rounded(achieved), exact, rounded(atMost)]);
    const leaves = criteria.map((id) => SIGNS[all.get(id)?.result] ?? "-").join("");
    return JSON.stringify([ledger.broadcasts, ledger.repeated.length, ledger.overlapping.length, leaves, figures]);
  } catch {
    return "!";
  }
}

function measuring(metrics) {
  const document = structuredClone(policy.document);
  document.programmes[1].tasks[0].metrics = metrics;
  return loadPolicy(document);
}

function rounded(figure) {
  return figure === null ? null : Math.round(figure * 1e6) / 1e6;
}

function reviewed({ submitOn }) {
  const { from, to, certainty } = policy.schedule("cold-start", { submitOn }).review;
  const { submitBy } = policy.schedule("benchmark", { startOn: submitOn });
  return JSON.stringify([from, to, certainty, submitBy]);
}
