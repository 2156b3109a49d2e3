// Runs every JavaScript snippet of the READMEs and of the package's documentation comments: what they show must work.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

const files = ["README.md", "README.zh-CN.md", "pkg/README.md", "pkg/src/policy.ts"];
for (const file of files) {
  // In a comment each line begins with a star.
  const text = readFileSync(join(root, file), "utf8").replaceAll(/^ {3}\* ?/gm, "");
  const snippets = [...text.matchAll(/^```js\n(.*?)^```$/gms)].map(([, code]) => code);
  test(`${file} has a snippet`, (t) => t.assert.ok(snippets.length > 0));
  for (const [index, code] of snippets.entries()) {
    test(`${file}: snippet ${index + 1} runs and prints what it says`, (t) => {
      const output = run(code);
      for (const [, said] of code.matchAll(/console\.log\(.*\); \/\/ "(.+?)"/g))
        t.assert.match(output, new RegExp(said));
    });
  }
}

/** Runs a snippet in its own process, from a folder where the package is found. */
function run(code) {
  const folder = mkdtempSync(join(root, "node_modules/.readme-"));
  try {
    writeFileSync(join(folder, "snippet.mjs"), code);
    return execFileSync(process.execPath, ["snippet.mjs"], { cwd: folder, encoding: "utf8" });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
