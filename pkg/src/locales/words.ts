// Turns codes, values and dates into words of one language, with one document's own texts.

import { type Formatters, formatToParts, IntlMessageFormat } from "intl-messageformat";

import type { Comparator, Observed, Requirement, Value } from "../generated/index.js";
import type { Catalogue } from "./catalogue.js";
import { byId, type PolicyWords, type Text, textIn, typeOfMetric } from "./document.js";
import { catalogueOf } from "./registry.js";

type Arguments = Readonly<Record<string, string | number | boolean>>;

/**
 * A message in ICU syntax: its text, or what `parse` of `@formatjs/icu-messageformat-parser` makes of it. A bundler that
 * puts the second in the place of every first one can leave the parser out.
 */
export type Message = string | readonly object[];

type NumberOptions = NonNullable<Parameters<Formatters["getNumberFormat"]>[1]>;
type Elements = ReturnType<IntlMessageFormat["getAst"]>;

/** What a text must hold not to be spoken as it stands: an argument, or a quotation mark that is doubled. */
const NEEDS_FORMAT = /[{}]|''/;

const MINUTES_IN_AN_HOUR = 60;
const PERCENT_DIGITS = 2;
const LONG_DAY = { dateStyle: "long", timeZone: "UTC" } as const;
const DAY_OF_YEAR = { month: "long", day: "numeric", timeZone: "UTC" } as const;
const DAY_PATTERN = /^(\d{4})-(\d{2})-(\d{2})/;

