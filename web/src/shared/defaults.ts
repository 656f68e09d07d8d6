// SPDX-License-Identifier: MIT
// The experiment that Train opens with, and what each kind of data is best started with.
import type { ActivationParameter, DataSpec, LayerSpec, LossName, Spec } from "./engine";

export type DataKind = Exclude<DataSpec["kind"], "inline">;

/** A hidden layer as the page makes it: weights, then an activation with a start that suits it. */
export function hiddenLayer(units: number, activation = "relu", initializer = "he_normal"): LayerSpec[] {
  return [
    { type: "dense", units, kernel_initializer: initializer as "he_normal" },
    { type: "activation", name: activation },
  ];
}

/** Complete and seeded, so that Play trains it at once and a link need only say what differs. */
export const firstSpec: Spec = {
  version: 1,
  seed: 1,
  data: { kind: "moons", samples: 500, noise: 0.15 },
  scaling: "none",
  test_fraction: 0.5,
  model: {
    layers: [...hiddenLayer(8), ...hiddenLayer(8), { type: "dense", units: 1 }],
  },
  loss: "binary_crossentropy",
  optimizer: { name: "adam", learning_rate: 0.01 },
  batch_size: 32,
  stop: { steps: 2000 },
  // Often enough for smooth curves, at the price of about a third of the time.
  probe: { every: 10 },
};

interface DataStart {
  data: DataSpec;
  scaling: NonNullable<Spec["scaling"]>;
  testFraction: number;
  classes: number;
}

/** Where each kind of data starts when it is chosen; the network and the optimizer stay as they are. */
export const dataStarts: Record<DataKind, DataStart> = {
  moons: { data: firstSpec.data, scaling: "none", testFraction: 0.5, classes: 2 },
  circles: {
    data: { kind: "circles", samples: 500, noise: 0.08 },
    scaling: "none",
    testFraction: 0.5,
    classes: 2,
  },
  spiral: {
    data: { kind: "spiral", samples: 600, noise: 0.03, classes: 3, turns: 1 },
    scaling: "none",
    testFraction: 0.5,
    classes: 3,
  },
  iris: { data: { kind: "iris" }, scaling: "standardize", testFraction: 0.3, classes: 3 },
  digits: { data: { kind: "digits" }, scaling: "minmax", testFraction: 0.3, classes: 10 },
};

/** One output and a logistic loss for two classes, one output a class and softmax for more. */
export function outputFor(classes: number): { units: number; loss: LossName } {
  return classes > 2
    ? { units: classes, loss: "categorical_crossentropy" }
    : { units: 1, loss: "binary_crossentropy" };
}

/** Where a parameter's slider begins: a thousandth of the way in where the range's end is not allowed itself. */
export function sliderStart({ min, max }: ActivationParameter): number {
  return min > 0 ? min + (max - min) / 1000 : min;
}
