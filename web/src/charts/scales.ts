// SPDX-License-Identifier: MIT
// Axes as mathematics: where a number stands, which numbers are named, how a range grows, shrinks and moves.

/** Lowest and highest number seen. */
export type Range = readonly [low: number, high: number];

/** How numbers are spread along an axis. */
export interface Scale {
  kind: "linear" | "log" | "symlog";
  /** Where a number stands: distances of these are distances on screen. */
  to(value: number): number;
  /** The number that stands there: undoes `to`. */
  from(place: number): number;
  /** At most about `most` round numbers within the range, ascending. */
  ticks(range: Range, most: number): number[];
  /** Narrowest range that can be zoomed to, in units of `to`. */
  least: number;
  /** Zooming and moving end here. */
  bounds: Range;
}

export const linear: Scale = {
  kind: "linear",
  to: (value) => value,
  from: (place) => place,
  ticks: evenTicks,
  least: 1e-3,
  bounds: [-1e6, 1e6],
};

export const logarithmic: Scale = {
  kind: "log",
  to: (value) => (value > 0 ? Math.log10(value) : Number.NaN),
  from: (place) => 10 ** place,
  ticks: decadeTicks,
  least: 0.05,
  bounds: [1e-45, 1e39],
};

/**
 * Logarithmic towards both sides and linear between -threshold and threshold, so that 0 and negative numbers have a
 * place: asinh(v / 2t) / ln 10, which nears sign(v) log10(|v| / t).
 */
export function symlog(threshold: number): Scale {
  return {
    kind: "symlog",
    to: (value) => Math.asinh(value / (2 * threshold)) / Math.LN10,
    from: (place) => 2 * threshold * Math.sinh(place * Math.LN10),
    ticks: (range, most) => symmetricTicks(range, most, threshold),
    least: 0.05,
    bounds: [-1e39, 1e39],
  };
}

/** Values smaller than this share of the largest lie in the linear middle of a symmetric logarithmic axis. */
const kMiddleShare = 1e-6;

/**
 * The logarithmic axis that has a place for each of the values: a plain one for positive numbers, else a symmetric one
 * whose linear middle ends a decade below the smallest size among them.
 */
export function logScaleFor(columns: readonly ArrayLike<number | null>[]): { scale: Scale; middle: number } {
  let [smallest, largest, positive] = [Number.POSITIVE_INFINITY, 0, true];
  for (const values of columns) {
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (value === null || !Number.isFinite(value)) continue;
      if (value <= 0) positive = false;
      if (value === 0) continue;
      smallest = Math.min(smallest, Math.abs(value));
      largest = Math.max(largest, Math.abs(value));
    }
  }
  if (positive) return { scale: logarithmic, middle: 0 };
  const size = largest === 0 ? 1 : Math.max(smallest, largest * kMiddleShare);
  const middle = 10 ** Math.floor(Math.log10(size));
  return { scale: symlog(middle), middle };
}

function evenTicks([low, high]: Range, most: number): number[] {
  const step = roundStep((high - low) / Math.max(1, most));
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return [...Array(Math.max(0, count)).keys()].map((i) => Number(((first + i) * step).toPrecision(12)));
}

/** The first of 1, 2, 5, 10, 20 ... that is at least `size`. */
function roundStep(size: number): number {
  const decade = 10 ** Math.floor(Math.log10(size));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * decade >= size * (1 - 1e-9)) ?? 10;
  return factor * decade;
}

/** Powers of ten, with their doubles and halves where there is room, or only every second, third ... of them. */
function decadeTicks([low, high]: Range, most: number): number[] {
  const [from, to] = [Math.log10(low), Math.log10(high)];
  if (to - from < 1 - 1e-9) return evenTicks([low, high], most);
  const stride = Math.max(1, Math.ceil((to - from) / Math.max(1, most)));
  const steps = (to - from) * 3 <= most ? [1, 2, 5] : [1];
  const first = Math.floor(from / stride);
  const decades = [...Array(Math.ceil(to / stride) - first + 1).keys()].map((i) => (first + i) * stride);
  const all = decades.flatMap((exponent) => steps.map((step) => Number(`${step}e${exponent}`)));
  return all.filter((value) => value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9));
}

function symmetricTicks([low, high]: Range, most: number, threshold: number): number[] {
  const side = (end: number) => (end > threshold ? decadeTicks([threshold, end], Math.max(1, most / 2)) : []);
  const ticks = [
    ...side(-low)
      .map((value) => -value)
      .reverse(),
    0,
    ...side(high),
  ];
  const seen = ticks.filter((value) => value >= low && value <= high);
  return seen.length > 1 ? seen : evenTicks([low, high], most);
}

/**
 * The range that `factor` times as much is seen of, with what stands at `share` of it (0 low, 1 high) staying where it
 * is. Beyond the scale's limits nothing changes.
 */
export function zoomed(range: Range, scale: Scale, factor: number, share: number): Range {
  const [low, high] = range.map(scale.to);
  const fixed = low + share * (high - low);
  const wanted: Range = [fixed + (low - fixed) * factor, fixed + (high - fixed) * factor];
  return wanted[1] - wanted[0] < scale.least && factor < 1 ? range : within(wanted, range, scale);
}

/** The range moved by `share` of its own width. */
export function moved(range: Range, scale: Scale, share: number): Range {
  const [low, high] = range.map(scale.to);
  const step = (high - low) * share;
  return within([low + step, high + step], range, scale);
}

function within(places: Range, otherwise: Range, scale: Scale): Range {
  const [low, high] = rounded([scale.from(places[0]), scale.from(places[1])], scale);
  return low >= scale.bounds[0] && high <= scale.bounds[1] && high > low ? [low, high] : otherwise;
}

/** Ends with no more digits than a screen can tell apart, so that a link stays short. */
function rounded([low, high]: Range, scale: Scale): Range {
  if (scale.kind !== "linear") return [Number(low.toPrecision(4)), Number(high.toPrecision(4))];
  const digits = Math.min(100, Math.max(0, 4 - Math.floor(Math.log10(high - low))));
  return [Number(low.toFixed(digits)), Number(high.toFixed(digits))];
}
