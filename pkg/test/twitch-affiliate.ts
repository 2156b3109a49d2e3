// Written by kaibo types from twitch-affiliate 2026-01: its ids, for the type checker.

import type { PolicyTypes } from "kaibo";

/** The facts of the policy; an absent one is unknown, never "no". */
export type TwitchAffiliateFacts = {
  /** Followers (clause affiliate): a whole number. */
  readonly followers?: number | undefined;
};

/** The parameters it does not publish, with the types of the values the platform may tell. */
export type TwitchAffiliateParameters = Readonly<Record<string, never>>;

/** The ids of its programmes. */
export type TwitchAffiliateProgramme = "affiliate";

/** The ids of its criteria, bars and risks, and of their named parts. */
export type TwitchAffiliateCriterion = "twenty-five-followers" | "four-hours" | "four-days" | "three-average-viewers";

/** The ids of its metrics. */
export type TwitchAffiliateMetric = "streamedMinutes" | "streamedDays" | "averageViewers";

/** The ids of its caveats and notices. */
export type TwitchAffiliateCaveat = never;

/** All of them, as `loadPolicy<TwitchAffiliate>(document)` wants it. */
export interface TwitchAffiliate extends PolicyTypes {
  readonly facts: TwitchAffiliateFacts;
  readonly programmes: TwitchAffiliateProgramme;
  readonly criteria: TwitchAffiliateCriterion;
  readonly parameters: TwitchAffiliateParameters;
  readonly metrics: TwitchAffiliateMetric;
  readonly caveats: TwitchAffiliateCaveat;
}
