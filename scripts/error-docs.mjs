// Writes pkg/docs/errors.md: each error code with its cause and cure, from the table in the package's README, and with
// inputs that bring it about, from the cases of the tests; `--check` compares instead.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fail, root } from "./shell.mjs";
import { keepFile } from "./written.mjs";

const cases = join(root, "tests/cases");
const MOST_EXAMPLES = 6;
const MOST_SHOWN = 120;

/** What no case can show. */
const withoutCase = {
  "not-ready": "No input brings it about: `loadPolicy()` of `kaibo/slim` before `init()` does.",
  internal: "No input is known that brings it about.",
  "too-entangled": "No short example brings it about.",
};

const table = readFileSync(join(root, "pkg/README.md"), "utf8").split("| code | cause | cure |\n|---|---|---|\n")[1];
const codes = [...(table ?? "").split("\n\n", 1)[0].matchAll(/^\| `([a-z-]+)` \| (.+) \| (.+) \|$/gm)];
const examples = readdirSync(cases)
  .filter((name) => name.endsWith(".json"))
  .sort()
  .flatMap((name) => JSON.parse(readFileSync(join(cases, name), "utf8")).cases)
  .filter(({ error }) => error);

const text = `# Error codes

<!-- Written by scripts/error-docs.mjs from the table in README.md and from tests/cases. -->

A \`KaiboError\` has a \`code\` of this closed set, \`path\`, \`expected\`, \`help\`, and all the \`errors\`. The examples are cases of
the tests: the claim, the place the error names, and what was given there, or what was changed in a sound document.

${codes.map(section).join("\n")}`;

if (codes.length === 0) fail("pkg/README.md has no table of error codes");
keepFile(join(root, "pkg/docs/errors.md"), text);

function section([, code, cause, cure]) {
  const found = examples.filter(({ error }) => error.code === code).slice(0, MOST_EXAMPLES);
  if (found.length === 0 && !withoutCase[code]) fail(`no case has the error ${code}`);
  const given = found.length
    ? `| case | path | given |\n|---|---|---|\n${[...new Set(found.map(row))].join("")}`
    : `${withoutCase[code]}\n`;
  return `## \`${code}\`\n\n${cause}\n\n**Cure.** ${cure}\n\n${given}`;
}

function row({ name, error, call, policy, change, programme, application, options }) {
  const path = error.path ?? "";
  const given = change
    ? change
        .map(({ at, value, remove }) => (remove ? `without ${code(at)}` : `${code(at)}: ${shown(value)}`))
        .join(", ")
    : call === "loadPolicy"
      ? shown(policy)
      : shown(
          [application, options, { programme, programmes: [programme] }]
            .map((input) => at(input, path))
            .find((value) => value !== undefined),
        );
  return `| ${name} | ${error.path === undefined ? "" : path === "" ? "(empty)" : code(path)} | ${given} |\n`;
}

/** What stands at a path, or at the nearest one above it where nothing does. */
function at(input, path) {
  const keys = path
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
  let value = input;
  for (const key of keys) {
    if (typeof value !== "object" || value === null) return undefined;
    if (value.$js) return value;
    // Where a key is missing, its object is what was given.
    if (!Object.hasOwn(value, key)) return value === input ? undefined : value;
    value = value[key];
  }
  return value;
}

function shown(value) {
  if (value === undefined) return "";
  const json = JSON.stringify(value, (_, part) => (part?.$js ? `\0${part.$js}\0` : part));
  const text = json.replaceAll(/"\\u0000(.+?)\\u0000"/g, "‹$1›");
  return code(text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text);
}

function code(text) {
  return `\`${text.replaceAll("|", "\\|")}\``;
}
