// SPDX-License-Identifier: MIT
// The layers of a line figure on uPlot's canvas, in device pixels: what lies behind the grid, and the lines before it.
import type { Annotations } from "./annotations";
import type { Box, Projection } from "./frame";
import { traceLine } from "./line-path";
import type { LineModel, LineSeries } from "./model";
import { slotColor, slotText, type Theme } from "./theme";

export interface Canvas {
  context: CanvasRenderingContext2D;
  box: Box;
  /** Device pixels in a CSS pixel. */
  unit: number;
  colors: Theme;
}

/** Strength of a colour that fills an area behind lines. */
export const kWash = 0.13;
/** Two strokes meet in a point; where they turn back sharply, as in a noisy curve, it is cut rather than a spike. */
export const kMiterLimit = 2;
/** Strokes and gaps of rules, in CSS pixels. */
export const kRuleDash = [2, 3];

/** A line along the frame's edge is seen in its whole width: so far, in CSS pixels, lines reach over it. */
export const kBleed = 1.5;

export function grown({ left, top, width, height }: Box, by: number): Box {
  return { left: left - by, top: top - by, width: width + 2 * by, height: height + 2 * by };
}

/** Draws with a state of its own, nothing outside the box. */
function inside({ context }: Canvas, box: Box, draw: (context: CanvasRenderingContext2D) => void): void {
  context.save();
  context.beginPath();
  context.rect(box.left, box.top, box.width, box.height);
  context.clip();
  draw(context);
  context.restore();
}

export function drawBack(canvas: Canvas, model: LineModel, { bands, bars }: Annotations): void {
  const { box, colors } = canvas;
  inside(canvas, box, (context) => {
    for (const { left, width, slot } of bands) {
      context.fillStyle = slot === undefined ? colors.band : slotColor(colors, slot);
      context.globalAlpha = slot === undefined ? 1 : kWash;
      context.fillRect(left, box.top, width, box.height);
    }
    context.globalAlpha = 2 * kWash;
    context.fillStyle = model.bars?.slot === undefined ? colors.muted : slotColor(colors, model.bars.slot);
    for (const { left, top, width, height } of bars) context.fillRect(left, top, width, height);
  });
}

export function drawOrigin(canvas: Canvas, place: Projection): void {
  const { box, unit, colors } = canvas;
  const [x, y] = [place.x(0), place.y(0)];
  inside(canvas, box, (context) => {
    context.strokeStyle = colors.axis;
    context.lineWidth = unit;
    context.beginPath();
    context.moveTo(x, box.top);
    context.lineTo(x, box.top + box.height);
    context.moveTo(box.left, y);
    context.lineTo(box.left + box.width, y);
    context.stroke();
  });
}

export function drawLines(canvas: Canvas, model: LineModel, place: Projection): void {
  const { box, unit, colors } = canvas;
  inside(canvas, grown(box, kBleed * unit), (context) => {
    context.lineJoin = "miter";
    context.miterLimit = kMiterLimit;
    context.lineCap = "butt";
    for (const series of model.series) {
      context.strokeStyle = slotColor(colors, series.slot);
      context.lineWidth = lineWidth(series) * unit;
      context.setLineDash((series.dash ?? []).map((length) => length * unit));
      const path = new Path2D();
      trace(path, model, series, place, box);
      context.stroke(path);
    }
  });
}

export const lineWidth = (series: LineSeries) => series.width ?? 2;

/** The series' line as far as a box's height above and below it: the ends of what is cut off stay out of sight. */
export function trace(
  pen: Parameters<typeof traceLine>[0],
  { x }: LineModel,
  { values }: LineSeries,
  place: Projection,
  box: Box,
): void {
  const number = (value: number | null | undefined) => value ?? Number.NaN;
  const places = {
    length: x.length,
    x: (i: number) => place.x(number(x[i])),
    y: (i: number) => place.y(number(values[i])),
  };
  traceLine(pen, places, box.top - box.height, box.top + 2 * box.height);
}

export function drawMarks({ context, box, unit, colors }: Canvas, model: LineModel, place: Projection): void {
  context.save();
  for (const { x, y, slot } of marksIn(model, place, box)) {
    context.beginPath();
    context.arc(x, y, 3 * unit, 0, 2 * Math.PI);
    context.fillStyle = slotColor(colors, slot);
    context.fill();
  }
  context.restore();
}

/** The marks in the frame, where they are drawn: whole, also at its edge. */
export function marksIn({ marks }: LineModel, place: Projection, box: Box) {
  const within = (value: number, from: number, size: number) => value >= from && value <= from + size;
  return (marks ?? [])
    .map(({ x, y, slot }) => ({ x: place.x(x), y: place.y(y), slot }))
    .filter(({ x, y }) => within(x, box.left, box.width) && within(y, box.top, box.height));
}

/** Rules, and the words of all annotations with a halo that keeps them off the lines. */
export function drawNotes(canvas: Canvas, { rules, notes }: Annotations, font: string): void {
  const { box, unit, colors } = canvas;
  inside(canvas, box, (context) => {
    context.lineWidth = unit;
    context.setLineDash(kRuleDash.map((length) => length * unit));
    for (const { x0, y0, x1, y1, slot } of rules) {
      context.strokeStyle = slot === undefined ? colors.muted : slotColor(colors, slot);
      context.beginPath();
      context.moveTo(x0, y0);
      context.lineTo(x1, y1);
      context.stroke();
    }
    context.setLineDash([]);
    context.font = font;
    context.lineJoin = "round";
    context.lineWidth = 3 * unit;
    context.strokeStyle = colors.paper;
    for (const { text, x, y, anchor, slot } of notes) {
      context.textAlign = anchor === "middle" ? "center" : anchor;
      context.fillStyle = slotText(colors, slot);
      context.strokeText(text, x, y);
      context.fillText(text, x, y);
    }
  });
}
