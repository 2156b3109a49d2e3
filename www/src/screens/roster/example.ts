// A made-up roster to try the screen with, in the words of the policy: it says itself that it is made up.

import type { Policy } from "kaibo";
import type { DocumentFact, Words } from "kaibo/locales";

import type { TableToWrite } from "../../files/write.js";
import { dayNumber, dayText } from "./accounts.js";
import type { RosterWords } from "./words.js";

/** How many days ago an account began and was last live; nothing: it is left out. */
const histories: readonly (readonly [first: number, last: number] | null)[] = [
  [10, 1],
  [400, 90],
  [200, 2],
  [15, 3],
  null,
  [20, 5],
];

/** Six accounts: those that differ most, one with gaps, and one with a day that cannot be read. */
export function exampleTable(
  policy: Policy,
  words: Words,
  said: RosterWords,
  programme: string,
  asOf: string,
): TableToWrite {
  const { rows } = policy.questions(programme, {}, { asOf });
  const asked = rows.filter(({ relevant }) => relevant === "outcome").map(({ fact }) => fact);
  const facts = policy.document.facts.filter(({ id }) => asked.includes(id));
  const [deciding] = facts.filter(({ type }) => type === "boolean").slice(-1);
  const table = histories.map((history, account) => [
    words.say(said.exampleName, { number: account + 1 }),
    ...facts.map((fact) => {
      if (account === histories.length - 1 && fact.fromLedger === "lastBroadcast") return said.exampleUnreadable;
      if (fact.type === "boolean") {
        const good = goodValue(policy, programme, fact, asOf);
        return words.messages.value[String(account === 3 && fact === deciding ? !good : good) as "true" | "false"];
      }
      return exampleOf(fact, history, asOf);
    }),
  ]);
  return { name: said.heading, header: [said.name, ...facts.map(({ id }) => words.title(id))], rows: table };
}

/** The answer that speaks against nothing. */
function goodValue(policy: Policy, programme: string, { id }: DocumentFact, asOf: string): boolean {
  const [assessment] = policy.assess({ facts: { [id]: true } }, { asOf, programmes: [programme] }).programmes;
  return !assessment?.criteria.some(({ result, kind }) => kind !== "risk" && result === "unmet");
}

function exampleOf(fact: DocumentFact, history: readonly [number, number] | null, asOf: string): string {
  const today = dayNumber(asOf);
  if (fact.type === "plannedEvent") return dayText(today + 20);
  if (fact.type === "minutes") return "360";
  if (fact.type === "money") return "50000";
  if (fact.type !== "pastEvent" || !history) return "";
  return dayText(today - history[fact.fromLedger === "firstBroadcast" ? 0 : 1]);
}
