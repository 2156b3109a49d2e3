// The packed tarball in the tools its users have: in each, the same cases pass.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { nodeResolve } from "@rollup/plugin-node-resolve";
import vue from "@vitejs/plugin-vue";
import { build as esbuild } from "esbuild";
import { rollup } from "rollup";
import { entries } from "../../scripts/entries.mjs";
import { openBrowser, reportOf } from "./browser.mjs";
import { byVite, byWebpack, whileDeveloping } from "./bundlers.mjs";
import { buildNpm, miniProgram } from "./mini-program.mjs";
import { serve } from "./serve.mjs";
import { commonSources, consumers, installed, project, root, sources } from "./workspace.mjs";

const { cases } = JSON.parse(readFileSync(join(root, "tests/cases/cold-start.json"), "utf8"));
const allPassed = { passed: cases.length + 1, failures: [] };

/** What a page shows when it has run the cases. */
const page = (script) =>
  `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>cases</title>` +
  `<div id="app"></div><script type="module" src="${script}"></script></html>`;
/** Runs the cases, and reports what came of it. */
const program = `
  import * as kaibo from "kaibo";
  import cases from "./cases.js";
  import { runCases } from "./run.js";
  report(runCases(kaibo, cases));
`;
/** The same from a core that is loaded. */
const slimProgram = (address) => `
  import * as kaibo from "kaibo/slim";
  import cases from "./cases.js";
  import { runCases } from "./run.js";
  await kaibo.init(${address});
  report(runCases(kaibo, cases));
`;

let browser;
before(async () => {
  consumers();
  browser = await openBrowser();
});
after(() => browser?.close());

/** What a program in Node or Deno reports is printed. */
const printing = "globalThis.report = (result) => console.log(JSON.stringify(result));";

function node(cwd, ...args) {
  return execFileSync(process.execPath, args, { cwd, encoding: "utf8" });
}

async function resultIn(folder) {
  const { url, close } = await serve(folder);
  try {
    return await reportOf(browser, url);
  } finally {
    await close();
  }
}

test("Node, ES modules", () => {
  const at = project("node-esm", {
    ...sources(),
    "main.js": program,
    "print.js": printing,
  });
  assert.deepEqual(JSON.parse(node(at, "--import", "./print.js", "main.js")), allPassed);
});

test("Node, CommonJS", () => {
  const at = project("node-cjs", {
    ...commonSources(),
    "package.json": '{ "type": "commonjs" }',
    "print.js": printing,
    "main.js": `
      const { runCases } = require("./run.js");
      report(runCases(require("kaibo"), require("./cases.js").default));`,
  });
  assert.deepEqual(JSON.parse(node(at, "--require", "./print.js", "main.js")), allPassed);
});

test("Node: every entry offers the same, imported and required", async () => {
  const at = project("node-both", {});
  const require = createRequire(join(at, "..", "main.js"));
  for (const name of Object.keys(entries).filter((entry) => !entry.includes("elements"))) {
    const code = `import * as all from ${JSON.stringify(name)}; console.log(JSON.stringify(Object.keys(all).sort()))`;
    const imported = JSON.parse(node(consumers(), "--input-type=module", "--eval", code));
    const required = Object.keys(require(name)).sort();
    assert.deepEqual(required, imported, name);
    assert.ok(imported.length > 0, name);
  }
});

test("Node, CommonJS: entries share one KaiboError", () => {
  const require = createRequire(join(consumers(), "main.js"));
  const { loadPolicy, KaiboError } = require("kaibo");
  const { createInterview } = require("kaibo/interview");
  assert.throws(() => createInterview(loadPolicy(), "nonsense"), KaiboError);
  assert.equal(require("kaibo/slim").KaiboError, KaiboError);
});

test("Node: the elements do no harm where there is no document", () => {
  for (const name of Object.keys(entries).filter((entry) => entry.includes("elements"))) {
    const quoted = JSON.stringify(name);
    node(consumers(), "--input-type=module", "--eval", `await import(${quoted})`);
    node(consumers(), "--input-type=commonjs", "--eval", `require(${quoted})`);
  }
});

test("Node: the core's bytes", () => {
  const address = `(await import("node:fs")).readFileSync(new URL(import.meta.resolve("kaibo/core.wasm")))`;
  const at = project("node-slim", {
    ...sources(),
    "main.js": slimProgram(address),
    "print.js": printing,
  });
  assert.deepEqual(JSON.parse(node(at, "--import", "./print.js", "main.js")), allPassed);
});

test("Deno", () => {
  const at = project("deno", {
    ...sources(),
    "main.js": program,
    "print.js": printing,
  });
  const deno = join(root, "node_modules/.bin/deno");
  const args = [
    "run",
    "--no-prompt",
    "--no-lock",
    "--allow-read",
    "--node-modules-dir=manual",
    "--preload=./print.js",
    "main.js",
  ];
  const env = { ...process.env, DENO_NO_UPDATE_CHECK: "1", NO_COLOR: "1" };
  assert.deepEqual(JSON.parse(execFileSync(deno, args, { cwd: at, encoding: "utf8", env })), allPassed);
});

test("Vite, while developing", async () => {
  const at = project("vite-dev", { ...sources(), "main.js": program, "index.html": page("./main.js") });
  const report = await whileDeveloping(at, (address) => reportOf(browser, address));
  assert.deepEqual(report, allPassed);
});

test("Vite, built", async () => {
  const at = project("vite-build", { ...sources(), "main.js": program, "index.html": page("./main.js") });
  assert.deepEqual(await resultIn(await byVite(at)), allPassed);
});

