// What JavaScript sees of the package: entries, errors, defaults, and what is left after an error.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { test } from "node:test";
import * as kaibo from "kaibo";
import * as slim from "kaibo/slim";

const { KaiboError, loadPolicy } = kaibo;
const moment = { asOf: "2023-09-14" };

/** The error that a call throws. */
function thrownBy(call) {
  try {
    call();
  } catch (error) {
    return error;
  }
  return assert.fail("nothing was thrown");
}

test("kaibo/slim is not ready before init, and is afterwards", async () => {
  assert.equal(thrownBy(() => slim.loadPolicy()).code, "not-ready");
  await assert.rejects(slim.init(new Uint8Array(8)), { name: "KaiboError", code: "not-ready" });
  await slim.init(await readFile(createRequire(import.meta.url).resolve("kaibo/core.wasm")));
  assert.equal(slim.loadPolicy().id, "wechat-channels-live");
});

test("the entries differ in loading alone", () => {
  assert.deepEqual(
    Object.keys(slim).filter((name) => name !== "init"),
    Object.keys(kaibo),
  );
  assert.equal(slim.KaiboError, kaibo.KaiboError);
  assert.equal(slim.Policy, kaibo.Policy);
});

test("a browser that refuses to compile at once is told of kaibo/slim", () => {
  const program = `
    WebAssembly.Module = class { constructor() { throw new RangeError("disallowed on the main thread") } };
    const { loadPolicy } = await import("kaibo");
    try { loadPolicy() } catch ({ code, help, cause }) { console.log(JSON.stringify({ code, help, cause: cause.name })) }`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", program], {
    cwd: import.meta.dirname,
    encoding: "utf8",
  });
  const { code, help, cause } = JSON.parse(stdout || assert.fail(stderr));
  assert.deepEqual({ code, cause }, { code: "not-ready", cause: "RangeError" });
  assert.match(help, /kaibo\/slim/);
});

test("the built-in policy says what it is", () => {
  const policy = loadPolicy();
  assert.equal(policy.id, "wechat-channels-live");
  assert.match(policy.digest, /^[0-9a-f]{64}$/);
  assert.equal(policy.document.version, policy.version);
  assert(Object.isFrozen(policy.document.programmes[0]), "the document is frozen");
});

test("a document as text, as an object and in an array is the same policy", () => {
  const { document, digest } = loadPolicy();
  for (const form of [JSON.stringify(document), document, [document], undefined]) {
    assert.equal(loadPolicy(form).digest, digest);
  }
});

test("answers are plain data", () => {
  const answer = loadPolicy().assess({}, moment);
  assert.deepEqual(JSON.parse(JSON.stringify(answer)), answer);
  assert.deepEqual(structuredClone(answer), answer);
});

test("without a moment it is assessed now", () => {
  const before = Date.now();
  const { asOf } = loadPolicy().assess({});
  const inChina = (time) => new Date(time + 8 * 3_600_000).toISOString().slice(0, 10);
  assert([inChina(before), inChina(Date.now())].includes(asOf), asOf);
  assert.equal(loadPolicy().assess({}, {}).asOf, asOf);
});

test("a moment can be a Date, milliseconds, a date-time or a day", () => {
  const time = "2023-09-13T16:00:00Z";
  for (const asOf of [new Date(time), Date.parse(time), time, "2023-09-14T00:00:00+08:00", "2023-09-14"]) {
    assert.equal(loadPolicy().assess({}, { asOf }).asOf, "2023-09-14");
  }
});

test("an error is an Error with the first fault's fields, and holds all faults", () => {
  const error = thrownBy(() => loadPolicy().assess({ facts: { hasBrandBadg: true, gmvTarget: "much" } }, moment));
  assert(error instanceof Error && error instanceof KaiboError);
  assert.equal(error.name, "KaiboError");
  assert.equal(error.errors.length, 2);
  const { code, path, expected, help } = error;
  assert.deepEqual({ code, path, expected, help }, error.errors[0]);
  for (const fault of error.errors) {
    assert.deepEqual(
      Object.values(fault).map((part) => typeof part),
      ["string", "string", "string", "string"],
    );
    assert(error.message.includes(fault.path) && error.message.includes(fault.help), error.message);
  }
  assert.match(error.stack, /boundary\.test\.mjs/);
});

test("an event that lies ahead is one error, with a list of broadcasts or without", () => {
  const facts = { firstBroadcastOn: "2023-10-01" };
  const list = { broadcasts: [], broadcastsSince: "beginning", broadcastsThrough: "2023-09-14" };
  for (const application of [{ facts }, { facts, ...list }]) {
    const { errors } = thrownBy(() => loadPolicy().assess(application, { asOf: "2023-09-14" }));
    assert.deepEqual(
      errors.map(({ code, path }) => [code, path]),
      [["event-after-moment", "/facts/firstBroadcastOn"]],
    );
  }
});

test("a policy that was disposed of says so", () => {
  const policy = loadPolicy();
  policy.dispose();
  policy.dispose();
  assert.equal(thrownBy(() => policy.assess({}, moment)).code, "not-ready");
  assert.equal(policy.id, "wechat-channels-live");
});

test("Symbol.dispose disposes", () => {
  const policy = loadPolicy();
  policy[Symbol.dispose]();
  assert.equal(thrownBy(() => policy.questions(undefined, {}, moment)).code, "not-ready");
});

test("the documents and the core can be imported by name", async () => {
  const require = createRequire(import.meta.url);
  assert.equal(require("kaibo/policies/wechat-channels-live/2023-09-14.json").id, loadPolicy().id);
  assert.equal(typeof require("kaibo/schema.json"), "object");
  assert(WebAssembly.validate(await readFile(require.resolve("kaibo/core.wasm"))));
});
