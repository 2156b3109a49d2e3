// Checks that what is built for browsers runs in the oldest ones that are promised: Chrome 96 and Safari 16.4.
//
// Syntax is parsed as of ES2022, which both have whole. What came later to the library or to CSS is looked for by name: a
// list of what code of today is likely to use. A name that is asked for before it is used counts as guarded.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "acorn";
import { fail, root } from "./shell.mjs";

/** What a file is written in. */
const SYNTAX = 2022;
/** Mini programs run on older engines: those of iOS 12. */
const MINI_PROGRAM_SYNTAX = 2017;

/** Calls of these: methods and functions, by their last names; where that says too little, by the last two. */
const lateNames = new Map([
  ["findLast", "Chrome 97"],
  ["findLastIndex", "Chrome 97"],
  ["structuredClone", "Chrome 98"],
  ["supportedValuesOf", "Chrome 99"],
  ["showPicker", "Chrome 99"],
  ["AbortSignal.timeout", "Chrome 103"],
  ["checkVisibility", "Chrome 105"],
  ["Response.json", "Chrome 105"],
  ["toReversed", "Chrome 110"],
  ["toSorted", "Chrome 110"],
  ["toSpliced", "Chrome 110"],
  ["isWellFormed", "Chrome 111"],
  ["toWellFormed", "Chrome 111"],
  ["startViewTransition", "Chrome 111"],
  ["showPopover", "Chrome 114"],
  ["hidePopover", "Chrome 114"],
  ["togglePopover", "Chrome 114"],
  ["AbortSignal.any", "Chrome 116"],
  ["groupBy", "Chrome 117"],
  ["withResolvers", "Chrome 119"],
  ["canParse", "Chrome 120"],
  ["fromAsync", "Chrome 121"],
  ["isSubsetOf", "Chrome 122"],
  ["isSupersetOf", "Chrome 122"],
  ["isDisjointFrom", "Chrome 122"],
  ["symmetricDifference", "Chrome 122"],
  ["setHTMLUnsafe", "Chrome 124"],
  ["URL.parse", "Chrome 126"],
  ["Promise.try", "Chrome 128"],
  ["Intl.DurationFormat", "Chrome 129"],
  ["RegExp.escape", "Chrome 136"],
  ["toBase64", "Chrome 140"],
  ["randomUUID", "none without https"],
  ["requestIdleCallback", "no Safari"],
  ["showSaveFilePicker", "no Safari"],
]);

/** A word for CompressionStream that Chrome 96 does not take. */
const LATE_FORMAT = "deflate-raw";

/** What is used all the same, and why that is no harm. */
const known = [
  // ical-generator makes an id of its own for each event: docs/decisions/0010-calendar-files.md.
  { name: "randomUUID", files: /\bcalendar\b/ },
];

