// Which column of a file is what: its name beside the policy's own words and the names people use.

import type { DocumentFact, PolicyWords } from "kaibo/locales";

import { plainOf } from "./values.js";

/** What a column holds: a fact, by its id; the account's name; or nothing the policy asks, to be carried through. */
export type ColumnUse = { readonly fact: string } | "name" | "carry";

/** The account's own name. */
const ACCOUNT = [
  ...["账号", "账号名", "账号名称", "账号昵称", "名称", "名字", "昵称", "达人", "达人昵称", "主播", "主播昵称", "姓名"],
  ...["name", "account", "accountname", "nickname", "creator", "streamer"],
];

/** Names for the events of a ledger, whatever a policy calls them. */
const EVENTS: Readonly<Record<NonNullable<DocumentFact["fromLedger"]>, readonly string[]>> = {
  firstBroadcast: [
    ...["首播", "首播日期", "首播时间", "首次开播", "首次开播日期", "首次开播时间", "第一次开播", "第一次开播日期"],
    ...["第一次开播时间", "firstbroadcast", "firstbroadcaston", "firstlive", "firststream"],
  ],
  lastBroadcast: [
    ...["最近开播", "最近开播日期", "最近开播时间", "最近一次开播", "最近一次开播日期", "最近一次开播时间", "上次开播"],
    ...["上次开播日期", "上次开播时间", "末次开播", "最后开播", "最后一次开播", "最后开播日期"],
    ...["lastbroadcast", "lastbroadcaston", "lastlive", "laststream"],
  ],
};

/** Words that mean the same: a column bears one of them, and a policy's title or id another. */
const SAME: readonly (readonly string[])[] = [
  ["直播间带货", "带货", "卖货", "直播带货", "直播卖货", "sellingonstream", "sells"],
  ["品牌标资质", "品牌标", "品牌资质", "brandbadgequalification", "brandbadge"],
  ["拿过冷启动扶持", "冷启动扶持", "拿过冷启动", "获得过冷启动扶持", "享受过冷启动扶持", "earliercoldstartsupport"],
  ["绑定的小店关停", "小店关停", "店铺关停", "关店", "boundstoreclosed", "storeclosed"],
  ["小店售假或严重违规", "售假或严重违规", "售假", "严重违规", "counterfeitsorseriousviolation", "counterfeits"],
  ["买卖流量或夸大承诺", "买卖流量", "tradingoroverpromisingtraffic", "tradestraffic"],
  ["作弊", "作弊记录", "cheating", "cheated"],
  ["内容违规", "内容违规记录", "contentviolation"],
  ["退款率", "退货率", "refundrate"],
  ["投诉数量", "投诉", "投诉数", "投诉量", "complaints", "complaintcount"],
  ["标杆直播的开播日期", "计划开播日期", "计划开播", "plannedstart", "plannedstarton", "dayofthebenchmarklive"],
  ["标杆直播的时长", "计划时长", "计划直播时长", "plannedlength", "plannedminutes", "lengthofthebenchmarklive"],
  ["货品独家", "独家货品", "独家", "exclusivegoods"],
  ["货品有优势", "优势货品", "goodswithanadvantage"],
  ["gmv目标", "目标gmv", "gmvtarget"],
];

/** What each column holds, by its name; where two say the same, the first one counts. */
export function usesOf(header: readonly string[], document: PolicyWords): readonly ColumnUse[] {
  const taken = new Set<string>();
  return header.map((name) => {
    const use = useOf(name, document);
    const key = typeof use === "string" ? use : use.fact;
    if (use === "carry" || taken.has(key)) return "carry";
    taken.add(key);
    return use;
  });
}

function useOf(name: string, document: PolicyWords): ColumnUse {
  const bare = bareOf(name);
  if (bare === "") return "carry";
  const fact = document.facts.find((one) => namesOf(one).has(bare));
  if (fact) return { fact: fact.id };
  return ACCOUNT.includes(bare) ? "name" : "carry";
}

/** All names of a fact. */
function namesOf(fact: DocumentFact): ReadonlySet<string> {
  const own = [fact.id, ...Object.values(fact.title)].map(bareOf);
  const same = SAME.filter((names) => names.some((name) => own.includes(name))).flat();
  return new Set([...own, ...same, ...(fact.fromLedger ? EVENTS[fact.fromLedger] : [])]);
}

/** A name without what stands in brackets, signs, and the words that make a question of it. */
function bareOf(name: string): string {
  return plainOf(name)
    .replace(/\(.*?\)|\[.*?\]/g, "")
    .replace(/[\s_/:?%.-]/g, "")
    .replace(/^(?:是否有|有没有|是不是|有无|是否|has|is)(?=.)/, "")
    .replace(/吗$/, "");
}
