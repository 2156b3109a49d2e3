// Builds the npm package: Rust to WebAssembly, the policies, and TypeScript, into pkg/dist.
//
// wasm-pack overwrites a package folder it packs into, so it writes under target/, and what is needed is copied. The
// package is put together apart and moved into place whole. Each WebAssembly step is skipped while its inputs are as
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
import { homedir } from "node:os";
import { join, relative } from "node:path";
import { entries } from "./entries.mjs";
import { setUpBuild } from "./setup.mjs";
import { root, run, say } from "./shell.mjs";

const at = (...parts) => join(root, ...parts);
const core = at("target/pkg");
const planner = at("target/planner");
const kernel = at("target/kernel");
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

/** What panics name is named alike wherever it is built. */
const cargoHome = process.env.CARGO_HOME ?? join(homedir(), ".cargo");
const renamed = [`--remap-path-prefix=${cargoHome}=cargo`, `--remap-path-prefix=${root}=kaibo`];
const anywhere = ["--config", `target.wasm32-unknown-unknown.rustflags=${JSON.stringify(renamed)}`];

/** What is one byte in UTF-8, but for what a minifier or a page would escape. */
const ASCII = codes(0x20, 0x7e).filter((character) => !`"'\\\`$<`.includes(character));
/** What carries bytes as text, the short ones first; no tool changes any of it. */
const characters = [...ASCII, ...codes(0xa1, 0x17f).filter((character) => character !== "\u00ad")];

buildBoundary(core, "the WebAssembly core", []);
buildBoundary(planner, "what plans screenings", ["--features", "screening"]);
buildKernel();
mkdirSync(staging, { recursive: true });
process.on("exit", () => rmSync(staging, { recursive: true, force: true }));
copyCore();
copyScreening();
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

/** Compiles the Rust crate with wasm-bindgen's glue into a folder, unless its inputs are unchanged. */
function buildBoundary(out, says, features) {
  const inputs = [
    "Cargo.toml",
    "Cargo.lock",
    ".cargo",
    "rust-toolchain.toml",
    "boundary",
    "src",
    "policies",
    "scripts/build.mjs",
  ];
  unlessUnchanged(out, inputs, says, () => {
    const options = [
      "--target",
      "web",
      "--no-pack",
      "--release",
      "--out-dir",
      relative(at("boundary"), out),
      "--out-name",
      "glue",
    ];
    run("wasm-pack", "build", "boundary", ...options, "--", "--locked", ...features, ...anywhere);
    optimise(join(out, "glue_bg.wasm"), join(out, "core.wasm"), passes, wasmFeatures);
  });
}

/** Compiles what runs screenings, without vectors and with them. */
function buildKernel() {
  unlessUnchanged(kernel, ["Cargo.toml", "kernel", "rust-toolchain.toml", "scripts/build.mjs"], "what screens", () => {
    mkdirSync(kernel, { recursive: true });
    const target = "wasm32-unknown-unknown";
    const built = join(kernel, target, "release/kaibo_kernel.wasm");
    const vectors = { ...wasmFeatures, simd: Features.SIMD128 };
    for (const [name, flags, features] of [
      ["plain", [], wasmFeatures],
      ["vectors", ["--config", `target.${target}.rustflags=["-Ctarget-feature=+simd128"]`], vectors],
    ]) {
      const options = ["--package", "kaibo-kernel", "--release", "--target", target, "--target-dir", kernel, "--lib"];
      run("cargo", "build", "--quiet", "--locked", ...options, ...flags);
      // As the compiler wrote it: binaryen's passes made it a fifth slower.
      optimise(built, join(kernel, `${name}.wasm`), [], features);
    }
  });
}

/** Builds into a folder, unless it was built from the same inputs. */
function unlessUnchanged(out, paths, says, build) {
  const stamp = join(out, "inputs.sha256");
  const inputs = hashOf(paths);
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === inputs) return;
  say(`building ${says}`);
  rmSync(stamp, { force: true });
  build();
  // What the inputs were before: a file that changed meanwhile is built the next time.
  writeFileSync(stamp, inputs);
}

/** Optimises a module for the oldest browsers. */
function optimise(from, to, passes, features) {
  dropGlobals(from, features);
  const enabled = Object.keys(features).map((feature) => `--enable-${feature}`);
  const stripped = ["debug", "producers", "target-features"].map((part) => `--strip-${part}`);
  run("wasm-opt", ...passes, ...enabled, ...stripped, from, "--output", to);
}

/** Drops the exported globals, which nothing reads: WeChat on iOS exports none. */
function dropGlobals(file, features) {
  const module = binaryen.readBinary(readFileSync(file));
  module.setFeatures(Object.values(features).reduce((flags, feature) => flags | feature));
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
  cpSync(at("src/wasm/unpack.js"), join(staging, "unpack.js"));
  copyGlue(core, "glue.js", "./");
  writeBytes("bytes", "The WebAssembly core.", join(core, "core.wasm"));
  const digest = createHash("sha256")
    .update(readFileSync(join(core, "core.wasm")))
    .digest("hex");
  writeModule("core-digest", "coreDigest", "What core.wasm hashes to, by SHA-256.", digest);
}

/** What plans screenings and what runs them, as modules that need no loading. */
function copyScreening() {
  mkdirSync(join(staging, "screen"), { recursive: true });
  copyGlue(planner, "screen/glue.js", "../");
  writeBytes("screen/planner", "What plans screenings.", join(planner, "core.wasm"));
  for (const name of ["plain", "vectors"]) {
    const says = `What runs screenings, ${name === "plain" ? "without" : "with"} vectors.`;
    writeBytes(`screen/${name}`, says, join(kernel, `${name}.wasm`));
  }
}

/** What wasm-bindgen wrote; it puts the crate's own JavaScript into a folder that is named by a hash. */
function copyGlue(from, to, place) {
  const glue = readFileSync(join(from, "glue.js"), "utf8");
  writeFileSync(join(staging, to), glue.replace(/\.\/snippets\/.*\/(?=unpack\.js)/, place));
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

function writeModule(file, name, says, value) {
  writeFileSync(join(staging, `${file}.js`), `// ${says}\nexport const ${name} = ${JSON.stringify(value)};\n`);
}

/** A file as a module of text, whose name is that of what it exports: see pkg/src/carried.ts. */
function writeBytes(module, says, file) {
  const bytes = readFileSync(file);
  const counts = new Uint32Array(256);
  for (const byte of bytes) counts[byte] += 1;
  const byCount = [...counts.keys()].sort((one, other) => counts[other] - counts[one] || one - other);
  const free = new Set(characters);
  const alphabet = [];
  // Frequent letters stand for themselves: what texts and code share stays alike.
  for (const byte of byCount.slice(0, ASCII.length)) {
    const own = String.fromCharCode(byte);
    if (free.delete(own)) alphabet[byte] = own;
  }
  const [...others] = free;
  for (const byte of byCount) alphabet[byte] ??= others.shift();
  const text = Array.from(bytes, (byte) => alphabet[byte]).join("");
  writeModule(module, module.split("/").at(-1), says, { alphabet: alphabet.join(""), text });
}

function reportSize() {
  const sizeOf = (file) => statSync(join(dist, file)).size;
  const compressed = sizeOf("miniprogram/core.wasm.br");
  console.log(`pkg/dist is built: core.wasm ${sizeOf("core.wasm")} bytes, ${compressed} with brotli`);
}

function codes(first, last) {
  return Array.from({ length: last - first + 1 }, (_, place) => String.fromCharCode(first + place));
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
