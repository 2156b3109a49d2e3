// Builds the package, and checks that git sees no difference and that the tarball holds what it should.

import { entries } from "./entries.mjs";
import { fail, outputOf, run } from "./shell.mjs";

const gitStatus = () => outputOf("git", "status", "--porcelain");

const before = gitStatus();
run("node", "scripts/build.mjs");
const after = gitStatus();
if (after !== before) fail(`the build changed what git sees:\n${after}`);

const [tarball] = JSON.parse(outputOf("npm", "pack", "--dry-run", "--json", "--workspace", "kaibo") || "[]");
if (!tarball) fail("npm pack failed");
const files = tarball.files.map(({ path }) => path);

const expected = [
  "LICENSE-APACHE",
  "LICENSE-MIT",
  "README.md",
  "README.zh-CN.md",
  "THIRD-PARTY-LICENSES.txt",
  "docs/api/README.md",
  "docs/errors.md",
  "package.json",
  ...Object.values(entries).flatMap((entry) =>
    [entry, `cjs/${entry}`].flatMap((path) => [`dist/${path}.js`, `dist/${path}.d.ts`]),
  ),
  ...["calendar", "elements", "elements/broadcasts", "locales", "rows"].flatMap((path) =>
    [".js", ".d.ts"].map((ending) => `dist/standalone/${path}${ending}`),
  ),
  ...["core.wasm.br", "wechat.js"].map((file) => `dist/miniprogram/${file}`),
  "dist/cli/main.js",
  "dist/core.wasm",
  "dist/custom-elements.json",
  "docs/elements.md",
  "dist/policies/schema.json",
  "dist/policies/wechat-channels-live/2023-09-14.json",
];
const missing = expected.filter((file) => !files.includes(file));
if (missing.length > 0) fail(`the tarball lacks ${missing.join(", ")}`);

const known = [
  /^(LICENSE-\w+|README(\.zh-CN)?\.md|CHANGELOG\.md|THIRD-PARTY-LICENSES\.txt|package\.json)$/,
  /^docs\/([\w-]+|api\/[\w-]+)\.md$/,
  /^dist\/(core\.wasm|custom-elements\.json|policies\/.+\.json|.+\.(js|d\.ts))$/,
  /^dist\/(cjs|miniprogram|standalone)\/(package\.json|THIRD-PARTY-LICENSES\.txt)$/,
  /^dist\/miniprogram\/core\.wasm\.br$/,
];
const strange = files.filter((file) => !known.some((pattern) => pattern.test(file)));
if (strange.length > 0) fail(`the tarball holds ${strange.join(", ")}`);
console.log(`the tarball holds ${files.length} files, ${tarball.size} bytes packed`);
