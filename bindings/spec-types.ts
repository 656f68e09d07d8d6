// SPDX-License-Identifier: MIT
// What an experiment is made of: the spec, one type a part.

export type Numbers = Float32Array | Float64Array | readonly number[];

/** In all classes together, in [4, 100000], 500 when missing; and the standard deviation of the noise, in [0, 10]. */
interface Generated {
  samples?: number;
  noise?: number;
}

export type DataSpec =
  /**
   * Two classes of points in the plane: two half circles of radius 1, or a circle around one of half its radius. `noise`
   * moves each coordinate; 0.1 when missing.
   */
  | ({ kind: "moons" | "circles" } & Generated)
  /** Interleaved spiral arms of radius 1, one class each; noise 0.02, 2 classes and 1.5 turns when missing. */
  | ({ kind: "spiral"; classes?: number; turns?: number } & Generated)
  /** Clouds around even places on the unit circle, one class each; their spread is the noise, 0.3 when missing. */
  | ({ kind: "gaussians"; classes?: number } & Generated)
  /** The square from -1 to 1 in four quarters, opposite ones alike; noise 0.05 when missing. */
  | ({ kind: "xor" } & Generated)
  /** The same square as a chessboard of `cells` x `cells`, in [2, 10], 4 when missing; noise 0 when missing. */
  | ({ kind: "checkerboard"; cells?: number } & Generated)
  /** Circles about one centre, class c of C of radius (c + 1) / C; noise 0.05 and 3 classes when missing. */
  | ({ kind: "rings"; classes?: number } & Generated)
  /**
   * Numbers over points of the square from -1 to 1: (x + y) / 2, or four hills and hollows of width 1/4 around
   * (+-1/2, +-1/2). `noise` is added to the target; 0.1 when missing.
   */
  | ({ kind: "plane" | "bumps" } & Generated)
  /** Numbers over even places of the line from -1 to 1: sin(2 pi x); 0 left of 0, else 1; |x|. Noise as above. */
  | ({ kind: "sine" | "step" | "abs" } & Generated)
  /** Shipped sets; `Lab.datasets` tells their origin and terms. The target of diabetes is a number. */
  | { kind: "iris" | "wine" | "breast_cancer" | "digits" | "diabetes" }
  /**
   * Own samples, row by row: x of shape [n, features], y of shape [n], [n, 1] or [n, outputs]. y holds class numbers from
   * 0 where `classes` names them (2 to 1000), and in one column under categorical_crossentropy; else numbers.
   */
  | {
      kind: "inline";
      x: Numbers;
      x_shape: readonly number[];
      y: Numbers;
      y_shape: readonly number[];
      classes?: readonly string[];
    }
  | CsvSpec;

/** How the text of a table is read. */
export interface CsvOptions {
  /**
   * Whether the first row names the columns. "auto", as when missing: unless one of its cells is a number. Without names
   * a column is called by its number, from 1.
   */
  header?: "auto" | "present" | "absent";
}

/**
 * Own samples as comma-separated text after RFC 4180. Cells are separated by commas, semicolons or tabs, whichever the
 * first row has most of; blank lines and spaces around a cell mean nothing; numbers have a point and no other separators;
 * empty cells, ?, NA and NaN are missing. At most 32 MiB, 1,000,000 rows and 1000 columns.
 */
export interface CsvSpec extends CsvOptions {
  kind: "csv";
  text: string;
  /** The target's name; the last column when missing. */
  target?: string;
  /** Names of the features, which must be numbers; all columns but the target when missing. */
  columns?: readonly string[];
  /**
   * "class": each different text of the target is a class, in the order of the alphabet or, where all are numbers, of
   * these. "auto", as when missing: a class when one of its cells is a text, or under categorical_crossentropy.
   */
  target_kind?: "auto" | "class" | "number";
  /** What becomes of a row with a missing value: "report", as when missing, refuses the text; "drop" leaves the row out. */
  missing?: "report" | "drop";
}

