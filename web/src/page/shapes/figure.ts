// SPDX-License-Identifier: MIT
// From the engine's numbers to the figure: lines, marks at jumps, the shaded stretches and the words about them.
import type { LineModel, LineSeries, Mark } from "../../charts/model";
import { formatShort } from "../../charts/numbers";
import type { Evaluation } from "../../shared/engine";
import type { ShapesState } from "../link/shapes-link";
import { type Derivative, flatStretches, type Samples, seriesOf } from "./sampling";

/** A slope below this passes on next to nothing. */
export const kSaturation = 0.01;

/** One evaluation a function; null where it was refused. */
export type Evaluations = (Evaluation | null)[];

export function figureModel(state: ShapesState, samples: Samples, evaluations: Evaluations): LineModel {
  const series: LineSeries[] = [];
  const marks: Mark[] = [];
  const shown: Derivative[] = ["value"];
  if (state.slope) shown.push("slope");
  if (state.curvature) shown.push("curvature");
  state.functions.forEach(({ name }, i) => {
    const evaluation = evaluations[i];
    if (!evaluation) return;
    for (const which of shown) {
      const line = seriesOf(name, i + 1, which, evaluation, samples.corners);
      series.push(line.series);
      for (const jump of line.jumps) {
        marks.push({ x: samples.x[jump], y: evaluation[which][jump], slot: i + 1 });
      }
    }
  });
  const stretches = focusStretches(state, samples, evaluations);
  return {
    title: titleOf(shown),
    xLabel: "x",
    yLabel: "",
    x: samples.x,
    series,
    xRange: state.x,
    yRange: state.y,
    origin: true,
    bands: stretches.map(([x0, x1]) => ({ x0, x1 })),
    marks,
    stops: samples.stops,
    rows: tableRows(state, samples),
    summary: summaryOf(state, samples, evaluations),
  };
}

function titleOf(shown: readonly Derivative[]): string {
  const names = { value: "f", slope: "f′", curvature: "f″" };
  const how = { value: "solid", slope: "dashed", curvature: "dotted" };
  return shown.map((which) => `${names[which]} ${how[which]}`).join(", ");
}

/** About forty rows at round places: enough to read, few enough to listen to. */
function tableRows(state: ShapesState, samples: Samples): number[] {
  const step = 2 ** Math.ceil(Math.log2((state.x[1] - state.x[0]) / 40));
  return samples.stops.filter((i) => Number.isInteger(samples.x[i] / step) || samples.corners.includes(i));
}

function focusStretches(state: ShapesState, samples: Samples, evaluations: Evaluations): [number, number][] {
  const evaluation = evaluations[state.focus];
  return evaluation ? flatStretches(samples.x, evaluation.slope, kSaturation) : [];
}

/** Where the focused function passes on next to nothing, in words. */
export function saturationSentence(state: ShapesState, samples: Samples, evaluations: Evaluations): string {
  const stretches = focusStretches(state, samples, evaluations);
  const name = state.functions[state.focus]?.name ?? "";
  if (stretches.length === 0) return `${name} is not flat anywhere in this range.`;
  const places = stretches.map(([from, to]) => placeInWords(from, to, state.x));
  return `${name} is flat ${places.join(" and ")}: there |f′| < ${kSaturation}, and next to no gradient passes.`;
}

function placeInWords(from: number, to: number, range: readonly [number, number]): string {
  const left = from <= range[0];
  const right = to >= range[1];
  const round = (value: number) => formatShort(Number(value.toFixed(2)));
  if (left && right) return "everywhere in this range";
  if (left) return `below ${round(to)}`;
  if (right) return `above ${round(from)}`;
  return `from ${round(from)} to ${round(to)}`;
}

function summaryOf(state: ShapesState, samples: Samples, evaluations: Evaluations): string {
  const [low, high] = state.x.map(formatShort);
  const lines = state.functions.flatMap(({ name }, i) => {
    const value = evaluations[i]?.value;
    if (!value || value.length === 0) return [];
    const ends = [value[0], value[value.length - 1]].map((end) => formatShort(Number(end.toPrecision(3))));
    return `${name} goes from ${ends[0]} to ${ends[1]}`;
  });
  return `For x from ${low} to ${high}: ${lines.join("; ")}. ${saturationSentence(state, samples, evaluations)}`;
}
