// What is compared: its version, its adapter, and what a page carries of it.

import { readFileSync } from "node:fs";

/** A file of an installed package. */
const installed = (path) => new URL(`../../node_modules/${path}`, import.meta.url);

/** The version of an installed package. */
function versionOf(name) {
  return JSON.parse(readFileSync(installed(`${name}/package.json`), "utf8")).version;
}

const kaibo = { code: 'export * from "kaibo/slim"', files: [installed("kaibo/dist/core.wasm")] };

export const engines = {
  "plain JavaScript": {
    version: "–",
    module: () => import("./plain.mjs"),
    carries: { code: 'export * from "./benches/engines/plain.mjs"' },
  },
  "kaibo, `decide`": {
    version: versionOf("kaibo"),
    module: () => import("./kaibo-decide.mjs"),
    carries: kaibo,
  },
  "kaibo, `assess`": {
    version: versionOf("kaibo"),
    module: () => import("./kaibo.mjs"),
    carries: kaibo,
  },
  "json-rules-engine": {
    version: versionOf("json-rules-engine"),
    module: () => import("./json-rules-engine.mjs"),
    carries: { code: 'export * from "json-rules-engine"' },
  },
  publicodes: {
    version: versionOf("publicodes"),
    module: () => import("./publicodes.mjs"),
    carries: { code: 'export { default } from "publicodes"' },
  },
  "@gorules/zen-engine-wasm": {
    version: versionOf("@gorules/zen-engine-wasm"),
    module: () => import("./zen.mjs"),
    carries: {
      code: 'export * from "@gorules/zen-engine-wasm"',
      files: [installed("@gorules/zen-engine-wasm/dist/zen_engine_wasm_bg.wasm")],
    },
  },
  "@cedar-policy/cedar-wasm": {
    version: versionOf("@cedar-policy/cedar-wasm"),
    module: () => import("./cedar.mjs"),
    carries: {
      code: 'export * from "@cedar-policy/cedar-wasm/web"',
      files: [installed("@cedar-policy/cedar-wasm/web/cedar_wasm_bg.wasm")],
    },
  },
};
