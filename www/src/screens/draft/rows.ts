// What a draft holds: what the answers, the broadcasts and the values that were told give, and what is still empty.

import type { CriterionResult, Observed, TaskProgress } from "kaibo";
import type { InterviewState } from "kaibo/interview";
import {
  criteriaOf,
  type DocumentFact,
  type DocumentProgramme,
  factsOf,
  type PolicyWords,
  parametersOf,
  type Words,
} from "kaibo/locales";

/** Where an entry comes from. */
export type DraftPart = "about" | "answers" | "told" | "broadcasts";

/** One entry of the draft. */
export interface DraftRow {
  readonly id: string;
  readonly part: DraftPart;
  readonly title: string;
  /** In words; `null` where there is nothing yet. */
  readonly answer: string | null;
  /** It was asked, and the answer was "not sure". */
  readonly unsure: boolean;
  /** All that asks for it is decided without it. */
  readonly needless: boolean;
  /** `""` where it rests on none. */
  readonly clause: string;
}

/** How what broadcasts give is put, as messages. */
export interface DraftPatterns {
  /** A figure and the days it counts together. */
  readonly window: string;
  /** A day of which broadcasts give bounds alone, as their list is not said to be complete. */
  readonly openLedger: string;
}

/** The programmes one applies for, in the document's order, that of the account first. */
export function applications({ programmes }: PolicyWords, first: string): readonly DocumentProgramme[] {
  const applied = programmes.filter(({ procedure }) => procedure?.some(({ by }) => by === "applicant"));
  return [...applied.filter(({ id }) => id === first), ...applied.filter(({ id }) => id !== first)];
}

/** The first step of a programme that the applicant takes: the form that is filled in. */
export function formOf({
  procedure,
}: DocumentProgramme): NonNullable<DocumentProgramme["procedure"]>[number] | undefined {
  return procedure?.find(({ by }) => by === "applicant");
}

/** Whether something is to be entered there, and is not. */
export function isOpen({ answer, needless }: DraftRow): boolean {
  return answer === null && !needless;
}

/** The entries of a draft. */
export function draftRows(
  words: Words,
  document: PolicyWords,
  programme: DocumentProgramme,
  state: InterviewState,
  patterns: DraftPatterns,
): readonly DraftRow[] {
  return [
    ...aboutRows(words, programme, state),
    ...answerRows(words, document, programme, state, patterns),
    ...toldRows(words, document, programme, state),
    ...broadcastRows(words, state, patterns),
  ];
}

function aboutRows(words: Words, programme: DocumentProgramme, state: InterviewState): readonly DraftRow[] {
  const { answers } = words.messages;
  return [
    row("programme", "about", answers.programme, words.text(programme.title), programme.clause),
    row("submitOn", "about", answers.day, words.day(state.asOf), formOf(programme)?.clause ?? ""),
  ];
}

/** Each fact its criteria and bars ask for; risks decide nothing. */
function answerRows(
  words: Words,
  document: PolicyWords,
  programme: DocumentProgramme,
  state: InterviewState,
  patterns: DraftPatterns,
): readonly DraftRow[] {
  const criteria = criteriaOf(document, { ...programme, risks: [] });
  const factIds = (some: typeof criteria) =>
    new Set(some.flatMap((criterion) => factsOf(document, criterion).map(({ id }) => id)));
  const asked = factIds(criteria);
  const undecided = state.assessment.criteria.filter(({ result }) => result === "unknown").map(({ id }) => id);
  const needed = factIds(criteria.filter(({ id }) => undecided.includes(id)));
  return document.facts
    .filter(({ id }) => asked.has(id))
    .map((fact) => ({
      ...row(fact.id, "answers", words.text(fact.title), answerOf(words, state, fact, patterns), fact.clause),
      unsure: state.skipped.includes(fact.id),
      needless: !needed.has(fact.id),
    }));
}

