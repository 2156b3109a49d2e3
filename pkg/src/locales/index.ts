// The words of the package, in one place to import them from.

export type { Catalogue, CodeWords, EngineCaveat, Locale } from "./catalogue.js";
export {
  criterionTitle,
  type Describable,
  type DescribableError,
  type DescribeOptions,
  describe,
  describeComparison,
  describeCriterion,
  describeError,
  describeOutcome,
  type ErrorDetails,
} from "./describe.js";
export type {
  DocumentCaveat,
  DocumentCondition,
  DocumentCriterion,
  DocumentCriterionItem,
  DocumentFact,
  DocumentParameter,
  DocumentProgramme,
  DocumentStep,
  PolicyWords,
  Text,
} from "./document.js";
export { en } from "./en.js";
export { catalogues, locales, nearestLocale, Words } from "./words.js";
export { zhCN } from "./zh-CN.js";
