// What the screen for the policy makes of a document, of whatever policy: its sections, its clauses, what each asks.

import { readFileSync } from "node:fs";

import { expect, test } from "@playwright/test";

import { loadPolicy } from "../../pkg/dist/index.js";
import { en } from "../../pkg/dist/locales/en.js";
import { Words } from "../../pkg/dist/locales/index.js";
import { zhCN } from "../../pkg/dist/locales/zh-CN.js";
import { type Condition, type Policy, policyOf } from "../../www/src/screens/policy/document.ts";
import { officialYears, versionOn } from "../../www/src/screens/policy/in-time.ts";
import { clausesWith, dependentsOf, type Outline, outlineOf, type Rule } from "../../www/src/screens/policy/outline.ts";
import { type Asked, askedBy } from "../../www/src/screens/policy/requirement.ts";
import { tierLines } from "../../www/src/screens/policy/tier-table.ts";

const builtIn = loadPolicy();
const example = loadPolicy(
  readFileSync(new URL("../../policies/examples/twitch-affiliate.json", import.meta.url), "utf8"),
);
const document = policyOf(builtIn.document);
const other = policyOf(example.document);
const mine = { answer: "{title} = {value}", unratedPasses: "{says} (or none)", unratedFails: "{says} (and some)" };

/** The Chinese words of a document. */
const chinese = (policy: Policy) => new Words(zhCN, policy as never);
const idsOf = (rules: readonly Rule[]) => rules.map(({ kind, criterion }) => `${kind} ${criterion.id}`);
const anchorsOf = (outline: Outline) =>
  outline.clauses.flatMap(({ citations }) => citations.map(({ anchor }) => anchor));

/** A tree as lines. */
function linesOf(asked: Asked, depth = 0): readonly string[] {
  const own = `${"  ".repeat(depth)}${asked.group ?? asked.says}`;
  return [own, ...asked.parts.flatMap((part) => linesOf(part, depth + 1))];
}

test("what all programmes use is said once, and each keeps what is its own, in the document's order", () => {
  const { shared, programmes, unused } = outlineOf(document);
  expect(idsOf(shared.rules)).toEqual([
    "criterion sells-on-stream",
    "criterion no-brand-badge",
    "bar store-closed",
    "bar counterfeit-or-serious-violation",
    "bar trades-or-overpromises-traffic",
    "bar cheating",
    "risk content-violation",
    "risk refund-rate-high",
    "risk complaints-high",
  ]);
  expect(programmes.map(({ rules }) => idsOf(rules))).toEqual([
    ["criterion never-supported-before", "criterion newcomer-or-dormant"],
    ["criterion platform-requirements"],
    [
      "criterion five-hours-or-more",
      "criterion exclusive-or-advantaged-goods",
      "criterion gmv-target-high-enough",
      "criterion two-weeks-ahead",
    ],
  ]);
  expect(unused).toEqual({ rules: [], caveats: [] });
});

test("a shared criterion names the programmes in which it rests on more", () => {
  const [sells] = outlineOf(document).shared.rules;
  expect(sells?.rests).toEqual([]);
  const more = sells?.restsIn.map(({ assumption, programmes }) => [assumption.id, programmes.map(({ id }) => id)]);
  expect(more).toEqual([["one-definition-for-all", ["growth", "benchmark"]]]);
});

test("where one of the programmes does without, or writes it in another list, nothing is shared", () => {
  const [first, second] = document.programmes;
  if (!first || !second) throw new Error("there are two programmes at least");
  const lacking = { ...document, programmes: [first, { ...second, bars: [], risks: second.bars ?? [] }] };
  const { shared, programmes } = outlineOf(lacking);
  expect(idsOf(shared.rules)).toEqual(["criterion sells-on-stream", "criterion no-brand-badge"]);
  expect(idsOf(programmes[1]?.rules ?? [])).toContain("risk cheating");
});

test("what no programme uses is not lost", () => {
  const [first] = document.programmes;
  if (!first) throw new Error("there is a programme");
  const alone = { ...document, programmes: [{ ...first, bars: [], caveats: [] }] };
  const { unused } = outlineOf(alone);
  expect(idsOf(unused.rules)).toContain("criterion cheating");
  expect(unused.caveats).toHaveLength(document.caveats?.length ?? 0);
});

