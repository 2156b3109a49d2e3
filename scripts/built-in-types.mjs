// Writes the TypeScript types of the built-in policy from its document, as `kaibo types` does; `--check` compares instead.

import { join } from "node:path";
import { builtIn } from "../pkg/dist/built-in.js";
import { typesOf } from "../pkg/dist/cli/types.js";
import { root } from "./shell.mjs";
import { keepFile } from "./written.mjs";

const versions = [JSON.parse(builtIn)].flat();
const text = typesOf(versions, { name: "BuiltIn", from: "./typed.js", writer: "scripts/built-in-types.mjs" });
keepFile(join(root, "pkg/src/built-in-types.ts"), text);
