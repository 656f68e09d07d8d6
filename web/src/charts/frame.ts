// SPDX-License-Identifier: MIT
// What of a model is seen: the ranges of both axes and the scale of y, for the screen and for files alike.
import type { LineModel } from "./model";
import { formatShort } from "./numbers";
import { linear, logScaleFor, type Range, type Scale } from "./scales";

export interface Frame {
  x: Range;
  y: Range;
  yScale: Scale;
  /** The name of y, with what must be known to read its axis. */
  yName: string;
}

/** Free room above and below the data of a linear axis, as a share of their extent. */
const kMargin = 0.06;

export function frameOf(model: LineModel): Frame {
  const columns = model.series.map(({ values }) => values);
  const x = model.xRange ?? widened(model.x[0] ?? 0, model.x[model.x.length - 1] ?? 1, 0);
  const extent = model.yRange ?? extentWithin(model, x);
  if (!model.log) return { x, y: linearRange(model, extent), yScale: linear, yName: model.yLabel };
  const { scale, middle } = logScaleFor(columns);
  const note = scale.kind === "symlog" ? `logarithmic both ways, linear within ±${formatShort(middle)}` : "";
  const y = model.yRange ? usable(model.yRange, scale) : decadesAround(extent, scale, middle);
  return { x, y, yScale: scale, yName: [model.yLabel, note].filter(Boolean).join(", ") };
}

/** Lowest and highest finite value over the seen stretch of x; [0, 1] when there is none. */
function extentWithin({ x, series }: LineModel, [from, to]: Range): Range {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { values } of series) {
    for (let i = 0; i < x.length; i++) {
      const value = values[i];
      if (value === null || !Number.isFinite(value)) continue;
      if ((x[i] as number) < from || (x[i] as number) > to) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low <= high ? [low, high] : [0, 1];
}

function linearRange({ yRange, yFloor }: LineModel, extent: Range): Range {
  if (yRange) return yRange;
  const [low, high] = widened(extent[0], extent[1], kMargin);
  return yFloor === undefined ? [low, high] : [yFloor, Math.max(high, yFloor + 1e-6)];
}

/** The range with a margin; around a single number, or after it when no margin is wanted, there is room as well. */
function widened(low: number, high: number, margin: number): Range {
  if (high === low && margin === 0) return [low, low + 1];
  const room = (high - low || Math.abs(high) || 1) * margin;
  return [low - room, high + room];
}

/** A plain logarithmic axis ends above 0, whatever was wished. */
function usable([low, high]: Range, scale: Scale): Range {
  if (scale.kind === "symlog") return [low, high];
  const top = high > 0 ? high : 1;
  return [low > 0 ? low : top * 1e-6, top];
}

/** Whole decades around the data, so that the scale does not creep with every point. */
function decadesAround([low, high]: Range, scale: Scale, middle: number): Range {
  if (scale.kind === "symlog") return [outward(low, middle), outward(high, middle)];
  const bottom = Math.floor(Math.log10(low));
  return [10 ** bottom, 10 ** Math.max(Math.ceil(Math.log10(high)), bottom + 1)];
}

/** The power of ten next to `end` on the far side of 0; that of the axis' linear middle near 0. */
function outward(end: number, middle: number): number {
  return Math.sign(end || 1) * Math.max(middle, 10 ** Math.ceil(Math.log10(Math.abs(end) || middle)));
}

/** A rectangle of the screen or a file, in its pixels. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Where numbers lie in a box that shows a frame. */
export interface Projection {
  x(value: number): number;
  y(value: number): number;
}

export function projection({ x, y, yScale }: Frame, box: Box): Projection {
  const [low, high] = [yScale.to(y[0]), yScale.to(y[1])];
  const across = box.width / (x[1] - x[0]);
  const up = box.height / (high - low);
  const bottom = box.top + box.height;
  return {
    x: (value) => box.left + (value - x[0]) * across,
    y: (value) => bottom - (yScale.to(value) - low) * up,
  };
}
