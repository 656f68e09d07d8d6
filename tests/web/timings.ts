// SPDX-License-Identifier: MIT
// What the browser itself measures of a page: paints, layout shifts and long tasks.

import type { Page } from "playwright-core";

export interface Timings {
  /** Milliseconds from the start of the navigation to the largest contentful paint so far. */
  largestPaint: number;
  /** Sum of the scores of the layout shifts that no input explains. */
  shift: number;
  /** Milliseconds of each task of more than 50. */
  longTasks: number[];
}

/** Measures every document that the page opens from now on. */
export async function observeTimings(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const timings = { largestPaint: 0, shift: 0, longTasks: [] as number[] };
    Object.assign(globalThis, { timings });
    const observe = (type: string, take: (entry: PerformanceEntry) => void) =>
      new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
    observe("largest-contentful-paint", ({ startTime }) => {
      timings.largestPaint = startTime;
    });
    observe("layout-shift", (entry) => {
      const { value, hadRecentInput } = entry as PerformanceEntry & {
        value: number;
        hadRecentInput: boolean;
      };
      if (!hadRecentInput) timings.shift += value;
    });
    observe("longtask", ({ duration }) => {
      timings.longTasks.push(duration);
    });
  });
}

export const timings = (page: Page): Promise<Timings> =>
  page.evaluate(() => (globalThis as unknown as { timings: Timings }).timings);
