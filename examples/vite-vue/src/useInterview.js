import { createInterview } from "kaibo/interview";
import { onScopeDispose, shallowRef } from "vue";

/** An interview, and its state as a ref. Shallow: each state is a new object, and nothing in it ever changes. */
export function useInterview(policy, programme) {
  const interview = createInterview(policy, programme);
  const state = shallowRef(interview.state);
  const unsubscribe = interview.subscribe((next) => {
    state.value = next;
  });
  onScopeDispose(unsubscribe);
  return { interview, state };
}
