// What is typed into the package's elements is kept as it is typed, and stands there again after a reload.

import type { LitElement } from "lit";

import type { App } from "./app.js";

type Box = HTMLInputElement | HTMLTextAreaElement;

/** What can be typed into; a file is chosen anew, and buttons are not typed. */
const BOXES = "textarea, input:not([type=radio], [type=checkbox], [type=file], [readonly])";

/** Keeps what is typed below a screen, as `typed` of the account: `prefix.scope.box`. */
export class Typing {
  /**
   * @param screen - The screen; only what it shows is kept.
   * @param prefix - The screen's name.
   * @param scope - What is asked for just now: the same box serves one question after another.
   */
  constructor(
    readonly screen: LitElement & { readonly app: App },
    readonly prefix: string,
    readonly scope: () => string,
  ) {}

  /** To be called with each `input` event. */
  hear(event: Event): void {
    const [box] = event.composedPath();
    if (box instanceof HTMLElement && box.matches(BOXES)) this.#keep(box as Box);
  }

  /** Looks again at what stands in the boxes, after they were emptied by what was done with it. */
  async note(): Promise<void> {
    for (const box of await this.#boxes()) if (this.#kept(box) !== undefined) this.#keep(box);
  }

  /** Puts back what stood in the boxes that are shown. */
  async putBack(): Promise<void> {
    for (const box of await this.#boxes()) {
      const text = this.#kept(box);
      if (text === undefined || text === box.value) continue;
      box.value = text;
      box.dispatchEvent(new InputEvent("input", { bubbles: true, composed: true }));
    }
  }

  #keep(box: Box): void {
    this.screen.app.type(this.#name(box), box.value);
  }

  #kept(box: Box): string | undefined {
    return this.screen.app.account.typed[this.#name(box)];
  }

  #name(box: Box): string {
    const host = (box.getRootNode() as Partial<ShadowRoot>).host;
    return [this.prefix, this.scope(), host?.id, box.id].filter(Boolean).join(".");
  }

  /** The boxes below the screen that have a name, once all elements there are drawn. */
  async #boxes(): Promise<readonly Box[]> {
    const boxes: Box[] = [];
    const look = async (element: Element): Promise<void> => {
      if ((element as HTMLElement).hidden) return;
      await (element as Partial<LitElement>).updateComplete;
      for (const child of (element.shadowRoot ?? element).querySelectorAll("*")) {
        if (child.matches(BOXES) && child.id !== "") boxes.push(child as Box);
        if (child.shadowRoot) await look(child);
      }
    };
    await look(this.screen);
    return boxes;
  }
}
