// What a loaded policy answers about days: the version that counts on one, and the years whose business days are known.

import type { Policy } from "kaibo";

/** The version that counts on a day. */
export interface VersionOnDay {
  readonly version: string;
  /** The day lies within the days it is in force, as far as its source gives any. */
  readonly inForce: boolean;
}

/** Years, both included. */
export interface Years {
  readonly from: number;
  readonly through: number;
}

/** The caveat the core gives outside every version's days. */
const NOT_IN_FORCE = "not-in-force";
const FIRST_YEAR = 1990;
const YEARS_AHEAD = 5;

/** The version by which a day, `YYYY-MM-DD`, is assessed. */
export function versionOn(policy: Pick<Policy, "assess">, day: string): VersionOnDay {
  const { policy: used, programmes } = policy.assess({}, { asOf: day });
  return { version: used.version, inForce: !programmes.some(({ caveats }) => caveats.includes(NOT_IN_FORCE)) };
}

/**
 * The years whose holidays are published, as far as the schedule of a programme tells; `null` where it counts no business
 * days, or knows no year.
 */
export function officialYears(policy: Pick<Policy, "schedule">, programme: string, today: string): Years | null {
  const last = Number(today.slice(0, 4)) + YEARS_AHEAD;
  const years = Array.from({ length: last - FIRST_YEAR + 1 }, (_, index) => FIRST_YEAR + index);
  // The middle of a year: no review that begins there reaches another one.
  const official = years.filter(
    (year) => policy.schedule(programme, { submitOn: `${year}-06-01` }).review?.certainty === "official",
  );
  const [from, through] = [official[0], official.at(-1)];
  return from === undefined || through === undefined ? null : { from, through };
}