/** The words of one language for one document. Without a document, ids stand where its texts would. */
export class Words {
  /** The catalogue; its messages are spoken by {@link Words.say}. */
  readonly messages: Catalogue;
  /** What messages are parsed to. */
  readonly #elements = new Map<string, Elements>();
  /** Making one takes far longer than using it; the first one of a kind, in Chrome, some 20 ms. */
  readonly #numbers = new Map<string, Intl.NumberFormat>();
  readonly #dates = new Map<string, Intl.DateTimeFormat>();
  readonly #plurals = new Map<string, Intl.PluralRules>();
  readonly #formatters: Formatters = {
    getNumberFormat: (_, options) =>
      made(
        this.#numbers,
        options,
        () => new Intl.NumberFormat(this.messages.intl, options as Intl.NumberFormatOptions),
      ),
    getDateTimeFormat: (_, options) =>
      made(this.#dates, options, () => new Intl.DateTimeFormat(this.messages.intl, options)),
    getPluralRules: (_, options) =>
      made(this.#plurals, options, () => new Intl.PluralRules(this.messages.intl, options)),
  };

  /**
   * @param locale - The catalogue of a language, or the tag of one that is loaded.
   * @param document - A policy document in format 1, for the titles and types of facts, parameters and criteria.
   * @throws `KaiboError` with code `not-ready` where the language of a tag is not loaded.
   */
  constructor(
    locale: string | Catalogue,
    readonly document?: PolicyWords,
  ) {
    this.messages = catalogueOf(locale);
  }

  /** A message of the catalogue with its arguments filled in. */
  say(message: Message, args?: Arguments): string {
    if (typeof message === "string" && !NEEDS_FORMAT.test(message)) return message;
    const elements = typeof message === "string" ? this.#parsed(message) : (message as Elements);
    const parts = formatToParts(elements, this.messages.intl, this.#formatters, IntlMessageFormat.formats, args);
    return parts.map(({ value }) => String(value)).join("");
  }

  #parsed(message: string): Elements {
    const known = this.#elements.get(message);
    if (known) return known;
    const elements = new IntlMessageFormat(message, this.messages.intl, undefined, { ignoreTag: true }).getAst();
    this.#elements.set(message, elements);
    return elements;
  }

  /** One of the document's own texts. */
  text(text: Text | null | undefined): string {
    return textIn(text, this.messages.tag);
  }

  /** Several names in a row. */
  list(names: readonly string[]): string {
    return names.join(this.messages.listSeparator);
  }

  /** Sentences one after another, the empty ones left out. */
  sentences(...sentences: readonly (string | null | undefined)[]): string {
    return sentences.filter(Boolean).join(this.messages.sentenceSeparator);
  }

  /**
   * A day, `YYYY-MM-DD`, as people write it. A date-time counts by the day it is written with.
   *
   * @param beside - A day it is said beside: in the same year, the year is not said again.
   */
  day(day: string, beside?: string | null): string {
    const parts = DAY_PATTERN.exec(day);
    if (!parts) return day;
    const moment = new Date(Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])));
    const isSameYear = beside?.startsWith(`${parts[1]}-`) === true;
    return this.#formatters.getDateTimeFormat(undefined, isSameYear ? DAY_OF_YEAR : LONG_DAY).format(moment);
  }

  /** What the document calls its time zone's time. */
  zone(): string {
    const timeZone = this.document?.timeZone ?? "UTC";
    const parts = new Intl.DateTimeFormat(this.messages.intl, { timeZone, timeZoneName: "long" }).formatToParts();
    return parts.find((part) => part.type === "timeZoneName")?.value ?? timeZone;
  }

  /** An amount in the document's currency; whole amounts without decimals. */
  money(yuan: number): string {
    return this.#formatted(yuan, {
      style: "currency",
      currency: this.document?.currency ?? "CNY",
      currencyDisplay: "narrowSymbol",
      minimumFractionDigits: Number.isInteger(yuan) ? 0 : 2,
    });
  }

  /** A number. */
  number(value: number): string {
    return this.#formatted(value, { maximumFractionDigits: 6 });
  }

  /** A length of time in minutes, in hours and minutes. */
  duration(minutes: number): string {
    const hours = Math.floor(minutes / MINUTES_IN_AN_HOUR);
    const rest = minutes - hours * MINUTES_IN_AN_HOUR;
    const parts = hours > 0 ? [this.say(this.messages.value.hours, { count: hours })] : [];
    if (rest > 0 || hours === 0) parts.push(this.say(this.messages.value.minutes, { count: rest }));
    return parts.join(" ");
  }

  /** A value of a fact or a parameter, by the type the document gives it. */
  value(value: Value, id?: string): string {
    if (typeof value === "boolean") return this.#yesOrNo(value, id);
    const declared = this.#declared(id);
    if (typeof value === "number") return this.#number(value, declared?.type);
    if (value === "never" || value === "unrated") return this.messages.value[value];
    const option = byId(byId(this.document?.facts, id ?? "")?.options, value);
    return option ? this.text(option.title) : this.day(value);
  }

  /** What is known of a value: exact, with the days from an event, or its bounds. */
  observed(observed: Observed): string {
    const words = this.messages.value;
    const { id, value, from, to, days } = observed;
    if (value !== undefined) {
      if (typeof value === "boolean" && byId(this.document?.facts, id))
        return this.say(words.answered, { value: this.value(value, id) });
      if (days === undefined || typeof value !== "string") return this.value(value, id);
      const day = this.day(value);
      if (days === 0) return this.say(words.dayToday, { day });
      return days > 0 ? this.say(words.dayAgo, { day, days }) : this.say(words.dayAhead, { day, days: -days });
    }
    if (from !== undefined && to !== undefined) {
      return this.say(words.between, { from: this.value(from, id), to: this.value(to, id) });
    }
    if (from !== undefined)
      return this.say(typeof from === "string" ? words.dayFrom : words.numberFrom, { from: this.value(from, id) });
    if (to !== undefined)
      return this.say(typeof to === "string" ? words.dayTo : words.numberTo, { to: this.value(to, id) });
    return "";
  }

  /** What is asked of a value. `subject` is the fact or parameter it is asked of, for the unit. */
  required(required: Requirement, subject?: string): string {
    const operator: Comparator = required.operator;
    if (required.value === null) {
      return this.say(this.messages.unpublishedComparator[operator], {
        parameter: this.title(required.parameter ?? ""),
      });
    }
    const value =
      required.unit !== undefined && typeof required.value === "number"
        ? this.say(this.messages.span[required.unit], { count: required.value })
        : this.value(required.value, subject ?? required.parameter);
    return this.say(this.messages.comparator[operator], { value });
  }

  /** What the document calls a fact, a metric or a parameter. */
  title(id: string): string {
    const declared = this.#declared(id);
    return declared ? this.text(declared.title) : id;
  }

  /**
   * Whether a question is put so that "有" or "没有" answers it.
   *
   * @internal
   */
  asksWhether(question: string): boolean {
    return question.includes(this.messages.question.asksWhether);
  }

  /** As it is asked. */
  #yesOrNo(value: boolean, id: string | undefined): string {
    const words = this.messages.value;
    const asked = byId(this.document?.facts, id ?? "")?.question;
    if (asked && this.asksWhether(this.text(asked))) return value ? words.has : words.hasNot;
    return value ? words.true : words.false;
  }

  #declared(id: string | undefined): { readonly type: string; readonly title: Text } | undefined {
    if (id === undefined) return undefined;
    const metric = byId(this.document?.metrics, id);
    if (metric) return { type: typeOfMetric(metric), title: metric.title };
    return byId(this.document?.facts, id) ?? byId(this.document?.parameters, id);
  }

  #number(value: number, type: string | undefined): string {
    if (type === "money") return this.money(value);
    if (type === "minutes") return this.duration(value);
    if (type === "ratio") {
      return this.#formatted(value, { style: "percent", maximumFractionDigits: PERCENT_DIGITS });
    }
    return this.number(value);
  }

  #formatted(value: number, options: NumberOptions): string {
    return this.#formatters.getNumberFormat(undefined, options).format(value);
  }
}

function made<T>(known: Map<string, T>, options: object | undefined, make: () => T): T {
  const key = JSON.stringify(options ?? {});
  const format = known.get(key) ?? make();
  known.set(key, format);
  return format;
}
