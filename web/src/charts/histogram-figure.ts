// SPDX-License-Identifier: MIT
// A histogram, upright or lying: title, bars, summary, table and files. It is drawn as SVG, so that it prints sharp.
// `histogram-figure.define.ts` registers <histogram-figure>.
import { html, LitElement, nothing, type PropertyValues } from "lit";
import { figureMenu, menuId } from "./figure-menu";
import type { HistogramModel } from "./histogram-model";
import { histogramSvg } from "./histogram-svg";
import { Surroundings } from "./surroundings";
import type { TakeAway } from "./take-away";
import { theme } from "./theme";

/** The size of a histogram in a file, in pixels. */
const kFile = { up: { width: 640, height: 360 }, right: { width: 360, height: 480 } };

export class HistogramFigure extends LitElement {
  static override properties = { model: { attribute: false } };

  declare model: HistogramModel | null;
  private readonly menu = menuId();
  private tableOpen = false;
  /** What makes the table; comes when one is first opened. */
  private binTable: typeof import("./data-table").binTable | null = null;

  constructor() {
    super();
    new Surroundings(this, ".bars");
    this.model = null;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render() {
    const { model } = this;
    if (!model) return nothing;
    const toggle = async (event: Event) => {
      this.tableOpen = (event.target as HTMLDetailsElement).open;
      if (!this.binTable) this.binTable = (await import("./data-table")).binTable;
      this.requestUpdate();
    };
    return html`
      <figure>
        <figcaption>
          <span class="figure-title">${model.title}</span>
          <span class="figure-tools">${figureMenu(this.menu, model.title, () => takeAwayOf(model))}</span>
        </figcaption>
        <div class="bars" role="img" aria-label=${`${model.title}. ${model.summary}`} data-direction=${model.direction ?? "up"}></div>
        <p class="axis-name x-name">${model.xLabel}</p>
        <details class="figure-table" @toggle=${toggle}>
          <summary>Numbers as a table</summary>
          <div class="table-scroll" tabindex="0" role="region" aria-label=${`${model.title}, numbers`}>
            ${this.tableOpen && this.binTable ? this.binTable(model) : nothing}
          </div>
        </details>
      </figure>
    `;
  }

  protected override updated(_changed: PropertyValues): void {
    this.draw();
  }

  private draw(): void {
    const place = this.querySelector(".bars");
    if (!this.model || !place || place.clientWidth === 0) return;
    const size = { width: place.clientWidth, height: place.clientHeight, named: false };
    const { text } = histogramSvg(this.model, size, theme());
    place.replaceChildren(new DOMParser().parseFromString(text, "image/svg+xml").documentElement);
  }
}

function takeAwayOf(model: HistogramModel): TakeAway {
  const size = { ...kFile[model.direction ?? "up"], named: true };
  return {
    name: model.fileName ?? model.title,
    drawing: async (colors) => histogramSvg(model, size, colors),
    numbers: async () => (await import("./csv")).histogramCsv(model),
  };
}
