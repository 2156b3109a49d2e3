// The custom-elements manifest, from the elements' sources: what editors and catalogues of components read.
// `node scripts/manifest.mjs FILE` writes it.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { create, ts } from "@custom-elements-manifest/analyzer/index.js";
import { litPlugin } from "@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js";
import { root } from "./shell.mjs";

const folder = "pkg/src/elements";
const inSources = /^\/?pkg\/src\/.+\.[jt]s$/;
/** What Lit and browsers call, and nobody else. */
const called = /^(properties|styles|shadowRootOptions|formAssociated|\w+Callback)$/;

/** The manifest, with what is of use outside: elements and their base, their public members, by built file. */
export function manifest() {
  const modules = readdirSync(join(root, folder))
    .filter((name) => name.endsWith(".ts"))
    .sort()
    .map((name) => {
      const text = readFileSync(join(root, folder, name), "utf8");
      return ts.createSourceFile(`${folder}/${name}`, text, ts.ScriptTarget.ES2022, true);
    });
  const { schemaVersion, modules: analyzed } = create({ modules, plugins: litPlugin(), context: { dev: false } });
  const kept = analyzed.map(elementsOf).filter(({ declarations }) => declarations.length > 0);
  return JSON.parse(JSON.stringify({ schemaVersion, readme: "", modules: kept }), (_, value) =>
    typeof value === "string" && inSources.test(value) ? built(value) : value,
  );
}

/** A module with its elements alone. `define` hides which tag is whose; the class's own words tell. */
function elementsOf({ kind, path, declarations }) {
  const classes = declarations.filter(({ customElement, kind }) => customElement && kind === "class").map(publicOf);
  const exports = classes.flatMap(({ name, tagName }) => {
    const declaration = { name, module: path };
    const exported = { kind: "js", name, declaration };
    return tagName ? [exported, { kind: "custom-element-definition", name: tagName, declaration }] : [exported];
  });
  return { kind, path, declarations: classes, exports };
}

function publicOf({ members = [], attributes = [], events = [], ...rest }) {
  const seen = members.filter(({ name, privacy }) => (privacy ?? "public") === "public" && !called.test(name));
  const hidden = members.filter((member) => !seen.includes(member)).map(({ name }) => name);
  return {
    ...rest,
    members: seen.map(({ description, ...member }) => ({ ...member, description: oneLine(description) })),
    attributes: attributes.filter(({ fieldName }) => !hidden.includes(fieldName)),
    // The base sends whatever it is told to.
    events: events.filter(({ name }) => name !== "type"),
  };
}

/** Links in comments are for those who read the source. */
function oneLine(description) {
  return description?.replaceAll(/\{@link ([^}]+)\}/g, "`$1`").replaceAll("\n", " ");
}

function built(path) {
  return path.replace(/^\/?pkg\/src\//, "dist/").replace(/\.ts$/, ".js");
}

if (process.argv[1] === import.meta.filename) {
  writeFileSync(process.argv[2], `${JSON.stringify(manifest())}\n`);
}
