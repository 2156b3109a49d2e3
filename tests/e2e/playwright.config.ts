// How the page is tested: built, served as a host would, in the machine's own Chromium.

import { fileURLToPath } from "node:url";

import { defineConfig } from "@playwright/test";

import { chromiumArguments, chromiumPath } from "../../scripts/browsers.mjs";

const port = Number(process.env.KAIBO_E2E_PORT ?? 4174);
const partsPort = port + 1;
const root = fileURLToPath(new URL("../..", import.meta.url));
/** Pictures are taken when asked for, and nothing else then. */
const pictures = process.env.KAIBO_SCREENSHOTS !== undefined;
const phone = { viewport: { width: 360, height: 780 }, hasTouch: true, isMobile: true };
/** These open no page: once is enough. */
const withoutPage = [
  "files.spec.ts",
  "interview.spec.ts",
  "merge.spec.ts",
  "progress-figures.spec.ts",
  "words.spec.ts",
];
const launch = { executablePath: chromiumPath(), args: chromiumArguments };

export default defineConfig({
  testDir: ".",
  outputDir: fileURLToPath(new URL("../../target/e2e", import.meta.url)),
  fullyParallel: true,
  workers: 2,
  forbidOnly: process.env.CI !== undefined,
  reporter: [["list"]],
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    browserName: "chromium",
    launchOptions: launch,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    // What a test holds back from the page must not come from a copy: offline.spec.ts alone lets the worker in.
    serviceWorkers: "block",
  },
  projects: pictures
    ? [{ name: "pictures", testMatch: "screenshots.spec.ts", use: { ...phone, deviceScaleFactor: 2 } }]
    : [
        {
          name: "phone",
          testIgnore: [...withoutPage, "agreement.spec.ts", "keyboard.spec.ts", "screenshots.spec.ts"],
          use: phone,
        },
        { name: "desktop", testIgnore: "screenshots.spec.ts", use: { viewport: { width: 1280, height: 900 } } },
      ],
  webServer: [
    {
      command: `npx vite preview --host 127.0.0.1 --port ${port} --strictPort`,
      cwd: `${root}/www`,
      url: `http://127.0.0.1:${port}/`,
      reuseExistingServer: false,
    },
    {
      command: `npx vite build && npx vite preview --host 127.0.0.1 --port ${partsPort} --strictPort`,
      cwd: `${root}/tests/e2e/parts`,
      url: `http://127.0.0.1:${partsPort}/`,
      reuseExistingServer: false,
    },
  ],
});
