// SPDX-License-Identifier: MIT
// Lines are honest: corners are sharp, breaks stay open, what leaves the frame is cut where it leaves, and logarithmic
// axes have a place for every number or say what they do.

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { traceLine } from "../../web/src/charts/line-path";
import type { LineModel } from "../../web/src/charts/model";
import { linear, logarithmic, logScaleFor, moved, symlog, zoomed } from "../../web/src/charts/scales";
import { openCharts, openFigure } from "./charts";
import { colorsAround, farness, projection, slotColor } from "./pixels";
import type { Site } from "./site";

/** A colour as good as the wanted one, and one that is another. */
const kNear = 40;
const kFar = 60;

let site: Site;
beforeAll(async () => {
  site = await openCharts();
});
afterAll(() => site?.close());

/** Largest difference from slot 1's colour around each of the places; `places` are x and y as the axes have them. */
async function farnesses(
  page: Page,
  x: [number, number],
  y: [number, number],
  places: [x: number, y: number, down?: number][],
) {
  const project = await projection(page.locator("line-figure .u-over"), x, y);
  const color = await slotColor(page, 1);
  const spots = places.map(([x, y, down = 0]) => ({ ...project(x, y), down }));
  const seen = await colorsAround(
    page,
    spots.map(({ left, top, down }) => ({ left, top: top + down })),
  );
  return seen.map((colors) => farness(colors, color));
}

function model(): LineModel {
  return {
    title: "Line",
    xLabel: "x",
    yLabel: "",
    summary: "A line.",
    x: [-1, 0, 1],
    series: [{ label: "line", slot: 1, width: 3, values: [0, 0, 0] }],
    xRange: [-1, 1],
    yRange: [-1, 1],
  };
}

/** The figure with other points than those of `model`. */
async function openPoints(x: number[], values: (number | null)[], part: Partial<LineModel> = {}) {
  const opened = await openFigure(site, model);
  await opened.page.evaluate(
    ({ x, values, part }) => {
      const figure = document.querySelector("line-figure");
      if (!figure?.model) return undefined;
      const series = figure.model.series.map((one) => ({ ...one, values }));
      return window.show({ ...figure.model, x, series, ...part });
    },
    { x, values, part },
  );
  return opened;
}

test("a corner is a point: two strokes meet in a miter, not in a round end", async () => {
  const { page, close } = await openPoints([-1, 0, 1], [0, 0, 0]);
  const box = await page.locator("line-figure .u-over").boundingBox();
  if (!box) throw new Error("the plot has no size");
  // A right angle on screen: the miter of a stroke 16 pixels wide reaches 8 √2 = 11.3 pixels down, a round end 8.
  const half = box.width / box.height;
  await page.evaluate((half) => {
    const figure = document.querySelector("line-figure");
    if (!figure?.model) return undefined;
    const series = figure.model.series.map((one) => ({ ...one, width: 16, values: [half, 0, half] }));
    return window.show({ ...figure.model, series });
  }, half);
  const [inside, outside] = await farnesses(
    page,
    [-1, 1],
    [-1, 1],
    [
      [0, 0, 9.5],
      [0, 0, 14],
    ],
  );
  expect(inside).toBeLessThan(kNear);
  expect(outside).toBeGreaterThan(kFar);
  await close();
});

test("no stroke joins the sides of a jump, or of an infinite number", async () => {
  for (const gap of [null, Number.POSITIVE_INFINITY]) {
    const { page, close } = await openPoints([-1, -0.001, 0, 0.001, 1], [-0.5, -0.5, gap, 0.5, 0.5]);
    const [left, right, ...jump] = await farnesses(
      page,
      [-1, 1],
      [-1, 1],
      [
        [-0.5, -0.5],
        [0.5, 0.5],
        [0, -0.3],
        [0, 0],
        [0, 0.3],
        [0, 0.9],
      ],
    );
    expect(Math.max(left, right)).toBeLessThan(kNear);
    expect(Math.min(...jump)).toBeGreaterThan(kFar);
    await close();
  }
});

test("a line to a number far outside keeps its direction as far as it is seen", async () => {
  const { page, close } = await openPoints([-1, 1], [-1e300, 1e300]);
  const [middle, ...aside] = await farnesses(
    page,
    [-1, 1],
    [-1, 1],
    [
      [0, 0.7],
      [0.1, 0.7],
      [-0.1, 0.7],
    ],
  );
  expect(middle).toBeLessThan(kNear);
  expect(Math.min(...aside)).toBeGreaterThan(kFar);
  await close();
});

test("a point alone between two breaks is seen", async () => {
  const { page, close } = await openPoints([-1, 0, 1], [null, 0.5, null]);
  const [point, beside] = await farnesses(
    page,
    [-1, 1],
    [-1, 1],
    [
      [0, 0.5],
      [0.1, 0.5],
    ],
  );
  expect(point).toBeLessThan(kNear);
  expect(beside).toBeGreaterThan(kFar);
  await close();
});

test("a logarithmic axis of positive numbers has them at their powers of ten", async () => {
  const x = [...Array(41).keys()].map((i) => i / 20 - 1);
  const values = x.map((at) => 10 ** (3 * at));
  const { page, close } = await openPoints(x, values, { log: true, yRange: undefined });
  const places = [-0.9, -0.5, 0, 0.5, 0.9].map((at): [number, number] => [at, 3 * at]);
  expect(Math.max(...(await farnesses(page, [-1, 1], [-3, 3], places)))).toBeLessThan(kNear);
  expect(await page.locator(".y-name").textContent()).toBe("");
  await close();
});

