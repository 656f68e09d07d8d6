// SPDX-License-Identifier: MIT
// The view of a figure by wheel, drag, pinch and keys, and its crosshair: each asks for the ranges that hands mean.

import type { CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { LineModel } from "../../web/src/charts/model";
import { openCharts, openFigure } from "./charts";
import type { Site } from "./site";

let site: Site;
beforeAll(async () => {
  site = await openCharts();
});
afterAll(() => site?.close());

function cubic(): LineModel {
  const x = Float32Array.from({ length: 801 }, (_, i) => i / 80 - 5);
  const series = [{ label: "cube", endLabel: "cube", slot: 1, values: x.map((at) => at ** 3) }];
  const words = { title: "Cube", xLabel: "x", yLabel: "", summary: "x to the third." };
  return { ...words, x, series, xRange: [-5, 5], yRange: [-2, 2] };
}

const ranges = (page: Page) =>
  page.evaluate(() => {
    const { xRange, yRange } = document.querySelector("line-figure")?.model ?? {};
    return { x: [...(xRange ?? [])], y: [...(yRange ?? [])] };
  });

const wishes = (page: Page) => page.evaluate(() => window.wishes);

/** A place of the plot in pixels of the window, by shares from its top left corner. */
async function spot(page: Page, right: number, down: number) {
  const box = await page.locator("line-figure .u-over").boundingBox();
  if (!box) throw new Error("the plot has no size");
  return { x: box.x + right * box.width, y: box.y + down * box.height, box };
}

/** The numbers at a place of the plot under the ranges in force. */
async function under(page: Page, right: number, down: number) {
  const { x, y } = await ranges(page);
  return { x: x[0] + right * (x[1] - x[0]), y: y[1] - down * (y[1] - y[0]) };
}

test("the wheel zooms around what is under the pointer, and says when it has come to rest", async () => {
  const { page, close } = await openFigure(site, cubic);
  const { x, y } = await spot(page, 0.7, 0.25);
  await page.mouse.move(x, y);
  const before = await under(page, 0.7, 0.25);
  for (let i = 0; i < 3; i++) await page.mouse.wheel(0, -100);
  await expect.poll(async () => (await wishes(page)).at(-1)?.final).toBe(true);
  const after = await under(page, 0.7, 0.25);
  const seen = await ranges(page);
  expect(seen.x[1] - seen.x[0]).toBeCloseTo(10 * 2 ** -0.6, 2);
  expect(seen.y[1] - seen.y[0]).toBeCloseTo(4 * 2 ** -0.6, 2);
  expect(after.x).toBeCloseTo(before.x, 2);
  expect(after.y).toBeCloseTo(before.y, 2);
  expect((await wishes(page)).filter(({ final }) => final).length).toBe(1);
  await close();
});

test("a wheel that scrolls the page is not caught by a figure that comes under the pointer", async () => {
  const { page, close } = await openFigure(site, cubic);
  await page.evaluate(() => {
    const below = document.querySelector(".below");
    below?.dispatchEvent(new WheelEvent("wheel", { deltaY: 100, bubbles: true }));
    const plot = document.querySelector("line-figure .u-over");
    plot?.dispatchEvent(new WheelEvent("wheel", { deltaY: 100, bubbles: true, cancelable: true }));
  });
  expect(await wishes(page)).toEqual([]);
  await close();
});

test("a figure that does not zoom leaves the wheel to the page", async () => {
  const { page, close } = await openFigure(site, cubic);
  await page.evaluate(() => {
    const figure = document.querySelector("line-figure");
    if (figure) figure.zooms = false;
  });
  const { x, y } = await spot(page, 0.5, 0.5);
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, 200);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(100);
  expect(await wishes(page)).toEqual([]);
  await close();
});

test("a drag takes along what was under the pointer", async () => {
  const { page, close } = await openFigure(site, cubic);
  const from = await spot(page, 0.5, 0.5);
  const to = await spot(page, 0.3, 0.75);
  const before = await under(page, 0.5, 0.5);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, from.y, { steps: 4 });
  await page.mouse.move(to.x, to.y, { steps: 4 });
  expect((await wishes(page)).every(({ final }) => !final)).toBe(true);
  await page.mouse.up();
  expect((await wishes(page)).at(-1)?.final).toBe(true);
  const after = await under(page, 0.3, 0.75);
  expect(after.x).toBeCloseTo(before.x, 1);
  expect(after.y).toBeCloseTo(before.y, 1);
  const { x, y } = await ranges(page);
  expect(x[1] - x[0]).toBeCloseTo(10, 3);
  expect(y[1] - y[0]).toBeCloseTo(4, 3);
  await close();
});

test("a double click goes back to the first view, two clicks apart do not", async () => {
  const { page, close } = await openFigure(site, cubic);
  await page.locator("line-figure .plot").press("+");
  const zoomed = await ranges(page);
  const [left, right] = [await spot(page, 0.2, 0.5), await spot(page, 0.8, 0.5)];
  await page.mouse.click(left.x, left.y);
  await page.mouse.click(right.x, right.y);
  expect(await ranges(page)).toEqual(zoomed);
  await page.mouse.dblclick(left.x, left.y);
  expect(await ranges(page)).toEqual({ x: [-5, 5], y: [-2, 2] });
  await close();
});

