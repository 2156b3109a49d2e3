// Answers that name the ids of one policy: the generated shapes, with ids in place of texts.

import type {
  Assessment,
  CaveatDates,
  Change,
  CriterionResult,
  Decision,
  Given,
  GoingLive,
  NextChange,
  Outlook,
  ProgrammeAssessment,
  Question,
  Questions,
  Remedies,
  Remedy,
  TaskProgress,
} from "./generated/index.js";
import type { EngineCaveat } from "./locales/catalogue.js";

/**
 * The value of a fact, a metric or a parameter: `true` or `false`; a number in the value's unit (money in yuan with at
 * most two decimals, durations in minutes, ratios from 0 to 1); or a text: a day `"YYYY-MM-DD"`, a date-time with its
 * offset, the id of a choice, `"never"`, `"unrated"`.
 */
export type FactValue = boolean | number | string;

/** What is known of an account, by fact id. An absent fact is unknown, never "no". */
export type Facts = Readonly<Record<string, FactValue | undefined>>;

/** One row of a tier table. The rows of one metric ascend, without gap or overlap. */
export interface TierRow {
  /** The id of one of the policy's metrics. */
  readonly metric: string;
  /** The tier is reached from this figure on, in the metric's unit. */
  readonly atLeast: number;
  /** It ends before this figure; without it and `atMost`, where the next row begins. */
  readonly below?: number;
  /** It ends with this figure. */
  readonly atMost?: number;
  /** What it pays, where that is known: the id of one of the policy's reward kinds, how much, and what else is known. */
  readonly reward?: { readonly kind: string; readonly amount?: number; readonly note?: string };
}

/**
 * The ids of one policy, for the type checker. `kaibo types` writes them from a document; this is any policy's.
 *
 * By hand, extend it with what is to be checked: `interface Mine extends PolicyTypes { facts: { followers?: number } }`.
 */
export interface PolicyTypes {
  /** The facts, with the types of their values. */
  readonly facts: Facts;
  /** The ids of the programmes. */
  readonly programmes: string;
  /** The ids of criteria, bars and risks, and of their named parts. */
  readonly criteria: string;
  /** The parameters, with the types of their values. */
  readonly parameters: Readonly<Record<string, FactValue | readonly TierRow[]>>;
  /** The ids of the metrics. */
  readonly metrics: string;
  /** The ids of the caveats and notices. */
  readonly caveats: string;
}

/** The fact ids of a policy. */
export type FactOf<T extends PolicyTypes> = KeyOf<T["facts"]>;

/** The parameter ids of a policy. */
export type ParameterOf<T extends PolicyTypes> = KeyOf<T["parameters"]>;

/** The codes of caveats that can go with an outcome: the policy's, and those the core adds. */
export type CaveatOf<T extends PolicyTypes> = T["caveats"] | EngineCaveat;

/**
 * The names of a shape's members. The compiler takes a plain `keyof` to shrink where the shape grows, and would not
 * take one policy's answers for any policy's; of a condition it looks at what comes out.
 */
type KeyOf<Shape> = Shape extends infer Known ? keyof Known & string : never;

type With<Shape, Members> = Omit<Shape, keyof Members> & Members;

/** An {@link Assessment} with the ids of a policy. */
export interface AssessmentOf<T extends PolicyTypes> extends Omit<Assessment, "programmes"> {
  /** One entry a programme, in the document's order. */
  programmes: Array<ProgrammeAssessmentOf<T>>;
}

/** A {@link ProgrammeAssessment} with the ids of a policy. */
export interface ProgrammeAssessmentOf<T extends PolicyTypes>
  extends Omit<
    ProgrammeAssessment,
    | "id"
    | "criteria"
    | "missing"
    | "parametersNeeded"
    | "metricsNeeded"
    | "caveats"
    | "caveatDates"
    | "goingLive"
    | "tasks"
  > {
  /** The programme's id. */
  id: T["programmes"];
  /** Criteria, then bars, then risks, in the document's order. */
  criteria: Array<CriterionResultOf<T>>;
  /** Unknown facts the outcome depends on: first those whose answer alone can settle it, then document order. */
  missing: Array<FactOf<T>>;
  /** Unpublished parameters the outcome depends on. */
  parametersNeeded: Array<ParameterOf<T>>;
  /** Metrics the outcome depends on, and which the broadcasts that were given leave open. */
  metricsNeeded: Array<T["metrics"]>;
  /** Codes of the caveats and notices that go with the outcome. */
  caveats: Array<CaveatOf<T>>;
  /** Dates behind a caveat, for those that have some. */
  caveatDates: Array<With<CaveatDates, { caveat: CaveatOf<T> }>>;
  /** What going live would do, for a caveat that warns of it. */
  goingLive: Array<With<GoingLive, { caveat: CaveatOf<T> }>>;
  /** How far its tasks are: an entry for each metric of each. */
  tasks: Array<With<TaskProgress, { metric: T["metrics"] }>>;
}

/** A {@link CriterionResult} with the ids of a policy. */
export interface CriterionResultOf<T extends PolicyTypes> extends Omit<CriterionResult, "id" | "children"> {
  /** Its id. */
  id: T["criteria"];
  /** Its parts that have a name. */
  children?: Array<CriterionResultOf<T>>;
}

/** A {@link Decision} with the ids of a policy. */
export interface DecisionOf<T extends PolicyTypes> extends Omit<Decision, "unmet" | "unknown"> {
  /** The ids of the criteria and bars that are unmet, in the document's order; risks and named parts are not among them. */
  unmet: Array<T["criteria"]>;
  /** The ids of those that are unknown. */
  unknown: Array<T["criteria"]>;
}

/** {@link Questions} with the ids of a policy. */
export interface QuestionsOf<T extends PolicyTypes> extends Omit<Questions, "rows" | "next"> {
  /** One row a fact. */
  rows: Array<With<Question, { fact: FactOf<T> }>>;
  /** The fact to ask next: the first on which an outcome depends; `null` when none does. */
  next: FactOf<T> | null;
}

/** An {@link Outlook} with the ids of a policy. */
export interface OutlookOf<T extends PolicyTypes> extends Omit<Outlook, "nextChange"> {
  /** The first day on which the outcome differs; `null` if it never does. */
  nextChange: With<NextChange, { criteria: Array<T["criteria"]> }> | null;
}

/** {@link Remedies} with the ids of a policy. */
export interface RemediesOf<T extends PolicyTypes> extends Omit<Remedies, "remedies" | "blockedBy"> {
  /** Every smallest set of changes, the earliest first; empty when eligible already, or when nothing helps. */
  remedies: Array<
    With<Remedy, { changes: Array<With<Change, { fact: FactOf<T> }>>; given: Array<With<Given, { fact: FactOf<T> }>> }>
  >;
  /** Where nothing helps: the ids of the criteria and bars that stand in the way. */
  blockedBy: Array<T["criteria"]>;
}
