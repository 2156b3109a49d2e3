// Runs every case in tests/cases through the built package; after each error the policy must still answer.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { KaiboError, loadPolicy } from "kaibo";
import { revive } from "../../tests/cases/revive.js";
import { assertMatches } from "./match.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = join(root, "tests/cases");
const builtIn = loadPolicy();

const calls = {
  assess: ({ policy, application, options }) => policy().assess(application, options),
  questions: ({ policy, programme, application, options }) => policy().questions(programme, application, options),
  outlook: ({ policy, programme, application, options }) => policy().outlook(programme, application, options),
  remedies: ({ policy, programme, application, options }) => policy().remedies(programme, application, options),
  schedule: ({ policy, programme, options }) => policy().schedule(programme, options),
  loadPolicy: ({ document }) => {
    const { id, version, digest, document: newest } = loadPolicy(document);
    return { id, version, digest, document: newest };
  },
};

// The folder policies/ holds documents that cases name.
const files = readdirSync(folder, { recursive: true }).filter(
  (name) => name.endsWith(".json") && !name.startsWith("policies"),
);

for (const file of files.sort()) {
  const { cases } = JSON.parse(readFileSync(join(folder, file), "utf8"));
  for (const example of cases.filter(({ only }) => only !== "native")) {
    test(`${file}: ${example.name}`, () => (example.error ? assertThrows(example) : assertAnswers(example)));
  }
}

function assertAnswers(example) {
  assertMatches(ask(example), example.expect ?? {});
}

function assertThrows(example) {
  assert.throws(
    () => ask(example),
    (error) => {
      assert(error instanceof KaiboError, `${error} is not a KaiboError`);
      assert.notEqual(error.code, "internal", String(error.cause));
      assert(
        error.errors.some((fault) => isFault(fault, example.error)),
        `${JSON.stringify(error.errors.slice(0, 5))} does not hold ${JSON.stringify(example.error)}`,
      );
      return true;
    },
  );
  assertStillAnswers();
}

function ask({ call = "assess", application = {}, options, ...example }) {
  const document = changed(documentOf(example.policy), example.change);
  const policy = () => (document === undefined ? builtIn : loadPolicy(document));
  return calls[call]({
    policy,
    document,
    programme: revive(example.programme),
    application: revive(application),
    options: revive(options),
  });
}

/** A document is written in the case, or named by its path from the root; so are those in an array. */
function documentOf(policy) {
  if (Array.isArray(policy)) return policy.map(documentOf);
  if (typeof policy !== "string" || !policy.endsWith(".json")) return revive(policy);
  return JSON.parse(readFileSync(join(root, policy), "utf8"));
}

/** The document with a value put at each path, or what is there removed. */
function changed(document, changes = []) {
  for (const { at, value, remove } of revive(changes)) {
    const keys = at.split("/").slice(1);
    const last = keys.pop();
    const parent = keys.reduce((part, key) => part[key], document);
    if (remove) delete parent[last];
    else parent[last] = value;
  }
  return document;
}

function isFault(fault, { code, path }) {
  return fault.code === code && (path === undefined || fault.path === path);
}

function assertStillAnswers() {
  const { programmes } = builtIn.assess({ facts: { hasBrandBadge: true } }, { asOf: "2023-09-14" });
  const coldStart = programmes.find(({ id }) => id === "cold-start");
  assert.equal(coldStart.outcome, "ineligible");
  assert.deepEqual(coldStart.missing, []);
}
