// SPDX-License-Identifier: MIT
// TensorFlow.js with its WASM backend, ready to use.

import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";

export { tf };

/** @param folder where the backend's .wasm files are: a path under Node.js, an address in a browser; ends with a slash */
export async function startTfjs(folder: string): Promise<void> {
  setWasmPaths(folder);
  const hasSimd = await tf.env().getAsync("WASM_HAS_SIMD_SUPPORT");
  if (!(await tf.setBackend("wasm")) || !hasSimd) throw new Error("TensorFlow.js has no WASM SIMD here");
}
