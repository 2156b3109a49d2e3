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
export {
  criteriaOf,
  type DocumentCaveat,
  type DocumentCondition,
  type DocumentCriterion,
  type DocumentCriterionItem,
  type DocumentFact,
  type DocumentParameter,
  type DocumentProgramme,
  type DocumentStep,
  factsOf,
  type PolicyWords,
  parametersOf,
  type Text,
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
export { type Message, Words } from "./words.js";
