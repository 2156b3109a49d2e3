// Starts the page: loads the core, hands the policy to the element, and keeps language and history in step.

import coreAddress from "kaibo/core.wasm?url";
import "kaibo/elements";
import type { KaiboChecker, LocaleDetail } from "kaibo/elements";
import { nearestLocale, Words } from "kaibo/locales";
import { init, loadPolicy } from "kaibo/slim";

import { keepHistory } from "./history.js";

const LANGUAGE = "lang";

const checker = document.querySelector("kaibo-checker") as KaiboChecker;

speak(nearestLocale(new URLSearchParams(location.search).get(LANGUAGE)));
checker.addEventListener("kaibo-locale", (event) => {
  const { locale } = (event as CustomEvent<LocaleDetail>).detail;
  speak(locale);
  remember(locale);
});
keepHistory(checker);
await start();

async function start(): Promise<void> {
  try {
    await init(coreAddress);
    checker.policy = loadPolicy();
  } catch (error) {
    console.error(error);
    sayItFailed();
  }
}

function speak(locale: string): void {
  const { messages } = new Words(nearestLocale(locale));
  checker.locale = messages.tag;
  document.documentElement.lang = messages.tag;
  document.title = messages.page.title;
}

/** The address carries the language, so that a link opens in it. */
function remember(locale: string): void {
  const address = new URL(location.href);
  address.searchParams.set(LANGUAGE, locale);
  history.replaceState(history.state, "", address);
}

function sayItFailed(): void {
  const { messages } = new Words(nearestLocale(checker.locale));
  const waiting = document.querySelector("#waiting");
  if (!waiting) return;
  const reload = document.createElement("button");
  reload.type = "button";
  reload.textContent = messages.page.reload;
  reload.addEventListener("click", () => location.reload());
  waiting.replaceChildren(messages.page.failed, reload);
}
