// Writes the TypeScript type of the built-in policy's facts from its document; `--check` compares instead.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fail, root } from "./shell.mjs";

const folder = join(root, "policies/wechat-channels-live");
const file = join(root, "pkg/src/built-in-facts.ts");

const types = {
  boolean: ["boolean", "`true` or `false`"],
  integer: ["number", "a whole number"],
  number: ["number", "a number"],
  ratio: ["number", "from 0 to 1"],
  minutes: ["number", "whole minutes"],
  money: ["number", "in the policy's currency, with at most two decimals"],
  rating: ['number | "unrated"', "a number or `unrated`"],
  pastEvent: ["string", "a day, a date-time with offset, or `never`"],
  plannedEvent: ["string", "a day, or a date-time with offset"],
};

const facts = new Map();
for (const name of readdirSync(folder).sort()) {
  for (const fact of JSON.parse(readFileSync(join(folder, name), "utf8")).facts) facts.set(fact.id, fact);
}

const members = [...facts.values()].map(({ id, clause, type, options, title }) => {
  const [written, says] = types[type] ?? [
    options.map((option) => JSON.stringify(option.id)).join(" | "),
    "one of these",
  ];
  return `  /** ${title.en} (clause ${clause}): ${says}. */\n  readonly ${id}?: ${written} | undefined;\n`;
});

const text = `// Written by scripts/fact-types.mjs from the built-in policy: its facts, for the type checker.

/** The facts of the built-in policy; an absent one is unknown, never "no". */
export type BuiltInFacts = {
${members.join("")}};
`;

if (!process.argv.includes("--check")) writeFileSync(file, text);
else if (readFileSync(file, "utf8") !== text)
  fail("pkg/src/built-in-facts.ts is stale: run node scripts/fact-types.mjs");