function answerOf(
  words: Words,
  state: InterviewState,
  { id, fromLedger }: DocumentFact,
  { openLedger }: DraftPatterns,
): string | null {
  const answer = state.answers[id];
  if (answer !== undefined) return words.value(answer, id);
  const observed = state.ledger && fromLedger ? observedOf(state, id) : undefined;
  if (observed?.value !== undefined)
    return words.say(words.messages.ledger.fromLedger, { value: words.value(observed.value, id) });
  const value = observed && words.observed(withoutToday(state, observed));
  return value ? words.say(openLedger, { value }) : null;
}

/** That a day which has been is not after today says nothing of it. */
function withoutToday({ knownAt }: InterviewState, { to, ...observed }: Observed): Observed {
  return to === undefined || (to === knownAt && observed.from !== undefined) ? observed : { ...observed, to };
}

/** What the criteria know of a fact: exactly, or its bounds. */
function observedOf(state: InterviewState, fact: string): Observed | undefined {
  const criteria = state.programmes.flatMap((programme) => programme.criteria).flatMap(withParts);
  return criteria.flatMap(({ observed }) => observed ?? []).find(({ id }) => id === fact);
}

function withParts(criterion: CriterionResult): readonly CriterionResult[] {
  return [criterion, ...(criterion.children ?? []).flatMap(withParts)];
}

function toldRows(
  words: Words,
  document: PolicyWords,
  programme: DocumentProgramme,
  state: InterviewState,
): readonly DraftRow[] {
  const asked = new Set(criteriaOf(document, programme).flatMap(parametersOf));
  return (document.parameters ?? [])
    .filter(({ id }) => asked.has(id))
    .flatMap(({ id, title, clause }) => {
      const told = state.parameters[id];
      if (!told || typeof told.value === "object") return [];
      const by = words.say(words.messages.criteria.toldBy, { source: told.source, day: words.day(told.toldOn) });
      return [row(id, "told", words.text(title), words.value(told.value, id) + by, clause)];
    });
}

/** How many broadcasts there are, and what the core makes of them for the programme's tasks. */
function broadcastRows(words: Words, state: InterviewState, { window }: DraftPatterns): readonly DraftRow[] {
  if (!state.ledgerSummary) return [];
  const { ledger } = words.messages;
  const count = words.say(ledger.count, { count: state.ledgerSummary.broadcasts });
  const figures = state.assessment.tasks.flatMap((task) => {
    const figure = figureOf(words, task);
    if (figure === null) return [];
    const value = words.say(window, { value: figure, window: windowOf(words, task) });
    return [row(task.metric, "broadcasts", words.title(task.metric), value, task.clause)];
  });
  return [row("broadcasts", "broadcasts", ledger.recorded, count, ""), ...figures];
}

/** What a task has come to; `null` where nothing is known, or its one broadcast is still to come. */
function figureOf(words: Words, { achieved, atMost, exact, metric, unit, window }: TaskProgress): string | null {
  if (achieved === null || (achieved === 0 && window.kind === "oneBroadcast")) return null;
  const { progress } = words.messages;
  const units: Readonly<Record<string, string>> = progress.unit;
  const said = (value: number) =>
    units[unit] === undefined ? words.value(value, metric) : words.say(units[unit], { count: value });
  if (exact) return said(achieved);
  if (atMost === null) return words.say(progress.atLeast, { value: said(achieved) });
  return words.say(progress.atLeastAtMost, { value: said(achieved), most: said(atMost) });
}

function windowOf(words: Words, { window: { kind, from, to } }: TaskProgress): string {
  return words.say(words.messages.progress.window[kind], {
    from: words.day(from ?? ""),
    to: words.day(to ?? ""),
    has: from === null ? "no" : "yes",
  });
}

function row(id: string, part: DraftPart, title: string, answer: string | null, clause: string): DraftRow {
  return { id, part, title, answer, unsure: false, needless: false, clause };
}