/** Where weights start. `in` and `out` are the numbers of the layer's inputs and outputs. */
export type InitializerName =
  | "zeros"
  | "ones"
  | "constant"
  /** Between `minval` and `maxval`. */
  | "random_uniform"
  | "random_normal"
  /** As random_normal, but drawn again when more than two `stddev` away. */
  | "truncated_normal"
  /** Within ±sqrt(6 / (in + out)); ±sqrt(6 / in) for he, ±sqrt(3 / in) for lecun. */
  | "glorot_uniform"
  | "he_uniform"
  | "lecun_uniform"
  /** Of variance 2 / (in + out); 2 / in for he, 1 / in for lecun. */
  | "glorot_normal"
  | "he_normal"
  | "lecun_normal"
  /** Within ±1 / sqrt(in), as PyTorch starts weights and biases of a linear layer. */
  | "torch_linear"
  /** What articles give for Xavier's and for He's: within ±1 / sqrt(in), and within ±2 / sqrt(in). */
  | "article_xavier"
  | "article_he"
  /** For sines: within ±1 / in in the first layer, ±sqrt(6 / in) / `omega` in later ones. */
  | "siren"
  /** Orthonormal rows, or columns when those are fewer, times a factor. For weights only, as identity is. */
  | "orthogonal"
  /** A factor on the diagonal, 0 elsewhere. */
  | "identity";

/** What follows the weights. Its gains, in this order, are 1, 1, 5/3, √2, √(2 / 1.0001) and 3/4. */
export type Nonlinearity = "linear" | "sigmoid" | "tanh" | "relu" | "leaky_relu" | "selu";

export type InitializerSpec =
  | InitializerName
  | { name: "constant"; value?: number }
  /** Its ends, -0.05 and 0.05, in either order. */
  | { name: "random_uniform"; minval?: number; maxval?: number }
  /** 0 and 0.05. */
  | { name: "random_normal" | "truncated_normal"; mean?: number; stddev?: number }
  /** true cuts the tails at two standard deviations and stretches the rest, as Keras does; false leaves them on. */
  | { name: "glorot_normal" | "he_normal" | "lecun_normal"; truncated?: boolean }
  /** 30 when missing. */
  | { name: "siren"; omega?: number }
  /** 1 and "linear" when missing. The factor is `gain` times what PyTorch's calculate_gain has for the nonlinearity. */
  | { name: "orthogonal" | "identity"; gain?: number; nonlinearity?: Nonlinearity }
  | { name: InitializerName };

export type LayerSpec =
  /** y = W x + b. Learned: `weight` [units, inputs], `bias` [units]. */
  | ({ type: "dense"; units: number } & Weights)
  /** A function of the registry with parameters that stay as they are. */
  | { type: "activation"; name: string; [parameter: string]: number | string | readonly number[] }
  /**
   * x for x > 0, else a learned `slope` times x: one a unit, or one for all when `shared` (as in PyTorch) is true; false
   * when missing. `initial`, in [-10, 10], is where it starts, 0.25 when missing.
   */
  | ({ type: "prelu"; shared?: boolean; initial?: number } & Outputs)
  /**
   * Each unit is the largest of `pieces` linear functions of the inputs: 2 to 8, 2 when missing. The gradient goes to the
   * largest, the first of several. Learned: `weight` [units * pieces, inputs], the piece's index fastest, and `bias`;
   * initialisers see one piece.
   */
  | ({ type: "maxout"; units: number; pieces?: number } & Weights)
  /**
   * In training each unit of each sample is 0 with probability `rate`, in [0, 1), 0.5 when missing, and else divided by
   * 1 - rate. The mask follows from the run's seed and the update. Nothing is left out in predictions and history.
   */
  | ({ type: "dropout"; rate?: number } & Outputs)
  /** Adds normal noise of standard deviation `stddev`, in [0, 1000], 0.1 when missing, in training alone. */
  | ({ type: "gaussian_noise"; stddev?: number } & Outputs)
  /**
   * Brings each unit to mean 0 and variance 1 over the batch, then scales by `weight` and adds `bias`, both learned.
   * Predictions and history use running statistics instead, of which an update's batch makes up the share `momentum`, in
   * [0, 1], 0.1 when missing. `epsilon`, in (0, 1], 1e-5 when missing, is added to the variance. As in PyTorch, but for a
   * batch of a single sample, of which nothing but the bias is left, and whose variance the running one ignores.
   */
  | ({ type: "batch_norm"; momentum?: number; epsilon?: number } & Outputs);

