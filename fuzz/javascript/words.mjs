// What is said of answers, in each language: every part of an answer has its sentence, and none of it shows the machinery.

import { readFileSync } from "node:fs";
import { loadPolicy } from "kaibo";
import { Words } from "kaibo/locales";
import { en } from "kaibo/locales/en";
import { zhCN } from "kaibo/locales/zh-CN";
// What describe() does, with words that are made once: making them is nearly all the time it takes.
import { describeCriterion, describeError, describeOutcome } from "../../pkg/dist/locales/describe.js";

const policy = loadPolicy();
const { document } = policy;
const languages = [en, zhCN].map((locale) => new Words(locale, document));
const today = Date.UTC(2023, 8, 14);
const DAY = 86_400_000;
/** What a person must never read. */
const MACHINERY = /undefined|\bnull\b|NaN|\[object|\{\w+|Infinity/;

const seeds = ["cold-start", "growth", "benchmark", "tasks", "ledger"].flatMap((name) => {
  const file = new URL(`../../tests/cases/${name}.json`, import.meta.url);
  const { cases } = JSON.parse(readFileSync(file, "utf8"));
  const plain = cases.filter((own) => !own.policy && !JSON.stringify(own).includes("$js"));
  return plain.map(({ application = {}, programme, options = {} }, place) => ({
    application,
    programme: programme ?? document.programmes[place % document.programmes.length].id,
    language: place % 2,
    odd: { id: "refundRate", value: 0.25, day: "2023-09-14" },
    asOf: options.asOf ?? "2023-09-14",
  }));
});

/** A value as odd as its type allows. */
const VALUES = {
  boolean: (dice) => dice.once(2),
  pastEvent: (dice) => (dice.once(6) ? "never" : dayOf(-dice.below(900))),
  plannedEvent: (dice) => dayOf(dice.below(900) - 20),
  rating: (dice) => (dice.once(4) ? "unrated" : dice.below(51) / 10),
  ratio: (dice) => dice.below(100_001) / 100_000,
  money: (dice) => dice.oneOf([0, 0.01, 1, 999.99, 50_000, 1e9, dice.below(1e9) / 100]),
  minutes: (dice) => dice.oneOf([0, 1, 59, 60, 61, 300, dice.below(100_000)]),
  integer: (dice) => dice.oneOf([0, 1, 2, 10, dice.below(1e6)]),
  number: (dice) => dice.below(1e6) / 1000,
};

/** Numbers at the ends of what numbers are. */
const ODD = [0, -0, 1, -1, 0.005, 1e-7, 0.1 + 0.2, 59.999, 1e9, 2 ** 53, 1e21, Number.MAX_VALUE, Number.MIN_VALUE];

export const target = {
  seeds,
  mutate({ application, asOf }, dice) {
    const facts = { ...application.facts };
    for (let times = 1 + dice.below(4); times > 0; times -= 1) {
      const fact = dice.oneOf(document.facts);
      if (dice.once(4)) delete facts[fact.id];
      else facts[fact.id] = VALUES[fact.type]?.(dice) ?? null;
    }
    return {
      application: { ...application, facts },
      programme: dice.oneOf(document.programmes).id,
      language: dice.below(languages.length),
      odd: { id: dice.oneOf(document.facts).id, value: dice.oneOf(ODD), day: dayOf(dice.below(4_000_000) - 700_000) },
      asOf: dice.once(4) ? dayOf(dice.below(200) - 100) : asOf,
    };
  },
  run({ application, odd, programme, language, asOf }) {
    const own = languages[language];
    said(own.value(odd.value, odd.id));
    said(own.observed({ id: odd.id, from: odd.value, to: odd.value }));
    said(own.day(odd.day, asOf));
    let assessed;
    try {
      [assessed] = policy.assess(application, { asOf, programmes: [programme] }).programmes;
    } catch (error) {
      for (const { code } of error.errors) said(describeError(own, code));
      return error.errors.map(({ code }) => code).join();
    }
    sayAll(assessed, own, asOf);
    return `${assessed.outcome} ${assessed.criteria.map(({ result }) => result[2]).join("")}`;
  },
};

function sayAll(programme, own, asOf) {
  said(describeOutcome(own, programme));
  for (const criterion of withChildren(programme.criteria)) {
    said(describeCriterion(own, criterion));
    if (criterion.observed) said(own.observed(criterion.observed));
    if (criterion.required) said(own.required(criterion.required, criterion.observed?.id));
    if (criterion.changesOn) said(own.day(criterion.changesOn, asOf));
  }
  for (const id of [...programme.missing, ...programme.parametersNeeded]) said(own.title(id));
  for (const { achieved, metric } of programme.tasks) if (achieved !== null) said(own.value(achieved, metric));
}

function withChildren(criteria) {
  return criteria.flatMap((criterion) => [criterion, ...withChildren(criterion.children ?? [])]);
}

function said(sentence) {
  if (typeof sentence !== "string" || sentence.trim() === "" || MACHINERY.test(sentence))
    throw new Error(`it says ${JSON.stringify(sentence)}`);
  return sentence;
}

function dayOf(days) {
  return new Date(today + days * DAY).toISOString().slice(0, 10);
}
