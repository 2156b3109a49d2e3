// The digest that the package tells of its core is that of the bytes it carries, in every form, and of those it names in
// the release notes.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync } from "node:zlib";
import { CORE_DIGEST } from "kaibo";
import * as slim from "kaibo/slim";
import { bytes } from "../dist/bytes.js";
import { bytesOf } from "../dist/carried.js";

const require = createRequire(import.meta.url);
const sha256 = (content) => createHash("sha256").update(content).digest("hex");
const inPackage = (path) => readFileSync(new URL(`../dist/${path}`, import.meta.url));

test("it is SHA-256 of kaibo/core.wasm", () => {
  assert.match(CORE_DIGEST, /^[0-9a-f]{64}$/);
  assert.equal(sha256(readFileSync(require.resolve("kaibo/core.wasm"))), CORE_DIGEST);
});

test("it is that of the bytes that the default entry carries as text", () => {
  assert.equal(sha256(bytesOf(bytes)), CORE_DIGEST);
});

test("it is that of the mini program's core", () => {
  assert.equal(sha256(brotliDecompressSync(inPackage("miniprogram/core.wasm.br"))), CORE_DIGEST);
});

test("every entry that loads policies tells it, in CommonJS too", () => {
  assert.equal(slim.CORE_DIGEST, CORE_DIGEST);
  for (const entry of ["kaibo", "kaibo/slim"]) assert.equal(require(entry).CORE_DIGEST, CORE_DIGEST);
  assert.equal(require("../dist/miniprogram/wechat.js").CORE_DIGEST, CORE_DIGEST);
});

test("the release notes name it, with what changed", () => {
  const script = fileURLToPath(new URL("../../scripts/release-notes.mjs", import.meta.url));
  const notes = execFileSync("node", [script], { encoding: "utf8" });
  assert.match(notes, new RegExp(`^\\| \`core.wasm\` \\| \`${CORE_DIGEST}\` \\|$`, "m"));
  assert.match(notes, /^### Added$/m);
});
