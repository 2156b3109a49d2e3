// Starts the page: loads the core and the words, opens what is kept, and shows it.

import coreAddress from "kaibo/core.wasm?url";
import { loadLocale } from "kaibo/locales";
import { init, loadPolicy } from "kaibo/slim";

import { loadAgain } from "./app/again.js";
import { App, addressLocale } from "./app/app.js";
import { CURRENT } from "./app/keeper.js";
import { Store } from "./app/store.js";
import { keepOffline } from "./app/update.js";
import "./screens/check.js";
import { showPage } from "./shell.js";

await start();

async function start(): Promise<void> {
  const place = document.querySelector("#page");
  if (!place) return;
  try {
    const locale = addressLocale();
    const opening = Store.open(CURRENT);
    // Where none opens, the app says so.
    opening.catch(() => undefined);
    await Promise.all([loadLocale(locale), init(coreAddress)]);
    const app = new App(loadPolicy(), locale);
    await app.open(opening);
    showPage(app, place);
    loadAgain(app);
    keepOffline(app);
  } catch (error) {
    console.error(error);
    sayItFailed();
  }
}

function sayItFailed(): void {
  const failed = document.querySelector<HTMLElement>("#failed");
  const waiting = document.querySelector<HTMLElement>("#waiting");
  if (!failed || !waiting) return;
  waiting.hidden = true;
  failed.hidden = false;
  failed.querySelector("button")?.addEventListener("click", () => location.reload());
}
