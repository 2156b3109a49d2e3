// What a verdict says first: the outcome in a sentence, why, until or from when, and what can be done.

import type { CriterionResult } from "../generated/index.js";
import type { InterviewState } from "../interview.js";
import { byId } from "../locales/document.js";
import type { Words } from "../locales/words.js";
import { blockedBy } from "./advice-plan.js";

/** The first words of a verdict. */
export interface VerdictWords {
  readonly tone: "good" | "bad" | "open";
  readonly heading: string;
  /** What to do or to expect, most important first. */
  readonly lines: readonly string[];
}

/** The first words of the verdict an interview has come to. */
export function verdictWords(words: Words, state: InterviewState): VerdictWords {
  switch (state.assessment.outcome) {
    case "eligible":
      return eligible(words, state);
    case "ineligible":
      return ineligible(words, state);
    case "undetermined":
      return undetermined(words, state);
  }
}

/** Whether the applicant submits something. */
export function hasApplication(words: Words, state: InterviewState): boolean {
  const procedure = byId(words.document?.programmes, state.programme)?.procedure ?? [];
  return procedure.some((step) => step.by === "applicant");
}

/** Whether the day that is judged has passed: nothing can be submitted on it any more. */
export function isPast({ asOf, today }: InterviewState): boolean {
  return asOf < today;
}

/** What stands in the way: the criteria and bars that are not met. */
export function failing(state: InterviewState): readonly CriterionResult[] {
  return state.assessment.criteria.filter((criterion) => criterion.kind !== "risk" && criterion.result === "unmet");
}

function eligible(words: Words, state: InterviewState): VerdictWords {
  const { verdict } = words.messages;
  const applies = hasApplication(words, state) && !isPast(state);
  const noApplication = hasApplication(words, state) ? "" : verdict.noApplication;
  const lines = [noApplication, until(words, state, applies), verdict.notGranted];
  return { tone: "good", heading: applies ? verdict.eligibleApply : verdict.eligible, lines: lines.filter(Boolean) };
}

function until(words: Words, state: InterviewState, applies: boolean): string {
  const { verdict } = words.messages;
  const [now, next] = state.outlook.windows;
  if (!now || now.to === null || !next) return verdict.openEnded;
  const day = words.day(now.to);
  const deadline = !applies ? verdict.throughNoApplication : now.to === state.asOf ? verdict.lastDay : verdict.through;
  const after = next.outcome === "ineligible" ? verdict.afterwards : verdict.afterwardsUncertain;
  return words.sentences(words.say(deadline, { day }), words.say(after, { day: words.day(next.from, now.to) }));
}

/** Why, and what to do about it, stand under the heading. */
function ineligible(words: Words, state: InterviewState): VerdictWords {
  const { verdict } = words.messages;
  const forGood = words.document ? blockedBy(words.document, state).forGood : [];
  return { tone: "bad", heading: forGood.length > 0 ? verdict.ineligible : verdict.ineligibleForNow, lines: [] };
}

function undetermined(words: Words, state: InterviewState): VerdictWords {
  const { verdict } = words.messages;
  const { missing, parametersNeeded } = state.assessment;
  const closing = closingDays(state);
  const lines = [
    parametersNeeded.length > 0 ? needed(words, parametersNeeded, missing.length === 0) : "",
    closing
      ? words.say(verdict.closes, { day: words.day(closing.from, closing.last), last: words.day(closing.last) })
      : "",
  ];
  return { tone: "open", heading: verdict.undetermined, lines: lines.filter(Boolean) };
}

/** The last day on which it can still be eligible, and the next. Where nothing known closes it, only the calendar ends. */
function closingDays(state: InterviewState): { readonly last: string; readonly from: string } | undefined {
  const [now, next] = state.outlook.windows;
  const known = state.assessment.criteria
    .filter(({ observed, children }) => observed !== null || children?.some((part) => part.observed !== null))
    .map(({ id }) => id);
  if (!now?.to || next?.outcome !== "ineligible") return undefined;
  if (!state.outlook.nextChange?.criteria.some((id) => known.includes(id))) return undefined;
  return { last: now.to, from: next.from };
}

function needed(words: Words, ids: readonly string[], only: boolean): string {
  const { verdict } = words.messages;
  const parameters = words.list(ids.map((id) => words.title(id)));
  const message = !only ? verdict.needed : ids.length === 1 ? verdict.neededOnly : verdict.neededOnlyMany;
  return words.say(message, { parameters });
}
