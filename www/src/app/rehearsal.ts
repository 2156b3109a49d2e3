// An engine compiles each part of the core when it is first asked for it, and on a slow phone that takes longer than the
// answer. What will be asked next is asked once beforehand, while the reader reads.

import type { Policy } from "kaibo";
import { createInterview } from "kaibo/interview";

/** What a browser without idle callbacks waits. */
const PAUSE_MS = 200;

/** Each takes its turn when nothing else is to be done. */
const interview: readonly ((policy: Policy, programme: string) => unknown)[] = [
  (policy, programme) => createInterview(policy, programme),
];

const verdict: typeof interview = [
  (policy, programme) => createInterview(policy, programme).state.outlook,
  (policy, programme) => createInterview(policy, programme).state.remedies,
];

const rehearsed = new Set<string>();

/** Asks what an interview asks at each answer, or what a verdict asks besides; once. */
export function rehearse(part: "interview" | "verdict", policy: Policy, programme: string): void {
  if (rehearsed.has(part)) return;
  rehearsed.add(part);
  const next = ([turn, ...others]: typeof interview): void => {
    if (!turn) return;
    whenIdle(() => {
      turn(policy, programme);
      next(others);
    });
  };
  next(part === "interview" ? interview : verdict);
}

function whenIdle(then: () => void): void {
  if (typeof requestIdleCallback === "function") requestIdleCallback(then);
  else setTimeout(then, PAUSE_MS);
}
