// SPDX-License-Identifier: MIT
// TensorFlow.js training a dense network: by the model of its layers, as its users do, and by its optimizer over
// operations written out, which is the least it can do.

import * as layers from "@tensorflow/tfjs-layers";
import type { Parameter } from "actlab";
import { kLearningRate, samplesFor, type Work } from "../network";
import { tf } from "./tfjs";

type Batch = { x: tf.Tensor2D; y: tf.Tensor2D };

/** Every batch as tensors, made before anything is timed. */
function batchesOf(work: Work): Batch[] {
  const { sizes, batch, samples, loss } = work;
  const { x, y } = samplesFor(work);
  return Array.from({ length: samples / batch }, (_, i) => {
    const targets = y.subarray(i * batch, (i + 1) * batch);
    return {
      x: tf.tensor2d(x.subarray(i * batch * sizes[0], (i + 1) * batch * sizes[0]), [batch, sizes[0]]),
      y:
        loss === "mse"
          ? tf.tensor2d(targets, [batch, 1])
          : tf.oneHot(tf.tensor1d(Int32Array.from(targets), "int32"), sizes[sizes.length - 1]),
    };
  });
}

/** Its weights are (inputs, units). */
function startOf({ sizes }: Work, start: readonly Parameter[], i: number): [tf.Tensor2D, tf.Tensor1D] {
  const weight = tf.tensor2d(start[2 * i].data, [sizes[i + 1], sizes[i]]);
  return [tf.transpose(weight), tf.tensor1d(start[2 * i + 1].data)];
}

/** Makes the update of the next batch; gives the batch's mean loss. */
export function openModel(work: Work, start: readonly Parameter[]): () => Promise<number> {
  const { sizes, activation, loss } = work;
  const model = layers.sequential();
  sizes.slice(1).forEach((units, i) => {
    const isLast = i === sizes.length - 2;
    const output = loss === "mse" ? "linear" : "softmax";
    model.add(
      layers.layers.dense({
        units,
        activation: isLast ? output : activation,
        ...(i === 0 ? { inputShape: [sizes[0]] } : {}),
      }),
    );
  });
  for (const [i, layer] of model.layers.entries()) layer.setWeights(startOf(work, start, i));
  model.compile({
    optimizer: tf.train.sgd(kLearningRate),
    loss: loss === "mse" ? "meanSquaredError" : "categoricalCrossentropy",
  });
  const batches = batchesOf(work);
  let next = 0;
  return () => {
    const { x, y } = batches[next];
    next = (next + 1) % batches.length;
    return model.trainOnBatch(x, y);
  };
}

/** The same by hand. Gives the loss as a tensor, which is not waited for. */
export function openOperations(work: Work, start: readonly Parameter[]): () => tf.Tensor {
  const { sizes, activation, loss } = work;
  const parameters = sizes
    .slice(1)
    .map((_, i) => startOf(work, start, i).map((tensor) => tf.variable(tensor)));
  const optimizer = tf.train.sgd(kLearningRate);
  const batches = batchesOf(work);
  let next = 0;
  return () => {
    const { x, y } = batches[next];
    next = (next + 1) % batches.length;
    return optimizer.minimize(() => {
      let h: tf.Tensor = x;
      parameters.forEach(([weight, bias], i) => {
        const z = tf.add(tf.matMul(h, weight), bias);
        h = i === parameters.length - 1 ? z : tf[activation](z);
      });
      return loss === "mse" ? tf.losses.meanSquaredError(y, h) : tf.losses.softmaxCrossEntropy(y, h);
    }, true);
  };
}
