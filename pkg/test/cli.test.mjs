// The command as it is run: what it prints, in which language and colour, and how it ends.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { loadPolicy } from "kaibo";
import { readCases } from "../dist/cli/cases.js";
import { placesOf, readJson } from "../dist/cli/json.js";
import { harmless, wantsColour } from "../dist/cli/terminal.js";
import { typesOf } from "../dist/cli/types.js";
import { localeOf } from "../dist/cli/words.js";

const root = fileURLToPath(new URL("../..", import.meta.url));
const main = join(root, "pkg/dist/cli/main.js");
const { version } = JSON.parse(readFileSync(join(root, "pkg/package.json"), "utf8"));
const folder = mkdtempSync(join(root, "node_modules/.cli-"));
after(() => rmSync(folder, { recursive: true }));

const application = { facts: { firstBroadcastOn: "2023-08-05" } };
const day = ["--as-of", "2023-09-14"];

/** Runs the command from the root, by default in English without colours. */
function kaibo(args, { input = "", env = {}, cwd = root } = {}) {
  const { PATH } = process.env;
  const ran = spawnSync(process.execPath, [main, ...args], { cwd, encoding: "utf8", input, env: { PATH, ...env } });
  return { exit: ran.status, out: ran.stdout, err: ran.stderr };
}

/** Writes a file to be read by the command, as it is or as JSON. */
function file(name, content) {
  const path = join(folder, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, typeof content === "string" ? content : JSON.stringify(content, null, 2));
  return path;
}

test("help names every command and the exit codes, and says which version it is", () => {
  const { exit, out } = kaibo(["--help"]);
  assert.equal(exit, 0);
  for (const word of ["check", "validate", "test", "types", "Exit codes", "NO_COLOR"]) assert.match(out, RegExp(word));
  assert.equal(kaibo(["--version"]).out, `${version}\n`);
});

test("a command's help names its options, in Chinese where the terminal is", () => {
  const { exit, out } = kaibo(["check", "--help"], { env: { LANG: "zh_CN.UTF-8" } });
  assert.equal(exit, 0);
  assert.match(out, /用法/);
  for (const option of ["--policy", "--as-of", "--known-at", "--programme", "--require", "--json", "--locale"])
    assert(out.includes(option), option);
});

test("wrong usage ends with 2 and says what is wrong", () => {
  const wrong = [
    [[], /Usage/],
    [["chekc"], /no command “chekc”/],
    [["check"], /at least one file/],
    [["check", "-", "-"], /only once/],
    [["check", "--locale", "fr", "-"], /“fr”/],
    [["check", "--require", "maybe", "-"], /“maybe”/],
    [["check", "--as-off", "2023-09-14", "-"], /--as-off/],
    [["check", "--as-of", "yesterday", "-"], /not-a-date {2}--as-of/],
    [["types", "one.json", "two.json"], /exactly one file/],
  ];
  for (const [args, says] of wrong) {
    const { exit, out, err } = kaibo(args, { input: "{}" });
    assert.equal(exit, 2, args.join(" "));
    assert.equal(out, "");
    assert.match(err, says);
  }
});

