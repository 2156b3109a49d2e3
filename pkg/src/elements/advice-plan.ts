// What the remedies come to for a reader: what all of them ask, the ways that are left, and what stands in the way.

import type { Change, Given, OutlookWindow, Remedy } from "../generated/index.js";
import type { InterviewState } from "../interview.js";
import {
  type DocumentCriterion,
  type DocumentFact,
  type DocumentParameter,
  factsOf,
  findCriterion,
  type PolicyWords,
  parametersOf,
} from "../locales/document.js";

/** What is to be done: first what every way asks, then one of the ways. */
export interface Plan {
  readonly changes: readonly Change[];
  readonly given: readonly Given[];
  /** What is left of each remedy, the earliest first. A single one is the day to wait for, or nothing. */
  readonly ways: readonly Remedy[];
}

/** The plan made of remedies; none without remedies. */
export function planOf(remedies: readonly Remedy[]): Plan | undefined {
  const [first] = remedies;
  if (!first) return undefined;
  const changes = first.changes.filter((change) => remedies.every((remedy) => has(remedy.changes, change)));
  const given = first.given.filter((so) => remedies.every((remedy) => has(remedy.given, so)));
  const ways = remedies.map((remedy) => ({
    ...remedy,
    changes: remedy.changes.filter((change) => !has(changes, change)),
    given: remedy.given.filter((so) => !has(given, so)),
  }));
  return { changes, given, ways };
}

/** The remedies that spare an applicant to whom something is not known from finding all of it out. */
export function detours(state: InterviewState): readonly Remedy[] {
  if (state.assessment.outcome !== "undetermined") return [];
  return state.remedies.remedies.filter((remedy) => remedy.kind !== "confirm");
}

/** The unknown facts that need not be found out on a way. */
export function sparedBy(state: InterviewState, remedy: Remedy): readonly string[] {
  return state.assessment.missing.filter((fact) => !remedy.given.some((given) => given.fact === fact));
}

/** What stands in the way: for good, or for want of the platform's word. */
export interface Blocked {
  /** Criteria and bars that nothing the applicant does, and no waiting, changes. */
  readonly forGood: readonly DocumentCriterion[];
  /** Parameters the source does not publish and the rest hangs on. Empty where something blocks for good. */
  readonly word: readonly DocumentParameter[];
}

/** What stands in the way; nothing where there is a remedy. */
export function blockedBy(document: PolicyWords, state: InterviewState): Blocked {
  const criteria = state.remedies.blockedBy.flatMap((id) => findCriterion(document, id, state.programme) ?? []);
  const forGood = criteria.filter((criterion) => unpublishedIn(document, criterion).length === 0);
  const word = forGood.length > 0 ? [] : criteria.flatMap((criterion) => unpublishedIn(document, criterion));
  return { forGood, word };
}

function unpublishedIn(document: PolicyWords, criterion: DocumentCriterion): readonly DocumentParameter[] {
  const named = parametersOf(criterion);
  return (document.parameters ?? []).filter(({ id, published }) => named.includes(id) && published == null);
}

/** Facts that a later event would move, under criteria that are not met: waiting helps only while they stay. */
export function movingFacts(document: PolicyWords, state: InterviewState): readonly DocumentFact[] {
  const open = state.assessment.criteria.filter(({ kind, result }) => kind !== "risk" && result !== "met");
  const facts = open.flatMap(({ id }) => {
    const declared = findCriterion(document, id, state.programme);
    return declared ? factsOf(document, declared) : [];
  });
  return [...new Set(facts)].filter((fact) => canMove(state, fact));
}

/** The window of days that waiting alone leads to. */
export function windowFrom(state: InterviewState, day: string): OutlookWindow | undefined {
  return state.outlook.windows.find(({ from, outcome }) => from === day && outcome === "eligible");
}

/** A later event would move it: not so for the first of its kind, once there was one. */
function canMove(state: InterviewState, fact: DocumentFact): boolean {
  const isFirst = (fact.constraints ?? []).some((law) => law.notAfter !== undefined);
  return fact.changeable === "wait" && (!isFirst || state.answers[fact.id] === "never");
}

type Asked = Change | Given;

function has(list: readonly Asked[], asked: Asked): boolean {
  return list.some((other) => other.fact === asked.fact && other.bound === asked.bound && aim(other) === aim(asked));
}

function aim(asked: Asked): string {
  return "to" in asked ? String(asked.to) : `${asked.is} ${asked.orNever}`;
}
