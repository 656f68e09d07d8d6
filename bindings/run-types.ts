// SPDX-License-Identifier: MIT
// A training run as JavaScript sees it, and what it tells of itself.

import type { LayerSpec, Numbers, OptimizerSpec, Spec } from "./spec-types";

export interface RunState {
  status: "running" | "converged" | "stopped" | "diverged";
  /** Updates made so far. */
  step: number;
  /** Whole passes over the training samples made so far. */
  epoch: number;
  /** Why the run is no longer running, in words; empty while it runs. A diverged run goes back to its last row of history. */
  reason: string;
}

/**
 * What was measured over the training and the test part, a row at step 0, every `probe.every` updates and at the end.
 * Of a part with more than 1,024 samples, 1,024 are measured, evenly spread over it and the same in every row. Long
 * runs keep at most 4,096 rows: each time that is reached, every second row goes and the interval doubles. `test_*` are
 * missing without test samples, `*_accuracy` when the target is not a class.
 */
export interface History {
  step: Float32Array;
  train_loss: Float32Array;
  test_loss?: Float32Array;
  train_accuracy?: Float32Array;
  test_accuracy?: Float32Array;
  /** What the next update takes, the schedule's factor included. */
  learning_rate: Float32Array;
  /** One for each layer that learns, on the same rows. */
  layers: LayerHistory[];
}

/** What the network's answers over all samples of one part are worth. */
export interface Metrics {
  rows: number;
  loss: number;
  /** The share of samples whose class is right, or of outputs when each stands for itself; missing without classes. */
  accuracy?: number;
  /**
   * 1 - the squared errors over the squared distances from the mean, averaged over the outputs; for targets that are
   * numbers, from two rows on. A target that never changes counts as 1 when it is met exactly, else as 0.
   */
  r2?: number;
  /** counts[actual * classes + predicted], for up to 1,000 classes that exclude each other. */
  confusion?: Uint32Array;
}

/**
 * How large the update was that led to a row, NaN at step 0: of a layer's weight, or a prelu's slope. Biases are left
 * out.
 */
export interface LayerHistory {
  /** Index in `model.layers`. */
  layer: number;
  /** Root mean square of dL/dW over the update's batch, before clipping. */
  gradient_rms: Float32Array;
  /** Root mean square of the step over that of the weight before it; infinite where the weight was all 0. */
  update_ratio: Float32Array;
}

/**
 * What goes on inside the network: looked at on at most 256 training samples, evenly spread over the training part and
 * the same throughout a run, with the network as `predict` uses it. L is their mean loss, without penalties.
 */
export interface Diagnostics {
  /** Samples looked at. */
  rows: number;
  /** One for each of `model.layers`. */
  layers: LayerDiagnostics[];
  /** Sentences about starts that will not learn as meant; they begin with the layer's path. */
  warnings: string[];
}

export interface LayerDiagnostics {
  /** Index in `model.layers`. */
  layer: number;
  type: LayerSpec["type"];
  /**
   * Root mean square of dL/dz over units and samples. z is what goes into a layer that applies an activation function,
   * and what comes out of any other: a dense layer and the activation after it have the same.
   */
  dz_rms: number;
  /** What comes out, over units and samples. */
  output: Moments & {
    units: number;
    /** Share of exactly 0, of either sign. */
    zero_share: number;
    /** Units that are 0 for every sample, ascending. */
    dead: number[];
  };
  /** What goes in; only of layers that apply an activation function. */
  z?: Moments & {
    /** Share of units and samples with |f'(z)| below the threshold; in a softmax of the output's own input. */
    saturated_share: number;
    histogram: Histogram;
  };
  /** The layer's weight, or a prelu's slope; only of layers that learn. */
  weight?: {
    /** Root of the sum of squares. */
    norm: number;
    /** Root mean square of dL/dW. */
    gradient_rms: number;
    /** Of the last update, as in `LayerHistory`; NaN when the weights come from elsewhere. */
    update_ratio: number;
    /** Units whose weights and bias are another unit's to the last bit. */
    copies: number;
  };
  /** A prelu's slopes left of 0: one, or one a unit. */
  slopes?: Float32Array;
}

/** Mean and standard deviation. */
export interface Moments {
  mean: number;
  std: number;
}

