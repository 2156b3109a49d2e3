// What a verdict says first: the outcome in a sentence, why, until or from when, and what can be done.

import type { CriterionResult, OutlookWindow } from "../generated/index.js";
import type { InterviewState } from "../interview.js";
import { byId, type DocumentFact, factsOf, findCriterion } from "../locales/document.js";
import type { Words } from "../locales/words.js";

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

/** What stands in the way: the criteria and bars that are not met. */
export function failing(state: InterviewState): readonly CriterionResult[] {
  return state.assessment.criteria.filter((criterion) => criterion.kind !== "risk" && criterion.result === "unmet");
}

function eligible(words: Words, state: InterviewState): VerdictWords {
  const { verdict } = words.messages;
  const applies = hasApplication(words, state);
  const lines = [applies ? "" : verdict.noApplication, until(words, state, applies), verdict.notGranted];
  return { tone: "good", heading: applies ? verdict.eligibleApply : verdict.eligible, lines: lines.filter(Boolean) };
}

function until(words: Words, state: InterviewState, applies: boolean): string {
  const { verdict } = words.messages;
  const [now, next] = state.outlook.windows;
  if (!now || now.to === null || !next) return verdict.openEnded;
  const day = words.day(now.to);
  const deadline = !applies ? verdict.throughNoApplication : now.to === state.asOf ? verdict.lastDay : verdict.through;
  const after = next.outcome === "ineligible" ? verdict.afterwards : verdict.afterwardsUncertain;
  return words.sentences(words.say(deadline, { day }), words.say(after, { day: words.day(next.from) }));
}

function ineligible(words: Words, state: InterviewState): VerdictWords {
  const { verdict } = words.messages;
  const reasons = failing(state);
  const fixed = reasons.filter((reason) => isForGood(words, state, reason));
  if (fixed.length > 0) {
    const line = reasons.length === 1 ? verdict.cannotChange : verdict.someCannotChange;
    return { tone: "bad", heading: verdict.ineligible, lines: [line] };
  }
  const acts = reasons.some((reason) => factsUnder(words, state, reason).some((fact) => fact.changeable === "act"));
  const lines = [opening(words, state, reasons), acts ? verdict.canAct : ""];
  return { tone: "bad", heading: verdict.ineligibleForNow, lines: lines.filter(Boolean) };
}

/** When it opens by itself, and on what condition. */
function opening(words: Words, state: InterviewState, reasons: readonly CriterionResult[]): string {
  const { verdict } = words.messages;
  const opens = firstOpening(state);
  if (!opens) return "";
  const moving = reasons.flatMap((reason) => factsUnder(words, state, reason)).filter((fact) => canMove(state, fact));
  const facts = words.list(moving.map((fact) => `「${words.text(fact.title)}」`));
  const proviso = moving.length > 0 ? words.say(verdict.unchanged, { facts }) : verdict.unchangedAll;
  return words.sentences(openingDays(words, opens), proviso);
}

/** A later event would move it: not so for the first of its kind, once there was one. */
function canMove(state: InterviewState, fact: DocumentFact): boolean {
  const isFirst = (fact.constraints ?? []).some((law) => law.notAfter !== undefined);
  return fact.changeable === "wait" && (!isFirst || state.answers[fact.id] === "never");
}

/** The facts on which it depends whether the programme opens on the day it may open. */
export function sharpening(state: InterviewState): readonly string[] {
  const opens = state.assessment.outcome === "ineligible" ? firstOpening(state) : undefined;
  if (opens?.outcome !== "undetermined") return [];
  return [...new Set(state.remedies.remedies.flatMap(({ given }) => given.map(({ fact }) => fact)))];
}

/** The first later days on which the outcome is, or may be, eligible. */
function firstOpening(state: InterviewState): OutlookWindow | undefined {
  return state.outlook.windows.slice(1).find((window) => window.outcome !== "ineligible");
}

function openingDays(words: Words, opens: OutlookWindow): string {
  const { verdict } = words.messages;
  const from = words.day(opens.from);
  if (opens.outcome === "undetermined") return words.say(verdict.mayOpenFrom, { from });
  if (opens.to === null) return words.say(verdict.opensFrom, { from });
  return words.say(verdict.opensBetween, { from, to: words.day(opens.to) });
}

/** Neither time nor the applicant changes it. */
function isForGood(words: Words, state: InterviewState, reason: CriterionResult): boolean {
  if (reason.changesOn !== null) return false;
  const facts = factsUnder(words, state, reason);
  return facts.length > 0 && facts.every((fact) => fact.changeable === "never");
}

function factsUnder(words: Words, state: InterviewState, reason: CriterionResult): readonly DocumentFact[] {
  const declared = words.document && findCriterion(words.document, reason.id, state.programme);
  return words.document && declared ? factsOf(words.document, declared) : [];
}

function undetermined(words: Words, state: InterviewState): VerdictWords {
  const { verdict } = words.messages;
  const { missing, parametersNeeded } = state.assessment;
  const closing = closingDays(state);
  const lines = [
    parametersNeeded.length > 0 ? needed(words, parametersNeeded, missing.length === 0) : "",
    closing ? words.say(verdict.closes, { day: words.day(closing.from), last: words.day(closing.last) }) : "",
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
