// kaibo validate: whether policy documents are sound.

import { type Command, type Surroundings, someFiles, worse } from "./command.js";
import { type ExitCode, isRefusal, type Refusal, readPolicy } from "./input.js";

/** A document that is sound. */
interface Sound {
  readonly file: string;
  readonly id: string;
  readonly version: string;
  readonly digest: string;
  readonly facts: number;
  readonly programmes: number;
}

export const validate: Command = {
  options: { json: { type: "boolean" } },
  run(surroundings, options, files) {
    const results = someFiles(surroundings, files).map(validated);
    if (options.json) surroundings.out.json(results.map(forMachines));
    else for (const result of results) show(surroundings, result);
    return results.reduce<ExitCode>((exit, result) => worse(exit, isRefusal(result) ? result.exit : 0), 0);
  },
};

function validated(file: string): Sound | Refusal {
  const read = readPolicy(file);
  if (isRefusal(read)) return read;
  const { id, version, digest, document } = read.policy;
  return { file, id, version, digest, facts: document.facts.length, programmes: document.programmes.length };
}

function forMachines(result: Sound | Refusal): object {
  return isRefusal(result) ? { file: result.file, errors: result.errors } : result;
}

function show(surroundings: Surroundings, result: Sound | Refusal): void {
  if (isRefusal(result)) {
    surroundings.showRefusal(result);
    return;
  }
  const { file, digest, ...said } = result;
  const { out, says } = surroundings;
  out.line(
    { text: "✓ ", as: "green" },
    { text: file, as: "bold" },
    surroundings.words().messages.colon,
    surroundings.say(says.valid, said),
  );
  out.line("  ", { text: digest, as: "dim" });
}
