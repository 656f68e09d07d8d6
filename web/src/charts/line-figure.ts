// SPDX-License-Identifier: MIT
// A figure of lines: title, plot, crosshair and view by pointer and keyboard, reading, summary, table and files.
// `line-figure.define.ts` registers <line-figure>; README.md lists its attributes and events.
import { html, LitElement, nothing, type PropertyValues } from "lit";
import { guard } from "lit/directives/guard.js";
import { keyWish, viewKeysInWords } from "./figure-keys";
import { figureMenu, menuId } from "./figure-menu";
import { frameOf } from "./frame";
import { HandleLayer } from "./handles";
import { LinePlot, type PlotOwner, type View } from "./line-plot";
import { type HandleMove, type LineModel, nearestStop, readingAt, stopCount, stopIndex } from "./model";
import { Surroundings } from "./surroundings";
import type { TakeAway } from "./take-away";

/** Fired when the person moves the crosshair; x is null when the pointer has left a figure that lets go. */
export type CursorEvent = CustomEvent<{ x: number | null }>;
/** Fired when the person moves a handle. */
export type HandleEvent = CustomEvent<HandleMove>;
/** Fired when the person asks for the other y axis. */
export type AxisEvent = CustomEvent<{ log: boolean }>;
/**
 * Fired when the person zooms, pans or resets a figure that `zooms`. The owner of the model answers with a model of
 * these ranges. `final` is false while a hand or the wheel is still moving.
 */
export type RangeEvent = CustomEvent<{ view: View | "reset"; final: boolean }>;

/** The summary is spoken only after the figure has been still for so long. */
const kSummaryDelay = 1500;
/** A table follows its figure at this distance in milliseconds: time to read a row, and for other work. */
const kTablePause = 1000;

/** The figure as files: its drawing and its numbers. */
function takeAwayOf(model: LineModel, shape: number): TakeAway {
  return {
    name: model.fileName ?? model.title,
    drawing: async (colors) => (await import("./line-svg")).lineSvg(model, colors, shape),
    numbers: async () => (await import("./csv")).lineCsv(model, frameOf(model).x),
  };
}

export class LineFigure extends LitElement {
  static override properties = {
    model: { attribute: false },
    cursorX: { attribute: false },
    holds: { type: Boolean },
    reads: { type: Boolean },
    zooms: { type: Boolean },
    switchesAxis: { attribute: false },
  };

  declare model: LineModel | null;
  /** Where the crosshair stands, in units of x. */
  declare cursorX: number | null;
  /** The crosshair stays where it is when the pointer leaves. */
  declare holds: boolean;
  /** Shows the numbers at the crosshair in place of the x axis' name. */
  declare reads: boolean;
  /** Wheel, drag, pinch and keys ask for other ranges: fires `range-change`, and whoever owns the model follows. */
  declare zooms: boolean;
  /** Offers a logarithmic y axis: fires `axis-change`, and whoever owns the model follows. */
  declare switchesAxis: boolean;

  private readonly menu = menuId();
  private plot: LinePlot | null = null;
  private handles: HandleLayer | null = null;
  /** What makes the table; comes when one is first opened. */
  private dataTable: typeof import("./data-table").dataTable | null = null;
  private tableOpen = false;
  private tableTimer = 0;
  /** What the table lists; null until it is first asked for. */
  private listed: LineModel | null = null;
  private summaryTimer = 0;

  constructor() {
    super();
    new Surroundings(this);
    this.model = null;
    this.cursorX = null;
    this.holds = false;
    this.reads = false;
    this.zooms = false;
    this.switchesAxis = false;
  }

  /** The columns on screen, x first: what the lines are made of. */
  get drawn(): ArrayLike<number | null>[] {
    return this.model ? [this.model.x, ...this.model.series.map((series) => series.values)] : [];
  }

