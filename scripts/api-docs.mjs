// Writes pkg/docs/api, what people read of each entry, from the models that scripts/api-report.mjs has left in target/api;
// `--check` compares instead. What is exported by several entries stands where the first of them does, and is linked.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { ApiItemKind, ApiModel, ExcerptTokenKind } from "@microsoft/api-extractor-model";
import { documented } from "./entries.mjs";
import { fail, root } from "./shell.mjs";
import { keepFolder } from "./written.mjs";

// The TypeScript that the extractor brings: the models keep no words of a literal type's members.
const ts = createRequire(createRequire(import.meta.url).resolve("@microsoft/api-extractor"))("typescript");

const folder = join(root, "pkg/docs/api");
const KINDS = {
  "Functions and values": [ApiItemKind.Function, ApiItemKind.Variable],
  Classes: [ApiItemKind.Class],
  Types: [ApiItemKind.Interface, ApiItemKind.TypeAlias],
};
/** What Lit and browsers call, and nobody else. */
const CALLED = /^(properties|styles|shadowRootOptions|formAssociated|render|willUpdate|updated|\w+Callback)$/;
/** What has no words yet. */
const silent = [];

const pages = Object.entries(documented).map(([name, entry]) => {
  const model = new ApiModel();
  const file = `${name.replaceAll("/", "-")}`;
  const [{ members }] = model.loadPackage(join(root, "target/api", `${file}.api.json`)).members;
  return { name, entry, file: `${file}.md`, items: [...members] };
});

/** Where each item is written: by the file that declares it and its name. */
const homes = new Map();
for (const page of pages) {
  for (const item of page.items) {
    const key = keyOf(item);
    if (!homes.has(key)) homes.set(key, page);
  }
}

const texts = new Map([["README.md", index()], ...pages.map((page) => [page.file, pageText(page)])]);
if (silent.length > 0) fail(`these have no words: ${silent.join(", ")}`);
keepFolder(folder, texts);

function keyOf(item) {
  return `${item.fileUrlPath}#${item.displayName}`;
}

function index() {
  const entries = pages.map(({ name, file, entry }) => `| [\`${name}\`](${file}) | ${cell(intro(entry))} |\n`);
  const all = pages
    .flatMap(ownOf)
    .sort((one, two) => (one.displayName.toLowerCase() < two.displayName.toLowerCase() ? -1 : 1))
    .map((item) => `[\`${item.displayName}\`](${addressOf(item)})`);
  return `# What the entries export

Written by scripts/api-docs.mjs from the types. Error codes: [errors.md](../errors.md). The elements' attributes, events, slots
and parts: [elements.md](../elements.md).

| entry | |
|---|---|
${entries.join("")}
All of it: ${all.join(", ")}.
`;
}

/** The first words of an entry's source. */
function intro(entry) {
  const lines = readFileSync(join(root, "pkg/src", `${entry}.ts`), "utf8").split("\n");
  const comment = lines.slice(
    0,
    lines.findIndex((line) => !/^\/\/ ?(?!\/)/.test(line)),
  );
  return comment
    .map((line) => line.replace(/^\/\/ ?/, ""))
    .join("\n")
    .split("\n\n")[0]
    .replaceAll("\n", " ");
}

function pageText(page) {
  const own = ownOf(page);
  const sections = Object.entries(KINDS).flatMap(([title, kinds]) => {
    const items = own.filter(({ kind }) => kinds.includes(kind));
    return items.length === 0 ? [] : [`## ${title}\n\n${items.map((item) => itemText(page, item)).join("")}`];
  });
  const odd = own.find(({ kind }) => !Object.values(KINDS).flat().includes(kind));
  if (odd) fail(`${page.name}: ${odd.displayName} is a ${odd.kind}, for which there is no section`);
  return `# ${code(page.name)}\n\n${intro(page.entry)}\n\n${shared(page)}${sections.join("")}`.replace(/\n+$/, "\n");
}

/** What other entries export as well, as links. */
function shared(page) {
  const lists = pages.flatMap((other) => {
    const items = page.items.filter((item) => other !== page && homes.get(keyOf(item)) === other);
    if (items.length === 0) return [];
    const links = items.map((item) => `[\`${item.displayName}\`](${addressOf(item, page)})`);
    return [`As [\`${other.name}\`](${other.file}) does, it exports ${links.join(", ")}.\n\n`];
  });
  return lists.join("");
}

