// SPDX-License-Identifier: MIT
// Below the figure of Shapes, in a real browser: facts, code, cost, the normal input and the worked example.

import { AxeBuilder } from "@axe-core/playwright";
import { load } from "actlab";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parseShapes } from "../../web/src/page/link/shapes-link";
import { normalQuantile } from "../../web/src/page/shapes/input/quantiles";
import { openSite, type Site } from "./site";
import { textOf } from "./text";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

async function openDetails(link: string, options = {}) {
  const opened = await site.openPage(link, options);
  await opened.page.locator("function-facts").scrollIntoViewIfNeeded();
  await opened.page.locator("function-facts h2").waitFor();
  return opened;
}

const hash = (page: Page) => page.evaluate(() => location.hash);

/** What stands beside a term of the facts. */
const fact = (page: Page, term: string) =>
  textOf(
    page
      .locator(".facts > div")
      .filter({ has: page.getByText(term, { exact: true }) })
      .locator("dd"),
  );

test("every function of the registry has its formulas, facts and code in four languages", {
  timeout: 180_000,
}, async () => {
  const { page, close } = await openDetails("#shapes");
  for (const { name, inputs, source, tex } of (await load()).activations) {
    await page.evaluate(
      (to) => {
        location.hash = to;
      },
      `#shapes?${inputs === "pairs" ? `pair=${name}` : `f=${name}`}`,
    );
    await page.locator(`function-facts h2:text-is("${name}")`).waitFor();
    // Both formulas are MathML; where that were missing, the TeX would stand there.
    expect(await page.locator(".formula-row").count(), name).toBe(2);
    expect(await page.locator(".formula-row code").count(), tex.value).toBe(0);
    expect(await fact(page, "Source")).toBe(source || "older than the field");
    for (const language of ["PyTorch", "Keras", "NumPy", "C++"]) {
      await page.getByRole("tab", { name: language }).click();
      expect(await textOf(page.getByRole("tabpanel")), `${name} in ${language}`).toContain(name);
    }
  }
  await close();
});

test("range, kink and slope there are those at the parameters that are set", async () => {
  const { page, close } = await openDetails("#shapes?f=elu");
  expect(await fact(page, "Values")).toBe("−1 to ∞");
  expect(await page.getByText("Kink", { exact: true }).count()).toBe(0);
  await page.getByLabel("alpha", { exact: true }).fill("0.5");
  await page.keyboard.press("Enter");
  await expect.poll(() => fact(page, "Values")).toBe("−0.5 to ∞");
  expect(await fact(page, "Kink")).toBe("at x = 0, where f′ is taken to be 0.5");
  await close();
});

test("the tabs go by keys, and what is copied has the parameters set and is announced", async () => {
  const permissions = ["clipboard-read", "clipboard-write"];
  const { page, close } = await openDetails("#shapes?f=elu(alpha=0.5)", { permissions });
  await page.getByRole("tab", { name: "PyTorch" }).focus();
  await page.keyboard.press("End");
  await expect.poll(() => textOf(page.getByRole("tabpanel"))).toContain("float alpha = 0.5f");
  await page.keyboard.press("ArrowRight");
  expect(await page.evaluate(() => document.activeElement?.textContent?.trim())).toBe("PyTorch");
  expect(await page.getByRole("tab", { selected: true }).count()).toBe(1);
  await page.getByRole("button", { name: "Copy", exact: true }).press("Enter");
  await expect.poll(() => textOf(page.locator("code-tabs [role=status]"))).toBe("PyTorch code copied");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    "import torch\n\nelu = torch.nn.ELU(alpha=0.5, inplace=False)\n",
  );
  await close();
});

test("the cost is measured by itself once in sight, and keeps the page's thread free", async () => {
  const { page, close } = await openDetails("#shapes?f=gelu");
  await page.evaluate(() => {
    const tasks: number[] = [];
    Object.assign(window, { tasks });
    new PerformanceObserver((list) => {
      tasks.push(...list.getEntries().map(({ duration }) => duration));
    }).observe({ type: "longtask" });
  });
  const cost = page.locator("[data-cost]");
  await expect.poll(() => cost.count(), { timeout: 20_000 }).toBe(1);
  const [, own, times] = (await textOf(cost)).match(/^([\d.]+) ns an element, ([\d.]+) times ReLU$/) ?? [];
  // An erf and an exponential cannot be had for the price of a comparison.
  expect(Number(times)).toBeGreaterThan(1.2);
  expect(Number(own)).toBeGreaterThan(0);
  await page.getByRole("button", { name: "Measure again" }).click();
  await page.getByText("measuring …").waitFor({ state: "hidden" });
  await expect.poll(() => cost.count(), { timeout: 20_000 }).toBe(1);
  const tasks = await page.evaluate(() => (window as unknown as { tasks: number[] }).tasks);
  expect(Math.max(0, ...tasks)).toBeLessThan(50);
  await close();
});

// From Python's statistics.NormalDist().inv_cdf.
test.each([
  [0.5, 0],
  [0.4, -0.2533471031357997],
  [0.975, 1.959963984540054],
  [1e-4, -3.719016485455709],
  [1 - 1e-4, 3.719016485455709],
  [1e-13, -7.348796102800677],
])("the quantile of %f is known to 7 digits", (p, z) => {
  expect(Math.abs(normalQuantile(p) - z)).toBeLessThanOrEqual(2e-7 * Math.max(1, Math.abs(z)));
});

