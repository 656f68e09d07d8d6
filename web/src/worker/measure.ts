// SPDX-License-Identifier: MIT
// What is looked at while a run trains: its output over the plane, or its right and wrong answers over the test part.
import type { Run, RunData } from "../../../bindings/types";
import type { Bounds, Output } from "../shared/messages";

export type Measure = (run: Run) => Output | null;

/** Points a side of the decision map: fine enough to show a bend, small enough for every frame. */
const kSide = 100;

export function measureFor(run: Run): Measure {
  const data = run.data;
  if (data.x_shape[1] === 2) return planeMeasure(squareAround(data));
  if (data.classes.length > 1) return confusionMeasure(data);
  return () => null;
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

/** Answers over the test samples, or over the training samples when none are kept for testing. */
function confusionMeasure(data: RunData): Measure {
  const testing = data.isTest.includes(1);
  const classes = data.classes.length;
  return (run) => {
    const { confusion, rows } = run.evaluate(testing ? "test" : "train");
    const part = testing ? "test" : "training";
    return confusion ? { kind: "confusion", counts: confusion, classes, rows, part } : null;
  };
}
