// One sentence for whatever the core answered: an outcome, a criterion, what was observed or asked, an error.

import type { CriterionResult, ErrorCode, Observed, ProgrammeAssessment, Requirement } from "../generated/index.js";
import type { Catalogue } from "./catalogue.js";
import { byId, findCriterion, findNamedCondition, type PolicyWords } from "./document.js";
import { Words } from "./words.js";

/** What an error is known by; a `KaiboError` fits. */
export interface DescribableError {
  readonly code: ErrorCode;
  readonly path?: string;
}

/** What {@link describe} has a sentence for. */
export type Describable = ProgrammeAssessment | CriterionResult | Observed | Requirement | DescribableError;

/** What helps to find the words. */
export interface DescribeOptions {
  /** The policy's document, for titles and units; without it ids stand in their place. */
  readonly document?: unknown;
  /** The fact or parameter a `Requirement` is asked of, for its unit. */
  readonly subject?: string;
}

/** What an error's message can mention. All of it is optional, and in words already. */
export interface ErrorDetails {
  /** The least value. */
  readonly min?: string;
  /** The greatest value. */
  readonly max?: string;
  /** The latest day. */
  readonly day?: string;
  /** The other answer it disagrees with. */
  readonly other?: string;
}

/**
 * One sentence, in words, for a part of an answer or an error.
 *
 * @param subject - A programme's assessment, a criterion's result, an `observed`, a `required`, or a `KaiboError`.
 * @param locale - A catalogue, or the tag of a language that {@link loadLocale} has loaded.
 * @throws `KaiboError` with code `not-ready` where that language is not loaded.
 * @example
 * await loadLocale("en");
 * describe(assessment.programmes[0], "en", { document: policy.document }); // "Cold-start support: Eligible"
 */
export function describe(subject: Describable, locale: string | Catalogue, options: DescribeOptions = {}): string {
  const words = new Words(locale, options.document as PolicyWords | undefined);
  if ("outcome" in subject) return describeOutcome(words, subject);
  if ("result" in subject) return describeCriterion(words, subject);
  if ("code" in subject) return describeError(words, subject.code);
  if ("operator" in subject) return words.required(subject, options.subject);
  return words.observed(subject);
}

/** A programme and its outcome. */
export function describeOutcome(words: Words, assessment: ProgrammeAssessment): string {
  const programme = byId(words.document?.programmes, assessment.id);
  const title = programme ? words.text(programme.title) : assessment.id;
  return words.say(words.messages.sentence.result, { title, result: words.messages.outcome[assessment.outcome] });
}

/** A criterion, its result, and the observed value beside what is asked of it. */
export function describeCriterion(words: Words, result: CriterionResult): string {
  const comparison = describeComparison(words, result);
  const { result: plain, compared } = words.messages.sentence;
  const said = { title: criterionTitle(words, result.id), result: words.messages.result[result.result] };
  return comparison === "" ? words.say(plain, said) : words.say(compared, { ...said, comparison });
}

/** The observed value beside what is asked of it; empty where a criterion looks at several values. */
export function describeComparison(words: Words, result: CriterionResult): string {
  const observed = result.observed ? words.observed(result.observed) : "";
  const required = result.required ? words.required(result.required, subjectOf(words, result)) : "";
  return [observed, required].filter(Boolean).join(words.messages.clauseSeparator);
}

/** Why an input was refused. */
export function describeError(words: Words, code: ErrorCode, details: ErrorDetails = {}): string {
  const { min, max, day, other } = details;
  const range =
    min !== undefined && max !== undefined ? "both" : min !== undefined ? "min" : max !== undefined ? "max" : "open";
  return words.say(words.messages.error[code], {
    range,
    min: min ?? "",
    max: max ?? "",
    has: day === undefined ? "no" : "yes",
    day: day ?? "",
    other: other ?? "…",
  });
}

/** What the document calls a criterion or a named part of one. */
export function criterionTitle(words: Words, id: string): string {
  if (!words.document) return id;
  const named = findCriterion(words.document, id) ?? findNamedCondition(words.document, id);
  return named ? words.text(named.title) : id;
}

/** The fact or the parameter a result looks at, where it is one. */
function subjectOf(words: Words, result: CriterionResult): string | undefined {
  if (result.observed) return result.observed.id;
  if (!words.document) return undefined;
  const condition =
    findCriterion(words.document, result.id)?.condition ?? findNamedCondition(words.document, result.id);
  return condition?.fact ?? condition?.metric ?? condition?.parameter;
}
