// SPDX-License-Identifier: MIT
// Every kind of data that Train offers, in a real browser: it trains, and what the network says of it is shown.

import { load } from "actlab";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseTrain } from "../../web/src/page/link/train-link";
import { type DataKind, dataStarts } from "../../web/src/shared/defaults";
import { openSite, type Site } from "./site";
import { textOf } from "./text";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

async function trained(link: string) {
  const opened = await site.openPage(link);
  const { page } = opened;
  await page.locator(".readout").waitFor();
  await page.getByRole("button", { name: "Play" }).click();
  await page.locator('.run-state[data-status="stopped"]').waitFor({ timeout: 30000 });
  return opened;
}

/** What `<line-figure>` is given to draw. */
interface Drawn {
  x: number[];
  values: number[];
  marks: { x: number; y: number }[];
  summary: string;
}

async function drawn(page: Page, title: string): Promise<Drawn> {
  return page
    .locator("line-figure", { hasText: title })
    .first()
    .evaluate((figure) => {
      const { model } = figure as unknown as {
        model: Omit<Drawn, "values"> & { series: { values: ArrayLike<number> }[] };
      };
      return {
        x: Array.from(model.x),
        values: Array.from(model.series[0]?.values ?? []),
        marks: model.marks.map(({ x, y }) => ({ x, y })),
        summary: model.summary,
      };
    });
}

test("every kind of data can be chosen, and is what the engine makes of its start", async () => {
  const { page, close } = await site.openPage("#train");
  await page.locator(".readout").waitFor();
  const lab = await load();
  const radios = page.locator('input[name="data-kind"]');
  const kinds = (await radios.evaluateAll((all) =>
    all.map((one) => (one as HTMLInputElement).value),
  )) as DataKind[];
  expect(new Set(kinds)).toEqual(new Set(Object.keys(dataStarts)));
  for (const kind of kinds) {
    const run = lab.createRun({ data: dataStarts[kind].data });
    const [, features = 0] = run.data.x_shape;
    const outputs = run.data.classes.length > 2 ? run.data.classes.length : 1;
    expect(run.data.classes).toHaveLength(dataStarts[kind].classes);
    run.dispose();
    await page.locator(`input[value="${kind}"]`).check();
    await expect.poll(() => textOf(page.locator(".run-state"))).toMatch(`Ready: ${features}-8-8-${outputs},`);
    await expect
      .poll(() => page.evaluate(() => location.hash))
      .toMatch(kind === "moons" ? /#train$/ : `data=${kind}`);
    await page.locator("plane-map, .confusion, line-figure:has-text('answer')").first().waitFor();
  }
  await close();
});

test("the fitted line is the engine's answer, and follows the sine once it is trained", async () => {
  const { page, close } = await trained("#train?data=sine&stop.steps=1500&speed=full");
  const { x, values, marks } = await drawn(page, "answer at every x");
  const lab = await load();
  const run = lab.createRun(parseTrain("data=sine&stop.steps=1500").state.spec);
  run.step(1500);
  await expect
    .poll(async () => (await drawn(page, "answer at every x")).values)
    .toEqual(Array.from(run.predict(Float32Array.from(x), x.length)));
  run.dispose();
  expect(marks).toHaveLength(200);
  const inside = x.flatMap((at, i) => (Math.abs(at) <= 1 ? [values[i] - Math.sin(2 * Math.PI * at)] : []));
  expect(Math.sqrt(inside.reduce((sum, error) => sum + error ** 2, 0) / inside.length)).toBeLessThan(0.3);
  await close();
});

test("a map of numbers has the ends of their range in its legend", async () => {
  const { page, close } = await trained("#train?data=plane&stop.steps=300&speed=full");
  expect(await page.locator(".map-legend li").allTextContents()).toEqual([
    expect.stringMatching(/^towards −?-?[01]\.\d+$/),
    expect.stringMatching(/^towards [01]\.\d+$/),
    "training",
    "test",
  ]);
  expect(await page.locator("option", { hasText: "cross-entropy" }).count()).toBe(0);
  await close();
});

test("the answers to samples of many numbers stand against the truth, with R² in words", async () => {
  const { page, close } = await trained("#train?data=diabetes&stop.steps=500&speed=full");
  const { x, values, marks, summary } = await drawn(page, "against the truth");
  expect(values).toEqual(x);
  expect(marks).toHaveLength(133);
  const explained = Number(summary.match(/explain (0\.\d+) of the variance/)?.[1]);
  expect(explained).toBeGreaterThan(0.3);
  await close();
});
