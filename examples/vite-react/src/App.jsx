// The frame: which programme, which language, and what the answer is based on.

import { loadLocale, locales, Words } from "kaibo/locales";
import { useMemo, useState } from "react";
import { Interview } from "./Interview.jsx";

export function App({ policy, locale }) {
  const { programmes, title, version } = policy.document;
  const [programme, setProgramme] = useState(programmes[0].id);
  const [messages, setMessages] = useState(locale);
  const words = useMemo(() => new Words(messages, policy.document), [messages, policy]);

  async function switchLanguage() {
    const other = await loadLocale(locales().find((tag) => tag !== messages.tag));
    document.documentElement.lang = other.tag;
    document.title = other.page.title;
    setMessages(other);
  }

  return (
    <>
      <header>
        <strong>{messages.page.brand}</strong>
        <button type="button" aria-label={messages.page.switchLanguageLabel} onClick={switchLanguage}>
          {messages.page.switchLanguage}
        </button>
      </header>
      <h1>{messages.start.heading}</h1>
      <label htmlFor="programme">{messages.start.programme}</label>
      <select id="programme" value={programme} onChange={(event) => setProgramme(event.target.value)}>
        {programmes.map((one) => (
          <option key={one.id} value={one.id}>
            {words.text(one.title)}
          </option>
        ))}
      </select>
      <Interview key={programme} policy={policy} programme={programme} words={words} />
      <footer>
        <p>
          {words.say(messages.policy.basis, { title: words.text(title), version })} {messages.policy.decides}
        </p>
        <p>{messages.start.privacy}</p>
      </footer>
    </>
  );
}
