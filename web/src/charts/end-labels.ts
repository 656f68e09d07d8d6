// SPDX-License-Identifier: MIT
// Names at the lines' ends, moved apart just enough to be read.
import type { Box, Frame, Projection } from "./frame";
import type { LineModel, LineSeries } from "./model";

/** A label's place: where its line ends, in pixels of the plotting area, and then where it is written. */
export interface EndLabel {
  text: string;
  slot: number;
  /** Left edge. */
  x: number;
  /** Middle. */
  y: number;
  width: number;
}

/** Distance of two labels' middles, in pixels. */
export const kLabelHeight = 16;
/** Room between a line's end and its label. */
const kGap = 8;
/** Room between two labels side by side. */
const kAside = 6;

/** What a label covers of the plot that lies in `box`, whose pixels are `unit` to a CSS pixel. */
export function labelBox({ x, y, width }: EndLabel, box: Box, unit: number): Box {
  const top = box.top + (y - kLabelHeight / 2) * unit;
  return { left: box.left + x * unit, top, width: width * unit, height: kLabelHeight * unit };
}

/** The labels of all lines that have one and can be seen, none on another as long as there is room in `height`. */
export function endLabels(
  model: LineModel,
  frame: Frame,
  place: Projection,
  height: number,
  measure: (text: string) => number,
): EndLabel[] {
  const wishes = model.series.flatMap((series) => {
    const end = series.endLabel === undefined ? null : lastSeen(model.x, series, frame);
    if (!end || !series.endLabel) return [];
    const [x, y] = [Math.round(place.x(end.x)) + kGap, place.y(end.y)];
    return [{ text: series.endLabel, slot: series.slot, x, y, width: measure(series.endLabel) }];
  });
  return spreadLabels(wishes, height);
}

/** The last point of the line that can be seen: at the frame's edge, or where the line leaves it. */
function lastSeen(
  x: ArrayLike<number>,
  { values }: LineSeries,
  frame: Frame,
): { x: number; y: number } | null {
  for (let i = x.length - 1; i >= 0; i--) {
    const [at, value] = [x[i] as number, values[i]];
    if (value === null || !(value >= frame.y[0] && value <= frame.y[1])) continue;
    if (at >= frame.x[0] && at <= frame.x[1]) return { x: at, y: value };
  }
  return null;
}

/**
 * The same labels from top to bottom, those that would touch moved apart without changing their order: down first,
 * then up again from the lower edge.
 */
export function spreadLabels(wishes: readonly EndLabel[], height: number): EndLabel[] {
  const labels = wishes.map((wish) => ({ ...wish })).sort((a, b) => a.y - b.y);
  const beside = (a: EndLabel, b: EndLabel) => a.x < b.x + b.width + kAside && b.x < a.x + a.width + kAside;
  labels.forEach((label, i) => {
    const above = labels.slice(0, i).filter((other) => beside(other, label));
    label.y = Math.max(label.y, kLabelHeight / 2, ...above.map(({ y }) => y + kLabelHeight));
  });
  for (let i = labels.length - 1; i >= 0; i--) {
    const label = labels[i];
    const below = labels.slice(i + 1).filter((other) => beside(other, label));
    label.y = Math.min(label.y, height - kLabelHeight / 2, ...below.map(({ y }) => y - kLabelHeight));
  }
  return labels;
}

/** Room on the right that the widest label needs, in steps, so that it seldom changes. */
export function gutterFor(model: LineModel, measure: (text: string) => number): number {
  const widths = model.series.map(({ endLabel }) => (endLabel ? measure(endLabel) : 0));
  const widest = Math.max(0, ...widths);
  return widest === 0 ? 12 : Math.ceil((widest + kGap + 4) / 8) * 8;
}

const ruler = document.createElement("canvas").getContext("2d");

/** A measure of text in the font given, as in "12px system-ui". */
export function measureIn(font: string): (text: string) => number {
  return (text) => {
    if (!ruler) return 7 * text.length;
    ruler.font = font;
    return ruler.measureText(text).width;
  };
}
