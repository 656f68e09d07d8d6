// SPDX-License-Identifier: MIT
// The shapes that cross the border between the engine and JavaScript, and what each one means.

import type { CsvOptions, LayerSpec, Numbers, OptimizerSpec, Spec } from "./spec-types";

export type * from "./spec-types";

/** One thing that is wrong with a spec: where, what was allowed there and what came. */
export interface Problem {
  /** Path into the spec, as in `model.layers[2].units`; empty when the whole is meant. */
  path: string;
  message: string;
}

/** A number, or a list of numbers, that an activation function can be given besides its input. */
export interface ActivationParameter {
  name: string;
  /** A list where 2 to 8 numbers are taken; all lists of one function have one length. */
  default: number | number[];
  /** Of each number; allowed itself, like `max`. */
  min: number;
  max: number;
  description: string;
}

/** Stated accuracy, kept by a test: at most `ulp` units in the last place, or `absolute` where the result crosses 0. */
export interface AccuracyBound {
  ulp: number;
  absolute: number;
  /** Of x, or, with `ofProduct`, of x times the first parameter. */
  domain: [number, number];
  ofProduct: boolean;
}

/** What the formula of a function of one number has for one choice of its parameters. */
export interface Shape {
  /** Inputs where value or slope jumps, with the slope that the engine takes there. */
  kinks: { x: number; slope: number }[];
  /** Smallest and largest value; infinite where there is none. */
  range: [number, number];
  /** "jump", "C0", "C1", "C2" or "smooth": the weakest point of the whole line. */
  smoothness: string;
  monotone: boolean;
  zeroCentred: boolean;
  /** True when the slope goes to 0 towards that side. */
  saturates: { left: boolean; right: boolean };
  /** The input from which on, outwards, |f'| is below 0.01 for ever; null where there is none. */
  saturatesAt: { left: number | null; right: number | null };
  /** True when whole ranges of inputs give exactly 0. */
  trueZeros: boolean;
}

interface ActivationFacts {
  name: string;
  aliases: string[];
  family: string;
  parameters: ActivationParameter[];
  /** True when the slope left of 0 is drawn anew for every element in training. */
  random: boolean;
  /** True when the first parameter can be learned. */
  learned: boolean;
  cost: string;
  initializer: string;
  tex: { value: string; slope: string };
  year: number;
  source: string;
  /** The function's name elsewhere; empty where there is none. */
  names: { pytorch: string; keras: string; tfjs: string; onnx: string };
}

/** A function of one number. Its Shape is that at the parameters' defaults; `sample` gives it at others. */
export interface ElementwiseInfo extends ActivationFacts, Shape {
  inputs: "one";
  accuracy: { value: AccuracyBound; slope: AccuracyBound };
}

/** A function that looks at several numbers at once. */
export interface SeveralInfo extends ActivationFacts {
  /** "pairs": 2n numbers, a then b, become the n products a g(b). "all": n become n, each of which depends on all. */
  inputs: "pairs" | "all";
  /** The function g of pairs; else empty. */
  gate: string;
}

/** One entry of the engine's registry of activation functions. */
export type ActivationInfo = ElementwiseInfo | SeveralInfo;

/** An activation with its parameters: `"relu"` or `{ name: "elu", alpha: 0.5 }`. */
export type ActivationChoice =
  | string
  | { name: string; [parameter: string]: number | string | readonly number[] };

/**
 * f, f' and f'' at the inputs given, one number an input. Of functions of all inputs: f_i and its derivatives in x_i.
 * Of functions of pairs: n values; slopes and curvatures in a, then in b.
 */
export interface Evaluation {
  value: Float32Array;
  slope: Float32Array;
  curvature: Float32Array;
}

export interface SampleQuery {
  from: number;
  to: number;
  /** Evenly spaced inputs, both ends among them: 2 to 65,536, 400 when missing. */
  points?: number;
  /** A stretch counts as saturated where |f'| is below it; 0.01 when missing. */
  threshold?: number;
}

/** A curve ready to draw, and the function's Shape at the parameters asked for. */
export interface Curve extends Evaluation, Shape {
  /** Ascending: the evenly spaced inputs, and for each kink itself and its two neighbours among the floats. */
  x: Float32Array;
  /** Stretches of [from, to] where |f'| is below the threshold, and where f is exactly 0. */
  saturated: [number, number][];
  zeros: [number, number][];
}

/**
 * What an activation costs here and now, in nanoseconds an input. Each is the mean of many calls from JavaScript over
 * arrays that stay inside the engine's memory, as the arrays of a network do.
 */
export interface Cost {
  /** Of f. */
  value: number;
  /** Of copying the inputs, which no function of them can beat by much. */
  copy: number;
}

/** A shipped data set and where it comes from. */
export interface DatasetInfo {
  name: string;
  title: string;
  rows: number;
  features: number;
  /** Number of classes; 0 when the target is a real number. */
  classes: number;
  source: string;
  terms: string;
}

/** What a table of comma-separated text holds, before it is said what to do with it. */
export interface CsvPreview {
  /** True when the first row was taken for the columns' names. */
  header: boolean;
  /** Without the header. */
  rows: number;
  columns: CsvColumn[];
  /** What makes the text no table, in words with the row; a spec with this text would be refused for it. */
  problems: Problem[];
}

export interface CsvColumn {
  /** In the header; without one the column's number, from 1. */
  name: string;
  /** "number" when every cell that is not missing is one. */
  kind: "number" | "text";
  /** Different cells, the missing ones left out; 1001 stands for all that is more. */
  distinct: number;
  /** Cells that are empty, ?, NA or NaN. */
  missing: number;
}

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

/** A layer's learned array in PyTorch's layout and naming. `layer` is its index in `model.layers`. */
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

export interface Lab {
  readonly version: string;
  readonly activations: ActivationInfo[];
  readonly datasets: DatasetInfo[];
  evaluate(activation: ActivationChoice, x: Float32Array): Evaluation;
  /** The curve of a function of one number, with its name, its parameters and the query in one object. */
  sample(
    query: { name: string; [parameter: string]: number | string | readonly number[] } & SampleQuery,
  ): Curve;
  /**
   * Times the activation at the inputs x, 1 to 2^22 of them. Two functions are compared by measuring them in turns, a
   * few times, since a machine's speed drifts.
   * @param milliseconds how long to measure, in (0, 10000], 20 when missing; nothing else runs on the thread meanwhile
   */
  measure(activation: ActivationChoice, x: Float32Array, milliseconds?: number): Cost;
  createRun(spec: Spec): Run;
  /** A run that goes on where the saved one stood. Shipped data that it learns from has to be added before. */
  loadRun(saved: SavedRun): Run;
  /** Looks at a table that a spec may take as `{ kind: "csv", text }`; never throws for what stands in it. */
  readCsv(text: string, options?: CsvOptions): CsvPreview;
  /** Takes a packed data set (as shipped in `datasets/`), after which specs may name it. */
  addDataset(packed: Uint8Array): Promise<void>;
  /** True when specs may name it now. */
  hasDataset(name: string): boolean;
}

export interface LoadOptions {
  /** The engine, compiled already: shared by every worker of a page. */
  module: WebAssembly.Module;
}
