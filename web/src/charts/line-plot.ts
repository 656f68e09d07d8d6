// SPDX-License-Identifier: MIT
// uPlot behind a door of ours. It lays out the axes, the grid and the crosshair; the lines and what is written on them
// are our layers, and what hands do on the plot comes back as places of the data and ranges to be seen.
import uPlot from "uplot";
import { type Annotations, annotate } from "./annotations";
import { drawBack, drawLines, drawMarks, drawNotes, drawOrigin } from "./canvas-layers";
import { type EndLabel, endLabels, gutterFor, kLabelHeight, labelBox, measureIn } from "./end-labels";
import { type Frame, frameOf, projection } from "./frame";
import { listenToGestures, type Motion, type Spot } from "./gestures";
import type { PlotPlane } from "./handles";
import { type LineModel, nearestStop, stopIndex } from "./model";
import { formatShort } from "./numbers";
import { linear, moved, type Range, zoomed } from "./scales";
import { slotColor, type Theme, theme } from "./theme";

export const kFontSize = 12;
/** Least distance of two ticks in CSS pixels. */
export const kTickRoom = { x: 64, y: 40 };

/** Keys may come faster than what they ask for: a view asked for stands in for the one on screen for so long, in ms. */
const kAnswer = 250;

/** Ranges that are wished for; y is null where it follows the data. */
export interface View {
  x: Range;
  y: Range | null;
}

/** Who hears of what hands do. */
export interface PlotOwner {
  zooms(): boolean;
  /** The index under the pointer, null when it has left. */
  point(index: number | null): void;
  look(view: View, final: boolean): void;
  reset(): void;
  /** Where the numbers stand, whenever that may have changed. */
  drawn(plane: PlotPlane): void;
}

export class LinePlot {
  private plot: uPlot | null = null;
  private shape = "";
  private model: LineModel | null = null;
  private frame: Frame | null = null;
  private cursorIndex: number | null = null;
  /** The view when the gesture under way began. */
  private start: View | null = null;
  private last: View | null = null;
  /** What a key has just asked for. */
  private asked: { view: View; time: number } | null = null;
  private readonly labels = document.createElement("div");
  private readonly observer: ResizeObserver;

  /** Draws into `host`, whose size it follows. */
  constructor(
    private readonly host: HTMLElement,
    private readonly owner: PlotOwner,
  ) {
    this.labels.className = "end-labels";
    this.labels.setAttribute("aria-hidden", "true");
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(host);
  }

  update(model: LineModel): void {
    this.model = model;
    this.frame = frameOf(model);
    const colors = theme();
    const gutter = gutterFor(model, measureIn(fontOf(colors)));
    const slots = model.series.map(({ slot }) => slot);
    // uPlot keeps what its scales made of their ends: another scale, which the name of y tells, is another plot.
    const shape = JSON.stringify([colors.id, gutter, this.frame.yScale.kind, this.frame.yName, slots]);
    if (!this.plot || shape !== this.shape) this.build(model, colors, gutter);
    else this.plot.setData(aligned(model), true);
    this.shape = shape;
  }

  /** Shows the crosshair at the data's index, or nowhere. */
  setCursor(index: number | null): void {
    this.cursorIndex = index;
    this.placeCursor();
  }

  /** Asks for another view: `factor` times as much, moved by shares of what is seen then. */
  look(factor: number, right = 0, up = 0): void {
    const time = performance.now();
    const from = this.asked && time - this.asked.time < kAnswer ? this.asked.view : this.view();
    if (!from) return;
    const x = moved(zoomed(from.x, linear, factor, 0.5), linear, right);
    const scale = this.frame?.yScale ?? linear;
    const view = { x, y: from.y && moved(zoomed(from.y, scale, factor, 0.5), scale, up) };
    this.asked = { view, time };
    this.owner.look(view, true);
  }

  /** Asks for the view to begin with. */
  reset(): void {
    this.asked = null;
    this.owner.reset();
  }

