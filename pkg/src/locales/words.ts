// Turns codes, values and dates into words of one language, with one document's own texts.

import { IntlMessageFormat } from "intl-messageformat";

import type { Comparator, Observed, Requirement, Value } from "../generated/index.js";
import type { Catalogue } from "./catalogue.js";
import { byId, type PolicyWords, type Text, textIn, typeOfMetric } from "./document.js";
import { catalogueOf } from "./registry.js";

type Arguments = Readonly<Record<string, string | number | boolean>>;

const MINUTES_IN_AN_HOUR = 60;
const PERCENT_DIGITS = 2;
const DAY_PATTERN = /^(\d{4})-(\d{2})-(\d{2})/;

/** The words of one language for one document. Without a document, ids stand where its texts would. */
export class Words {
  /** The catalogue; its messages are spoken by {@link Words.say}. */
  readonly messages: Catalogue;
  readonly #formats = new Map<string, IntlMessageFormat>();
  /** Making one takes far longer than using it. */
  readonly #days: Intl.DateTimeFormat;
  readonly #numbers = new Map<string, Intl.NumberFormat>();

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
    this.#days = new Intl.DateTimeFormat(this.messages.intl, { dateStyle: "long", timeZone: "UTC" });
  }

  /** A message of the catalogue with its arguments filled in. */
  say(message: string, args?: Arguments): string {
    let format = this.#formats.get(message);
    if (!format) {
      format = new IntlMessageFormat(message, this.messages.intl, undefined, { ignoreTag: true });
      this.#formats.set(message, format);
    }
    return String(format.format(args));
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

  /** A day, `YYYY-MM-DD`, as people write it. A date-time counts by the day it is written with. */
  day(day: string): string {
    const parts = DAY_PATTERN.exec(day);
    if (!parts) return day;
    const moment = new Date(Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])));
    return this.#days.format(moment);
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
    if (typeof value === "boolean") return value ? this.messages.value.true : this.messages.value.false;
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

  #formatted(value: number, options: Intl.NumberFormatOptions): string {
    const key = JSON.stringify(options);
    let format = this.#numbers.get(key);
    if (!format) {
      format = new Intl.NumberFormat(this.messages.intl, options);
      this.#numbers.set(key, format);
    }
    return format.format(value);
  }
}
