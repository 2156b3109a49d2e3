// The catalogues: every message can be spoken in every language, and a sentence is made of whatever the core says.

import { expect, test } from "@playwright/test";
import { IntlMessageFormat } from "intl-messageformat";

import { loadPolicy } from "../../pkg/dist/index.js";
import { en } from "../../pkg/dist/locales/en.js";
import {
  addLocale,
  describe,
  loadedLocale,
  loadLocale,
  locales,
  nearestLocale,
  reword,
  rewordLocale,
  Words,
} from "../../pkg/dist/locales/index.js";
import { zhCN } from "../../pkg/dist/locales/zh-CN.js";

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
  const chinese = new Map(leaves(zhCN));
  for (const [path, message] of leaves(en)) {
    expect.soft(argumentsOf(message), path).toEqual(argumentsOf(chinese.get(path) ?? ""));
  }
});

test("no message is empty", () => {
  for (const catalogue of [zhCN, en]) {
    const empty = leaves(catalogue).filter(([path, message]) => message === "" && path !== "sentenceSeparator");
    expect(empty).toEqual([]);
  }
});

test("Chinese sentences have full-width punctuation", () => {
  const halfWidth = leaves(zhCN).filter(([, message]) => /[\u4e00-\u9fff][,;:?!()]/u.test(message));
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
  const say = (subject: Parameters<typeof describe>[0], locale: "zh-CN" | "en") =>
    describe(subject, { "zh-CN": zhCN, en }[locale], { document: policy.document });

  expect(say(programme, "zh-CN")).toBe("冷启动扶持：还不能确定");
  expect(say(part, "zh-CN")).toBe("30 天内首播：满足（2023年8月15日，30 天前；要求在 30 天以内）");
  expect(say(part, "en")).toBe(
    "First broadcast within 30 days: Met (15 August 2023, 30 days ago; must be within 30 days)",
  );
  expect(say(part.observed, "en")).toBe("15 August 2023, 30 days ago");
  expect(say(part.required, "en")).toBe("must be within 30 days");
  expect(describe({ code: "too-precise" }, zhCN)).toBe("最多填写两位小数。");
});

test("values are written by their type", () => {
  const words = new Words(en, loadPolicy().document);
  expect(words.value(1234.5, "gmvTarget")).toBe("¥1,234.50");
  expect(words.value(330, "plannedMinutes")).toBe("5 hours 30 minutes");
  expect(words.value(0.035, "refundRate")).toBe("3.5%");
  expect(words.value("never", "lastBroadcastOn")).toBe("never");
});

test("a tag stands for its words once they are loaded", async () => {
  expect(loadedLocale("en")).toBeUndefined();
  expect(() => describe({ code: "too-precise" }, "en")).toThrow(/Await loadLocale\("en"\)/);
  const loaded = await loadLocale("en-GB");
  expect(loaded).toBe(loadedLocale("en"));
  expect(describe({ code: "too-precise" }, "en")).toBe("Two decimals at most, please.");
});

test("messages can be changed before and after they are loaded, and no other changes", async () => {
  rewordLocale("zh-CN", { outcome: { eligible: "可以申请" } });
  const first = await loadLocale("zh-CN");
  rewordLocale("zh-CN", { outcome: { ineligible: "不可以申请" } });
  const second = await loadLocale("zh-CN");
  expect(first.outcome).toEqual({ ...zhCN.outcome, eligible: "可以申请" });
  expect(second.outcome).toEqual({ ...zhCN.outcome, eligible: "可以申请", ineligible: "不可以申请" });
  expect({ ...second, outcome: zhCN.outcome }).toEqual(zhCN);
});

test("a language can be added, and is loaded when it is asked for; a failure is tried again", async () => {
  let tries = 0;
  addLocale("de", () => {
    tries += 1;
    return tries === 1
      ? Promise.reject(new Error("offline"))
      : Promise.resolve(reword(en, { tag: "de", intl: "de", outcome: { eligible: "berechtigt" } }));
  });
  expect(locales()).toEqual(["zh-CN", "en", "de"]);
  expect(nearestLocale("de-AT")).toBe("de");
  await expect(loadLocale("de-AT")).rejects.toMatchObject({ code: "not-ready", cause: { message: "offline" } });
  const german = await loadLocale("de-AT");
  expect([german.outcome.eligible, tries]).toEqual(["berechtigt", 2]);
});

test("what takes the place of a source counts, and nothing loaded is an error, not a wait", async () => {
  let fail: (reason: Error) => void = () => undefined;
  addLocale("nl", () => new Promise((_, reject) => (fail = reject)));
  const pending = loadLocale("nl");
  addLocale("NL", reword(en, { tag: "nl" }));
  fail(new Error("the old source"));
  expect((await pending).tag).toBe("nl");
  expect(locales().filter((tag) => /nl/i.test(tag))).toEqual(["nl"]);
  addLocale("sv", () => Promise.resolve(undefined as unknown as typeof en));
  await expect(loadLocale("sv")).rejects.toMatchObject({ code: "not-ready" });
});
