// SPDX-License-Identifier: MIT
// The networks that the benchmarks train, as the engine's specs.

import type { LayerSpec, Spec } from "actlab";

/** A dense network: an activation after every layer but the last. */
export interface Work {
  name: string;
  /** What stands before every activation besides; nothing else counts it. */
  also?: LayerSpec;
  /** Inputs, units of each hidden layer, outputs. */
  sizes: readonly number[];
  activation: "tanh" | "relu";
  /** Of one output: mse. Of several: as many classes. */
  loss: "mse" | "categorical_crossentropy";
  batch: number;
  /** Training samples: whole batches. */
  samples: number;
  /** Updates that take about a millisecond, lest the call's own price be measured. */
  updates: number;
}

export const kLearningRate = 0.05;

/** Numbers in [-1, 1) that are the same everywhere. */
function numbers(count: number, seed: number): Float32Array {
  let state = seed;
  return Float32Array.from({ length: count }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state / 2 ** 31;
  });
}

/** The inputs, row by row, and a target a row: a number, or that of a class. */
export function samplesFor({ sizes, samples, loss }: Work): { x: Float32Array; y: Float32Array } {
  const x = numbers(samples * sizes[0], 1);
  const classes = sizes[sizes.length - 1];
  const y = numbers(samples, 2);
  return { x, y: loss === "mse" ? y : y.map((value) => Math.floor(((value + 1) / 2) * classes)) };
}

/** Batches in the samples' order, and no row of history on the way: the peers keep none. */
export function specFor(work: Work): Spec {
  const { x, y } = samplesFor(work);
  const layers = work.sizes.slice(1).flatMap((units, i): LayerSpec[] => {
    const dense: LayerSpec = { type: "dense", units };
    if (i === work.sizes.length - 2) return [dense];
    return [dense, ...(work.also ? [work.also] : []), { type: "activation", name: work.activation }];
  });
  return {
    data: { kind: "inline", x, x_shape: [work.samples, work.sizes[0]], y, y_shape: [work.samples] },
    test_fraction: 0,
    shuffle: false,
    model: { layers },
    loss: work.loss,
    optimizer: { name: "sgd", learning_rate: kLearningRate },
    batch_size: work.batch,
    stop: { steps: 1e9 },
    probe: { every: 1e6 },
  };
}

/** Floating-point operations of one sample: forward and the weights' gradients 2 a weight each, 2 more to go on back. */
export function flopOf({ sizes }: Work): number {
  const weights = sizes.slice(1).map((units, i) => units * sizes[i]);
  return weights.reduce((sum, count, i) => sum + (i === 0 ? 4 : 6) * count, 0);
}
