// The forms for broadcasts and for tier tables. Importing this defines them.
//
// They are apart from the other elements because a first visit does not need them: those load them when asked for.

export { KaiboLedger, type LedgerDetail, type TypedDetail } from "./ledger.js";
export { KaiboTiers } from "./tiers.js";
