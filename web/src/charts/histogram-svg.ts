// SPDX-License-Identifier: MIT
// A histogram as a drawing: the one on the page, and the one in a file.

import { measureIn } from "./end-labels";
import type { Box } from "./frame";
import type { HistogramModel } from "./histogram-model";
import { formatShort } from "./numbers";
import { linear, type Range } from "./scales";
import { type Drawing, digits, drawing, paint, tag, write } from "./svg";
import { slotColor, type Theme } from "./theme";

export interface HistogramSize {
  width: number;
  height: number;
  /** Writes title and axis name into the drawing: a file has no page around it. */
  named: boolean;
}

const kEdge = 10;
const kLine = 18;
/** Least distance of two ticks along an axis that lies, and along one that stands. */
const kTickRoom = { up: 56, right: 40 };
/** Strength of the bars' colour. */
const kBars = 0.55;

export function histogramSvg(model: HistogramModel, size: HistogramSize, colors: Theme): Drawing {
  const upright = model.direction !== "right";
  const range = seenRange(model);
  const names = size.named ? kEdge + kLine : 0;
  const room = Math.max(1, upright ? size.width : size.height) / kTickRoom[upright ? "up" : "right"];
  const ticks = linear.ticks(range, room).map((at) => ({ at, text: formatShort(at) }));
  const widest = Math.max(16, ...ticks.map(({ text }) => measureIn(`12px ${colors.font}`)(text)));
  const left = upright ? kEdge : kEdge + widest + 8;
  const below = (upright ? kLine : 0) + kEdge + (size.named ? kLine : 0);
  const box = {
    left,
    top: kEdge + names,
    width: Math.max(1, size.width - left - kEdge),
    height: Math.max(1, size.height - names - kEdge - below),
  };
  const along = (value: number) => {
    const share = (value - range[0]) / (range[1] - range[0]);
    return upright ? box.left + share * box.width : box.top + (1 - share) * box.height;
  };
  const words = size.named
    ? [
        write(model.title, [kEdge, kEdge + 12], colors.ink, { weight: 600 }),
        write(model.xLabel, [box.left + box.width / 2, size.height - kEdge], colors.muted, {
          anchor: "middle",
        }),
      ]
    : [];
  return drawing({ ...size, title: model.title, summary: model.summary }, colors, [
    gridOf(ticks, along, box, upright, colors),
    tag("path", { d: barsPath(model, along, box, range, upright) || undefined, ...barPaint(model, colors) }),
    ...words,
  ]);
}

function barPaint({ slot }: HistogramModel, colors: Theme) {
  const color = slot === undefined ? colors.muted : slotColor(colors, slot);
  return { ...paint("fill", color, kBars), ...paint("stroke", color), "stroke-width": 0.75 };
}

function seenRange({ range, edges }: HistogramModel): Range {
  return range ?? [edges[0] ?? 0, edges[edges.length - 1] ?? 1];
}

function gridOf(
  ticks: readonly { at: number; text: string }[],
  along: (value: number) => number,
  { left, top, width, height }: Box,
  upright: boolean,
  colors: Theme,
): string {
  const [right, bottom] = [left + width, top + height];
  const lines = ticks.map(({ at }) => {
    const place = digits(along(at));
    return upright
      ? `M${place} ${digits(top)}V${digits(bottom)}`
      : `M${digits(left)} ${place}H${digits(right)}`;
  });
  const base = upright
    ? `M${digits(left)} ${digits(bottom)}H${digits(right)}`
    : `M${digits(left)} ${digits(top)}V${digits(bottom)}`;
  return [
    tag("path", { d: lines.join("") || undefined, fill: "none", ...paint("stroke", colors.grid) }),
    tag("path", { d: base, fill: "none", ...paint("stroke", colors.axis) }),
    ...ticks.map(({ at, text }) =>
      upright
        ? write(text, [along(at), bottom + kLine], colors.muted, { anchor: "middle" })
        : write(text, [left - 8, along(at) + 4], colors.muted, { anchor: "end" }),
    ),
  ].join("\n");
}

/** One rectangle a bin with numbers in it; bins that are seen in part are cut. */
function barsPath(
  { edges, counts, full }: HistogramModel,
  along: (value: number) => number,
  box: Box,
  [low, high]: Range,
  upright: boolean,
): string {
  let most = full ?? 0;
  if (full === undefined) for (let i = 0; i < counts.length; i++) most = Math.max(most, counts[i]);
  let path = "";
  for (let i = 0; i < counts.length; i++) {
    const [from, to] = [Math.max(low, edges[i]), Math.min(high, edges[i + 1])];
    const share = Math.min(1, counts[i] / most);
    if (!(to > from && share > 0)) continue;
    const [a, b] = [digits(along(from)), digits(along(to))];
    if (upright)
      path += `M${a} ${digits(box.top + box.height)}v${digits(-share * box.height)}H${b}v${digits(share * box.height)}z`;
    else path += `M${digits(box.left)} ${a}h${digits(share * box.width)}V${b}h${digits(-share * box.width)}z`;
  }
  return path;
}
