// SPDX-License-Identifier: MIT
// Twelve curves of 2,000 points at 60 frames a second: how long the page's thread is busy with a frame.

import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { LineModel } from "../../web/src/charts/model";
import { openCharts, openFigure } from "./charts";
import type { Site } from "./site";

/** Milliseconds of a frame at 60 a second, and what a reader feels as a hitch. */
const kFrame = 16.7;
const kHitch = 50;
const kFrames = 120;

let site: Site;
beforeAll(async () => {
  site = await openCharts();
});
afterAll(() => site?.close());

function twelveCurves(): LineModel {
  const x = Float32Array.from({ length: 2000 }, (_, i) => (i / 1999) * 10 - 5);
  const series = [...Array(12).keys()].map((k) => ({
    label: `curve ${k}`,
    endLabel: `curve ${k}`,
    values: Float32Array.from(x, (at) => Math.tanh(at * (0.2 + k / 8)) + Math.sin(at * k) / 8),
    slot: 1 + (k % 7),
    dash: k % 2 ? [7, 5] : undefined,
  }));
  const marks = { title: "Twelve", xLabel: "x", yLabel: "", summary: "Twelve curves.", origin: true };
  return { ...marks, x, series, xRange: [-5, 5], yRange: [-1.5, 1.5] };
}

/** What is done in each frame; `frame` counts from 0. Runs on the page. */
type Act = (frame: number, plot: HTMLElement) => void;

/**
 * Milliseconds that the page's thread computes in each frame: scripts, style, layout and painting. Time of the
 * processor, not of the clock, so that other programs on the machine do not count.
 */
async function frameTimes(page: Page, act: Act, frames: number): Promise<number[]> {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const busy = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return 1000 * (metrics.find(({ name }) => name === "TaskDuration")?.value ?? Number.NaN);
  };
  const times: number[] = [];
  for (let frame = 0; frame < frames; frame++) {
    const before = await busy();
    await page.evaluate(`new Promise((done) => requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      // Comes after the frame is painted.
      port1.onmessage = done;
      (${act})(${frame}, document.querySelector("line-figure .u-over"));
      port2.postMessage(null);
    }))`);
    times.push((await busy()) - before);
  }
  return times;
}

const acts: [name: string, act: Act][] = [
  [
    "the crosshair follows the pointer",
    (frame, plot) => {
      const box = plot.getBoundingClientRect();
      const clientX = box.left + (0.1 + (0.8 * frame) / 120) * box.width;
      plot.dispatchEvent(new PointerEvent("pointermove", { clientX, clientY: box.top + 50, bubbles: true }));
    },
  ],
  [
    "the view follows the wheel",
    (frame, plot) => {
      const box = plot.getBoundingClientRect();
      const [clientX, clientY] = [box.left + box.width / 3, box.top + box.height / 3];
      const deltaY = frame % 40 < 15 ? -40 : 20;
      plot.dispatchEvent(
        new WheelEvent("wheel", { clientX, clientY, deltaY, bubbles: true, cancelable: true }),
      );
    },
  ],
  [
    "all curves change",
    (frame) => {
      const figure = document.querySelector("line-figure");
      if (!figure?.model) return;
      const series = figure.model.series.map((one) => ({
        ...one,
        values: Float32Array.from(one.values as Float32Array, (y) => y + 0.01 * Math.sin(frame)),
      }));
      figure.model = { ...figure.model, series };
    },
  ],
];

test.each(acts)("twelve curves of 2,000 points: %s at 60 frames a second", async (name, act) => {
  const { page, close } = await openFigure(site, twelveCurves);
  const seen = () =>
    page.evaluate(() => {
      const { model, cursorX } = document.querySelector("line-figure") ?? {};
      return JSON.stringify([cursorX, model?.xRange, model?.series[0]?.values[1]]);
    });
  const before = await seen();
  // The first frames are spent on compiling.
  await frameTimes(page, act, 20);
  expect(await seen()).not.toBe(before);
  const times = (await frameTimes(page, act, kFrames)).sort((a, b) => a - b);
  const [median, longest] = [times[kFrames / 2], times[kFrames - 1]];
  console.log(`${name}: median ${median.toFixed(1)} ms, longest ${longest.toFixed(1)} ms`);
  expect(median).toBeLessThanOrEqual(kFrame);
  expect(longest).toBeLessThanOrEqual(kHitch);
  await close();
});
