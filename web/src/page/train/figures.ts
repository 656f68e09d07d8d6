// SPDX-License-Identifier: MIT
// From a run's snapshot to its figures: what the network says now, and how it came there.
import { html, nothing } from "lit";
import { confusionTable } from "../../charts/confusion-table";
import type { LineModel, LineSeries, Mark } from "../../charts/model";
import { formatCount, formatNumber, formatPercent } from "../../charts/numbers";
import type { MapModel, MapPoints } from "../../charts/plane-map";
import type { History, RunData, Spec } from "../../shared/engine";
import type { Output } from "../../shared/messages";
import { approachesTargets } from "./network";

/** Colours that no class has while there are at most five of them. */
const kTrainingSlot = 7;
const kTestSlot = 4;
const kTestDash = [6, 4];
/** About so many samples are drawn at most: more would hide the map, and hold the page up. */
const kMostPoints = 2500;
const kGolden = (Math.sqrt(5) - 1) / 2;

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

export function pointsOf(data: RunData): MapPoints {
  return { places: data.x, classes: data.y, isTest: data.isTest, drawn: drawnSamples(data.isTest.length) };
}

/**
 * Which of `count` samples are drawn: all, or always the same ones, spread evenly. Multiples of the golden ratio keep
 * step with no period in the samples' order, so that every class and part keeps its share.
 */
function drawnSamples(count: number): number[] {
  const all = [...Array(count).keys()];
  return count <= kMostPoints ? all : all.filter((i) => (i * kGolden) % 1 < kMostPoints / count);
}

export function outputFigure(output: Output | null, points: MapPoints, data: RunData, spec: Spec) {
  if (output?.kind === "plane") {
    return html`<plane-map .model=${mapModel(output, points, data, spec)}></plane-map>`;
  }
  if (output?.kind !== "confusion") return nothing;
  const right = [...Array(output.classes).keys()].reduce(
    (sum, i) => sum + output.counts[i * output.classes + i],
    0,
  );
  return confusionTable({
    title: "The network’s answers against the truth",
    counts: output.counts,
    names: data.classes,
    note: `${formatCount(right)} of ${formatCount(output.rows)} ${output.part} samples right, on the diagonal`,
  });
}

function mapModel(
  output: Extract<Output, { kind: "plane" }>,
  points: MapPoints,
  data: RunData,
  spec: Spec,
): MapModel {
  return {
    title: "The network’s answer at every point",
    xLabel: data.features[0],
    yLabel: data.features[1],
    bounds: output.bounds,
    field: { ...output, reading: approachesTargets(spec) ? "plain" : "logits" },
    points,
    classNames: data.classes.map((name) => `class ${name}`),
    summary: `Map of the input plane, coloured by the class that the network predicts, the stronger the surer, with ${points.isTest.length} samples.`,
  };
}
