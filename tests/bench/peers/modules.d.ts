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
  export function tensor1d(values: Float32Array): Tensor;
  export function tidy(work: () => void): void;
  export const elu: Unary;
  export const erf: Unary;
  export const relu: Unary;
  export const sigmoid: Unary;
  export const softplus: Unary;
  export const tanh: Unary;
  export function leakyRelu(x: Tensor, slope: number): Tensor;
  export const add: Binary;
  export const div: Binary;
  export const mul: Binary;
}

declare module "@tensorflow/tfjs-backend-wasm" {
  export function setWasmPaths(folder: string): void;
}
