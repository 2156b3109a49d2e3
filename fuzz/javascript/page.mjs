// A module of the page, for Node.

import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** Bundles and imports a module by its path in www/src. */
export async function moduleOf(path) {
  const entry = fileURLToPath(new URL(`../../www/src/${path}`, import.meta.url));
  const options = { bundle: true, format: "esm", platform: "browser", write: false, logLevel: "error" };
  const { outputFiles } = await build({ entryPoints: [entry], ...options });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}
