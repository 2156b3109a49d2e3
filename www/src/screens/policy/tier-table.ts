// A tier table in words, a line for each tier.

import type { TierRow } from "kaibo";
import type { Words } from "kaibo/locales";

import { byId, type Policy } from "./document.js";

/** The tiers of a table in words: the figure, from where to where, and what is paid for it. */
export function tierLines(words: Words, document: Policy, rows: readonly TierRow[], paid: string): readonly string[] {
  const { sentence, clauseSeparator } = words.messages;
  return rows.map((row) => {
    const reward = row.reward ? rewardWords(words, document, row.reward, paid) : "";
    const result = [rangeWords(words, document, row), reward].filter(Boolean).join(clauseSeparator);
    return words.say(sentence.result, { title: words.title(row.metric), result });
  });
}

function rangeWords(words: Words, document: Policy, { metric, atLeast, below, atMost }: TierRow): string {
  const { tierFrom, tierBetween } = words.messages.progress;
  const from = figure(words, document, metric, atLeast);
  const end = below ?? atMost;
  if (end === undefined) return words.say(tierFrom, { from });
  return words.say(tierBetween, { from, to: figure(words, document, metric, end) });
}

function rewardWords(words: Words, document: Policy, reward: NonNullable<TierRow["reward"]>, paid: string): string {
  const kind = words.text(byId(document.rewardKinds, reward.kind)?.title) || reward.kind;
  const amount = reward.amount == null ? "" : ` ${words.number(reward.amount)}`;
  return [words.say(paid, { kind, amount }), reward.note].filter(Boolean).join(words.messages.clauseSeparator);
}

/** A figure in its metric's unit. */
function figure(words: Words, document: Policy, id: string, value: number): string {
  const metric = byId(document.metrics, id);
  const { days, broadcasts, viewers } = words.messages.progress.unit;
  const units: Readonly<Record<string, string>> = {
    days,
    count: broadcasts,
    averageViewers: viewers,
    peakViewers: viewers,
  };
  const unit = units[metric?.measure ?? ""];
  return unit === undefined ? words.value(value, id) : words.say(unit, { count: value });
}
