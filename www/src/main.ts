// Starts the page: loads the core, hands the policy to the element, and keeps language and history in step.

import coreAddress from "kaibo/core.wasm?url";
import "kaibo/elements";
import type { KaiboChecker, LocaleDetail } from "kaibo/elements";
import { loadLocale, nearestLocale } from "kaibo/locales";
import { init, loadPolicy } from "kaibo/slim";

import { keepHistory } from "./history.js";

const LANGUAGE = "lang";

const checker = document.querySelector("kaibo-checker") as KaiboChecker;

checker.addEventListener("kaibo-locale", (event) => {
  const { locale } = (event as CustomEvent<LocaleDetail>).detail;
  speak(locale).catch(console.error);
  remember(locale);
});
keepHistory(checker);
await start();

async function start(): Promise<void> {
  try {
    await Promise.all([speak(nearestLocale(new URLSearchParams(location.search).get(LANGUAGE))), init(coreAddress)]);
    checker.policy = loadPolicy();
  } catch (error) {
    console.error(error);
    sayItFailed();
  }
}

async function speak(locale: string): Promise<void> {
  checker.locale = locale;
  const messages = await loadLocale(locale);
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
  const failed = document.querySelector<HTMLElement>("#failed");
  const waiting = document.querySelector<HTMLElement>("#waiting");
  if (!failed || !waiting) return;
  waiting.hidden = true;
  failed.hidden = false;
  failed.querySelector("button")?.addEventListener("click", () => location.reload());
}
