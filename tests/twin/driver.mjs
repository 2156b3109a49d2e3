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

const ONE_ROW = { ledger: list, account, tasks, outlook, workdays: reviewed };

let measured;

for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
  const request = JSON.parse(line);
  const lines = request.kind in ONE_ROW ? [oneRow(request)] : points(request);
  for (const row of inParts(lines)) if (!process.stdout.write(row)) await drained();
}

function oneRow(request) {
  try {
    return JSON.stringify(ONE_ROW[request.kind](request));
  } catch {
    return "!";
  }
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
function* points({ programme, asOf, knownAt, toldOn, facts, parameters, criteria }) {
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
      else application.parameters[id] = { value, source: "twin", toldOn };
    }
    yield rowOf(programme, application, options, { criteria, facts, parameters });
  }
}

function rowOf(programme, application, options, { criteria, facts, parameters }) {
  try {
    const [answer] = policy.assess(application, { ...options, programmes: [programme] }).programmes;
    const decision = policy.decide(programme, application.facts, { ...options, parameters: application.parameters });
    if (!isSoDecided(answer, decision)) throw new Error("decided otherwise");
    const missing = facts.map(([id]) => (answer.missing.includes(id) ? 1 : 0));
    const needed = parameters.map(([id]) => (answer.parametersNeeded.includes(id) ? 1 : 0));
    return [OUTCOMES[answer.outcome], verdicts(answer, criteria), ...missing, ...needed].join("");
  } catch {
    return "!".repeat(1 + criteria.length + facts.length + parameters.length);
  }
}

function verdicts(answer, criteria) {
  const all = new Map(answer.criteria.flatMap((one) => [one, ...(one.children ?? [])]).map((one) => [one.id, one]));
  return criteria.map((id) => SIGNS[all.get(id)?.result] ?? "-").join("");
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

/** The application a request states: these facts, and its list of broadcasts. */
function application({ broadcasts, since, through }, facts) {
  return {
    facts,
    broadcasts,
    ...(since === null ? {} : { broadcastsSince: since }),
    ...(through === null ? {} : { broadcastsThrough: through }),
  };
}

function list(request) {
  measured ??= measuring(request.metrics);
  const { asOf, knownAt, criteria } = request;
  const answer = measured.assess(application(request, {}), { asOf, knownAt, programmes: ["cold-start", "growth"] });
  // An empty list of which nothing is said is none.
  const { programmes } = answer;
  const ledger = answer.ledger ?? { broadcasts: 0, repeated: [], overlapping: [] };
  const [coldStart, growth] = programmes;
  const figures = growth.tasks.map(({ achieved, exact, atMost }) => [rounded(achieved), exact, rounded(atMost)]);
  const { broadcasts, repeated, overlapping } = ledger;
  return [broadcasts, repeated.length, overlapping.length, verdicts(coldStart, criteria), figures];
}

function measuring(metrics) {
  const document = structuredClone(policy.document);
  document.programmes[1].tasks[0].metrics = metrics;
  return loadPolicy(document);
}

function account(request) {
  const { asOf, knownAt, criteria, facts } = request;
  const [answer] = policy.assess(application(request, facts), { asOf, knownAt, programmes: ["cold-start"] }).programmes;
  return [OUTCOMES[answer.outcome], verdicts(answer, criteria), [...answer.missing].sort()];
}

function tasks(request) {
  const { asOf, knownAt, plan, tables } = request;
  const told = Object.entries(tables).map(([id, value]) => [id, { value, source: "twin", toldOn: asOf }]);
  const stated = { ...application(request, plan), parameters: Object.fromEntries(told) };
  return policy.assess(stated, { asOf, knownAt }).programmes.map((programme) => programme.tasks.map(task));
}

function task({ metric, window, achieved, exact, atMost, target, ratio, remaining, tiers, pace, projected, reason }) {
  return [
    metric,
    window.from,
    window.to,
    rounded(achieved),
    exact,
    rounded(atMost),
    rounded(target),
    rounded(ratio),
    rounded(remaining),
    tiers.map((tier) => [tier.row, tier.result, rounded(tier.remaining)]),
    pace && [rounded(pace.perDay), pace.days, pace.through, pace.possible],
    projected && [rounded(projected.value), projected.from, projected.through, projected.on],
    reason,
  ];
}

function outlook({ programme, asOf, until, toldOn, facts, parameters }) {
  const known = (axes) => axes.map(([id, [value]]) => [id, value]).filter(([, value]) => value !== null);
  const told = known(parameters).map(([id, value]) => [id, { value, source: "twin", toldOn }]);
  const stated = { facts: Object.fromEntries(known(facts)), parameters: Object.fromEntries(told) };
  const { windows } = policy.outlook(programme, stated, { asOf, until });
  const [answer] = policy.assess(stated, { asOf, programmes: [programme] }).programmes;
  const [closing] = answer.caveatDates;
  return [
    windows.map(({ from, to, outcome }) => [from, to, outcome]),
    closing ? [closing.eligibleThrough, closing.reviewTo, closing.certainty] : null,
    goingLive(answer, stated.facts),
  ];
}

function goingLive({ goingLive: [own] }, facts) {
  if (!own) return null;
  const isKnown = "firstBroadcastOn" in facts && "lastBroadcastOn" in facts;
  return isKnown ? [own.on, own.outcome, own.eligibleAgainOn] : "warned";
}

function rounded(figure) {
  return figure === null ? null : Math.round(figure * 1e6) / 1e6;
}

function reviewed({ submitOn, startOn }) {
  const { from, to, certainty } = policy.schedule("cold-start", { submitOn }).review;
  const { submitBy } = policy.schedule("benchmark", { startOn: submitOn });
  const inTime = startOn.map((day) => policy.schedule("benchmark", { submitOn, startOn: day }).inTime);
  return [from, to, certainty, submitBy, inTime];
}
