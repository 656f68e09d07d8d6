// SPDX-License-Identifier: MIT
// What an activation costs in this browser, beside ReLU: one short turn, so that nothing else waits long for the worker.
import type { Lab } from "../../../bindings/types";
import type { ActivationChoice } from "../shared/engine";
import type { MeasuredCost } from "../shared/messages";

/** Milliseconds for each of the two. */
const kTurn = 4;

/** As many numbers as fit the fastest cache with their results, over the range where functions bend. */
const inputs = Float32Array.from({ length: 2048 }, (_, i) => (i - 1023.5) / 256);

export function measureCost(lab: Lab, activation: ActivationChoice): MeasuredCost {
  try {
    const own = lab.measure(activation, inputs, kTurn);
    return { own, relu: lab.measure("relu", inputs, kTurn) };
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) throw error;
    return null;
  }
}