test("of one programme alone nothing is shared, and no notice is made up", () => {
  const { shared, programmes, warning, clauses } = outlineOf(other);
  expect(shared).toEqual({ rules: [], caveats: [] });
  expect(warning).toBeUndefined();
  expect(programmes.map(({ rules }) => rules.length)).toEqual([4]);
  expect(clauses.map(({ id }) => id)).toEqual(["affiliate"]);
  expect(clauses[0]?.citations.map(({ kind }) => kind)).toEqual([
    "programme",
    ...["criterion", "criterion", "criterion", "criterion"],
    ...["task", "reward", "parameter"],
    ...["assumption", "assumption", "assumption"],
  ]);
});

test("the first notice of all programmes is the warning", () => {
  expect(outlineOf(document).warning?.caveat.id).toBe("never-pay");
  const [first] = document.programmes;
  const alone = outlineOf({ ...document, programmes: first ? [first] : [] });
  expect(anchorsOf(alone)).toContain(alone.warning?.anchor);
});

for (const [name, policy] of [
  ["the built-in policy", document],
  ["the example", other],
] as const) {
  test(`${name}: every entry stands in one place, under its clause`, () => {
    const outline = outlineOf(policy);
    const anchors = anchorsOf(outline);
    expect(new Set(anchors).size).toBe(anchors.length);
    for (const { id, citations } of outline.clauses) {
      expect.soft(citations.map(({ clause }) => clause)).toEqual(citations.map(() => id));
    }
  });
}

test("a clause that is cited and not restated comes after those that are, by its number", () => {
  const cited = { ...document, clauses: document.clauses?.filter(({ id }) => !["3.1", "1.1", "4.2(7)"].includes(id)) };
  const clauses = outlineOf({ ...cited, clauses: cited.clauses ?? [] }).clauses;
  expect(clauses.slice(-3).map(({ id, clause }) => [id, clause])).toEqual([
    ["1.1", undefined],
    ["3.1", undefined],
    ["4.2(7)", undefined],
  ]);
});

test("a parameter knows what nobody can tell without it", () => {
  const outline = outlineOf(document);
  const of = (parameter: string) => dependentsOf(outline, parameter).map(({ kind, id }) => `${kind} ${id}`);
  expect(of("benchmarkGmvTarget")).toEqual(["criterion gmv-target-high-enough"]);
  expect(of("refundRateLimit")).toEqual(["risk refund-rate-high"]);
  expect(of("growthRequirements")).toEqual(["criterion platform-requirements"]);
  expect(of("benchmarkRewards")).toEqual(["task benchmark-live", "reward benchmark-rewards"]);
  expect(of("nothing")).toEqual([]);
});

test("clauses are found by number, by words, by what cites them, in any width of letters", () => {
  const { clauses } = outlineOf(document);
  const words = chinese(document);
  const found = (query: string) => clausesWith(clauses, query, (text) => words.text(text)).map(({ id }) => id);
  expect(found("4.2(4)")).toEqual(["4.2(4)"]);
  expect(found("  4.2（4） ")).toEqual(["4.2(4)"]);
  expect(found("GMV 门槛")).toEqual(found("ｇｍｖ　门槛"));
  expect(found("GMV 门槛")).toContain("3.1");
  expect(found("refund-rate-high")).toEqual(["4.2(4)"]);
  expect(found("退款 投诉")).toEqual(["4.2(4)"]);
  expect(found("没有这样的词")).toEqual([]);
  expect(found("")).toHaveLength(clauses.length);
});

test("each criterion says what it asks in the policy's words", () => {
  const words = chinese(document);
  const { shared, programmes } = outlineOf(document);
  const rules = [...shared.rules, ...programmes.flatMap((programme) => programme.rules)];
  const says = (id: string) => {
    const rule = rules.find(({ criterion }) => criterion.id === id);
    if (!rule) throw new Error(id);
    return linesOf(askedBy(words, document, rule.criterion.condition, mine, rule.kind !== "criterion"));
  };
  expect(says("newcomer-or-dormant")).toEqual([
    "any",
    "  首播日期：要求在 30 天以内",
    "  最近一次开播日期：要求已超过 60 天，或从未",
  ]);
  expect(says("store-closed")).toEqual(["绑定的小店关停 = 否"]);
  expect(says("refund-rate-high")).toEqual(["退款率：要求不高于「退款率上限」（没有公布）"]);
  expect(says("five-hours-or-more")).toEqual(["标杆直播的时长：要求至少 5 小时"]);
  expect(says("two-weeks-ahead")).toEqual(["标杆直播的开播日期：要求至少提前 14 天"]);
});

