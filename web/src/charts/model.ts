// SPDX-License-Identifier: MIT
// What a line figure draws, in its own words: numbers, names and places, nothing of what they mean.

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
  xLabel: string;
  yLabel: string;
  x: ArrayLike<number>;
  series: readonly LineSeries[];
  /** What is seen of x and y; all of the data when missing. */
  xRange?: readonly [number, number];
  yRange?: readonly [number, number];
  /** Lowest y seen when there is no `yRange`; the data's own when missing. */
  yFloor?: number;
  log?: boolean;
  /** Emphasises the lines x = 0 and y = 0. */
  origin?: boolean;
  bands?: readonly Band[];
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

/** Index of the entry of ascending `x` nearest to `at`. */
export function nearestIndex(x: ArrayLike<number>, at: number): number {
  let low = 0;
  let high = x.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((x[middle] as number) < at) low = middle;
    else high = middle;
  }
  return Math.abs((x[low] ?? 0) - at) <= Math.abs((x[high] ?? 0) - at) ? low : high;
}

/** The place in `stops` whose x is nearest to `at`. */
export function nearestStop(model: LineModel, at: number): number {
  const { stops, x } = model;
  return stops
    ? nearestIndex(
        stops.map((i) => x[i] as number),
        at,
      )
    : nearestIndex(x, at);
}

export function stopCount(model: LineModel): number {
  return model.stops?.length ?? model.x.length;
}

export function stopIndex(model: LineModel, stop: number): number {
  return model.stops?.[stop] ?? stop;
}
