// SPDX-License-Identifier: MIT
// Where the functions are evaluated: an even grid that hits round numbers, and both sides of every corner.
import type { LineSeries } from "../../charts/model";
import type { Evaluation } from "../../shared/engine";
import type { CurveInfo } from "../../shared/registry";
import type { ShapeFunction } from "../link/shapes-link";

/** Grid places across the figure, about one a pixel. */
const kPlaces = 512;
/** How far beside a corner its sides are looked at, as a share of max(1, |x|). */
const kBeside = 2 ** -20;
/** Values that differ by more than this across a corner are a jump. */
const kJump = 1e-3;

export interface Samples {
  x: Float32Array;
  /** Indices of the grid and the corners, without the corners' sides. */
  stops: number[];
  /** Indices of corners: one before and one after each are its sides. */
  corners: number[];
}

/** Distance of the grid's places: the power of two that gives at least kPlaces, so that 1, 0.5 and 1/64 are hit. */
export function gridStep(x: readonly [number, number]): number {
  return 2 ** Math.floor(Math.log2((x[1] - x[0]) / kPlaces));
}

/**
 * The places to evaluate in `range`. Corners are looked for where the registry states them, at 0, where most pieces
 * meet once a parameter is changed, and at every parameter and its opposite, where thresholds and widths stand.
 */
export function samplePlaces(
  range: readonly [number, number],
  at: number,
  functions: readonly ShapeFunction[],
  infos: readonly CurveInfo[],
): Samples {
  const step = gridStep(range);
  const stops = new Set<number>();
  for (let i = Math.ceil(range[0] / step); i * step <= range[1]; i++) stops.add(i * step);
  stops.add(Math.fround(range[0])).add(Math.fround(range[1]));
  if (at >= range[0] && at <= range[1]) stops.add(Math.fround(at));
  const corners = new Set<number>([0]);
  functions.forEach((chosen, i) => {
    for (const kink of infos[i].kinks) corners.add(Math.fround(kink.x));
    for (const { name, default: standard } of infos[i].parameters) {
      const value = Math.fround(chosen.parameters[name] ?? standard);
      corners.add(value).add(-value);
    }
  });
  const sides = new Set<number>();
  for (const corner of corners) {
    if (!(corner > range[0] && corner < range[1])) continue;
    const beside = kBeside * Math.max(1, Math.abs(corner));
    stops.add(corner === 0 ? 0 : corner);
    sides.add(Math.fround(corner - beside)).add(Math.fround(corner + beside));
  }
  const x = Float32Array.from(new Set([...stops, ...sides])).sort();
  const index = new Map([...x].map((value, i) => [value === 0 ? 0 : value, i]));
  return {
    x,
    stops: [...stops].sort((a, b) => a - b).flatMap((value) => index.get(value) ?? []),
    corners: [...corners].flatMap((value) =>
      sides.size > 0 ? (index.get(value === 0 ? 0 : value) ?? []) : [],
    ),
  };
}

/** The values with a break at every jump, and whether one was made at a corner's index. */
export function brokenAtJumps(
  values: Float32Array,
  corners: readonly number[],
): { values: (number | null)[]; jumps: number[] } {
  const broken: (number | null)[] = Array.from(values, (value) => (Number.isFinite(value) ? value : null));
  const jumps = corners.filter((i) => Math.abs((values[i + 1] ?? 0) - (values[i - 1] ?? 0)) > kJump);
  for (const i of jumps) broken[i] = null;
  return { values: broken, jumps };
}

/** Stretches of x where the slope is smaller than `threshold`. */
export function flatStretches(x: Float32Array, slope: Float32Array, threshold: number): [number, number][] {
  const stretches: [number, number][] = [];
  let start = -1;
  for (let i = 0; i <= x.length; i++) {
    const flat = i < x.length && Math.abs(slope[i]) < threshold;
    if (flat && start < 0) start = i;
    // A single place is the slope taken at a corner or a turning point, not a stretch.
    if (!flat && start >= 0) {
      if (x[i - 1] - x[start] > 0.02) stretches.push([x[start], x[i - 1]]);
      start = -1;
    }
  }
  return stretches;
}

export type Derivative = "value" | "slope" | "curvature";

export const derivativeMark: Record<Derivative, string> = { value: "", slope: "′", curvature: "″" };
const dashes: Record<Derivative, number[] | undefined> = {
  value: undefined,
  slope: [7, 5],
  curvature: [2, 4],
};

/** The line of one function's value, slope or curvature. */
export function seriesOf(
  name: string,
  slot: number,
  which: Derivative,
  evaluation: Evaluation,
  corners: readonly number[],
): { series: LineSeries; jumps: number[] } {
  const { values, jumps } = brokenAtJumps(evaluation[which], corners);
  const label = `${name}${derivativeMark[which]}`;
  const width = which === "value" ? 2.5 : 1.75;
  return {
    series: {
      label,
      endLabel: label,
      values,
      read: Array.from(evaluation[which]),
      slot,
      dash: dashes[which],
      width,
    },
    jumps,
  };
}