/** What any layer takes; an activation too. Losses in history and `batchLosses` are without it. */
interface Outputs {
  /** Adds activity_l1 * sum |output| / samples to what is minimised, in [0, 1000], 0 when missing. */
  activity_l1?: number;
}

/** What layers with weights take. Losses in history and `batchLosses` are without l1 and l2, so that runs compare. */
interface Weights extends Outputs {
  use_bias?: boolean;
  kernel_initializer?: InitializerSpec;
  bias_initializer?: InitializerSpec;
  /** Adds l1 * sum |w| over the weights, not the biases, to what is minimised, in [0, 1000], 0 when missing. */
  l1?: number;
  /** Adds l2 * sum w^2, as Keras does: a weight decay of 2 l2 in PyTorch's terms. In [0, 1000], 0 when missing. */
  l2?: number;
}

/** Means over all outputs, but for categorical_crossentropy, which is a mean over the samples. */
export type LossName =
  | "mse"
  | "mae"
  /** Half the square of the error up to `delta`, and from there on a line. */
  | "huber"
  | "binary_crossentropy"
  | "categorical_crossentropy"
  /** max(0, 1 - s y), where s is -1 for the target 0 and 1 for the target 1. */
  | "hinge";

/** `delta` is above 0, 1 when missing. */
export type LossSpec = LossName | { name: LossName } | { name: "huber"; delta?: number };

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

/** A factor on the learning rate that changes with the updates. `steps` and `every` are updates. */
export type ScheduleSpec =
  | "constant"
  | "step"
  | "exponential"
  | "cosine"
  | "warmup"
  | "one_cycle"
  | { name: "constant" }
  /** Times `factor` (0.5) after `every` (500). */
  | { name: "step"; every?: number; factor?: number }
  /** Times `factor` (0.999) after each update. */
  | { name: "exponential"; factor?: number }
  /** From 1 to `min` (0) along half a cosine in `steps` (2000), then constant. */
  | { name: "cosine"; steps?: number; min?: number }
  /** From 1 / `steps` (100) to 1 along a line, then constant. */
  | { name: "warmup"; steps?: number }
  /**
   * From 1 / `div_factor` (25) up to 1 in the first `pct_start` (0.3) of `steps` (2000), then down to the
   * `final_div_factor`-th (10000) part of the start. The learning rate is that of the peak; momentum stays as it is.
   */
  | { name: "one_cycle"; steps?: number; pct_start?: number; div_factor?: number; final_div_factor?: number };

/** When to end by itself. Losses and accuracies are those of the rows of history, `probe.every` updates apart. */
export interface StopSpec {
  /** Updates, 2000 when missing. */
  steps?: number;
  /** Ends when the training loss is at most this. */
  loss?: number;
  /** Ends when the accuracy on the test samples, or on the training samples when there are none, is at least this. */
  accuracy?: number;
  /** Ends when the training loss has not fallen by more than `min_delta` (0.0001) in so many `updates` (500). */
  plateau?: { updates?: number; min_delta?: number };
  /** Ends after so many seconds spent on updates: where, then depends on the machine. */
  seconds?: number;
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
  loss?: LossSpec;
  optimizer?: OptimizerSpec;
  schedule?: ScheduleSpec;
  /**
   * Limits for gradients: `value` for each of them, then `norm` for the 2-norm of all together, which shortens all by
   * one factor. None when missing.
   */
  clip?: { norm?: number; value?: number };
  batch_size?: number;
  stop?: StopSpec;
  /**
   * A row of history every so many updates. When missing it is chosen so that measuring costs at most 5 % of training:
   * max(10, 12.5 n / b), rounded up, for n samples to measure and batches of b.
   */
  probe?: { every?: number };
}