  destroy(): void {
    this.observer.disconnect();
    this.plot?.destroy();
    this.plot = null;
  }

  private view(): View | null {
    const { frame, model } = this;
    return frame && model ? { x: frame.x, y: model.yRange ? frame.y : null } : null;
  }

  private placeCursor(): void {
    const { plot, model, cursorIndex } = this;
    if (!plot || !model) return;
    const x = cursorIndex === null ? undefined : model.x[cursorIndex];
    if (x === undefined) plot.setCursor({ left: -10, top: -10 });
    else plot.setCursor({ left: plot.valToPos(x, "x"), top: 0 });
  }

  private resize(): void {
    const { clientWidth: width, clientHeight: height } = this.host;
    if (!this.plot || width === 0 || height === 0) return;
    if (width !== this.plot.width || height !== this.plot.height) this.plot.setSize({ width, height });
  }

  private build(model: LineModel, colors: Theme, gutter: number): void {
    this.plot?.destroy();
    const size = { width: this.host.clientWidth || 600, height: this.host.clientHeight || 300 };
    const options = plotOptions(() => this.frame as Frame, model, colors, { ...size, gutter });
    options.hooks = this.hooks(colors);
    this.plot = new uPlot(options, aligned(model), this.host);
    this.plot.over.append(this.labels);
    this.listen(this.plot.over);
  }

  /** Our layers around uPlot's: what lies behind the grid, the axes through 0, and everything else on top. */
  private hooks(colors: Theme): uPlot.Hooks.Arrays {
    let notes: Annotations | null = null;
    let labels: EndLabel[] = [];
    const layer = (draw: (scene: ReturnType<LinePlot["scene"]>) => void) => (plot: uPlot) =>
      draw(this.scene(plot, colors));
    return {
      drawClear: [
        layer(({ canvas, model, place, font, unit }) => {
          labels = this.labelsIn(canvas.box, colors);
          const taken = labels.map((label) => labelBox(label, canvas.box, unit));
          notes = annotate(model, place, canvas.box, unit, measureIn(font), taken);
          drawBack(canvas, model, notes);
        }),
      ],
      drawAxes: [layer(({ canvas, model, place }) => model.origin && drawOrigin(canvas, place))],
      draw: [
        layer(({ canvas, model, place, font }) => {
          drawLines(canvas, model, place);
          drawMarks(canvas, model, place);
          if (notes) drawNotes(canvas, notes, font);
          this.placeLabels(labels);
          // New data and new sizes move the places that the crosshair stands at.
          this.placeCursor();
        }),
        (plot) => this.owner.drawn(planeOf(plot)),
      ],
    };
  }

  private scene(plot: uPlot, colors: Theme) {
    const [model, frame] = [this.model as LineModel, this.frame as Frame];
    const unit = devicePixelRatio;
    const canvas = { context: plot.ctx, box: plot.bbox, unit, colors };
    return { canvas, model, unit, place: projection(frame, plot.bbox), font: fontOf(colors, unit) };
  }

  private listen(over: HTMLElement): void {
    listenToGestures(over, {
      zooms: () => this.owner.zooms(),
      reset: () => this.reset(),
      point: (spot) => this.owner.point(spot && this.indexAt(spot)),
      begin: () => {
        this.start = this.view();
        this.asked = null;
      },
      move: (motion) => {
        this.last = this.start && this.viewAfter(this.start, motion, over);
        if (this.last) this.owner.look(this.last, false);
      },
      end: () => {
        if (this.last) this.owner.look(this.last, true);
        this.last = null;
      },
    });
  }

  private indexAt({ left }: Spot): number | null {
    const { plot, model } = this;
    if (!plot || !model || model.x.length === 0) return null;
    return stopIndex(model, nearestStop(model, plot.posToVal(left, "x")));
  }

