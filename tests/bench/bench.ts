// SPDX-License-Identifier: MIT
// Everything that is measured, ready in one place: Node.js or a browser.

import { type Activations, openActivations } from "./activations";
import { type Kernels, openKernels } from "./kernels";
import { startTfjs, tf } from "./peers/tfjs";
import { openTraining, type Training } from "./training";

export interface Bench {
  /** The peer's version. */
  tfjs: string;
  activations: Activations;
  training: Training;
  kernels: Kernels;
}

/**
 * @param folder see startTfjs
 * @param kernels the module of kernels.cpp
 */
export async function openBench(folder: string, kernels: BufferSource): Promise<Bench> {
  await startTfjs(folder);
  const opened = await openKernels(kernels);
  return {
    tfjs: tf.version_core,
    activations: await openActivations(),
    training: await openTraining(opened),
    kernels: opened,
  };
}
