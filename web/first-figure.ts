// SPDX-License-Identifier: MIT
// Writes build/first-figure.svg: the figure that Shapes opens with, from the engine's own numbers, for index.html to
// show before the engine comes and where it never does. It stretches with its place as the live chart does: lines are
// scaled, everything written is not. Colours and dashes are classes, since the page's policy forbids style attributes.

import fs from "node:fs";
import path from "node:path";
import { load } from "../bindings/index";
import type { Curve } from "../bindings/types";
import { formatShort } from "./src/charts/numbers";
import { firstShapes } from "./src/page/link/shapes-link";
import { bandsOf } from "./src/page/shapes/figure";

const build = path.join(import.meta.dirname, "../build");

/** Units of the drawing to 1 of x and to 1 of y: fine enough for whole numbers. */
const kUnit = 1024;
/** Intervals to 1 of x: their chords stay within a tenth of a pixel of the curve. */
const kIntervals = 16;
/** The two sides of a kink that differ by more than this are a jump. */
const kJump = 1e-3;
/** Room between a line's end and its label, and distance of two labels' middles, as in the live chart. */
const kLabelGap = 8;
const kLabelHeight = 16;
/** From the figure's lower edge to the baseline of the numbers under it. */
const kBelow = 17;
/** From the figure's upper edge to the baseline of the words on a band. */
const kNote = 17;
/** From the middle of a line of text to the baseline. */
const kBaseline = 4;
/** Distances of ticks, from the roomiest place to the narrowest; the style sheet shows one of each. */
const kStepsX = [0.5, 1, 2, 5];
const kStepsY = [0.5, 1];
/** A usual height of the plotting area, in pixels: labels are moved apart by as much as they need there. */
const kHeight = 400;

interface Line {
  label: string;
  kind: "value" | "slope";
  slot: number;
  /** Unbroken stretches of points. */
  strokes: Point[][];
  /** What is taken between two of them, where a jump parts them. */
  taken: Point[];
}

type Point = readonly [x: number, y: number];

const { x: xRange, y: yRange } = firstShapes;
/** Shares of the plotting area, from its left and from its top. */
const across = (x: number) => (x - xRange[0]) / (xRange[1] - xRange[0]);
const down = (y: number) => (yRange[1] - y) / (yRange[1] - yRange[0]);
const percent = (share: number) => `${Number((100 * share).toFixed(3))}%`;

/** One column of a curve as a line, broken where the two sides of a kink differ. */
function lineOf(label: string, kind: Line["kind"], slot: number, curve: Curve): Line {
  const values = curve[kind];
  const line: Line = { label, kind, slot, strokes: [[]], taken: [] };
  curve.x.forEach((x, i) => {
    const isKink = curve.kinks.some((kink) => kink.x === x);
    if (isKink && Math.abs(values[i + 1] - values[i - 1]) > kJump) {
      line.strokes.push([]);
      line.taken.push([x, values[i]]);
    } else line.strokes.at(-1)?.push([x, values[i]]);
  });
  return line;
}

/** Whole numbers of the drawing, each point once, and none on the straight way between its neighbours. */
function pathOf(strokes: Line["strokes"]): string {
  const place = ([x, y]: Point) => [Math.round((x - xRange[0]) * kUnit), Math.round((yRange[1] - y) * kUnit)];
  return strokes
    .map((stroke) => {
      const points = stroke.map(place).filter(([x], i, all) => i === 0 || x !== all[i - 1][0]);
      const bends = points.filter(([x, y], i) => {
        const [before, after] = [points[i - 1], points[i + 1]];
        return !before || !after || (x - before[0]) * (after[1] - y) !== (after[0] - x) * (y - before[1]);
      });
      return `M${bends.flat().join(" ")}`;
    })
    .join("");
}

