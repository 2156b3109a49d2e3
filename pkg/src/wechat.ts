// The entry for WeChat mini programs. Experimental: it runs in what WeChat documents, and was not yet seen on a phone.
//
// The build bundles it with `wechat/host.js` in the place of what browsers offer and mini programs do not.
/// <reference lib="esnext.disposable" preserve="true" />

import { notReady } from "./error.js";
import startCore from "./glue.js";
import { type LoadPolicy, openPolicy, type PolicyInput, type PolicyTypes } from "./policy.js";

export * from "./api.js";
export { createInterview } from "./interview.js";

/** Where the mini program's npm build puts the core in the code package. */
export const CORE_PATH = "/miniprogram_npm/kaibo/core.wasm.br";

let started = false;

/**
 * Loads and starts the core, once, however often this is called.
 *
 * @param path - The path of `core.wasm` or `core.wasm.br` in the code package.
 * @throws {@link KaiboError} with code `not-ready` if it cannot be started; another call tries again.
 * @experimental
 */
export async function init(path: string = CORE_PATH): Promise<void> {
  try {
    await startCore({ module_or_path: path });
    started = true;
  } catch (cause) {
    throw notReady(
      `the WebAssembly core at ${path}`,
      "Mini programs run it from base library 2.14.0 on. Give the path of core.wasm.br in the code package.",
      cause,
    );
  }
}

/**
 * Loads a policy: the built-in one, or a document. Await `init` first.
 *
 * @experimental
 */
export const loadPolicy: LoadPolicy = <T extends PolicyTypes>(document?: PolicyInput) => {
  if (!started) throw notReady("a core that runs", "Await init() of kaibo/wechat before the first loadPolicy.");
  return openPolicy<T>(document);
};
