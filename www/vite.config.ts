// Builds the page from the package's elements, for the oldest browsers it promises.

import { defineConfig } from "vite";

export default defineConfig({
  // Relative addresses: the page can be served from any folder.
  base: "./",
  // Workers load some of their parts when they need them, as the page does.
  worker: { format: "es" },
  build: {
    // WebAssembly reference types: Chrome 96, Safari 16.4.
    target: ["chrome96", "safari16.4"],
    // The polyfill is for browsers older than these.
    modulePreload: { polyfill: false },
    // Everything comes from a file of its own: the page's policy allows no data: address but for images.
    assetsInlineLimit: 0,
  },
});
