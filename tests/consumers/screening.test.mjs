// `kaibo/screen` in the tools of its users: rows are screened at once, and by workers that each tool brings in its way, under
// a strict content security policy.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import { build as esbuild } from "esbuild";
import { rollup } from "rollup";
import { openBrowser, reportOf } from "./browser.mjs";
import { byVite, byWebpack, whileDeveloping } from "./bundlers.mjs";
import { serve, strict } from "./serve.mjs";
import { consumers, installed, project } from "./workspace.mjs";

const page =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>rows</title><script type="module" src="./main.js"></script></html>';

const body = (options) => `
  (async () => {
    const columns = { hasBrandBadge: new Uint8Array(100_000).fill(1) };
    const policy = loadPolicy();
    const { outcomes } = await screen(policy, "cold-start", columns, { asOf: "2023-09-14" });
    let rows = 0;
    const parts = screenInWorkers(policy, "cold-start", columns, { asOf: "2023-09-14", workers: 2, ${options} });
    for await (const part of parts) rows += part.outcomes.filter((outcome) => outcome === 0).length;
    report([outcomes.filter((outcome) => outcome === 0).length, rows]);
  })().catch((error) => report(String(error)));`;
const program = (options = "") => `
  import { loadPolicy } from "kaibo";
  import { screen, screenInWorkers } from "kaibo/screen";
  ${body(options)}`;
/** A worker of the page's own, for tools that do not follow the package's. */
const ownWorker = 'worker: () => new Worker(new URL("./worker.js", import.meta.url), { type: "module" })';
const own = { "main.js": program(ownWorker), "worker.js": 'import "kaibo/screen/worker";' };
const screened = [100_000, 100_000];

let browser;
before(async () => {
  consumers();
  browser = await openBrowser();
});
after(() => browser?.close());

function node(cwd, ...args) {
  return JSON.parse(execFileSync(process.execPath, args, { cwd, encoding: "utf8" }));
}

/** Trusted Types are enforced, and only the package's own policy is allowed. */
const trusted = `${strict}; require-trusted-types-for 'script'; trusted-types kaibo`;

async function resultIn(folder, csp = strict) {
  const { url, close } = await serve(folder, { csp });
  try {
    return await reportOf(browser, url);
  } finally {
    await close();
  }
}

const print = "globalThis.report = (result) => console.log(JSON.stringify(result));";

test("Node, ES modules", () => {
  const at = project("screen-esm", { "main.js": `${print}${program()}` });
  assert.deepEqual(node(at, "main.js"), screened);
});

test("Node, CommonJS", () => {
  const at = project("screen-cjs", {
    "package.json": '{ "type": "commonjs" }',
    "main.js": `${print}
      const { loadPolicy } = require("kaibo");
      const { screen, screenInWorkers } = require("kaibo/screen");
      ${body("")}`,
  });
  assert.deepEqual(node(at, "main.js"), screened);
});

test("Vite, built", async () => {
  const at = project("screen-vite", { "main.js": program(), "index.html": page });
  const built = await byVite(at, { worker: { format: "es" } });
  for (const csp of [strict, trusted]) assert.deepEqual(await resultIn(built, csp), screened, csp);
});

test("Vite, while developing", async () => {
  const at = project("screen-vite-dev", { ...own, "index.html": page, "public/favicon.ico": "" });
  const report = await whileDeveloping(at, (address) => reportOf(browser, address));
  assert.deepEqual(report, screened);
});

test("webpack 5", async () => {
  const at = project("screen-webpack", { "main.js": program(), "dist/index.html": page });
  const built = await byWebpack(at);
  for (const csp of [strict, trusted]) assert.deepEqual(await resultIn(built, csp), screened, csp);
});

test("esbuild, the worker bundled beside", async () => {
  const at = project("screen-esbuild", { ...own, "dist/index.html": page });
  const entryPoints = ["main.js", "worker.js"].map((name) => join(at, name));
  await esbuild({ bundle: true, format: "esm", logLevel: "error", entryPoints, outdir: join(at, "dist") });
  assert.deepEqual(await resultIn(join(at, "dist")), screened);
});

test("Rollup, the worker bundled beside", async () => {
  const at = project("screen-rollup", { ...own, "dist/index.html": page });
  for (const name of ["main.js", "worker.js"]) {
    const bundle = await rollup({ input: join(at, name), plugins: [nodeResolve({ browser: true })] });
    await bundle.write({ file: join(at, "dist", name), format: "es" });
  }
  assert.deepEqual(await resultIn(join(at, "dist")), screened);
});

test("ES modules as they are, from a static server", async () => {
  const main = program()
    .replace('"kaibo"', '"./kaibo/dist/index.js"')
    .replace('"kaibo/screen"', '"./kaibo/dist/screen/index.js"');
  const at = project("screen-raw", { "main.js": main, "index.html": page });
  cpSync(installed(), join(at, "kaibo"), { recursive: true });
  for (const csp of [strict, trusted]) assert.deepEqual(await resultIn(at, csp), screened, csp);
});
