// What is on the screen, and in which order: made from the document alone.

import type { Text } from "kaibo/locales";

import {
  type Assumption,
  allById,
  byId,
  type Caveat,
  type Clause,
  type Criterion,
  type CriterionItem,
  type Parameter,
  type Policy,
  type Programme,
  type Reward,
  type RuleList,
  type Step,
  subjectsOf,
  type Task,
} from "./document.js";

/** What an entry is. */
export type Kind =
  | "programme"
  | "criterion"
  | "bar"
  | "risk"
  | "caveat"
  | "notice"
  | "step"
  | "task"
  | "reward"
  | "parameter"
  | "assumption";

/** A criterion, a bar or a risk where it stands. */
export interface Rule {
  readonly kind: "criterion" | "bar" | "risk";
  readonly anchor: string;
  readonly criterion: Criterion;
  /** Assumptions it rests on in some programmes only: those of a shared one that differ. */
  readonly restsIn: readonly { readonly assumption: Assumption; readonly programmes: readonly Programme[] }[];
  /** Assumptions it rests on wherever it stands. */
  readonly rests: readonly Assumption[];
}

/** Rules and caveats of one place. */
export interface Body {
  readonly rules: readonly Rule[];
  readonly caveats: readonly Caveat[];
}

/** A programme and what is its own. */
export interface ProgrammeOutline extends Body {
  readonly programme: Programme;
}

/** The whole screen. */
export interface Outline {
  /** What must be read before all: the first notice that goes with every programme, and where it is cited. */
  readonly warning: { readonly caveat: Caveat; readonly anchor: string } | undefined;
  /** What holds for every programme; empty where there is one alone. */
  readonly shared: Body;
  readonly programmes: readonly ProgrammeOutline[];
  /** What the document says and no programme uses. */
  readonly unused: Body;
  readonly clauses: readonly ClauseOutline[];
}

/** A clause of the source and what here cites it. */
export interface ClauseOutline {
  readonly id: string;
  /** What it says; `undefined` where the document only cites it. */
  readonly clause: Clause | undefined;
  readonly citations: readonly Citation[];
}

/** An entry that cites a clause. */
export interface Citation {
  readonly kind: Kind;
  readonly id: string;
  readonly clause: string;
  readonly title: Text;
  /** More of its words, to be searched. */
  readonly more: readonly (Text | null | undefined)[];
  /** Where it stands on the screen. */
  readonly anchor: string;
  /** The programme it belongs to alone. */
  readonly programme: Programme | undefined;
}

const LISTS = { criteria: "criterion", bars: "bar", risks: "risk" } as const satisfies Record<RuleList, Rule["kind"]>;
const SHARED = "";

/** Where an entry stands: ids alone repeat, between kinds and between programmes. */
export function anchorOf(kind: Kind | "clause", id: string, place: string = SHARED): string {
  return [kind, place, id].join(" ");
}

/** What is on the screen of a document. */
export function outlineOf(document: Policy): Outline {
  const shared = sharedBody(document);
  const programmes = document.programmes.map((programme) => ownBody(document, programme, shared));
  const unused = unusedBody(document);
  const outline = { warning: warningOf(shared, programmes), shared, programmes, unused };
  return { ...outline, clauses: clausesOf(document, citationsOf(document, outline)) };
}

/** What uses a parameter: whoever does not know it cannot tell these. */
export function dependentsOf(outline: Outline, parameter: string): readonly Citation[] {
  const uses = (rule: Rule) => subjectsOf(rule.criterion.condition).parameters.includes(parameter);
  return [
    ...outline.shared.rules.filter(uses).map((rule) => ruleCitation(rule, undefined)),
    ...outline.programmes.flatMap(({ programme, rules }) => [
      ...rules.filter(uses).map((rule) => ruleCitation(rule, programme)),
      ...(programme.tasks ?? [])
        .filter(({ table }) => table === parameter)
        .map((task) => taskCitation(task, programme)),
      ...(programme.rewards ?? [])
        .filter(({ table }) => table === parameter)
        .map((reward) => rewardCitation(reward, programme)),
    ]),
  ];
}