function itemText(page, item) {
  const say = speaker(page);
  const { tsdocComment: doc } = item;
  const words = summaryOf(say, page, item.displayName, doc);
  const signature = `\`\`\`ts\n${signatureOf(item)}\n\`\`\`\n\n`;
  return `### \`${item.displayName}\`\n\n${signature}${words}${rest(say, item)}${membersText(page, say, item)}`;
}

function signatureOf({ excerpt }) {
  return excerpt.text
    .replace(/^export (default )?/, "")
    .replace(/^declare /, "")
    .replace(/;$/, "");
}

/** The summary and the remarks; an item without a summary is noted. */
function summaryOf(say, page, name, doc) {
  const summary = doc ? say.section(doc.summarySection) : "";
  if (summary === "") silent.push(`${name} of ${page.name}`);
  const remarks = doc?.remarksBlock ? say.section(doc.remarksBlock.content) : "";
  const trial = doc?.modifierTagSet.isExperimental() ? "Experimental.\n\n" : "";
  return `${trial}${summary}${remarks}`;
}

/** Type parameters, parameters, what is returned and thrown, and examples. */
function rest(say, item) {
  const doc = item.tsdocComment;
  const types = [...(doc?.typeParams.blocks ?? [])].map(
    (block) => `- \`${block.parameterName}\`: ${say.line(block.content)}\n`,
  );
  const parameters = (item.parameters ?? []).map(({ name, isOptional, parameterTypeExcerpt, tsdocParamBlock }) => {
    const words = tsdocParamBlock ? say.line(tsdocParamBlock.content) : "";
    return `- \`${name}\`${isOptional ? " (optional)" : ""}: ${say.type(parameterTypeExcerpt)}${words && `: ${words}`}\n`;
  });
  const { returnTypeExcerpt: returned } = item;
  const returns = doc?.returnsBlock ? say.line(doc.returnsBlock.content) : "";
  const gives =
    returned && returned.text !== "void" ? `Returns ${say.type(returned)}${returns && `: ${returns}`}\n\n` : "";
  const blocks = doc?.customBlocks ?? [];
  const throws = blocks
    .filter(({ blockTag }) => blockTag.tagName === "@throws")
    .map(({ content }) => `Throws ${say.line(content)}\n\n`);
  const shown = blocks
    .filter(({ blockTag }) => blockTag.tagName === "@example")
    .map(({ content }) => say.section(content));
  const listed = [...types, ...parameters].join("");
  return `${listed && `${listed}\n`}${gives}${throws.join("")}${shown.join("")}`;
}

function membersText(page, say, item) {
  if (item.kind === ApiItemKind.TypeAlias) return literalText(say, item);
  if (item.kind !== ApiItemKind.Class && item.kind !== ApiItemKind.Interface) return "";
  const seen = item.members.filter((member) => !member.isProtected && !CALLED.test(member.displayName));
  const isProperty = ({ kind }) => kind === ApiItemKind.Property || kind === ApiItemKind.PropertySignature;
  const rows = seen.filter(isProperty).map((member) => {
    const doc = member.tsdocComment;
    const words = doc ? say.line(doc.summarySection) : "";
    return row(member.displayName, member.isOptional, say.type(member.propertyTypeExcerpt), words);
  });
  const called = seen.filter((member) => !isProperty(member) && !isPlain(member));
  const methods = called.map((member) => {
    const name = member.kind === ApiItemKind.Constructor ? `new ${item.displayName}` : nameOf(item, member);
    const words =
      member.kind === ApiItemKind.Constructor
        ? member.tsdocComment
          ? say.section(member.tsdocComment.summarySection)
          : ""
        : summaryOf(say, page, name, member.tsdocComment);
    return `#### \`${name}()\`\n\n\`\`\`ts\n${signatureOf(member)}\n\`\`\`\n\n${words}${rest(say, member)}`;
  });
  return `${table(rows)}${methods.join("")}`;
}

/** A constructor that says nothing: the type's own. */
function isPlain(member) {
  return member.kind === ApiItemKind.Constructor && !member.tsdocComment;
}

function nameOf(item, member) {
  return member.kind === ApiItemKind.CallSignature ? item.displayName : `${item.displayName}.${member.displayName}`;
}

