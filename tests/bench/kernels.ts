// SPDX-License-Identifier: MIT
// The module of kernels.cpp: the machine's peak, which turns a time into a share of what is possible, and the engine's
// matrix product held against it.

import { meanTime } from "../../bindings/clock";
import { type Times, takeTurns } from "./measure";

interface Exports extends WebAssembly.Exports {
  memory: WebAssembly.Memory;
  peak(turns: number): number;
  peak_flop(): number;
  largest(): number;
  left(): number;
  right(): number;
  result(): number;
  product(n: number): void;
}

/** Turns of one call: some 30 microseconds. */
const kTurns = 4096;

export interface Kernels {
  /** Nanoseconds that one floating-point operation takes at best, measured for so many milliseconds. */
  peak(milliseconds: number): number;
  /** Rounds of nanoseconds for a product of two matrices of n x n: "actlab", and "peak" for as many operations. */
  measureProduct(n: number): Promise<Times[]>;
}

/** Throws when the product is not what a plain loop gives. */
function expectProduct(exports: Exports, n: number): void {
  const floats = (address: number) => new Float32Array(exports.memory.buffer, address, n * n);
  const [a, x, y] = [floats(exports.left()), floats(exports.right()), floats(exports.result())];
  for (let i = 0; i < n * n; ++i) {
    a[i] = Math.sin(i);
    x[i] = Math.cos(3 * i);
  }
  exports.product(n);
  for (let row = 0; row < n; ++row) {
    let sum = 0;
    for (let k = 0; k < n; ++k) sum += a[row * n + k] * x[k * n + row];
    if (!(Math.abs(sum - y[row * n + row]) < 1e-4 * n)) throw new Error("the product is no product");
  }
}

export async function openKernels(bytes: BufferSource): Promise<Kernels> {
  const module = await WebAssembly.compile(bytes);
  // Nothing that it imports is called: they are ways to fail.
  const imports: WebAssembly.Imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    imports[from] = { ...imports[from], [name]: () => 0 };
  }
  const exports = (await WebAssembly.instantiate(module, imports)).exports as Exports;

  const peak = (milliseconds: number) =>
    meanTime(() => exports.peak(kTurns), milliseconds) / (kTurns * exports.peak_flop());

  async function measureProduct(n: number): Promise<Times[]> {
    expectProduct(exports, n);
    return takeTurns([
      (milliseconds) => ({ actlab: meanTime(() => exports.product(n), milliseconds) }),
      (milliseconds) => ({ peak: peak(milliseconds) * 2 * n ** 3 }),
    ]);
  }

  return { peak, measureProduct };
}
