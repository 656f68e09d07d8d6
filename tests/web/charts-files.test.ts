// SPDX-License-Identifier: MIT
// What can be taken away from a figure: files that open, and say what the figure says. Histograms are figures too.

import fs from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { HistogramModel } from "../../web/src/charts/histogram-model";
import type { LineModel } from "../../web/src/charts/model";
import { openCharts, openFigure, openHistogram } from "./charts";
import type { Site } from "./site";

let site: Site;
beforeAll(async () => {
  site = await openCharts();
});
afterAll(() => site?.close());

function threeCurves(): LineModel {
  const x = Float32Array.from({ length: 301 }, (_, i) => i / 30 - 5);
  const jump = Array.from(x, (at) => (at === 0 ? null : Math.fround(Math.sign(at) / 3)));
  return {
    title: "f < 1 & “f′”\u0007",
    xLabel: "x",
    yLabel: "height, in m",
    summary: "A curve <and> a jump.",
    x,
    series: [
      { label: "tanh", endLabel: "tanh", slot: 1, values: x.map(Math.tanh) },
      {
        label: 'a, "quoted"',
        endLabel: "a & b",
        slot: 2,
        dash: [7, 5],
        values: jump,
        read: x.map(() => 0.1),
      },
    ],
    xRange: [-2, 3],
    yRange: [-1, 1],
    origin: true,
    bands: [
      { x0: -9, x1: -1, slot: 1, label: "flat < 0.1" },
      { x0: 2, x1: 9 },
    ],
    rules: [{ axis: "y", at: 0.5, label: "half" }],
    bars: { edges: [-1, 0, 1], heights: [0.2, 0.4], slot: 3 },
    marks: [{ x: 0, y: 0.1, slot: 2 }],
  };
}

const normal: HistogramModel = {
  title: "Inputs",
  xLabel: "x",
  edges: [-2, -1, 0, 1, 2],
  counts: [1, 3, 4, 2],
  slot: 1,
  summary: "Ten numbers between −2 and 2.",
};

/** Saves by keyboard alone: the menu's button, then the format's. */
async function saved(page: Page, figure: string, format: "SVG" | "PNG" | "CSV") {
  const button = page.locator(`${figure} .figure-menu-button`);
  await button.focus();
  await page.keyboard.press("Enter");
  const steps = ["SVG", "PNG", "CSV"].indexOf(format) + 1;
  for (let i = 0; i < steps; i++) await page.keyboard.press("Tab");
  const download = page.waitForEvent("download");
  await page.keyboard.press("Enter");
  const file = await download;
  await expect.poll(() => page.locator(":popover-open").count()).toBe(0);
  return { name: file.suggestedFilename(), bytes: fs.readFileSync(await file.path()) };
}

/** A drawing read as XML by the browser. */
function readSvg(page: Page, text: string) {
  return page.evaluate((text) => {
    const tree = new DOMParser().parseFromString(text, "application/xml");
    const texts = (name: string) => [...tree.querySelectorAll(name)].map((node) => node.textContent);
    const values = [...tree.querySelectorAll("*")].flatMap((node) =>
      [...node.attributes].map(({ value }) => value),
    );
    return {
      error: tree.querySelector("parsererror")?.textContent ?? "",
      root: tree.documentElement.namespaceURI,
      title: texts("title")[0],
      summary: texts("desc")[0],
      texts: texts("text"),
      curve: tree.querySelector('path[stroke="#0072b2"]')?.getAttribute("d") ?? "",
      values,
    };
  }, text);
}

