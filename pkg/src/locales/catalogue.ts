// What a catalogue must have words for: every code the core can emit, and every message of the first catalogue.

import type {
  Certainty,
  Comparator,
  ErrorCode,
  Kind,
  Outcome,
  Reason,
  Relevant,
  SpanUnit,
  Verdict,
} from "../generated/index.js";
import type { DocumentStep, PolicyWords } from "./document.js";
import type { zhCN } from "./zh-CN.js";

/** Caveats the core adds by itself; all others are the document's, with its words. */
export type EngineCaveat = "not-in-force";

/** Words for each closed set of codes. A code without words does not compile. */
export interface CodeWords {
  readonly tag: string;
  readonly outcome: Readonly<Record<Outcome, string>>;
  readonly result: Readonly<Record<Verdict, string>>;
  readonly kind: Readonly<Record<Kind, string>>;
  readonly reason: Readonly<Record<Reason, string>>;
  readonly certainty: Readonly<Record<Certainty, string>>;
  readonly confidence: Readonly<Record<PolicyWords["source"]["confidence"], string>>;
  readonly relevance: Readonly<Record<Relevant, string>>;
  readonly actor: Readonly<Record<DocumentStep["by"], string>>;
  readonly comparator: Readonly<Record<Comparator, string>>;
  readonly unpublishedComparator: Readonly<Record<Comparator, string>>;
  readonly span: Readonly<Record<SpanUnit, string>>;
  readonly error: Readonly<Record<ErrorCode, string>>;
  readonly engineCaveat: Readonly<Record<EngineCaveat, string>>;
}

type SameKeys<T> = { readonly [K in keyof T]: T[K] extends string ? string : SameKeys<T[K]> };

/** A catalogue: the first one's keys, no more and no less, each with a message in ICU syntax. */
export type Catalogue = SameKeys<typeof zhCN>;

type SomeKeys<T> = { readonly [K in keyof T]?: T[K] extends string ? string : SomeKeys<T[K]> };

/** Some messages of a catalogue, at its keys. */
export type Rewording = SomeKeys<Catalogue>;
