// Counts what the first visit moves until its first question can be answered, each file compressed as a host does at its
// best; fails above the limit.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { serve } from "../tests/consumers/serve.mjs";
import { chromiumArguments, chromiumPath } from "./browsers.mjs";
import { fail, root } from "./shell.mjs";
import { brotli } from "./weigh.mjs";

const LIMIT = 180_000;

const dist = join(root, "www/dist");
const host = await serve(dist, { csp: false });
const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArguments });
const files = await firstVisit().finally(async () => {
  await browser.close();
  await host.close();
});
report(files.map((file) => [file, brotli(readFileSync(join(dist, file))).length]));

/** The files asked for until the first screen is there; with these alone the first question can be answered. */
async function firstVisit() {
  const context = await browser.newContext({ locale: "zh-CN", serviceWorkers: "block" });
  const page = await context.newPage();
  const asked = new Set();
  page.on("request", (request) => asked.add(new URL(request.url()).pathname.slice(1) || "index.html"));
  await page.goto(host.url, { waitUntil: "networkidle" });
  const before = [...asked];
  await context.setOffline(true);
  await page.getByRole("button", { name: "开始" }).click();
  await page.getByRole("button", { name: "是", exact: true }).click({ trial: true });
  return before;
}

function report(sizes) {
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  const line = (size, name) => console.log(`${size.toLocaleString("en").padStart(9)}  ${name}`);
  for (const [file, size] of sizes.sort(([, one], [, other]) => other - one)) line(size, file);
  line(total, "bytes in all, with brotli");
  if (total > LIMIT) fail(`The first visit moves ${total} bytes; the limit is ${LIMIT}.`);
}
