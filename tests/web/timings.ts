// SPDX-License-Identifier: MIT
// What the browser itself measures of a page: paints, layout shifts and tasks.

import type { Page } from "playwright-core";

export interface Timings {
  /** Milliseconds from the start of the navigation to the largest contentful paint so far. */
  largestPaint: number;
  /** Sum of the scores of the layout shifts that no input explains. */
  shift: number;
}

/** Measures every document that the page opens from now on. */
export async function observeTimings(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const timings = { largestPaint: 0, shift: 0 };
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
  });
}

export const timings = (page: Page): Promise<Timings> =>
  page.evaluate(() => (globalThis as unknown as { timings: Timings }).timings);

interface TraceEvent {
  name: string;
  pid: number;
  tid: number;
  tdur?: number;
  args: { name?: string };
}

/**
 * Milliseconds of every task on the page's thread while `act` runs. Processor time, not time on the clock: other
 * processes may take the processor away in the middle of a task.
 */
export async function tasksDuring(page: Page, act: () => Promise<void>): Promise<number[]> {
  const browser = page.context().browser();
  if (!browser) throw new Error("the page has no browser");
  await browser.startTracing(page, { categories: ["toplevel"] });
  await act();
  const trace: TraceEvent[] = JSON.parse((await browser.stopTracing()).toString()).traceEvents;
  const thread = (event: TraceEvent) => `${event.pid}:${event.tid}`;
  const names = trace.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain");
  const threads = new Set(names.map(thread));
  return trace
    .filter((event) => event.name.endsWith("RunTask") && threads.has(thread(event)))
    .map(({ tdur }) => (tdur ?? 0) / 1000);
}
