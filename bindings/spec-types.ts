// SPDX-License-Identifier: MIT
// What an experiment is made of: the spec, one type a part.

export type Numbers = Float32Array | Float64Array | readonly number[];

export type DataSpec =
  /** Points of a plane in two classes. `noise` is the standard deviation added to each coordinate. */
  | { kind: "moons" | "circles"; samples?: number; noise?: number }
  /** Interleaved spiral arms, one class each. */
  | { kind: "spiral"; samples?: number; noise?: number; classes?: number; turns?: number }
  | { kind: "iris" | "digits" }
  /**
   * Own samples, row by row: x of shape [n, features], y of shape [n], [n, 1] or [n, outputs]. With
   * categorical_crossentropy, y of one column holds class numbers from 0.
   */
  | { kind: "inline"; x: Numbers; x_shape: readonly number[]; y: Numbers; y_shape: readonly number[] };

export type InitializerSpec =
  | "zeros"
  | "ones"
  | "glorot_uniform"
  | "glorot_normal"
  | "he_uniform"
  | "he_normal"
  | "lecun_uniform"
  | "lecun_normal"
  | { name: string; value?: number };

export type LayerSpec =
  | {
      type: "dense";
      units: number;
      use_bias?: boolean;
      kernel_initializer?: InitializerSpec;
      bias_initializer?: InitializerSpec;
    }
  | { type: "activation"; name: string; [parameter: string]: number | string | readonly number[] };

export type LossName = "mse" | "binary_crossentropy" | "categorical_crossentropy";

export type OptimizerSpec =
  | { name: "sgd"; learning_rate?: number; momentum?: number; nesterov?: boolean }
  | { name: "rmsprop"; learning_rate?: number; rho?: number; epsilon?: number }
  | { name: "adagrad"; learning_rate?: number; epsilon?: number }
  | { name: "adadelta"; learning_rate?: number; rho?: number; epsilon?: number }
  | ({ name: "adam" | "adamax" } & Betas)
  | ({ name: "adamw"; weight_decay?: number } & Betas)
  | ({ name: "nadam"; momentum_decay?: number } & Betas);

interface Betas {
  learning_rate?: number;
  beta_1?: number;
  beta_2?: number;
  epsilon?: number;
}

/** A whole experiment as a plain object. All but `data.kind` has a default. */
export interface Spec {
  version?: 1;
  /** Whole number in [0, 2^32): every random number of the run comes from it. */
  seed?: number;
  data: DataSpec;
  scaling?: "none" | "standardize" | "minmax";
  /** Share of the samples kept for testing, in [0, 0.9]. */
  test_fraction?: number;
  /** false keeps the samples in their order, in batches and in the split (the last rows test). */
  shuffle?: boolean;
  model?: { layers: LayerSpec[] };
  loss?: LossName;
  optimizer?: OptimizerSpec;
  batch_size?: number;
  /** When to end by itself: after so many updates, or when the training loss is at most `loss`. */
  stop?: { steps?: number; loss?: number };
  /** A row of history every so many updates. */
  probe?: { every?: number };
}
