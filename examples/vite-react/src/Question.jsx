// What is asked, and the ways to answer it, by its type.

import { describeError } from "kaibo/locales";

export function Question({ heading, interview, state, words }) {
  const { question: messages, value: values } = words.messages;
  const { fact: id, type, options } = state.questions.find(({ fact }) => fact === state.current);
  const { question, help } = words.document.facts.find((fact) => fact.id === id);
  const given = state.answers[id];
  const error = errorOf(state, words);
  const isDay = type === "pastEvent" || type === "plannedEvent";
  const label = labelOf(type, messages);

  /** A day is a text, money is in yuan, and a ratio is a share of 1. */
  function confirm(event) {
    event.preventDefault();
    const typed = new FormData(event.target).get("answer");
    const number = Number(typed);
    interview.answer(id, isDay ? typed : type === "ratio" ? Number((number / 100).toFixed(6)) : number);
  }

  return (
    <section className="answers">
      <h2 ref={heading} tabIndex={-1}>
        {words.text(question)}
      </h2>
      {help && <p>{words.text(help)}</p>}
      {label && (
        <form onSubmit={confirm}>
          <label htmlFor="answer">{label}</label>
          <input
            id="answer"
            name="answer"
            required
            autoComplete="off"
            type={isDay ? "date" : "text"}
            inputMode={isDay ? undefined : "decimal"}
            aria-invalid={error !== ""}
            aria-describedby="error"
          />
          <button type="submit">{messages.next}</button>
        </form>
      )}
      <p id="error" role="alert">
        {error}
      </p>
      {choicesOf(type, options).map((value) => (
        <button
          key={String(value)}
          type="button"
          aria-pressed={given === value}
          onClick={() => interview.answer(id, value)}
        >
          {words.value(value, id)}
        </button>
      ))}
      <button type="button" aria-pressed={state.skipped.includes(id)} onClick={() => interview.skip(id)}>
        {messages.notSure}
      </button>
      {given !== undefined && <p>{words.say(values.answered, { value: words.value(given, id) })}</p>}
      <p>{words.say(messages.remaining, { count: state.remaining - 1 })}</p>
    </section>
  );
}

/** What an input is called; a boolean and a choice have none. */
function labelOf(type, { day, money, percent, minutes, number }) {
  const labels = { boolean: null, choice: null, pastEvent: day, plannedEvent: day, money, ratio: percent, minutes };
  return type in labels ? labels[type] : number;
}

/** The answers that are buttons. */
function choicesOf(type, options) {
  return { boolean: [true, false], choice: options, pastEvent: ["never"], rating: ["unrated"] }[type] ?? [];
}

function errorOf({ current, errors, knownAt }, words) {
  const refused = errors[current];
  if (!refused) return "";
  const other = words.list(refused.conflicts.map((id) => words.title(id)));
  const day = words.day(knownAt);
  return describeError(words, refused.code, other === "" ? { day } : { day, other });
}
