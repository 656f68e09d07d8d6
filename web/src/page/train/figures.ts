// SPDX-License-Identifier: MIT
// From a run's history to its curves: how the network came to where it is.
import type { LineModel, LineSeries, Mark } from "../../charts/model";
import { formatNumber, formatPercent } from "../../charts/numbers";
import type { History } from "../../shared/engine";

/** Colours that no class has while there are at most five of them. */
export const kTrainingSlot = 7;
export const kTestSlot = 4;
const kTestDash = [6, 4];

/** A dot where each line has got to. */
function pens(history: History, series: readonly LineSeries[]): Mark[] {
  const last = history.step.length - 1;
  return series.map(({ values, slot }) => ({ x: history.step[last], y: values[last] ?? Number.NaN, slot }));
}

function lines(training: Float32Array, test: Float32Array | undefined): LineSeries[] {
  const series: LineSeries[] = [
    { label: "training", endLabel: "training", values: training, slot: kTrainingSlot },
  ];
  if (test) series.push({ label: "test", endLabel: "test", values: test, slot: kTestSlot, dash: kTestDash });
  return series;
}

export function lossModel(history: History, log: boolean): LineModel {
  const first = history.train_loss[0];
  const last = history.train_loss.at(-1);
  const test = history.test_loss ? `, on the test samples ${formatNumber(history.test_loss.at(-1))}` : "";
  const series = lines(history.train_loss, history.test_loss);
  return {
    title: "Loss",
    xLabel: "update",
    yLabel: "",
    x: history.step,
    series,
    marks: pens(history, series),
    xRange: seenSteps(history),
    yFloor: 0,
    log,
    summary: `Training loss went from ${formatNumber(first)} to ${formatNumber(last)}${test}.`,
  };
}

export function accuracyModel(history: History): LineModel | null {
  if (!history.train_accuracy) return null;
  const test = history.test_accuracy
    ? `, on the test samples ${formatPercent(history.test_accuracy.at(-1))}`
    : "";
  const series = lines(history.train_accuracy, history.test_accuracy);
  return {
    title: "Accuracy",
    xLabel: "update",
    yLabel: "",
    x: history.step,
    series,
    marks: pens(history, series),
    xRange: seenSteps(history),
    yRange: [0, 1.02],
    summary: `Accuracy is ${formatPercent(history.train_accuracy.at(-1))} on the training samples${test}.`,
  };
}

/** At least a hundred updates wide, so that the first points do not stand in the middle of nowhere. */
function seenSteps(history: History): [number, number] {
  return [0, Math.max(100, history.step.at(-1) ?? 0)];
}
