// SPDX-License-Identifier: MIT
// What everyone must be able to do: axe on both views and schemes, narrow screens, paper, fingers.

import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSite, type Site } from "./site";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

const ready = (page: Page) => page.locator(".gallery .multiple, .readout").first().waitFor();

test.each([
  ["#shapes?curvature=on", "light"],
  ["#shapes?curvature=on", "dark"],
  ["#train", "light"],
  ["#train", "dark"],
  ["#train?data=iris&layers=dense(units=8),relu,dense(units=3)&loss=categorical_crossentropy", "light"],
  ["#train?data=iris&layers=dense(units=8),relu,dense(units=3)&loss=categorical_crossentropy", "dark"],
  ["#train?colour=red", "light"],
  ["#train?colour=red", "dark"],
] as const)("axe finds nothing on %s in %s", async (link, colorScheme) => {
  const { page, close } = await site.openPage(link, { colorScheme });
  await ready(page);
  for (const part of await page.locator("function-facts, normal-input, worked-example").all()) {
    await part.evaluate((element) => element.scrollIntoView());
    await part.locator("> *").first().waitFor({ state: "attached" });
  }
  for (const summary of await page.locator("summary:visible").all()) await summary.click();
  if (link.startsWith("#train")) await page.getByRole("button", { name: "Epoch" }).click();
  const menu = page.locator(".figure-menu-button").first();
  await menu.click();
  await page.locator(".figure-menu:popover-open").waitFor();
  // Axe is brought in by the test's own driver, past the page's policy.
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
  await close();
});

test.each([
  ["#shapes?f=threshold_relu,hard_sigmoid,tanh,gelu,mish,softplus,selu&curvature=on", 360],
  ["#train", 360],
  ["#train?data=digits&layers=dense(units=8),relu,dense(units=10)&loss=categorical_crossentropy", 360],
  ["#shapes", 768],
  ["#train", 1024],
  ["#train", 2560],
] as const)("%s at %i pixels never scrolls sideways", async (link, width) => {
  const { page, close } = await site.openPage(link, { viewport: { width, height: 800 } });
  await ready(page);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await close();
});

test.each([
  ["#train?speed=full&stop.steps=200", 1],
  ["#train?data=iris&speed=full&stop.steps=200", 1],
  ["#shapes", 2],
])("%s prints on %i sheets, without what only a hand can use", async (link, sheets) => {
  const { page, close } = await site.openPage(link);
  await ready(page);
  if (link.startsWith("#train")) {
    await page.getByRole("button", { name: "Play" }).click();
    await page.locator('.run-state[data-status="stopped"]').waitFor();
  } else {
    // Paper has what the reader has seen.
    for (const place of ["function-facts", "code-tabs", "normal-input"]) {
      await page.locator(place).scrollIntoViewIfNeeded();
    }
    await page.locator("#code-panel").waitFor();
    await page.locator(".input-drawing").waitFor();
  }
  const pdf = (await page.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1");
  expect(pdf.match(/\/Type \/Page\b/g)?.length).toBe(sheets);
  await page.emulateMedia({ media: "print" });
  for (const control of await page.locator("button:not(.legend-name), input[type=range]").all()) {
    expect(await control.isVisible(), await control.innerText()).toBe(false);
  }
  expect(await page.locator(".u-over").first().isVisible()).toBe(true);
  await close();
});

test("a finger moves the crosshair", async () => {
  const { page, close } = await site.openPage("#shapes", {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
  });
  await ready(page);
  const box = await page.locator(".u-over").boundingBox();
  if (!box) throw new Error("the plot has no size");
  await page.touchscreen.tap(box.x + box.width * 0.8, box.y + 20);
  await expect.poll(async () => Number(await page.getByLabel("At x =").inputValue())).toBeCloseTo(3, 0);
  await close();
});
