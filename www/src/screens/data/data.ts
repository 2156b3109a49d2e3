// Accounts, and all that is kept: export, import, delete.

import { css, html, nothing, type PropertyDeclarations, type TemplateResult } from "lit";

import { type Account, canonical, freshId, isUntouched, same } from "../../app/account.js";
import type { Everything } from "../../app/store.js";
import { type FileProblem, fileText, readFile } from "../../app/transfer.js";
import { saveFile } from "../../files/write.js";
import { Screen } from "../screen.js";
import { words } from "./words.js";

/** What is to be pressed twice. */
type Doubt = "replace" | "delete" | `remove ${string}`;

const SHOWN = 5;

export class PageData extends Screen {
  static override properties: PropertyDeclarations = {
    ...Screen.properties,
    doubt: { state: true },
    offered: { state: true },
    problem: { state: true },
    said: { state: true },
  };

  static override styles = [
    ...[Screen.styles].flat(),
    css`
      .list {
        padding: 0;
      }

      .list li {
        display: grid;
        grid-template-columns: 1fr auto auto;
        gap: 4px 12px;
        align-items: center;
        padding: 10px 8px 10px 16px;
      }

      .list li + li {
        border-top: 1px solid var(--_separator);
      }

      .current {
        color: var(--_good);
        font-size: 15px;
        padding-inline-end: 8px;
      }

      .help {
        margin-bottom: 12px;
      }

      .card > button + button,
      .list + button {
        margin-top: 8px;
      }

      .danger {
        color: var(--_bad);
      }

      .file {
        position: relative;
        display: block;
        margin: 0;
        min-height: 52px;
        padding: 12px 16px;
        border: 1px solid var(--_border);
        border-radius: var(--_radius);
        text-align: center;
        font-size: 17px;
        font-weight: 500;
        cursor: pointer;
      }

      .file:focus-within {
        outline: 3px solid var(--_link);
        outline-offset: 2px;
      }

      .file input:not([type="radio"], [type="checkbox"]) {
        position: absolute;
        inset: 0;
        min-height: 0;
        height: 100%;
        opacity: 0;
        cursor: pointer;
      }

      .found {
        margin-top: 16px;
      }

      .found ul {
        margin: 4px 0 12px;
        padding-inline-start: 20px;
        list-style: disc;
      }

      .status:empty {
        display: none;
      }

      .status {
        margin-top: 12px;
      }
    `,
  ];

  /** What the next press would do for good. */
  declare protected doubt: Doubt | undefined;
  /** What a chosen file holds, before it is taken. */
  declare protected offered: Everything | undefined;
  /** Why a chosen file is not taken. */
  declare protected problem: { readonly code: FileProblem | "refused"; readonly at: string } | undefined;
  /** What was done last, and where it is said. */
  declare protected said: { readonly place: "export" | "import" | "delete"; readonly words: string } | undefined;

  protected override get restsHidden(): boolean {
    return true;
  }

  protected override render(): TemplateResult {
    const said = this.in(words);
    return html`<div class="page">
      <h1 tabindex="-1">${said.heading}</h1>
      <p class="small intro">${said.intro}</p>
      <section>
        <h2>${said.accounts}</h2>
        <div class="card">${this.#naming()}</div>
        <ul class="card list" aria-label=${said.accounts}>
          ${this.app.accounts.map((account) => this.#account(account))}
        </ul>
        <button type="button" class="choice" ?hidden=${isUntouched(this.app.account)} @click=${() => void this.#toName(this.app.add())}>
          ${said.add}
        </button>
      </section>
      ${this.#exporting()} ${this.#importing()} ${this.#deleting()}
    </div>`;
  }

