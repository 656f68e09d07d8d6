// SPDX-License-Identifier: MIT
// What is really on screen: the colours of a screenshot.

import type { Locator, Page } from "playwright-core";

export type Rgb = [number, number, number];

/** Where a number lies in a box, in pixels of the page's window. */
export type Project = (x: number, y: number) => { left: number; top: number };

/** The projection of a figure whose box shows `x` from left to right and `y` from bottom to top. */
export async function projection(
  box: Locator,
  [x0, x1]: readonly [number, number],
  [y0, y1]: readonly [number, number],
): Promise<Project> {
  const frame = await box.boundingBox();
  if (!frame) throw new Error("the figure has no size");
  return (x, y) => ({
    left: frame.x + ((x - x0) / (x1 - x0)) * frame.width,
    top: frame.y + ((y1 - y) / (y1 - y0)) * frame.height,
  });
}

/** Colours around each place: those of the 3 x 3 pixels that it lies in the middle of. */
export async function colorsAround(page: Page, places: readonly { left: number; top: number }[]) {
  const png = (await page.screenshot()).toString("base64");
  // Read by the page itself, which has a decoder.
  return page.evaluate(
    async ({ png, places }) => {
      const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext("2d") as OffscreenCanvasRenderingContext2D;
      context.drawImage(image, 0, 0);
      return places.map(({ left, top }) => {
        const { data } = context.getImageData(Math.floor(left) - 1, Math.floor(top) - 1, 3, 3);
        return [...Array(9).keys()].map((i): Rgb => [data[4 * i], data[4 * i + 1], data[4 * i + 2]]);
      });
    },
    { png, places: [...places] },
  );
}

/** Largest difference of a channel between `wanted` and the nearest of `colors`, from 0 to 255. */
export function farness(colors: readonly Rgb[], wanted: Rgb): number {
  return Math.min(...colors.map((color) => Math.max(...color.map((part, i) => Math.abs(part - wanted[i])))));
}

/** The colour of palette slot `slot`. */
export async function slotColor(page: Page, slot: number): Promise<Rgb> {
  const text = await page.evaluate((slot) => {
    const probe = document.createElement("i");
    probe.className = "swatch";
    probe.dataset.slot = String(slot);
    document.body.append(probe);
    const color = getComputedStyle(probe).backgroundColor;
    probe.remove();
    return color;
  }, slot);
  return (text.match(/\d+/g) ?? []).slice(0, 3).map(Number) as Rgb;
}

/** Share of the first screenshot's pixels whose colour is nowhere within one pixel of their place in the second. */
export async function movedShare(page: Page, before: Buffer, after: Buffer): Promise<number> {
  const pngs = [before, after].map((png) => png.toString("base64"));
  return page.evaluate(async (pngs) => {
    const [a, b] = await Promise.all(
      pngs.map(async (png) => {
        const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
        const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
        const canvas = new OffscreenCanvas(image.width, image.height);
        const context = canvas.getContext("2d") as OffscreenCanvasRenderingContext2D;
        context.drawImage(image, 0, 0);
        return context.getImageData(0, 0, image.width, image.height);
      }),
    );
    const { width, height } = a;
    if (width !== b.width || height !== b.height) return 1;
    const isNear = (i: number, j: number) =>
      [0, 1, 2].every((part) => Math.abs(a.data[4 * i + part] - b.data[4 * j + part]) < 64);
    let moved = 0;
    for (let i = width + 1; i < width * (height - 1) - 1; i++) {
      const rows = [i - width, i, i + width];
      if (!rows.some((j) => isNear(i, j - 1) || isNear(i, j) || isNear(i, j + 1))) moved++;
    }
    return moved / (width * height);
  }, pngs);
}