/** The members of an alias of a literal type, with the words the declaration has. */
function literalText(say, item) {
  const file = join(root, "pkg", item.fileUrlPath);
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, true);
  const alias = source.statements.find(
    (node) => ts.isTypeAliasDeclaration(node) && node.name.text === item.displayName,
  );
  if (!alias) return "";
  const parts = ts.isUnionTypeNode(alias.type) ? alias.type.types : [alias.type];
  const literals = parts.filter(ts.isTypeLiteralNode);
  return literals
    .map((literal) =>
      table(
        literal.members.filter(ts.isPropertySignature).map((member) => {
          const words = ts
            .getJSDocCommentsAndTags(member)
            .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? "")
            .join(" ");
          return row(
            member.name.getText(),
            member.questionToken,
            say.typeText(member.type.getText()),
            say.plain(words),
          );
        }),
      ),
    )
    .join("");
}

function row(name, isOptional, type, words) {
  return `| \`${name.replaceAll("|", "\\|")}${isOptional ? "?" : ""}\` | ${cell(type)} | ${cell(words)} |\n`;
}

function table(rows) {
  return rows.length === 0 ? "" : `| member | type | |\n|---|---|---|\n${rows.join("")}\n`;
}

/** Turns comments and types into Markdown of a page: links lead to where a name is written. */
function speaker(page) {
  const link = (name) => {
    const exporter = [page, ...pages].find(({ items }) => items.some((item) => item.displayName === name));
    return exporter
      ? addressOf(
          exporter.items.find((item) => item.displayName === name),
          page,
        )
      : null;
  };
  const named = (name) => {
    const address = link(name.split(".")[0]);
    return address ? `[\`${name}\`](${address})` : `\`${name}\``;
  };
  const markdown = (node) => {
    switch (node.kind) {
      case "PlainText":
        return node.text;
      case "EscapedText":
      case "ErrorText":
        return node.getExcerptNodes?.()[0]?.content.toString() ?? node.text ?? "";
      case "SoftBreak":
        return "\n";
      case "CodeSpan":
        return `\`${node.code}\``;
      case "FencedCode":
        return `\`\`\`${node.language}\n${node.code}\`\`\`\n\n`;
      case "LinkTag": {
        if (node.urlDestination) return `[${node.linkText ?? node.urlDestination}](${node.urlDestination})`;
        const name = node.codeDestination.memberReferences.map(({ memberIdentifier }) => memberIdentifier.identifier);
        return named(name.join("."));
      }
      case "Paragraph":
        return `${node.nodes.map(markdown).join("").trim()}\n\n`;
      default:
        return (node.nodes ?? node.getChildNodes()).map(markdown).join("");
    }
  };
  const section = (node) => {
    const text = markdown(node).trim();
    return text === "" ? "" : `${text}\n\n`;
  };
  const typeText = (text) =>
    `<code>${text
      .replaceAll(/\s+/g, " ")
      .split(/\b(?<!["'.])([A-Z]\w+)\b(?!["'])/)
      .map((part, place) => {
        const address = place % 2 === 1 && link(part);
        return address ? `<a href="${address}">${part}</a>` : escaped(part);
      })
      .join("")}</code>`;
  return {
    section,
    line: (node) => section(node).trim().replaceAll("\n", " "),
    plain: (text) => text.replaceAll(/\{@link ([^}]+)\}/g, (_, name) => named(name)).replaceAll("\n", " "),
    type: (excerpt) =>
      `<code>${excerpt.spannedTokens
        .map(({ kind, text }) => {
          const address = kind === ExcerptTokenKind.Reference && link(text);
          return address ? `<a href="${address}">${text}</a>` : escaped(text.replaceAll(/\s+/g, " "));
        })
        .join("")}</code>`,
    typeText,
  };
}

function escaped(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function cell(text) {
  return text.replaceAll(/(?<!\\)\|/g, "\\|").replaceAll("\n", " ");
}

function code(text) {
  return `\`${text}\``;
}

/** Where an item's heading is: the file and the anchor, as GitHub makes it, numbered where two differ in case alone. */
function addressOf(item, from) {
  const home = homes.get(keyOf(item));
  const order = Object.values(KINDS).flatMap((kinds) => ownOf(home).filter(({ kind }) => kinds.includes(kind)));
  const anchor = ({ displayName }) => displayName.toLowerCase();
  const before = order.slice(0, order.indexOf(homeItem(item))).filter((other) => anchor(other) === anchor(item)).length;
  return `${home === from ? "" : home.file}#${anchor(item)}${before > 0 ? `-${before}` : ""}`;
}

/** The same item on the page where it is written. */
function homeItem(item) {
  return ownOf(homes.get(keyOf(item))).find((one) => keyOf(one) === keyOf(item));
}

function ownOf(page) {
  return page.items.filter((item) => homes.get(keyOf(item)) === page);
}
