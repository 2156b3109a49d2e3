// What the core says of accounts. Many are told the same: it is kept once, and of each account only its place.

import type { Outcome } from "kaibo";

import type { ReasonCount, ReasonKind } from "./messages.js";

export const outcomes: readonly Outcome[] = ["eligible", "undetermined", "ineligible"];
export const reasonKinds: readonly ReasonKind[] = ["unmet", "missing", "needed"];

/** What the core says of an account. */
export interface Said {
  readonly outcome: Outcome;
  /** The ids of its unmet criteria, of the facts that are missing, and of the parameters that are needed. */
  readonly reasons: Readonly<Record<ReasonKind, readonly string[]>>;
}

/** All that was said, and how often. */
export class Answers {
  readonly #said: { readonly said: Said; count: number }[] = [];
  readonly #places = new Map<string, number>();
  readonly #placesOfSaid = new Map<Said, number>();

  /** @param ids - Of each kind of reason all there can be, in the document's order. */
  constructor(readonly ids: Readonly<Record<ReasonKind, readonly string[]>>) {}

  /** Counts an answer once more, and says its place. */
  add(said: Said): number {
    const place = this.#placesOfSaid.get(said) ?? this.#placeOf(said);
    const kept = this.#said[place];
    if (kept) kept.count += 1;
    return place;
  }

  at(place: number): Said {
    const kept = this.#said[place];
    if (!kept) throw new Error("nothing was said there");
    return kept.said;
  }

  counted(): { readonly outcomes: Record<Outcome, number>; readonly reasons: readonly ReasonCount[] } {
    const found = { eligible: 0, undetermined: 0, ineligible: 0 };
    for (const { said, count } of this.#said) found[said.outcome] += count;
    return { outcomes: found, reasons: reasonKinds.flatMap((kind) => this.#counted(kind)) };
  }

  #placeOf(said: Said): number {
    const key = JSON.stringify([said.outcome, ...reasonKinds.map((kind) => said.reasons[kind])]);
    const place = this.#places.get(key) ?? this.#said.push({ said, count: 0 }) - 1;
    this.#places.set(key, place);
    this.#placesOfSaid.set(said, place);
    return place;
  }

  #counted(kind: ReasonKind): readonly ReasonCount[] {
    const counts = new Map<string, number>();
    for (const { said, count } of this.#said)
      for (const id of said.reasons[kind]) counts.set(id, (counts.get(id) ?? 0) + count);
    return this.ids[kind].flatMap((id) => {
      const count = counts.get(id) ?? 0;
      return count > 0 ? [{ kind, id, count }] : [];
    });
  }
}
