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
const desktop = { viewport: { width: 1280, height: 900 } };
/** These open no page: once is enough. */
const withoutPage = [
  "files.spec.ts",
  "interview.spec.ts",
  "merge.spec.ts",
  "progress-figures.spec.ts",
  "roster-agreement.spec.ts",
  "roster-values.spec.ts",
  "texts.spec.ts",
  "words.spec.ts",
];
/** Whole journeys and every screen's look: in both widths. */
const inBoth = ["accessible.spec.ts", "streamers.spec.ts", "verdict.spec.ts"];
/** What a phone has not, or what is the same in any width and takes long. */
const desktopOnly = [...withoutPage, "agreement.spec.ts", "keyboard.spec.ts"];
const launch = { executablePath: chromiumPath(), args: chromiumArguments };

export default defineConfig({
  testDir: ".",
  outputDir: fileURLToPath(new URL("../../target/e2e", import.meta.url)),
  fullyParallel: true,
  // Nothing here is timed: a machine that is busy elsewhere takes a test several times as long.
  timeout: 120_000,
  expect: { timeout: 20_000 },
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
    ? [
        {
          name: "pictures",
          testMatch: "screenshots.spec.ts",
          // Nothing is taken in the middle of its movement.
          use: { ...phone, deviceScaleFactor: 2, contextOptions: { reducedMotion: "reduce" } },
        },
      ]
    : [
        // Streamers are on phones: what does not depend on the width is tested there alone.
        { name: "phone", testIgnore: [...desktopOnly, "screenshots.spec.ts"], use: phone },
        { name: "desktop", testMatch: [...desktopOnly, ...inBoth], use: desktop },
        // Of the other files what is tagged: layout, axe, and the keyboard.
        {
          name: "wide",
          testIgnore: [...desktopOnly, ...inBoth, "screenshots.spec.ts"],
          grep: /@wide/,
          use: desktop,
        },
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
