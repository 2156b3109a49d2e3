// What this screen reads of a policy document (format 1) besides the words in it, and how to find its parts.

import type { FactValue, TierRow } from "kaibo";
import type {
  DocumentCaveat,
  DocumentCriterion,
  DocumentParameter,
  DocumentProgramme,
  DocumentStep,
  PolicyWords,
  Text,
} from "kaibo/locales";

/** So many days or months. */
export type Span = { readonly days: number } | { readonly months: number };

/** What a value is compared to: one in its unit, or a parameter by id. */
export type Operand = number | { readonly parameter: string };

/** A condition, with all its operators. */
export interface Condition {
  readonly id?: string;
  readonly title?: Text;
  readonly assumptions?: readonly string[];
  readonly all?: readonly Condition[];
  readonly any?: readonly Condition[];
  readonly none?: readonly Condition[];
  readonly fact?: string;
  readonly metric?: string;
  readonly parameter?: string;
  readonly orUnrated?: boolean;
  readonly is?: FactValue;
  readonly atLeast?: Operand;
  readonly atMost?: Operand;
  readonly above?: Operand;
  readonly below?: Operand;
  readonly within?: Span;
  readonly notWithin?: Span;
  readonly ahead?: Span;
}

/** A criterion, a bar or a risk, with what it rests on. */
export interface Criterion extends Omit<DocumentCriterion, "condition"> {
  readonly assumptions?: readonly string[];
  readonly condition: Condition;
}

/** One written in place, or a shared one by id, perhaps resting on more here. */
export type CriterionItem = Criterion | { readonly use: string; readonly assumptions?: readonly string[] };

/** The lists a programme keeps its criteria in. */
export type RuleList = "criteria" | "bars" | "risks";

/** What a programme pays. */
export interface Reward {
  readonly id: string;
  readonly clause: string;
  readonly kind: string;
  readonly title: Text;
  readonly table?: string;
}

/** A step, and whether it takes place on the day of the planned start. */
export interface Step extends DocumentStep {
  readonly atStart?: boolean;
}

export type Task = NonNullable<DocumentProgramme["tasks"]>[number];
export type Clause = NonNullable<PolicyWords["clauses"]>[number];
export type Assumption = NonNullable<PolicyWords["assumptions"]>[number];
export type Caveat = DocumentCaveat;

/** A parameter; what is published of it is a value or a tier table. */
export interface Parameter extends DocumentParameter {
  readonly published?: FactValue | readonly TierRow[] | null;
}

/** One kind of support. */
export interface Programme extends Omit<DocumentProgramme, RuleList | "procedure"> {
  readonly criteria: readonly CriterionItem[];
  readonly bars?: readonly CriterionItem[];
  readonly risks?: readonly CriterionItem[];
  readonly procedure?: readonly Step[];
  /** Ids of the caveats that go with its outcomes. */
  readonly caveats?: readonly string[];
  readonly rewards?: readonly Reward[];
}

/** A policy document. */
export interface Policy extends Omit<PolicyWords, "programmes" | "shared" | "parameters"> {
  readonly published?: string | null;
  readonly effective: { readonly from: string | null; readonly until: string | null };
  readonly parameters?: readonly Parameter[];
  readonly shared?: readonly Criterion[];
  readonly programmes: readonly Programme[];
}

/** The document of a loaded policy; the reader in the core has checked that it is one. */
export function policyOf(document: unknown): Policy {
  return document as Policy;
}

/** The member of `list` with that id. */
export function byId<T extends { readonly id: string }>(list: readonly T[] | undefined, id: string): T | undefined {
  return list?.find((item) => item.id === id);
}

/** Those of `list` with these ids, in the order of the ids. */
export function allById<T extends { readonly id: string }>(
  list: readonly T[] | undefined,
  ids: readonly string[],
): readonly T[] {
  return ids.flatMap((id) => byId(list, id) ?? []);
}

/** The conditions a condition is made of, itself first. */
export function conditionsWithin(condition: Condition): readonly Condition[] {
  const parts = [...(condition.all ?? []), ...(condition.any ?? []), ...(condition.none ?? [])];
  return [condition, ...parts.flatMap(conditionsWithin)];
}

/** The ids of the facts, the metrics and the parameters a condition looks at, each once, in its order. */
export function subjectsOf(condition: Condition): Readonly<Record<"facts" | "metrics" | "parameters", string[]>> {
  const all = conditionsWithin(condition);
  const each = (ids: readonly (string | undefined)[]) => [...new Set(ids.flatMap((id) => id ?? []))];
  return {
    facts: each(all.map(({ fact }) => fact)),
    metrics: each(all.map(({ metric }) => metric)),
    parameters: each(all.flatMap((one) => [one.parameter, ...operandsOf(one)])),
  };
}

function operandsOf({ atLeast, atMost, above, below }: Condition): readonly (string | undefined)[] {
  return [atLeast, atMost, above, below].map((operand) =>
    typeof operand === "object" ? operand.parameter : undefined,
  );
}