test("check says the outcome, what fails, what is missing and when it changes", () => {
  const facts = { ...eligibleFacts(), cheating: undefined };
  const { exit, out, err } = kaibo(["check", "-", ...day], { input: JSON.stringify({ facts }) });
  assert.deepEqual({ exit, err }, { exit: 0, err: "" });
  assert.match(out, /^Cold-start support: Not certain yet {2}cold-start$/m);
  assert.match(out, /^ {2}\? No cheating: Not known yet \(must be “no”\).* clause 4\.2\(7\) · cheating$/m);
  assert.match(out, /^ {4}cheating {2}\S.*\?$/m);
  assert.match(out, /^ {4}growthRequirements {2}/m);
  assert.match(out, /^ {2}From 2 October 2023: Not eligible \(First broadcast/m);
  assert(!out.includes("\u001b"), "there is no colour");
});

test("check speaks Chinese, and colours where it is told to", () => {
  const path = file("application.json", application);
  const { out } = kaibo(["check", path, ...day, "--locale", "zh-CN"], { env: { FORCE_COLOR: "1" } });
  assert(out.includes("\u001b[31m冷启动扶持：不符合条件\u001b[39m"), out);
  assert.match(out, /条款 1\.1 · newcomer-or-dormant/);
});

test("colours follow FORCE_COLOR, then NO_COLOR, then the terminal; the language follows the terminal", () => {
  const terminal = { isTTY: true };
  assert(wantsColour(terminal, {}));
  assert(!wantsColour({}, {}));
  assert(!wantsColour(terminal, { NO_COLOR: "1" }));
  assert(wantsColour(terminal, { NO_COLOR: "" }));
  assert(!wantsColour(terminal, { TERM: "dumb" }));
  assert(wantsColour({}, { FORCE_COLOR: "1", NO_COLOR: "1" }));
  assert(!wantsColour(terminal, { FORCE_COLOR: "0" }));
  assert.equal(localeOf({ LANG: "zh_TW.UTF-8" }), "zh-CN");
  assert.equal(localeOf({ LC_ALL: "C", LANG: "zh_CN.UTF-8" }), "en");
  assert.equal(localeOf({}), "en");
});

test("check --json is what assess returns; of several files each with its own", () => {
  const path = file("application.json", application);
  const expected = loadPolicy().assess(application, { asOf: "2023-09-14" });
  const one = kaibo(["check", path, ...day, "--json"]);
  assert.deepEqual(JSON.parse(one.out), expected);
  const several = kaibo(["check", path, "-", ...day, "--json", "--programme", "growth"], {
    input: '{"facts":{"a":1}}',
  });
  assert.equal(several.exit, 1);
  const [first, second] = JSON.parse(several.out);
  assert.deepEqual(Object.keys(first), ["file", "assessment"]);
  assert.deepEqual(
    first.assessment.programmes.map(({ id }) => id),
    ["growth"],
  );
  assert.equal(second.file, "-");
  assert.deepEqual(
    second.errors.map(({ code, path, line, column }) => ({ code, path, line, column })),
    [{ code: "unknown-fact", path: "/facts/a", line: 1, column: 15 }],
  );
});

test("--require makes another outcome a failure", () => {
  const input = JSON.stringify({ facts: eligibleFacts() });
  const required = ["check", "-", ...day, "--programme", "cold-start", "--json", "--require"];
  assert.equal(kaibo([...required, "eligible"], { input }).exit, 0);
  const { exit, err } = kaibo([...required, "ineligible"], { input });
  assert.equal(exit, 1);
  assert.match(err, /required is “Not eligible”; cold-start is not/);
});

test("every fault of an application is named, with its place, code, and what was expected", () => {
  const path = file("wrong.json", '{\n  "facts": { "cheating": "no", "hasBrandBadg": true },\n  "fact": {}\n}');
  const { exit, err } = kaibo(["check", path, ...day]);
  assert.equal(exit, 1);
  assert.match(err, /3 errors/);
  assert.match(err, /wrong\.json:2:26 {2}wrong-type {2}\/facts\/cheating\n {4}expected/);
  assert.match(err, /wrong\.json:2:48 {2}unknown-fact {2}\/facts\/hasBrandBadg\n.*"hasBrandBadge"/);
  assert.match(err, /wrong\.json:3:11 {2}unknown-key {2}\/fact\n/);
});

test("malformed JSON is refused with its line and column, a file that is not there with 2", () => {
  const path = file("malformed.json", '{\n  "facts": {\n    "cheating": fals\n  }\n}');
  const { exit, err } = kaibo(["check", path], { env: { LC_ALL: "zh_CN.UTF-8" } });
  assert.equal(exit, 1);
  assert.match(err, /malformed\.json:3:17 {2}not-json {2}\/facts\/cheating\n.*不是有效的 JSON/);
  assert.equal(kaibo(["check", file("twice.json", '{"facts":{"cheating":true,"cheating":false}}')]).exit, 1);
  const missing = kaibo(["check", join(folder, "nothing.json"), "--json"]);
  assert.equal(missing.exit, 2);
  assert.equal(JSON.parse(missing.out).errors[0].code, "unreadable");
});

test("what a file holds cannot steer the terminal", () => {
  const steering = { facts: { "\u001b]0;owned\u0007\u009b31m\u202e": 1 } };
  for (const flags of [[], ["--json"]]) {
    const { out, err } = kaibo(["check", "-", ...day, ...flags], { input: JSON.stringify(steering) });
    assert.doesNotMatch(out + err, /[^\P{Cc}\n]|\u202e/u);
    assert.match(out + err, /\\u001b/);
  }
  assert.equal(harmless("a\nb\u001b[31m"), "a b\\u001b[31m");
});

test("kaibo check agrees with the package and the cases, on every application they hold", () => {
  const groups = new Map();
  for (const name of readdirSync(join(root, "tests/cases")).filter((one) => one.endsWith(".json"))) {
    for (const { call, policy, application = {}, options, expect, only } of cases(name)) {
      const programmes = expect?.programmes?.filter?.(({ outcome }) => outcome);
      if (call !== "assess" || policy !== undefined || only || !programmes?.length) continue;
      const key = JSON.stringify(options);
      groups.set(key, [...(groups.get(key) ?? []), { application, options, programmes }]);
    }
  }
  assert(groups.size > 3, `${groups.size} moments`);
  const policy = loadPolicy();
  for (const [index, group] of [...groups.values()].entries()) {
    const { asOf, knownAt, programmes: asked = [] } = group[0].options;
    const files = group.map(({ application }, place) => file(`agree/${index}-${place}.json`, application));
    const args = ["--as-of", asOf, ...(knownAt ? ["--known-at", knownAt] : [])];
    const { exit, out } = kaibo(["check", ...files, ...args, ...asked.flatMap((id) => ["--programme", id]), "--json"]);
    assert.equal(exit, 0);
    const answers = files.length === 1 ? [{ assessment: JSON.parse(out) }] : JSON.parse(out);
    for (const [place, { application, options, programmes }] of group.entries()) {
      const { assessment } = answers[place];
      assert.deepEqual(assessment, policy.assess(application, options));
      for (const { id, outcome } of programmes)
        assert.equal(assessment.programmes.find((one) => one.id === id).outcome, outcome);
    }
  }
});

test("every case of the repository passes by the command", () => {
  const { exit, out } = kaibo(["test", "tests/cases", "--json"]);
  const { passed, failed, errors } = JSON.parse(out);
  assert.deepEqual({ exit, failed, errors }, { exit: 0, failed: 0, errors: [] });
  assert(passed > 300, `${passed} passed`);
});

test("a case that fails is named with its place and what differs; a malformed file with the place in it", () => {
  const wrong = { name: "never so", application, options: { asOf: "2023-09-14" }, expect: outcome("eligible") };
  file("cases/a/wrong.json", { cases: [{ ...wrong, name: "so", expect: outcome("ineligible") }, wrong] });
  file("cases/policies/no-case.json", {});
  const failed = kaibo(["test", join(folder, "cases")]);
  assert.equal(failed.exit, 1);
  assert.match(
    failed.out,
    /wrong\.json:22:5 {2}never so\n {4}\/programmes\/cold-start\/outcome {2}"ineligible" is not "eligible"/,
  );
  assert.match(failed.out, /1 case passed, 1 failed/);

  file("cases/b.json", { cases: [{ name: "x", expects: {} }, { call: "asses" }] });
  const { exit, out } = kaibo(["test", join(folder, "cases"), "--json"]);
  assert.equal(exit, 1);
  const { failures, errors } = JSON.parse(out);
  assert.equal(failures[0].line, 22);
  assert.deepEqual(
    errors[0].errors.map(({ code, path }) => `${code} ${path}`),
    ["unknown-key /cases/0/expects", "missing-key /cases/1", "wrong-type /cases/1/call"],
  );
});

test("a case whose policy is not there fails, and --root says where policies are", () => {
  const paths = file("elsewhere.json", { cases: [{ name: "x", call: "loadPolicy", policy: "twitch-affiliate.json" }] });
  assert.match(kaibo(["test", paths]).out, /no such file/);
  assert.equal(kaibo(["test", paths, "--root", "policies/examples"]).exit, 0);
});

test("validate tells what a document is, and all that is wrong with one", () => {
  const policies = ["policies/examples/twitch-affiliate.json", "policies/wechat-channels-live/2023-09-14.json"];
  const sound = kaibo(["validate", ...policies, "--json"]);
  const expected = policies.map((path) => {
    const { id, version, digest, document } = loadPolicy(readFileSync(join(root, path), "utf8"));
    return { file: path, id, version, digest, facts: document.facts.length, programmes: document.programmes.length };
  });
  assert.deepEqual({ exit: sound.exit, out: JSON.parse(sound.out) }, { exit: 0, out: expected });

  const document = JSON.parse(readFileSync(join(root, policies[0]), "utf8"));
  const path = file("broken.json", { ...document, programes: [], version: 5 });
  const broken = kaibo(["validate", policies[0], path]);
  assert.equal(broken.exit, 1);
  assert.match(broken.out, /twitch-affiliate 2026-01; 1 fact, 1 programme\n {2}[0-9a-f]{64}\n/);
  assert.match(broken.err, /2 errors/);
  assert.match(broken.err, /broken\.json:\d+:\d+ {2}unknown-key {2}\/programes\n.*programmes/);
  assert.match(broken.err, /broken\.json:\d+:\d+ {2}wrong-type {2}\/version\n/);
});

test("types writes the types that the type tests use, to a file or to standard output", () => {
  const document = "policies/examples/twitch-affiliate.json";
  const written = readFileSync(join(root, "pkg/test/twitch-affiliate.ts"), "utf8");
  assert.equal(kaibo(["types", document]).out, written, "stale: npx kaibo types … --out pkg/test/twitch-affiliate.ts");
  const path = join(folder, "types.ts");
  assert.equal(kaibo(["types", document, "--out", path, "--name", "Twitch"]).exit, 0);
  assert.equal(readFileSync(path, "utf8"), written.replaceAll("TwitchAffiliate", "Twitch"));
  assert.equal(kaibo(["types", "-"], { input: "{}" }).exit, 1);
  assert.equal(kaibo(["types", document, "--out", join(folder, "no/where.ts")]).exit, 2);
});

test("types join what several versions say, and no text of a document ends a comment", () => {
  const fact = { id: "plan-day", clause: "1", type: "integer", title: { en: "A */ B\n" } };
  const choice = { ...fact, type: "choice", options: [{ id: "one" }, { id: "two" }] };
  const version = { id: "9-lives", version: "1", programmes: [], facts: [fact] };
  const text = typesOf([version, { ...version, version: "2", facts: [choice] }]);
  assert.match(text, /readonly "plan-day"\?: number \| "one" \| "two" \| undefined;/);
  assert.match(text, /\/\*\* A \*\\\/ B {2}\(clause 1\)/);
  assert.match(text, /export type Policy9LivesProgramme = never;/);
});

test("JSON is read as JSON.parse reads it, and places are those of the text", () => {
  const texts = ["{}", "[1,[2],{}]", ' {"a":"\\u0041\\n","b":-1.5e+3} ', '"\u007f\u2028😀"', "0", "null", "\ttrue\n"];
  for (const text of texts) assert.deepEqual(readJson(text), { value: JSON.parse(text) });
  const malformed = {
    "": "1:1",
    "[1,]": "1:4",
    '{"a":1,}': "1:8",
    "01": "1:2",
    '["\t"]': "1:2",
    "{1:2}": "1:2",
    "1\n2": "2:1",
  };
  for (const [text, place] of Object.entries(malformed)) {
    assert.throws(() => JSON.parse(text));
    const { code, line, column } = readJson(text).mistake;
    assert.equal(`${code} ${line}:${column}`, `not-json ${place}`, text);
  }
  assert.equal(readJson("[".repeat(2000)).mistake.code, "too-deep");
  const text = '{\n "a/b": [1,\n  {"~": 2}]}';
  const places = placesOf(text, ["", "/a~1b/1/~0", "/a~1b/7"]);
  assert.deepEqual(
    [...places.values()].map(({ line, column }) => `${line}:${column}`),
    ["1:1", "3:9", "2:9"],
  );
});

function cases(name) {
  return readCases(readFileSync(join(root, "tests/cases", name), "utf8")).cases;
}

function outcome(is) {
  return { programmes: [{ id: "cold-start", outcome: is }] };
}

function eligibleFacts() {
  return {
    sellsOnStream: true,
    hasBrandBadge: false,
    coldStartGrantedBefore: false,
    storeClosed: false,
    counterfeitOrSeriousViolation: false,
    tradesOrOverpromisesTraffic: false,
    cheating: false,
    firstBroadcastOn: "2023-09-01",
    lastBroadcastOn: "2023-09-10",
  };
}
