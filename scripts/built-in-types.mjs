// Writes the TypeScript types of the built-in policy from its document, as `kaibo types` does; `--check` compares instead.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { typesOf } from "../pkg/dist/cli/types.js";
import { fail, root } from "./shell.mjs";

const folder = join(root, "policies/wechat-channels-live");
const file = join(root, "pkg/src/built-in-types.ts");

const versions = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .sort()
  .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")));
const text = typesOf(versions, { name: "BuiltIn", from: "./typed.js", writer: "scripts/built-in-types.mjs" });

if (!process.argv.includes("--check")) writeFileSync(file, text);
else if (readFileSync(file, "utf8") !== text)
  fail("pkg/src/built-in-types.ts is stale: run node scripts/built-in-types.mjs");
