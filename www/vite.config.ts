// Builds the page from the package's elements, for the oldest browsers it promises.

import { fileURLToPath } from "node:url";

import { defineConfig, type Plugin } from "vite";

const zipAtOnce = fileURLToPath(new URL("src/files/zip-at-once.ts", import.meta.url));

/** The page's policy allows no worker from a blob address: the writer of workbooks must do without. */
const withoutBlobWorkers: Plugin = {
  name: "without-blob-workers",
  enforce: "pre",
  resolveId: (source, importer) =>
    source === "fflate" && importer?.includes("write-excel-file") ? zipAtOnce : undefined,
};

export default defineConfig({
  // Relative addresses: the page can be served from any folder.
  base: "./",
  plugins: [withoutBlobWorkers],
  optimizeDeps: { exclude: ["write-excel-file"] },
  build: {
    // WebAssembly reference types: Chrome 96, Safari 16.4.
    target: ["chrome96", "safari16.4"],
    // The polyfill is for browsers older than these.
    modulePreload: { polyfill: false },
    // Everything comes from a file of its own: the page's policy allows no data: address but for images.
    assetsInlineLimit: 0,
  },
});
