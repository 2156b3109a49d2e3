// What is kept of a roster on the device, and what it must look like to be opened again.

import * as v from "valibot";

import { same } from "../../app/account.js";
import type { Entry } from "../../app/store.js";
import { dayNumber, dayText } from "./accounts.js";
import type { ColumnUse } from "./columns.js";
import type { ForAll } from "./messages.js";

/** What is kept of a roster. */
export interface KeptRoster {
  readonly name: string;
  readonly text: string;
  readonly uses: readonly ColumnUse[];
  readonly forAll: ForAll;
  readonly programme: string;
  readonly day: string | null;
  /** It is screened again when it is opened. */
  readonly screened: boolean;
}

const use = v.union([v.literal("name"), v.literal("carry"), v.strictObject({ fact: v.string() })]);
const day = v.pipe(
  v.string(),
  v.isoDate(),
  v.check((text) => dayText(dayNumber(text)) === text),
);

const roster = v.object({
  name: v.string(),
  text: v.string(),
  uses: v.array(use),
  // Rosters of earlier days have none.
  forAll: v.optional(v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])), {}),
  programme: v.string(),
  day: v.nullable(day),
  screened: v.boolean(),
});

/** The roster an entry holds; none where it is of another shape, as one from a file can be. */
export function keptOf(entry: Entry | undefined): KeptRoster | undefined {
  const result = v.safeParse(roster, entry);
  return result.success ? result.output : undefined;
}

/** Whether both hold the same. Texts can be long: they are compared as they are. */
export function isSameRoster(one: KeptRoster | undefined, other: KeptRoster | undefined): boolean {
  if (!one || !other) return one === other;
  return one.text === other.text && same({ ...one, text: "" }, { ...other, text: "" });
}
