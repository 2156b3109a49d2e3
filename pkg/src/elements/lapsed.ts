// A list of broadcasts that was said to be complete, as far as a day that has passed since.

import type { InterviewState, Ledger } from "../interview.js";
import type { Words } from "../locales/words.js";

/** An interview whose list was said to be complete, but not up to now. */
export interface Lapsed extends InterviewState {
  readonly ledger: Ledger & { readonly since: string; readonly through: string };
}

/** Whether the list was said to be complete, but not up to now. */
export function isLapsed(state: InterviewState | undefined): state is Lapsed {
  const { since = null, through = null } = state?.ledger ?? {};
  return state !== undefined && since !== null && through !== null && through < state.knownAt;
}

/** Until when it was, and what that does. */
export function lapsedWords(words: Words, { ledger }: Lapsed): string {
  return words.say(words.messages.ledger.lapsed, { through: words.day(ledger.through) });
}
