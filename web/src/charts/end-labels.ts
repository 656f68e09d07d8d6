// SPDX-License-Identifier: MIT
// Names at the lines' ends, moved apart just enough to be read.

/** A label's wish: where its line ends, in pixels of the plotting area. */
export interface LabelWish {
  text: string;
  slot: number;
  /** Left edge. */
  x: number;
  /** Middle. */
  y: number;
}

/** Distance of two labels' middles, in pixels. */
export const kLabelHeight = 16;
/** Labels whose left edges are nearer than this stand in one column. */
const kColumn = 90;

/**
 * The same labels, flush in each column, with their middles at least `kLabelHeight` apart within a column, in the order of the lines, inside
 * [0, height] when there is room.
 */
export function spreadLabels(wishes: readonly LabelWish[], height: number): LabelWish[] {
  const columns: LabelWish[][] = [];
  for (const wish of [...wishes].sort((a, b) => a.x - b.x)) {
    const column = columns.find((other) => wish.x - other[0].x < kColumn);
    if (column) column.push({ ...wish });
    else columns.push([{ ...wish }]);
  }
  for (const column of columns) spreadColumn(column, height);
  return columns.flat();
}

function spreadColumn(column: LabelWish[], height: number): void {
  const left = Math.max(...column.map((label) => label.x));
  column.sort((a, b) => a.y - b.y);
  let free = kLabelHeight / 2;
  for (const label of column) {
    label.x = left;
    label.y = Math.max(label.y, free);
    free = label.y + kLabelHeight;
  }
  let limit = height - kLabelHeight / 2;
  for (const label of [...column].reverse()) {
    if (label.y <= limit) break;
    label.y = limit;
    limit -= kLabelHeight;
  }
}
