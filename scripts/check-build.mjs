// Builds the package, and checks that git sees no difference and that the tarball holds what it should.

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
  "package.json",
  ...["index", "slim", "elements/index", "elements/broadcasts", "locales/index", "calendar", "rows"].flatMap(
    (entry) => [`dist/${entry}.js`, `dist/${entry}.d.ts`],
  ),
  "dist/cli/main.js",
  "dist/core.wasm",
  "dist/policies/schema.json",
  "dist/policies/wechat-channels-live/2023-09-14.json",
];
const missing = expected.filter((file) => !files.includes(file));
if (missing.length > 0) fail(`the tarball lacks ${missing.join(", ")}`);

const known =
  /^(LICENSE-\w+|README\.md|CHANGELOG\.md|package\.json|dist\/core\.wasm|dist\/policies\/.+\.json|dist\/.+\.(js|d\.ts))$/;
const strange = files.filter((file) => !known.test(file));
if (strange.length > 0) fail(`the tarball holds ${strange.join(", ")}`);
console.log(`the tarball holds ${files.length} files, ${tarball.size} bytes packed`);
