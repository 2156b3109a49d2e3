// What every entry of the package offers besides loading.

import { coreDigest } from "./core-digest.js";

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

/**
 * SHA-256 of the core that belongs to this package, `kaibo/core.wasm`, in lower-case hexadecimal. The release notes name it,
 * and a build of the same sources gives it again.
 */
export const CORE_DIGEST: string = coreDigest;
