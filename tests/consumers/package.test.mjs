// The tarball itself: what linters of packages say, and how little of it an import brings.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { before, test } from "node:test";
import { build } from "esbuild";
import { entries } from "../../scripts/entries.mjs";
import { consumers, project, root, tarball } from "./workspace.mjs";

before(() => consumers());

function tool(name, ...args) {
  const bin = join(root, "node_modules/.bin", name);
  try {
    return execFileSync(bin, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  } catch (error) {
    throw new Error(`${name} says:\n${error.stdout}${error.stderr}`);
  }
}

test("publint reports nothing", () => {
  assert.match(tool("publint", tarball(), "--strict"), /All good!/);
});

test("are-the-types-wrong reports nothing, by the rules of Node 16 and later", () => {
  // These are not modules: a policy, a schema, the core. What stands alone is for browsers: ES modules only.
  const data = ["core.wasm", "custom-elements.json", "policies/*", "schema.json", "package.json", "standalone/*"].map(
    (name) => `./${name}`,
  );
  const args = ["--profile", "node16", "--no-emoji", "--format", "json", "--exclude-entrypoints", ...data];
  const { analysis } = JSON.parse(tool("attw", tarball(), ...args));
  const problems = analysis.problems.filter(({ resolutionKind }) => resolutionKind !== "node10");
  assert.deepEqual(problems, []);
  assert.deepEqual(
    Object.keys(analysis.entrypoints).sort(),
    Object.keys(entries)
      .map((name) => name.replace("kaibo", "."))
      .sort(),
  );
});

/** How a consumer reads modules: its compiler options, and the name of a file of its own. */
const readings = {
  "Node 16, ES modules": [{ module: "node16" }, "main.mts"],
  "Node 16, CommonJS": [{ module: "node16" }, "main.cts"],
  "the newest Node, ES modules": [{ module: "nodenext" }, "main.mts"],
  "the newest Node, CommonJS": [{ module: "nodenext" }, "main.cts"],
  "a bundler": [{ module: "esnext", moduleResolution: "bundler" }, "main.ts"],
};

for (const [title, [options, file]] of Object.entries(readings)) {
  test(`every entry compiles strictly, its declarations checked: ${title}`, () => {
    const code = Object.keys(entries).map(
      (name, index) =>
        `import * as e${index} from "${name}";\nexport const n${index}: string[] = Object.keys(e${index});`,
    );
    const lib = ["es2022", "dom", "dom.iterable"];
    const compilerOptions = {
      ...options,
      strict: true,
      skipLibCheck: false,
      noEmit: true,
      target: "es2022",
      lib,
      types: [],
    };
    const at = project("types", {
      [file]: code.join("\n"),
      "tsconfig.json": JSON.stringify({ compilerOptions, files: [file] }),
    });
    tool("tsc", "--project", at);
  });
}

/** The modules of a bundle that something is left of, by their path in node_modules. */
async function modulesOf(code) {
  const at = project("shaken", { "main.js": code });
  const { metafile } = await build({
    entryPoints: [join(at, "main.js")],
    bundle: true,
    format: "esm",
    splitting: true,
    outdir: join(at, "out"),
    absWorkingDir: consumers(),
    metafile: true,
    logLevel: "error",
    treeShaking: true,
  });
  const first = Object.values(metafile.outputs).find(({ entryPoint }) => entryPoint?.endsWith("main.js"));
  const seen = new Set();
  const visit = (output) => {
    for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) if (bytesInOutput > 0) seen.add(input);
    for (const { path, kind } of output.imports)
      if (kind === "import-statement" && metafile.outputs[path]) visit(metafile.outputs[path]);
  };
  visit(first);
  return [...seen].map((path) => path.replace(/^.*node_modules\//, "")).filter((path) => !path.endsWith("main.js"));
}

const brings = (modules, pattern) => modules.filter((path) => pattern.test(path));

test("what an import brings is seen", async () => {
  const modules = await modulesOf('import "kaibo/elements";');
  assert.ok(brings(modules, /^lit|elements\/verdict|locales\/words/).length > 2);
});

test("loadPolicy brings no element, no words, no calendar, and no other package", async () => {
  const modules = await modulesOf('import { loadPolicy } from "kaibo"; console.log(loadPolicy());');
  assert.ok(modules.length > 0);
  assert.deepEqual(brings(modules, /elements|locales|calendar|rows|interview/), []);
  assert.deepEqual(
    modules.filter((path) => !path.startsWith("kaibo/dist/")),
    [],
  );
});

test("loadPolicy of kaibo/slim brings no bytes of the core either", async () => {
  const modules = await modulesOf('import { init, loadPolicy } from "kaibo/slim"; await init("a"); loadPolicy();');
  assert.deepEqual(brings(modules, /bytes|elements|locales/), []);
});

test("an interview brings no words and no elements", async () => {
  const modules = await modulesOf(`
    import { loadPolicy } from "kaibo";
    import { createInterview } from "kaibo/interview";
    createInterview(loadPolicy(), "cold-start");`);
  assert.deepEqual(brings(modules, /elements|locales\/(en|zh-CN|words|describe)|node_modules\/lit|formatjs/), []);
});

test("describe brings the language that is asked for, and no other", async () => {
  const modules = await modulesOf(`
    import { describe } from "kaibo/locales";
    import { en } from "kaibo/locales/en";
    describe({ code: "not-ready" }, en);`);
  assert.deepEqual(brings(modules, /locales\/(en|zh-CN)\.js/), ["kaibo/dist/locales/en.js"]);
  assert.deepEqual(brings(modules, /elements|^lit/), []);
});

test("words that are not asked for stay in files of their own", async () => {
  const modules = await modulesOf('import { loadLocale } from "kaibo/locales"; await loadLocale("en");');
  assert.deepEqual(brings(modules, /locales\/(en|zh-CN)\.js/), []);
});
