// Accounts in classes: of all in one the core says the same, so that it is asked of one of them.

import { type Column, criteriaOf, ELIGIBLE, type Screening as Screened, UNDETERMINED } from "kaibo/screen";

import type { Said } from "./answers.js";

/** What is known of classes, for one question. */
export class Classes {
  readonly #sequences = new Sequences();
  readonly #said = new Map<number, Said>();

  /** @param criteria - Those that are told as reasons. */
  constructor(readonly criteria: ReadonlySet<string>) {}

  /** What is said of each row of a screening; `assess` is asked of the first row of a class where a screening tells too little. */
  in(
    screened: Screened,
    columns: Readonly<Record<string, Column>>,
    assess: (row: number) => Said,
  ): (row: number) => Said {
    const read = Object.entries(screened.cuts).map(([id, cuts]) => ({ column: columns[id] as Column, cuts }));
    return (row) => {
      const isOpen = screened.outcomes[row] === UNDETERMINED;
      const place = isOpen ? this.#openClass(read, row) : this.#settledClass(screened, row);
      let said = this.#said.get(place);
      if (!said) {
        said = isOpen ? assess(row) : this.#settled(screened, row);
        this.#said.set(place, said);
      }
      return said;
    };
  }

  /** What is missing depends on what is known of every fact. */
  #openClass(read: readonly { readonly column: Column; readonly cuts: readonly number[] }[], row: number): number {
    let place = this.#sequences.after(0, UNDETERMINED);
    for (const { column, cuts } of read) place = this.#sequences.after(place, stretchOf(column[row] as number, cuts));
    return place;
  }

  /** Where nothing is open, only unmet criteria are told. */
  #settledClass({ outcomes, unmet, width }: Screened, row: number): number {
    let place = this.#sequences.after(0, outcomes[row] as number);
    for (let byte = row * width; byte < (row + 1) * width; byte += 1)
      place = this.#sequences.after(place, unmet[byte] as number);
    return place;
  }

  #settled(screened: Screened, row: number): Said {
    const outcome = screened.outcomes[row] === ELIGIBLE ? "eligible" : "ineligible";
    const unmet = criteriaOf(screened, "unmet", row).filter((id) => this.criteria.has(id));
    return { outcome, reasons: { unmet, missing: [], needed: [] } };
  }
}

/** In which stretch between cuts a value lies. */
function stretchOf(value: number, cuts: readonly number[]): number {
  let stretch = 0;
  while (stretch < cuts.length && (cuts[stretch] as number) <= value) stretch += 1;
  return stretch;
}

/** Above every number in a sequence: a byte, or a stretch. */
const MOST = 65_536;

/** Gives each sequence of small numbers a number of its own. */
class Sequences {
  readonly #places = new Map<number, number>();

  /** The number of the sequence that goes on so after another one; that of nothing is 0. */
  after(place: number, next: number): number {
    const key = place * MOST + next;
    let found = this.#places.get(key);
    if (found === undefined) {
      found = this.#places.size + 1;
      this.#places.set(key, found);
    }
    return found;
  }
}