/** CSS that older browsers drop, with what depends on it. */
const lateStyles = [
  [/:has\(/, ":has()", "Chrome 105"],
  [/@container\b|container-type\s*:/, "container queries", "Chrome 105"],
  [/@layer\b/, "@layer", "Chrome 99"],
  [/@scope\b/, "@scope", "Chrome 118"],
  [/@starting-style\b/, "@starting-style", "Chrome 117"],
  [/\bcolor-mix\(/, "color-mix()", "Chrome 111"],
  [/\b(oklch|oklab|lch|lab)\([^)]*\d/, "oklch() and its like", "Chrome 111"],
  [/\blight-dark\(/, "light-dark()", "Chrome 123"],
  [/\bsubgrid\b/, "subgrid", "Chrome 117"],
  [/@media[^{]*\(\s*[\w-]+\s*[<>]|@media[^{]*\(\s*[\d.]+\w*\s*[<>]/, "ranges in media queries", "Chrome 104"],
  [/[{;]\s*(translate|rotate|scale)\s*:/, "translate, rotate and scale by themselves", "Chrome 104"],
  [/[{;}]\s*&/, "nesting", "Chrome 112"],
  [/:popover-open|:state\(|:user-(in)?valid/, "newer pseudo-classes", "Chrome 119"],
  [/[\d.](dv|sv|lv)[hwib]\b/, "dvh and its like, without a line before for those that lack it", "Chrome 108"],
];

/** The same property in units everybody knows, and then in newer ones. */
const withFallback = /([\w-]+)\s*:[^;{}]*;\s*\1\s*:[^;{}]*[\d.](dv|sv|lv)[hwib]\b[^;{}]*/g;

checkSelf();
const findings = [
  ...of("www/dist", /\.js$/, inScript),
  ...of("www/dist", /\.(css|html)$/, inStyle),
  ...of("pkg/dist", /^(?!(cjs|cli|miniprogram)\/|wechat\.).*\.js$/, inScript),
  ...of("pkg/dist", /^(miniprogram\/.*|wechat)\.js$/, (text) => inSyntax(text, MINI_PROGRAM_SYNTAX)),
];
if (findings.length > 0) fail(findings.join("\n"));

/** What is wrong in the files of a folder, by their paths in it. */
function of(folder, pattern, check) {
  const from = join(root, folder);
  const all = existsSync(from) ? readdirSync(from, { recursive: true }) : [];
  const files = all.map((file) => file.replaceAll("\\", "/")).filter((file) => pattern.test(file));
  if (files.length === 0) fail(`${folder} is not built: it holds nothing like ${pattern}`);
  console.log(`${folder}: ${files.length} files like ${pattern}`);
  return files.flatMap((file) =>
    check(readFileSync(join(from, file), "utf8"), file).map((finding) => `${folder}/${file}: ${finding}`),
  );
}

function inScript(text, file) {
  const wrong = inSyntax(text, SYNTAX);
  if (wrong.length > 0) return wrong;
  const { called, guarded, words } = namesIn(parsed(text, SYNTAX));
  const late = [...called]
    .filter(([name]) => !guarded.has(name.split(".").at(-1)) && !isKnown(file, name))
    .map(([name, position]) => [name, lateNames.get(name), near(text, position)])
    .filter(([, lacks]) => lacks !== undefined);
  return [
    ...late.map(([name, lacks, where]) => `${name} is not in every browser (${lacks}): …${where}…`),
    ...words.filter((word) => word === LATE_FORMAT).map((word) => `“${word}” is Chrome 103's`),
    ...words.filter((word) => /[{;]/.test(word)).flatMap(inStyle),
  ];
}

function isKnown(file, name) {
  return known.some((one) => one.name === name && one.files.test(file));
}

function inSyntax(text, syntax) {
  try {
    parsed(text, syntax);
    return [];
  } catch (error) {
    return [`not ES${syntax}: ${error.message}: …${near(text, error.pos ?? 0)}…`];
  }
}

function inStyle(text) {
  const rest = text.replaceAll(withFallback, "");
  return lateStyles.flatMap(([pattern, name, since]) => {
    const { index } = pattern.exec(rest) ?? {};
    return index === undefined ? [] : [`CSS: ${name} (${since}): …${near(rest, index)}…`];
  });
}

function parsed(text, ecmaVersion) {
  return parse(text, { ecmaVersion, sourceType: "module" });
}

/** The names a script calls, where; those it asks for first; the texts in it. */
function namesIn(program) {
  const called = new Map();
  const guarded = new Set();
  const words = [];
  const carried = new Set();
  visit(program, (node, parent) => {
    if (isCarried(node)) for (const { value } of node.properties) carried.add(value);
    const name = lastName(node);
    const isCalled = /^(Call|New)Expression$/.test(parent?.type) && parent.callee === node;
    if (name && isCalled && parent.optional) guarded.add(name);
    else if (name && isCalled) for (const spelled of [name, fullName(node)]) called.set(spelled, node.start);
    // Asked for: `typeof x`, `"x" in y`, `x ? … : …`, `x && …`, `x !== undefined`.
    else if (name && /^(Unary|Binary|Conditional|Logical)Expression|IfStatement$/.test(parent?.type)) guarded.add(name);
    if (node.type === "BinaryExpression" && node.operator === "in") guarded.add(node.left.value);
    if (carried.has(node) || carried.has(parent)) return;
    if (node.type === "Literal" && typeof node.value === "string") words.push(node.value);
    if (node.type === "TemplateElement") words.push(node.value.cooked ?? "");
  });
  return { called, guarded, words };
}

/** Bytes as text: see pkg/src/carried.ts. */
function isCarried({ type, properties }) {
  return (
    type === "ObjectExpression" &&
    properties.map(({ key }) => lastName(key ?? {}) ?? key?.value).join() === "alphabet,text"
  );
}

function lastName(node) {
  if (node.type === "Identifier") return node.name;
  return node.type === "MemberExpression" && !node.computed ? node.property.name : undefined;
}

function fullName(node) {
  return node.type === "MemberExpression" ? `${lastName(node.object) ?? ""}.${lastName(node)}` : node.name;
}

function visit(node, see, parent) {
  see(node, parent);
  for (const part of Object.values(node).flat()) if (typeof part?.type === "string") visit(part, see, node);
}

function near(text, position) {
  return text.slice(Math.max(0, position - 30), position + 50).replaceAll(/\s+/g, " ");
}

/** A check that finds nothing is worth what it would have found. */
function checkSelf() {
  const finds = (text) => inScript(text, "").length > 0;
  const blind = [
    "using x = y;",
    "/[\\p{L}--[a-z]]/v",
    "list.toSorted()",
    "structuredClone(x)",
    "AbortSignal.timeout(1)",
    "new CompressionStream('deflate-raw')",
    "css`a { b & { color: red } }`; css`p:has(a) {}`",
    "css`p { height: 100dvh; }`",
    'rule = { alphabet: "a { ;& }" }',
  ].filter((text) => !finds(text));
  const strict = [
    "x?.y.at(-1); class A { static #b; static { } }",
    "typeof structuredClone === 'function' ? structuredClone(x) : y",
    "list.toSorted?.()",
    'bytes = { alphabet: "{;&", text: "{&;&" }; other = { "alphabet": `{;&`, "text": `{&;&` }',
    "css`p { height: 100vh; height: 100dvh; } @media (min-width: 1px) { a {} }`",
  ].filter((text) => finds(text));
  if (blind.length + strict.length > 0) fail(`the check is wrong on: ${[...blind, ...strict].join("; ")}`);
}
