// Bundles what the TypeScript compiler wrote into the forms that need one: CommonJS, the mini program's, and modules that
// browsers import as they are.

import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, isAbsolute, join, relative } from "node:path";
import { rolldown } from "rolldown";
import { root } from "./shell.mjs";
import { brotli } from "./weigh.mjs";

const nodeModules = join(root, "node_modules");
/** The oldest engines: iOS 12's for mini programs, the package's own browsers and Node elsewhere. */
const miniProgramTarget = "es2017";

/**
 * Where the workers of CommonJS are looked for: beside the ES modules, of which they are, two folders up from every module
 * and chunk. Nowhere outside of Node.
 */
const addressInCommonJs =
  '(globalThis.process?.getBuiltinModule?.("node:url").pathToFileURL(__dirname + "/../../screen/worker.js").href)';

/** What every bundle keeps as it is. */
const common = { comments: { legal: true, annotation: true, jsdoc: false }, minify: false };
/** No bundle tells where it was made, or of which folder. */
const anywhere = { cwd: root, experimental: { attachDebugInfo: "none" } };

/**
 * CommonJS of every entry, in `cjs`, with shared chunks, so that all entries but `kaibo/wechat` share one core and one
 * `KaiboError`. What the package depends on as ES modules alone is bundled with it: not every tool that reads CommonJS
 * reads those.
 *
 * @param dist - The folder of the ES modules.
 * @param entries - Their paths in it, without an ending.
 */
export async function bundleCommonJs(dist, entries) {
  const out = join(dist, "cjs");
  const build = await rolldown({
    ...anywhere,
    input: Object.fromEntries(entries.map((entry) => [entry, join(dist, `${entry}.js`)])),
    external: ["papaparse"],
    platform: "neutral",
    // Lit's build for Node does no harm where there is no document, and is the same where there is one.
    resolve: { modules: [nodeModules], conditionNames: ["node", "import", "default"] },
    plugins: [{ name: "address", transform: (code) => code.replaceAll("import.meta.url", addressInCommonJs) }],
    onLog: refuse,
  });
  const { output } = await build.write({
    ...common,
    dir: out,
    format: "cjs",
    exports: "named",
    entryFileNames: "[name].js",
    chunkFileNames: "chunks/[name].js",
  });
  await build.close();
  writeFileSync(join(out, "package.json"), `${JSON.stringify({ type: "commonjs" })}\n`);
  copyDeclarations(dist, out);
  writeLicences(out, output);
}

/**
 * The entry for mini programs, in two forms: `wechat.js` for bundlers, and the folder that the mini program's npm build
 * copies.
 */
export async function bundleMiniProgram(dist) {
  const host = join(root, "pkg/src/wechat/host.js");
  const build = await rolldown({
    ...anywhere,
    input: { wechat: join(dist, "wechat.js") },
    platform: "neutral",
    resolve: { modules: [nodeModules], aliasFields: [["react-native"]] },
    transform: { target: miniProgramTarget },
    plugins: [
      {
        name: "host",
        transform: (code, id) =>
          id === join(dist, "glue.js")
            ? `import { fetch, TextDecoder, TextEncoder, WebAssembly } from ${JSON.stringify(host)};\n${code}`
            : null,
      },
    ],
    onLog: refuse,
  });
  const es = join(dist, "wechat.mjs");
  await build.write({ ...common, file: es, format: "esm" });
  const out = join(dist, "miniprogram");
  const { output } = await build.write({ ...common, file: join(out, "wechat.js"), format: "cjs", exports: "named" });
  await build.close();
  renameSync(es, join(dist, "wechat.js"));
  const core = readFileSync(join(dist, "core.wasm"));
  writeFileSync(join(out, "core.wasm.br"), brotli(core));
  writeFileSync(join(out, "package.json"), `${JSON.stringify({ type: "commonjs" })}\n`);
  writeLicences(out, output);
}

