// The default entry: the core's bytes are embedded, so a policy loads without waiting.
/// <reference lib="esnext.disposable" preserve="true" />

import { bytes } from "./bytes.js";
import { bytesOf } from "./carried.js";
import { notReady } from "./error.js";
import { initSync } from "./glue.js";
import { type LoadPolicy, openPolicy, type PolicyInput, type PolicyTypes } from "./policy.js";

export * from "./api.js";

let started = false;

/**
 * Loads a policy: the built-in one, or a document.
 *
 * The first call compiles the core, at once. A browser that refuses that (Chrome before 114, on its main thread) needs
 * `kaibo/slim`: the error says so.
 */
export const loadPolicy: LoadPolicy = <T extends PolicyTypes>(document?: PolicyInput) => {
  if (!started) startCore();
  return openPolicy<T>(document);
};

function startCore(): void {
  const module = bytesOf(bytes);
  try {
    initSync({ module });
    started = true;
  } catch (cause) {
    throw notReady(
      "a browser that compiles WebAssembly synchronously",
      "Use the entry kaibo/slim, and await init() before the first loadPolicy; a content security policy must allow 'wasm-unsafe-eval'.",
      cause,
    );
  }
}
