// SPDX-License-Identifier: MIT
// From the engine's numbers to the figure: lines that break at jumps, marks there, shaded stretches, handles.
import {
  type Band,
  type Handle,
  type LineModel,
  type LineSeries,
  type Mark,
  nearestIndex,
} from "../../charts/model";
import { formatShort } from "../../charts/numbers";
import type { ActivationInfo } from "../../shared/engine";
import type { Sheet, SheetCurve, SheetQuery } from "../../shared/messages";
import { isCurve } from "../engine";
import type { ShapesState } from "../link/shapes-link";
import { summaryOf } from "./words";

/** Places across the figure, about one a pixel. */
const kPlaces = 512;
/** Numbers that differ by more than this between a kink's neighbours, which lie next to it, are a jump. */
const kJump = 1e-3;

export type Derivative = "value" | "slope" | "curvature";
const looks = {
  value: { sign: "f", mark: "", how: "solid", dash: undefined, width: 2.5 },
  slope: { sign: "f′", mark: "′", how: "dashed", dash: [7, 5], width: 1.75 },
  curvature: { sign: "f″", mark: "″", how: "dotted", dash: [2, 4], width: 1.75 },
} as const;

/** What is asked for of the state: steps are powers of two, so that the crosshair rests on 1, 0.5 and 1/64. */
export function sheetQuery(state: ShapesState): SheetQuery {
  const [from, to] = state.x;
  return {
    activations: state.functions.map(({ name, parameters }) => ({ ...parameters, name })),
    from,
    to,
    step: 2 ** Math.floor(Math.log2((to - from) / kPlaces)),
    also: [state.at],
    threshold: state.threshold,
    others: state.others,
    factor: 1,
  };
}

/** The curve of function i; null while there is none. */
export function curveOf(sheet: Sheet, i: number): SheetCurve | null {
  const curve = sheet.curves[i];
  return curve && isCurve(curve) ? curve : null;
}

/** Pieces of maxout as lines of their own, with handles to drag them by. */
export interface Pieces {
  lines: LineSeries[];
  handles: Handle[];
}

export function figureModel(
  state: ShapesState,
  infos: readonly ActivationInfo[],
  sheet: Sheet,
  pieces: Pieces | null,
): LineModel {
  const shown = (["value", "slope", "curvature"] as const).filter(
    (which) => which === "value" || state[which],
  );
  const series: LineSeries[] = [];
  const marks: Mark[] = [];
  const kinks = kinkIndices(sheet);
  state.functions.forEach(({ name }, i) => {
    const curve = curveOf(sheet, i);
    if (!curve) return;
    for (const which of shown) {
      const { values, jumps } = brokenAtJumps(curve[which], kinks);
      series.push(lineOf(`${name}${looks[which].mark}`, i + 1, which, values, curve[which]));
      for (const jump of jumps) marks.push({ x: sheet.x[jump], y: curve[which][jump], slot: i + 1 });
    }
  });
  const focused = curveOf(sheet, state.focus);
  const stops = stopIndices(sheet, kinks);
  return {
    title: shown.map((which) => `${looks[which].sign} ${looks[which].how}`).join(", "),
    xLabel: "x",
    yLabel: "",
    x: sheet.x,
    series: [...series, ...(pieces?.lines ?? [])],
    xRange: state.x,
    yRange: state.y,
    origin: true,
    bands: focused ? bandsOf(focused, state.focus + 1, state.threshold) : [],
    marks,
    handles: pieces?.handles ?? [],
    stops,
    rows: tableRows(state, sheet, stops, kinks),
    summary: summaryOf(state, infos, sheet),
  };
}

/** Saturated stretches in grey and exact zeros in the function's colour; a stretch that is both is shaded once. */
export function bandsOf(
  { saturated, zeros }: Pick<SheetCurve, "saturated" | "zeros">,
  slot: number,
  threshold: number,
): Band[] {
  const bound = `|f′| < ${formatShort(threshold)}`;
  const same =
    ([x0, x1]: readonly [number, number]) =>
    (other: readonly [number, number]) =>
      other[0] === x0 && other[1] === x1;
  const alone = saturated.filter((stretch) => !zeros.some(same(stretch)));
  return [
    ...alone.map(([x0, x1]) => ({ x0, x1, label: bound })),
    ...zeros.map((stretch) => ({
      x0: stretch[0],
      x1: stretch[1],
      slot,
      label: saturated.some(same(stretch)) ? `f = 0, ${bound}` : "f = 0",
    })),
  ];
}

function lineOf(
  label: string,
  slot: number,
  which: Derivative,
  values: readonly (number | null)[],
  read: Float32Array,
): LineSeries {
  const { dash, width } = looks[which];
  return { label, endLabel: label, values, read: Array.from(read), slot, dash, width };
}

/** Indices of all kinks that are seen from both sides. */
export function kinkIndices({ x, curves }: Sheet): number[] {
  const places = curves.flatMap((curve) => (isCurve(curve) ? (curve.shape?.kinks ?? []) : []));
  const indices = new Set(places.map((kink) => nearestIndex(x, kink.x)));
  return [...indices].filter(
    (i) => i > 0 && i < x.length - 1 && x[i + 1] - x[i - 1] < 1e-5 * Math.max(1, Math.abs(x[i])),
  );
}

/** The values with a break at every jump: the value taken there is a mark of its own. */
export function brokenAtJumps(values: Float32Array, kinks: readonly number[]) {
  const broken = Array.from(values, (value) => (Number.isFinite(value) ? value : null));
  const jumps = kinks.filter((i) => Math.abs(values[i + 1] - values[i - 1]) > kJump);
  for (const i of jumps) broken[i] = null;
  return { values: broken, jumps };
}

/** Where the crosshair rests: everywhere but on the two neighbours of a kink, which look like the kink itself. */
function stopIndices({ x }: Sheet, kinks: readonly number[]): number[] {
  const sides = new Set(kinks.flatMap((i) => [i - 1, i + 1]));
  return [...x.keys()].filter((i) => !sides.has(i));
}

/** About forty rows at round places: enough to read, few enough to listen to. */
function tableRows(
  state: ShapesState,
  { x }: Sheet,
  stops: readonly number[],
  kinks: readonly number[],
): number[] {
  const step = 2 ** Math.ceil(Math.log2((state.x[1] - state.x[0]) / 40));
  return stops.filter((i) => Number.isInteger(x[i] / step) || kinks.includes(i));
}

/** A range of y that shows all curves, which are the lines with a name at their end, with room around them. */
export function fittingRange({ series }: LineModel): [number, number] {
  let [low, high] = [0, 0];
  const curves = series.filter(({ endLabel }) => endLabel);
  for (const value of curves.flatMap(({ values }) => Array.from(values))) {
    low = Math.min(low, value ?? 0);
    high = Math.max(high, value ?? 0);
  }
  const margin = (high - low || 1) * 0.05;
  const round = (value: number) => Number(value.toPrecision(2));
  return [round(low - margin), round(high + margin)];
}
