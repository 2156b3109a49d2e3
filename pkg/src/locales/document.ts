// The parts of a policy document that words are made from, and how to find them by id.

/** A text in several languages, by BCP 47 tag. */
export type Text = Readonly<Record<string, string>>;

/** A fact as the document declares it. */
export interface DocumentFact {
  readonly id: string;
  readonly clause: string;
  readonly type: string;
  readonly options?: readonly { readonly id: string; readonly title: Text }[];
  readonly changeable: "act" | "wait" | "never";
  /** What of a list of broadcasts answers it. */
  readonly fromLedger?: "firstBroadcast" | "lastBroadcast" | null;
  readonly title: Text;
  readonly question: Text;
  readonly help?: Text | null;
  /** What must not happen while one waits for it to be long enough ago. */
  readonly whileWaiting?: Text | null;
  readonly constraints?: readonly { readonly notAfter?: string; readonly neverWith?: string }[];
}

/** A metric as the document declares it. */
export interface DocumentMetric {
  readonly id: string;
  readonly clause: string;
  readonly measure: string;
  readonly shareOf?: string;
  readonly title: Text;
}

/** A parameter as the document declares it. */
export interface DocumentParameter {
  readonly id: string;
  readonly clause: string;
  readonly type: string;
  readonly min?: number | null;
  readonly max?: number | null;
  /** What the source says it is; nothing where the source does not say. */
  readonly published?: unknown;
  readonly title: Text;
  readonly help?: Text | null;
}

/** A condition; one with an id is a named part of its criterion. */
export interface DocumentCondition {
  readonly id?: string;
  readonly title?: Text;
  readonly all?: readonly DocumentCondition[];
  readonly any?: readonly DocumentCondition[];
  readonly none?: readonly DocumentCondition[];
  readonly fact?: string;
  readonly metric?: string;
  readonly parameter?: string;
  readonly atLeast?: DocumentOperand;
  readonly atMost?: DocumentOperand;
  readonly above?: DocumentOperand;
  readonly below?: DocumentOperand;
}

/** What a number is compared to: a number, or a parameter by id. */
export type DocumentOperand = number | { readonly parameter: string };

/** A criterion, a bar or a risk. */
export interface DocumentCriterion {
  readonly id: string;
  readonly clause: string;
  readonly title: Text;
  readonly help?: Text | null;
  readonly condition: DocumentCondition;
}

/** A step of a procedure. */
export interface DocumentStep {
  readonly id: string;
  readonly clause: string;
  readonly by: "applicant" | "platform";
  readonly title: Text;
  readonly note?: Text | null;
  readonly review?: { readonly fromBusinessDays: number; readonly toBusinessDays: number } | null;
  readonly deadline?: { readonly before: string; readonly days: number } | null;
}

/** Words that go with an outcome. */
export interface DocumentCaveat {
  readonly id: string;
  readonly clause: string;
  readonly kind: "caveat" | "notice";
  readonly title: Text;
  readonly when?: { readonly onlyThrough?: string; readonly closesDuringReview?: boolean } | null;
}

/** One kind of support. */
export interface DocumentProgramme {
  readonly id: string;
  readonly clause: string;
  readonly title: Text;
  readonly summary: Text;
  readonly criteria: readonly DocumentCriterionItem[];
  readonly bars?: readonly DocumentCriterionItem[];
  readonly risks?: readonly DocumentCriterionItem[];
  readonly tasks?: readonly {
    readonly id: string;
    readonly clause: string;
    readonly title: Text;
    readonly table: string;
    readonly metrics?: readonly string[];
  }[];
  readonly procedure?: readonly DocumentStep[];
}

/** A criterion written in place, or a shared one by id. */
export type DocumentCriterionItem = DocumentCriterion | { readonly use: string };

/**
 * What is read of a policy document (format 1). A whole document fits it; the reader in the core has checked the rest.
 */
export interface PolicyWords {
  readonly id: string;
  readonly version: string;
  readonly title: Text;
  readonly timeZone: string;
  readonly utcOffset: string;
  readonly currency: string;
  readonly source: {
    readonly title: Text;
    readonly url?: string | null;
    readonly confidence: "official" | "republished" | "reported" | "conflicting";
    readonly note: Text;
  };
  readonly clauses?: readonly { readonly id: string; readonly title: Text; readonly says: Text }[];
  readonly assumptions?: readonly {
    readonly id: string;
    readonly clause: string;
    readonly question: Text;
    readonly answer: Text;
  }[];
  readonly facts: readonly DocumentFact[];
  readonly metrics?: readonly DocumentMetric[];
  readonly parameters?: readonly DocumentParameter[];
  readonly rewardKinds?: readonly { readonly id: string; readonly title: Text }[];
  readonly shared?: readonly DocumentCriterion[];
  readonly caveats?: readonly DocumentCaveat[];
  readonly programmes: readonly DocumentProgramme[];
}

