// The READMEs of the installed package: each of their snippets runs where it says it runs.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { openBrowser, openPage } from "./browser.mjs";
import { byVite, byWebpack } from "./bundlers.mjs";
import { buildNpm, miniProgram } from "./mini-program.mjs";
import { serve } from "./serve.mjs";
import { consumers, installed, project } from "./workspace.mjs";

let browser;
before(async () => {
  consumers();
  browser = await openBrowser();
});
after(() => browser?.close());

const frame = (body) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>snippet</title>${body}</html>`;
const script = '<script type="module" src="./main.js"></script>';

/** The files of a project with that snippet, built: the folder to serve. */
const builders = {
  html: (name, code) => viteBuilt(name, { "index.html": frame(code) }),
  vite: (name, code) => viteBuilt(name, { "main.js": code, "index.html": frame(script) }),
  webpack: (name, code) => byWebpack(project(name, { "main.js": code, "dist/index.html": frame(script) })),
  browser: (name, code) => {
    // Bare imports want a bundler; the others are the package's own files.
    if (/from "kaibo/.test(code)) return viteBuilt(name, { "main.js": code, "index.html": frame(script) });
    const at = project(name, { "main.js": code, "index.html": frame(script) });
    cpSync(installed(), join(at, "node_modules/kaibo"), { recursive: true });
    return at;
  },
};

function viteBuilt(name, files) {
  return byVite(project(name, files), { build: { target: "es2022" } });
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
    if (code.includes("kaibo-checker")) await page.locator("kaibo-checker h1").waitFor();
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
  buildNpm(at, installed());
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
