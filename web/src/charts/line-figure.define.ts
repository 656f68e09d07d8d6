// SPDX-License-Identifier: MIT
import { LineFigure } from "./line-figure";

customElements.define("line-figure", LineFigure);

declare global {
  interface HTMLElementTagNameMap {
    "line-figure": LineFigure;
  }
}
