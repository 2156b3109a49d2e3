// What data from outside must look like to be taken for an account's: a file that was exported, or a link.

import * as v from "valibot";

import type { Account } from "./account.js";
import type { Entry } from "./store.js";

const text = v.string();
const day = v.pipe(v.string(), v.isoDate());
const amount = v.pipe(v.number(), v.finite());

/** No list is one, though valibot takes its places for keys. */
const plain = v.custom<Readonly<Record<string, unknown>>>((given) => !Array.isArray(given));
const recordOf = <T extends v.GenericSchema>(value: T) => v.pipe(plain, v.record(text, value));

const value = v.union([v.boolean(), amount, text]);
const tier = v.looseObject({ atLeast: amount });

const broadcast = v.strictObject({
  startedAt: text,
  endedAt: v.optional(text),
  minutes: v.optional(amount),
  gmv: v.optional(amount),
  refundedGmv: v.optional(amount),
  viewers: v.optional(amount),
  averageViewers: v.optional(amount),
});

const ledger = v.strictObject({
  broadcasts: v.array(broadcast),
  since: v.nullable(v.union([v.literal("beginning"), day])),
  through: v.nullable(day),
});

const journey = {
  programme: text,
  asOf: v.nullable(day),
  answers: recordOf(value),
  skipped: v.array(text),
  parameters: recordOf(v.strictObject({ value: v.union([value, v.array(tier)]), source: text, toldOn: day })),
  ledger: v.nullable(ledger),
  plannedBroadcasts: v.array(day),
};

const account = v.strictObject({
  id: v.pipe(text, v.minLength(1)),
  name: text,
  order: v.pipe(v.number(), v.integer()),
  ...journey,
  typed: recordOf(v.string()),
  done: v.array(text),
});

const entry: v.GenericSchema<Entry> = v.lazy(() =>
  v.union([v.string(), v.number(), v.boolean(), v.null(), v.array(entry), v.record(v.string(), entry)]),
);

const file = v.strictObject({
  format: v.literal("kaibo-data"),
  version: v.literal(1),
  accounts: v.array(account),
  entries: v.record(v.string(), entry),
});

/** The part of an account that a link carries. */
export type Journey = Omit<Account, "id" | "name" | "order" | "typed" | "done">;

/** A file as it is exported. */
export type DataFile = v.InferOutput<typeof file>;

/** Where a value is not what it must be, as a JSON Pointer; the value itself where it is. */
export type Shaped<T> = { readonly is: T } | { readonly wrongAt: string };

/** Reads what a link carried. */
export function journeyOf(data: unknown): Shaped<Journey> {
  return shaped(v.strictObject(journey), data) as Shaped<Journey>;
}

/** Reads an exported file. */
export function fileOf(data: unknown): Shaped<DataFile> {
  return shaped(file, data);
}

function shaped<T extends v.GenericSchema>(schema: T, data: unknown): Shaped<v.InferOutput<T>> {
  const result = v.safeParse(schema, data);
  if (result.success) return { is: result.output };
  const path = result.issues[0].path ?? [];
  return { wrongAt: path.map(({ key }) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("") };
}
