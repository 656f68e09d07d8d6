// SPDX-License-Identifier: MIT
// Edits of an experiment: each takes a spec and gives a changed copy that is still one whole.
import { type DataKind, dataStarts, firstSpec, hiddenLayer, outputFor } from "../../shared/defaults";
import type { DataSpec, LayerSpec, LossName, LossSpec, Spec } from "../../shared/engine";

type Dense = Extract<LayerSpec, { type: "dense" }>;
type Activation = Extract<LayerSpec, { type: "activation" }>;

/** A hidden layer as the page shows it: places in `model.layers`. */
export interface HiddenRow {
  /** null when an activation stands alone. */
  dense: number | null;
  activation: number | null;
}

export interface NetworkRows {
  hidden: HiddenRow[];
  /** Place of the last dense layer, which gives the output. */
  output: number | null;
}

export function layersOf(spec: Spec): LayerSpec[] {
  return spec.model?.layers ?? [];
}

export function denseAt(spec: Spec, index: number): Dense {
  return layersOf(spec)[index] as Dense;
}

export function activationAt(spec: Spec, index: number): Activation {
  return layersOf(spec)[index] as Activation;
}

/** The layers in pairs of weights and activation; the last dense layer with nothing behind it is the output. */
export function rowsOf(spec: Spec): NetworkRows {
  const layers = layersOf(spec);
  const hidden: HiddenRow[] = [];
  let output: number | null = null;
  layers.forEach((layer, i) => {
    const last = hidden.at(-1);
    if (layer.type === "dense") {
      if (i === layers.length - 1) output = i;
      else hidden.push({ dense: i, activation: null });
    } else if (last && last.dense === i - 1) last.activation = i;
    else hidden.push({ dense: null, activation: i });
  });
  return { hidden, output };
}

/** As in 2-8-8-1. */
export function sizesOf(spec: Spec, features: number): string {
  const units = layersOf(spec).flatMap((layer) => (layer.type === "dense" ? [layer.units] : []));
  return [features, ...units].join("-");
}

/** Classes of the target; 0 where it is a number. */
export function classesOf(spec: Spec): number {
  const { data } = spec;
  if (data.kind === "inline" || data.kind === "csv") return 0;
  if (!("classes" in data)) return dataStarts[data.kind].classes;
  // What is no number of classes is refused for itself, and must not make an output layer that is refused as well.
  return Number.isInteger(data.classes) ? Number(data.classes) : 2;
}

/** The loss by its name; its settings are left out. */
export function lossOf({ loss }: Spec): LossName | undefined {
  return typeof loss === "object" ? loss.name : loss;
}

/** Whether a loss draws outputs towards the targets themselves; else they are scores, and classes 0 apart. */
export const drawsToTargets = (loss: LossName | undefined) => ["mse", "mae", "huber"].includes(loss ?? "");

export const approachesTargets = (spec: Spec) => drawsToTargets(lossOf(spec));

type Edit = (spec: Spec) => void;

/** A copy of `spec` after `edit`. */
export function edited(spec: Spec, edit: Edit): Spec {
  const copy = structuredClone(spec);
  copy.model ??= { layers: [] };
  edit(copy);
  return copy;
}

export const setData =
  (kind: DataKind): Edit =>
  (spec) => {
    const start = dataStarts[kind];
    spec.data = structuredClone(start.data);
    spec.scaling = start.scaling;
    spec.test_fraction = start.testFraction;
    fitOutput(spec);
    const { output } = rowsOf(spec);
    if (output !== null) setBias(output, start.outputBias)(spec);
  };

/**
 * The first experiment on other data and, when one is named, with another loss: settings and output fit them. What
 * `data` does not say is as the page starts it; data of an unknown kind changes nothing else.
 */
export function startOn(data: DataSpec, loss?: LossSpec): Spec {
  if (!Object.hasOwn(dataStarts, data.kind)) return { ...structuredClone(firstSpec), data };
  return edited(firstSpec, (spec) => {
    setData(data.kind as DataKind)(spec);
    Object.assign(spec.data, data);
    fitOutput(spec);
    if (loss) setLoss(loss)(spec);
  });
}

/** Gives the output layer the units, and the run the loss, that the data's classes need. */
export function fitOutput(spec: Spec): void {
  const { units, loss } = outputFor(classesOf(spec));
  spec.loss = loss;
  setOutputUnits(spec, units);
}

function setOutputUnits(spec: Spec, units: number): void {
  const { output } = rowsOf(spec);
  if (output === null) spec.model?.layers.push({ type: "dense", units });
  else denseAt(spec, output).units = units;
}

export const setLoss =
  (loss: LossSpec): Edit =>
  (spec) => {
    spec.loss = loss;
    const classes = classesOf(spec);
    setOutputUnits(spec, lossOf(spec) === "categorical_crossentropy" || classes > 2 ? classes : 1);
  };

/** A new layer before the output, like the one before it. */
export const addLayer: Edit = (spec) => {
  const { hidden, output } = rowsOf(spec);
  const last = hidden.at(-1);
  const like = last
    ? layersOf(spec).filter((_, i) => i === last.dense || i === last.activation)
    : hiddenLayer(8);
  spec.model?.layers.splice(output ?? layersOf(spec).length, 0, ...structuredClone(like));
};

export const removeRow =
  (row: HiddenRow): Edit =>
  (spec) => {
    if (spec.model)
      spec.model.layers = layersOf(spec).filter((_, i) => i !== row.dense && i !== row.activation);
  };

/** Puts activation `name`, at its defaults, into a row; an empty name takes the activation out. */
export const setActivation =
  (row: HiddenRow, name: string): Edit =>
  (spec) => {
    const layers = layersOf(spec);
    const layer: LayerSpec = { type: "activation", name };
    if (row.activation === null) layers.splice((row.dense ?? -1) + 1, 0, layer);
    else if (name === "") layers.splice(row.activation, 1);
    else layers[row.activation] = layer;
  };

/** 0 is written as Keras does, by no word at all. */
export const setBias =
  (dense: number, value: number): Edit =>
  (spec) => {
    const layer = denseAt(spec, dense);
    if (value === 0) delete layer.bias_initializer;
    else layer.bias_initializer = { name: "constant", value };
  };

export function biasOf(layer: Dense): number {
  const bias = layer.bias_initializer;
  if (bias === "ones") return 1;
  return typeof bias === "object" && "value" in bias ? (bias.value ?? 0) : 0;
}