/** The clauses that hold every word of the query, in their number, in what they say, or in what cites them. */
export function clausesWith(
  clauses: readonly ClauseOutline[],
  query: string,
  read: (text: Text | null | undefined) => string,
): readonly ClauseOutline[] {
  const sought = plain(query).split(" ").filter(Boolean);
  return clauses.filter(({ id, clause, citations }) => {
    const texts = [clause?.title, clause?.says, ...citations.flatMap(({ title, more }) => [title, ...more])];
    const ids = [id, ...citations.map((citation) => citation.id)];
    const all = plain([...ids, ...texts.map(read)].join(" "));
    return sought.every((word) => all.includes(word));
  });
}

/** Full-width letters and capitals are what they stand for; spaces are one. */
function plain(text: string): string {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ");
}

function warningOf(shared: Body, programmes: readonly ProgrammeOutline[]): Outline["warning"] {
  const [first, ...others] = programmes;
  const isAlone = first !== undefined && others.length === 0;
  const caveat = (isAlone ? first : shared).caveats.find(({ kind }) => kind === "notice");
  const place = isAlone ? first.programme.id : SHARED;
  return caveat && { caveat, anchor: anchorOf(caveat.kind, caveat.id, place) };
}

/** What every programme uses by id, in the same list. */
function sharedBody(document: Policy): Body {
  const [first, ...others] = document.programmes;
  if (!first || others.length === 0) return { rules: [], caveats: [] };
  const rules = listsOf(first).flatMap(([list, items]) =>
    items.flatMap((item) => {
      if (!("use" in item) || !others.every((other) => useOf(other[list], item.use))) return [];
      const uses = document.programmes.map((programme) => ({ programme, item: useOf(programme[list], item.use) }));
      return sharedRule(document, LISTS[list], item.use, uses);
    }),
  );
  const ids = (first.caveats ?? []).filter((id) => others.every(({ caveats }) => caveats?.includes(id)));
  return { rules, caveats: allById(document.caveats, ids) };
}

function sharedRule(
  document: Policy,
  kind: Rule["kind"],
  id: string,
  uses: readonly { readonly programme: Programme; readonly item: CriterionItem | undefined }[],
): readonly Rule[] {
  const criterion = byId(document.shared, id);
  if (!criterion) return [];
  const more = [...new Set(uses.flatMap(({ item }) => item?.assumptions ?? []))];
  const restingOn = (assumption: string) =>
    uses.filter(({ item }) => item?.assumptions?.includes(assumption)).map(({ programme }) => programme);
  const everywhere = more.filter((assumption) => restingOn(assumption).length === uses.length);
  const somewhere = more.filter((assumption) => !everywhere.includes(assumption));
  return [
    {
      kind,
      anchor: anchorOf(kind, id),
      criterion,
      rests: assumptionsOf(document, criterion, everywhere),
      restsIn: allById(document.assumptions, somewhere).map((assumption) => ({
        assumption,
        programmes: restingOn(assumption.id),
      })),
    },
  ];
}

function ownBody(document: Policy, programme: Programme, shared: Body): ProgrammeOutline {
  const isShared = (kind: Rule["kind"], id: string) =>
    shared.rules.some((rule) => rule.kind === kind && rule.criterion.id === id);
  const rules = listsOf(programme).flatMap(([list, items]) =>
    items.flatMap((item): readonly Rule[] => {
      const kind = LISTS[list];
      if ("use" in item && isShared(kind, item.use)) return [];
      const criterion = "use" in item ? byId(document.shared, item.use) : item;
      if (!criterion) return [];
      const more = "use" in item ? (item.assumptions ?? []) : [];
      return [plainRule(document, kind, criterion, programme.id, more)];
    }),
  );
  const ids = (programme.caveats ?? []).filter((id) => !byId(shared.caveats, id));
  return { programme, rules, caveats: allById(document.caveats, ids) };
}

function unusedBody(document: Policy): Body {
  const used = new Set(
    document.programmes.flatMap((programme) =>
      listsOf(programme).flatMap(([, items]) => items.flatMap((item) => ("use" in item ? item.use : []))),
    ),
  );
  const named = new Set(document.programmes.flatMap(({ caveats }) => caveats ?? []));
  return {
    rules: (document.shared ?? [])
      .filter(({ id }) => !used.has(id))
      .map((criterion) => plainRule(document, "criterion", criterion, SHARED, [])),
    caveats: (document.caveats ?? []).filter(({ id }) => !named.has(id)),
  };
}

function plainRule(
  document: Policy,
  kind: Rule["kind"],
  criterion: Criterion,
  place: string,
  more: readonly string[],
): Rule {
  const rests = assumptionsOf(document, criterion, more);
  return { kind, anchor: anchorOf(kind, criterion.id, place), criterion, rests, restsIn: [] };
}

