// The modules of the package that can be imported, by its `exports`: the one list of them.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./shell.mjs";

const { exports } = JSON.parse(readFileSync(join(root, "pkg/package.json"), "utf8"));

/** By how each is imported, its path in dist without an ending: `{ "kaibo/slim": "slim" }`. */
export const entries = Object.fromEntries(
  Object.entries(exports)
    .filter(([, target]) => target.import)
    .map(([name, target]) => [name.replace(/^\./, "kaibo"), target.import.default.replace(/^\.\/dist\/|\.js$/g, "")]),
);

/** What loads apart from `kaibo/elements`. */
const apart = ["kaibo/elements/broadcasts", "kaibo/elements/outlook-calendar"];

/** Those that are reported and documented: `kaibo/locales` says what catalogues hold, `kaibo/elements` has most elements. */
export const documented = Object.fromEntries(
  Object.entries(entries).filter(
    ([name]) => !/^kaibo\/(locales|elements|screen)\/./.test(name) || apart.includes(name),
  ),
);
