// SPDX-License-Identifier: MIT
// What the network says now, by what it is asked: over the plane, along the line, or for each sample.
import { html, nothing } from "lit";
import { confusionTable } from "../../charts/confusion-table";
import type { LineModel, Mark } from "../../charts/model";
import { formatCount, formatNumber, formatShort } from "../../charts/numbers";
import type { MapModel, MapPoints } from "../../charts/plane-map";
import type { RunData, Spec } from "../../shared/engine";
import type { Output } from "../../shared/messages";
import { kTestSlot, kTrainingSlot } from "./figures";
import { approachesTargets } from "./network";

/** About so many samples are drawn at most: more would hide the map, and hold the page up. */
const kMostPoints = 2500;
const kGolden = (Math.sqrt(5) - 1) / 2;
/** The line of what the network says, in a colour that neither part of the samples has. */
const kAnswerSlot = 1;

type OutputOf<Kind extends Output["kind"]> = Extract<Output, { kind: Kind }>;

export function pointsOf(data: RunData): MapPoints {
  const classes = data.classes.length > 0 ? data.y : halvesOf(data.y);
  return { places: data.x, classes, isTest: data.isTest, drawn: drawnSamples(data.isTest.length) };
}

/** Numbers are told apart by the half of their range that they lie in. */
function halvesOf(numbers: Float32Array): Float32Array {
  const [low, high] = rangeOf(numbers);
  const middle = (low + high) / 2;
  return numbers.map((number) => (number < middle ? 0 : 1));
}

/** At least a millionth wide, so that it can be divided by. */
function rangeOf(numbers: Float32Array): [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const number of numbers) {
    low = Math.min(low, number);
    high = Math.max(high, number);
  }
  return [low, Math.max(high, low + 1e-6)];
}

function padded([low, high]: [number, number]): [number, number] {
  const margin = 0.08 * (high - low);
  return [low - margin, high + margin];
}

/**
 * Which of `count` samples are drawn: all, or always the same ones, spread evenly. Multiples of the golden ratio keep
 * step with no period in the samples' order, so that every class and part keeps its share.
 */
function drawnSamples(count: number): number[] {
  const drawn: number[] = [];
  for (let i = 0; i < count; i++) {
    const turns = i * kGolden;
    if (turns - Math.floor(turns) < kMostPoints / count) drawn.push(i);
  }
  return drawn;
}

export function outputFigure(output: Output | null, points: MapPoints, data: RunData, spec: Spec) {
  if (output?.kind === "plane") {
    return html`<plane-map .model=${mapModel(output, points, data, spec)}></plane-map>`;
  }
  if (output?.kind === "curve") return lineFigure(curveModel(output, points, data));
  if (output?.kind === "answers") return lineFigure(answersModel(output));
  if (output?.kind !== "confusion") return nothing;
  return confusionFigure(output, data);
}

const lineFigure = (model: LineModel) => html`<line-figure .model=${model} .reads=${true}></line-figure>`;

function confusionFigure(output: OutputOf<"confusion">, data: RunData) {
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

function mapModel(output: OutputOf<"plane">, points: MapPoints, data: RunData, spec: Spec): MapModel {
  const number = data.classes.length === 0;
  const [from, to] = number ? rangeOf(data.y) : [0, 1];
  const meaning = number
    ? "by the number that the network says, the stronger the nearer to an end of its range"
    : "by the class that the network predicts, the stronger the surer";
  return {
    title: "The network’s answer at every point",
    xLabel: data.features[0],
    yLabel: data.features[1],
    bounds: output.bounds,
    field: { ...output, reading: approachesTargets(spec) ? { from, to } : "logits" },
    points,
    classNames: number
      ? [from, to].map((end) => `towards ${formatShort(Number(end.toPrecision(2)))}`)
      : data.classes.map((name) => `class ${name}`),
    summary: `Map of the input plane, coloured ${meaning}, with ${points.isTest.length} samples.`,
  };
}

/** The samples of one input as dots, and the network's line through them. */
function curveModel({ x, values }: OutputOf<"curve">, points: MapPoints, data: RunData): LineModel {
  const marks: Mark[] = points.drawn.map((i) => ({
    x: data.x[i],
    y: data.y[i],
    slot: points.isTest[i] ? kTestSlot : kTrainingSlot,
  }));
  return {
    title: "The network’s answer at every x",
    xLabel: data.features[0],
    yLabel: "",
    x,
    series: [{ label: "the network", endLabel: "network", values, slot: kAnswerSlot }],
    marks,
    yRange: padded(rangeOf(data.y)),
    summary: `The network’s answer over ${data.features[0]}, among ${formatCount(points.isTest.length)} samples.`,
  };
}

/** A dot a sample, on the diagonal where the network is right. */
function answersModel({ truth, values, r2, part }: OutputOf<"answers">): LineModel {
  const ends = padded(rangeOf(truth));
  const slot = part === "test" ? kTestSlot : kTrainingSlot;
  return {
    title: "The network’s answers against the truth",
    xLabel: "true",
    yLabel: "answered",
    x: ends,
    series: [{ label: "right", endLabel: "right", values: ends, slot: kAnswerSlot }],
    marks: Array.from(truth, (x, i) => ({ x, y: values[i], slot })),
    xRange: ends,
    yRange: ends,
    summary: `Answers to ${formatCount(truth.length)} ${part} samples explain ${formatNumber(r2, 2)} of the variance (R²).`,
  };
}
