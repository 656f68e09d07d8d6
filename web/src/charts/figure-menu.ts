// SPDX-License-Identifier: MIT
// A figure's small menu: what can be taken away from it, and the keys that it knows.
import { html, nothing } from "lit";
import type { Format, TakeAway } from "./take-away";

const formats: readonly (readonly [format: Format, name: string, what: string])[] = [
  ["svg", "SVG", "vector drawing"],
  ["png", "PNG", "picture, twice the size"],
  ["csv", "CSV", "every number, in full"],
];

let count = 0;
/** A name for a menu, that no other element of the page has. */
export const menuId = () => `figure-menu-${++count}`;

/** The writers of files come when the first file is asked for. */
async function save(format: Format, what: TakeAway): Promise<void> {
  const { saveAs } = await import("./take-away");
  await saveAs(format, what);
}

/** `keys` are pairs of what is done and how. */
export function figureMenu(
  id: string,
  title: string,
  what: () => TakeAway,
  keys: readonly (readonly [string, string])[] = [],
) {
  const choose = (event: Event, format: Format) => {
    (event.currentTarget as HTMLElement).closest<HTMLElement>("[popover]")?.hidePopover();
    void save(format, what());
  };
  return html`
    <button class="quiet figure-menu-button" type="button" popovertarget=${id} aria-label=${`Save ${title}`}>
      Save
    </button>
    <div class="figure-menu" id=${id} popover role="group" aria-label=${`Save ${title}`}>
      ${formats.map(
        ([format, name, note]) => html`
          <button type="button" @click=${(event: Event) => choose(event, format)}>
            <b>${name}</b> <span>${note}</span>
          </button>
        `,
      )}
      ${keys.length > 0 ? html`<dl>${keys.map(([key, how]) => html`<dt>${key}</dt><dd>${how}</dd>`)}</dl>` : nothing}
    </div>
  `;
}
