// What speaks for the answers, as a table: inputs compared with the oracle, broken cores found, inputs fuzzed, mutants caught,
// bad inputs tried, browsers, requests. TESTING.md says what each figure means.
//
//   node scripts/trust.mjs                     all of it: some five hours
//   node scripts/trust.mjs --share 0.01        a hundredth of the random and the fuzzed inputs
//   node scripts/trust.mjs --only fuzz         one of them

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { fail, outputOf, root, say } from "./shell.mjs";

const { values: options } = parseArgs({
  options: { share: { type: "string", default: "1" }, only: { type: "string", multiple: true } },
});
const share = Number(options.share);
const some = (count) => String(Math.max(1, Math.round(count * share)));
const native = ["--", "cargo", "run", "--release", "--quiet", "--example", "twin"];

/** Each: what it is called, and how to find its figure; `undefined` where it failed. */
const figures = {
  space: ["every point of the discretised space, lists of broadcasts, days of submission", () => compared([...native])],
  random: ["random inputs, natively", () => compared(["--random", some(10_000_000), ...native])],
  package: [
    "random inputs, through the packed package",
    () => compared(["--random", some(1_000_000), "--seed", "2", "--", "node", "tests/twin/driver.mjs"]),
  ],
  screening: [
    "random rows, screened, decided and assessed",
    () => found("node", ["tests/agreement.mjs", some(1_000_000)], /(\d+) rows, .*?(\d+) differences/),
  ],
  broken: [
    "broken cores the twin found",
    () => found("python3", ["tests/twin/broken.py"], /(\d+) of (\d+) broken cores/),
  ],
  fuzz: [
    "inputs fuzzed, findings",
    () => found("node", ["scripts/fuzz.mjs", "--seconds", some(600)], /(\d+) inputs in all, (\d+) findings/),
  ],
  mutants: ["mutants caught", () => found("node", ["scripts/mutants.mjs"], /(\d+) of (\d+) mutants caught: (.*%)/)],
  bad: ["bad inputs tried, each with its code and path", () => `${badInputs()}`],
  browsers: [
    "browsers: the core in Chromium and Firefox, the page's journeys in Chromium, Firefox and WebKitGTK",
    () => found("node", ["scripts/test.mjs", ...lanes("chromium", "firefox", "engines")], /(\d+) passed, (\d+) failed/),
  ],
  requests: [
    "tests of what the page asks for after it has loaded",
    () =>
      found(
        "npx",
        ["playwright", "test", "--config", "tests/e2e", "--project=phone", "private", "offline"],
        /(\d+) passed/,
      ),
  ],
};

const chosen = options.only ?? Object.keys(figures);
const unknown = chosen.find((name) => !(name in figures));
if (unknown) fail(`There is no figure ${unknown}: there are ${Object.keys(figures).join(", ")}.`);

const lines = chosen.map((name) => {
  const [what, find] = figures[name];
  say(what);
  const figure = find();
  console.log(figure ?? "failed");
  return [what, figure];
});
say(`as of ${new Date().toISOString().slice(0, 10)}`);
console.log(`| what | figure |\n|---|---|`);
for (const [what, figure] of lines) console.log(`| ${what} | ${figure ?? "**failed**"} |`);
if (lines.some(([, figure]) => figure === undefined)) process.exitCode = 1;

function compared(given) {
  return found("python3", ["tests/twin/compare.py", ...given], /compared ([\d,]+) inputs .*: (.*disagreements.*)/);
}

/** The figures in what a command prints, if it succeeds. */
function found(command, given, pattern) {
  const figures = pattern.exec(outputOf(command, ...given));
  return figures ? figures.slice(1).join("; ") : undefined;
}

function lanes(...names) {
  return names.flatMap((name) => ["--lane", name]);
}

/** Cases that expect an error, and the hostile columns, links and files. */
function badInputs() {
  const read = (...path) => JSON.parse(readFileSync(join(root, ...path), "utf8")).cases;
  const cases = readdirSync(join(root, "tests/cases")).filter((name) => name.endsWith(".json"));
  const refused = cases.flatMap((name) => read("tests/cases", name)).filter(({ error }) => error !== undefined);
  const hostile = readdirSync(join(root, "tests/hostile")).filter((name) => name.endsWith(".json"));
  return refused.length + hostile.flatMap((name) => read("tests/hostile", name)).length;
}
