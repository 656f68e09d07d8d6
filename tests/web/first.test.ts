// SPDX-License-Identifier: MIT
// The first second of a visit: what is there before the engine, whether anything jumps when it comes, and how long it
// all takes.

import type { BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { movedShare } from "./pixels";
import { openSite, type Site } from "./site";
import { textOf } from "./text";
import { observeTimings, tasksDuring, timings } from "./timings";

/** The largest contentful paint, in milliseconds after the start of the navigation. */
const kLargestPaint = 1000;
/** Cumulative layout shift; 0.1 is what is commonly called good. */
const kShift = 0.02;
/** Milliseconds of processor time that no task may exceed. */
const kTask = 50;

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

const ready = (page: Page) => page.locator(".gallery .multiple").first().waitFor();

/** The site with none of its scripts: what is in the document alone. */
const openStill = (options: BrowserContextOptions) =>
  site.openPage("", { ...options, javaScriptEnabled: false });

const sizes = [
  [2560, 1300],
  [1440, 900],
  [768, 1024],
  [390, 844],
  [360, 780],
] as const;

/** Texts and places of the lines' names, to the pixel. */
const names = (page: Page, labels: string) =>
  page.locator(labels).evaluateAll((all) =>
    all
      .map((label) => ({ text: label.textContent, box: label.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0)
      .map(({ text, box }) => ({ text, left: box.left, middle: (box.top + box.bottom) / 2 })),
  );

test.each(
  sizes.flatMap(([width, height]) => (["light", "dark"] as const).map((s) => [width, height, s] as const)),
)(
  "at %i x %i in %s the still looks as the live chart that takes its place",
  async (width, height, colorScheme) => {
    const options = { viewport: { width, height }, colorScheme };
    const [still, live] = [await openStill(options), await site.openPage("", options)];
    await ready(live.page);
    const stillPlot = await still.page.locator(".plot").boundingBox();
    const livePlot = await live.page.locator(".plot").boundingBox();
    // Without scripts there is a notice above it.
    expect(stillPlot).toEqual({ ...livePlot, y: stillPlot?.y });

    const wanted = await names(live.page, ".end-labels span");
    const moved = (livePlot?.y ?? 0) - (stillPlot?.y ?? 0);
    const found = await names(still.page, ".first-labels text");
    expect(found.map(({ text }) => text)).toEqual(wanted.map(({ text }) => text));
    found.forEach(({ left, middle }, i) => {
      expect(Math.abs(left - wanted[i].left), wanted[i].text ?? "").toBeLessThan(1.5);
      expect(Math.abs(middle + moved - wanted[i].middle), wanted[i].text ?? "").toBeLessThan(1.5);
    });

    // The crosshair is no part of a still.
    await live.page.locator(".u-cursor-x, .u-cursor-pt").evaluateAll((all) => {
      for (const part of all) (part as HTMLElement).style.visibility = "hidden";
    });
    const [before, after] = await Promise.all(
      [still, live].map(({ page }) => page.locator(".plot").screenshot()),
    );
    expect(await movedShare(live.page, before, after)).toBeLessThan(0.005);
    await Promise.all([still.close(), live.close()]);
  },
);

test("without scripts the page shows its figure and says what scripts would add", async () => {
  const { page, close } = await openStill({});
  expect(await textOf(page.locator("h1").first())).toContain("Activation functions");
  expect(await textOf(page.locator("noscript"))).toMatch(/still\. With JavaScript and WebAssembly/);
  expect(await page.locator(".first path").first().isVisible()).toBe(true);
  expect(await page.locator(".loading").first().innerText()).toBe("");
  await close();
});

test("a browser without WebAssembly SIMD gets a sentence and the still, whatever the link", async () => {
  for (const link of ["", "#shapes?f=gelu", "#train"]) {
    const { page, close } = await site.openPage();
    await page.addInitScript(() => {
      WebAssembly.validate = () => false;
    });
    await page.goto(`${site.url}?plain${link}`);
    await expect.poll(() => textOf(page.locator("#trouble"))).toContain("lacks WebAssembly SIMD");
    expect(await page.locator(".loading").first().innerText()).toBe("");
    for (const line of await page.locator(".first path").all()) expect(await line.isVisible()).toBe(true);
    await close();
  }
});

test("a link that asks for other functions never shows the default ones", async () => {
  const { page, close } = await site.openPage();
  await page.route("**/engine.wasm*", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await route.continue();
  });
  await page.goto(`${site.url}?other#shapes?f=gelu`);
  const line = page.locator(".first path").first();
  expect(await line.evaluate((path) => getComputedStyle(path).visibility)).toBe("hidden");
  await ready(page);
  expect(await page.locator(".first").count()).toBe(0);
  await close();
});

test("a link to Train shows Train from its first paint on, however late the page's code comes", async () => {
  const { page, close } = await site.openPage();
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/assets/index-*.js", async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${site.url}?late#train?seed=3`, { waitUntil: "commit" });
  await page.locator("#view-train h1").waitFor();
  expect(await page.locator("#view-shapes").isVisible()).toBe(false);
  release();
  await page.locator(".readout").first().waitFor();
  // Nothing of it stays: the other view opens as ever.
  await page.locator("#nav-shapes").click();
  await ready(page);
  expect(await page.locator("#view-train").isVisible()).toBe(false);
  await close();
});

test.each(["#shapes", "#train"])("%s opens at the page's top, with the header in sight", async (link) => {
  const { page, close } = await site.openPage(link, { viewport: { width: 1280, height: 500 } });
  await page.locator(".gallery .multiple, .readout").first().waitFor();
  expect(await page.evaluate(() => scrollY)).toBe(0);
  await close();
});

test.each(sizes)("at %i x %i nothing jumps while the page comes", async (width, height) => {
  const { page, close } = await site.openPage("", { viewport: { width, height } });
  await observeTimings(page);
  await page.goto(`${site.url}?observed`);
  await ready(page);
  await page.waitForTimeout(300);
  const { shift } = await timings(page);
  expect(shift).toBeLessThan(kShift);
  await close();
});

test("the largest contentful paint comes within a second, and no task on the way is long", async () => {
  const { page, close } = await site.openPage();
  await observeTimings(page);
  const tasks = await tasksDuring(page, async () => {
    await page.goto(`${site.url}?observed`);
    await ready(page);
    await page.waitForTimeout(500);
  });
  const { largestPaint } = await timings(page);
  report("largest contentful paint", largestPaint, kLargestPaint);
  expect(largestPaint).toBeGreaterThan(0);
  expect(largestPaint).toBeLessThan(kLargestPaint);
  expectShort("longest task on load", tasks);
  await close();
});

test("no task is long while Shapes is used", async () => {
  const { page, close } = await site.openPage("#shapes?f=elu,sigmoid,tanh");
  await ready(page);
  const box = await page.locator(".u-over").boundingBox();
  if (!box) throw new Error("the plot has no size");
  const tasks = await tasksDuring(page, async () => {
    for (let i = 0; i < 60; i++) await page.mouse.move(box.x + (box.width * i) / 60, box.y + 40);
    await page.locator("number-field input[type=range]").first().focus();
    for (let i = 0; i < 30; i++) await page.keyboard.press("ArrowRight");
    await page.getByLabel("f″, the curvature").check();
    for (const name of ["gelu", "mish"]) await page.getByRole("button", { name, exact: true }).click();
    await page.getByRole("searchbox").pressSequentially("soft", { delay: 30 });
    await page.getByRole("searchbox").clear();
    await page.waitForTimeout(500);
  });
  expectShort("longest task in use", tasks);
  await close();
});

/** How much room is left, for whoever reads the tests' output. */
function report(what: string, milliseconds: number, budget: number): void {
  console.log(`${what}: ${Math.round(milliseconds)} of ${budget} ms`);
}

function expectShort(what: string, tasks: readonly number[]): void {
  expect(tasks.length).toBeGreaterThan(20);
  report(what, Math.max(...tasks), kTask);
  expect(tasks.filter((milliseconds) => milliseconds > kTask)).toEqual([]);
}
