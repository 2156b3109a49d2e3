// What a page has to load of something: bundled, minified and compressed.

import { brotliCompressSync, constants } from "node:zlib";
import { build } from "esbuild";
import { root } from "./shell.mjs";

/**
 * Bytes as small as brotli makes them, as servers send them that compress beforehand.
 *
 * @param {Uint8Array} bytes
 */
export function brotli(bytes) {
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return brotliCompressSync(bytes, { params });
}

/**
 * A script with all it imports, in one file.
 *
 * @param {string} contents
 * @param {string[]} external - What stays imported.
 */
export async function bundled(contents, external = []) {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    external,
    write: false,
    logLevel: "error",
  });
  return Buffer.concat(outputFiles.map(({ contents }) => contents));
}
