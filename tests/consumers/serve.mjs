// A static server, as a host would be: right media types, and a strict content security policy; or the headers that the
// folder itself asks for.

import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";

export const strict = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'";

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webmanifest": "application/manifest+json",
};

/** Serves a folder on a free port, under a policy, or as its file `_headers` says where `csp` is false. */
export async function serve(folder, { csp = strict } = {}) {
  const headers = csp ? [["content-security-policy", csp]] : headersOf(folder);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost");
    const path = join(folder, normalize(decodeURIComponent(pathname)), pathname.endsWith("/") ? "index.html" : "");
    if (pathname === "/favicon.ico") return response.writeHead(204).end();
    if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return response.writeHead(404).end();
    for (const [name, value] of headers) response.setHeader(name, value);
    response.setHeader("content-type", types[extname(path)] ?? "application/octet-stream");
    createReadStream(path).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const close = () => new Promise((resolve) => server.close(resolve) && server.closeAllConnections());
  return { url: `http://127.0.0.1:${server.address().port}/`, close };
}

/** What Cloudflare Pages and Netlify read of it; the page's own is for all files. */
function headersOf(folder) {
  const file = join(folder, "_headers");
  if (!existsSync(file)) return [];
  const [, ...lines] = readFileSync(file, "utf8").trim().split("\n");
  return lines.map((line) => /^\s+([\w-]+): (.*)$/.exec(line).slice(1));
}
