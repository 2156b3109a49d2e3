// The shapes of answers and faults, generated from the Rust types: npm run generate.

/**
 * What is known at one moment about each programme.
 */
export type Assessment = {
  /**
   * The version that answered.
   */
  policy: PolicyVersion;
  /**
   * The day of assessment in the policy's zone.
   */
  asOf: Day;
  /**
   * The day as of which the facts hold, in the policy's zone.
   */
  knownAt: Day;
  /**
   * What was made of the broadcasts; `null` where none were given.
   */
  ledger: LedgerSummary | null;
  /**
   * One entry a programme, in the document's order.
   */
  programmes: Array<ProgrammeAssessment>;
};

/**
 * A version of a policy, by its names and its digest.
 */
export type PolicyVersion = {
  /**
   * The policy's id.
   */
  id: string;
  /**
   * The version's name.
   */
  version: string;
  /**
   * SHA-256 over the document's canonical form (RFC 8785), in lower-case hexadecimal.
   */
  digest: string;
};

/**
 * A civil date of the proleptic Gregorian calendar from 0001-01-01 to 9999-12-31, written `YYYY-MM-DD`.
 */
export type Day = string;

/**
 * The answer for one programme.
 */
export type ProgrammeAssessment = {
  /**
   * The programme's id.
   */
  id: string;
  /**
   * What follows from what is known.
   */
  outcome: Outcome;
  /**
   * Criteria, then bars, then risks, in the document's order.
   */
  criteria: Array<CriterionResult>;
  /**
   * Unknown facts the outcome depends on: first those whose answer alone can settle it, then document order.
   */
  missing: Array<string>;
  /**
   * Unpublished parameters the outcome depends on.
   */
  parametersNeeded: Array<string>;
  /**
   * Metrics the outcome depends on, and which the broadcasts that were given leave open.
   */
  metricsNeeded: Array<string>;
  /**
   * Codes of the caveats and notices that go with the outcome.
   */
  caveats: Array<string>;
  /**
   * Dates behind a caveat, for those that have some.
   */
  caveatDates: Array<CaveatDates>;
  /**
   * What going live would do, for a caveat that warns of it.
   */
  goingLive: Array<GoingLive>;
  /**
   * How far its tasks are: an entry for each metric of each.
   */
  tasks: Array<TaskProgress>;
};

/**
 * What follows for an applicant.
 */
export type Outcome = "eligible" | "ineligible" | "undetermined";

/**
 * The result of one criterion, bar or risk.
 */
export type CriterionResult = {
  /**
   * Its id.
   */
  id: string;
  /**
   * The clause it comes from.
   */
  clause: string;
  /**
   * What it is for.
   */
  kind: Kind;
  /**
   * What every completion says of it.
   */
  result: Verdict;
  /**
   * Why the result is unknown; `null` when it is known.
   */
  reason: Reason | null;
  /**
   * What is known of the value it looks at; `null` when nothing is, or it looks at several.
   */
  observed: Observed | null;
  /**
   * What it asks of that value; `null` when it looks at several.
   */
  required: Requirement | null;
  /**
   * How far the value lies inside (0 or more) or outside (below 0) what is required, in days or the value's unit; 0 on
   * the bound itself, which does not pass where `above` or `below` is asked;
   * `null` when it is not known exactly or has no distance.
   */
  margin: number | null;
  /**
   * A dated condition that decides it is exactly on its day N.
   */
  onBoundary: boolean;
  /**
   * The first day after the day of assessment on which the result differs, if nothing happens; `null` if none.
   */
  changesOn: Day | null;
  /**
   * The assumptions that decide it and the parameters a user supplied.
   */
  rests: Array<Rest>;
  /**
   * Its parts that have a name.
   */
  children?: Array<CriterionResult>;
};

/**
 * What a criterion is for.
 */
export type Kind = "criterion" | "bar" | "risk";

/**
 * What every completion says of a criterion; `met` is always good for the applicant.
 */