test.each(["light", "dark"] as const)(
  "a figure saved as SVG in %s stands alone: XML, in light colours, with its words",
  async (colorScheme) => {
    const { page, close } = await openFigure(site, threeCurves, { colorScheme });
    const { name, bytes } = await saved(page, "line-figure", "SVG");
    expect(name).toBe("f-1-f.svg");
    const svg = await readSvg(page, bytes.toString());
    expect(svg.error).toBe("");
    expect(svg.root).toBe("http://www.w3.org/2000/svg");
    expect(svg.title).toBe("f < 1 & “f′”");
    expect(svg.summary).toBe("A curve <and> a jump.");
    for (const word of ["x", "height, in m", "tanh", "a & b", "flat < 0.1", "half", "−1", "3"])
      expect(svg.texts).toContain(word);
    expect(svg.values.filter((value) => /var\(|rgb|http(?!:\/\/www\.w3\.org)/.test(value))).toEqual([]);
    expect(svg.values).toContain("#fdfdfb");
    await close();
  },
);

test("the drawing's line goes through the figure's numbers", async () => {
  const { page, close } = await openFigure(site, threeCurves);
  const { bytes } = await saved(page, "line-figure", "SVG");
  const { curve } = await readSvg(page, bytes.toString());
  const [, clip] = bytes.toString().match(/<clipPath[^>]*><rect([^>]*)/) ?? [];
  const [left, top, width, height] = ["x", "y", "width", "height"].map((key) =>
    Number(clip?.match(new RegExp(` ${key}="([^"]*)"`))?.[1]),
  );
  // Lines reach over the frame's edge by half of their width.
  const [x0, y0, across, down] = [left + 1.5, top + 1.5, width - 3, height - 3];
  const points = [...curve.matchAll(/[ML]([-\d.]+) ([-\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
  expect(points.length).toBeGreaterThan(15);
  for (const [x, y] of points) {
    const at = -2 + ((x - x0) / across) * 5;
    expect(y).toBeCloseTo(y0 + ((1 - Math.tanh(at)) / 2) * down, 0);
  }
  await close();
});

test("a figure saved as PNG is its drawing at twice the size, and not blank", async () => {
  const { page, close } = await openFigure(site, threeCurves, { colorScheme: "dark" });
  const { bytes } = await saved(page, "line-figure", "PNG");
  const { width, height, colors } = await page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d");
    context?.drawImage(image, 0, 0);
    const { data } = context?.getImageData(0, 0, image.width, image.height) ?? { data: [] };
    const colors: Record<string, number> = {};
    for (let i = 0; i < data.length; i += 4) {
      const color = `${data[i]},${data[i + 1]},${data[i + 2]}`;
      colors[color] = (colors[color] ?? 0) + 1;
    }
    return { width: image.width, height: image.height, colors };
  }, bytes.toString("base64"));
  expect(width).toBe(1600);
  // Paper, and some of each line, in the light scheme's colours.
  expect(colors["253,253,251"] / (width * height)).toBeGreaterThan(0.3);
  for (const line of ["0,114,178", "213,94,0"]) expect(colors[line]).toBeGreaterThan(500);
  await close();
});

test("a figure saved as CSV has every seen number exactly", async () => {
  const { page, close } = await openFigure(site, threeCurves);
  const { name, bytes } = await saved(page, "line-figure", "CSV");
  expect(name).toBe("f-1-f.csv");
  const [head, ...rows] = bytes.toString().trimEnd().split("\n");
  expect(head).toBe('x,tanh,"a, ""quoted"""');
  const { x, series } = threeCurves();
  const seen = [...Array(301).keys()].filter((i) => x[i] >= -2 && x[i] <= 3);
  expect(rows.map((row) => row.split(",").map(Number))).toEqual(
    seen.map((i) => [x[i], series[0].values[i], Math.fround(0.1)]),
  );
  await close();
});

test("a histogram has its bars as long as its counts, its numbers as a table, and files", async () => {
  for (const direction of ["up", "right"] as const) {
    const { page, close } = await openHistogram(site, { ...normal, direction });
    const bars = await page.locator("histogram-figure svg path[fill-opacity]").getAttribute("d");
    const lengths = [...(bars ?? "").matchAll(direction === "up" ? /v-([\d.]+)H/g : /h([\d.]+)V/g)].map((m) =>
      Number(m[1]),
    );
    for (const [i, length] of lengths.entries())
      expect(length / lengths[2]).toBeCloseTo(normal.counts[i] / 4, 2);
    expect(lengths.length).toBe(4);
    expect(await page.getByRole("img", { name: "Inputs. Ten numbers between −2 and 2." }).count()).toBe(1);
    await page.locator("histogram-figure summary").click();
    const cells = page.locator("histogram-figure tbody tr").nth(1).locator("th, td");
    await expect.poll(() => cells.allTextContents()).toEqual(["−1", "0.000000", "3.00000"]);
    const csv = (await saved(page, "histogram-figure", "CSV")).bytes.toString();
    expect(csv).toBe("x from,x to,count\n-2,-1,1\n-1,0,3\n0,1,4\n1,2,2\n");
    const svg = await readSvg(page, (await saved(page, "histogram-figure", "SVG")).bytes.toString());
    expect(svg.error).toBe("");
    expect(svg.texts).toContain("Inputs");
    await close();
  }
});

test("a map of the plane is saved as its picture with its samples, and as the outputs at its points", async () => {
  const { page, close } = await site.openPage();
  await page.evaluate(async () => {
    const map = document.querySelector("plane-map");
    if (!map) throw new Error("there is no map");
    map.model = {
      title: "Map",
      xLabel: "a",
      yLabel: "b",
      bounds: { x0: 0, x1: 2, y0: 0, y1: 4 },
      // The lower left quarter alone is the second class's.
      field: { values: Float32Array.of(8, -8, -8, -8), outputs: 1, width: 2, height: 2, reading: "logits" },
      points: {
        places: Float32Array.of(1, 1, 1, 3),
        classes: [0, 1],
        isTest: Uint8Array.of(0, 1),
        drawn: [0, 1],
      },
      classNames: ["no", "yes"],
      summary: "A map.",
    };
    await map.updateComplete;
  });
  const csv = (await saved(page, "plane-map", "CSV")).bytes.toString();
  expect(csv).toBe("a,b,output 1\n0.5,1,8\n1.5,1,-8\n0.5,3,-8\n1.5,3,-8\n");
  const text = (await saved(page, "plane-map", "SVG")).bytes.toString();
  const svg = await readSvg(page, text);
  expect(svg.error).toBe("");
  for (const word of ["Map", "no", "yes", "training", "test"]) expect(svg.texts).toContain(word);
  const corners = await page.evaluate(async (text) => {
    const image = new Image();
    image.src = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext("2d");
    context?.drawImage(image, 0, 0);
    const places = [
      [40, 570],
      [540, 570],
      [40, 70],
      [540, 70],
    ];
    return places.map(([x, y]) => [...(context?.getImageData(x, y, 1, 1).data.slice(0, 3) ?? [])]);
  }, text);
  const [lowerLeft, ...others] = corners.map(([red, , blue]) => red - blue);
  expect(lowerLeft).toBeGreaterThan(50);
  for (const other of others) expect(other).toBeLessThan(-50);
  await close();
});

test.each(["light", "dark"] as const)(
  "axe finds nothing on figures with open menus in %s",
  async (colorScheme) => {
    const { page, close } = await openFigure(site, threeCurves, { colorScheme });
    await page.evaluate((model) => {
      const figure = document.querySelector("histogram-figure");
      if (figure) figure.model = model;
    }, normal);
    for (const button of await page.locator(".figure-menu-button").all()) {
      await button.click();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual(
        [],
      );
    }
    await page.keyboard.press("Escape");
    expect(await page.locator(":popover-open").count()).toBe(0);
    await close();
  },
);

test("labels at the lines' ends never lie on each other", async () => {
  const { page, close } = await openFigure(site, () => {
    const x = Float32Array.from({ length: 201 }, (_, i) => i / 20 - 5);
    const series = [...Array(12).keys()].map((k) => ({
      label: `curve ${k}`,
      endLabel: k % 3 ? `curve ${k}` : `a curve with a long name ${k}`,
      slot: 1 + (k % 7),
      values: x.map((at) => (k < 6 ? at * (1 + k / 4) : 1 + k / 1000)),
    }));
    const words = { title: "Labels", xLabel: "x", yLabel: "", summary: "Many labels." };
    return { ...words, x, series, xRange: [-5, 5], yRange: [-2, 3] };
  });
  const boxes = await page
    .locator(".end-labels span")
    .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON() as DOMRect));
  expect(boxes.length).toBe(12);
  const plot = await page.locator("line-figure .plot").boundingBox();
  for (const [i, a] of boxes.entries()) {
    expect(a.right).toBeLessThanOrEqual((plot?.x ?? 0) + (plot?.width ?? 0) + 0.5);
    for (const b of boxes.slice(i + 1)) {
      const apart =
        a.bottom <= b.top + 0.5 || b.bottom <= a.top + 0.5 || a.right <= b.left || b.right <= a.left;
      expect(apart, JSON.stringify([a, b])).toBe(true);
    }
  }
  await close();
});
