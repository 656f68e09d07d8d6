// SPDX-License-Identifier: MIT
// A map of the plane as a drawing: the field as a picture inside it, the samples as shapes, and a legend.
import { classSlot, paintClasses } from "./color-scale";
import { measureIn } from "./end-labels";
import { formatShort } from "./numbers";
import type { MapField, MapModel } from "./plane-map";
import { type Drawing, digits, drawing, paint, tag, write } from "./svg";
import { slotColor, type Theme } from "./theme";

const kSide = 560;
const kEdge = 12;
const kTop = 38;
const kRadius = 3.6;

export function planeSvg(model: MapModel, colors: Theme): Drawing {
  const size = { width: kSide + 2 * kEdge, height: kTop + kSide + 68 };
  const { x0, x1, y0, y1 } = model.bounds;
  const ends = (low: number, high: number) =>
    [low, high].map((end) => formatShort(Number(end.toPrecision(2))));
  const [across, up] = [ends(x0, x1).join(" to "), ends(y0, y1).join(" to ")];
  const axes = `${model.xLabel} ${across}, ${model.yLabel} ${up}`;
  return drawing({ ...size, title: model.title, summary: model.summary }, colors, [
    write(model.title, [kEdge, kEdge + 14], colors.ink, { weight: 600 }),
    model.field ? fieldPicture(model.field, colors) : "",
    tag("g", {}, samples(model, colors).join("\n")),
    write(axes, [kEdge, kTop + kSide + 22], colors.muted),
    ...legend(model, colors, kTop + kSide + 48),
  ]);
}

/** One pixel a value, scaled up and, as rows rise with y, turned upside down. */
function fieldPicture({ values, outputs, width, height, reading }: MapField, colors: Theme): string {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d");
  if (!context) return "";
  const image = context.createImageData(width, height);
  paintClasses(image.data, values, outputs, reading, colors);
  context.putImageData(image, 0, 0);
  return tag("image", {
    href: canvas.toDataURL("image/png"),
    width: kSide,
    height: kSide,
    preserveAspectRatio: "none",
    transform: `matrix(1 0 0 -1 ${kEdge} ${kTop + kSide})`,
  });
}

function samples({ bounds, points }: MapModel, colors: Theme): string[] {
  const { x0, x1, y0, y1 } = bounds;
  return points.drawn.map((i) => {
    const x = kEdge + ((points.places[2 * i] - x0) / (x1 - x0)) * kSide;
    const y = kTop + ((y1 - points.places[2 * i + 1]) / (y1 - y0)) * kSide;
    return sample(x, y, slotColor(colors, classSlot(points.classes[i])), points.isTest[i] !== 0, colors);
  });
}

/** A filled disc for training, an open diamond for testing. */
function sample(x: number, y: number, color: string, isTest: boolean, colors: Theme): string {
  if (!isTest) {
    return tag("circle", {
      cx: x,
      cy: y,
      r: kRadius,
      ...paint("fill", color),
      ...paint("stroke", colors.paper),
    });
  }
  const r = digits(kRadius * 1.25);
  const d = `M${digits(x)} ${digits(y)}m0 -${r}l${r} ${r}l-${r} ${r}l-${r} -${r}z`;
  return tag("path", { d, ...paint("fill", colors.paper), ...paint("stroke", color), "stroke-width": 1.5 });
}

function legend({ classNames, points }: MapModel, colors: Theme, y: number): string[] {
  const measure = measureIn(`12px ${colors.font}`);
  const entries = [
    ...classNames.map((name, i) => ({ name, color: slotColor(colors, classSlot(i)), kind: "class" })),
    { name: "training", color: colors.muted, kind: "training" },
    ...(points.isTest.includes(1) ? [{ name: "test", color: colors.muted, kind: "test" }] : []),
  ];
  let x = kEdge;
  return entries.flatMap(({ name, color, kind }) => {
    const swatch =
      kind === "class"
        ? tag("rect", { x, y: y - 10, width: 10, height: 10, ...paint("fill", color) })
        : sample(x + 5, y - 5, color, kind === "test", colors);
    const words = write(name, [x + 16, y], colors.muted);
    x += 32 + measure(name);
    return [swatch, words];
  });
}