  private viewAfter(start: View, { from, to, factor }: Motion, over: HTMLElement): View {
    const { clientWidth: width, clientHeight: height } = over;
    const scale = this.frame?.yScale ?? linear;
    const x = zoomed(start.x, linear, factor, from.left / width);
    const y = start.y && zoomed(start.y, scale, factor, 1 - from.top / height);
    return {
      x: moved(x, linear, (from.left - to.left) / width),
      y: y && moved(y, scale, (to.top - from.top) / height),
    };
  }

  private labelsIn(box: uPlot.BBox, colors: Theme): EndLabel[] {
    const { model, frame } = this;
    if (!model || !frame) return [];
    const [width, height] = [box.width / devicePixelRatio, box.height / devicePixelRatio];
    const place = projection(frame, { left: 0, top: 0, width, height });
    return endLabels(model, frame, place, height, measureIn(fontOf(colors)));
  }

  private placeLabels(placed: readonly EndLabel[]): void {
    while (this.labels.childElementCount > placed.length) this.labels.lastElementChild?.remove();
    while (this.labels.childElementCount < placed.length) this.labels.append(document.createElement("span"));
    placed.forEach((label, i) => {
      const span = this.labels.children[i] as HTMLElement;
      if (span.textContent !== label.text) span.textContent = label.text;
      span.dataset.slot = String(label.slot);
      span.style.transform = `translate(${label.x}px, ${label.y - kLabelHeight / 2}px)`;
    });
  }
}

function planeOf(plot: uPlot): PlotPlane {
  const [left, top] = [plot.bbox.left / devicePixelRatio, plot.bbox.top / devicePixelRatio];
  return {
    toPixels: (x, y) => [left + plot.valToPos(x, "x"), top + plot.valToPos(y, "y")],
    toNumbers: (x, y) => [plot.posToVal(x - left, "x"), plot.posToVal(y - top, "y")],
  };
}

export function fontOf(colors: Theme, unit = 1): string {
  return `${kFontSize * unit}px ${colors.font}`;
}

function aligned(model: LineModel): uPlot.AlignedData {
  return [model.x, ...model.series.map((series) => series.values)] as unknown as uPlot.AlignedData;
}

function plotOptions(
  frame: () => Frame,
  model: LineModel,
  colors: Theme,
  { gutter, ...size }: { width: number; height: number; gutter: number },
): uPlot.Options {
  return {
    ...size,
    legend: { show: false },
    padding: [10, gutter, 0, 0],
    cursor: {
      y: false,
      drag: { x: false, y: false, setScale: false },
      bind: { mousemove: () => null, mouseleave: () => null, mouseenter: () => null, mousedown: () => null },
      points: {
        size: 9,
        width: 2,
        stroke: () => colors.paper,
        fill: (_, i) => slotColor(colors, model.series[i - 1]?.slot ?? 0),
      },
    },
    scales: {
      x: { time: false, range: () => [...frame().x] },
      y: {
        distr: 100,
        fwd: (value) => frame().yScale.to(value),
        bwd: (place) => frame().yScale.from(place),
        range: () => [...frame().y],
      },
    },
    axes: [axis(colors, "x", () => linear.ticks), axis(colors, "y", () => frame().yScale.ticks)],
    // The lines are drawn by our own layer.
    series: [{}, ...model.series.map(() => ({ paths: () => null, points: { show: false } }))],
  };
}

function axis(colors: Theme, side: "x" | "y", ticks: () => typeof linear.ticks): uPlot.Axis {
  return {
    stroke: colors.muted,
    font: fontOf(colors),
    grid: { stroke: colors.grid, width: 1 },
    ticks: { show: false },
    gap: 8,
    size: side === "x" ? 32 : (_, values) => 16 + 7.2 * Math.max(4, ...(values ?? []).map((v) => v.length)),
    splits: (plot, _, low, high) => {
      const room = side === "x" ? plot.width : plot.height;
      return ticks()([low, high], room / kTickRoom[side]);
    },
    filter: (_, splits) => splits,
    values: (_, splits) => splits.map(formatShort),
  };
}
