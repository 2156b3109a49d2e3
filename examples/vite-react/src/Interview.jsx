// One question at a time, then the verdict.

import { useEffect, useRef } from "react";
import { Question } from "./Question.jsx";
import { useInterview } from "./useInterview.js";
import { Verdict } from "./Verdict.jsx";

export function Interview({ policy, programme, words }) {
  const [interview, state] = useInterview(policy, programme);
  const heading = useRef(null);
  const shown = useRef(state.current);

  // A new question takes the focus; the first one does not.
  useEffect(() => {
    if (shown.current === state.current) return;
    shown.current = state.current;
    heading.current.focus();
  }, [state.current]);

  const parts = { heading, interview, state, words };
  return (
    <>
      {state.current === null ? <Verdict {...parts} /> : <Question key={state.current} {...parts} />}
      {state.depth > 0 && (
        <p>
          <button type="button" onClick={() => interview.back()}>
            {words.messages.question.back}
          </button>
        </p>
      )}
    </>
  );
}
