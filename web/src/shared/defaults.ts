// SPDX-License-Identifier: MIT
// The experiment that Train opens with, and what each kind of data is best started with.
import type { ActivationParameter, DataSpec, LayerSpec, LossName, Spec } from "./engine";

/** The kinds that the page offers: those that a link can say whole. */
export type DataKind = Exclude<DataSpec["kind"], "inline" | "csv">;

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
  /** 0 where the target is a number. */
  classes: number;
  /** Where the output starts: near the targets' mean, so that it need not come there first. */
  outputBias: number;
}

function generated(data: DataSpec, classes: number): DataStart {
  return { data, scaling: "none", testFraction: 0.5, classes, outputBias: 0 };
}

function shipped(data: DataSpec, classes: number): DataStart {
  return { data, scaling: "standardize", testFraction: 0.3, classes, outputBias: 0 };
}

/** Where each kind of data starts when it is chosen; hidden layers and optimizer stay as they are. */
export const dataStarts: Record<DataKind, DataStart> = {
  moons: generated(firstSpec.data, 2),
  circles: generated({ kind: "circles", samples: 500, noise: 0.08 }, 2),
  spiral: generated({ kind: "spiral", samples: 600, noise: 0.03, classes: 3, turns: 1 }, 3),
  gaussians: generated({ kind: "gaussians", samples: 500, noise: 0.3, classes: 4 }, 4),
  xor: generated({ kind: "xor", samples: 500, noise: 0.05 }, 2),
  checkerboard: generated({ kind: "checkerboard", samples: 1000, noise: 0, cells: 4 }, 2),
  rings: generated({ kind: "rings", samples: 600, noise: 0.04, classes: 3 }, 3),
  plane: generated({ kind: "plane", samples: 300, noise: 0.1 }, 0),
  bumps: generated({ kind: "bumps", samples: 1000, noise: 0.05 }, 0),
  sine: generated({ kind: "sine", samples: 200, noise: 0.1 }, 0),
  step: generated({ kind: "step", samples: 200, noise: 0.1 }, 0),
  abs: generated({ kind: "abs", samples: 200, noise: 0.05 }, 0),
  iris: shipped({ kind: "iris" }, 3),
  wine: shipped({ kind: "wine" }, 3),
  breast_cancer: shipped({ kind: "breast_cancer" }, 2),
  digits: { ...shipped({ kind: "digits" }, 10), scaling: "minmax" },
  diabetes: { ...shipped({ kind: "diabetes" }, 0), outputBias: 150 },
};

/**
 * One output and a logistic loss for two classes, one output a class and softmax for more; one output and the mean
 * squared error for a number.
 */
export function outputFor(classes: number): { units: number; loss: LossName } {
  if (classes === 0) return { units: 1, loss: "mse" };
  return classes > 2
    ? { units: classes, loss: "categorical_crossentropy" }
    : { units: 1, loss: "binary_crossentropy" };
}

/** Where a parameter's slider begins: a thousandth of the way in where the range's end is not allowed itself. */
export function sliderStart({ min, max }: ActivationParameter): number {
  return min > 0 ? min + (max - min) / 1000 : min;
}
