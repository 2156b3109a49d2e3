// Builds the npm package: Rust to WebAssembly, the policies, and TypeScript, into pkg/dist.
//
// wasm-pack overwrites a package folder it packs into, so it writes under target/, and what is needed is copied. The
// package is put together apart and moved into place whole. The WebAssembly step is skipped while its inputs are as
// they were.

import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { entries } from "./entries.mjs";
import { setUpBuild } from "./setup.mjs";
import { root, run, say } from "./shell.mjs";

const at = (...parts) => join(root, ...parts);
const core = at("target/pkg");
const dist = at("pkg/dist");
const staging = at(`target/dist-${process.pid}`);

setUpBuild();
// What npm installs is there from here on.
const { default: binaryen } = await import("binaryen");
const { bundleCommonJs, bundleMiniProgram, bundleStandalone } = await import("./bundle.mjs");

const { Features } = binaryen;
// The features of the oldest browsers served: Chrome 96, Safari 16.4. A new one in the code fails here, not there.
const wasmFeatures = {
  "bulk-memory": Features.BulkMemory,
  "bulk-memory-opt": Features.BulkMemoryOpt,
  multivalue: Features.Multivalue,
  "mutable-globals": Features.MutableGlobals,
  "nontrapping-float-to-int": Features.NontrappingFPToInt,
  "reference-types": Features.ReferenceTypes,
  "sign-ext": Features.SignExt,
};

// What is repeated compresses well: brotli makes less of a function that was inlined or of code that shares its parts.
const passes = [
  "-Oz",
  "--converge",
  "--one-caller-inline-max-function-size=0",
  "--skip-pass=local-cse",
  "--low-memory-unused",
];

buildCore();
mkdirSync(staging, { recursive: true });
process.on("exit", () => rmSync(staging, { recursive: true, force: true }));
copyCore();
copyPolicies();
cpSync(at("tests/cases/revive.js"), join(staging, "cli/revive.js"));
// The command first: what it shares with the rest is written again without Node's types.
run("tsc", "--project", "pkg/src/cli", "--outDir", staging);
run("tsc", "--project", "pkg", "--outDir", staging);
run("node", "scripts/manifest.mjs", join(staging, "custom-elements.json"));
await bundleMiniProgram(staging);
await bundleCommonJs(staging, Object.values(entries));
await bundleStandalone(staging, entries);
rmSync(dist, { recursive: true, force: true });
renameSync(staging, dist);
reportSize();

/** Compiles the Rust core into target/pkg, unless its inputs are unchanged. */
function buildCore() {
  const stamp = join(core, "inputs.sha256");
  const inputs = hashOf(["Cargo.toml", "Cargo.lock", "rust-toolchain.toml", "src", "policies", "scripts/build.mjs"]);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === inputs) return;
  say("building the WebAssembly core");
  rmSync(stamp, { force: true });
  run(
    "wasm-pack",
    "build",
    "--target",
    "web",
    "--no-pack",
    "--release",
    "--out-dir",
    "target/pkg",
    "--out-name",
    "glue",
  );
  dropGlobals(join(core, "glue_bg.wasm"));
  run(
    "wasm-opt",
    ...passes,
    ...Object.keys(wasmFeatures).map((feature) => `--enable-${feature}`),
    "--strip-debug",
    "--strip-producers",
    "--strip-target-features",
    join(core, "glue_bg.wasm"),
    "--output",
    join(core, "core.wasm"),
  );
  // What the inputs were before: a file that changed meanwhile is built the next time.
  writeFileSync(stamp, inputs);
}

/** Drops the exported globals, which nothing reads: WeChat on iOS exports none. */
function dropGlobals(file) {
  const module = binaryen.readBinary(readFileSync(file));
  module.setFeatures(Object.values(wasmFeatures).reduce((flags, feature) => flags | feature));
  const globals = WebAssembly.Module.exports(new WebAssembly.Module(readFileSync(file))).filter(
    ({ kind }) => kind === "global",
  );
  for (const { name } of globals) module.removeExport(name);
  writeFileSync(file, module.emitBinary());
  module.dispose();
}

/** The core as a file, for streaming, and as a module that needs no loading. */
function copyCore() {
  cpSync(join(core, "core.wasm"), join(staging, "core.wasm"));
  cpSync(join(core, "glue.js"), join(staging, "glue.js"));
  writeModule("bytes", "bytes", "The WebAssembly core in base64.", readFileSync(join(core, "core.wasm"), "base64"));
}

/** The policy documents as files, and the built-in one as a module. */
function copyPolicies() {
  cpSync(at("policies"), join(staging, "policies"), { recursive: true });
  const versions = readdirSync(at("policies/wechat-channels-live")).filter((name) => name.endsWith(".json"));
  const documents = versions
    .sort()
    .map((name) => JSON.parse(readFileSync(at("policies/wechat-channels-live", name), "utf8")));
  const text = JSON.stringify(documents.length === 1 ? documents[0] : documents);
  writeModule("built-in", "builtIn", "The built-in policy document as JSON text.", text);
}

function writeModule(file, name, says, text) {
  writeFileSync(join(staging, `${file}.js`), `// ${says}\nexport const ${name} = ${JSON.stringify(text)};\n`);
}

function reportSize() {
  const sizeOf = (file) => statSync(join(dist, file)).size;
  const compressed = sizeOf("miniprogram/core.wasm.br");
  console.log(`pkg/dist is built: core.wasm ${sizeOf("core.wasm")} bytes, ${compressed} with brotli`);
}

function hashOf(paths) {
  const hash = createHash("sha256");
  for (const path of paths.flatMap(filesUnder).sort())
    hash
      .update(path)
      .update("\0")
      .update(readFileSync(at(path)))
      .update("\0");
  return hash.digest("hex");
}

function filesUnder(path) {
  if (!existsSync(at(path))) return [];
  if (!statSync(at(path)).isDirectory()) return [path];
  return readdirSync(at(path)).flatMap((name) => filesUnder(join(path, name)));
}
