// SPDX-License-Identifier: MIT
// What became of the inputs: shares, mean and spread, and a histogram of the outputs.
import { formatCount, formatPercent, formatShort } from "../../../charts/numbers";
import type { Evaluation } from "../../../shared/engine";
import { kInputs } from "./quantiles";

/** A bin of outputs from `y0` to `y1`; shares are of all inputs. */
export interface Bin {
  y0: number;
  y1: number;
  share: number;
  /** Of those, where |f'| is below the threshold. */
  saturated: number;
  /** Of those, what lies at one and the same output, as at 0 of relu: such a peak has no width. */
  piled: number;
}

export interface Outcome {
  /** Ascending inputs with their values, and 1 where the slope is below the threshold. */
  x: Float32Array;
  y: Float32Array;
  flat: Uint8Array;
  zeroShare: number;
  flatShare: number;
  mean: number;
  deviation: number;
  bins: Bin[];
}

const kBins = 40;
/** Share of all inputs from which on equal outputs are a peak of their own. */
const kPile = 0.01;

export function outcomeOf(x: Float32Array, { value, slope }: Evaluation, threshold: number): Outcome {
  const flat = Uint8Array.from(slope, (one) => (Math.abs(one) < threshold ? 1 : 0));
  const mean = value.reduce((sum, one) => sum + one, 0) / value.length;
  const variance = value.reduce((sum, one) => sum + (one - mean) ** 2, 0) / value.length;
  return {
    x,
    y: value,
    flat,
    zeroShare: value.reduce((sum, one) => sum + (one === 0 ? 1 : 0), 0) / value.length,
    flatShare: flat.reduce((sum, one) => sum + one, 0) / flat.length,
    mean,
    deviation: Math.sqrt(variance),
    bins: histogram(value, flat),
  };
}

/** Bins as wide as a round step, so that 0 and the ends of bounded functions lie in a bin's middle. */
function histogram(y: Float32Array, flat: Uint8Array): Bin[] {
  const finite = y.filter(Number.isFinite);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const step = roundStep((high - low) / kBins || 1 / kBins);
  const first = Math.round(low / step);
  const bins: Bin[] = Array.from({ length: Math.round(high / step) - first + 1 }, (_, i) => ({
    y0: (first + i - 0.5) * step,
    y1: (first + i + 0.5) * step,
    share: 0,
    saturated: 0,
    piled: 0,
  }));
  const counts = new Map<number, number>();
  for (const value of y) counts.set(value, (counts.get(value) ?? 0) + 1);
  y.forEach((value, i) => {
    const bin = bins[Math.round(value / step) - first];
    if (!bin) return;
    bin.share += 1 / y.length;
    bin.saturated += flat[i] / y.length;
    if ((counts.get(value) ?? 0) > kPile * y.length) bin.piled += 1 / y.length;
  });
  return bins;
}

/** The smallest of 1, 2 and 5 times a power of ten that is no smaller. */
function roundStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return power * ([1, 2, 5].find((factor) => factor * power >= least) ?? 10);
}

/** What the figure shows, in two sentences. */
export function outcomeInWords(
  name: string,
  mu: number,
  sigma: number,
  threshold: number,
  { zeroShare, flatShare, mean, deviation }: Outcome,
): string {
  const round = (value: number) => (Number.isFinite(value) ? formatShort(Number(value.toPrecision(3))) : "∞");
  const zeros = zeroShare > 0 ? `exactly 0 for ${formatPercent(zeroShare)}` : "exactly 0 for none";
  const flat = flatShare > 0 ? formatPercent(flatShare) : "none";
  return (
    `Of ${formatCount(kInputs)} equally likely inputs from N(${round(mu)}, ${round(sigma)}²), ${name} is ${zeros} and ` +
    `saturated, with |f′| < ${formatShort(threshold)}, for ${flat}. ` +
    `What comes out has mean ${round(mean)} and standard deviation ${round(deviation)}.`
  );
}
