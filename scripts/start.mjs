// `npm start`: sets up what is missing, builds the package and the page, and serves the page.

import { join } from "node:path";
import { root, run, say } from "./shell.mjs";

const port = 4173;

run("node", "scripts/build.mjs");
say("building the page");
run("npm", "run", "build", "--workspace", "www");

// Another program may hold the port: then the next free one is taken, and the address says so.
const { preview } = await import("vite");
const server = await preview({ root: join(root, "www"), preview: { port, strictPort: false } });
say("the page is served at");
server.printUrls();
