// Written by scripts/built-in-types.mjs from wechat-channels-live 2023-09-14: its ids, for the type checker.

import type { PolicyTypes, TierRow } from "./typed.js";

/** The facts of the policy; an absent one is unknown, never "no". */
export type BuiltInFacts = {
  /** Selling on stream (clause 1.1(1)): `true` or `false`. */
  readonly sellsOnStream?: boolean | undefined;
  /** Brand-badge qualification (clause 1.1(1)): `true` or `false`. */
  readonly hasBrandBadge?: boolean | undefined;
  /** Earlier cold-start support (clause 1.1(2)): `true` or `false`. */
  readonly coldStartGrantedBefore?: boolean | undefined;
  /** First broadcast (clause 1.1): a day, a date-time with offset, or `never`. */
  readonly firstBroadcastOn?: string | undefined;
  /** Last broadcast (clause 1.1): a day, a date-time with offset, or `never`. */
  readonly lastBroadcastOn?: string | undefined;
  /** Bound store closed (clause 4.2(5)): `true` or `false`. */
  readonly storeClosed?: boolean | undefined;
  /** Counterfeits or serious violation (clause 4.2(5)): `true` or `false`. */
  readonly counterfeitOrSeriousViolation?: boolean | undefined;
  /** Trading or over-promising traffic (clause 4.2(3)): `true` or `false`. */
  readonly tradesOrOverpromisesTraffic?: boolean | undefined;
  /** Cheating (clause 4.2(7)): `true` or `false`. */
  readonly cheating?: boolean | undefined;
  /** Content violation (clause 4.2(6)): `true` or `false`. */
  readonly contentViolation?: boolean | undefined;
  /** Refund rate (clause 4.2(4)): from 0 to 1. */
  readonly refundRate?: number | undefined;
  /** Complaints (clause 4.2(4)): a whole number. */
  readonly complaintCount?: number | undefined;
  /** Day of the benchmark live (clause 3.2): a day, or a date-time with offset. */
  readonly plannedStartOn?: string | undefined;
  /** Length of the benchmark live (clause 3.1): whole minutes. */
  readonly plannedMinutes?: number | undefined;
  /** Exclusive goods (clause 3.1): `true` or `false`. */
  readonly goodsExclusive?: boolean | undefined;
  /** Goods with an advantage (clause 3.1): `true` or `false`. */
  readonly goodsAdvantaged?: boolean | undefined;
  /** GMV target (clause 3.1): in the policy's currency, with at most two decimals. */
  readonly gmvTarget?: number | undefined;
};

/** The parameters it does not publish, with the types of the values the platform may tell. */
export type BuiltInParameters = {
  /** The platform's growth requirements are met (clause 2.1): `true` or `false`. */
  readonly growthRequirements: boolean;
  /** GMV threshold of a benchmark case (clause 3.1): in the policy's currency, with at most two decimals. */
  readonly benchmarkGmvTarget: number;
  /** Refund rate limit (clause 4.2(4)): from 0 to 1. */
  readonly refundRateLimit: number;
  /** Complaint limit (clause 4.2(4)): a whole number. */
  readonly complaintLimit: number;
  /** Growth task table (clause 2.3): the rows of a tier table. */
  readonly growthTasks: readonly TierRow[];
  /** Cold-start support table (clause 1.3): the rows of a tier table. */
  readonly coldStartRewards: readonly TierRow[];
  /** Benchmark support table (clause 3.3): the rows of a tier table. */
  readonly benchmarkRewards: readonly TierRow[];
};

/** The ids of its programmes. */
export type BuiltInProgramme = "cold-start" | "growth" | "benchmark";

/** The ids of its criteria, bars and risks, and of their named parts. */
export type BuiltInCriterion =
  | "sells-on-stream"
  | "no-brand-badge"
  | "never-supported-before"
  | "newcomer-or-dormant"
  | "first-broadcast-within-30-days"
  | "no-broadcast-within-60-days"
  | "store-closed"
  | "counterfeit-or-serious-violation"
  | "trades-or-overpromises-traffic"
  | "cheating"
  | "content-violation"
  | "refund-rate-high"
  | "complaints-high"
  | "platform-requirements"
  | "five-hours-or-more"
  | "exclusive-or-advantaged-goods"
  | "goods-exclusive"
  | "goods-advantaged"
  | "gmv-target-high-enough"
  | "two-weeks-ahead";

/** The ids of its metrics. */
export type BuiltInMetric =
  | "monthBroadcasts"
  | "monthDays"
  | "monthMinutes"
  | "monthGmv"
  | "monthNetGmv"
  | "monthRefundRate"
  | "monthAverageViewers"
  | "monthPeakViewers"
  | "recentDays"
  | "recentMinutes"
  | "recentGmv"
  | "sinceFirstDays"
  | "sinceFirstMinutes"
  | "sinceFirstGmv"
  | "longestMinutes"
  | "bestGmv"
  | "eventGmvShare"
  | "eventGmv"
  | "eventMinutes";

/** The ids of its caveats and notices. */
export type BuiltInCaveat =
  | "going-live-ends-dormancy"
  | "closes-during-review"
  | "platform-decides"
  | "monthly-quota"
  | "platform-weighs-plans"
  | "no-compensation"
  | "industries-not-listed"
  | "never-pay"
  | "version-in-force"
  | "vouchers-by-private-message"
  | "effects-not-guaranteed"
  | "vouchers-help-centre";

/** All of them, as `loadPolicy<BuiltIn>(document)` wants it. */
export interface BuiltIn extends PolicyTypes {
  readonly facts: BuiltInFacts;
  readonly programmes: BuiltInProgramme;
  readonly criteria: BuiltInCriterion;
  readonly parameters: BuiltInParameters;
  readonly metrics: BuiltInMetric;
  readonly caveats: BuiltInCaveat;
}
