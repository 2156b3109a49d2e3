// The custom elements of the package. Importing this defines them all.

export { KaiboAdvice } from "./advice.js";
export { type BeginDetail, KaiboAnswers } from "./answers.js";
export { KaiboElement, type LocaleErrorDetail } from "./base.js";
export { KaiboBasis } from "./basis.js";
export { KaiboCalendar } from "./calendar.js";
export {
  KaiboChecker,
  type KeptDetail,
  type KeptJourney,
  type LocaleDetail,
  type StepDetail,
  type VerdictDetail,
} from "./checker.js";
export { type EditDetail, KaiboCriteria } from "./criteria.js";
export { type ChooseDetail, KaiboField } from "./field.js";
export type { LedgerDetail, TypedDetail } from "./ledger.js";
export { KaiboMeter } from "./meter.js";
export { KaiboOutlook, type PlanDetail } from "./outlook.js";
export type { DayDetail, KaiboOutlookCalendar } from "./outlook-calendar.js";
export { KaiboParameter, type ParameterDetail } from "./parameter.js";
export { KaiboProgress } from "./progress.js";
export type { AnswerDetail, SkipDetail } from "./question.js";
export { KaiboQuestion } from "./question.js";
export { KaiboStart, type StartDetail } from "./start.js";
export { KaiboVerdict, type ProgrammeDetail } from "./verdict.js";
