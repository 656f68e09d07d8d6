// SPDX-License-Identifier: MIT
// Activation functions over an array: the engine's kernels, TensorFlow.js in WASM, a loop in JavaScript, a copy in WASM.
// Runs under Node.js and in a browser.

import type { Tensor } from "@tensorflow/tfjs-core";
import { load } from "actlab";
import { meanTime } from "../../bindings/clock";
import { type Times, takeTurns } from "./measure";
import { tf } from "./peers/tfjs";

interface Peers {
  tfjs(x: Tensor): Tensor;
  /** Each has a loop of its own: one loop given the function would call it through a pointer, which V8 cannot inline. */
  loop(x: Float32Array, y: Float32Array): void;
}

const peers: Record<string, Peers> = {
  relu: {
    tfjs: tf.relu,
    loop: (x, y) => {
      for (let i = 0; i < x.length; ++i) y[i] = x[i] > 0 ? x[i] : 0;
    },
  },
  leaky_relu: {
    tfjs: (x) => tf.leakyRelu(x, 0.01),
    loop: (x, y) => {
      for (let i = 0; i < x.length; ++i) y[i] = x[i] > 0 ? x[i] : 0.01 * x[i];
    },
  },
  elu: {
    tfjs: tf.elu,
    loop: (x, y) => {
      for (let i = 0; i < x.length; ++i) y[i] = x[i] > 0 ? x[i] : Math.expm1(x[i]);
    },
  },
  sigmoid: {
    tfjs: tf.sigmoid,
    loop: (x, y) => {
      for (let i = 0; i < x.length; ++i) y[i] = 1 / (1 + Math.exp(-x[i]));
    },
  },
  tanh: {
    tfjs: tf.tanh,
    loop: (x, y) => {
      for (let i = 0; i < x.length; ++i) y[i] = Math.tanh(x[i]);
    },
  },
  softplus: {
    tfjs: tf.softplus,
    loop: (x, y) => {
      for (let i = 0; i < x.length; ++i) y[i] = Math.log1p(Math.exp(x[i]));
    },
  },
  gelu: {
    // Composed, as there is no operation for it.
    tfjs: (x) => tf.mul(tf.mul(0.5, x), tf.add(1, tf.erf(tf.div(x, Math.SQRT2)))),
    // By tanh, as JavaScript has no erf.
    loop: (x, y) => {
      for (let i = 0; i < x.length; ++i) {
        const v = x[i];
        y[i] = 0.5 * v * (1 + Math.tanh(0.7978845608 * (v + 0.044715 * v * v * v)));
      }
    },
  },
};

export const names = Object.keys(peers);

/** The largest difference between two contenders' values: that of gelu by erf and by tanh is 5e-4. */
const kSameFunction = 1e-3;

function expectSame(name: string, expected: Float32Array, got: Float32Array): void {
  const differs = expected.some((value, i) => !(Math.abs(value - got[i]) < kSameFunction));
  if (differs) throw new Error(`${name} does not compute what the engine computes`);
}

export interface Activations {
  /**
   * Rounds of nanoseconds a float, of "actlab", "copy" (in the engine's memory), "tfjs" and "loop". The first three each
   * pay for one call from JavaScript into WASM an array, and find their inputs there.
   */
  measure(name: string, floats: number): Promise<Times[]>;
}

/** TensorFlow.js is ready. */
export async function openActivations(): Promise<Activations> {
  const lab = await load();

  async function measure(name: string, floats: number): Promise<Times[]> {
    const { tfjs, loop } = peers[name];
    // In ascending order, which is kindest to code that branches on its inputs, as some of the peers' does.
    const x = Float32Array.from({ length: floats }, (_, i) => (16 * i) / floats - 8);
    const y = new Float32Array(floats);
    const tensor = tf.tensor1d(x);

    const { value } = lab.evaluate(name, x);
    loop(x, y);
    expectSame(`the loop's ${name}`, value, y);
    tf.tidy(() => expectSame(`the peer's ${name}`, value, tfjs(tensor).dataSync()));

    const runTfjs = () =>
      tf.tidy(() => {
        tfjs(tensor);
      });
    const rounds = await takeTurns([
      (milliseconds) => {
        // Half of the time goes to the copy.
        const { value: actlab, copy } = lab.measure(name, x, 2 * milliseconds);
        return { actlab, copy };
      },
      (milliseconds) => ({ tfjs: meanTime(runTfjs, milliseconds) / floats }),
      (milliseconds) => ({ loop: meanTime(() => loop(x, y), milliseconds) / floats }),
    ]);
    tensor.dispose();
    return rounds;
  }

  return { measure };
}
