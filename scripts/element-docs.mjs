// Writes pkg/docs/elements.md, what people read of the custom elements, from their manifest; `--check` compares instead.

import { join } from "node:path";
import { entries } from "./entries.mjs";
import { manifest } from "./manifest.mjs";
import { root } from "./shell.mjs";
import { keepFile } from "./written.mjs";

const classes = manifest().modules.flatMap(({ path, declarations }) => declarations.map((one) => ({ ...one, path })));
const base = classes.find(({ name }) => name === "KaiboElement");
const elements = classes.filter(({ tagName }) => tagName).sort((a, b) => (a.tagName < b.tagName ? -1 : 1));

const text = `# The custom elements

Written by scripts/element-docs.mjs from the sources. \`kaibo/elements\` defines the elements of the page; each can be had
alone from the entry named with it. Events are custom events that bubble and cross shadow roots, unless it says otherwise.

| element | |
|---|---|
${elements.map(({ tagName, description }) => `| [\`<${tagName}>\`](#${tagName}) | ${cell(firstSentence(description))} |\n`).join("")}
## All of them

${properties(base)}
${table("Themed by", ["custom property", "default on a light page", ""], base.cssProperties, ({ name, default: value, description }) => [`\`${name}\``, `\`${value}\``, description])}
${elements.map(section).join("\n")}`;

keepFile(join(root, "pkg/docs/elements.md"), text);

function section(element) {
  const { tagName, description, path } = element;
  // What all elements have is said once, above; what some share is said at each.
  const own = (list = []) => list.filter(({ inheritedFrom }) => inheritedFrom?.name !== base.name);
  const methods = own(element.members).filter(({ kind }) => kind === "method");
  return [
    `## \`<${tagName}>\`\n\n\`${entryOf(path)}\`\n\n${description}\n\n`,
    properties({ ...element, members: own(element.members) }),
    table("Methods", ["method", ""], methods, ({ name, description: says }) => [`\`${name}()\``, says]),
    table("Events", ["event", "type", ""], own(element.events), ({ name, type, description: says }) => [
      `\`${name}\``,
      `\`${type.text}\``,
      says,
    ]),
    table("Slots", ["slot", ""], own(element.slots), ({ name, description: says }) => [
      name ? `\`${name}\`` : "(default)",
      says,
    ]),
    table("Parts", ["part", ""], own(element.cssParts), ({ name, description: says }) => [`\`${name}\``, says]),
    table("Themed by", ["custom property", "default", ""], own(element.cssProperties), (property) => [
      `\`${property.name}\``,
      `\`${property.default}\``,
      property.description,
    ]),
  ].join("");
}

/** What an element is imported from; the forms that load together have no entry each. */
function entryOf(path) {
  const module = path.replace(/^dist\/|\.js$/g, "");
  return Object.keys(entries).find((name) => entries[name] === module) ?? "kaibo/elements/broadcasts";
}

function properties({ members = [], attributes = [] }) {
  const fields = members.filter(({ kind }) => kind === "field");
  return table("", ["property", "attribute", "type", "default", ""], fields, (field) => {
    const attribute =
      field.attribute ?? attributes.find(({ name, fieldName }) => !fieldName && name === field.name)?.name;
    return [
      `\`${field.name}\`${field.readonly ? " (read only)" : ""}`,
      attribute ? `\`${attribute}\`` : "",
      `\`${field.type?.text ?? ""}\``,
      field.default === undefined || field.default === "undefined" ? "" : `\`${field.default}\``,
      field.description,
    ];
  });
}

function table(title, heads, list = [], row) {
  if (list.length === 0) return "";
  const lines = list.map((item) => `| ${row(item).map(cell).join(" | ")} |\n`);
  return `${title === "" ? "" : `${title}:\n\n`}| ${heads.join(" | ")} |\n|${heads.map(() => "---|").join("")}\n${lines.join("")}\n`;
}

function cell(text = "") {
  return text.replaceAll("\n", " ").replaceAll("|", "\\|");
}

function firstSentence(text) {
  return text.replaceAll("\n", " ").match(/^.*?\.(?= |$)/)?.[0] ?? text;
}
