// SPDX-License-Identifier: MIT
// What stands behind and beside the lines, as places in pixels: shaded stretches, bars, rules and the words on them.
import type { Box, Projection } from "./frame";
import type { LineModel } from "./model";

export interface Note {
  text: string;
  x: number;
  /** Base of the letters. */
  y: number;
  anchor: "start" | "middle" | "end";
  slot?: number;
}

export interface Annotations {
  bands: { left: number; width: number; slot?: number }[];
  bars: Box[];
  rules: { x0: number; y0: number; x1: number; y1: number; slot?: number }[];
  notes: Note[];
}

/** Height of a line of notes, and their distance from what they stand at, in CSS pixels. */
const kLine = 15;
const kGap = 4;

/**
 * The annotations within `box`; `unit` pixels of it make one CSS pixel, and `measure` knows the width of a text in
 * them. A band's name moves down a line where something else is written, the labels at `taken` among it, and is left
 * out where the band is too narrow for it.
 */
export function annotate(
  model: LineModel,
  place: Projection,
  box: Box,
  unit: number,
  measure: (text: string) => number,
  taken: readonly Box[],
): Annotations {
  const bands = (model.bands ?? []).flatMap(({ x0, x1, ...rest }) => {
    const left = Math.max(box.left, place.x(x0));
    const width = Math.min(box.left + box.width, place.x(x1)) - left;
    return width > 0 ? [{ left, width, ...rest }] : [];
  });
  const full = [...taken];
  const names = bands.flatMap(({ left, width, label, slot }): Note[] => {
    const needed = label ? measure(label) + 2 * kGap * unit : Number.POSITIVE_INFINITY;
    if (!label || needed > width) return [];
    const middle = left + width / 2;
    const line = { left: middle - needed / 2, top: box.top, width: needed, height: kLine * unit };
    while (full.some((other) => touch(line, other))) line.top += kLine * unit;
    full.push(line);
    return [{ text: label, x: middle, y: line.top + kLine * unit, anchor: "middle", slot }];
  });
  const rules = rulesIn(model, place, box, unit);
  return { bands, bars: barsIn(model, place, box), rules: rules.lines, notes: [...names, ...rules.notes] };
}

function touch(a: Box, b: Box): boolean {
  const across = a.left < b.left + b.width && b.left < a.left + a.width;
  return across && a.top < b.top + b.height && b.top < a.top + a.height;
}

function barsIn({ bars }: LineModel, place: Projection, box: Box): Box[] {
  if (!bars) return [];
  return Array.from(bars.heights, (share, i) => {
    const left = place.x(bars.edges[i]);
    const height = Math.min(1, Math.max(0, share)) * box.height;
    return { left, top: box.top + box.height - height, width: place.x(bars.edges[i + 1]) - left, height };
  });
}

function rulesIn({ rules }: LineModel, place: Projection, box: Box, unit: number) {
  const [right, bottom] = [box.left + box.width, box.top + box.height];
  const lines: Annotations["rules"] = [];
  const notes: Note[] = [];
  for (const { axis, at, slot, label: text } of rules ?? []) {
    const [x, y] = [place.x(at), place.y(at)];
    if (axis === "x" ? !(x >= box.left && x <= right) : !(y >= box.top && y <= bottom)) continue;
    if (axis === "x") {
      lines.push({ x0: x, y0: box.top, x1: x, y1: bottom, slot });
      if (text) notes.push({ text, x: x + kGap * unit, y: bottom - 2 * kGap * unit, anchor: "start", slot });
    } else {
      lines.push({ x0: box.left, y0: y, x1: right, y1: y, slot });
      if (text) notes.push({ text, x: right - kGap * unit, y: y - kGap * unit, anchor: "end", slot });
    }
  }
  return { lines, notes };
}
