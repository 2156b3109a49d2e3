// Written by scripts/fact-types.mjs from the built-in policy: its facts, for the type checker.

/** The facts of the built-in policy; an absent one is unknown, never "no". */
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
