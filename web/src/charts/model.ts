// SPDX-License-Identifier: MIT
// What a line figure draws, in its own words: numbers, names and places, nothing of what they mean.

import { formatNumber, formatShort } from "./numbers";
import type { Range } from "./scales";

export type Column = ArrayLike<number | null>;

export interface LineSeries {
  /** Name in the table, the reading and the summary. */
  label: string;
  /** Name at the line's end; nothing is written there when missing. */
  endLabel?: string;
  /** One value an x; null breaks the line. */
  values: Column;
  /** What the reading and the table say where it differs from what is drawn, as at a jump. */
  read?: Column;
  /** Colour of the palette, from 1. */
  slot: number;
  /** Lengths of strokes and gaps in pixels; solid when missing. */
  dash?: readonly number[];
  width?: number;
}

/** A stretch of x shaded behind the lines: grey, or in the colour of the series that it belongs to. */
export interface Band {
  x0: number;
  x1: number;
  slot?: number;
  /** Written at its top where there is room. */
  label?: string;
}

/** A thin line across the figure, as at a threshold. */
export interface Rule {
  /** The axis that it is at right angles to: "x" stands, "y" lies. */
  axis: "x" | "y";
  at: number;
  slot?: number;
  label?: string;
}

/** A histogram behind the lines, standing on the figure's lower edge. */
export interface Bars {
  /** Ends of the bins in units of x, ascending; one more than there are heights. */
  edges: ArrayLike<number>;
  /** In shares of the figure's height. */
  heights: ArrayLike<number>;
  slot?: number;
}

/** A point of its own, as the value taken at a jump. */
export interface Mark {
  x: number;
  y: number;
  slot: number;
}

/** A point that a person can move. */
export interface Handle {
  id: string;
  /** What it moves. */
  label: string;
  /** The number that it stands for. */
  value: number;
  x: number;
  y: number;
  slot: number;
  /** A ring instead of a dot. */
  hollow: boolean;
}

/** A handle taken to (x, y); or, by keys, `steps` up (or down, below 0) from where it is. */
export interface HandleMove {
  id: string;
  x: number;
  y: number;
  steps: number;
  /** False while the handle is still held. */
  final: boolean;
}

export interface LineModel {
  title: string;
  /** What saved files are called; made from the title when missing. */
  fileName?: string;
  xLabel: string;
  yLabel: string;
  x: ArrayLike<number>;
  series: readonly LineSeries[];
  /** What is seen of x and y; all of the data when missing. */
  xRange?: Range;
  yRange?: Range;
  /** Lowest y seen when there is no `yRange`; the data's own when missing. */
  yFloor?: number;
  /** A logarithmic y axis; a symmetric one, said beside it, when there are values of 0 or below. */
  log?: boolean;
  /** Emphasises the lines x = 0 and y = 0. */
  origin?: boolean;
  bands?: readonly Band[];
  rules?: readonly Rule[];
  bars?: Bars;
  marks?: readonly Mark[];
  /** Points to drag, over everything else. */
  handles?: readonly Handle[];
  /** Indices that the crosshair rests on, ascending; every one when missing. */
  stops?: readonly number[];
  /** Indices listed in the table; every one when missing. */
  rows?: readonly number[];
  /** What the figure shows, in a sentence or two, for those who do not see it. */
  summary: string;
}

/** Which of `count` ascending numbers is nearest to `wanted`; 0 when there are none. */
function nearest(count: number, number: (index: number) => number, wanted: number): number {
  let low = 0;
  let high = Math.max(0, count - 1);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (number(middle) < wanted) low = middle;
    else high = middle;
  }
  return Math.abs(number(low) - wanted) <= Math.abs(number(high) - wanted) ? low : high;
}

/** Index of the entry of ascending `x` nearest to `at`. */
export function nearestIndex(x: ArrayLike<number>, at: number): number {
  return nearest(x.length, (i) => x[i] as number, at);
}

/** The place in `stops` whose x is nearest to `at`. */
export function nearestStop(model: LineModel, at: number): number {
  return nearest(stopCount(model), (stop) => model.x[stopIndex(model, stop)] as number, at);
}

export function stopCount(model: LineModel): number {
  return model.stops?.length ?? model.x.length;
}

export function stopIndex(model: LineModel, stop: number): number {
  return model.stops?.[stop] ?? stop;
}

/** What is at an index, in words. */
export function readingAt(model: LineModel, index: number): string {
  const parts = model.series.map(
    (series) => `${series.label} ${formatNumber((series.read ?? series.values)[index])}`,
  );
  return [`${model.xLabel} ${formatShort(model.x[index] as number)}`, ...parts].join(", ");
}