export type Verdict = "met" | "unmet" | "unknown";

/**
 * Why a result is unknown.
 */
export type Reason = "fact-unknown" | "parameter-unpublished" | "ledger-incomplete";

/**
 * What is known of a value.
 */
export type Observed = {
  /**
   * The fact or the parameter it was read from.
   */
  id: string;
  /**
   * The exact value; absent when only bounds are known.
   */
  value?: Value;
  /**
   * The least it can be; absent when exact or open.
   */
  from?: Value;
  /**
   * The most it can be; absent when exact or open.
   */
  to?: Value;
  /**
   * Calendar days from the event to the day of assessment (below 0: it lies ahead); for an exactly known event.
   */
  days?: number;
};

/**
 * What is asked of a value.
 */
export type Requirement = {
  /**
   * How it is compared.
   */
  operator: Comparator;
  /**
   * What it is compared to: a value, or a number of `unit`; `null` while the parameter is unpublished.
   */
  value: Value | null;
  /**
   * What a dated comparison counts; absent otherwise.
   */
  unit?: SpanUnit;
  /**
   * The parameter that gives the value; absent when the document does.
   */
  parameter?: string;
};

/**
 * How a value is compared.
 */
export type Comparator =
  | "is"
  | "isNot"
  | "atLeast"
  | "atMost"
  | "above"
  | "below"
  | "within"
  | "notWithin"
  | "ahead"
  | "notAhead";

/**
 * What a span counts.
 */
export type SpanUnit = "days" | "months";

/**
 * A value in words a reader knows: a boolean, a number in the value's unit (money in yuan), or a text (a date, an
 * id, `never`, `unrated`).
 */
export type Value = boolean | number | string;

/**
 * What a result rests on besides the facts.
 */
export type Rest =
  | {
      kind: "assumption";
      /**
       * The assumption's id.
       */
      id: string;
    }
  | {
      kind: "parameter";
      /**
       * The parameter's id.
       */
      id: string;
      /**
       * The value.
       */
      value: Value;
      /**
       * Who or what told it.
       */
      source: string;
      /**
       * When it was told.
       */
      toldOn: Day;
    };

/**
 * Dates behind a caveat.
 */
export type CaveatDates = {
  /**
   * The caveat's code.
   */
  caveat: string;
  /**
   * The last day on which the outcome is proven eligible.
   */
  eligibleThrough: Day;
  /**
   * The last day of a review of a submission on the day of assessment.
   */
  reviewTo: Day;
  /**
   * Whether the review's last day follows an official calendar, or is estimated.
   */
  certainty: Certainty;
};

/**
 * Whether a date follows an official calendar.
 */
export type Certainty = "official" | "estimated";

/**
 * What was made of the broadcasts that were given.
 */
export type LedgerSummary = {
  /**
   * How many count: each once.
   */
  broadcasts: number;
  /**
   * Those that stand again, the same in everything, and so do not count again.
   */
  repeated: Array<BroadcastPair>;
  /**
   * Those that overlap with an earlier one: both count, the time they share counts once.
   */
  overlapping: Array<BroadcastPair>;
};

/**
 * Two broadcasts, by their places in the list.
 */
export type BroadcastPair = {
  /**
   * The one this is about.
   */
  broadcast: number;
  /**
   * The other one.
   */
  other: number;
};

/**
 * What a broadcast on the next day would do to an outcome that is eligible only through something it can end.
 */
export type GoingLive = {
  /**
   * The caveat's code.
   */
  caveat: string;
  /**
   * The day of that broadcast: the one after the day of assessment.
   */
  on: Day;
  /**
   * The outcome from that day on.
   */
  outcome: Outcome;
  /**
   * The first day after it on which the outcome is proven eligible again if there is no further broadcast; `null` if
   * it stays eligible, or there is no such day.
   */
  eligibleAgainOn: Day | null;
};

/**
 * How far a task is by one metric.
 */
