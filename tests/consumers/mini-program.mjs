// The logic layer of a WeChat mini program: a bare context that offers what WeChat documents, and nothing else.
//
// https://developers.weixin.qq.com/miniprogram/dev/framework/performance/wasm.html: WXWebAssembly.instantiate takes a
// path in the code package, of a .wasm or a .wasm.br; on iOS no Global is exported.
// https://developers.weixin.qq.com/miniprogram/dev/devtools/npm.html: require finds packages in miniprogram_npm.

import { cpSync, existsSync, readFileSync, statSync } from "node:fs";
import { join, posix } from "node:path";
import vm from "node:vm";
import { brotliDecompressSync } from "node:zlib";

/** What the language has and the logic layer is not promised to have. */
const absent = ["WebAssembly", "FinalizationRegistry", "WeakRef", "SharedArrayBuffer", "Atomics"];

/**
 * A mini program whose code package is that folder.
 *
 * @param globals - What else the context offers: `Page`, `wx`.
 * @returns Its `context`, and its `require`, which starts at the root of the code package.
 */
export function miniProgram(folder, globals = {}) {
  const context = vm.createContext(
    { console, setTimeout, clearTimeout, setInterval, clearInterval, ...globals },
    { codeGeneration: { strings: false, wasm: true } },
  );
  const engine = vm.runInContext("WebAssembly", context);
  for (const name of absent) vm.runInContext(`delete globalThis.${name}`, context);
  context.WXWebAssembly = vm.runInContext(
    "(methods) => Object.freeze({ ...methods })",
    context,
  )({
    instantiate: (path, imports) => instantiate(engine, folder, path, imports),
  });
  const modules = new Map();
  const load = (from) => (name) => loadModule({ context, folder, modules, load }, from, name);
  return { context, require: load("/") };
}

/** What "构建 npm" does: the folder that the package names goes into miniprogram_npm of the code package. */
export function buildNpm(folder, installed) {
  const { miniprogram } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8"));
  cpSync(join(installed, miniprogram), join(folder, "miniprogram_npm/kaibo"), { recursive: true });
}

async function instantiate(engine, folder, path, imports) {
  if (typeof path !== "string" || !/\.wasm(\.br)?$/.test(path))
    throw new Error(`not the path of a .wasm file: ${path}`);
  const file = readFileSync(join(folder, path));
  const module = await engine.compile(path.endsWith(".br") ? brotliDecompressSync(file) : file);
  const globals = engine.Module.exports(module).filter(({ kind }) => kind === "global");
  if (globals.length > 0) throw new Error(`iOS exports no Global: ${globals.map(({ name }) => name).join(", ")}`);
  return { instance: await engine.instantiate(module, imports) };
}

/** CommonJS: a relative path, or a path in the nearest miniprogram_npm. */
function loadModule(program, from, name) {
  const { context, folder, modules, load } = program;
  const path = resolve(folder, from, name);
  const known = modules.get(path);
  if (known) return known.exports;
  const module = { exports: {} };
  modules.set(path, module);
  const code = `(function (require, module, exports) {${readFileSync(join(folder, path), "utf8")}\n})`;
  const run = vm.runInContext(code, context, { filename: path });
  run(load(posix.dirname(path)), module, module.exports);
  return module.exports;
}

function resolve(folder, from, name) {
  const bases = name.startsWith(".")
    ? [posix.join(from, name)]
    : name.startsWith("/")
      ? [name]
      : ancestors(from).map((at) => posix.join(at, "miniprogram_npm", name));
  const candidates = bases.flatMap((base) => [base, `${base}.js`, `${base}/index.js`]);
  const found = candidates.find((path) => existsSync(join(folder, path)) && statSync(join(folder, path)).isFile());
  if (!found) throw new Error(`module '${name}' is not defined, require args is '${name}'`);
  return found;
}

function ancestors(from) {
  return from === "/" ? ["/"] : [from, ...ancestors(posix.dirname(from))];
}
