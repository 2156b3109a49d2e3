// One decision, made by Kaibo and by what a user could take instead: how long it takes, how soon the first one is there,
// and what has to be carried. It judges nothing, and no test runs it.
//
// The decision: the first broadcast within 30 days or none within 60, no brand badge, not supported before. Each answers
// with the outcome and with what fails, from the same account; where two differ, nothing is reported.
//
// `npm run bench` starts it without inlined calls into WebAssembly: with them V8 11.3 (Node 20) ends with "unreachable code"
// in every other run, of the other engines alone too.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { loadPolicy } from "kaibo";

import { brotli, bundled } from "../scripts/weigh.mjs";
import { AS_OF, accounts } from "./engines/accounts.mjs";
import { engines } from "./engines/index.mjs";

const SAMPLES = 25;
/** Each sample takes about so long. */
const SAMPLE_MS = 20;
const STARTS = 9;
const FLOOR = "plain JavaScript";

const names = Object.keys(engines);
const decides = Object.fromEntries(
  await Promise.all(names.map(async (name) => [name, await (await engines[name].module()).load()])),
);
await agree();
report(await speeds(), coldStarts(), await sizes());
await reportBuiltIn();

/** Ends the program where two give different answers. */
async function agree() {
  for (const account of accounts) {
    const expected = JSON.stringify(await decides[FLOOR](account));
    for (const name of names) {
      const answer = JSON.stringify(await decides[name](account));
      if (answer !== expected)
        throw new Error(`${name}: ${answer} instead of ${expected} for ${JSON.stringify(account)}`);
    }
  }
}

/** Nanoseconds a decision, by engine: samples in turns, so that what disturbs one disturbs all. */
async function speeds() {
  const rounds = {};
  for (const name of names) {
    // What is called first is compiled first: it is not counted.
    let count = 1;
    while ((await timed(decides[name], count)) < SAMPLE_MS) count *= 2;
    rounds[name] = count;
  }
  const samples = Object.fromEntries(names.map((name) => [name, []]));
  for (let sample = 0; sample < SAMPLES; sample += 1)
    for (const name of names) {
      const took = await timed(decides[name], rounds[name]);
      samples[name].push((1e6 * took) / (rounds[name] * accounts.length));
    }
  return Object.fromEntries(names.map((name) => [name, median(samples[name])]));
}

async function timed(decide, rounds) {
  const begun = performance.now();
  for (let round = 0; round < rounds; round += 1)
    for (const account of accounts) {
      const answer = decide(account);
      // Only who answers later is waited for.
      if (answer instanceof Promise) await answer;
    }
  return performance.now() - begun;
}

/** Milliseconds from the import to the first decision, each in a process of its own, in turns. */
function coldStarts() {
  const script = fileURLToPath(new URL("engines/start.mjs", import.meta.url));
  const samples = Object.fromEntries(names.map((name) => [name, []]));
  for (let start = 0; start < STARTS; start += 1)
    for (const name of names)
      samples[name].push(Number(execFileSync(process.execPath, [script, name], { encoding: "utf8" })));
  return Object.fromEntries(names.map((name) => [name, median(samples[name])]));
}

/** What a page has to load: the bundled code, minified, and the WebAssembly beside it. */
async function sizes() {
  const all = {};
  for (const name of names) {
    const { carries } = engines[name];
    const files = [
      await bundled(carries.code, ["node:*", "fs", "path", "util"]),
      ...(carries.files ?? []).map((file) => readFileSync(file)),
    ];
    all[name] = {
      raw: sum(files.map(({ length }) => length)),
      gzip: sum(files.map((file) => gzipSync(file, { level: 9 }).length)),
      brotli: sum(files.map((file) => brotli(file).length)),
    };
  }
  return all;
}

function report(speeds, starts, sizes) {
  const [{ model }] = cpus();
  const kilobytes = (bytes) => (bytes / 1000).toFixed(1);
  console.log(
    `${new Date().toISOString().slice(0, 10)}, ${model}, ${cpus().length} cores, Node ${process.versions.node}; ${accounts.length} accounts on which all agree; medians of ${SAMPLES} samples in turns, and of ${STARTS} starts in processes of their own.\n`,
  );
  console.log("| engine | version | a decision | × plain | first decision after import | raw, KB | gzip | brotli |");
  console.log("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
  for (const name of names) {
    const { raw, gzip, brotli } = sizes[name];
    const cells = [
      name,
      engines[name].version,
      `${(speeds[name] / 1000).toFixed(2)} µs`,
      (speeds[name] / speeds[FLOOR]).toFixed(1),
      `${starts[name].toFixed(1)} ms`,
      kilobytes(raw),
      kilobytes(gzip),
      kilobytes(brotli),
    ];
    console.log(`| ${cells.join(" | ")} |`);
  }
}

/** Microseconds for the built-in policy with every reason: of an account of which all is known that cold start asks. */
async function reportBuiltIn() {
  const policy = loadPolicy();
  const no = ["hasBrandBadge", "coldStartGrantedBefore", "storeClosed", "counterfeitOrSeriousViolation"];
  const facts = Object.fromEntries([...no, "tradesOrOverpromisesTraffic", "cheating"].map((id) => [id, false]));
  Object.assign(facts, { sellsOnStream: true, firstBroadcastOn: "2023-08-20", lastBroadcastOn: "2023-09-10" });
  const cases = {
    "`decide` of cold start": () => policy.decide("cold-start", facts, { asOf: AS_OF }),
    "`assess` of cold start": () => policy.assess({ facts }, { asOf: AS_OF, programmes: ["cold-start"] }),
    "`assess` of all programmes": () => policy.assess({ facts }, { asOf: AS_OF }),
    "`assess` of all programmes, nothing known": () => policy.assess({}, { asOf: AS_OF }),
  };
  console.log("\n| the built-in policy | |\n| --- | ---: |");
  for (const [name, answer] of Object.entries(cases)) {
    const samples = [];
    for (let sample = 0; sample <= SAMPLES; sample += 1) samples.push(await timed(answer, 10));
    console.log(`| ${name} | ${((1000 * median(samples.slice(1))) / (10 * accounts.length)).toFixed(1)} µs |`);
  }
}

function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[sorted.length >> 1];
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
