// Bad links and files, as data: each is refused for its reason, and a good one is read afterwards.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { moduleOf } from "../support/page-module.mjs";

const read = (file) => JSON.parse(readFileSync(new URL(file, import.meta.url), "utf8"));
const ANSWERS = "#answers=";

const { answersIn } = await moduleOf("app/link.ts");
const { decode } = await moduleOf("files/encoding.ts");
const { readText } = await moduleOf("files/text.ts");

const links = read("links.json");
for (const { name, fragment, refusal } of links.cases) {
  test(`a link: ${name}`, async () => {
    assert.equal(await answersIn(ANSWERS + fragment), refusal);
    assert.deepEqual((await answersIn(ANSWERS + links.good)).answers, { hasBrandBadge: true });
  });
}

const files = read("files.json");
for (const { name, bytes, refusal } of files.cases) {
  test(`a file: ${name}`, () => {
    assert.equal(tableIn(bytes), refusal);
    assert.deepEqual(tableIn(files.good).rows[1], ["2023-09-01", "120", "800"]);
  });
}

/** What the page makes of a file of text. */
function tableIn(base64) {
  const decoded = decode(new Uint8Array(Buffer.from(base64, "base64")));
  return typeof decoded === "string" ? decoded : readText(decoded, { rows: 20, columns: 200 }, () => undefined);
}
