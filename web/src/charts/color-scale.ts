// SPDX-License-Identifier: MIT
// Fixed colour scales for maps: never stretched to the data, so that two runs can be compared.
import type { Theme } from "./theme";

export type Rgb = readonly [number, number, number];

/** Strength of a class's colour where the network is certain: points drawn on top must stand out. */
const kCertain = 0.62;
const kLevels = 64;

export function parseRgb(color: string): Rgb {
  const parts = color.match(/[\d.]+/g)?.map(Number) ?? [];
  // Colours mixed by the style sheet come as `color(srgb r g b)` with parts in [0, 1].
  const scale = color.startsWith("color(") ? 255 : 1;
  return [(parts[0] ?? 0) * scale, (parts[1] ?? 0) * scale, (parts[2] ?? 0) * scale];
}

function mix(a: Rgb, b: Rgb, share: number): Rgb {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share];
}

/**
 * Colour slots of classes 0, 1, 2 ...: the blue and orange of a diverging scale first; last the two that the curves
 * of training and test have, so that up to five classes share no colour with a curve.
 */
const classSlots = [1, 2, 3, 6, 5, 4, 7] as const;

export function classSlot(index: number): number {
  return classSlots[index % classSlots.length];
}

let kept: { theme: number; classes: number; ramps: Rgb[][] } | null = null;

/** For every class, colours from undecided (index 0) to certain. */
function ramps(theme: Theme, classes: number): Rgb[][] {
  if (kept?.theme === theme.id && kept.classes === classes) return kept.ramps;
  const middle = parseRgb(theme.middle);
  const made = [...Array(classes).keys()].map((index) => {
    const color = parseRgb(theme.series[classSlot(index) - 1]);
    return [...Array(kLevels).keys()].map((level) => mix(middle, color, (level / (kLevels - 1)) * kCertain));
  });
  kept = { theme: theme.id, classes, ramps: made };
  return made;
}

/** How outputs are to be read: logits of cross-entropy, or numbers that are trained towards these two ends. */
export type Reading = "logits" | { from: number; to: number };

/**
 * Paints `values` ([output][point]) into `pixels` (RGBA): the colour of the likeliest class, the stronger the surer.
 * One output stands for the second of two classes, or for the end of the scale that it is nearer to.
 */
export function paintClasses(
  pixels: Uint8ClampedArray,
  values: Float32Array,
  outputs: number,
  reading: Reading,
  theme: Theme,
): void {
  const points = values.length / outputs;
  const colors = ramps(theme, Math.max(2, outputs));
  for (let point = 0; point < points; point++) {
    let index: number;
    let certainty: number;
    if (outputs === 1) {
      const p = shareOfSecond(values[point], reading);
      index = p >= 0.5 ? 1 : 0;
      certainty = Math.abs(2 * p - 1);
    } else {
      index = largestOutput(values, point, points, outputs);
      const share = shareOf(index, values, point, points, outputs, reading);
      certainty = Math.max(0, (share - 1 / outputs) / (1 - 1 / outputs));
    }
    // A network that has diverged gives NaN: undecided.
    const color = colors[index][Math.round(Math.min(1, certainty) * (kLevels - 1))] ?? colors[0][0];
    pixels[4 * point] = color[0];
    pixels[4 * point + 1] = color[1];
    pixels[4 * point + 2] = color[2];
    pixels[4 * point + 3] = 255;
  }
}

function shareOfSecond(value: number, reading: Reading): number {
  if (reading === "logits") return 1 / (1 + Math.exp(-value));
  return Math.min(1, Math.max(0, (value - reading.from) / (reading.to - reading.from)));
}

function largestOutput(values: Float32Array, point: number, points: number, outputs: number): number {
  let best = 0;
  for (let i = 1; i < outputs; i++) {
    if (values[i * points + point] > values[best * points + point]) best = i;
  }
  return best;
}

/** The share of output `index`: by softmax for logits, of the sum of what is above 0 otherwise. */
function shareOf(
  index: number,
  values: Float32Array,
  point: number,
  points: number,
  outputs: number,
  reading: Reading,
): number {
  const top = values[index * points + point];
  let sum = 0;
  for (let i = 0; i < outputs; i++) {
    const value = values[i * points + point];
    sum += reading === "logits" ? Math.exp(value - top) : Math.max(0, value);
  }
  return (reading === "logits" ? 1 : Math.max(0, top)) / (sum || 1);
}