/**
 * Counts in bins of equal width over [from, to), each with its lower end. `to` is -`from` and a power of two, at least 4
 * times the root mean square (1 where that is 0 or not finite), so that it seldom changes. NaN is counted nowhere.
 */
export interface Histogram {
  from: number;
  to: number;
  counts: number[];
  /** Numbers below `from`. */
  below: number;
  /** Numbers from `to` on. */
  above: number;
}

/**
 * A layer's learned array in PyTorch's layout and naming. `layer` is its index in `model.layers`. The running statistics
 * of batch_norm are not learned and so not among them; `save` keeps them.
 */
export interface Parameter {
  layer: number;
  name: string;
  shape: number[];
  data: Float32Array;
}

/** The samples of a run as they came, before scaling, in their original order. */
export interface RunData {
  features: string[];
  /** Names of the classes; empty when the target is not a class. */
  classes: string[];
  /** [n, features] */
  x: Float32Array;
  x_shape: [number, number];
  /** [n, outputs]: class numbers (one column) when `classes` is not empty, else the targets. */
  y: Float32Array;
  y_shape: [number, number];
  /** 1 where the sample is kept for testing. */
  isTest: Uint8Array;
}

/** A rectangle of the input plane looked at through width x height points, at the centres of its cells. */
export interface PlaneQuery {
  /** x of the left edge and the right edge, y of the first row's edge and the last row's edge, in input units. */
  x0: number;
  x1: number;
  y0: number;
  y1: number;
  width: number;
  height: number;
  /** Index in `model.layers` of the layer to read; the network's output when missing. */
  layer?: number;
  /** One unit of that layer; all of them when missing. */
  unit?: number;
}

/** A run in the middle of its training, as plain as JSON. */
export interface SavedRun {
  format: "actlab run";
  version: 1;
  spec: Spec;
  /** Updates made. */
  step: number;
  /** Of the parameters, as `run.hash()` gives it. */
  hash: string;
  /** Parameters, what the optimizer remembers, place in the data and history: bytes of the engine's own in base64. */
  state: string;
}

/** One training run: data, network, optimizer and history inside the engine. Call `dispose` when done with it. */
export interface Run {
  readonly state: RunState;
  readonly history: History;
  readonly data: RunData;
  /** The spec with every default filled in, as plain as JSON. */
  readonly spec: Spec;
  /** Makes n updates, or fewer when the run ends before. */
  step(n?: number): RunState;
  /** Makes updates for about so many milliseconds. */
  runFor(milliseconds: number): RunState;
  /**
   * What goes on in every layer. Changes nothing; takes half a millisecond for a small network, and as long as some ten
   * updates with a batch of 32 for a large one.
   * @param query.threshold of |f'|, in [1e-30, 1e30], 0.01 when missing: below it a unit counts as saturated
   */
  diagnostics(query?: { threshold?: number }): Diagnostics;
  /** The loss, without penalties, of every update since update `from`, at most the last 65,536; a loss that diverged comes last. */
  batchLosses(from?: number): Float32Array;
  /**
   * Gradients of the batch of update k at the present parameters, those of penalties (l1, l2, activity_l1) included,
   * before any clipping.
   */
  gradients(k: number): Parameter[];
  /** Looks at every sample of a part. Throws for a part without samples. */
  evaluate(part: "train" | "test"): Metrics;
  /**
   * Takes other settings for the run's optimizer from the next update on, and keeps what it remembers of earlier
   * gradients. The name must be the run's; what is left out has its default. A run that has ended stays so.
   */
  setOptimizer(optimizer: OptimizerSpec): void;
  /** What the network gives for n rows of unscaled inputs: n x outputs. With cross-entropy losses these are logits. */
  predict(x: Numbers, n: number): Float32Array;
  /** The network over a plane: [unit][row][column]. Only for two inputs. */
  predictPlane(query: PlaneQuery): Float32Array;
  parameters(): Parameter[];
  /** Sets learned arrays. A run that ended goes on with them while it has updates, and seconds, left. */
  setParameters(list: readonly Omit<Parameter, "shape">[]): void;
  /** The run as it stands: `lab.loadRun` goes on from there with the same bits. */
  save(): SavedRun;
  /** Back to the first step: same seed, same bits. */
  reset(): void;
  /** 16 hexadecimal digits over all parameters' bits. */
  hash(): string;
  dispose(): void;
}
