// The catalogues: every message can be spoken in every language, and a sentence is made of whatever the core says.

import { expect, test } from "@playwright/test";
import { IntlMessageFormat } from "intl-messageformat";

import { loadPolicy } from "../../pkg/dist/index.js";
import { catalogues, describe, type Locale, locales, nearestLocale, Words } from "../../pkg/dist/locales/index.js";

type Messages = { readonly [key: string]: string | Messages };

function leaves(messages: Messages, path = ""): readonly (readonly [string, string])[] {
  return Object.entries(messages).flatMap(([key, value]) =>
    typeof value === "string" ? [[`${path}${key}`, value] as const] : leaves(value, `${path}${key}.`),
  );
}

/** The arguments a message mentions, wherever they stand in it. */
function argumentsOf(message: string): readonly string[] {
  const names = new Set<string>();
  const visit = (part: unknown): void => {
    if (Array.isArray(part)) for (const inner of part) visit(inner);
    else if (typeof part === "object" && part !== null) {
      const { type, value, options } = part as { type?: number; value?: string; options?: object };
      if (type !== undefined && type > 0 && type < 7 && value !== undefined) names.add(value);
      for (const option of Object.values(options ?? {})) visit((option as { value: unknown }).value);
    }
  };
  visit(new IntlMessageFormat(message, "en", undefined, { ignoreTag: true }).getAst());
  return [...names].sort();
}

test("every message is well formed, and takes the same arguments in every language", () => {
  const chinese = new Map(leaves(catalogues["zh-CN"]));
  for (const [path, message] of leaves(catalogues.en)) {
    expect.soft(argumentsOf(message), path).toEqual(argumentsOf(chinese.get(path) ?? ""));
  }
});

test("no message is empty", () => {
  for (const locale of locales) {
    const empty = leaves(catalogues[locale]).filter(
      ([path, message]) => message === "" && path !== "sentenceSeparator",
    );
    expect(empty).toEqual([]);
  }
});

test("Chinese sentences have full-width punctuation", () => {
  const halfWidth = leaves(catalogues["zh-CN"]).filter(([, message]) => /[\u4e00-\u9fff][,;:?!()]/u.test(message));
  expect(halfWidth).toEqual([]);
});

test("a language there are no words in falls back to the nearest, else to Chinese", () => {
  expect(["en-GB", "zh-TW", "zh", "fr", "", null].map(nearestLocale)).toEqual([
    "en",
    "zh-CN",
    "zh-CN",
    "zh-CN",
    "zh-CN",
    "zh-CN",
  ]);
});

test("an outcome, a criterion, its parts and an error each become a sentence", () => {
  const policy = loadPolicy();
  const [programme] = policy.assess({ facts: { firstBroadcastOn: "2023-08-15" } }, { asOf: "2023-09-14" }).programmes;
  if (!programme) throw new Error("no programme was assessed");
  const part = programme.criteria.find(({ id }) => id === "newcomer-or-dormant")?.children?.[0];
  if (!part?.observed || !part.required) throw new Error("the part says nothing");
  const say = (subject: Parameters<typeof describe>[0], locale: Locale) =>
    describe(subject, locale, { document: policy.document });

  expect(say(programme, "zh-CN")).toBe("冷启动扶持：还不能确定");
  expect(say(part, "zh-CN")).toBe("30 天内首播：满足（2023年8月15日，30 天前；要求在 30 天以内）");
  expect(say(part, "en")).toBe(
    "First broadcast within 30 days: Met (15 August 2023, 30 days ago; must be within 30 days)",
  );
  expect(say(part.observed, "en")).toBe("15 August 2023, 30 days ago");
  expect(say(part.required, "en")).toBe("must be within 30 days");
  expect(describe({ code: "too-precise" }, "zh-CN")).toBe("最多填写两位小数。");
});

test("values are written by their type", () => {
  const words = new Words("en", loadPolicy().document);
  expect(words.value(1234.5, "gmvTarget")).toBe("¥1,234.50");
  expect(words.value(330, "plannedMinutes")).toBe("5 hours 30 minutes");
  expect(words.value(0.035, "refundRate")).toBe("3.5%");
  expect(words.value("never", "lastBroadcastOn")).toBe("never");
});
