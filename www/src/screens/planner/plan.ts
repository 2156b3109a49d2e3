// What a policy's document says of the programme that is planned for: one event, and a deadline before it.

import {
  criteriaOf,
  type DocumentCriterion,
  type DocumentFact,
  type DocumentProgramme,
  type DocumentStep,
  factsOf,
  type PolicyWords,
  parametersOf,
} from "kaibo/locales";

/** What there is to plan. */
export interface Plan {
  readonly programme: DocumentProgramme;
  /** The step that is due before the event. */
  readonly step: DocumentStep;
  /** How many days before. */
  readonly days: number;
  /** The fact that says when the event starts. */
  readonly event: string;
  /** The facts to plan, the event first, then in the document's order. */
  readonly facts: readonly DocumentFact[];
  /** The fact that says what is to be sold, where one does. */
  readonly target: string | undefined;
  /** The fact that says how long it is to last, where one does. */
  readonly length: string | undefined;
  /** The criteria this programme alone has. */
  readonly criteria: readonly DocumentCriterion[];
  /** What these compare with and the source does not publish, by id. */
  readonly unpublished: readonly string[];
}

/** The plan a document asks for: that of its first programme with a deadline before an event. */
export function planOf(document: PolicyWords): Plan | undefined {
  for (const programme of document.programmes) {
    const step = programme.procedure?.find(({ deadline }) => deadline);
    if (step?.deadline) return planned(document, programme, step, step.deadline);
  }
  return undefined;
}

function planned(
  document: PolicyWords,
  programme: DocumentProgramme,
  step: DocumentStep,
  { before, days }: { readonly before: string; readonly days: number },
): Plan {
  const criteria = ownCriteria(document, programme);
  const facts = ownFacts(document, programme, criteria, before);
  const metrics = (programme.tasks ?? []).flatMap(({ metrics }) => metrics ?? []);
  const target = document.metrics?.find(({ id, shareOf }) => metrics.includes(id) && shareOf !== undefined)?.shareOf;
  const parameters = [...new Set(criteria.flatMap(parametersOf))];
  return {
    programme,
    step,
    days,
    event: before,
    facts,
    target: facts.find(({ id }) => id === target)?.id,
    length: facts.find(({ type }) => type === "minutes")?.id,
    criteria,
    unpublished: (document.parameters ?? [])
      .filter(({ id, published }) => parameters.includes(id) && published == null)
      .map(({ id }) => id),
  };
}

function ownCriteria(document: PolicyWords, programme: DocumentProgramme): readonly DocumentCriterion[] {
  const own = programme.criteria.flatMap((item) => ("use" in item ? [] : [item.id]));
  return criteriaOf(document, programme).filter(({ id }) => own.includes(id));
}

/** What is decided for the event: what its criteria ask, can be acted on, and no other programme asks. */
function ownFacts(
  document: PolicyWords,
  programme: DocumentProgramme,
  criteria: readonly DocumentCriterion[],
  event: string,
): readonly DocumentFact[] {
  const others = document.programmes.filter(({ id }) => id !== programme.id);
  const elsewhere = new Set(
    factIds(
      document,
      others.flatMap((other) => criteriaOf(document, other)),
    ),
  );
  const asked = new Set(factIds(document, criteria));
  const own = document.facts.filter(
    ({ id, changeable }) => id === event || (asked.has(id) && changeable === "act" && !elsewhere.has(id)),
  );
  return [...own.filter(({ id }) => id === event), ...own.filter(({ id }) => id !== event)];
}

function factIds(document: PolicyWords, criteria: readonly DocumentCriterion[]): readonly string[] {
  return criteria.flatMap((criterion) => factsOf(document, criterion).map(({ id }) => id));
}
