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

/** The samples that are looked at: those of the test part, or the training samples when none are kept for testing. */
function lookedAt(data: RunData) {
  const [all, features] = data.x_shape;
  const part: Part = data.isTest.includes(1) ? "test" : "training";
  const rows = [...Array(all).keys()].filter((i) => (data.isTest[i] === 1) === (part === "test"));
  const x = new Float32Array(rows.length * features);
  rows.forEach((row, i) => {
    x.set(data.x.subarray(row * features, (row + 1) * features), i * features);
  });
  return { rows, x, part };
}

function answersMeasure(data: RunData): Measure {
  const { rows, x, part } = lookedAt(data);
  const truth = Float32Array.from(rows, (row) => data.y[row]);
  return (run) => ({ kind: "answers", truth, values: run.predict(x, rows.length), part });
}

function confusionMeasure(data: RunData): Measure {
  const { rows, x, part } = lookedAt(data);
  const classes = data.classes.length;
  return (run) => {
    const answers = run.predict(x, rows.length);
    const outputs = answers.length / rows.length;
    const counts = new Uint32Array(classes * classes);
    rows.forEach((row, i) => {
      const guess = predictedClass(answers.subarray(i * outputs, (i + 1) * outputs), run.spec.loss);
      const cell = data.y[row] * classes + guess;
      counts[cell] = counts[cell] + 1;
    });
    return { kind: "confusion", counts, classes, rows: rows.length, part };
  };
}

/** One output says yes above the middle: 0 for a logit, 1/2 for a plain number; more outputs, the largest. */
function predictedClass(outputs: Float32Array, loss: string | undefined): number {
  if (outputs.length === 1) return outputs[0] > (loss === "mse" ? 0.5 : 0) ? 1 : 0;
  let best = 0;
  for (let i = 1; i < outputs.length; i++) if (outputs[i] > outputs[best]) best = i;
  return best;
}
