// SPDX-License-Identifier: MIT
// Shapes in a real browser: what the crosshair reads is what was computed elsewhere with 200 digits.

import fs from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSite, type Site } from "./site";

interface Reference {
  params: Record<string, number>;
  rows: [x: number, f: number, df: number, d2f: number][];
}

const references: Record<string, Reference> = JSON.parse(
  fs.readFileSync(path.join(import.meta.dirname, "../reference/activations.json"), "utf8"),
);

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

async function openShapes(link = "#shapes") {
  const opened = await site.openPage(link);
  await opened.page.locator(".u-over").waitFor();
  return opened;
}

/** The crosshair's x, and the numbers of the row of `name`: f and what follows it. */
async function reading(page: Page, name: string): Promise<{ x: number; values: number[] }> {
  const x = Number(await page.getByLabel("At x =").inputValue());
  const cells = page.locator(`tr[data-name="${name}"] data`);
  return {
    x,
    values: await cells.evaluateAll((all) => all.map((cell) => Number((cell as HTMLDataElement).value))),
  };
}

/** Compares what is read of `name` with the reference at the same x: a few float32 steps, for each of the columns. */
async function expectReference(page: Page, name: string, key = name): Promise<number> {
  const { x, values } = await reading(page, name);
  const row = references[key].rows.find(([at]) => at === x);
  expect(row, `no reference for ${key} at ${x}`).toBeDefined();
  expect(values.length).toBeGreaterThanOrEqual(2);
  values.forEach((value, column) => {
    const exact = row?.[column + 1] ?? Number.NaN;
    expect(Math.abs(value - exact), `${name} at ${x}, column ${column}`).toBeLessThanOrEqual(
      Math.max(2e-6 * Math.abs(exact), column === 2 ? 1e-6 : 1e-7),
    );
  });
  return x;
}

test("the crosshair moved by keyboard reads the reference's numbers for every curve", async () => {
  const { page, close } = await openShapes("#shapes?curvature=on");
  const plot = page.getByRole("slider", { name: /position along x/ });
  await plot.focus();
  // From 1 by sixteenths of the grid's quarter, then one grid place: 1 + 4/4 + 1/64.
  for (let i = 0; i < 4; i++) await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("ArrowRight");
  for (const name of ["relu", "sigmoid", "tanh"]) expect(await expectReference(page, name)).toBe(2.015625);
  for (let i = 0; i < 8; i++) await page.keyboard.press("PageDown");
  expect((await reading(page, "relu")).x).toBe(-5);
  await expect.poll(() => page.evaluate(() => location.hash)).toContain("at=-5");
  await close();
});

test("the crosshair moved by mouse reads the reference's numbers for every curve", async () => {
  const { page, close } = await openShapes();
  const box = await page.locator(".u-over").boundingBox();
  if (!box) throw new Error("the plot has no size");
  for (const x of [-2.984375, 0.515625, 3.140625]) {
    await page.mouse.move(box.x + ((x + 5) / 10) * box.width, box.y + box.height / 2);
    for (const name of ["relu", "sigmoid", "tanh"]) expect(await expectReference(page, name)).toBe(x);
  }
  await close();
});

test("a parameter set in its box changes the curve, the numbers and the link", async () => {
  const { page, close } = await openShapes("#shapes?f=elu&at=-0.984375");
  await expectReference(page, "elu");
  await page.getByLabel("alpha", { exact: true }).fill("0.5");
  await page.keyboard.press("Enter");
  await expect.poll(() => page.evaluate(() => location.hash)).toBe("#shapes?f=elu(alpha=0.5)&at=-0.984375");
  await expect.poll(async () => (await reading(page, "elu")).values[0]).toBeGreaterThan(-0.4);
  await expectReference(page, "elu", "elu_0.5");
  await close();
});

test("a refused parameter is told beside its control and never gets into the link", async () => {
  const { page, close } = await openShapes("#shapes?f=elu");
  const alpha = page.getByLabel("alpha", { exact: true });
  await alpha.fill("50");
  await page.keyboard.press("Enter");
  await page.getByText("must be in [1e-06, 10], got 50").waitFor();
  const hash = () => page.evaluate(() => location.hash);
  expect(await hash()).toBe("#shapes?f=elu");
  const slope = page.getByLabel("f′, the slope");
  await slope.uncheck();
  await page.locator(".u-over").hover();
  // Longer than the crosshair rests before the link follows it.
  await page.waitForTimeout(600);
  expect(await hash()).toBe("#shapes?f=elu");
  await alpha.fill("0.5");
  await page.keyboard.press("Enter");
  await expect.poll(hash).toMatch(/^#shapes\?f=elu\(alpha=0\.5\)&slope=off&at=/);
  await close();
});

test("a corner stays a corner: relu is exactly 0 up to 0 and exactly x from there", async () => {
  const { page, close } = await openShapes();
  const [x, relu] = await page
    .locator("line-figure")
    .evaluate((figure) =>
      [0, 1].map((i) => Array.from((figure as unknown as { drawn: number[][] }).drawn[i])),
    );
  expect(x).toContain(0);
  relu.forEach((value, i) => {
    expect(value).toBe(Math.max(0, x[i]));
  });
  await close();
});

test("a jump of the slope is a break in the line, not a steep stroke", async () => {
  const { page, close } = await openShapes("#shapes?f=relu");
  const drawn = await page
    .locator("line-figure")
    .evaluate((figure) =>
      (figure as unknown as { drawn: ArrayLike<number>[] }).drawn.map((c) => Array.from(c)),
    );
  const corner = drawn[0].indexOf(0);
  expect(drawn[2].slice(corner - 1, corner + 2)).toEqual([0, null, 1]);
  await close();
});

test("pressing a small multiple draws its function, and the browser's Back takes it off", async () => {
  const { page, close } = await openShapes();
  await page.getByRole("button", { name: "gelu", exact: true }).click();
  await expect.poll(() => page.locator('tr[data-name="gelu"]').count()).toBe(1);
  expect(await page.evaluate(() => location.hash)).toContain("f=relu,sigmoid,tanh,gelu");
  await page.goBack();
  await expect.poll(() => page.locator('tr[data-name="gelu"]').count()).toBe(0);
  await close();
});

test("the figure's numbers can be had as a table", async () => {
  const { page, close } = await openShapes();
  await page.getByText("Numbers as a table").click();
  const cell = page.locator('.figure-table tr:has(th data[value="2"]) td data').first();
  await expect.poll(() => cell.getAttribute("value")).toBe("2");
  await close();
});

test("keys that come faster than curves each move the view: three times + shows 0.8^3 of it", async () => {
  const { page, close } = await openShapes();
  const plot = page.getByRole("slider", { name: /position along x/ });
  await plot.focus();
  // In one task, as no worker can answer between them.
  await plot.evaluate((element) => {
    for (const key of ["+", "+", "+", "d"]) element.dispatchEvent(new KeyboardEvent("keydown", { key }));
  });
  // 5 x 0.8^3 = 2.56, moved by an eighth of the range.
  await expect.poll(() => page.evaluate(() => location.hash)).toContain("x=-1.92..3.2");
  await close();
});
