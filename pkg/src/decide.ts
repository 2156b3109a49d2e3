// Decisions, quickly: facts are written into the core's memory as numbers, and truths are read there. What is not as plain
// as that is asked as an application.

import type { Decision, Outcome } from "./generated/index.js";
import type { WasmPolicy } from "./glue.js";
import type { DocumentFact, PolicyWords } from "./locales/document.js";

/** A fact's value as the core reads it: NaN where it is not plain. */
type Encode = (value: unknown) => number;

interface Programme {
  readonly place: number;
  readonly deciding: readonly string[];
}

const OUTCOMES: readonly (Outcome | undefined)[] = ["ineligible", "undetermined", "eligible"];
const [FALSE, UNKNOWN] = [0, 1];
const NO_VALUE = Number.NEGATIVE_INFINITY;

const deciders = new WeakMap<WasmPolicy, Decider>();

/** What decides for a policy in the core. */
export function deciderOf(core: WasmPolicy, document: () => PolicyWords): Decider {
  let decider = deciders.get(core);
  if (!decider) {
    decider = new Decider(core, document());
    deciders.set(core, decider);
  }
  return decider;
}

class Decider {
  readonly #core: WasmPolicy;
  readonly #facts: ReadonlyMap<string, { readonly place: number; readonly encode: Encode }>;
  readonly #programmes: ReadonlyMap<string, Programme>;
  #numbers: Float64Array;
  /** Counts decisions: one that a getter of another one's facts asked for wrote over its numbers. */
  #turn = 0;

  constructor(core: WasmPolicy, { facts, programmes }: PolicyWords) {
    this.#core = core;
    this.#facts = new Map(facts.map((fact, place) => [fact.id, { place, encode: encoder(fact) }]));
    this.#programmes = new Map(
      programmes.map(({ id, criteria = [], bars = [] }, place) => {
        const deciding = [...criteria, ...bars].map((item) => ("use" in item ? item.use : item.id));
        return [id, { place, deciding }];
      }),
    );
    this.#numbers = core.numbers();
  }

  /**
   * The decision.
   *
   * @throws What the core throws for malformed input.
   */
  decide(programmeId: unknown, facts: unknown, options: unknown): unknown {
    return this.#decideNumbers(programmeId, facts, options) ?? this.#core.decide(programmeId, ...apart(facts, options));
  }

  /** The decision over plain facts; `undefined` where it is to be asked as an application. */
  #decideNumbers(programmeId: unknown, facts: unknown, options: unknown): Decision | undefined {
    const programme = this.#programmes.get(programmeId as string);
    try {
      const asOf = asOfAlone(options);
      if (!programme || asOf === undefined || !this.#write(facts)) return undefined;
      const isDay = typeof asOf === "string";
      const moment = isDay ? dayOf(asOf) : Math.floor(asOf);
      const outcome = OUTCOMES[this.#core.decideNumbers(programme.place, moment, isDay)];
      return outcome && this.#read(outcome, programme.deciding);
    } catch {
      // A getter or a trap of what was given threw: the core says which.
      return undefined;
    }
  }

  #read(outcome: Outcome, deciding: readonly string[]): Decision {
    const numbers = this.#numbersNow();
    const unmet: string[] = [];
    const unknown: string[] = [];
    let place = this.#facts.size;
    for (const id of deciding) {
      const truth = numbers[place++];
      if (truth === FALSE) unmet.push(id);
      else if (truth === UNKNOWN) unknown.push(id);
    }
    return { outcome, unmet, unknown };
  }

  /** Writes facts; whether all of them could be. */
  #write(facts: unknown): boolean {
    if (!isPlain(facts)) return false;
    const numbers = this.#numbersNow();
    this.#turn += 1;
    const turn = this.#turn;
    numbers.fill(Number.NaN, 0, this.#facts.size);
    for (const id of Object.keys(facts)) {
      const value = facts[id];
      if (value === undefined) continue;
      const fact = this.#facts.get(id);
      const number = fact ? fact.encode(value) : Number.NaN;
      if (!fact || Number.isNaN(number)) return false;
      numbers[fact.place] = number;
    }
    return turn === this.#turn;
  }

  /** The numbers, also after the core's memory grew. */
  #numbersNow(): Float64Array {
    if (this.#numbers.length === 0) this.#numbers = this.#core.numbers();
    return this.#numbers;
  }
}

/** The application of a decision, and its moment. Options that cannot be taken apart are the core's to refuse. */
function apart(facts: unknown, options: unknown): [application: unknown, moment: unknown] {
  try {
    if (isPlain(options)) {
      const { parameters, ...moment } = options;
      return [{ facts, parameters }, moment];
    }
  } catch {
    // A getter threw.
  }
  return [{ facts }, options];
}

/** The moment among options, if it is a day or milliseconds and there is no other option. */
function asOfAlone(options: unknown): number | string | undefined {
  if (options === undefined) return Date.now();
  if (!isPlain(options)) return undefined;
  for (const key of Object.keys(options)) if (key !== "asOf") return undefined;
  const { asOf = Date.now() } = options;
  return typeof asOf === "number" || typeof asOf === "string" ? asOf : undefined;
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function encoder({ type, options = [] }: DocumentFact): Encode {
  const places = new Map<unknown, number>(options.map(({ id }, place) => [id, place]));
  switch (type) {
    case "boolean":
      return (value) => (value === true ? 1 : value === false ? 0 : Number.NaN);
    case "choice":
      return (value) => places.get(value) ?? Number.NaN;
    case "pastEvent":
      return (value) => (value === "never" ? NO_VALUE : dayOf(value));
    case "plannedEvent":
      return dayOf;
    default:
      return (value) => {
        if (typeof value === "number" && Number.isFinite(value)) return value;
        return type === "rating" && value === "unrated" ? NO_VALUE : Number.NaN;
      };
  }
}

const ZERO = 48;
const DASH = 45;
/** The days from the first of March, year 0, to 1970-01-01. */
const EPOCH = 719_468;

/**
 * The days from 1970-01-01 to a day `YYYY-MM-DD`; NaN for anything else. By hand: `Date.parse` took as long as all else of
 * a decision.
 */
function dayOf(value: unknown): number {
  if (typeof value !== "string" || value.length !== 10) return Number.NaN;
  if (value.charCodeAt(4) !== DASH || value.charCodeAt(7) !== DASH) return Number.NaN;
  const year = 100 * twoDigits(value, 0) + twoDigits(value, 2);
  const month = twoDigits(value, 5);
  const day = twoDigits(value, 8);
  if (!(year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(month, year))) return Number.NaN;
  // Years begin in March here, so that the day which leap years add is their last.
  const years = month < 3 ? year - 1 : year;
  const centuries = Math.floor(years / 100);
  const leapDays = (years >> 2) - centuries + (centuries >> 2);
  return 365 * years + leapDays + Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1 - EPOCH;
}

function daysIn(month: number, year: number): number {
  if (month !== 2) return 30 + ((month + (month >> 3)) & 1);
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}

/** NaN where one of the two is no digit. */
function twoDigits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO;
  const ones = text.charCodeAt(at + 1) - ZERO;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? 10 * tens + ones : Number.NaN;
}
