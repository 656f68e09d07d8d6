// SPDX-License-Identifier: MIT
// Readers' wishes and their paper: forced colours, reduced motion, print.

import fs from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { colorsAround, farness, projection, slotColor } from "./pixels";
import { openSite, type Site } from "./site";

const { sigmoid }: Record<string, { rows: [x: number, f: number][] }> = JSON.parse(
  fs.readFileSync(path.join(import.meta.dirname, "../reference/activations.json"), "utf8"),
);

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

const link = "#shapes?f=sigmoid&slope=off&x=-4..4&y=-1.25..2.75&at=-4";

async function open(options: Parameters<Site["openPage"]>[1]) {
  const opened = await site.openPage(link, options);
  await opened.page.locator(".gallery .multiple").first().waitFor();
  return opened;
}

/** How far the colour of the sigmoid on screen is from its slot's, at worst. */
async function curveFarness(page: Page): Promise<number> {
  const project = await projection(page.locator(".u-over"), [-4, 4], [-1.25, 2.75]);
  const places = sigmoid.rows.filter(([x]) => Math.abs(x) < 3.9).map(([x, y]) => project(x, y));
  const color = await slotColor(page, 1);
  return Math.max(...(await colorsAround(page, places)).map((colors) => farness(colors, color)));
}

const styleOf = (page: Page, selector: string, property: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((element, property) => getComputedStyle(element).getPropertyValue(property), property);

test.each(["light", "dark"] as const)(
  "forced colours in %s leave the curves theirs, and say by outline what else is said by colour",
  async (colorScheme) => {
    const { page, close } = await open({ colorScheme, forcedColors: "active" });
    expect(await curveFarness(page)).toBeLessThan(24);
    const canvas = await styleOf(page, "html", "background-color");
    expect(await styleOf(page, "nav a[aria-current]", "border-block-end-color")).not.toBe(canvas);
    expect(await styleOf(page, "nav a:not([aria-current])", "border-block-end-color")).toBe(canvas);
    expect(await styleOf(page, ".multiple[aria-pressed=true]", "outline-style")).toBe("solid");
    expect(await styleOf(page, ".multiple[aria-pressed=false]", "outline-style")).toBe("none");
    await close();
  },
);

test("a reader who asked for less motion sees none", async () => {
  const { page, close } = await open({ reducedMotion: "reduce" });
  const moving = await page.locator("body *").evaluateAll((all) =>
    all
      .filter((element) => {
        const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element);
        return animationName !== "none" || /[1-9]/.test(transitionDuration) || scrollBehavior !== "auto";
      })
      .map((element) => element.className),
  );
  expect(moving).toEqual([]);
  await close();
});

test("a page that is dark on screen is printed in the colours of paper", async () => {
  const { page, close } = await open({ colorScheme: "dark" });
  const light = await open({ colorScheme: "light" });
  const inkOnScreen = await styleOf(page, "h1", "color");
  const blueOnScreen = await slotColor(page, 1);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await expect.poll(() => styleOf(page, "h1", "color")).toBe(await styleOf(light.page, "h1", "color"));
  expect(await styleOf(page, "h1", "color")).not.toBe(inkOnScreen);
  expect(await slotColor(page, 1)).not.toEqual(blueOnScreen);
  // The canvas is drawn again in them.
  await expect.poll(() => curveFarness(page)).toBeLessThan(24);
  await Promise.all([close(), light.close()]);
});

test("what a reader has not scrolled to stands on paper as well", async () => {
  const { page, close } = await open({ viewport: { width: 1280, height: 400 } });
  await page.locator("function-facts pre").waitFor({ state: "attached" });
  await page.locator("normal-input svg").first().waitFor({ state: "attached" });
  await page.emulateMedia({ media: "print" });
  expect(await page.evaluate(() => scrollY)).toBe(0);
  expect((await page.locator("function-facts pre").boundingBox())?.height).toBeGreaterThan(40);
  expect((await page.locator("normal-input").boundingBox())?.height).toBeGreaterThan(100);
  await close();
});