export type TaskProgress = {
  /**
   * The task's id.
   */
  id: string;
  /**
   * The clause it comes from.
   */
  clause: string;
  /**
   * The metric's id.
   */
  metric: string;
  /**
   * The unit of all figures: the currency's code, `minutes`, `days`, `broadcasts`, `viewers`, or `share` (1 is all).
   */
  unit: string;
  /**
   * The days that count.
   */
  window: TaskWindow;
  /**
   * What the broadcasts come to: exactly, or at least, where there may be more; `null` where nothing can be said.
   */
  achieved: number | null;
  /**
   * Whether that is exact.
   */
  exact: boolean;
  /**
   * The most it can be; `null` where it is exact, or open.
   */
  atMost: number | null;
  /**
   * What the next tier asks, or the last one where all are reached; `null` while the table is not known.
   */
  target: number | null;
  /**
   * `achieved` as a share of `target`.
   */
  ratio: number | null;
  /**
   * The tiers, ascending; empty while the table is not known.
   */
  tiers: Array<TierProgress>;
  /**
   * What is left to the target; the most it can be, where `achieved` is not exact.
   */
  remaining: number | null;
  /**
   * What that is a day; `null` where nothing is left, or the days that count have no end ahead.
   */
  pace: Pace | null;
  /**
   * Where it leads at the pace so far; `null` where that is not known.
   */
  projected: Projection | null;
  /**
   * Why there is no target, or why `achieved` is not exact; `null` otherwise.
   */
  reason: Reason | null;
  /**
   * On whose word the table rests; `null` where the policy publishes it, or it is not known.
   */
  told: TableSource | null;
};

/**
 * The days a metric counts.
 */
export type TaskWindow = {
  /**
   * Which kind of window.
   */
  kind: WindowKind;
  /**
   * The first day; `null` where it is open or not known.
   */
  from: Day | null;
  /**
   * The last day, though it may lie ahead; `null` where it is open or not known.
   */
  to: Day | null;
};

/**
 * Which broadcasts a metric counts.
 */
export type WindowKind = "rolling" | "calendarMonth" | "sinceFirstBroadcast" | "dates" | "oneBroadcast";

/**
 * Whether a tier is reached.
 */
export type TierProgress = {
  /**
   * The place of its row in the table.
   */
  row: number;
  /**
   * The least figure that reaches it.
   */
  atLeast: number;
  /**
   * The greatest figure within it; `null` where there is no end.
   */
  atMost: number | null;
  /**
   * Whether it is reached: `met`, `unmet`, or `unknown` where the broadcasts leave it open.
   */
  result: Verdict;
  /**
   * What is left to it; the most it can be, where `achieved` is not exact.
   */
  remaining: number | null;
  /**
   * What it pays; `null` where that is not known.
   */
  reward: TierReward | null;
};

/**
 * What a tier pays.
 */
export type TierReward = {
  /**
   * The id of a reward kind.
   */
  kind: string;
  /**
   * How much, in the kind's own unit; `null` where it is not known.
   */
  amount: number | null;
  /**
   * What else is known of it; `null` where nothing is.
   */
  note: string | null;
};

/**
 * What is needed a day to reach a target.
 */
export type Pace = {
  /**
   * How much a day, in the task's unit.
   */
  perDay: number;
  /**
   * On how many days that are left.
   */
  days: number;
  /**
   * The last of them.
   */
  through: Day;
  /**
   * Whether so much can be had in a day: there is one day a day.
   */
  possible: boolean;
};

/**
 * Where it leads at the pace so far.
 */
export type Projection = {
  /**
   * The figure on the last day that counts.
   */
  value: number;
  /**
   * How it was made.
   */
  method: ProjectionMethod;
  /**
   * The first of the days it was made from.
   */
  from: Day;
  /**
   * The last of them.
   */
  through: Day;
  /**
   * The day it is for.
   */
  on: Day;
};

/**
 * How a projection was made.
 */
