// Starts the page: loads the core and the words, opens what is kept, and shows it.

import coreAddress from "kaibo/core.wasm?url";
import { loadLocale } from "kaibo/locales";
import { init, loadPolicy } from "kaibo/slim";

import { App, addressLocale } from "./app/app.js";
import { Store } from "./app/store.js";
import "./screens/check.js";
import { showPage } from "./shell.js";

const QUIET_MS = 3000;

await start();

async function start(): Promise<void> {
  const place = document.querySelector("#page");
  if (!place) return;
  try {
    const locale = addressLocale();
    await Promise.all([loadLocale(locale), init(coreAddress)]);
    const app = new App(loadPolicy(), locale);
    await app.open(Store.open);
    showPage(app, place);
    whenQuiet(() => void keepOffline(app));
  } catch (error) {
    console.error(error);
    sayItFailed();
  }
}

/** Calls `then` when the page has loaded and has nothing to do: what comes later must not hold up the first visit. */
function whenQuiet(then: () => void): void {
  const wait = () =>
    typeof requestIdleCallback === "function"
      ? requestIdleCallback(then, { timeout: QUIET_MS })
      : setTimeout(then, QUIET_MS);
  if (document.readyState === "complete") wait();
  else addEventListener("load", wait, { once: true });
}

/** Keeps a copy of the page for the days without a network; where the browser has no place for one, nothing is lost. */
async function keepOffline(app: App): Promise<void> {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  try {
    const { followUpdates } = await import("./app/update.js");
    await followUpdates(app, navigator.serviceWorker);
  } catch {
    // The page is there, and works as it did.
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