/**
 * What a page imports by its path where nothing resolves names: the entries that need other packages, in `standalone`,
 * with these in shared chunks. Modules that need none stay where they are, and are shared with the other entries.
 *
 * @param dist - The folder of the ES modules.
 * @param entries - By how each is imported, its path in that folder without an ending.
 */
export async function bundleStandalone(dist, entries) {
  const out = join(dist, "standalone");
  const inputs = Object.entries(entries).map(([name, path]) => [
    name.replace(/^kaibo\/?/, ""),
    join(dist, `${path}.js`),
  ]);
  const needy = await needOtherPackages(inputs.map(([, file]) => file));
  const bundled = inputs.filter(([, file]) => needy.has(file));
  const build = await rolldown({
    ...anywhere,
    input: Object.fromEntries(bundled),
    external: (id) => id.startsWith(dist) && !needy.has(id),
    platform: "browser",
    resolve: { modules: [nodeModules] },
    onLog: refuse,
  });
  // Seen from dist, for the bundler writes the paths of what is not bundled as seen from the folder it writes into.
  const { output } = await build.write({
    ...common,
    dir: dist,
    format: "esm",
    entryFileNames: "standalone/[name].js",
    chunkFileNames: "standalone/chunks/[name].js",
  });
  await build.close();
  for (const [name, file] of bundled) {
    const types = relative(dirname(join(out, name)), file);
    writeFileSync(join(out, `${name}.d.ts`), `export * from ${JSON.stringify(types)};\n`);
  }
  writeLicences(out, output);
}

/** The modules that import another package, themselves or through what they import. */
async function needOtherPackages(files) {
  const imports = new Map();
  const notes = {
    name: "imports",
    moduleParsed: ({ id, importedIds, dynamicallyImportedIds }) => {
      imports.set(id, [...importedIds, ...dynamicallyImportedIds]);
    },
  };
  const build = await rolldown({ ...anywhere, input: files, external: /^[^./]/, plugins: [notes], onLog: refuse });
  await build.generate();
  await build.close();
  const needy = new Set();
  const leadsOut = (id) => !isAbsolute(id) || needy.has(id);
  for (let before = -1; before < needy.size; ) {
    before = needy.size;
    for (const [id, imported] of imports) if (imported.some(leadsOut)) needy.add(id);
  }
  return needy;
}

/** What the bundler warns of is a defect. */
function refuse(level, log) {
  if (level === "warn") throw new Error(log.message);
}

/** The declarations again, where they are read as CommonJS; what comes from ES modules alone says so. */
function copyDeclarations(from, to) {
  for (const file of readdirSync(from, { recursive: true })) {
    if (!file.endsWith(".d.ts") || /^(cjs|cli)\b/.test(file)) continue;
    const text = readFileSync(join(from, file), "utf8")
      .replaceAll(
        /^(import|export) (?:type )?\{([^}]*)\} from ("lit[^"]*");$/gm,
        (_, keyword, names, module) =>
          `${keyword} type {${names.replaceAll(/\btype /g, "")}} from ${module} with { "resolution-mode": "import" };`,
      )
      .replaceAll(/\bimport\(("lit[^"]*")\)/g, 'import($1, { with: { "resolution-mode": "import" } })');
    mkdirSync(join(to, file, ".."), { recursive: true });
    writeFileSync(join(to, file), text);
  }
}

/** The licences of what was bundled, beside it. */
function writeLicences(folder, chunks) {
  const packages = new Set();
  for (const id of chunks.flatMap(({ moduleIds = [] }) => moduleIds)) {
    const [, name] = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(relative(root, id)) ?? [];
    if (name) packages.add(name);
  }
  const texts = [...packages].sort().map((name) => {
    const { version, license } = JSON.parse(readFileSync(join(nodeModules, name, "package.json"), "utf8"));
    const file = readdirSync(join(nodeModules, name)).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? readFileSync(join(nodeModules, name, file), "utf8").trim() : `Licence: ${license}`;
    return `${name} ${version} (${license})\n\n${text}\n`;
  });
  if (texts.length > 0) writeFileSync(join(folder, "THIRD-PARTY-LICENSES.txt"), texts.join("\n\n"));
}
