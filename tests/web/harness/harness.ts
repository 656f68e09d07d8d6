// SPDX-License-Identifier: MIT
// A page of charts alone. It does what a page that owns a figure's model does: it answers wishes for other ranges.
import "../../../web/src/charts/histogram-figure.define";
import "../../../web/src/charts/line-figure.define";
import "../../../web/src/charts/plane-map.define";
import type { RangeEvent } from "../../../web/src/charts/line-figure";
import type { LineModel } from "../../../web/src/charts/model";

declare global {
  interface Window {
    /** Shows a model; its ranges are those that a reset goes back to. */
    show(model: LineModel): Promise<unknown>;
    /** What the figure has asked for. */
    wishes: RangeEvent["detail"][];
  }
}

const figure = document.querySelector("line-figure");
let home: LineModel | null = null;
window.wishes = [];

window.show = (model) => {
  if (!figure) throw new Error("there is no figure");
  home = model;
  figure.model = model;
  return figure.updateComplete;
};

figure?.addEventListener("range-change", (event) => {
  const { detail } = event as RangeEvent;
  window.wishes.push(detail);
  if (!home || !figure.model) return;
  const { view } = detail;
  const ranges = view === "reset" ? home : { xRange: view.x, yRange: view.y ?? undefined };
  figure.model = { ...figure.model, xRange: ranges.xRange, yRange: ranges.yRange };
});
