// SPDX-License-Identifier: MIT
// What the benchmarks use of the peers, declared by hand: the checks run where package.json is not installed.

declare module "@tensorflow/tfjs-core" {
  export interface Tensor {
    dataSync(): Float32Array;
    dispose(): void;
  }
  type Unary = (x: Tensor) => Tensor;
  type Binary = (a: Tensor | number, b: Tensor | number) => Tensor;

  export const version_core: string;
  export function setBackend(name: string): Promise<boolean>;
  export function env(): { getAsync(flag: string): Promise<unknown> };
  export interface Tensor1D extends Tensor {
    readonly rankType: "1";
  }
  export interface Tensor2D extends Tensor {
    readonly rankType: "2";
  }
  export function tensor1d(values: Float32Array | Int32Array, type?: "int32"): Tensor1D;
  export function tensor2d(values: Float32Array, shape: [number, number]): Tensor2D;
  export function oneHot(indices: Tensor1D, depth: number): Tensor2D;
  export function variable(start: Tensor): Tensor;
  export function transpose(x: Tensor2D): Tensor2D;
  export function tidy(work: () => void): void;
  export interface Optimizer {
    minimize(loss: () => Tensor, returnCost: true): Tensor;
  }
  export const train: { sgd(learningRate: number): Optimizer };
  export const losses: { meanSquaredError: Loss; softmaxCrossEntropy: Loss };
  type Loss = (labels: Tensor, predictions: Tensor) => Tensor;
  export const elu: Unary;
  export const erf: Unary;
  export const relu: Unary;
  export const sigmoid: Unary;
  export const softplus: Unary;
  export const tanh: Unary;
  export function leakyRelu(x: Tensor, slope: number): Tensor;
  export const add: Binary;
  export const div: Binary;
  export const matMul: Binary;
  export const mul: Binary;
}

declare module "@tensorflow/tfjs-backend-wasm" {
  export function setWasmPaths(folder: string): void;
}

declare module "@tensorflow/tfjs-layers" {
  import type { Optimizer, Tensor } from "@tensorflow/tfjs-core";

  interface Layer {
    setWeights(weights: Tensor[]): void;
  }
  interface Sequential {
    readonly layers: Layer[];
    add(layer: Layer): void;
    compile(config: { optimizer: Optimizer; loss: string }): void;
    trainOnBatch(x: Tensor, y: Tensor): Promise<number>;
  }
  export function sequential(): Sequential;
  export const layers: {
    dense(config: { units: number; activation: string; inputShape?: number[] }): Layer;
  };
}

declare module "convnetjs" {
  interface Volume {
    w: Float64Array;
  }
  interface Layer {
    layer_type: string;
    filters: Volume[];
    biases: Volume;
  }
  interface Net {
    layers: Layer[];
    makeLayers(definitions: Record<string, string | number>[]): void;
  }
  interface Trainer {
    train(x: Volume, y: number | number[]): { loss: number };
  }
  const convnetjs: {
    Net: new () => Net;
    Vol: new (width: number, height: number, depth: number, value: number) => Volume;
    Trainer: new (net: Net, options: Record<string, string | number>) => Trainer;
  };
  export default convnetjs;
}
