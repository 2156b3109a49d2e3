// A module of the page, for tests in Node: the page itself is built for browsers.

import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** What is an address in the page is none here: nothing that is tested so loads what stands there. */
const addresses = {
  name: "addresses",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\?(?:worker&)?url$/ }, ({ path }) => ({ path, namespace: "address" }));
    onLoad({ filter: /.*/, namespace: "address" }, () => ({ contents: 'export default "";' }));
  },
};

/** Bundles and imports a module by its path in www/src. */
export async function moduleOf(path) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`../../www/src/${path}`, import.meta.url))],
    bundle: true,
    format: "esm",
    platform: "browser",
    write: false,
    logLevel: "error",
    plugins: [addresses],
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}
