// SPDX-License-Identifier: MIT
import { HistogramFigure } from "./histogram-figure";

customElements.define("histogram-figure", HistogramFigure);

declare global {
  interface HTMLElementTagNameMap {
    "histogram-figure": HistogramFigure;
  }
}
