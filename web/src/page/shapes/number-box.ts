// SPDX-License-Identifier: MIT
// A box for a number where no slider helps: takes a comma and a true minus, and what is no number is not taken.
import { html, nothing } from "lit";

/** `set` gets finite numbers alone; false from it puts the old number back. With an `id`, a label stands elsewhere. */
export function numberBox(
  label: string,
  value: number,
  set: (value: number) => boolean | undefined,
  id = "",
) {
  const change = (event: Event) => {
    const box = event.target as HTMLInputElement;
    const text = box.value.trim().replace("\u2212", "-").replace(",", ".");
    const typed = Number(text);
    if (text === "" || !Number.isFinite(typed) || set(typed) === false) box.value = String(value);
  };
  return html`<input
    id=${id || nothing}
    class="number-box"
    type="text"
    inputmode="decimal"
    autocomplete="off"
    aria-label=${id ? nothing : label}
    .value=${String(value)}
    @change=${change}
  />`;
}
