// What every entry of the package offers besides loading.

export type { BuiltInFacts } from "./built-in-facts.js";
export { KaiboError } from "./error.js";
export type * from "./generated/index.js";
export {
  type Application,
  type AssessOptions,
  type Facts,
  type FactValue,
  type LoadPolicy,
  type Moment,
  type MomentOptions,
  Policy,
  type PolicyDocument,
  type PolicyInput,
  type SuppliedParameter,
} from "./policy.js";
