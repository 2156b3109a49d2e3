#!/usr/bin/env node
// The command of the package: finds what is asked for, and leaves the rest to the commands.

import { readFileSync } from "node:fs";
import { type ParseArgsConfig, parseArgs } from "node:util";
import { check } from "./check.js";
import { type Command, type Options, Surroundings, textOption, UsageError } from "./command.js";
import { type ExitCode, messageOf } from "./input.js";
import { Terminal } from "./terminal.js";
import { test } from "./test.js";
import { validate } from "./validate.js";
import { isLocale, localeOf } from "./words.js";
import { types } from "./write-types.js";

const commands = { check, validate, test, types } satisfies Record<string, Command>;

const common: NonNullable<ParseArgsConfig["options"]> = {
  help: { type: "boolean", short: "h" },
  locale: { type: "string" },
};

// A reader that has seen enough, as `head` does, is no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
}
process.exitCode = run(process.argv.slice(2));

function run(args: readonly string[]): ExitCode {
  const out = new Terminal(process.stdout, process.env);
  const err = new Terminal(process.stderr, process.env);
  let surroundings = new Surroundings(localeOf(process.env), out, err);
  const [first, ...rest] = args;
  const named = first === undefined || first.startsWith("-") ? undefined : first;
  const command = isCommand(named) ? commands[named] : undefined;
  try {
    const { values, positionals } = parse(named === undefined ? args : rest, command);
    const locale = textOption(values, "locale");
    if (locale !== undefined && !isLocale(locale))
      throw new UsageError(surroundings.say(surroundings.says.usage.unknownLocale, { name: locale }));
    if (locale !== undefined) surroundings = new Surroundings(locale, out, err);
    if (values.version) return write(out, version());
    if (named !== undefined && !command)
      throw new UsageError(surroundings.say(surroundings.says.usage.unknownCommand, { name: named }));
    if (values.help || !command) {
      const help = surroundings.says.help[isCommand(named) ? named : "main"];
      // Nothing was asked for: that is no success.
      return values.help ? write(out, help) : write(err, help, 2);
    }
    return command.run(surroundings, values, positionals);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    const { usage } = surroundings.says;
    err.line(
      { text: "✗ ", as: "red" },
      surroundings.words().sentences(surroundings.say(usage.wrong, { what: error.message }), usage.seeHelp),
    );
    return 2;
  }
}

function parse(args: readonly string[], command: Command | undefined): { values: Options; positionals: string[] } {
  const options = { ...common, ...(command ? command.options : { version: { type: "boolean" as const } }) };
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    // Node's own words name the option; the first sentence is enough.
    const [sentence] = messageOf(error).split(/\.?$|\. /);
    throw new UsageError(`${sentence}.`);
  }
}

function write(terminal: Terminal, text: string, exit: ExitCode = 0): ExitCode {
  terminal.text(`${text}\n`);
  return exit;
}

function version(): string {
  const manifest = readFileSync(new URL("../../package.json", import.meta.url), "utf8");
  return (JSON.parse(manifest) as { version: string }).version;
}

function isCommand(name: string | undefined): name is keyof typeof commands {
  return name !== undefined && Object.hasOwn(commands, name);
}
