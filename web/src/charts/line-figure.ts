// SPDX-License-Identifier: MIT
// A figure of lines: title, plot, crosshair by pointer and keyboard, reading, summary and table. Side-effect free;
// `line-figure.define.ts` registers <line-figure>.
import { html, LitElement, nothing, type PropertyValues } from "lit";
import { guard } from "lit/directives/guard.js";
import { dataTable } from "./data-table";
import { HandleLayer } from "./handles";
import { LinePlot } from "./line-plot";
import { type HandleMove, type LineModel, nearestStop, stopCount, stopIndex } from "./model";
import { formatNumber, formatShort } from "./numbers";
import { onThemeChange } from "./theme";

/** Fired when the person moves the crosshair; x is null when the pointer has left a figure that lets go. */
export type CursorEvent = CustomEvent<{ x: number | null }>;
/** Fired when the person moves a handle. */
export type HandleEvent = CustomEvent<HandleMove>;
/** Fired when the person asks for the other y axis. */
export type AxisEvent = CustomEvent<{ log: boolean }>;

/** Stops that the keys go: one, with Shift more, by page still more. */
const kLargeStep = 16;
const kPageStep = 64;
/** The summary is spoken only after the figure has been still for so long. */
const kSummaryDelay = 1500;
/** A table follows its figure at this distance in milliseconds: time to read a row, and for other work. */
const kTablePause = 1000;

export class LineFigure extends LitElement {
  static override properties = {
    model: { attribute: false },
    cursorX: { attribute: false },
    holds: { type: Boolean },
    reads: { type: Boolean },
    switchesAxis: { attribute: false },
  };

  declare model: LineModel | null;
  /** Where the crosshair stands, in units of x. */
  declare cursorX: number | null;
  /** The crosshair stays where it is when the pointer leaves. */
  declare holds: boolean;
  /** Shows the numbers at the crosshair in place of the x axis' name. */
  declare reads: boolean;
  /** Offers a logarithmic y axis: fires `axis-change`, and whoever owns the model follows. */
  declare switchesAxis: boolean;

  private plot: LinePlot | null = null;
  private handles: HandleLayer | null = null;
  private stopTheme: (() => void) | null = null;
  private tableOpen = false;
  private tableTimer = 0;
  /** What the table lists; null until it is first asked for. */
  private listed: LineModel | null = null;
  private summaryTimer = 0;

  constructor() {
    super();
    this.model = null;
    this.cursorX = null;
    this.holds = false;
    this.reads = false;
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

  override connectedCallback(): void {
    super.connectedCallback();
    this.stopTheme = onThemeChange(() => this.requestUpdate("model"));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stopTheme?.();
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
          ${this.switchesAxis ? this.axisSwitch(model) : nothing}
        </figcaption>
        <p class="axis-name y-name">${model.yLabel}</p>
        <div class="plot-frame">
        <div
          class="plot"
          role="slider"
          tabindex="0"
          aria-label=${`${model.title}: position along ${model.xLabel}`}
          aria-valuemin=${model.x[0] ?? 0}
          aria-valuemax=${model.x[model.x.length - 1] ?? 0}
          aria-valuenow=${x ?? model.x[0] ?? 0}
          aria-valuetext=${index === null ? "nowhere yet: use the arrow keys" : this.reading(index)}
          @keydown=${this.onKey}
        ></div>
        <div class="plot-handles"></div>
        </div>
        <p class="axis-name x-name">${this.reads && index !== null ? this.reading(index) : model.xLabel}</p>
        <p class="visually-hidden" data-summary aria-live="polite"></p>
        <details class="figure-table" @toggle=${this.onToggle}>
          <summary>Numbers as a table</summary>
          <div class="table-scroll" tabindex="0" role="region" aria-label=${`${model.title}, numbers`}>
            ${guard([this.listed], () => (this.listed ? dataTable(this.listed) : nothing))}
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
    this.plot ??= new LinePlot(
      host,
      (index) => this.point(index),
      (plane) => this.handles?.place(this.model?.handles ?? [], plane),
    );
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

  private reading(index: number | null): string {
    const { model } = this;
    if (!model || index === null) return "";
    const parts = model.series.map(
      (series) => `${series.label} ${formatNumber((series.read ?? series.values)[index])}`,
    );
    return [`${model.xLabel} ${formatShort(model.x[index] as number)}`, ...parts].join(", ");
  }

  private point(index: number | null): void {
    if (index === null && this.holds) return;
    this.moveTo(index === null ? null : (this.model?.x[index] ?? null));
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
    if (!model || model.x.length === 0 || event.ctrlKey || event.altKey || event.metaKey) return;
    const last = stopCount(model) - 1;
    const here = this.cursorX === null ? last : nearestStop(model, this.cursorX);
    const step = event.shiftKey ? kLargeStep : 1;
    const targets: Record<string, number> = {
      ArrowRight: here + step,
      ArrowUp: here + step,
      ArrowLeft: here - step,
      ArrowDown: here - step,
      PageUp: here + kPageStep,
      PageDown: here - kPageStep,
      Home: 0,
      End: last,
    };
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    const stop = this.cursorX === null ? last : Math.min(last, Math.max(0, target));
    this.moveTo(model.x[stopIndex(model, stop)] ?? null);
  }

  private onToggle(event: Event): void {
    this.tableOpen = (event.target as HTMLDetailsElement).open;
    this.listSoon();
    this.requestUpdate();
  }

  /** Lists the figure's numbers: at the next update, or after the pause when they have just been listed. */
  private listSoon(): void {
    if (!this.tableOpen || this.tableTimer || this.listed === this.model) return;
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
