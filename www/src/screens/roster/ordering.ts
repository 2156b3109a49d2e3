// Puts texts in an order that is costly to compare: few of them are in memory at once, and others can go on meanwhile.

/** Lets others go on for a moment; `false` where nobody waits any more. */
export type Pause = (share: number) => Promise<boolean>;

/** Texts by their places, and how they are compared. */
export interface Texts {
  readonly length: number;
  at(place: number): string;
  compare(one: string, other: string): number;
}

/** So many are put in order at once, or merged, between two pauses. */
const STRETCH = 4096;

/** The places of all texts in their order, those of equal ones ascending; nothing where nobody waits for it any more. */
export async function inOrder(texts: Texts, pause: Pause): Promise<Uint32Array | undefined> {
  const { length } = texts;
  const order = new Uint32Array(length);
  for (let from = 0; from < length; from += STRETCH) {
    const to = Math.min(from + STRETCH, length);
    sortStretch(texts, from, order.subarray(from, to));
    if (!(await pause((SORTED * to) / length))) return undefined;
  }
  return length <= STRETCH ? order : merged(texts, order, (share) => pause(SORTED + (1 - SORTED) * share));
}

/** Putting stretches in order is this much of it all. */
const SORTED = 0.6;

function sortStretch({ at, compare }: Texts, first: number, order: Uint32Array): void {
  const known = Array.from(order, (_, index) => at(first + index));
  const places = Array.from(known.keys());
  places.sort((one, other) => compare(known[one] ?? "", known[other] ?? ""));
  for (const [index, place] of places.entries()) order[index] = first + place;
}

/** What is left of a stretch: its first text, where that stands, and where the stretch ends. */
interface Rest {
  text: string;
  at: number;
  readonly to: number;
}

/** Merges all stretches at once. */
async function merged(texts: Texts, order: Uint32Array, pause: Pause): Promise<Uint32Array | undefined> {
  const { length, at } = texts;
  const textAt = (index: number) => at(order[index] as number);
  const rests: Rest[] = [];
  for (let from = 0; from < length; from += STRETCH)
    rests.push({ text: textAt(from), at: from, to: Math.min(from + STRETCH, length) });
  // The least first, as in a heap: none is before the one at half its place.
  rests.sort((one, other) => compareRests(texts, one, other));
  const result = new Uint32Array(length);
  for (let place = 0; place < length; place += 1) {
    const least = rests[0] as Rest;
    result[place] = order[least.at] as number;
    least.at += 1;
    if (least.at < least.to) least.text = textAt(least.at);
    else replaceByLast(rests);
    sink(texts, rests);
    if (place % STRETCH === STRETCH - 1 && !(await pause(place / length))) return undefined;
  }
  return result;
}

function compareRests({ compare }: Texts, one: Rest, other: Rest): number {
  // Of equal texts those of an earlier stretch stand first in the file.
  return compare(one.text, other.text) || one.to - other.to;
}

function replaceByLast(rests: Rest[]): void {
  const last = rests.pop();
  if (last && rests.length > 0) rests[0] = last;
}

/** Lets the first sink until none below is before it. */
function sink(texts: Texts, rests: Rest[]): void {
  for (let place = 0; ; ) {
    const own = rests[place];
    const [left, right] = [rests[2 * place + 1], rests[2 * place + 2]];
    if (!own || !left) return;
    const isRight = right !== undefined && compareRests(texts, right, left) < 0;
    const least = isRight ? right : left;
    if (compareRests(texts, own, least) <= 0) return;
    const below = 2 * place + (isRight ? 2 : 1);
    [rests[place], rests[below]] = [least, own];
    place = below;
  }
}
