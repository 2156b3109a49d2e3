// Builds the page of parts as a user of the package would, from the package as it is built.

import { fileURLToPath } from "node:url";

import { defineConfig } from "vite";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  base: "./",
  build: {
    target: ["chrome96", "safari16.4"],
    outDir: fileURLToPath(new URL("../../../target/parts", import.meta.url)),
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
  },
});
