// The bundlers that more than one test builds with. What they warn of fails.

import assert from "node:assert/strict";
import { join } from "node:path";
import { build, createServer } from "vite";
import webpack from "webpack";
import { strict } from "./serve.mjs";
import { root } from "./workspace.mjs";

/** Builds a project by Vite, and returns the folder to serve. */
export async function byVite(at, options = {}) {
  await build({ root: at, configFile: false, logLevel: "error", ...options });
  return join(at, "dist");
}

/** Serves a project by Vite as it is, under a strict policy, as long as it is looked at; answers what `look` does. */
export async function whileDeveloping(at, look) {
  const server = await createServer({
    root: at,
    configFile: false,
    logLevel: "error",
    cacheDir: join(at, ".vite"),
    server: { host: "127.0.0.1", port: 0, headers: { "content-security-policy": strict }, fs: { allow: [root] } },
  });
  try {
    await server.listen();
    return await look(server.resolvedUrls.local[0]);
  } finally {
    await server.close();
  }
}

/** Builds a project by webpack into one module beside its page, and returns the folder to serve. */
export async function byWebpack(at, main = "main.js") {
  const config = {
    mode: "production",
    context: at,
    entry: `./${main}`,
    experiments: { outputModule: true },
    output: { path: join(at, "dist"), filename: "main.js", module: true },
    performance: { hints: false },
  };
  const stats = await new Promise((resolve, reject) => {
    webpack(config, (error, done) => (error ? reject(error) : resolve(done)));
  });
  const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true });
  assert.deepEqual(
    [...errors, ...warnings].map(({ message }) => message),
    [],
  );
  return join(at, "dist");
}