const OFFSET = /^([+-])(\d{2}):(\d{2})$/;
const MINUTES_IN_AN_HOUR = 60;
const MILLISECONDS_IN_A_MINUTE = 60_000;

/** The text in `locale`, else in the same language, else in the first language there is. */
export function textIn(text: Text | null | undefined, locale: string): string {
  if (!text) return "";
  const exact = text[locale];
  if (exact !== undefined) return exact;
  const language = locale.split("-")[0];
  const related = Object.keys(text).find((tag) => tag.split("-")[0] === language);
  return (related !== undefined ? text[related] : Object.values(text)[0]) ?? "";
}

/** The member of `list` with that id. */
export function byId<T extends { readonly id: string }>(list: readonly T[] | undefined, id: string): T | undefined {
  return list?.find((item) => item.id === id);
}

/** A programme's criteria, bars and risks, the shared ones resolved. */
export function criteriaOf(document: PolicyWords, programme: DocumentProgramme): readonly DocumentCriterion[] {
  const items = [...programme.criteria, ...(programme.bars ?? []), ...(programme.risks ?? [])];
  return items.flatMap((item) => {
    const criterion = "use" in item ? byId(document.shared, item.use) : item;
    return criterion ? [criterion] : [];
  });
}

/** The criterion of that id in a programme, or, where the programme is not known, in any. */
export function findCriterion(document: PolicyWords, id: string, programmeId?: string): DocumentCriterion | undefined {
  const programmes = document.programmes.filter(
    (programme) => programmeId === undefined || programme.id === programmeId,
  );
  for (const programme of programmes) {
    const found = byId(criteriaOf(document, programme), id);
    if (found) return found;
  }
  return undefined;
}

/** The conditions a condition is made of, itself first. */
export function conditionsWithin(condition: DocumentCondition): readonly DocumentCondition[] {
  const parts = [...(condition.all ?? []), ...(condition.any ?? []), ...(condition.none ?? [])];
  return [condition, ...parts.flatMap(conditionsWithin)];
}

/** The part of a criterion that bears that id, searched in one programme or in all. */
export function findNamedCondition(
  document: PolicyWords,
  id: string,
  programmeId?: string,
): DocumentCondition | undefined {
  const programmes = document.programmes.filter(
    (programme) => programmeId === undefined || programme.id === programmeId,
  );
  return programmes
    .flatMap((programme) => criteriaOf(document, programme))
    .flatMap((criterion) => conditionsWithin(criterion.condition))
    .find((condition) => condition.id === id);
}

/** The facts a criterion looks at, in the order of its condition. */
export function factsOf(document: PolicyWords, criterion: DocumentCriterion): readonly DocumentFact[] {
  const ids = new Set(
    conditionsWithin(criterion.condition).flatMap((condition) =>
      condition.fact === undefined ? [] : [condition.fact],
    ),
  );
  return document.facts.filter((fact) => ids.has(fact.id));
}

/** The parameters a criterion looks at or compares to, by id, in the order of its condition. */
export function parametersOf(criterion: DocumentCriterion): readonly string[] {
  const named = conditionsWithin(criterion.condition).flatMap((condition) => {
    const operands = [condition.atLeast, condition.atMost, condition.above, condition.below];
    const compared = operands.flatMap((operand) =>
      typeof operand === "object" && operand !== null ? [operand.parameter] : [],
    );
    return condition.parameter === undefined ? compared : [condition.parameter, ...compared];
  });
  return [...new Set(named)];
}

/** The type of a metric's figure, as the core gives it. */
export function typeOfMetric({ measure, shareOf }: DocumentMetric): string {
  if (shareOf !== undefined || measure === "refundRate") return "ratio";
  if (measure === "minutes") return "minutes";
  return measure === "gmv" || measure === "netGmv" ? "money" : "number";
}

/** What the policy's clock shows at a moment where the offset is `"+08:00"`: `2023-09-14T20:00:00.000`, and a `Z` that is not meant. */
export function onClock(utcOffset: string, moment: number): string {
  const parts = OFFSET.exec(utcOffset);
  const minutes = parts ? Number(`${parts[1]}1`) * (Number(parts[2]) * MINUTES_IN_AN_HOUR + Number(parts[3])) : 0;
  return new Date(moment + minutes * MILLISECONDS_IN_A_MINUTE).toISOString();
}
