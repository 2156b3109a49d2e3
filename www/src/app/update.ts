// Keeps the page usable without a network, and asks before a new version takes its place.

import type { App, Notice } from "./app.js";
import { ownScript } from "./fences.js";
import { updateWords } from "./update-words.js";

/** The worker vite-plugin-pwa writes: it keeps the page's own files, and waits for consent to take over. */
const WORKER = "./sw.js";
/** How long a page that stays open waits before it looks for a new version again. */
const LOOK_EVERY_MS = 60 * 60 * 1000;

/** What a browser without idle callbacks waits. */
const QUIET_MS = 3000;

/**
 * Keeps a copy of the page on the device, when the page has nothing else to do: it must not hold up the first visit. Where
 * the browser has no place for one, the page works as it did.
 */
export function keepOffline(app: App): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  whenQuiet(() => follow(app, navigator.serviceWorker).catch(() => undefined));
}

function whenQuiet(then: () => void): void {
  const wait = () =>
    typeof requestIdleCallback === "function"
      ? requestIdleCallback(then, { timeout: QUIET_MS })
      : setTimeout(then, QUIET_MS);
  if (document.readyState === "complete") wait();
  else addEventListener("load", wait, { once: true });
}

/** Registers the worker, and follows what becomes of it; rejects where the browser refuses. */
async function follow(app: App, workers: ServiceWorkerContainer): Promise<void> {
  let isKept = workers.controller !== null;
  const registration = await workers.register(ownScript(WORKER));
  const question = new UpdateQuestion(app, registration);
  if (registration.waiting) question.ask();
  registration.addEventListener("updatefound", () => {
    const fresh = registration.installing;
    fresh?.addEventListener("statechange", () => {
      if (fresh.state === "installed" && registration.active) question.ask();
    });
  });
  workers.addEventListener("controllerchange", () => {
    if (question.consented) location.reload();
    // Let in by another tab: what this page would load later is gone.
    else if (isKept) question.ask();
    isKept = true;
  });
  lookAgain(registration);
}

/**
 * Asks, at the foot of the page, whether to update, until it is answered. What else is said there comes first, and the
 * question again after it.
 */
class UpdateQuestion {
  #consented = false;
  #isOpen = false;
  #said: Notice | undefined;

  constructor(
    readonly app: App,
    readonly registration: ServiceWorkerRegistration,
  ) {
    app.subscribe(() => queueMicrotask(() => this.#stay()));
  }

  /** Whether the page is to be loaded anew as soon as the new version is in. */
  get consented(): boolean {
    return this.#consented;
  }

  ask(): void {
    // Where nothing can be kept, loading the page anew would lose what was entered: the next visit brings it.
    if (this.app.keeping === "nowhere") return;
    this.#isOpen = true;
    this.#say();
  }

  #say(): void {
    const answer = () => {
      this.#isOpen = false;
    };
    const run = () => {
      answer();
      void this.#update();
    };
    const update = { words: () => wordsOf(this.app).update, run };
    this.#said = { words: () => wordsOf(this.app).ready, action: update, closed: answer };
    this.app.say(this.#said);
  }

  /** Said again after another notice. */
  #stay(): void {
    const { notice } = this.app;
    if (this.#isOpen && notice === undefined) this.#say();
  }

  /** Lets the new version in, once all that was entered is kept. */
  async #update(): Promise<void> {
    await this.app.settled();
    if (this.app.keeping !== "kept") {
      this.#isOpen = true;
      this.app.say({ words: () => wordsOf(this.app).unsaved });
      return;
    }
    const { waiting } = this.registration;
    // Where none waits, another tab has let it in already.
    if (!waiting) return location.reload();
    this.#consented = true;
    waiting.postMessage({ type: "SKIP_WAITING" });
  }
}

/** A page can stay open for days: it looks for a new version when it is come back to. */
function lookAgain(registration: ServiceWorkerRegistration): void {
  let looked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" || Date.now() - looked < LOOK_EVERY_MS) return;
    looked = Date.now();
    // Without a network there is none to be found.
    registration.update().catch(() => undefined);
  });
}

function wordsOf({ locale }: App): (typeof updateWords)["en"] {
  return locale === "en" ? updateWords.en : updateWords["zh-CN"];
}
