// SPDX-License-Identifier: MIT
// What a histogram draws: counts in bins, and which way it stands.

export interface HistogramModel {
  title: string;
  /** What saved files are called; made from the title when missing. */
  fileName?: string;
  /** Name of the numbers that are counted. */
  xLabel: string;
  /** Ends of the bins, ascending; one more than there are counts. */
  edges: ArrayLike<number>;
  /** How many numbers fell into each bin, or shares of them. */
  counts: ArrayLike<number>;
  /** "up": bars stand on the axis of the numbers. "right": that axis stands, and bars lie: beside another figure's y. */
  direction?: "up" | "right";
  /** Which numbers are seen; all bins when missing. */
  range?: readonly [low: number, high: number];
  /** The count that a full-length bar has, for histograms to be compared; the largest count when missing. */
  full?: number;
  /** Colour of the palette, from 1; grey when missing. */
  slot?: number;
  /** What the figure shows, in a sentence or two, for those who do not see it. */
  summary: string;
}
