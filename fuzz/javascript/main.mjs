// Runs one target: `node fuzz/javascript/main.mjs rows --seconds 60 --seed 1`. Prints what it did as a line of JSON; each
// finding becomes a file, and fails the run.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { inspect, parseArgs } from "node:util";
import { fuzz } from "./engine.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: "string", default: "60" },
    runs: { type: "string", default: "Infinity" },
    seed: { type: "string", default: "1" },
  },
});
const [name] = positionals;
const { target } = await import(`./${name}.mjs`);
const bounds = { seconds: Number(values.seconds), runs: Number(values.runs), seed: Number(values.seed) };
const { findings, ...did } = await fuzz(target, bounds);
const folder = fileURLToPath(new URL(`../../target/fuzz/findings/${name}`, import.meta.url));
if (findings.length > 0) mkdirSync(folder, { recursive: true });
for (const [place, { input, error }] of findings.entries()) {
  const file = join(folder, `seed-${values.seed}-${place}.txt`);
  const shown =
    typeof input === "string"
      ? input
      : input instanceof Uint8Array
        ? Buffer.from(input).toString("base64")
        : JSON.stringify(input);
  writeFileSync(file, shown);
  console.error(`${file}\n${inspect(error)}`);
}
console.log(JSON.stringify({ ...did, findings: findings.length }));
process.exitCode = findings.length > 0 ? 1 : 0;