test("keys alone zoom, pan and reset", async () => {
  const { page, close } = await openFigure(site, cubic);
  await page.locator("line-figure .plot").focus();
  await page.keyboard.press("+");
  expect(await ranges(page)).toEqual({ x: [-4, 4], y: [-1.6, 1.6] });
  await page.keyboard.press("d");
  await page.keyboard.press("w");
  expect(await ranges(page)).toEqual({ x: [-3, 5], y: [-1.2, 2] });
  await page.keyboard.press("a");
  await page.keyboard.press("s");
  await page.keyboard.press("-");
  expect(await ranges(page)).toEqual({ x: [-5, 5], y: [-2, 2] });
  await page.keyboard.press("-");
  await page.keyboard.press("Home");
  expect(await ranges(page)).toEqual({ x: [-5, 5], y: [-2, 2] });
  expect((await wishes(page)).at(-1)).toEqual({ view: "reset", final: true });
  await close();
});

test("zooming ends where numbers no longer differ and where links no longer reach", async () => {
  const { page, close } = await openFigure(site, cubic);
  const plot = page.locator("line-figure .plot");
  for (let i = 0; i < 60; i++) await plot.press("+");
  const near = await ranges(page);
  expect(near.x[1] - near.x[0]).toBeGreaterThanOrEqual(1e-3);
  expect(near.x[1] - near.x[0]).toBeLessThan(2e-3);
  for (let i = 0; i < 110; i++) await plot.press("-");
  const far = await ranges(page);
  expect(far.x[1]).toBeGreaterThan(5e5);
  expect(far.x[1]).toBeLessThanOrEqual(1e6);
  await close();
});

const cursor = (page: Page) =>
  page.evaluate(() => document.querySelector("line-figure")?.cursorX ?? Number.NaN);

test("the crosshair goes by arrows, farther with Shift, to the ends, and stands on the curve", async () => {
  const { page, close } = await openFigure(site, cubic);
  await page.locator("line-figure .plot").focus();
  await page.keyboard.press("Shift+Home");
  expect(await cursor(page)).toBe(-5);
  await page.keyboard.press("ArrowRight");
  expect(await cursor(page)).toBeCloseTo(-5 + 1 / 80, 6);
  await page.keyboard.press("Shift+ArrowRight");
  expect(await cursor(page)).toBeCloseTo(-5 + 17 / 80, 6);
  await page.keyboard.press("End");
  expect(await cursor(page)).toBe(5);
  const { x, y, box } = await spot(page, 0.6, 0.1);
  await page.mouse.move(x, y);
  const at = await cursor(page);
  expect(at).toBeCloseTo(1, 1);
  const dot = await page.locator("line-figure .u-cursor-pt").boundingBox();
  if (!dot) throw new Error("there is no dot");
  expect(dot.x + dot.width / 2 - box.x).toBeCloseTo(((at + 5) / 10) * box.width, 0);
  expect(Math.abs(dot.y + dot.height / 2 - (box.y + ((2 - at ** 3) / 4) * box.height))).toBeLessThan(1.5);
  await close();
});

test("the crosshair shows no dot for a number that lies outside of the frame", async () => {
  const { page, close } = await openFigure(site, cubic);
  const inside = await spot(page, 0.5, 0.5);
  await page.mouse.move(inside.x, inside.y);
  expect(await page.locator("line-figure .u-cursor-pt:not(.u-off)").count()).toBe(1);
  const outside = await spot(page, 0.9, 0.5);
  await page.mouse.move(outside.x, outside.y);
  expect(await page.locator("line-figure .u-cursor-pt:not(.u-off)").count()).toBe(0);
  await close();
});

/** Fingers as the browser's own input: the page sees touches it may refuse to scroll with. */
async function touch(
  session: CDPSession,
  type: "Start" | "Move" | "End",
  ...points: [x: number, y: number][]
) {
  const touchPoints = points.map(([x, y], id) => ({ x, y, id }));
  await session.send("Input.dispatchTouchEvent", { type: `touch${type}`, touchPoints });
}

test("two fingers pinch around their middle and drag, one reads, a double tap resets", async () => {
  const phone = { viewport: { width: 390, height: 844 }, hasTouch: true };
  const { page, close } = await openFigure(site, cubic, phone);
  const session = await page.context().newCDPSession(page);
  const { x, y } = await spot(page, 0.5, 0.5);
  await touch(session, "Start", [x - 30, y]);
  await touch(session, "Start", [x - 30, y], [x + 30, y]);
  for (let i = 1; i <= 6; i++) await touch(session, "Move", [x - 30 - 5 * i, y], [x + 30 + 5 * i, y]);
  await touch(session, "End");
  await expect.poll(async () => (await wishes(page)).at(-1)?.final).toBe(true);
  const seen = await ranges(page);
  expect(seen.x[1] - seen.x[0]).toBeCloseTo(5, 1);
  expect(seen.x[0] + seen.x[1]).toBeCloseTo(0, 1);
  expect(seen.y[1] - seen.y[0]).toBeCloseTo(2, 1);

  const asked = (await wishes(page)).length;
  const right = await spot(page, 0.75, 0.5);
  await page.touchscreen.tap(right.x, right.y);
  await expect.poll(() => cursor(page)).toBeCloseTo(1.25, 1);
  expect((await wishes(page)).length).toBe(asked);
  await page.waitForTimeout(400);
  await page.touchscreen.tap(right.x, right.y);
  await page.touchscreen.tap(right.x, right.y);
  await expect.poll(() => ranges(page)).toEqual({ x: [-5, 5], y: [-2, 2] });
  await close();
});