/** What a criterion and its parts rest on, each once. */
function assumptionsOf(
  document: Policy,
  { assumptions, condition }: Criterion,
  more: readonly string[],
): readonly Assumption[] {
  const within = (one: Criterion["condition"]): readonly string[] => [
    ...(one.assumptions ?? []),
    ...[...(one.all ?? []), ...(one.any ?? []), ...(one.none ?? [])].flatMap(within),
  ];
  return allById(document.assumptions, [...new Set([...(assumptions ?? []), ...within(condition), ...more])]);
}

function listsOf(programme: Programme): readonly (readonly [RuleList, readonly CriterionItem[]])[] {
  return (["criteria", "bars", "risks"] as const).map((list) => [list, programme[list] ?? []]);
}

function useOf(items: readonly CriterionItem[] | undefined, id: string): CriterionItem | undefined {
  return items?.find((item) => "use" in item && item.use === id);
}

function citationsOf(document: Policy, outline: Omit<Outline, "clauses">): readonly Citation[] {
  return [
    ...outline.programmes.map(({ programme }) => programmeCitation(programme)),
    ...bodyCitations(outline.shared, undefined),
    ...outline.programmes.flatMap(({ programme, ...body }) => [
      ...bodyCitations(body, programme),
      ...(programme.procedure ?? []).map((step) => stepCitation(step, programme)),
      ...(programme.tasks ?? []).map((task) => taskCitation(task, programme)),
      ...(programme.rewards ?? []).map((reward) => rewardCitation(reward, programme)),
    ]),
    ...bodyCitations(outline.unused, undefined),
    ...(document.parameters ?? []).map(parameterCitation),
    ...(document.assumptions ?? []).map(assumptionCitation),
  ];
}

function bodyCitations({ rules, caveats }: Body, programme: Programme | undefined): readonly Citation[] {
  return [
    ...rules.map((rule) => ruleCitation(rule, programme)),
    ...caveats.map((caveat) => caveatCitation(caveat, programme)),
  ];
}

function programmeCitation(programme: Programme): Citation {
  const { id, clause, title, summary } = programme;
  return {
    kind: "programme",
    id,
    clause,
    title,
    more: [summary],
    anchor: anchorOf("programme", id),
    programme: undefined,
  };
}

function ruleCitation({ kind, anchor, criterion }: Rule, programme: Programme | undefined): Citation {
  const { id, clause, title, help } = criterion;
  return { kind, id, clause, title, more: [help], anchor, programme };
}

function caveatCitation({ id, clause, kind, title }: Caveat, programme: Programme | undefined): Citation {
  return { kind, id, clause, title, more: [], anchor: anchorOf(kind, id, programme?.id), programme };
}

function stepCitation({ id, clause, title, note }: Step, programme: Programme): Citation {
  return { kind: "step", id, clause, title, more: [note], anchor: anchorOf("step", id, programme.id), programme };
}

function taskCitation({ id, clause, title }: Task, programme: Programme): Citation {
  return { kind: "task", id, clause, title, more: [], anchor: anchorOf("task", id, programme.id), programme };
}

function rewardCitation({ id, clause, title }: Reward, programme: Programme): Citation {
  return { kind: "reward", id, clause, title, more: [], anchor: anchorOf("reward", id, programme.id), programme };
}

function parameterCitation({ id, clause, title, help }: Parameter): Citation {
  return {
    kind: "parameter",
    id,
    clause,
    title,
    more: [help],
    anchor: anchorOf("parameter", id),
    programme: undefined,
  };
}

function assumptionCitation({ id, clause, question, answer }: Assumption): Citation {
  const anchor = anchorOf("assumption", id);
  return { kind: "assumption", id, clause, title: question, more: [answer], anchor, programme: undefined };
}

/** The clauses in the order of the source, and after them those that are cited and not restated, by their numbers. */
function clausesOf(document: Policy, citations: readonly Citation[]): readonly ClauseOutline[] {
  const restated = document.clauses ?? [];
  const cited = [...new Set(citations.map(({ clause }) => clause))]
    .filter((id) => !byId(restated, id))
    .sort((one, other) => one.localeCompare(other, "en", { numeric: true }));
  return [...restated.map(({ id }) => id), ...cited].map((id) => ({
    id,
    clause: byId(restated, id),
    citations: citations.filter(({ clause }) => clause === id),
  }));
}
