// What earlier versions wrote is read by this one. Each file here is as it was written then, and is never changed: a new format
// brings a file of its own, and the reader learns to read both. Policy documents: tests/cases/older.json.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { loadPolicy } from "kaibo";

import { moduleOf } from "../support/page-module.mjs";

const { readFile, fileText } = await moduleOf("app/transfer.ts");
const { answersIn, linkTo } = await moduleOf("app/link.ts");
const written = readFileSync(new URL("kaibo-data-1.json", import.meta.url), "utf8");
const file = (text) => readFile(new Blob([text]));

test("a file of version 1 that the page exported is read whole", async () => {
  const { content } = await file(written);
  const { accounts, entries } = JSON.parse(written);
  assert.deepEqual([content.accounts, content.entries], [accounts, entries]);
  assert.deepEqual(JSON.parse(fileText(content)), JSON.parse(written));
});

test("what it holds is what the core takes", async () => {
  const { content } = await file(written);
  const [{ answers, parameters, ledger, asOf }] = content.accounts;
  const { broadcasts, since, through } = ledger;
  const known = { facts: answers, parameters, broadcasts, broadcastsSince: since, broadcastsThrough: through };
  const { programmes } = loadPolicy().assess(known, { asOf });
  const growth = programmes.find(({ id }) => id === "growth");
  assert.equal(growth.tasks.find(({ metric }) => metric === "monthGmv").achieved, 3000);
});

test("a link of format 1 is read, and written so that it is read again", async () => {
  // As the page of 0.1.0 made it.
  const link =
    "#answers=1H4sIAAAAAAACA0WMQQrCQAxFr1Ky1gu4nAt4AHERmtiK00xIUlyU3r2ZIrj8j__eBmptMlwWhtsAY6t09UALuAyAfn8llbXWvsS_bJ5ggxm9GAoVpKmLYSvv-fHPW5UpyeOZUzHLHD-rHyqnYP-oVhRhKtaQRvTwU90PzIPbB5cAAAA";
  const answers = await answersIn(link);
  assert.deepEqual(answers.answers, { hasBrandBadge: true });
  const again = await linkTo(answers, "https://kaibo.example/");
  assert.deepEqual(await answersIn(new URL(again).hash), answers);
});

test("what a later version writes is refused as such, and as nothing worse", async () => {
  const later = JSON.stringify({ format: "kaibo-data", version: 2, people: [] });
  assert.deepEqual(await file(later), { problem: "newer", at: "/version" });
  assert.equal(await answersIn("#answers=2anything"), "newer");
});
