// Builds the page from the package's elements, for the oldest browsers it promises, with the worker that keeps it for
// days without a network.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import { defineConfig, type Plugin } from "vite";
import { VitePWA } from "vite-plugin-pwa";

import { compiledMessages } from "./messages.js";

const zipAtOnce = fileURLToPath(new URL("src/files/zip-at-once.ts", import.meta.url));

/** The page's policy allows no worker from a blob address: the writer of workbooks must do without. */
const withoutBlobWorkers: Plugin = {
  name: "without-blob-workers",
  enforce: "pre",
  resolveId: (source, importer) =>
    source === "fflate" && importer?.includes("write-excel-file") ? zipAtOnce : undefined,
};

const [, policy] =
  /Content-Security-Policy"\s+content="([^"]+)"/.exec(readFileSync(new URL("index.html", import.meta.url), "utf8")) ??
  [];
if (policy === undefined) throw new Error("The page has no content security policy.");

/** What a host is to send along with every file. What a page itself cannot say is who may put it in a frame. */
const headers: Readonly<Record<string, string>> = {
  "Content-Security-Policy": `${policy}; frame-ancestors 'self'`,
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
};

/** For hosts that read such a file: Cloudflare Pages and Netlify do. */
const headersFile: Plugin = {
  name: "headers-file",
  apply: "build",
  generateBundle() {
    const lines = Object.entries(headers).map(([name, value]) => `  ${name}: ${value}\n`);
    this.emitFile({ type: "asset", fileName: "_headers", source: `/*\n${lines.join("")}` });
  },
};

/** What the page always asks for once it runs is asked for along with its script: the core, and the words it begins with. */
const earlyFiles: Plugin = {
  name: "early-files",
  apply: "build",
  transformIndexHtml: {
    order: "post",
    handler: (_, { bundle = {} }) => {
      const link = (attrs: Record<string, string | boolean>) => ({ tag: "link", attrs, injectTo: "head" as const });
      const files = Object.values(bundle);
      const core = files.find(({ fileName }) => fileName.endsWith(".wasm"));
      const words = files.find(
        (file) => file.type === "chunk" && /\/locales\/zh-CN\.js$/.test(file.facadeModuleId ?? ""),
      );
      if (!core || !words) throw new Error("The core and the words are no files of their own.");
      return [
        link({ rel: "preload", as: "fetch", type: "application/wasm", crossorigin: true, href: `./${core.fileName}` }),
        link({ rel: "modulepreload", crossorigin: true, href: `./${words.fileName}` }),
      ];
    },
  },
};

export default defineConfig({
  // Relative addresses: the page can be served from any folder.
  base: "./",
  preview: { headers },
  server: { headers },
  optimizeDeps: { exclude: ["write-excel-file"] },
  // Workers load some of their parts when they need them, as the page does.
  worker: { format: "es", plugins: () => [withoutBlobWorkers, compiledMessages] },
  build: {
    // What Chrome 96 and Safari 16.4 understand. By their names classes would be rewritten at length, for a defect of
    // Chrome before 98 that concerns nothing here; scripts/check-browsers.mjs looks at what comes out.
    target: "es2022",
    cssTarget: ["chrome96", "safari16.4"],
    // The polyfill is for browsers older than these.
    modulePreload: { polyfill: false },
    // Everything comes from a file of its own: the page's policy allows no data: address but for images.
    assetsInlineLimit: 0,
    rolldownOptions: {
      // What the page starts with is one file: two dozen small ones compress worse, and each takes its time to arrive.
      output: { codeSplitting: { groups: [{ name: "start", tags: ["$initial"] }] } },
    },
  },
  plugins: [
    withoutBlobWorkers,
    compiledMessages,
    earlyFiles,
    headersFile,
    VitePWA({
      // The page registers it itself, when it has nothing else to do: src/app/update.ts.
      injectRegister: false,
      registerType: "prompt",
      workbox: {
        globPatterns: ["**/*.{html,js,css,wasm,svg}"],
        // Only the page's own address is answered from what is kept, whatever it was opened with.
        navigateFallback: null,
        ignoreURLParametersMatching: [/^/],
        // The first visit's page too can be used without a network.
        clientsClaim: true,
        inlineWorkboxRuntime: true,
      },
      manifest: {
        id: "kaibo",
        name: "开播 · 申请前先测一测",
        short_name: "开播",
        description: "申请视频号直播扶持前，先测一测：能不能申请、申请到哪天、还差什么。",
        lang: "zh-CN",
        start_url: "./",
        scope: "./",
        display: "standalone",
        theme_color: "#ededed",
        background_color: "#ededed",
        icons: [
          { src: "icons/192.png", sizes: "192x192", type: "image/png" },
          { src: "icons/512.png", sizes: "512x512", type: "image/png" },
          { src: "icons/maskable.png", sizes: "512x512", type: "image/png", purpose: "maskable" },
        ],
      },
    }),
  ],
});