export type ProjectionMethod = "average-per-day";

/**
 * On whose word a table rests.
 */
export type TableSource = {
  /**
   * Who or what told it.
   */
  source: string;
  /**
   * When it was told.
   */
  toldOn: Day;
};

/**
 * The outcome of one programme and the criteria and bars behind it.
 */
export type Decision = {
  /**
   * What follows from what is known.
   */
  outcome: Outcome;
  /**
   * The ids of the criteria and bars that are unmet, in the document's order; risks and named parts are not among them.
   */
  unmet: Array<string>;
  /**
   * The ids of those that are unknown.
   */
  unknown: Array<string>;
};

/**
 * What to ask, in the document's order; answering never removes a row.
 */
export type Questions = {
  /**
   * One row a fact.
   */
  rows: Array<Question>;
  /**
   * The fact to ask next: the first on which an outcome depends; `null` when none does.
   */
  next: string | null;
};

/**
 * One fact to ask for.
 */
export type Question = {
  /**
   * The fact's id.
   */
  fact: string;
  /**
   * Its type.
   */
  type: string;
  /**
   * The unit of a number: `minutes`, or the currency's code; `null` where there is none.
   */
  unit: string | null;
  /**
   * The least and the greatest value; `null` where a side is open.
   */
  bounds: Bounds;
  /**
   * The ids of a choice; empty for other types.
   */
  options: Array<string>;
  /**
   * What an answer, or the one given, bears on.
   */
  relevant: Relevant;
  /**
   * Whether it is known.
   */
  answered: boolean;
};

/**
 * The least and the greatest value a fact can have.
 */
export type Bounds = {
  /**
   * The least; `null` where open.
   */
  min: number | null;
  /**
   * The greatest; `null` where open.
   */
  max: number | null;
};

/**
 * What an answer bears on.
 */
export type Relevant = "outcome" | "risk" | "no";

/**
 * The outcomes of a programme over time.
 */
export type Outlook = {
  /**
   * Contiguous windows from the day of assessment on; neighbours differ in their outcome.
   */
  windows: Array<OutlookWindow>;
  /**
   * The first day on which the outcome differs; `null` if it never does.
   */
  nextChange: NextChange | null;
  /**
   * What is assumed to happen meanwhile.
   */
  assuming: Assuming;
};

/**
 * Days, both inclusive, with one outcome.
 */
export type OutlookWindow = {
  /**
   * The first day.
   */
  from: Day;
  /**
   * The last day; `null`: from then on, for good.
   */
  to: Day | null;
  /**
   * The outcome on each of them.
   */
  outcome: Outcome;
};

/**
 * A day on which an outcome changes, and what changes it.
 */
export type NextChange = {
  /**
   * The first day of the new outcome.
   */
  on: Day;
  /**
   * The new outcome.
   */
  outcome: Outcome;
  /**
   * Ids of the criteria, bars and named parts whose result changes on that day.
   */
  criteria: Array<string>;
};

/**
 * What an outlook assumes to happen after the moment as of which the facts hold.
 */
export type Assuming = "nothing-happens" | "planned-broadcasts";

/**
 * The ways that lead to eligible.
 */
export type Remedies = {
  /**
   * Every smallest set of changes, the earliest first; empty when eligible already, or when nothing helps.
   */
  remedies: Array<Remedy>;
  /**
   * Where nothing helps: the ids of the criteria and bars that stand in the way.
   */
  blockedBy: Array<string>;
};

/**
 * One smallest set of changes that leads to eligible.
 */
export type Remedy = {
  /**
   * Known facts to change by acting.
   */
  changes: Array<Change>;
  /**
   * Unknown facts that must turn out so.
   */
  given: Array<Given>;
  /**
   * The first day on which the outcome is eligible.
   */
  on: Day;
  /**
   * Whether it takes acting, waiting, both, or neither.
   */
  kind: RemedyKind;
};

/**
 * A known fact to change.
 */