/** Ticks `step` apart in the range, in a group of their own: grid lines and their numbers. */
function ticks(axis: "x" | "y", step: number): string {
  const [low, high] = axis === "x" ? xRange : yRange;
  const first = Math.ceil(low / step);
  const values = Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) => (first + i) * step);
  const marks = values.map((value) => {
    const at = percent(axis === "x" ? across(value) : down(value));
    const kind = value === 0 ? ' class="first-origin"' : "";
    return axis === "x"
      ? `<line${kind} x1="${at}" x2="${at}" y2="100%"/><text x="${at}" y="100%" dy="${kBelow}">${formatShort(value)}</text>`
      : `<line${kind} y1="${at}" y2="${at}" x2="100%"/><text x="-8" y="${at}" dy="${kBaseline}">${formatShort(value)}</text>`;
  });
  return `<g class="first-ticks-${axis}" data-step="${step}">${marks.join("")}</g>`;
}

/** The names at the lines' ends, moved down where they would touch. */
function labels(lines: readonly Line[]): string {
  const ends = lines.map(({ label, slot, strokes }) => {
    const seen = strokes.flat().filter(([, y]) => y >= yRange[0] && y <= yRange[1]);
    const [x, y] = seen[seen.length - 1];
    return { label, slot, left: across(x), top: down(y) };
  });
  ends.sort((a, b) => a.top - b.top);
  /** The first free middle in the column at a place, in pixels. */
  const free = new Map<number, number>();
  const texts = ends.map(({ label, slot, left, top }) => {
    const middle = Math.max(top * kHeight, free.get(left) ?? kLabelHeight / 2);
    free.set(left, middle + kLabelHeight);
    const moved = (middle - top * kHeight + kBaseline).toFixed(1);
    return `<text data-slot="${slot}" x="${percent(left)}" dx="${kLabelGap}" y="${percent(top)}" dy="${moved}">${label}</text>`;
  });
  return `<g class="first-labels">${texts.join("")}</g>`;
}

const wasm = fs.readFileSync(path.join(build, "wasm/engine.wasm"));
const lab = await load({ module: await WebAssembly.compile(wasm) });
const curves = firstShapes.functions.map(({ name, parameters }) =>
  lab.sample({
    ...parameters,
    name,
    from: xRange[0],
    to: xRange[1],
    points: kIntervals * (xRange[1] - xRange[0]) + 1,
  }),
);
const lines = firstShapes.functions.flatMap(({ name }, i): Line[] => [
  lineOf(name, "value", i + 1, curves[i]),
  lineOf(`${name}′`, "slope", i + 1, curves[i]),
]);
const { focus, threshold } = firstShapes;
const bands = bandsOf(curves[focus], focus + 1, threshold);
const areas = bands.map(({ x0, x1, slot = "" }) => {
  const [left, right] = [across(x0), across(x1)];
  return `<rect data-slot="${slot}" x="${percent(left)}" width="${percent(right - left)}" height="100%"/>`;
});
const notes = bands.map(({ x0, x1, slot = "", label }) => {
  const middle = across((x0 + x1) / 2);
  return `<text data-slot="${slot}" x="${percent(middle)}" dy="${kNote}">${label?.replace("<", "&lt;")}</text>`;
});
const paths = lines.map(
  ({ kind, slot, strokes }) => `<path class="first-${kind}" data-slot="${slot}" d="${pathOf(strokes)}"/>`,
);
const size = [xRange, yRange].map(([low, high]) => (high - low) * kUnit).join(" ");
const marks = lines.flatMap(({ slot, taken }) =>
  taken.map(
    ([x, y]) =>
      `<circle class="first-mark" data-slot="${slot}" cx="${percent(across(x))}" cy="${percent(down(y))}" r="3"/>`,
  ),
);

fs.writeFileSync(
  path.join(build, "first-figure.svg"),
  [
    '<svg class="first" aria-hidden="true">',
    `<g class="first-bands">${areas.join("")}</g>`,
    ...kStepsX.map((step) => ticks("x", step)),
    ...kStepsY.map((step) => ticks("y", step)),
    `<svg viewBox="0 0 ${size}" preserveAspectRatio="none">${paths.join("")}</svg>`,
    ...marks,
    `<g class="first-notes">${notes.join("")}</g>`,
    labels(lines),
    "</svg>\n",
  ].join("\n"),
);
