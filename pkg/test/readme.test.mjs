// Runs every JavaScript snippet of the READMEs and of the package's documentation comments, and every command of the
// package's README: what they show must work.
//
// A fence `js` is a program for Node; `js browser`, `js mini-program` and the like say where else a snippet runs.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

const files = [
  "README.md",
  "README.zh-CN.md",
  "pkg/README.md",
  "pkg/README.zh-CN.md",
  "pkg/src/policy.ts",
  "pkg/src/screen/index.ts",
  "pkg/src/screen/ledgers.ts",
];
for (const file of files) {
  const snippets = snippetsOf(file, /js/);
  test(`${file} has a snippet`, (t) => t.assert.ok(snippets.length > 0));
  for (const [index, { code }] of snippets.entries()) {
    test(`${file}: snippet ${index + 1} runs and prints what it says`, (t) => {
      const output = run(code);
      for (const [, said] of code.matchAll(/console\.log\(.*\); \/\/ "(.+?)"/g))
        t.assert.ok(output.includes(said), `${said} is not in:\n${output}`);
    });
  }
}

test("the package's READMEs have the same snippets, comments apart", (t) => {
  const [english, chinese] = ["pkg/README.md", "pkg/README.zh-CN.md"].map((file) =>
    snippetsOf(file, /\S+(?: \S+)?/).map(({ fence, code }) => `${fence}\n${withoutComments(code)}`),
  );
  t.assert.deepEqual(chinese, english);
});

/** The snippets behind fences whose whole info fits. */
function snippetsOf(file, info) {
  // In a comment each line begins with a star.
  const text = readFileSync(join(root, file), "utf8").replaceAll(/^ (?: {2})?\* ?/gm, "");
  const fences = text.matchAll(new RegExp(`^\`\`\`(${info.source})\n(.*?)^\`\`\`$`, "gms"));
  return [...fences].map(([, fence, code]) => ({ fence, code }));
}

/** What a comment asserts stays. */
function withoutComments(code) {
  return code.replaceAll(/ *(?:\/\/|#)(?! ").*$/gm, "").replaceAll(/>[^<>\n]+<\/kaibo/g, "></kaibo");
}

// A JSON block is the file that is named last before it; a document is the one of the example.
test("pkg/README.md: each command runs on the files it shows", () => {
  const text = readFileSync(join(root, "pkg/README.md"), "utf8");
  const files = [...text.matchAll(/`([\w/-]+\.json)`:\n\n```json\n(.*?)^```$/gms)];
  const commands = [...text.matchAll(/^npx kaibo ([^#\n]*)/gm)].map(([, args]) => args.trim().split(/\s+/));
  assert(files.length > 0 && commands.length > 0);
  inFolder((folder) => {
    cpSync(join(root, "policies/examples/twitch-affiliate.json"), join(folder, "policy.json"));
    for (const [, name, content] of files) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), content);
    }
    for (const args of commands) {
      const { status, stderr } = spawnSync(process.execPath, [join(root, "pkg/dist/cli/main.js"), ...args], {
        cwd: folder,
        encoding: "utf8",
      });
      assert.equal(status, 0, `npx kaibo ${args.join(" ")}: ${stderr}`);
    }
  });
});

/** Runs a snippet in its own process, from a folder where the package is found. */
function run(code) {
  return inFolder((folder) => {
    writeFileSync(join(folder, "snippet.mjs"), code);
    return execFileSync(process.execPath, ["snippet.mjs"], { cwd: folder, encoding: "utf8" });
  });
}

function inFolder(work) {
  const folder = mkdtempSync(join(root, "node_modules/.readme-"));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
