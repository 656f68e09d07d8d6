// SPDX-License-Identifier: MIT
// Networks that differ in one size, or by one kind of layer: what the cost of a sample grows with.

import type { LayerSpec } from "actlab";
import { flopOf, type Work } from "./network";

type Size = "width" | "depth" | "batch" | "samples";

export interface Step {
  /** The size that differs. */
  size: Size | "layer";
  value: number | string;
  work: Work;
}

const base = { width: 32, depth: 4, batch: 32, samples: 2048 };
const inputs = 16;
const values: [Size, number[]][] = [
  ["width", [4, 8, 16, 32, 64, 128, 256, 512]],
  ["depth", [1, 2, 4, 8, 16, 31]],
  ["batch", [1, 2, 4, 5, 8, 16, 32, 64, 256]],
  ["samples", [512, 2048, 8192, 32768, 131072]],
];

function workFor(changed: Partial<typeof base>): Work {
  const { width, depth, batch, samples } = { ...base, ...changed };
  const sizes = [inputs, ...Array<number>(depth).fill(width), 1];
  const work: Work = { name: "", sizes, activation: "relu", loss: "mse", batch, samples, updates: 1 };
  // A millisecond at 20 operations a nanosecond.
  work.updates = Math.max(1, Math.round(2e7 / (flopOf(work) * batch)));
  return work;
}

/** One of each before every activation. */
const layers: LayerSpec[] = [
  { type: "prelu" },
  { type: "dropout", rate: 0.2 },
  { type: "gaussian_noise", stddev: 0.1 },
  { type: "batch_norm" },
];

export const steps: Step[] = [
  ...values.flatMap(([size, list]) =>
    list.map((value): Step => ({ size, value, work: workFor({ [size]: value }) })),
  ),
  ...layers.map((also): Step => ({ size: "layer", value: also.type, work: { ...workFor({}), also } })),
];
