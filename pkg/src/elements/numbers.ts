// Reads numbers as people type them on a Chinese phone: full-width digits, separators, units, 万, 亿. And percentages.

const SCALES: Readonly<Record<string, number>> = { 万: 10_000, 亿: 100_000_000 };
/** Six decimals of a share are four of a percentage; dividing by 100 must not add noise behind them. */
const SHARE_STEPS = 1_000_000;
const PLAIN_NUMBER = /^[-+]?(\d+(\.\d*)?|\.\d+)$/;

/** The number in `text`, or `null` where it is none. Commas, blanks, currency signs and a unit are passed over. */
export function readNumber(text: string): number | null {
  const plain = text.normalize("NFKC").replace(/[\s,_¥￥元%分]/gu, "");
  const scale = SCALES[plain.slice(-1)];
  const digits = scale === undefined ? plain : plain.slice(0, -1);
  if (!PLAIN_NUMBER.test(digits)) return null;
  return scale === undefined ? Number(digits) : round(Number(digits) * scale);
}

/** The share a percentage stands for: 12.5 is 0.125. */
export function shareOf(percent: number): number {
  return round(percent / 100);
}

/** The percentage of a share: 0.125 is 12.5. */
export function percentOf(share: number): number {
  return round(share * 100);
}

/** Making one takes far longer than using it. */
const percents = new Map<string, Intl.NumberFormat>();

/** A share in whole percents, as a language writes them; "100 %" is said only where it is reached. */
export function wholePercent(share: number, language: string): string {
  const percent =
    percents.get(language) ?? new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 });
  percents.set(language, percent);
  return percent.format(Math.floor(share * 100) / 100);
}

function round(value: number): number {
  return Math.round(value * SHARE_STEPS) / SHARE_STEPS;
}