test("the requirement in words is what the core gives as required", () => {
  for (const [policy, loaded] of [
    [document, builtIn],
    [other, example],
  ] as const) {
    const words = chinese(policy);
    const { shared, programmes } = outlineOf(policy);
    const rules = [...shared.rules, ...programmes.flatMap((programme) => programme.rules)];
    for (const { kind, criterion } of rules) {
      const result = loaded
        .assess({})
        .programmes.flatMap(({ criteria }) => criteria.filter(({ id }) => id === criterion.id))[0];
      const required = result?.required;
      if (!required || typeof required.value === "boolean") continue;
      const { fact, metric, parameter } = criterion.condition;
      const asked = askedBy(words, policy, criterion.condition, mine, kind !== "criterion");
      expect.soft(asked.says, criterion.id).toContain(words.required(required, fact ?? metric ?? parameter));
    }
  }
});

test("a condition is turned about where it is forbidden, at every depth", () => {
  const words = new Words(en, document as never);
  const condition: Condition = {
    none: [
      { fact: "hasBrandBadge", is: true },
      {
        all: [
          { fact: "plannedMinutes", below: 300 },
          { fact: "gmvTarget", atMost: 10 },
        ],
      },
      {
        any: [
          { fact: "plannedStartOn", ahead: { days: 1 } },
          { fact: "lastBroadcastOn", within: { months: 2 } },
        ],
      },
    ],
  };
  expect(linesOf(askedBy(words, document, condition, mine))).toEqual([
    "all",
    "  Brand-badge qualification = no",
    "  any",
    "    Length of the benchmark live: must be at least 5 hours",
    "    GMV target: must be more than ¥10",
    "  all",
    "    Day of the benchmark live: must be less than 1 day ahead",
    "    Last broadcast: must be more than 2 months ago, or never",
  ]);
  expect(linesOf(askedBy(words, document, condition, mine, true))).toEqual([
    "any",
    "  Brand-badge qualification = yes",
    "  all",
    "    Length of the benchmark live: must be less than 5 hours",
    "    GMV target: must be at most ¥10",
    "  any",
    "    Day of the benchmark live: must be at least 1 day ahead",
    "    Last broadcast: must be within 2 months",
  ]);
});

test("a missing rating is spoken of where the document does, and a published parameter gives its value", () => {
  const rated: Policy = {
    ...document,
    parameters: [{ id: "least", clause: "1", type: "number", published: 4.5, title: { en: "Least rating" } }],
  };
  const words = new Words(en, rated as never);
  const condition: Condition = { fact: "score", atLeast: { parameter: "least" }, orUnrated: true };
  expect(askedBy(words, rated, condition, mine).says).toBe("score: must be at least 4.5 (or none)");
  expect(askedBy(words, rated, condition, mine, true).says).toBe("score: must be less than 4.5 (and some)");
});

test("a published table is written out in its metrics' units", () => {
  const table = other.parameters?.[0]?.published;
  if (!Array.isArray(table)) throw new Error("the example publishes a table");
  expect(tierLines(chinese(other), other, table, "{kind}{amount}")).toEqual([
    "近 30 天直播时长：4 小时 起",
    "近 30 天开播天数：4 天 起",
    "近 30 天平均观看人数：3 人 起",
  ]);
  const told = [{ metric: "eventGmvShare", atLeast: 0.5, below: 1, reward: { kind: "traffic-voucher", amount: 2000 } }];
  expect(tierLines(chinese(document), document, told, "给{kind}{amount}")).toEqual([
    "这场活动完成了目标的多少：50% 到 100%；给流量券 2,000",
  ]);
});

test("the version that counts on a day, and whether that day is within its days", () => {
  expect(versionOn(builtIn, "2023-09-14")).toEqual({ version: "2023-09-14", inForce: true });
  const dated = loadPolicy([
    { ...builtIn.document, version: "one", effective: { from: "2023-01-01", until: "2023-06-30" } },
    { ...builtIn.document, version: "two", effective: { from: "2023-07-01", until: "2023-12-31" } },
  ]);
  expect(versionOn(dated, "2023-03-01")).toEqual({ version: "one", inForce: true });
  expect(versionOn(dated, "2023-07-01")).toEqual({ version: "two", inForce: true });
  expect(versionOn(dated, "2025-01-01")).toEqual({ version: "two", inForce: false });
});

test("the years of official holidays are those of the calendar's data", () => {
  const data = readFileSync(new URL("../../policies/business-days/CN.json", import.meta.url), "utf8");
  const { years } = JSON.parse(data) as { years: { from: number; through: number } };
  expect(officialYears(builtIn, "cold-start", `${years.through}-01-01`)).toEqual(years);
  expect(officialYears(builtIn, "growth", "2026-01-01")).toBeNull();
});
