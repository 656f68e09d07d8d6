// SPDX-License-Identifier: MIT
// What is looked at while a run trains: its output over the line or the plane, or its answers over the test part.
import type { Run, RunData } from "../../../bindings/types";
import type { Bounds, Output, Part } from "../shared/messages";

export type Measure = (run: Run) => Output | null;

/** Points a side of the decision map: fine enough to show a bend, small enough for every frame. */
const kSide = 100;
/** Points of the curve of one input: two on each pixel's way through a narrow figure. */
const kCurve = 801;

export function measureFor(run: Run): Measure {
  const data = run.data;
  if (data.x_shape[1] === 2) return planeMeasure(squareAround(data));
  if (data.classes.length > 1) return confusionMeasure(data);
  return data.x_shape[1] === 1 ? curveMeasure(data) : answersMeasure(data);
}

/** A square that holds every sample with a margin of 8 % a side, so that the plane is not stretched. */
function squareAround(data: RunData): Bounds {
  const low = [Infinity, Infinity];
  const high = [-Infinity, -Infinity];
  data.x.forEach((value, i) => {
    low[i % 2] = Math.min(low[i % 2], value);
    high[i % 2] = Math.max(high[i % 2], value);
  });
  const half = 0.58 * Math.max(high[0] - low[0], high[1] - low[1], 1e-6);
  const [cx, cy] = [(low[0] + high[0]) / 2, (low[1] + high[1]) / 2];
  return { x0: cx - half, x1: cx + half, y0: cy - half, y1: cy + half };
}

function planeMeasure(bounds: Bounds): Measure {
  return (run) => {
    const values = run.predictPlane({ ...bounds, width: kSide, height: kSide });
    const outputs = values.length / (kSide * kSide);
    return { kind: "plane", values, outputs, width: kSide, height: kSide, bounds };
  };
}

/** From the lowest input to the highest with a margin of 8 % a side. */
function curveMeasure(data: RunData): Measure {
  const low = data.x.reduce((a, b) => Math.min(a, b));
  const high = data.x.reduce((a, b) => Math.max(a, b));
  const margin = 0.08 * Math.max(high - low, 1e-6);
  const x = Float32Array.from(
    { length: kCurve },
    (_, i) => low - margin + (i / (kCurve - 1)) * (high - low + 2 * margin),
  );
  return (run) => ({ kind: "curve", x, values: run.predict(x, kCurve) });
}

/** The part that answers are looked at of: the test part, or training where no sample is kept for testing. */
const partOf = (data: RunData): Part => (data.isTest.includes(1) ? "test" : "training");

/** All of a part, counted and summed in the engine. */
const evaluated = (run: Run, part: Part) => run.evaluate(part === "test" ? "test" : "train");

function answersMeasure(data: RunData): Measure {
  const part = partOf(data);
  const [all, features] = data.x_shape;
  const rows = [...Array(all).keys()].filter((i) => (data.isTest[i] === 1) === (part === "test"));
  const x = new Float32Array(rows.length * features);
  rows.forEach((row, i) => {
    x.set(data.x.subarray(row * features, (row + 1) * features), i * features);
  });
  const truth = Float32Array.from(rows, (row) => data.y[row]);
  return (run) => {
    const values = run.predict(x, rows.length);
    return { kind: "answers", truth, values, r2: evaluated(run, part).r2 ?? Number.NaN, part };
  };
}

function confusionMeasure(data: RunData): Measure {
  const part = partOf(data);
  const classes = data.classes.length;
  return (run) => {
    const { confusion, rows } = evaluated(run, part);
    return confusion ? { kind: "confusion", counts: confusion, classes, rows, part } : null;
  };
}