  #naming(): TemplateResult {
    const said = this.in(words);
    return html`<label for="name">${said.name}</label>
      <input
        id="name"
        maxlength="60"
        autocomplete="off"
        .value=${this.app.account.name}
        placeholder=${said.unnamed}
        @input=${(event: InputEvent) => this.app.change({ name: (event.target as HTMLInputElement).value })}
      />`;
  }

  #account(account: Account): TemplateResult {
    const said = this.in(words);
    const name = this.#nameOf(account);
    const isCurrent = account.id === this.app.account.id;
    const doubted = this.doubt === `remove ${account.id}`;
    return html`<li data-account=${account.id}>
      <span>${name}</span>
      ${
        isCurrent
          ? html`<span class="current">${said.current}</span>`
          : html`<button
              type="button"
              class="link"
              aria-label=${this.words.say(said.useLabel, { name })}
              @click=${() => void this.#toName(this.app.use(account.id))}
            >
              ${said.use}
            </button>`
      }
      <button
        type="button"
        class="link ${doubted ? "danger" : ""}"
        aria-label=${this.words.say(doubted ? said.reallyRemoveLabel : said.removeLabel, { name })}
        ?hidden=${isUntouched(account)}
        @click=${(event: MouseEvent) => this.#twice(`remove ${account.id}`, event, () => this.#remove(account))}
        @blur=${this.#certain}
      >
        ${doubted ? said.reallyRemove : said.remove}
      </button>
    </li>`;
  }

  #exporting(): TemplateResult {
    const said = this.in(words);
    return html`<section>
      <h2>${said.export}</h2>
      <div class="card">
        <p class="small help">${said.exportHelp}</p>
        <button type="button" class="choice" @click=${() => void this.#export()}>${said.exportAll}</button>
        ${this.#status("export")}
      </div>
    </section>`;
  }

  #importing(): TemplateResult {
    const said = this.in(words);
    return html`<section>
      <h2>${said.import}</h2>
      <div class="card">
        <p class="small help">${said.importHelp}</p>
        <label class="file">
          ${said.choose}
          <input type="file" accept=".json,application/json" @change=${this.#choose} />
        </label>
        ${this.offered ? this.#offer(this.offered) : nothing}
        ${
          this.problem
            ? html`<p class="error" role="alert">
                ${this.words.say(said.problem[this.problem.code], { at: this.problem.at || "/" })}
              </p>`
            : nothing
        }
        ${this.#status("import")}
      </div>
    </section>`;
  }

  #offer({ accounts }: Everything): TemplateResult {
    const said = this.in(words);
    const isEmpty = this.app.accounts.every(isUntouched);
    return html`<div class="found">
      <p>${this.words.say(said.found, { count: accounts.length })}</p>
      <ul>
        ${accounts.slice(0, SHOWN).map((account, index) => html`<li>${account.name || this.#numbered(index)}</li>`)}
        ${accounts.length > SHOWN ? html`<li>${this.words.say(said.more, { count: accounts.length - SHOWN })}</li>` : nothing}
      </ul>
      ${
        isEmpty
          ? html`<button type="button" class="primary" @click=${() => void this.#import("replace")}>${said.importThese}</button>`
          : html`<button type="button" class="primary" @click=${() => void this.#import("add")}>${said.addToThese}</button>
              <button type="button" class="choice" @click=${(event: MouseEvent) => this.#twice("replace", event, () => this.#import("replace"))} @blur=${this.#certain}>
                ${this.doubt === "replace" ? said.reallyReplace : said.replace}
              </button>`
      }
      <button
        type="button"
        class="link"
        @click=${() => {
          this.offered = undefined;
        }}
      >
        ${said.cancel}
      </button>
    </div>`;
  }

  #deleting(): TemplateResult {
    const said = this.in(words);
    return html`<section>
      <h2>${said.deleteHeading}</h2>
      <div class="card">
        <p class="small help">${said.deleteHelp}</p>
        <button type="button" class="choice danger" @click=${(event: MouseEvent) => this.#twice("delete", event, () => this.#deleteAll())} @blur=${this.#certain}>
          ${this.doubt === "delete" ? said.reallyDelete : said.deleteAll}
        </button>
        ${this.#status("delete")}
      </div>
    </section>`;
  }

  #status(place: "export" | "import" | "delete"): TemplateResult {
    return html`<p class="small status" role="status">${this.said?.place === place ? this.said.words : nothing}</p>`;
  }

  #nameOf(account: Account): string {
    return account.name || this.#numbered(this.app.accounts.findIndex(({ id }) => id === account.id));
  }

  /** What an account without a name is called. */
  #numbered(place: number): string {
    const said = this.in(words);
    return place === 0 ? said.unnamed : this.words.say(said.unnamedNumber, { number: place + 1 });
  }

  /** Does what cannot be undone at the second press. */
  #twice(doubt: Doubt, event: MouseEvent, run: () => Promise<void>): void {
    if (this.doubt !== doubt) {
      this.doubt = doubt;
      return;
    }
    // A double tap is one press.
    if (event.detail > 1) return;
    this.doubt = undefined;
    void run();
  }

  #certain = (): void => {
    this.doubt = undefined;
  };

  async #remove(account: Account): Promise<void> {
    const said = this.in(words);
    const name = this.#nameOf(account);
    try {
      await this.app.remove(account.id);
    } catch {
      this.said = { place: "delete", words: said.failed };
      return;
    }
    const { id, order, ...content } = account;
    const undo = { words: () => this.in(words).undo, run: () => void this.app.add(content) };
    this.app.say({ words: () => this.words.say(this.in(words).removed, { name }), action: undo });
    await this.#toName(Promise.resolve());
  }

  /** The button that was pressed is gone: the focus goes to the account's name. */
  async #toName(done: Promise<unknown>): Promise<void> {
    await done;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>("#name")?.focus();
  }

  async #export(): Promise<void> {
    const content = await this.app.everything();
    saveFile(new Blob([fileText(content)], { type: "application/json" }), "kaibo-data.json");
    this.said = { place: "export", words: this.in(words).exported };
  }

  async #choose(event: Event): Promise<void> {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    if (!file) return;
    const read = await readFile(file);
    // The same file can be chosen again.
    input.value = "";
    this.said = undefined;
    this.offered = "content" in read ? read.content : undefined;
    this.problem = "content" in read ? undefined : { code: read.problem, at: read.at };
  }

  async #import(how: "add" | "replace"): Promise<void> {
    const { offered } = this;
    if (!offered) return;
    let isLeftOut = false;
    try {
      const here = await this.app.everything();
      isLeftOut =
        how === "add" &&
        Object.entries(offered.entries).some(([key, entry]) => key in here.entries && !same(here.entries[key], entry));
      await this.app.replace(how === "add" ? together(here, offered) : offered);
    } catch {
      this.problem = { code: "refused", at: "" };
      return;
    }
    this.offered = undefined;
    const { imported, others } = this.in(words);
    this.said = {
      place: "import",
      words: this.words.sentences(
        this.words.say(imported, { count: offered.accounts.length }),
        isLeftOut ? others : "",
      ),
    };
  }

  async #deleteAll(): Promise<void> {
    const said = this.in(words);
    try {
      await this.app.replace({ accounts: [], entries: {} });
      this.said = { place: "delete", words: said.deleted };
    } catch {
      this.said = { place: "delete", words: said.failed };
    }
  }
}

/** What is here and what comes: an account that is here already is not added again; one that differs is added beside it. */
function together(here: Everything, coming: Everything): Everything {
  const known = new Map(here.accounts.map((account) => [account.id, canonical({ ...account, order: 0 })]));
  const first = 1 + Math.max(-1, ...here.accounts.map(({ order }) => order));
  const added = coming.accounts
    .filter((account) => known.get(account.id) !== canonical({ ...account, order: 0 }))
    .map((account, index) => ({
      ...account,
      id: known.has(account.id) ? freshId() : account.id,
      order: first + index,
    }));
  return { accounts: [...here.accounts, ...added], entries: { ...coming.entries, ...here.entries } };
}

customElements.define("page-data", PageData);
