// What the elements' sources have is what their manifest lists, with words; and an entry brings only what it needs.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = join(root, "src/elements");
const { modules } = JSON.parse(readFileSync(join(root, "dist/custom-elements.json"), "utf8"));
const declared = modules.flatMap(({ path, declarations }) => declarations.map((one) => ({ ...one, path })));
const theme = readFileSync(join(folder, "theme.ts"), "utf8");
const shared = /parts = \[(.*?)\]\.join/s.exec(theme)[1];

const texts = new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), "utf8")]));
const tagOf = (text) => /define\("(kaibo-[a-z-]+)"/.exec(text)?.[1];

/** The elements, each with what draws it: its own file, and those beside it that are no elements. */
const sources = [...texts]
  .filter(([, text]) => tagOf(text))
  .map(([name, text]) => {
    const beside = [...text.matchAll(/from "\.\/([\w-]+)\.js"/g)].map(([, other]) => `${other}.ts`);
    const parts = beside.filter((other) => !["base.ts", "theme.ts"].includes(other) && !tagOf(texts.get(other)));
    return { name, tag: tagOf(text), text: [text, ...parts.map((other) => texts.get(other))].join("\n") };
  });

test("every element the sources define is in the manifest, and no other", (t) => {
  const tags = declared.flatMap(({ tagName }) => tagName ?? []);
  t.assert.deepStrictEqual(tags.sort(), sources.map(({ tag }) => tag).sort());
});

for (const { tag, text, name } of sources) {
  test(`<${tag}> is described with all it has`, (t) => {
    const element = declared.find(({ tagName }) => tagName === tag);
    t.assert.ok(element.description.length > 0);
    t.assert.strictEqual(element.path, `dist/elements/${name.replace(".ts", ".js")}`);

    for (const property of reactive(text)) {
      const member = element.members.find((one) => one.name === property);
      t.assert.ok(member?.description, `property ${property}`);
    }
    const expected = {
      events: named(text, /(?:this\.send|this\.dispatchEvent\(\s*new (?:Custom)?Event)(?:<\w+>)?\(\s*"([\w-]+)"/g),
      slots: [...text.matchAll(/<slot(?: name="([\w-]+)")?/g)].map(([, slot]) => slot ?? ""),
      cssProperties: named(text + theme, /var\((--kaibo-[\w-]+)/g),
    };
    for (const [kind, names] of Object.entries(expected)) {
      const listed = (element[kind] ?? []).filter(({ description }) => description).map((one) => one.name);
      for (const one of names) t.assert.ok(listed.includes(one), `${kind}: ${one}`);
    }
    for (const one of (element.events ?? []).filter(({ inheritedFrom }) => !inheritedFrom))
      t.assert.ok(one.type?.text, `the type of ${one.name}`);

    const parts = patterns(text);
    const listed = (element.cssParts ?? []).map((part) => part.name);
    for (const pattern of parts)
      t.assert.ok(
        listed.some((part) => pattern.test(part)),
        `part ${pattern}`,
      );
    for (const part of listed) {
      t.assert.ok(parts.some((pattern) => pattern.test(part)) || text.includes(`"${part}"`), `part ${part} is there`);
      t.assert.ok(shared.includes(`"${part}"`), `part ${part} is handed on`);
    }
  });
}

test("an entry brings only what it needs", (t) => {
  const heavy = ["checker", "verdict", "question", "start", "ledger", "tiers", "outlook-calendar"];
  const brought = (entry) => modulesOf(join(root, `dist/elements/${entry}.js`));
  for (const entry of ["meter", "field", "criteria", "progress", "outlook", "parameter"]) {
    const found = brought(entry);
    for (const other of heavy) t.assert.ok(!found.has(join(root, `dist/elements/${other}.js`)), `${entry}: ${other}`);
    for (const other of ["interview.js", "rows.js", "calendar.js", "policy.js", "bytes.js"])
      t.assert.ok(!found.has(join(root, "dist", other)), `${entry}: ${other}`);
  }
  t.assert.ok(!brought("meter").has(join(root, "dist/elements/field.js")));
  t.assert.ok(!brought("outlook").has(join(root, "dist/elements/field.js")));
  for (const later of ["ledger", "tiers", "outlook-calendar"])
    t.assert.ok(!brought("index").has(join(root, `dist/elements/${later}.js`)), `index: ${later} is loaded later`);
  for (const later of ["verdict", "criteria", "outlook", "progress", "advice"])
    t.assert.ok(!brought("checker").has(join(root, `dist/elements/${later}.js`)), `checker: ${later} is loaded later`);
});

/** The reactive properties that are not internal. */
function reactive(text) {
  const declarations = /static override properties[^=]*= \{(.*?)\};\n/s.exec(text)?.[1] ?? "";
  return [...declarations.matchAll(/(\w+): \{([^}]*)\}/g)]
    .filter(([, , options]) => !options.includes("state: true"))
    .map(([, name]) => name);
}

function named(text, pattern) {
  return [...text.matchAll(pattern)].map(([, name]) => name);
}

/** The parts in templates; where a name is partly computed, a pattern for it. */
function patterns(text) {
  const written = named(text, / part="([^"]*)"/g).flatMap((names) =>
    names.replaceAll(/\$\{[^}]*\}/g, "*").split(/\s+/),
  );
  // A list of parts that is put together first.
  const joined = /part=\$\{(?:parts|\[)/.test(text)
    ? named(text, /`([a-z]+-)\$\{\w+\}`/g).map((name) => `${name}*`)
    : [];
  return [...written, ...joined]
    .filter((name) => name !== "*")
    .map((name) => new RegExp(`^${name.replace("*", ".+")}$`));
}

/** A module and all that its imports bring at once. */
function modulesOf(path, found = new Set()) {
  if (found.has(path)) return found;
  found.add(path);
  const text = readFileSync(path, "utf8");
  for (const [, target] of text.matchAll(/^(?:import|export)\b[^"']*["'](\.[^"']+)["']/gm))
    modulesOf(join(dirname(path), target), found);
  return found;
}
