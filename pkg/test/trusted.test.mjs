// How a worker of the package's own is started where Trusted Types are known. `Worker`, the page and its policies are stood in
// for: tests/consumers has browsers enforce it.

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";

const stoodIn = ["Worker", "location", "trustedTypes"];
const before = Object.fromEntries(stoodIn.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]));
let count = 0;

class Started {
  constructor(address) {
    this.address = address;
  }
}

const standIn = (name, value) => Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
/** The module as a page loads it: what policy it has made, it remembers. */
async function fresh() {
  count += 1;
  const { trusted } = await import(`../dist/screen/trusted.js?${count}`);
  return trusted;
}
const start = (address) => () => new Worker(address);

beforeEach(() => {
  standIn("Worker", Started);
  standIn("location", new URL("https://page.example/here/"));
});

afterEach(() => {
  for (const name of stoodIn)
    if (before[name]) Object.defineProperty(globalThis, name, before[name]);
    else delete globalThis[name];
});

/** Trusted Types as a browser has them: addresses that a policy passed are objects. */
function trustedTypes({ defaultPolicy = null, allowed = ["kaibo"] } = {}) {
  return {
    defaultPolicy,
    createPolicy(name, { createScriptURL }) {
      if (!allowed.includes(name)) throw new TypeError(`the policy ${name} is not allowed`);
      return { createScriptURL: (address) => ({ by: name, address: createScriptURL(address) }) };
    },
  };
}

test("where they are not known, a worker is started as it is written", async () => {
  const trusted = await fresh();
  assert.equal(trusted(start("https://page.example/worker.js")).address, "https://page.example/worker.js");
});

test("where they are, its address goes through the policy kaibo, and Worker is the browser's own again", async () => {
  standIn("trustedTypes", trustedTypes());
  const trusted = await fresh();
  for (const address of [new URL("https://page.example/worker.js"), "https://page.example/worker.js"]) {
    const worker = trusted(start(address));
    assert.ok(worker instanceof Started);
    assert.deepEqual(worker.address, { by: "kaibo", address: "https://page.example/worker.js" });
  }
  assert.equal(Worker, Started);
});

test("no script of another host passes, nor one made of a text", async () => {
  standIn("trustedTypes", trustedTypes());
  const trusted = await fresh();
  for (const address of [
    "https://elsewhere.example/worker.js",
    "http://page.example/worker.js",
    "https://page.example:444/worker.js",
    "blob:https://page.example/1",
    "data:text/javascript,1",
  ])
    assert.throws(() => trusted(start(address)), TypeError, address);
  assert.equal(Worker, Started);
});

test("a default policy of the page's own, or none that is allowed, leaves it as it is written", async () => {
  for (const given of [{ defaultPolicy: {} }, { allowed: ["other"] }]) {
    standIn("trustedTypes", trustedTypes(given));
    const trusted = await fresh();
    assert.equal(trusted(start("https://page.example/worker.js")).address, "https://page.example/worker.js");
  }
});
