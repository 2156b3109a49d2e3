import { createInterview } from "kaibo/interview";
import { useMemo, useSyncExternalStore } from "react";

/** An interview, and its state: a new object after every change, as React wants it. */
export function useInterview(policy, programme) {
  const { interview, subscribe, read } = useMemo(() => {
    const interview = createInterview(policy, programme);
    return {
      interview,
      subscribe: (listener) => interview.subscribe(listener),
      read: () => interview.state,
    };
  }, [policy, programme]);
  return [interview, useSyncExternalStore(subscribe, read)];
}
