// SPDX-License-Identifier: MIT
// uPlot behind a door of ours: takes a LineModel, draws it, and turns pointer positions into indices of the data.
import uPlot from "uplot";
import { kLabelHeight, type LabelWish, spreadLabels } from "./end-labels";
import type { PlotPlane } from "./handles";
import { type LineModel, type LineSeries, nearestStop, stopIndex } from "./model";
import { formatShort } from "./numbers";
import { type Theme, theme } from "./theme";

const kFontSize = 12;
/** Room between a line's end and its label. */
const kLabelGap = 8;

export class LinePlot {
  private plot: uPlot | null = null;
  private shape = "";
  private model: LineModel | null = null;
  private cursorIndex: number | null = null;
  private readonly labels = document.createElement("div");
  private readonly observer: ResizeObserver;

  /**
   * Draws into `host`, whose size it follows; `onPoint` gets the index under the pointer, null when it leaves;
   * `onDraw` hears where the numbers stand, whenever that may have changed.
   */
  constructor(
    private readonly host: HTMLElement,
    private readonly onPoint: (index: number | null) => void,
    private readonly onDraw: (plane: PlotPlane) => void,
  ) {
    this.labels.className = "end-labels";
    this.labels.setAttribute("aria-hidden", "true");
    this.observer = new ResizeObserver(() => this.resize());
    this.observer.observe(host);
  }

  update(model: LineModel): void {
    this.model = model;
    const colors = theme();
    const gutter = gutterFor(model, colors);
    const shape = JSON.stringify([
      colors.id,
      gutter,
      model.log,
      model.origin,
      model.series.map((s) => [s.label, s.slot, s.dash, s.width]),
    ]);
    if (!this.plot || shape !== this.shape) this.build(model, colors, gutter);
    else this.plot.setData(aligned(model), true);
    this.shape = shape;
  }

  /** Shows the crosshair at the data's index, or nowhere. */
  setCursor(index: number | null): void {
    this.cursorIndex = index;
    this.placeCursor();
  }

  private placeCursor(): void {
    const { plot, model, cursorIndex } = this;
    if (!plot || !model) return;
    const x = cursorIndex === null ? undefined : model.x[cursorIndex];
    if (x === undefined) plot.setCursor({ left: -10, top: -10 });
    else plot.setCursor({ left: plot.valToPos(x, "x"), top: 0 });
  }

  destroy(): void {
    this.observer.disconnect();
    this.plot?.destroy();
    this.plot = null;
  }

  private resize(): void {
    const { clientWidth: width, clientHeight: height } = this.host;
    if (!this.plot || width === 0 || height === 0) return;
    if (width !== this.plot.width || height !== this.plot.height) this.plot.setSize({ width, height });
  }

  private build(model: LineModel, colors: Theme, gutter: number): void {
    this.plot?.destroy();
    const options = plotOptions(() => this.model ?? model, model, colors, gutter, this.size());
    options.hooks = {
      drawClear: [(plot) => drawBands(plot, this.model ?? model, colors)],
      drawAxes: [(plot) => drawOrigin(plot, this.model ?? model, colors)],
      draw: [
        (plot) => drawMarks(plot, this.model ?? model, colors),
        (plot) => this.placeLabels(plot),
        // New data and new sizes move the places that the crosshair stands at.
        () => this.placeCursor(),
        (plot) => this.onDraw(planeOf(plot)),
      ],
    };
    this.plot = new uPlot(options, aligned(model), this.host);
    this.plot.over.append(this.labels);
    this.listen(this.plot.over);
  }

  private size(): { width: number; height: number } {
    return { width: this.host.clientWidth || 600, height: this.host.clientHeight || 300 };
  }

