// The list of the screens that have no place in the bar.

import { css, html, type TemplateResult } from "lit";
import { shellWords } from "../shell-words.js";
import { screens } from "./index.js";
import { Screen } from "./screen.js";

export class PageMore extends Screen {
  static override styles = [
    ...[Screen.styles].flat(),
    css`
      ul {
        margin-top: 16px;
      }

      .list {
        padding: 0;
      }

      a {
        display: grid;
        grid-template-columns: 1fr auto;
        gap: 2px 12px;
        align-items: center;
        padding: 14px 16px;
        border-radius: var(--_radius);
        color: inherit;
        text-decoration: none;
      }

      a:active {
        background: var(--_pressed);
      }

      a::after {
        content: "";
        width: 8px;
        height: 8px;
        border: solid var(--_text-secondary);
        border-width: 2px 2px 0 0;
        transform: rotate(45deg);
      }

      a .small {
        display: block;
      }

      li + li {
        border-top: 1px solid var(--_separator);
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { more, screen } = this.in(shellWords);
    return html`<div class="page">
      <h1 tabindex="-1">${more}</h1>
      <ul class="card list">
        ${screens
          .filter(({ place }) => place === "more")
          .map(
            ({ address }) => html`<li>
              <a href="#${address}"><span>${screen[address].name}<span class="small">${screen[address].about}</span></span></a>
            </li>`,
          )}
      </ul>
    </div>`;
  }
}

customElements.define("page-more", PageMore);
