import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

export default defineConfig({
  plugins: [react()],
  // The core is a file of its own: the policy below allows no data: address.
  build: { target: ["chrome96", "safari16.4"], modulePreload: { polyfill: false }, assetsInlineLimit: 0 },
  // What your host should send, too.
  preview: { headers: { "content-security-policy": "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'" } },
});