  /** Pointer events of our own: uPlot's are for a mouse alone. */
  private listen(over: HTMLElement): void {
    const move = (event: PointerEvent) => {
      const { plot, model } = this;
      if (!plot || !model || model.x.length === 0) return;
      const at = plot.posToVal(event.clientX - over.getBoundingClientRect().left, "x");
      this.onPoint(stopIndex(model, nearestStop(model, at)));
    };
    over.addEventListener("pointermove", move);
    over.addEventListener("pointerdown", move);
    over.addEventListener("pointerleave", () => this.onPoint(null));
  }

  private placeLabels(plot: uPlot): void {
    const { model } = this;
    if (!model) return;
    const wishes = model.series.flatMap((series) => labelWish(plot, model, series) ?? []);
    const placed = spreadLabels(wishes, plot.bbox.height / devicePixelRatio);
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

const ruler = document.createElement("canvas").getContext("2d");

/** Room on the right that the widest label needs, in steps, so that it seldom changes. */
function gutterFor(model: LineModel, colors: Theme): number {
  if (!ruler) return 80;
  ruler.font = `${kFontSize}px ${colors.font}`;
  const widest = Math.max(
    0,
    ...model.series.map((s) => (s.endLabel ? ruler.measureText(s.endLabel).width : 0)),
  );
  return widest === 0 ? 12 : Math.ceil((widest + kLabelGap + 4) / 8) * 8;
}

function aligned(model: LineModel): uPlot.AlignedData {
  return [model.x, ...model.series.map((series) => series.values)] as unknown as uPlot.AlignedData;
}

function plotOptions(
  model: () => LineModel,
  first: LineModel,
  colors: Theme,
  gutter: number,
  size: { width: number; height: number },
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
        fill: (_, i) => lineColor(first.series[i - 1], colors),
      },
    },
    scales: {
      x: { time: false, range: (_, min, max) => seen(model().xRange, min, max) },
      y: {
        distr: first.log ? 3 : 1,
        range: (_, min, max) => (first.log ? decades(min, max) : seenY(model(), min, max)),
      },
    },
    axes: [axis(colors, "x"), axis(colors, "y")],
    series: [
      {},
      ...first.series.map((series) => ({
        label: series.label,
        stroke: lineColor(series, colors),
        paths: everyPoint,
        width: series.width ?? 2,
        dash: series.dash ? [...series.dash] : [],
        points: { show: false },
        spanGaps: false,
      })),
    ],
  };
}

function lineColor(series: LineSeries | undefined, colors: Theme): string {
  return colors.series[(series?.slot ?? 0) - 1] ?? colors.ink;
}

/**
 * A line through every point, lifted at nulls. uPlot's own thins points out by pixel, which rounds corners, and joins
 * the two sides of a jump when they are less than a pixel apart.
 */
const everyPoint: uPlot.Series.PathBuilder = (plot, seriesIndex, from, to) => {
  const [xs, ys] = [plot.data[0], plot.data[seriesIndex]];
  const stroke = new Path2D();
  let down = false;
  for (let i = from; i <= to; i++) {
    const y = ys[i];
    if (y === null || y === undefined || Number.isNaN(y)) {
      down = false;
      continue;
    }
    const [left, top] = [plot.valToPos(xs[i], "x", true), plot.valToPos(y, "y", true)];
    if (down) stroke.lineTo(left, top);
    else stroke.moveTo(left, top);
    down = true;
  }
  return { stroke, fill: null, clip: null, flags: 1 };
};

function axis(colors: Theme, side: "x" | "y"): uPlot.Axis {
  return {
    stroke: colors.muted,
    font: `${kFontSize}px ${colors.font}`,
    grid: { stroke: colors.grid, width: 1 },
    ticks: { show: false },
    gap: 8,
    size: side === "x" ? 32 : (_, values) => 16 + 7.2 * Math.max(4, ...(values ?? []).map((v) => v.length)),
    space: side === "x" ? 64 : 40,
    values: (_, splits) => splits.map((value) => (value === null ? "" : formatShort(value))),
  };
}

