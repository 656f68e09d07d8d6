// SPDX-License-Identifier: MIT
// A slider moved in Shapes draws its curve within a frame, and never holds the page up.
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSite, type Site } from "./site";

/** Moves of the slider, one a frame. */
const kMoves = 60;

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

/** How long each move took to show, in milliseconds, and the long tasks among them. */
const drag = (page: Page) =>
  page.evaluate(async (moves) => {
    interface Figure extends HTMLElement {
      model: object;
      updateComplete: Promise<boolean>;
    }
    const figure = document.querySelector("line-figure") as Figure;
    const slider = document.querySelector('number-field input[type="range"]') as HTMLInputElement;
    const long: number[] = [];
    const observer = new PerformanceObserver((list) =>
      long.push(...list.getEntries().map((e) => e.duration)),
    );
    observer.observe({ type: "longtask" });
    const times: number[] = [];
    for (let i = 0; i < moves; i++) {
      await new Promise(requestAnimationFrame);
      const old = figure.model;
      slider.value = String(100 + 8 * i);
      const start = performance.now();
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      while (figure.model === old) {
        // A message yields to the worker's without the 4 ms of nested timers.
        await new Promise((resolve) => {
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = resolve;
          port2.postMessage(null);
        });
      }
      await figure.updateComplete;
      times.push(performance.now() - start);
    }
    observer.disconnect();
    return { times, long };
  }, kMoves);

test("from a parameter's input event to the new curve drawn is at most 16 ms at the median, without a long task", async () => {
  const { page, close } = await site.openPage("#shapes?f=elu,relu,sigmoid,tanh");
  await page.locator(".multiple .thumbnail-value").first().waitFor();
  // What else the machine does can only add to it: the best of three counts.
  const rounds: { median: number; longTasks: number }[] = [];
  const fits = ({ median, longTasks }: (typeof rounds)[number]) => median <= 16 && longTasks === 0;
  while (rounds.length < 3 && !rounds.some(fits)) {
    const { times, long } = await drag(page);
    const sorted = times.sort((a, b) => a - b);
    rounds.push({ median: sorted[sorted.length >> 1] ?? Number.NaN, longTasks: long.length });
  }
  expect(rounds.filter(fits), JSON.stringify(rounds)).not.toEqual([]);
  console.log(`a move of the slider shows after ${rounds.at(-1)?.median.toFixed(1)} ms at the median`);
  await close();
});
