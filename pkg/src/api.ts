// What every entry of the package offers besides loading.

export type { BuiltInFacts } from "./built-in-facts.js";
export { KaiboError } from "./error.js";
export type * from "./generated/index.js";
export {
  type Application,
  type AssessOptions,
  type Broadcast,
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