function seen(
  wanted: readonly [number, number] | undefined,
  min: number | null,
  max: number | null,
  margin = 0,
): [number, number] {
  if (wanted) return [wanted[0], wanted[1]];
  if (min === null || max === null) return [0, 1];
  const room = (max - min || Math.abs(max) || 1) * margin;
  return max > min || margin > 0 ? [min - room, max + room] : [min, min + 1];
}

function seenY({ yRange, yFloor }: LineModel, min: number | null, max: number | null): [number, number] {
  const [low, high] = seen(yRange, min, max, 0.06);
  return yRange || yFloor === undefined ? [low, high] : [yFloor, Math.max(high, yFloor + 1e-6)];
}

/** Whole decades around the data, so that the scale does not creep with every point. */
function decades(min: number | null, max: number | null): [number, number] {
  const low = Math.floor(Math.log10(Math.max(min ?? 0.1, 1e-12)));
  const high = Math.ceil(Math.log10(Math.max(max ?? 1, 1e-12)));
  return [10 ** low, 10 ** Math.max(high, low + 1)];
}

function drawBands(plot: uPlot, model: LineModel, colors: Theme): void {
  const { left, top, width, height } = plot.bbox;
  plot.ctx.save();
  plot.ctx.fillStyle = colors.band;
  for (const band of model.bands ?? []) {
    const x0 = Math.max(left, plot.valToPos(band.x0, "x", true));
    const x1 = Math.min(left + width, plot.valToPos(band.x1, "x", true));
    if (x1 > x0) plot.ctx.fillRect(x0, top, x1 - x0, height);
  }
  plot.ctx.restore();
}

function drawOrigin(plot: uPlot, model: LineModel, colors: Theme): void {
  if (!model.origin) return;
  const { ctx, bbox } = plot;
  const [x, y] = [plot.valToPos(0, "x", true), plot.valToPos(0, "y", true)];
  ctx.save();
  ctx.strokeStyle = colors.axis;
  ctx.lineWidth = devicePixelRatio;
  ctx.beginPath();
  if (x >= bbox.left && x <= bbox.left + bbox.width) {
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
  }
  if (y >= bbox.top && y <= bbox.top + bbox.height) {
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
  }
  ctx.stroke();
  ctx.restore();
}

function drawMarks(plot: uPlot, model: LineModel, colors: Theme): void {
  const { ctx, bbox } = plot;
  ctx.save();
  for (const mark of model.marks ?? []) {
    const [x, y] = [plot.valToPos(mark.x, "x", true), plot.valToPos(mark.y, "y", true)];
    if (x < bbox.left || x > bbox.left + bbox.width || y < bbox.top || y > bbox.top + bbox.height) continue;
    ctx.beginPath();
    ctx.arc(x, y, 3 * devicePixelRatio, 0, 2 * Math.PI);
    ctx.fillStyle = colors.series[mark.slot - 1] ?? colors.ink;
    ctx.fill();
  }
  ctx.restore();
}

/** Beside the last point of the line that can be seen: in the gutter, or where the line leaves the frame. */
function labelWish(plot: uPlot, model: LineModel, series: LineSeries): LabelWish | null {
  if (!series.endLabel) return null;
  const { min: x0 = 0, max: x1 = 1 } = plot.scales.x ?? {};
  const { min: y0 = 0, max: y1 = 1 } = plot.scales.y ?? {};
  for (let i = model.x.length - 1; i >= 0; i--) {
    const [x, y] = [model.x[i] as number, series.values[i]];
    if (y === null || y === undefined || !(y >= (y0 as number) && y <= (y1 as number))) continue;
    if (x < (x0 as number) || x > (x1 as number)) continue;
    return {
      text: series.endLabel,
      slot: series.slot,
      x: Math.round(plot.valToPos(x, "x")) + kLabelGap,
      y: plot.valToPos(y, "y"),
    };
  }
  return null;
}
