// The accounts that are decided: everything that decides, on either side of each bound and on it.

/** The day as of which they are decided. */
export const AS_OF = "2023-09-14";

const MILLISECONDS_IN_A_DAY = 86_400_000;

/** Days from a date to the day of assessment. */
export function daysSince(date) {
  return (Date.parse(AS_OF) - Date.parse(date)) / MILLISECONDS_IN_A_DAY;
}

const dates = [
  [0, 0],
  [29, 1],
  [30, 30],
  [30, 0],
  [31, 31],
  [31, 0],
  [45, 40],
  [60, 60],
  [61, 61],
  [61, 60],
  [90, 61],
  [90, 60],
  [90, 59],
  [400, 399],
  [400, 62],
  [400, 1],
];

/** Facts by the ids of `newcomers.json`. */
export const accounts = dates.flatMap(([first, last]) =>
  [false, true].flatMap((hasBrandBadge) =>
    [false, true].map((supportedBefore) => ({
      firstBroadcastOn: daysBefore(first),
      lastBroadcastOn: daysBefore(last),
      hasBrandBadge,
      supportedBefore,
    })),
  ),
);

function daysBefore(days) {
  return new Date(Date.parse(AS_OF) - days * MILLISECONDS_IN_A_DAY).toISOString().slice(0, 10);
}
