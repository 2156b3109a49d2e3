// The policies the core keeps compiled: the last few that were used, those of equal digests once. So its memory stays
// bounded though nobody frees anything, in engines without finalizers too.

import { callCore } from "./error.js";
import { loadPolicy as loadIntoCore, type WasmPolicy } from "./glue.js";

/** So many are kept; one that was dropped is read again when it is asked. */
const MOST_COMPILED = 32;

/** A policy by which the core finds it, or reads it again. */
export interface PolicySource {
  /** The digests of all its versions. */
  readonly digests: string;
  /** JSON text of all its versions. */
  readonly text: string;
}

interface Compiled extends PolicySource {
  readonly core: WasmPolicy;
  /** How many policies in use are known to hold it; those that were just forgotten count until it is dropped. */
  holders: number;
}

/** By digests, the one used last at the end. */
const compiled = new Map<string, Compiled>();
let usedLast: Compiled | undefined;

/**
 * Reads a document into the core.
 *
 * @throws `KaiboError` for a malformed document.
 */
export function compile(document: string | object): PolicySource {
  const core = callCore(() => loadIntoCore(document));
  const { digests } = core;
  const same = compiled.get(digests);
  if (same) {
    core.free();
    return use(same, 1);
  }
  // An object may be changed by whoever holds it: what the core read of it stays.
  const text = typeof document === "string" ? document : core.source;
  return use({ digests, text, core, holders: 0 }, 1);
}

/** A policy in the core. */
export function coreOf({ digests, text }: PolicySource): WasmPolicy {
  const kept = compiled.get(digests);
  return use(kept ?? { digests, text, core: callCore(() => loadIntoCore(text)), holders: 1 }, 0).core;
}

/** Says that one holder needs it no more; with the last one its memory is free. */
export function release({ digests }: PolicySource): void {
  const kept = compiled.get(digests);
  if (!kept) return;
  kept.holders -= 1;
  if (kept.holders <= 0) drop(kept);
}

function use(policy: Compiled, newHolders: number): Compiled {
  policy.holders += newHolders;
  if (policy === usedLast) return policy;
  usedLast = policy;
  compiled.delete(policy.digests);
  compiled.set(policy.digests, policy);
  const [oldest] = compiled.values();
  if (compiled.size > MOST_COMPILED && oldest) drop(oldest);
  return policy;
}

function drop({ digests, core }: Compiled): void {
  compiled.delete(digests);
  usedLast = undefined;
  core.free();
}
