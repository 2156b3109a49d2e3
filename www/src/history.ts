// The phone's back gesture takes one step back in the interview instead of leaving the page.

import type { KaiboChecker, StepDetail } from "kaibo/elements";

/** Keeps the browser's history as deep as the interview. */
export function keepHistory(checker: KaiboChecker): void {
  /** The page itself moves in the history, or follows it: what comes of it is not to be answered again. */
  let moving = false;

  checker.addEventListener("kaibo-step", (event) => {
    if (moving) return;
    const { depth } = (event as CustomEvent<StepDetail>).detail;
    const before = depthNow();
    if (depth > before) history.pushState({ depth }, "");
    else if (depth < before) {
      moving = true;
      history.go(depth - before);
    } else {
      history.replaceState({ depth }, "");
    }
  });

  addEventListener("popstate", () => {
    if (moving) {
      moving = false;
      return;
    }
    void follow();
  });

  /** Takes the steps back that the history took. A step forward cannot be taken again: the depth is set right. */
  async function follow(): Promise<void> {
    moving = true;
    while (checker.depth > depthNow() && checker.back());
    await checker.updateComplete;
    moving = false;
    history.replaceState({ depth: checker.depth }, "");
  }
}

function depthNow(): number {
  const state: unknown = history.state;
  return typeof state === "object" && state !== null && "depth" in state && typeof state.depth === "number"
    ? state.depth
    : 0;
}
