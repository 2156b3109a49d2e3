// The elements of broadcasts: recording them, the progress of tasks, and the outlook. Importing this defines them.
//
// They are apart from the others because nobody needs them on a first visit: the checker loads them when asked for.

export { KaiboLedger, type LedgerDetail } from "./ledger.js";
export { KaiboOutlook, type PlanDetail } from "./outlook.js";
export { KaiboProgress } from "./progress.js";
export { KaiboTiers } from "./tiers.js";
