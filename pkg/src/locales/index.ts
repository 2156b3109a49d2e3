// The words of the package. Those of a language load when they are asked for.

export type { Catalogue, CodeWords, EngineCaveat, Rewording } from "./catalogue.js";
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
export {
  addLocale,
  type CatalogueSource,
  loadedLocale,
  loadLocale,
  locales,
  nearestLocale,
  reword,
  rewordLocale,
} from "./registry.js";
export { Words } from "./words.js";
