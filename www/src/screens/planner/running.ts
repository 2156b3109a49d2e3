// What can be said of a live while it runs: figures from its start, its GMV so far and the plan.

import type { Broadcast } from "kaibo";
import type { InterviewState } from "kaibo/interview";

import type { App } from "../../app/app.js";
import { dayOf } from "../../days.js";
import { interviewOf } from "../screen.js";
import type { Plan } from "./plan.js";

/** What is known of the live. */
export interface Running {
  readonly startedAt: string;
  /** Whole minutes so far. */
  readonly minutes: number;
  readonly gmv: number | undefined;
}

/** The pace of a live. */
export interface Pace {
  /** GMV an hour so far. */
  readonly rate: number;
  /** The GMV at the planned end, if it goes on so; nothing where no end lies ahead. */
  readonly projected: number | undefined;
}

const MINUTES_IN_AN_HOUR = 60;

/** How fast it sells; nothing before the first minute is over. */
export function paceOf({ minutes, gmv }: Running, planned: number | undefined): Pace | undefined {
  if (gmv === undefined || minutes === 0) return undefined;
  const isAhead = planned !== undefined && planned > minutes;
  return {
    rate: Math.round((gmv / minutes) * MINUTES_IN_AN_HOUR),
    projected: isAhead ? Math.round((gmv / minutes) * planned) : undefined,
  };
}

/** It as a broadcast of a ledger. */
export function broadcastOf({ startedAt, minutes, gmv }: Running): Broadcast {
  return { startedAt, minutes, ...(gmv === undefined ? {} : { gmv }) };
}

/**
 * What the core says of this one broadcast alone, as if the day it started on were the planned one. Where it refuses a
 * figure, the error is in `errors.ledger`.
 */
export function stateDuring(app: App, plan: Plan, running: Running): InterviewState {
  const day = dayOf(running.startedAt);
  const planned = plan.facts.map(({ id }) => id);
  const own = Object.entries(app.account.answers).filter(([fact]) => planned.includes(fact));
  const answers = { ...Object.fromEntries(own), [plan.event]: day };
  const account = { ...app.account, asOf: null, answers, ledger: null, plannedBroadcasts: [] };
  const interview = interviewOf(app, account, plan.programme.id);
  interview.setLedger({ broadcasts: [broadcastOf(running)], since: day, through: day });
  return interview.state;
}