  // The page's style sheets reach the figure, and uPlot's file with them.
  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.tableTimer);
    this.tableTimer = 0;
    clearTimeout(this.summaryTimer);
    this.plot?.destroy();
    this.plot = null;
  }

  protected override render() {
    const { model } = this;
    if (!model) return nothing;
    const index = this.index;
    const x = index === null ? undefined : model.x[index];
    return html`
      <figure>
        <figcaption>
          <span class="figure-title">${model.title}</span>
          <span class="figure-tools">
            ${this.switchesAxis ? this.axisSwitch(model) : nothing}
            ${figureMenu(this.menu, model.title, () => takeAwayOf(model, this.shape), this.zooms ? viewKeysInWords : [])}
          </span>
        </figcaption>
        <p class="axis-name y-name">${model.log ? frameOf(model).yName : model.yLabel}</p>
        <div class="plot-frame">
        <div
          class="plot"
          role="slider"
          tabindex="0"
          aria-label=${`${model.title}: position along ${model.xLabel}`}
          aria-valuemin=${model.x[0] ?? 0}
          aria-valuemax=${model.x[model.x.length - 1] ?? 0}
          aria-valuenow=${x ?? model.x[0] ?? 0}
          aria-valuetext=${index === null ? "nowhere yet: use the arrow keys" : readingAt(model, index)}
          aria-description=${this.zooms ? "Plus and minus zoom, W A S D pan, Home resets the view." : nothing}
          @keydown=${this.onKey}
        ></div>
        <div class="plot-handles"></div>
        </div>
        <p class="axis-name x-name">${this.reads && index !== null ? readingAt(model, index) : model.xLabel}</p>
        <p class="visually-hidden" data-summary aria-live="polite"></p>
        <details class="figure-table" @toggle=${this.onToggle}>
          <summary>Numbers as a table</summary>
          <div class="table-scroll" tabindex="0" role="region" aria-label=${`${model.title}, numbers`}>
            ${guard([this.listed], () => (this.listed && this.dataTable ? this.dataTable(this.listed) : nothing))}
          </div>
        </details>
      </figure>
    `;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("model")) this.listSoon();
  }

  protected override updated(changed: PropertyValues): void {
    const { model } = this;
    const host = this.querySelector<HTMLElement>(".plot");
    if (!model || !host) return;
    this.handles ??= new HandleLayer(this.querySelector(".plot-handles") as HTMLElement, (detail) =>
      this.dispatchEvent(new CustomEvent("handle-move", { detail }) satisfies HandleEvent),
    );
    this.plot ??= new LinePlot(host, this.owner);
    if (changed.has("model")) {
      this.plot.update(model);
      this.saySummary(model.summary);
    }
    this.plot.setCursor(this.index);
  }

  private axisSwitch(model: LineModel) {
    const tell = (event: Event) => {
      const log = (event.target as HTMLInputElement).checked;
      this.dispatchEvent(new CustomEvent("axis-change", { detail: { log } }) satisfies AxisEvent);
    };
    return html`<label class="check">
      <input type="checkbox" .checked=${model.log ?? false} @change=${tell} /> logarithmic
    </label>`;
  }

  private get index(): number | null {
    const { model, cursorX } = this;
    if (!model || cursorX === null || model.x.length === 0) return null;
    return stopIndex(model, nearestStop(model, cursorX));
  }

  private readonly owner: PlotOwner = {
    zooms: () => this.zooms,
    point: (index) => {
      if (index === null && this.holds) return;
      this.moveTo(index === null ? null : (this.model?.x[index] ?? null));
    },
    look: (view, final) => this.askForView(view, final),
    reset: () => this.askForView("reset", true),
    drawn: (plane) => this.handles?.place(this.model?.handles ?? [], plane),
  };

  private askForView(view: View | "reset", final: boolean): void {
    this.dispatchEvent(new CustomEvent("range-change", { detail: { view, final } }) satisfies RangeEvent);
  }

  private moveTo(x: number | null): void {
    if (x === this.cursorX) return;
    this.cursorX = x;
    this.dispatchEvent(
      new CustomEvent("cursor-move", { detail: { x }, bubbles: true }) satisfies CursorEvent,
    );
  }

  private onKey(event: KeyboardEvent): void {
    const { model } = this;
    const wish = keyWish(event, this.zooms);
    if (!wish || !model || model.x.length === 0) return;
    event.preventDefault();
    if (wish === "reset") this.plot?.reset();
    else if ("factor" in wish) this.plot?.look(wish.factor, wish.right, wish.up);
    else this.moveTo(model.x[stopIndex(model, this.stopAfter(model, wish))] ?? null);
  }

  /** The stop that a key leads to; a crosshair that stands nowhere yet comes in at the last one. */
  private stopAfter(model: LineModel, wish: { move: number } | { end: "first" | "last" }): number {
    const last = stopCount(model) - 1;
    if ("end" in wish) return wish.end === "first" ? 0 : last;
    if (this.cursorX === null) return last;
    return Math.min(last, Math.max(0, nearestStop(model, this.cursorX) + wish.move));
  }

  /** Height of the plot for a width of 1. */
  private get shape(): number {
    const host = this.querySelector(".plot");
    return host ? host.clientHeight / Math.max(1, host.clientWidth) : 0.5;
  }

  private async onToggle(event: Event): Promise<void> {
    this.tableOpen = (event.target as HTMLDetailsElement).open;
    if (!this.dataTable) this.dataTable = (await import("./data-table")).dataTable;
    this.listSoon();
    this.requestUpdate();
  }

  /** Lists the figure's numbers: at the next update, or after the pause when they have just been listed. */
  private listSoon(): void {
    if (!this.tableOpen || !this.dataTable || this.tableTimer || this.listed === this.model) return;
    this.listed = this.model;
    this.tableTimer = window.setTimeout(() => {
      this.tableTimer = 0;
      this.listSoon();
      this.requestUpdate();
    }, kTablePause);
  }

  private saySummary(summary: string): void {
    clearTimeout(this.summaryTimer);
    this.summaryTimer = window.setTimeout(() => {
      const place = this.querySelector("[data-summary]");
      if (place && place.textContent !== summary) place.textContent = summary;
    }, kSummaryDelay);
  }
}
