// SPDX-License-Identifier: MIT
// The canvases show what the figures were given: colours of a screenshot where known numbers must lie.

import fs from "node:fs";
import path from "node:path";
import { load } from "actlab";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseTrain } from "../../web/src/page/link/train-link";
import { colorsAround, farness, type Project, projection, type Rgb, slotColor } from "./pixels";
import { openSite, type Site } from "./site";

/** A line is blended with what is below it at its edges, but not in its middle. */
const kNear = 24;
const kFar = 60;

const references: Record<string, { rows: [x: number, f: number][] }> = JSON.parse(
  fs.readFileSync(path.join(import.meta.dirname, "../reference/activations.json"), "utf8"),
);

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

type Point = [x: number, y: number];

/** How far the colours at the places of `points` are from `color`; `above` pixels higher when given. */
async function farnesses(page: Page, project: Project, points: Point[], color: Rgb, above = 0) {
  const places = points.map(([x, y]) => project(x, y)).map(({ left, top }) => ({ left, top: top - above }));
  return (await colorsAround(page, places)).map((colors) => farness(colors, color));
}

test.each(["light", "dark"] as const)(
  "every curve lies where its function is, in %s",
  async (colorScheme) => {
    const names = ["sigmoid", "tanh", "gelu"];
    const link = `#shapes?f=${names.join(",")}&slope=off&x=-4..4&y=-1.25..2.75&at=-4`;
    const { page, close } = await site.openPage(link, { colorScheme });
    await page.locator(".gallery .multiple").first().waitFor();
    const project = await projection(page.locator(".u-over"), [-4, 4], [-1.25, 2.75]);
    const at = (name: string) => new Map(references[name].rows);
    for (const [i, name] of names.entries()) {
      const others = names.filter((other) => other !== name).map(at);
      const alone = references[name].rows
        .map(([x, y]): Point => [x, y])
        .filter(
          ([x, y]) =>
            Math.abs(x) < 3.9 && y < 2.7 && others.every((f) => Math.abs((f.get(x) ?? 9) - y) > 0.15),
        );
      expect(alone.length).toBeGreaterThan(10);
      const color = await slotColor(page, i + 1);
      expect(Math.max(...(await farnesses(page, project, alone, color))), name).toBeLessThan(kNear);
      expect(
        Math.min(...(await farnesses(page, project, alone, color, 12))),
        `above ${name}`,
      ).toBeGreaterThan(kFar);
    }
    await close();
  },
);

const query = "data=moons(noise=0.4)&speed=full&stop.steps=400";

/** The run of `query` on the page and the same one here, both at their end. */
async function finishedRuns() {
  const opened = await site.openPage(`#train?${query}`, { viewport: { width: 1280, height: 1200 } });
  const { page } = opened;
  await page.getByRole("button", { name: "Play" }).click();
  await page.locator('.run-state[data-status="stopped"]').waitFor();
  const run = (await load()).createRun(parseTrain(query).state.spec);
  run.step(400);
  const lastOf = () =>
    page
      .locator("line-figure")
      .last()
      .evaluate((figure) => (figure as unknown as { drawn: number[][] }).drawn[0].length);
  await expect.poll(lastOf).toBe(run.history.step.length);
  return { ...opened, run };
}

test("the curves of training and test lie where the engine's history says", async () => {
  const { page, close, run } = await finishedRuns();
  const { step, train_accuracy = [], test_accuracy = [] } = run.history;
  const figure = page.locator("line-figure", { hasText: "Accuracy" });
  const project = await projection(figure.locator(".u-over"), [0, 400], [0, 1.02]);
  const rows = [...step.keys()].filter(
    (i) => Math.abs(train_accuracy[i] - test_accuracy[i]) > 0.015 && step[i] > 0,
  );
  expect(rows.length).toBeGreaterThan(10);
  const training = rows.map((i): Point => [step[i], train_accuracy[i]]);
  const ink = await slotColor(page, 7);
  for (const far of await farnesses(page, project, training, ink)) expect(far).toBeLessThan(kNear);
  // Dashed: some of its points lie in gaps.
  const tested = rows.map((i): Point => [step[i], test_accuracy[i]]);
  const purple = await slotColor(page, 4);
  const seen = (await farnesses(page, project, tested, purple)).filter((far) => far < kNear);
  expect(seen.length / tested.length).toBeGreaterThan(0.4);
  run.dispose();
  await close();
});

test("the map has the colour of the class that the network predicts, under samples in the colour of theirs", async () => {
  const { page, close, run } = await finishedRuns();
  const bounds = await page
    .locator("plane-map")
    .evaluate(
      (map) =>
        (map as unknown as { model: { bounds: Record<"x0" | "x1" | "y0" | "y1", number> } }).model.bounds,
    );
  const project = await projection(page.locator(".map"), [bounds.x0, bounds.x1], [bounds.y0, bounds.y1]);
  const colors = [await slotColor(page, 1), await slotColor(page, 2)];
  const { x, y, isTest } = run.data;
  const samples = [...y.keys()].map((i): Point => [x[2 * i], x[2 * i + 1]]);
  const places = samples.map((point) => project(...point));
  /** Samples drawn within 14 pixels of a point. */
  const crowd = (point: Point) => {
    const { left, top } = project(...point);
    return places.filter((place) => Math.hypot(place.left - left, place.top - top) < 14).length;
  };

  const lonely = [...samples.keys()].filter((i) => !isTest[i] && crowd(samples[i]) === 1);
  expect(lonely.length).toBeGreaterThan(10);
  for (const name of [0, 1]) {
    const own = lonely.filter((i) => y[i] === name).map((i) => samples[i]);
    expect(Math.max(...(await farnesses(page, project, own, colors[name])))).toBeLessThan(kNear);
  }

  const side = [...Array(20).keys()].map((i) => (i + 0.5) / 20);
  const empty = side
    .flatMap((u) =>
      side.map(
        (v): Point => [bounds.x0 + u * (bounds.x1 - bounds.x0), bounds.y0 + v * (bounds.y1 - bounds.y0)],
      ),
    )
    .filter((point) => crowd(point) === 0);
  const logits = run.predict(Float32Array.from(empty.flat()), empty.length);
  for (const name of [0, 1]) {
    const certain = empty.filter((_, i) => (name === 1 ? logits[i] : -logits[i]) > 3);
    expect(certain.length).toBeGreaterThan(20);
    const own = await farnesses(page, project, certain, colors[name]);
    const other = await farnesses(page, project, certain, colors[1 - name]);
    expect(own.filter((far, i) => far >= other[i])).toEqual([]);
  }
  run.dispose();
  await close();
});