export type Change = {
  /**
   * The fact's id.
   */
  fact: string;
  /**
   * The value to change it to.
   */
  to: Value;
  /**
   * On which side of it other values do as well.
   */
  bound: Fitting;
};

/**
 * An unknown fact that must turn out so.
 */
export type Given = {
  /**
   * The fact's id.
   */
  fact: string;
  /**
   * What it must turn out to be.
   */
  is: Value;
  /**
   * On which side of it other values do as well.
   */
  bound: Fitting;
  /**
   * Whether `"never"` (or `"unrated"`) does as well.
   */
  orNever: boolean;
};

/**
 * On which side of a value other values do as well.
 */
export type Fitting = "exactly" | "atLeast" | "atMost";

/**
 * What a remedy takes.
 */
export type RemedyKind = "act" | "wait" | "both" | "confirm";

/**
 * By when to act, for one programme.
 */
export type Schedule = {
  /**
   * The last day to submit for the planned start; `null` without a start, or where the policy has no such deadline.
   */
  submitBy: Day | null;
  /**
   * Whether the day of submission is no later than that; `null` without both.
   */
  inTime: boolean | null;
  /**
   * Between which days the review of a submission on that day ends; `null` without a day, or where the policy states
   * no review.
   */
  review: ReviewWindow | null;
  /**
   * The steps of the procedure, in order.
   */
  steps: Array<ScheduledStep>;
};

/**
 * The days on which a review can end, both inclusive.
 */
export type ReviewWindow = {
  /**
   * The earliest.
   */
  from: Day;
  /**
   * The latest.
   */
  to: Day;
  /**
   * Whether both follow the official calendar.
   */
  certainty: Certainty;
};

/**
 * A step of a procedure, with the days the policy gives it.
 */
export type ScheduledStep = {
  /**
   * The step's id.
   */
  id: string;
  /**
   * The clause it comes from.
   */
  clause: string;
  /**
   * Who acts.
   */
  by: StepActor;
  /**
   * The first day; `null` where the policy, or what is planned, gives none.
   */
  from: Day | null;
  /**
   * The last day; `null` where the policy, or what is planned, gives none.
   */
  to: Day | null;
  /**
   * Whether the days follow the official calendar.
   */
  certainty: Certainty;
};

/**
 * Who acts in a step.
 */
export type StepActor = "applicant" | "platform";

/**
 * One thing that is wrong with an input.
 */
export type Fault = {
  /**
   * What is wrong.
   */
  code: ErrorCode;
  /**
   * Where: a JSON Pointer (RFC 6901) into the input.
   */
  path: string;
  /**
   * What was expected there.
   */
  expected: string;
  /**
   * What to do about it.
   */
  help: string;
};

/**
 * The closed, stable set of error codes.
 */
export type ErrorCode =
  | "not-ready"
  | "internal"
  | "not-json"
  | "too-large"
  | "too-deep"
  | "cyclic"
  | "unreadable"
  | "unsupported-value"
  | "wrong-type"
  | "unknown-key"
  | "missing-key"
  | "duplicate-key"
  | "duplicate-id"
  | "unknown-reference"
  | "not-one-operator"
  | "wrong-operator"
  | "wrong-place"
  | "missing-text"
  | "unsupported-format"
  | "unsupported-zone"
  | "unsupported-calendar"
  | "too-entangled"
  | "never-satisfiable"
  | "id-mismatch"
  | "versions-overlap"
  | "empty"
  | "unknown-fact"
  | "unknown-parameter"
  | "unknown-programme"
  | "parameter-published"
  | "not-a-date"
  | "missing-offset"
  | "out-of-range"
  | "not-whole"
  | "too-precise"
  | "not-finite"
  | "event-after-moment"
  | "event-order"
  | "never-alone"
  | "known-after-as-of"
  | "at-odds-with-ledger"
  | "broadcast-conflict"
  | "tier-gap"
  | "tier-overlap"
  | "tier-unreachable";