// By hand: relu's mean is 1/sqrt(2 pi), its variance 1/2 - 1/(2 pi). sigmoid' < 0.01 from |x| = 4.585 on, and
// P(|X| > 4.585) = 35.9 % for a deviation of 5. hard_tanh' = 0 from |x| = 1 on: 31.7 %.
test.each([
  [
    "f=relu",
    "relu is exactly 0 for 50.0 % and saturated, with |f′| < 0.01, for 50.0 %",
    "mean 0.399 and standard deviation 0.584",
  ],
  [
    "f=sigmoid&sigma=5",
    "sigmoid is exactly 0 for none and saturated, with |f′| < 0.01, for 35.9 %",
    "mean 0.5 and",
  ],
  ["f=hard_tanh", "saturated, with |f′| < 0.01, for 31.7 %", "mean 0 and"],
  [
    "f=linear&mu=2&sigma=0.5",
    "linear is exactly 0 for none and saturated, with |f′| < 0.01, for none",
    "mean 2 and standard deviation 0.5.",
  ],
])("a normal input through %s comes out as computed by hand", async (link, shares, moments) => {
  const { page, close } = await openDetails(`#shapes?${link}`);
  const words = async () => (await textOf(page.locator(".input-words"))).replaceAll("\u202f", " ");
  await page.locator("normal-input").scrollIntoViewIfNeeded();
  await expect.poll(words).toContain(shares);
  expect(await words()).toContain(moments);
  // The bins hold every input.
  await page.locator("normal-input summary").click();
  const shareCells = page.locator("normal-input tbody td:nth-child(3) data");
  const bins = await shareCells.evaluateAll((all) =>
    all.map((cell) => Number((cell as HTMLDataElement).value)),
  );
  expect(bins.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 6);
  await close();
});

test("mean and deviation go into the link and come back from it; what is out of range does not", async () => {
  const { page, close } = await openDetails("#shapes?f=relu");
  await page.locator("normal-input").scrollIntoViewIfNeeded();
  const box = (label: string) => page.getByLabel(label, { exact: true });
  await box("mean μ").fill("1.5");
  await page.keyboard.press("Enter");
  await expect.poll(() => hash(page)).toBe("#shapes?f=relu&mu=1.5");
  await box("deviation σ").fill("0");
  await page.keyboard.press("Enter");
  await page.getByText("must be in [0.01, 20], got 0").waitFor();
  expect(await hash(page)).toBe("#shapes?f=relu&mu=1.5");
  await page.goBack();
  await expect.poll(() => box("mean μ").inputValue()).toBe("0");
  expect(parseShapes("mu=40&sigma=0&example=maybe").problems.map(({ path }) => path)).toEqual([
    "mu",
    "sigma",
    "example",
  ]);
  await close();
});

test("the worked example opens by a key and by a link, with the values of relu", async () => {
  const { page, close } = await openDetails("#shapes");
  await page.getByRole("button", { name: "ReLU by numbers" }).first().press("Enter");
  const values = (table: number) =>
    page
      .locator("worked-example table")
      .nth(table)
      .locator("data")
      .evaluateAll((all) => all.map((cell) => Number((cell as HTMLDataElement).value)));
  const five = [1, 1, 1000, 1000, 0, 0, -1, 0, -1000, 0];
  await expect.poll(() => values(0)).toEqual(five);
  const whole = Array.from({ length: 21 }, (_, i) => i - 10);
  expect(await values(1)).toEqual(whole.flatMap((x) => [x, x > 0 ? x : 0]));
  expect(await page.evaluate(() => document.activeElement?.closest("worked-example") !== null)).toBe(true);
  expect(await hash(page)).toBe("#shapes?example=on");
  await page.reload();
  await expect.poll(() => values(0)).toEqual(five);
  await page.locator("worked-example circle").last().waitFor();
  expect(await page.locator("worked-example circle").count()).toBe(21);
  await close();
});

test.each(["light", "dark"] as const)("axe finds nothing below the figure in %s", async (colorScheme) => {
  const { page, close } = await openDetails("#shapes?f=elu(alpha=0.5)&example=on", { colorScheme });
  for (const name of ["function-facts", "normal-input", "worked-example"]) {
    await page.locator(name).scrollIntoViewIfNeeded();
    await page.locator(`${name} h2`).waitFor();
  }
  await page.locator("code-tabs").scrollIntoViewIfNeeded();
  await page.getByRole("tabpanel").waitFor();
  for (const summary of await page.locator("normal-input summary, worked-example summary").all())
    await summary.click();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(" ")}`)).toEqual([]);
  await close();
});

test.each([360, 768])("nothing below the figure scrolls sideways at %i pixels", async (width) => {
  const { page, close } = await openDetails("#shapes?f=gelu_tanh&example=on", {
    viewport: { width, height: 800 },
  });
  await page.locator("normal-input").scrollIntoViewIfNeeded();
  await page.locator(".input-drawing").waitFor();
  await page.locator("code-tabs").scrollIntoViewIfNeeded();
  await page.getByRole("tab", { name: "NumPy" }).click();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  await close();
});
