// The entry without the core's bytes: the core comes from an address, and is compiled while it streams.
/// <reference lib="esnext.disposable" preserve="true" />

import { notReady } from "./error.js";
import startCore from "./glue.js";
import { type LoadPolicy, openPolicy, type PolicyInput, type PolicyTypes } from "./policy.js";

export * from "./api.js";

/** Where the core comes from: the address of `kaibo/core.wasm`, a response with it, its bytes, or a compiled module. */
export type CoreSource = string | URL | Response | PromiseLike<Response> | BufferSource | WebAssembly.Module;

let started = false;

/**
 * Loads and compiles the core, once, however often this is called.
 *
 * @param source - Where the core comes from. Node reads no `file:` address: pass the bytes there.
 * @throws {@link KaiboError} with code `not-ready` if it cannot be loaded or compiled; another call tries again.
 */
export async function init(source: CoreSource): Promise<void> {
  try {
    await startCore({ module_or_path: source });
    started = true;
  } catch (cause) {
    throw notReady(
      "the WebAssembly core at that place",
      "Pass the address, a response, the bytes or the compiled module of kaibo/core.wasm.",
      cause,
    );
  }
}

/** Loads a policy: the built-in one, or a document. Await `init` first. */
export const loadPolicy: LoadPolicy = <T extends PolicyTypes>(document?: PolicyInput) => {
  if (!started) throw notReady("a core that runs", "Await init() of kaibo/slim before the first loadPolicy.");
  return openPolicy<T>(document);
};
