// A broadcast in a line: when, how long, and what it brought in.

import type { Broadcast } from "kaibo";
import type { Words } from "kaibo/locales";

import { onClock } from "../../days.js";

/** Words the package has none for. */
export interface ViewersWords {
  readonly viewers: string;
  readonly averageViewers: string;
}

const MILLISECONDS_IN_A_MINUTE = 60_000;

/** The line, on the policy's clock. What is not known is not said. */
export function broadcastLine(words: Words, broadcast: Broadcast, of: ViewersWords): string {
  const { ledger, clauseSeparator } = words.messages;
  const { minutes, endedAt, gmv, refundedGmv, viewers, averageViewers } = broadcast;
  const start = startOf(broadcast.startedAt, words.document?.utcOffset ?? "+00:00");
  const ended = endedAt === undefined ? 0 : (msOf(endedAt) - msOf(broadcast.startedAt)) / MILLISECONDS_IN_A_MINUTE;
  const parts = [
    [words.day(start.slice(0, 10)), start.slice(11, 16)].filter(Boolean).join(" "),
    words.duration(Math.round(minutes ?? ended)),
    gmv === undefined ? "" : words.say(ledger.itemGmv, { gmv: words.money(gmv) }),
    refundedGmv === undefined ? "" : words.say(ledger.itemRefunded, { refunded: words.money(refundedGmv) }),
    viewers === undefined ? "" : words.say(of.viewers, { viewers: words.number(viewers) }),
    averageViewers === undefined ? "" : words.say(of.averageViewers, { viewers: words.number(averageViewers) }),
  ];
  return parts.filter(Boolean).join(clauseSeparator);
}

/** A moment as it is written with that offset; a day stays a day. */
function startOf(moment: Date | string, utcOffset: string): string {
  if (typeof moment === "string" && !moment.includes("T")) return moment;
  return onClock(utcOffset, msOf(moment));
}

function msOf(moment: Date | string): number {
  return new Date(moment).getTime();
}