test("Vite, built, the core loaded from its address", async () => {
  const main = `import core from "kaibo/core.wasm?url"; ${slimProgram("core")}`;
  const at = project("vite-slim", { ...sources(), "main.js": main, "index.html": page("./main.js") });
  assert.deepEqual(await resultIn(await byVite(at, { build: { target: "es2022" } })), allPassed);
});

test("webpack 5", async () => {
  const at = project("webpack", { ...sources(), "main.js": program, "dist/index.html": page("./main.js") });
  assert.deepEqual(await resultIn(await byWebpack(at)), allPassed);
});

test("webpack 5, the core loaded from its address", async () => {
  const main = slimProgram('new URL("kaibo/core.wasm", import.meta.url)');
  const at = project("webpack-slim", { ...sources(), "main.js": main, "dist/index.html": page("./main.js") });
  assert.deepEqual(await resultIn(await byWebpack(at)), allPassed);
});

test("webpack 5, from CommonJS", async () => {
  const at = project("webpack-cjs", {
    ...sources(),
    "main.cjs": `
      const { runCases } = require("./run.js");
      report(runCases(require("kaibo"), require("./cases.js").default));`,
    "dist/index.html": page("./main.js"),
  });
  assert.deepEqual(await resultIn(await byWebpack(at, "main.cjs")), allPassed);
});

test("esbuild", async () => {
  const at = project("esbuild", { ...sources(), "main.js": program, "dist/index.html": page("./main.js") });
  const options = { bundle: true, format: "esm", logLevel: "error", minify: true };
  await esbuild({ ...options, entryPoints: [join(at, "main.js")], outfile: join(at, "dist/main.js") });
  assert.deepEqual(await resultIn(join(at, "dist")), allPassed);
});

test("Rollup", async () => {
  const at = project("rollup", { ...sources(), "main.js": program, "dist/index.html": page("./main.js") });
  const bundle = await rollup({ input: join(at, "main.js"), plugins: [nodeResolve({ browser: true })] });
  await bundle.write({ file: join(at, "dist/main.js"), format: "es" });
  assert.deepEqual(await resultIn(join(at, "dist")), allPassed);
});

/** A folder that a static server can serve: the package's files as they are, imported by their path. */
function rawProject(name, files) {
  const at = project(name, { ...sources(), ...files });
  cpSync(installed(), join(at, "kaibo"), { recursive: true });
  return at;
}

const raw = (text) =>
  text.replace('"kaibo"', '"./kaibo/dist/index.js"').replace('"kaibo/slim"', '"./kaibo/dist/slim.js"');

test("ES modules as they are, from a static server", async () => {
  const at = rawProject("raw", { "main.js": raw(program), "index.html": page("./main.js") });
  assert.deepEqual(await resultIn(at), allPassed);
});

test("ES modules as they are, the core streamed", async () => {
  const main = raw(slimProgram('new URL("./kaibo/dist/core.wasm", import.meta.url)'));
  const at = rawProject("raw-slim", { "main.js": main, "index.html": page("./main.js") });
  assert.deepEqual(await resultIn(at), allPassed);
});

test("a module worker", async () => {
  const at = rawProject("worker", {
    "worker.js": `globalThis.report = postMessage; ${raw(program)}`,
    "main.js": `
      const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
      worker.onmessage = ({ data }) => report(data);
      worker.onerror = (event) => report(event.message);`,
    "index.html": page("./main.js"),
  });
  assert.deepEqual(await resultIn(at), allPassed);
});

test("a module worker, built by Vite", async () => {
  const at = project("vite-worker", {
    ...sources(),
    "worker.js": `globalThis.report = postMessage; ${program}`,
    "main.js": `
      const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
      worker.onmessage = ({ data }) => report(data);`,
    "index.html": page("./main.js"),
  });
  assert.deepEqual(await resultIn(await byVite(at, { worker: { format: "es" } })), allPassed);
});

test("Vue", async () => {
  const main = `
    import { createApp, h } from "vue";
    import * as kaibo from "kaibo";
    import cases from "./cases.js";
    import { runCases } from "./run.js";
    const Cases = { setup: () => { const result = runCases(kaibo, cases); return () => h("p", JSON.stringify(result)); } };
    createApp(Cases).mount("#app");
    report(JSON.parse(document.querySelector("#app p").textContent));`;
  const at = project("vue", { ...sources(), "main.js": main, "index.html": page("./main.js") });
  assert.deepEqual(await resultIn(await byVite(at, { plugins: [vue()] })), allPassed);
});

test("React", async () => {
  const main = `
    import { createElement, useEffect, useMemo } from "react";
    import { createRoot } from "react-dom/client";
    import * as kaibo from "kaibo";
    import cases from "./cases.js";
    import { runCases } from "./run.js";
    function Cases() {
      const result = useMemo(() => runCases(kaibo, cases), []);
      useEffect(() => { report(JSON.parse(document.querySelector("#app p").textContent)); });
      return createElement("p", null, JSON.stringify(result));
    }
    createRoot(document.querySelector("#app")).render(createElement(Cases));`;
  const at = project("react", { ...sources(), "main.js": main, "index.html": page("./main.js") });
  assert.deepEqual(await resultIn(await byVite(at)), allPassed);
});

test("the logic layer of a mini program", async () => {
  const at = project("mini-program", {
    ...commonSources(),
    "main.js": `
      const kaibo = require("kaibo/wechat");
      const { runCases } = require("./run.js");
      exports.result = kaibo.init().then(() => JSON.stringify(runCases(kaibo, require("./cases.js").default)));`,
  });
  buildNpm(at, installed());
  const { require } = miniProgram(at);
  assert.deepEqual(JSON.parse(await require("./main.js").result), allPassed);
});
