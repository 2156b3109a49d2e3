// Compiles the messages of all catalogues while the page is built: the page speaks without the parser of their syntax.

import { createRequire } from "node:module";
import { type MessageFormatElement, parse } from "@formatjs/icu-messageformat-parser";
import type { Plugin } from "vite";

/** The modules that hold messages: the package's catalogues, and the words of each screen. */
const CATALOGUE = /\/locales\/(?:zh-CN|en)\.js$|\/www\/src\/.*words\.ts$/;
/** What `Words.say` speaks by the syntax; all other texts are spoken as they stand. */
const IN_SYNTAX = /[{}]|''/;

const noParser = createRequire(import.meta.url).resolve("@formatjs/icu-messageformat-parser/no-parser.js");

/** An entry of a syntax tree, as far as it is looked at. */
interface Entry {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly value?: unknown;
}

export const compiledMessages: Plugin = {
  name: "compiled-messages",
  enforce: "pre",
  resolveId: (source) => (source === "@formatjs/icu-messageformat-parser" ? noParser : undefined),
  transform: {
    // After the types are gone.
    order: "post",
    filter: { id: CATALOGUE },
    handler(code) {
      return { code: compiled(code, this.parse(code)), map: null };
    },
  },
};

/** The same module with what its messages are parsed to in their place. */
function compiled(code: string, program: unknown): string {
  const messages = literalsIn(program).filter(({ value }) => typeof value === "string" && IN_SYNTAX.test(value));
  let result = code;
  for (const { start, end, value } of messages.sort((one, other) => other.start - one.start)) {
    const elements: readonly MessageFormatElement[] = parse(value as string, { ignoreTag: true });
    result = result.slice(0, start) + JSON.stringify(elements) + result.slice(end);
  }
  return result;
}

function literalsIn(part: unknown): Entry[] {
  if (typeof part !== "object" || part === null) return [];
  if ((part as Partial<Entry>).type === "Literal") return [part as Entry];
  return Object.values(part).flatMap(literalsIn);
}
