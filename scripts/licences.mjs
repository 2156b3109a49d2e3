// Writes pkg/THIRD-PARTY-LICENSES.txt: what of others is compiled or bundled into the package, and under which terms. The
// texts of crates are collected by cargo-about, those of npm packages by scripts/bundle.mjs as it bundles them.
//
// `--check` compares what is named with what is built in now: it needs the built package, and no cargo-about.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setUp } from "./setup.mjs";
import { fail, outputOf, root } from "./shell.mjs";
import { keepFile } from "./written.mjs";

const file = join(root, "pkg/THIRD-PARTY-LICENSES.txt");
const BUNDLES = ["cjs", "miniprogram", "standalone"];
/** Between two texts; no text holds it. */
const RULE = `\n${"=".repeat(80)}\n\n`;
/** They ask for a notice and no more, as deny.toml has it for crates. */
const ALLOWED = /\((MIT|BSD-3-Clause|ISC|Apache-2\.0)\)$/;
const CORE = ["cargo", "tree", "--locked", "--prefix", "none", "--edges", "normal,no-proc-macro", "--target"];

const toolchain = /channel = "(.*)"/.exec(read("rust-toolchain.toml"))[1];
const standardLibrary = `the Rust standard library ${toolchain} (MIT, Unicode-3.0)`;
const crates = cratesIn(["kaibo-boundary", "kaibo-kernel"]);
const bundled = bundledPackages();
const refused = [...bundled.keys()].filter((line) => !ALLOWED.test(line));
if (refused.length > 0) fail(`these are bundled under other terms: ${refused.join(", ")}`);

if (process.argv.includes("--check")) check();
else write();

/** What is compiled into the WebAssembly, but for our own: `name version`. */
function cratesIn(packages) {
  const options = packages.flatMap((name) => ["--package", name]);
  const tree = outputOf(...CORE, "wasm32-unknown-unknown", "--features", "kaibo-boundary/screening", ...options);
  const lines = tree.split("\n").map((line) => /^(\S+) v(\S+)/.exec(line)?.slice(1));
  const found = lines.filter((line) => line && !line[0].startsWith("kaibo")).map((line) => line.join(" "));
  if (found.length === 0) fail("cargo tree names no crate");
  return [...new Set(found)].sort();
}

/** What is bundled, by its line in a bundle's own list: `name version (licence)`, and its text. */
function bundledPackages() {
  const found = new Map();
  for (const folder of BUNDLES) {
    const text = read(`pkg/dist/${folder}/THIRD-PARTY-LICENSES.txt`);
    for (const part of text.split(/\n\n\n(?=\S+ \S+ \(.*\)\n)/)) {
      const [line] = part.split("\n");
      found.set(line, part.slice(line.length).trim());
    }
  }
  return new Map([...found].sort(([one], [other]) => (one < other ? -1 : 1)));
}

function check() {
  const [list] = read("pkg/THIRD-PARTY-LICENSES.txt").split(RULE);
  const named = list.split("\n").filter((line) => /\(.*\)$/.test(line));
  const names = named.map((line) => (line === standardLibrary ? line : line.replace(/ \(.*\)$/, "")));
  const wanted = [standardLibrary, ...crates, ...[...bundled.keys()].map((line) => line.replace(/ \(.*\)$/, ""))];
  const absent = wanted.filter((name) => !names.includes(name));
  const strange = names.filter((name) => !wanted.includes(name));
  if (absent.length + strange.length === 0) return;
  fail(
    `pkg/THIRD-PARTY-LICENSES.txt lacks ${absent.join(", ") || "nothing"}, and names ${strange.join(", ") || "nothing"} that is not built in: run npm run licences`,
  );
}

function write() {
  setUp(new Set(["cargo-about"]));
  const options = ["--config", "about.toml", "--manifest-path", "boundary/Cargo.toml", "--format", "json", "--fail"];
  // Offline: what the crates themselves hold, the same on every machine.
  const about = outputOf("cargo", "about", "generate", "--locked", "--offline", ...options);
  if (!about) fail(`cargo about generate ${options.join(" ")} fails`);
  const texts = JSON.parse(about)
    .licenses.map(({ id, text, used_by }) => ({
      id,
      text: text.trim(),
      names: used_by.map(({ crate }) => `${crate.name} ${crate.version}`).filter((name) => crates.includes(name)),
    }))
    .filter(({ names }) => names.length > 0);
  const licencesOf = (name) => [...new Set(texts.filter(({ names }) => names.includes(name)).map(({ id }) => id))];
  const lines = crates.map((name) => `${name} (${licencesOf(name).join(", ") || fail(`no licence of ${name}`)})`);
  const parts = [
    `What others wrote and this package holds, compiled or bundled, with the terms it is used under.

Compiled into the WebAssembly:

${standardLibrary}
${lines.join("\n")}

Bundled into dist/${BUNDLES.join(", dist/")}:

${[...bundled.keys()].join("\n")}
`,
    `${standardLibrary}\n\n${standardLibraryText()}\n`,
    ...texts.map(({ names, text }) => `${names.join("\n")}\n\n${text}\n`),
    ...[...bundled].map(([line, text]) => `${line}\n\n${text}\n`),
  ];
  keepFile(
    file,
    parts
      .join(RULE)
      .replaceAll("\r\n", "\n")
      .replaceAll(/[ \t]+$/gm, ""),
  );
}

/** Its terms, as the toolchain brings them. */
function standardLibraryText() {
  const licences = join(outputOf("rustc", "--print", "sysroot").trim(), "share/doc/rust/licenses");
  const [mit, unicode] = ["MIT", "Unicode-3.0"].map((name) =>
    readFileSync(join(licences, `${name}.txt`), "utf8").trim(),
  );
  return `Apache-2.0 or MIT, as you like, as are the crates it is built with (cfg-if, dlmalloc, hashbrown); its tables of
characters are Unicode's.

${mit.replace("<year> <copyright holders>", "The Rust Project Contributors")}

${unicode}`;
}

function read(path) {
  return readFileSync(join(root, path), "utf8");
}
