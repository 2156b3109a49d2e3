// Draws the icons of the installed page from its sign, www/public/favicon.svg, into www/public/icons.

import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { chromiumArguments, chromiumPath } from "./browsers.mjs";
import { root } from "./shell.mjs";

const sign = readFileSync(join(root, "www/public/favicon.svg"), "utf8");
/** For systems that cut icons to a shape of their own: green to every edge. */
const uncut = sign.replace(/ rx="\d+"/, "");
if (uncut === sign) throw new Error("favicon.svg has no rounded corners to be taken away");

const icons = [
  { name: "192.png", size: 192, svg: sign },
  { name: "512.png", size: 512, svg: sign },
  { name: "maskable.png", size: 512, svg: uncut },
  { name: "apple-touch.png", size: 180, svg: uncut },
];

const folder = join(root, "www/public/icons");
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArguments });
for (const { name, size, svg } of icons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  const drawn = svg.replace("<svg ", '<svg style="display: block; width: 100vw; height: 100vh" ');
  await page.setContent(`<style>body { margin: 0 }</style>${drawn}`);
  await page.screenshot({ path: join(folder, name), omitBackground: true });
  await page.close();
}
await browser.close();
