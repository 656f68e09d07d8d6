// SPDX-License-Identifier: MIT
// Formulas as MathML, made from the registry's TeX when the site is built; the TeX itself where that is missing.
import { html } from "lit";
import { unsafeHTML } from "lit/directives/unsafe-html.js";

const built = import.meta.glob<Record<string, string>>("../../../../../build/formulas.json", {
  eager: true,
  import: "default",
});
const formulas: Record<string, string> = Object.assign({}, ...Object.values(built));

/** The formula of `tex`, which is one of the registry's. */
export function formula(tex: string) {
  const math = formulas[tex];
  return math ? unsafeHTML(math) : html`<code class="tex">${tex}</code>`;
}
