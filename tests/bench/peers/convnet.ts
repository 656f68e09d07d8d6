// SPDX-License-Identifier: MIT
// ConvNetJS training a dense network, one sample a call as it always does.

import type { Parameter } from "actlab";
import convnetjs from "convnetjs";
import { kLearningRate, samplesFor, type Work } from "../network";

/** Makes the update of the next batch; gives the batch's mean loss. */
export function openConvnet(work: Work, start: readonly Parameter[]): () => number {
  const { sizes, activation, loss, batch, samples } = work;
  const isMse = loss === "mse";
  const outputs = sizes[sizes.length - 1];
  const net = new convnetjs.Net();
  net.makeLayers([
    { type: "input", out_sx: 1, out_sy: 1, out_depth: sizes[0] },
    ...sizes.slice(1, -1).map((units) => ({ type: "fc", num_neurons: units, activation })),
    isMse ? { type: "regression", num_neurons: outputs } : { type: "softmax", num_classes: outputs },
  ]);
  const dense = net.layers.filter((layer) => layer.layer_type === "fc");
  dense.forEach((layer, i) => {
    const [weight, bias] = [start[2 * i].data, start[2 * i + 1].data];
    layer.filters.forEach((filter, unit) => {
      filter.w.set(weight.subarray(unit * sizes[i], (unit + 1) * sizes[i]));
    });
    layer.biases.w.set(bias);
  });
  // Of a squared error it takes half the gradient, and calls the double its loss.
  const twice = isMse ? 2 : 1;
  const trainer = new convnetjs.Trainer(net, {
    method: "sgd",
    learning_rate: twice * kLearningRate,
    momentum: 0,
    l2_decay: 0,
    batch_size: batch,
  });

  const { x, y } = samplesFor(work);
  const inputs = Array.from({ length: samples }, (_, row) => {
    const volume = new convnetjs.Vol(1, 1, sizes[0], 0);
    volume.w.set(x.subarray(row * sizes[0], (row + 1) * sizes[0]));
    return volume;
  });
  const targets = Array.from(y, (target) => (isMse ? [target] : target));
  let row = 0;
  return () => {
    let total = 0;
    for (let i = 0; i < batch; ++i) {
      total += trainer.train(inputs[row], targets[row]).loss;
      row = (row + 1) % samples;
    }
    return total / (twice * batch);
  };
}
