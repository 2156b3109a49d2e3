// Parts of a screening in words: reasons, how long an outcome lasts, what is wrong with a row, and what files say.

import { criterionTitle, describeError, type PolicyWords, type Words } from "kaibo/locales";

import { addDays } from "../../days.js";
import type { FaultOfRow } from "./accounts.js";
import type { FileWords, ListedAccount, RefusedRow } from "./messages.js";
import type { RosterWords } from "./words.js";

/** What a criterion, a fact or a parameter is called. */
export function reasonTitle(words: Words, { kind, id }: ListedAccount["reasons"][number]): string {
  return kind === "unmet" ? criterionTitle(words, id) : words.title(id);
}

/** The first reason of an outcome. */
export function firstReason(words: Words, said: RosterWords, { outcome, reasons }: ListedAccount): string {
  const [first] = reasons;
  if (!first) return outcome === "eligible" ? said.allMet : said.nothingKnown;
  return words.say(said.reason[first.kind], { title: reasonTitle(words, first) });
}

/** Until when an outcome lasts, and what comes then. */
export function untilWords(
  words: Words,
  said: RosterWords,
  { outcome, until }: Pick<ListedAccount, "outcome" | "until">,
): string {
  const { untilWords: messages } = said;
  if (until.last === null || until.next === null) return messages.forGood[outcome];
  if (outcome === "eligible") return words.say(messages.eligible, { day: words.day(until.last) });
  const message = { eligible: messages.later, ineligible: messages.closes, undetermined: messages.opens }[until.next];
  return words.say(message, { day: words.day(addDays(until.last, 1)) });
}

/** What is wrong with a row that could not be read. */
export function faultWords(words: Words, said: RosterWords, header: readonly string[], fault: FaultOfRow): string {
  const { row, column, code, cell } = fault;
  const what = words.say(said.fault[code], { cell });
  if (column === null) return words.say(said.faultWhole, { row, what });
  return words.say(said.faultAt, { row, column: header[column] ?? "", what });
}

/** What is wrong with a row whose facts the core refused. */
export function refusedWords(words: Words, said: RosterWords, refused: RefusedRow, knownAt: string): string {
  const what = coreWords(words, refused, knownAt);
  return words.say(said.faultAt, { row: refused.row, column: words.title(refused.fact), what });
}

/** What files are written with. */
export function fileWords(words: Words, said: RosterWords, knownAt: string): FileWords {
  const document = words.document as PolicyWords;
  const codes = [
    "event-order",
    "never-alone",
    "event-after-moment",
    "out-of-range",
    "not-whole",
    "too-precise",
    "not-a-date",
  ];
  const ids = [...document.facts, ...(document.parameters ?? [])].map(({ id }) => id);
  const criteria = document.programmes.flatMap(({ criteria, bars = [] }) =>
    [...criteria, ...bars].map((item) => ("use" in item ? item.use : item.id)),
  );
  return {
    ...said.file,
    sheet: said.heading,
    outcomes: words.messages.outcome,
    titles: Object.fromEntries([
      ...ids.map((id) => [id, words.title(id)]),
      ...criteria.map((id) => [id, criterionTitle(words, id)]),
    ]),
    separator: words.messages.clauseSeparator,
    colon: words.messages.colon,
    faults: {
      ...said.faultInFile,
      ...Object.fromEntries(
        codes.flatMap((code) =>
          document.facts.map(({ id }) => [`${code}/${id}`, coreWords(words, { code, fact: id }, knownAt)]),
        ),
      ),
    },
  };
}

function coreWords(words: Words, { code, fact }: Pick<RefusedRow, "code" | "fact">, knownAt: string): string {
  const known = words.messages.error;
  if (!(code in known)) return code;
  const details = { other: tiedTo(words, fact), day: words.day(knownAt) };
  return describeError(words, code as keyof typeof known, details);
}

/** The facts that a fact can disagree with. */
function tiedTo(words: Words, id: string): string {
  const facts = words.document?.facts ?? [];
  const tied = facts.flatMap((fact) =>
    (fact.constraints ?? []).flatMap(({ notAfter, neverWith }) => {
      const other = notAfter ?? neverWith;
      return fact.id === id ? [other] : other === id ? [fact.id] : [];
    }),
  );
  return words.list([...new Set(tied)].flatMap((other) => (other === undefined ? [] : [words.title(other)])));
}
