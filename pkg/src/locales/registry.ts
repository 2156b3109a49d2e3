// The languages there are words in: each loads when it is first asked for, and users can add and reword them.

import { notReady } from "../error.js";
import type { Catalogue, Rewording } from "./catalogue.js";

/** How the words of a language come: at once, or when they are asked for. */
export type CatalogueSource = Catalogue | (() => Promise<Catalogue>);

/** The language where no other fits. */
const DEFAULT_LOCALE = "zh-CN";

const sources = new Map<string, CatalogueSource>([
  ["zh-CN", () => import("./zh-CN.js").then(({ zhCN }) => zhCN)],
  ["en", () => import("./en.js").then(({ en }) => en)],
]);
const rewordings = new Map<string, readonly Rewording[]>();
const loaded = new Map<string, Catalogue>();
const loading = new Map<string, Promise<Catalogue>>();

/** The tags of the languages there are words in, the default first. */
export function locales(): readonly string[] {
  return [...sources.keys()];
}

/** The language there are words in that is nearest to a BCP 47 tag: itself, else one of the same language, else the default. */
export function nearestLocale(tag: string | null | undefined): string {
  const wanted = tag?.toLowerCase() ?? "";
  const languageOf = (one: string) => one.toLowerCase().split("-")[0];
  const tags = locales();
  return (
    tags.find((locale) => locale.toLowerCase() === wanted) ??
    tags.find((locale) => languageOf(locale) === languageOf(wanted)) ??
    DEFAULT_LOCALE
  );
}

/**
 * Loads the words of the language nearest to a tag, once. From then on the tag stands for them, as in
 * `describe(result, "en")`.
 *
 * A failure is not kept: another call tries again.
 *
 * @throws `KaiboError` with code `not-ready` where they cannot be loaded.
 */
export async function loadLocale(tag: string): Promise<Catalogue> {
  const locale = nearestLocale(tag);
  const known = loadedLocale(locale);
  if (known) return known;
  const pending = loading.get(locale) ?? load(locale);
  loading.set(locale, pending);
  try {
    return await pending;
  } finally {
    if (loading.get(locale) === pending) loading.delete(locale);
  }
}

/** The words of the language nearest to a tag, where they are loaded. */
export function loadedLocale(tag: string): Catalogue | undefined {
  const locale = nearestLocale(tag);
  const source = sources.get(locale);
  if (!loaded.has(locale) && typeof source === "object") keep(locale, source);
  return loaded.get(locale);
}

/**
 * The words of any language that is loaded, for those who would rather speak another one than none.
 *
 * @internal
 */
export function anyLoadedLocale(): Catalogue | undefined {
  const [first] = loaded.values();
  return first;
}

/**
 * Adds a language, or puts other words in the place of one.
 *
 * @param tag - Its BCP 47 tag.
 * @param source - Its words, or what loads them.
 */
export function addLocale(tag: string, source: CatalogueSource): void {
  const locale = registered(tag);
  sources.set(locale, source);
  loaded.delete(locale);
  loading.delete(locale);
}

/**
 * Puts other messages in the place of some of a language's, whether it is loaded yet or not. What is shown already
 * stays until it is drawn again.
 *
 * @param tag - The tag of a language there are words in, or will be: itself, and no other that is near.
 * @param messages - The messages that change, at the catalogue's keys, in ICU syntax.
 */
export function rewordLocale(tag: string, messages: Rewording): void {
  const locale = registered(tag);
  rewordings.set(locale, [...(rewordings.get(locale) ?? []), messages]);
  const known = loaded.get(locale);
  if (known) loaded.set(locale, reword(known, messages));
}

/**
 * A catalogue with some of its messages changed.
 *
 * @param catalogue - All the messages.
 * @param messages - Those that change, at the same keys.
 */
export function reword(catalogue: Catalogue, messages: Rewording): Catalogue {
  return merged(catalogue, messages) as Catalogue;
}

/**
 * The words themselves, or those a tag stands for.
 *
 * @throws `KaiboError` with code `not-ready` where that language is not loaded.
 * @internal
 */
export function catalogueOf(locale: string | Catalogue): Catalogue {
  if (typeof locale !== "string") return locale;
  const known = loadedLocale(locale);
  if (known) return known;
  const tag = nearestLocale(locale);
  throw notReady(
    `the words of ${tag}, loaded`,
    `Await loadLocale("${tag}") of kaibo/locales first, or pass what kaibo/locales/${tag} exports.`,
  );
}

/** A tag as it was registered, whatever its case. */
function registered(tag: string): string {
  return locales().find((locale) => locale.toLowerCase() === tag.toLowerCase()) ?? tag;
}

async function load(locale: string): Promise<Catalogue> {
  const source = sources.get(locale);
  let catalogue: Catalogue | undefined;
  let cause: unknown;
  try {
    catalogue = typeof source === "function" ? await source() : source;
  } catch (error) {
    cause = error;
  }
  // Another source may have taken its place meanwhile.
  if (sources.get(locale) !== source) return loadLocale(locale);
  if (catalogue) return keep(locale, catalogue);
  throw notReady(`the words of ${locale}`, "They could not be loaded: try again, or look at what loads them.", cause);
}

function keep(locale: string, catalogue: Catalogue): Catalogue {
  const spoken = (rewordings.get(locale) ?? []).reduce(reword, catalogue);
  loaded.set(locale, spoken);
  return spoken;
}

function merged(base: unknown, changes: unknown): unknown {
  if (typeof base !== "object" || base === null) return typeof changes === "string" ? changes : base;
  if (typeof changes !== "object" || changes === null) return base;
  return Object.fromEntries(
    Object.entries(base).map(([key, value]) => [
      key,
      Object.hasOwn(changes, key) ? merged(value, (changes as Record<string, unknown>)[key]) : value,
    ]),
  );
}
