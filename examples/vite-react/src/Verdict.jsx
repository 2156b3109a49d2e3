// What follows from the answers, and why.

import { describe } from "kaibo/locales";

export function Verdict({ heading, interview, state, words }) {
  const { messages, document } = words;
  const { assessment, outlook } = state;
  const { criteria, missing, parametersNeeded, caveats } = assessment;
  // Risks bear on no outcome: they stand apart.
  const risks = criteria.filter(({ kind }) => kind === "risk");
  const say = (result) => describe(result, messages, { document });
  const titles = (ids) => words.list(ids.map((id) => words.title(id)));

  return (
    <section>
      <h2 ref={heading} tabIndex={-1}>
        {say(assessment)}
      </h2>
      <Results results={criteria.filter(({ kind }) => kind !== "risk")} say={say} />
      {parametersNeeded.length > 0 && (
        <p>{words.say(messages.verdict.needed, { parameters: titles(parametersNeeded) })}</p>
      )}
      {missing.length > 0 && (
        <>
          <p>{words.say(messages.verdict.missing, { count: missing.length })}</p>
          <ul>
            {missing.map((id) => (
              <li key={id}>
                <button type="button" onClick={() => interview.goTo(id)}>
                  {words.title(id)}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      {outlook.nextChange && (
        <p>
          {words.say(messages.outlook.next, {
            on: words.day(outlook.nextChange.on),
            outcome: messages.outcome[outlook.nextChange.outcome],
          })}
        </p>
      )}
      {risks.length > 0 && (
        <>
          <h3>{messages.criteria.risks}</h3>
          <p>{messages.criteria.risksHelp}</p>
          <Results results={risks} say={say} />
        </>
      )}
      {caveats.length > 0 && <h3>{messages.notices.heading}</h3>}
      {caveats.map((id) => (
        <p key={id}>{messages.engineCaveat[id] ?? words.text(document.caveats.find((one) => one.id === id)?.title)}</p>
      ))}
    </section>
  );
}

function Results({ results, say }) {
  return (
    <ul>
      {results.map((result) => (
        <li key={result.id} data-result={result.result}>
          {say(result)}
        </li>
      ))}
    </ul>
  );
}
