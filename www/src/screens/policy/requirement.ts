// What a condition asks, in words: a tree whose groups are "all of these" and "one of these".

import type { Comparator, FactValue, Requirement } from "kaibo";
import type { Words } from "kaibo/locales";

import { byId, type Condition, type Operand, type Policy, type Span } from "./document.js";

/** What is asked: of one value, or of a group of others. */
export interface Asked {
  /** The id of a named part; `null` where the document gives it none. */
  readonly id: string | null;
  /** What the document calls it; `""` where it has no name. */
  readonly title: string;
  /** What is asked of one value, in words; `""` for a group. */
  readonly says: string;
  readonly group: "all" | "any" | null;
  readonly parts: readonly Asked[];
}

/** Messages for what the catalogue has none for. */
export interface AskedWords {
  /** What an answer of yes or no must be, with `{title}` and `{value}`. */
  readonly answer: string;
  /** A missing rating passes, or does not, with `{says}`. */
  readonly unratedPasses: string;
  readonly unratedFails: string;
}

/** What is asked where the opposite of each is forbidden. */
const OPPOSITE: Readonly<Record<Comparator, Comparator>> = {
  is: "isNot",
  isNot: "is",
  atLeast: "below",
  below: "atLeast",
  atMost: "above",
  above: "atMost",
  within: "notWithin",
  notWithin: "within",
  ahead: "notAhead",
  notAhead: "ahead",
};

/**
 * What a condition asks.
 *
 * @param forbidden - It must not be so, as with a bar or a risk: what is said is what to keep to.
 */
export function askedBy(
  words: Words,
  document: Policy,
  condition: Condition,
  mine: AskedWords,
  forbidden: boolean = false,
): Asked {
  const name = { id: condition.id ?? null, title: words.text(condition.title) };
  const parts = condition.all ?? condition.any ?? condition.none;
  if (!parts) return { ...name, says: saysOf(words, document, condition, mine, forbidden), group: null, parts: [] };
  // That none of some is so is that each is not; that not all are is that one is not.
  const turned = (condition.none !== undefined) !== forbidden;
  const isAll = condition.none !== undefined ? !forbidden : (condition.all !== undefined) !== forbidden;
  return {
    ...name,
    says: "",
    group: isAll ? "all" : "any",
    parts: parts.map((part) => askedBy(words, document, part, mine, turned)),
  };
}

function saysOf(words: Words, document: Policy, condition: Condition, mine: AskedWords, forbidden: boolean): string {
  const subject = condition.fact ?? condition.metric ?? condition.parameter ?? "";
  const requirement = requirementOf(document, condition, forbidden);
  const title = words.title(subject);
  if (!requirement) return title;
  if (typeof requirement.value === "boolean")
    return words.say(mine.answer, { title, value: words.value(requirement.value) });
  const said = words.say(words.messages.sentence.result, { title, result: words.required(requirement, subject) });
  if (!condition.orUnrated) return said;
  return words.say(forbidden ? mine.unratedFails : mine.unratedPasses, { says: said });
}

function requirementOf(document: Policy, condition: Condition, forbidden: boolean): Requirement | null {
  const compared = (["atLeast", "atMost", "above", "below"] as const).find((name) => condition[name] !== undefined);
  if (compared) return turnedAbout(comparison(document, compared, condition[compared] as Operand), forbidden);
  const dated = (["within", "notWithin", "ahead"] as const).find((name) => condition[name] !== undefined);
  if (dated) return turnedAbout({ operator: dated, ...spanOf(condition[dated] as Span) }, forbidden);
  const { is } = condition;
  if (is === undefined) return null;
  if (typeof is === "boolean") return { operator: "is", value: is !== forbidden };
  return turnedAbout({ operator: "is", value: is }, forbidden);
}

function comparison(document: Policy, operator: Comparator, operand: Operand): Requirement {
  if (typeof operand === "number") return { operator, value: operand };
  const published = byId(document.parameters, operand.parameter)?.published;
  const value = typeof published === "object" || published === undefined ? null : (published as FactValue);
  return { operator, value, parameter: operand.parameter };
}

function spanOf(span: Span): Pick<Requirement, "value" | "unit"> {
  return "days" in span ? { value: span.days, unit: "days" } : { value: span.months, unit: "months" };
}

function turnedAbout(requirement: Requirement, forbidden: boolean): Requirement {
  return forbidden ? { ...requirement, operator: OPPOSITE[requirement.operator] } : requirement;
}
