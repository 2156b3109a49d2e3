// The screen roster.

import { html, type TemplateResult } from "lit";

import { Screen } from "../screen.js";
import { words } from "./words.js";

export class PageRoster extends Screen {
  protected override render(): TemplateResult {
    return html`<div class="page"><h1 tabindex="-1">${this.in(words).heading}</h1></div>`;
  }
}

customElements.define("page-roster", PageRoster);
