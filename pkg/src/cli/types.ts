// The TypeScript of a policy's ids, written from its document, so that a wrong one does not compile.

import { conditionsWithin, criteriaOf, type PolicyWords, type Text, textIn } from "../locales/document.js";

/** What the module is called and where it imports from. */
export interface TypesOptions {
  /** What the names begin with; default: the policy's id, `wechat-channels-live` as `WechatChannelsLive`. */
  readonly name?: string;
  /** Where `PolicyTypes` and `TierRow` are imported from; default: `kaibo`. */
  readonly from?: string;
  /** What wrote it, for its first line. */
  readonly writer?: string;
}

interface Declared {
  readonly id: string;
  readonly clause: string;
  readonly type: string;
  readonly title: Text;
  readonly options?: readonly { readonly id: string }[];
}

const LINE_WIDTH = 120;

const factTypes: Readonly<Record<string, readonly [type: string, says: string]>> = {
  boolean: ["boolean", "`true` or `false`"],
  integer: ["number", "a whole number"],
  number: ["number", "a number"],
  ratio: ["number", "from 0 to 1"],
  minutes: ["number", "whole minutes"],
  money: ["number", "in the policy's currency, with at most two decimals"],
  rating: ['number | "unrated"', "a number or `unrated`"],
  pastEvent: ["string", "a day, a date-time with offset, or `never`"],
  plannedEvent: ["string", "a day, or a date-time with offset"],
  tierTable: ["readonly TierRow[]", "the rows of a tier table"],
};

/**
 * A TypeScript module with the ids of a policy.
 *
 * @param versions - The versions of one policy; a name that any of them has is in the module. The core has read them.
 */
export function typesOf(versions: readonly PolicyWords[], options: TypesOptions = {}): string {
  const name = options.name ?? pascalCase(versions[0]?.id ?? "");
  const facts = members(
    versions,
    ({ facts }) => facts,
    (type) => `?: ${type} | undefined`,
  );
  const parameters = members(versions, unpublished, (type) => `: ${type}`);
  const imports = parameters.includes("TierRow") ? "PolicyTypes, TierRow" : "PolicyTypes";
  const blocks = [
    `// Written by ${options.writer ?? "kaibo types"} from ${oneLine(versions.map(versionName).join(", "))}: its ids, for the type checker.`,
    `import type { ${imports} } from ${JSON.stringify(options.from ?? "kaibo")};`,
    `/** The facts of the policy; an absent one is unknown, never "no". */\nexport type ${name}Facts = ${facts};`,
    `/** The parameters it does not publish, with the types of the values the platform may tell. */\nexport type ${name}Parameters = ${parameters};`,
    union(
      `${name}Programme`,
      "The ids of its programmes.",
      idsOf(versions, ({ programmes }) => programmes),
    ),
    union(
      `${name}Criterion`,
      "The ids of its criteria, bars and risks, and of their named parts.",
      criterionIds(versions),
    ),
    union(
      `${name}Metric`,
      "The ids of its metrics.",
      idsOf(versions, ({ metrics }) => metrics),
    ),
    union(
      `${name}Caveat`,
      "The ids of its caveats and notices.",
      idsOf(versions, ({ caveats }) => caveats),
    ),
    bundle(name),
  ];
  return `${blocks.join("\n\n")}\n`;
}

/** The name of a type for an id in kebab-case. */
export function pascalCase(id: string): string {
  const words = id.split(/[^A-Za-z0-9]+/).filter(Boolean);
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return /^[A-Z]/.test(name) ? name : `Policy${name}`;
}

function bundle(name: string): string {
  return `/** All of them, as \`loadPolicy<${name}>(document)\` wants it. */
export interface ${name} extends PolicyTypes {
  readonly facts: ${name}Facts;
  readonly programmes: ${name}Programme;
  readonly criteria: ${name}Criterion;
  readonly parameters: ${name}Parameters;
  readonly metrics: ${name}Metric;
  readonly caveats: ${name}Caveat;
}`;
}

/** An object type of what the versions declare: one that changed its type between versions has both. */
function members(
  versions: readonly PolicyWords[],
  declared: (version: PolicyWords) => readonly Declared[],
  written: (type: string) => string,
): string {
  const all = versions.flatMap(declared);
  const ids = unique(all.map(({ id }) => id));
  if (ids.length === 0) return "Readonly<Record<string, never>>";
  const lines = ids.flatMap((id) => {
    const same = all.filter((one) => one.id === id);
    const last = same.at(-1) as Declared;
    const types = unique(same.flatMap((one) => typeOf(one).split(" | ")));
    const says = factTypes[last.type]?.[1] ?? "one of these";
    return [
      `  /** ${inComment(`${textIn(last.title, "en")} (clause ${last.clause}): ${says}.`)} */`,
      member(propertyName(id), types, written),
    ];
  });
  return `{\n${lines.join("\n")}\n}`;
}

/** A member on one line, or with each alternative on its own where that is too long, as formatters write it. */
function member(name: string, types: readonly string[], written: (type: string) => string): string {
  const line = `  readonly ${name}${written(types.join(" | "))};`;
  if (line.length <= LINE_WIDTH) return line;
  const alternatives = written(types.join(" | "));
  const start = alternatives.indexOf(":") + 1;
  const each = alternatives.slice(start + 1).split(" | ");
  return `  readonly ${name}${alternatives.slice(0, start)}\n${each.map((type) => `    | ${type}`).join("\n")};`;
}

function typeOf({ type, options = [] }: Declared): string {
  return factTypes[type]?.[0] ?? options.map(({ id }) => JSON.stringify(id)).join(" | ");
}

function unpublished({ parameters = [] }: PolicyWords): readonly Declared[] {
  return parameters.filter(({ published }) => published === undefined || published === null);
}

function union(name: string, says: string, ids: readonly string[]): string {
  const types = ids.map((id) => JSON.stringify(id));
  const line = `export type ${name} = ${types.join(" | ") || "never"};`;
  const text =
    line.length <= LINE_WIDTH ? line : `export type ${name} =\n${types.map((type) => `  | ${type}`).join("\n")};`;
  return `/** ${says} */\n${text}`;
}

function idsOf(
  versions: readonly PolicyWords[],
  listed: (version: PolicyWords) => readonly { readonly id: string }[] | undefined,
): readonly string[] {
  return unique(versions.flatMap((version) => (listed(version) ?? []).map(({ id }) => id)));
}

function criterionIds(versions: readonly PolicyWords[]): readonly string[] {
  return unique(
    versions.flatMap((version) =>
      version.programmes.flatMap((programme) =>
        criteriaOf(version, programme).flatMap(({ id, condition }) => [
          id,
          ...conditionsWithin(condition).flatMap((part) => (part.id === undefined ? [] : [part.id])),
        ]),
      ),
    ),
  );
}

function versionName({ id, version }: PolicyWords): string {
  return `${id} ${version}`;
}

function propertyName(id: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(id) ? id : JSON.stringify(id);
}

/** Words of the document, with nothing that could end the comment they stand in. */
function inComment(text: string): string {
  return oneLine(text).replaceAll("*/", "*\\/");
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
}

function unique<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items)];
}
