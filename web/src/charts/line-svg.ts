// SPDX-License-Identifier: MIT
// A line figure as a drawing of its own: the same frame, ticks, lines and labels as on the screen, layer by layer.
import { annotate } from "./annotations";
import { grown, kBleed, kMiterLimit, kRuleDash, kWash, lineWidth, marksIn, trace } from "./canvas-layers";
import { endLabels, gutterFor, labelBox, measureIn } from "./end-labels";
import { type Box, type Frame, frameOf, type Projection, projection } from "./frame";
import { fontOf, kTickRoom } from "./line-plot";
import type { LineModel } from "./model";
import { formatShort } from "./numbers";
import { linear } from "./scales";
import { type Drawing, digits, drawing, PathPen, paint, tag, write } from "./svg";
import { slotColor, slotText, type Theme } from "./theme";

const kWidth = 800;
/** Heights of the title's line and of the names of the axes, and free room at the edges. */
const kTitle = 26;
const kName = 18;
const kEdge = 12;

/** The figure 800 pixels wide; `shape` is its plot's height over its width, kept within reason. */
export function lineSvg(model: LineModel, colors: Theme, shape: number): Drawing {
  const frame = frameOf(model);
  const measure = measureIn(fontOf(colors));
  const height = Math.round(kWidth * Math.min(0.75, Math.max(0.35, shape)));
  const ticks = frame.yScale
    .ticks(frame.y, height / kTickRoom.y)
    .map((at) => ({ at, text: formatShort(at) }));
  const left = kEdge + 8 + Math.max(...ticks.map(({ text }) => measure(text)), 16);
  const top = kEdge + kTitle + (frame.yName ? kName : 0);
  const box = { left, top, width: kWidth - left - gutterFor(model, measure) - kEdge, height };
  const place = projection(frame, box);
  const ends = endLabels(model, frame, projection(frame, { ...box, left: 0, top: 0 }), height, measure);
  const taken = ends.map((label) => labelBox(label, box, 1));
  const marks = annotate(model, place, box, 1, measure, taken);
  const whole = { width: kWidth, height: top + height + 2 * kName + kEdge };
  const clip = tag("clipPath", { id: "plot" }, tag("rect", boxed(grown(box, kBleed))));
  return drawing({ ...whole, title: model.title, summary: model.summary }, colors, [
    tag("defs", {}, clip),
    write(model.title, [kEdge, kEdge + 14], colors.ink, { weight: 600 }),
    frame.yName ? write(frame.yName, [kEdge, top - 8], colors.muted) : "",
    clipped([...areas(model, marks, box, colors)]),
    grid(frame, ticks, place, box, colors),
    clipped([
      ...origin(model, place, box, colors),
      ...lines(model, place, box, colors),
      ...rules(marks, colors),
    ]),
    ...dots(model, place, box, colors),
    ...marks.notes.map(({ text, x, y, anchor, slot }) =>
      write(text, [x, y], slotText(colors, slot), { anchor, halo: colors.paper }),
    ),
    ...ends.map(({ text, slot, x, y }) =>
      write(text, [box.left + x, box.top + y + 4], slotText(colors, slot), { halo: colors.paper }),
    ),
    write(model.xLabel, [box.left + box.width / 2, box.top + height + 2 * kName], colors.muted, {
      anchor: "middle",
    }),
  ]);
}

const boxed = ({ left: x, top: y, width, height }: Box) => ({ x, y, width, height });

const clipped = (content: readonly string[]) => tag("g", { "clip-path": "url(#plot)" }, content.join("\n"));

type Marks = ReturnType<typeof annotate>;

function areas(model: LineModel, { bands, bars }: Marks, box: Box, colors: Theme): string[] {
  const bandPaint = (slot: number | undefined) =>
    slot === undefined ? paint("fill", colors.band) : paint("fill", slotColor(colors, slot), kWash);
  const barColor = model.bars?.slot === undefined ? colors.muted : slotColor(colors, model.bars.slot);
  return [
    ...bands.map(({ left, width, slot }) =>
      tag("rect", { ...boxed({ ...box, left, width }), ...bandPaint(slot) }),
    ),
    ...bars.map((bar) => tag("rect", { ...boxed(bar), ...paint("fill", barColor, 2 * kWash) })),
  ];
}

function grid(
  frame: Frame,
  rows: readonly { at: number; text: string }[],
  place: Projection,
  box: Box,
  colors: Theme,
): string {
  const bottom = box.top + box.height;
  const columns = linear.ticks(frame.x, box.width / kTickRoom.x);
  const path =
    columns.map((at) => `M${digits(place.x(at))} ${digits(box.top)}V${digits(bottom)}`).join("") +
    rows.map(({ at }) => `M${digits(box.left)} ${digits(place.y(at))}h${digits(box.width)}`).join("");
  return [
    tag("path", { d: path, fill: "none", ...paint("stroke", colors.grid) }),
    ...columns.map((at) =>
      write(formatShort(at), [place.x(at), bottom + kName], colors.muted, { anchor: "middle" }),
    ),
    ...rows.map(({ at, text }) =>
      write(text, [box.left - 8, place.y(at) + 4], colors.muted, { anchor: "end" }),
    ),
  ].join("\n");
}

function origin(model: LineModel, place: Projection, box: Box, colors: Theme): string[] {
  if (!model.origin) return [];
  const d = `M${digits(place.x(0))} ${digits(box.top)}v${digits(box.height)}M${digits(box.left)} ${digits(place.y(0))}h${digits(box.width)}`;
  return [tag("path", { d, fill: "none", ...paint("stroke", colors.axis) })];
}

function dots(model: LineModel, place: Projection, box: Box, colors: Theme): string[] {
  return marksIn(model, place, box).map(({ x, y, slot }) =>
    tag("circle", { cx: x, cy: y, r: 3, ...paint("fill", slotColor(colors, slot)) }),
  );
}

function lines(model: LineModel, place: Projection, box: Box, colors: Theme): string[] {
  return model.series.map((series) => {
    const pen = new PathPen();
    trace(pen, model, series, place, box);
    const stroke = paint("stroke", slotColor(colors, series.slot));
    const dash = series.dash?.join(" ");
    return tag("path", {
      d: pen.d || undefined,
      fill: "none",
      ...stroke,
      "stroke-width": lineWidth(series),
      "stroke-dasharray": dash,
      "stroke-miterlimit": kMiterLimit,
    });
  });
}

function rules({ rules: all }: Marks, colors: Theme): string[] {
  return all.map(({ x0, y0, x1, y1, slot }) => {
    const color = slot === undefined ? colors.muted : slotColor(colors, slot);
    return tag("line", {
      x1: x0,
      y1: y0,
      x2: x1,
      y2: y1,
      ...paint("stroke", color),
      "stroke-dasharray": kRuleDash.join(" "),
    });
  });
}