test("a logarithmic axis of numbers of both signs is symmetric, loses none of them, and says so", async () => {
  const x = [-1, -0.5, 0, 0.5, 1];
  const { page, close } = await openPoints(x, [-100, -1, 0, 1, 100], { log: true, yRange: undefined });
  expect(await page.locator(".y-name").textContent()).toBe("logarithmic both ways, linear within ±1");
  const place = (value: number) => symlog(1).to(value) / symlog(1).to(100);
  const points = [-0.5, 0, 0.5].map((at): [number, number] => [at, place(2 * at)]);
  expect(Math.max(...(await farnesses(page, [-1, 1], [-1, 1], points)))).toBeLessThan(kNear);
  await close();
});

describe("scales", () => {
  test("place and number undo each other", () => {
    for (const scale of [linear, logarithmic, symlog(1e-3)]) {
      for (const value of [1e-9, 0.5, 3, 1e9]) expect(scale.from(scale.to(value)) / value).toBeCloseTo(1, 9);
    }
    for (const value of [-1e6, -1e-6, 0])
      expect(symlog(1e-3).from(symlog(1e-3).to(value))).toBeCloseTo(value, 3);
  });

  test("zero and negative numbers make a logarithmic axis symmetric, from a decade below the smallest", () => {
    expect(logScaleFor([[0.1, 20, null]]).scale).toBe(logarithmic);
    expect(logScaleFor([[0.3, 0]])).toMatchObject({ middle: 0.1, scale: { kind: "symlog" } });
    expect(logScaleFor([[-40, 0.02, Number.NaN]])).toMatchObject({ middle: 0.01, scale: { kind: "symlog" } });
    expect(logScaleFor([[0, 0]])).toMatchObject({ middle: 1, scale: { kind: "symlog" } });
  });

  test("ticks are round numbers inside the range, no more than there is room for", () => {
    expect(linear.ticks([-5, 5], 10)).toEqual([-5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5]);
    expect(linear.ticks([0.1, 0.34], 5)).toEqual([0.1, 0.15, 0.2, 0.25, 0.3]);
    expect(logarithmic.ticks([1e-8, 1], 4)).toEqual([1e-8, 1e-6, 1e-4, 1e-2, 1]);
    expect(logarithmic.ticks([0.1, 1], 5)).toEqual([0.1, 0.2, 0.5, 1]);
    expect(logarithmic.ticks([2, 9], 8)).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
    expect(symlog(1).ticks([-100, 1000], 10)).toEqual([-100, -10, -1, 0, 1, 10, 100, 1000]);
  });

  test("zooming keeps what stands at the share, moving keeps the width", () => {
    expect(zoomed([0, 10], linear, 0.5, 0.2)).toEqual([1, 6]);
    expect(moved([0, 10], linear, 0.25)).toEqual([2.5, 12.5]);
    expect(zoomed([1e-4, 1], logarithmic, 0.5, 0)).toEqual([1e-4, 1e-2]);
    expect(moved([1e-4, 1], logarithmic, -0.5)).toEqual([1e-6, 1e-2]);
    expect(moved([-1e6, 0], linear, -0.5)).toEqual([-1e6, 0]);
  });
});

describe("a traced line", () => {
  function traced(y: number[], top = -1000, bottom = 1000) {
    const path: [string, number, number][] = [];
    const pen = {
      moveTo: (x: number, y: number) => path.push(["M", x, y]),
      lineTo: (x: number, y: number) => path.push(["L", x, y]),
    };
    traceLine(pen, { length: y.length, x: (i) => i, y: (i) => y[i] }, top, bottom);
    return path;
  }

  test("keeps corners where they are and leaves out what lies on the line anyway", () => {
    const relu = [...Array(201).keys()].map((i) => (i < 100 ? 0 : 100 - i));
    expect(traced(relu)).toEqual([
      ["M", 0, 0],
      ["L", 100, 0],
      ["L", 200, -100],
    ]);
  });

  test("is never farther than a tenth of a pixel from any of its points", () => {
    const y = [...Array(2000).keys()].map((i) => 300 * Math.sin(i / 200) + Math.abs(i - 700));
    const path = traced(y);
    expect(path.length).toBeLessThan(400);
    for (let k = 1; k < path.length; k++) {
      const [[, x0, y0], [, x1, y1]] = [path[k - 1], path[k]];
      for (let i = x0; i <= x1; i++) {
        expect(Math.abs(y0 + ((y1 - y0) * (i - x0)) / (x1 - x0) - y[i])).toBeLessThanOrEqual(0.1 + 1e-9);
      }
    }
  });

  test("is cut at the heights given, on the straight way, and goes on where it comes back", () => {
    expect(traced([0, 40, 0], -10, 10)).toEqual([
      ["M", 0, 0],
      ["L", 0.25, 10],
      ["M", 1.75, 10],
      ["L", 2, 0],
    ]);
    expect(traced([-50, 50], -10, 10)).toEqual([
      ["M", 0.4, -10],
      ["L", 0.6, 10],
    ]);
    expect(traced([-50, -60, Number.NaN], -10, 10)).toEqual([]);
  });
});
