// SPDX-License-Identifier: MIT
// Lines of equal value over a grid (marching squares), and round levels for them.

/** A square grid of numbers: values[row * side + column]; the first row is the lowest. */
export interface Field {
  values: Float32Array;
  side: number;
}

/** Multiples of the first of 1, 2, 5, 10 ... that gives at most `most` levels up to `limit`, and as many below 0. */
export function roundLevels(limit: number, most: number): number[] {
  const decade = 10 ** Math.floor(Math.log10(limit / most));
  const step = ([1, 2, 5, 10].find((factor) => (factor * decade * most) / limit >= 1) ?? 10) * decade;
  const count = Math.floor(limit / step + 1e-9);
  return Array.from({ length: 2 * count + 1 }, (_, i) => Number(((i - count) * step).toPrecision(6)));
}

/** Calls `segment` with both ends of each piece of the line at `level`, in columns and rows. */
export function contour(
  { values, side }: Field,
  level: number,
  segment: (x0: number, y0: number, x1: number, y1: number) => void,
): void {
  const ends: number[] = [];
  for (let row = 0; row < side - 1; row++) {
    for (let column = 0; column < side - 1; column++) {
      ends.length = 0;
      const low = row * side + column;
      // Corners anticlockwise, and the way from each to the next.
      const corners = [values[low], values[low + 1], values[low + side + 1], values[low + side]];
      for (let edge = 0; edge < 4; edge++) {
        const [from, to] = [corners[edge], corners[(edge + 1) % 4]];
        if (from > level === to > level) continue;
        const share = (level - from) / (to - from);
        ends.push(
          column + along[edge][0] + share * step[edge][0],
          row + along[edge][1] + share * step[edge][1],
        );
      }
      const [x0, y0, x1, y1, x2, y2, x3, y3] = ends;
      // At a saddle the two lines are drawn across each other, as they meet when its height is the level.
      if (ends.length === 4) segment(x0, y0, x1, y1);
      if (ends.length === 8) {
        segment(x0, y0, x2, y2);
        segment(x1, y1, x3, y3);
      }
    }
  }
}

/** Where each edge of a cell begins, and where it leads. */
const along = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
] as const;
const step = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;
