// A fuzzer for what is written in JavaScript: seeded, so that a run can be had again, and led by what inputs come to. Why not
// one that others maintain: docs/decisions/0029-fuzzing.md.

import { mulberry32 } from "../../tests/support/random.mjs";

/** An input that takes longer is a finding, in milliseconds. */
const MOST_TIME = 1000;
/** So many inputs that came to something new are kept to be changed again. */
const MOST_KEPT = 4000;
/** What breaks once breaks often. */
const MOST_FINDINGS = 10;

/**
 * Runs a target until a time or a number of inputs is reached.
 *
 * @template Input
 * @param {object} target
 * @param {readonly Input[]} target.seeds
 * @param {(input: Input, dice: Dice, other: Input) => Input} target.mutate - Makes an input of one, and perhaps another.
 * @param {(input: Input) => string | Promise<string>} target.run - Says in few words what it came to; throws where a promise
 *   is broken.
 * @param {{ seconds: number, runs: number, seed: number }} bounds
 * @returns {Promise<{ runs: number, seconds: number, kept: number, findings: { input: Input, error: unknown }[] }>}
 */
export async function fuzz({ seeds, mutate, run }, { seconds, runs: most, seed }) {
  const dice = new Dice(seed);
  const kept = [...seeds];
  const seen = new Set();
  const findings = [];
  const start = performance.now();
  const elapsed = () => (performance.now() - start) / 1000;
  let runs = 0;
  for (; runs < most && elapsed() < seconds && findings.length < MOST_FINDINGS; runs += 1) {
    const input = runs < seeds.length ? seeds[runs] : mutate(dice.oneOf(kept), dice, dice.oneOf(kept));
    const before = performance.now();
    try {
      const came = run(input);
      // Most targets are at once: a promise for each would be half of their time.
      const reached = typeof came === "string" ? came : await came;
      const took = performance.now() - before;
      if (took > MOST_TIME) throw new Error(`it took ${Math.round(took)} ms`);
      if (!seen.has(reached)) {
        seen.add(reached);
        if (kept.length < MOST_KEPT) kept.push(input);
      }
    } catch (error) {
      findings.push({ input, error });
    }
  }
  return { runs, seconds: elapsed(), kept: kept.length - seeds.length, findings };
}

/** Choices by chance, the same for the same seed. */
export class Dice {
  #next;

  constructor(seed) {
    this.#next = mulberry32(seed);
  }

  /** A whole number from 0 to below that. */
  below(count) {
    return Math.floor(this.#next() * count);
  }

  oneOf(items) {
    return items[this.below(items.length)];
  }

  /** True once in so many times. */
  once(inSoMany) {
    return this.below(inSoMany) === 0;
  }
}

/** A text with some of it removed, doubled, replaced by one of the words, or by a part of another text. */
export function otherText(text, dice, other, words) {
  let result = text;
  for (let times = 1 + dice.below(3); times > 0; times -= 1) {
    const at = dice.below(result.length + 1);
    const end = Math.min(result.length, at + dice.below(12));
    const parts = [
      () => "",
      () => dice.oneOf(words),
      () => result.slice(at, end).repeat(2),
      () => other.slice(dice.below(other.length + 1)).slice(0, 40),
      () => String.fromCodePoint(dice.once(4) ? 0x20 + dice.below(0x2fffe) : 0x20 + dice.below(0x5f)),
      () => String(dice.below(10)),
    ];
    result = result.slice(0, at) + dice.oneOf(parts)() + result.slice(dice.once(2) ? end : at);
  }
  return result;
}

/** Bytes with some of them changed, removed, or those of others among them. */
export function otherBytes(bytes, dice, other) {
  const result = [...bytes];
  for (let times = 1 + dice.below(4); times > 0; times -= 1) {
    const at = dice.below(result.length + 1);
    const ways = [
      () => result.splice(at, 1, dice.below(256)),
      () => result.splice(at, 1, (result[at] ?? 0) ^ (1 << dice.below(8))),
      () => result.splice(at, 1 + dice.below(8)),
      () => result.splice(at, 0, ...other.slice(dice.below(other.length + 1)).slice(0, 32)),
      () => result.splice(at, 0, dice.oneOf([0, 0x22, 0x0a, 0x2c, 0x7f, 0x80, 0xff])),
    ];
    dice.oneOf(ways)();
  }
  return Uint8Array.from(result);
}
