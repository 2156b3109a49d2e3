// What every entry of the package offers besides loading.

export type * from "./built-in-types.js";
export { KaiboError } from "./error.js";
export type * from "./generated/index.js";
export {
  type Application,
  type AssessOptions,
  type Broadcast,
  type DecideOptions,
  type Facts,
  type FactValue,
  type LoadPolicy,
  type Moment,
  type MomentOptions,
  type OutlookOptions,
  Policy,
  type PolicyDocument,
  type PolicyInput,
  type ScheduleOptions,
  type SuppliedParameter,
  type TierRow,
} from "./policy.js";
export type {
  AssessmentOf,
  CaveatOf,
  CriterionResultOf,
  DecisionOf,
  FactOf,
  OutlookOf,
  ParameterOf,
  PolicyTypes,
  ProgrammeAssessmentOf,
  QuestionsOf,
  RemediesOf,
} from "./typed.js";
