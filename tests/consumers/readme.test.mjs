// The READMEs of the installed package: each of their snippets runs where it says it runs.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { build } from "vite";
import webpack from "webpack";
import { openBrowser, openPage } from "./browser.mjs";
import { miniProgram } from "./mini-program.mjs";
import { serve } from "./serve.mjs";
import { consumers, installed, project } from "./workspace.mjs";

let browser;
before(async () => {
  consumers();
  browser = await openBrowser();
});
after(() => browser?.close());

/** What a snippet in a browser leaves behind, for a look at it. */
const looks = {
  vite: [],
  webpack: [],
  html: ["kaibo-checker"],
  browser: [],
};

const frame = (body) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>snippet</title>${body}</html>`;
const script = '<script type="module" src="./main.js"></script>';

/** The files of a project with that snippet, built: the folder to serve. */
const builders = {
  html: (name, code) => viteBuilt(name, { "index.html": frame(code) }),
  vite: (name, code) => viteBuilt(name, { "main.js": code, "index.html": frame(script) }),
  webpack: async (name, code) => {
    const at = project(name, { "main.js": code, "dist/index.html": frame(script) });
    await new Promise((resolve, reject) => {
      const output = { path: join(at, "dist"), filename: "main.js", module: true };
      const config = { mode: "development", devtool: false, context: at, entry: "./main.js", output };
      webpack({ ...config, experiments: { outputModule: true } }, (error, stats) => {
        if (error || stats.hasErrors()) reject(error ?? new Error(stats.toString()));
        else resolve();
      });
    });
    return join(at, "dist");
  },
  browser: (name, code) => {
    // Bare imports want a bundler; the others are the package's own files.
    if (/from "kaibo/.test(code)) return viteBuilt(name, { "main.js": code, "index.html": frame(script) });
    const at = project(name, { "main.js": code, "index.html": frame(script) });
    cpSync(installed(), join(at, "node_modules/kaibo"), { recursive: true });
    return at;
  },
};

async function viteBuilt(name, files) {
  const at = project(name, files);
  await build({ root: at, configFile: false, logLevel: "error", build: { target: "es2022" } });
  return join(at, "dist");
}

for (const readme of ["README.md", "README.zh-CN.md"]) {
  test(`${readme}: each snippet runs`, async (t) => {
    const text = readFileSync(join(installed(), readme), "utf8");
    const snippets = [...text.matchAll(/^```(js|html)(?: ([\w-]+))?\n(.*?)^```$/gms)];
    const kinds = new Set();
    for (const [index, [, language, place, code]] of snippets.entries()) {
      const kind = place ?? (language === "html" ? "html" : "node");
      kinds.add(kind);
      await t.test(`${index + 1}, in ${kind}`, () => run(kind, `readme-${index}`, code));
    }
    assert.deepEqual([...kinds].sort(), ["browser", "html", "mini-program", "node", "vite", "webpack"]);
  });
}

async function run(kind, name, code) {
  if (kind === "node") return assertSays(runInNode(name, code), code);
  if (kind === "mini-program") return assertSays(await runInMiniProgram(name, code), code);
  const { url, close } = await serve(await builders[kind](name, code));
  try {
    const { page, complaints } = await openPage(browser, url);
    await page.waitForLoadState("networkidle");
    for (const element of looks[kind]) await page.locator(`${element} h1`).waitFor();
    if (code.includes("kaibo-criteria")) await page.locator("kaibo-criteria li").first().waitFor();
    assert.deepEqual(complaints, []);
    await page.close();
  } finally {
    await close();
  }
}

function runInNode(name, code) {
  const at = project(name, { "snippet.mjs": code });
  return execFileSync(process.execPath, ["snippet.mjs"], { cwd: at, encoding: "utf8" });
}

async function runInMiniProgram(name, code) {
  const at = project(name, { "page.js": code });
  cpSync(join(installed(), "dist/miniprogram"), join(at, "miniprogram_npm/kaibo"), { recursive: true });
  const said = [];
  const pages = [];
  const globals = { console: { log: (...words) => said.push(words.join(" ")) }, Page: (page) => pages.push(page) };
  miniProgram(at, globals).require("./page.js");
  let data;
  await pages[0].onLoad.call({ setData: (set) => (data = set) });
  assert.ok(data, "nothing is shown");
  return said.join("\n");
}

/** Every line printed is the one the snippet's comment tells. */
function assertSays(output, code) {
  const expected = [...code.matchAll(/console\.log\(.*\); \/\/ "(.+?)"/g)].map(([, words]) => words);
  for (const words of expected) assert.ok(output.includes(words), `${words} is not in\n${output}`);
}
