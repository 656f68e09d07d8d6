// SPDX-License-Identifier: MIT
// The shapes that cross the border between the engine and JavaScript, and what each one means.

import type { Run, SavedRun } from "./run-types";
import type { CsvOptions, Spec } from "./spec-types";

export type * from "./run-types";
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
