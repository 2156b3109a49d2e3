// What the commands share: their surroundings, how they are wrongly used, and how faults are shown.

import type { ParseArgsConfig } from "node:util";
import { describeError } from "../locales/describe.js";
import type { PolicyWords } from "../locales/document.js";
import type { Words } from "../locales/words.js";
import type { ExitCode, FileFault, Refusal } from "./input.js";
import type { Terminal } from "./terminal.js";
import { type CommandWords, commandWordsIn, type Locale, wordsIn } from "./words.js";

/** A command: the options it takes, and what it does. */
export interface Command {
  readonly options: NonNullable<ParseArgsConfig["options"]>;
  run(surroundings: Surroundings, options: Options, files: readonly string[]): ExitCode;
}

/** The options that were given. */
export type Options = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>;

/** Where a command runs. */
export class Surroundings {
  /** The command's own words. */
  readonly says: CommandWords;

  constructor(
    readonly locale: Locale,
    readonly out: Terminal,
    readonly err: Terminal,
  ) {
    this.says = commandWordsIn(locale);
  }

  /** The package's words, for a document where there is one. */
  words(document?: PolicyWords): Words {
    return wordsIn(this.locale, document);
  }

  /** A message of the command with its arguments filled in. */
  say(message: string, args?: Readonly<Record<string, string | number>>): string {
    return this.words().say(message, args);
  }

  /** Shows all that is wrong with a file. */
  showRefusal({ file, errors }: Refusal): void {
    this.err.line(
      { text: "✗ ", as: "red" },
      { text: file, as: "bold" },
      this.words().messages.colon,
      this.say(this.says.faults, { count: errors.length }),
    );
    for (const fault of errors) this.#showFault(file, fault);
  }

  #showFault(file: string, { code, path, expected, help, line, column }: FileFault): void {
    const place = line === undefined ? file : `${file}:${line}:${column}`;
    this.err.line("  ", { text: place, as: "cyan" }, "  ", { text: code, as: "red" }, path && `  ${path}`);
    // The core speaks English to those who write documents; a Chinese reader gets the code in words as well.
    if (this.locale !== "en") this.err.line("    ", describeError(this.words(), code));
    this.err.line("    ", this.say(this.says.expected, { expected, help }));
  }
}

/** The command was used wrongly: what is wrong, in words. */
export class UsageError extends Error {}

/** The value of an option that takes a text. */
export function textOption(options: Options, name: string): string | undefined {
  const value = options[name];
  return typeof value === "string" ? value : undefined;
}

/** The worse of two ends. */
export function worse(one: ExitCode, other: ExitCode): ExitCode {
  return one > other ? one : other;
}

/** The files named, at least one, and standard input at most once. */
export function someFiles({ says }: Surroundings, files: readonly string[]): readonly string[] {
  if (files.length === 0) throw new UsageError(says.usage.noFile);
  if (files.filter((file) => file === "-").length > 1) throw new UsageError(says.usage.stdinTwice);
  return files;
}
