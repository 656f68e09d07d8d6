// SPDX-License-Identifier: MIT
// Train in a real browser: the figures are the engine's own numbers, and everything works without a mouse.

import { load } from "actlab";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { firstSpec } from "../../web/src/shared/defaults";
import { openSite, type Site } from "./site";
import { textOf } from "./text";
import { tasksDuring } from "./timings";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

async function openTrain(link = "#train") {
  const opened = await site.openPage(link);
  await opened.page.locator(".readout").waitFor();
  return opened;
}

const state = (page: Page) => page.locator(".run-state");

async function waitForEnd(page: Page): Promise<void> {
  await state(page)
    .and(page.locator('[data-status="stopped"], [data-status="converged"]'))
    .waitFor({ timeout: 30000 });
}

/** The columns of the figure called `title`, x first. */
function drawn(page: Page, title: string): Promise<number[][]> {
  return page
    .locator("line-figure", { hasText: title })
    .first()
    .evaluate((figure) =>
      (figure as unknown as { drawn: ArrayLike<number>[] }).drawn.map((c) => Array.from(c)),
    );
}

async function number(page: Page, term: string): Promise<number> {
  const entry = page.locator(".readout div", { has: page.getByText(term, { exact: true }) });
  return Number((await textOf(entry.locator("dd"))).replace(/[^\d.]/g, ""));
}

test("the loss and accuracy on screen are the engine's history, number for number", async () => {
  const { page, close } = await openTrain("#train?speed=full");
  await page.getByRole("button", { name: "Play" }).click();
  await waitForEnd(page);
  const lab = await load();
  const run = lab.createRun(firstSpec);
  run.step(2000);
  const { step, train_loss, test_loss, train_accuracy, test_accuracy } = run.history;
  await expect.poll(async () => (await drawn(page, "Loss"))[0].length).toBe(step.length);
  const columns = (list: (Float32Array | undefined)[]) => list.map((column) => Array.from(column ?? []));
  expect(await drawn(page, "Loss")).toEqual(columns([step, train_loss, test_loss]));
  expect(await drawn(page, "Accuracy")).toEqual(columns([step, train_accuracy, test_accuracy]));
  run.dispose();
  await close();
});

test("the curves grow and the map changes while a run plays", async () => {
  const { page, close } = await openTrain();
  const field = () =>
    page.locator(".map-field").evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
  const before = await field();
  await page.getByRole("button", { name: "Play" }).click();
  await expect.poll(async () => (await drawn(page, "Loss"))[0].length).toBeGreaterThan(3);
  const rows = (await drawn(page, "Loss"))[0].length;
  await expect.poll(async () => (await drawn(page, "Loss"))[0].length).toBeGreaterThan(rows);
  await page.getByRole("button", { name: "Pause" }).click();
  await expect.poll(() => textOf(state(page))).toMatch(/^Paused/);
  expect(await field()).not.toBe(before);
  await close();
});

test("iris reaches 95 % of the test samples when Play is pressed", async () => {
  const { page, close } = await openTrain();
  await page.getByRole("radio", { name: "Iris" }).check();
  await expect.poll(() => textOf(state(page))).toMatch(/^Ready: 4-/);
  await page.getByRole("button", { name: "Play" }).click();
  await waitForEnd(page);
  expect(await number(page, "Test accuracy")).toBeGreaterThanOrEqual(95);
  const right = await page.locator('td[data-kind="right"]').allTextContents();
  const all = await page.locator(".confusion td").allTextContents();
  const sum = (texts: string[]) => texts.reduce((total, text) => total + Number(text), 0);
  expect(sum(right) / sum(all)).toBeGreaterThanOrEqual(0.95);
  await close();
});

test("the keyboard alone plays, pauses, steps and resets", async () => {
  const { page, close } = await openTrain();
  await page.keyboard.press("Space");
  await expect.poll(() => textOf(state(page))).toMatch(/^Training/);
  await page.keyboard.press("Space");
  await expect.poll(() => textOf(state(page))).toMatch(/^Paused/);
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim());
  for (let i = 0; i < 10 && (await focused()) !== "Step"; i++) await page.keyboard.press("Tab");
  expect(await focused()).toBe("Step");
  const before = await number(page, "Update");
  await page.keyboard.press("Enter");
  await expect.poll(() => number(page, "Update")).toBe(before + 1);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  expect(await focused()).toBe("Reset");
  await page.keyboard.press("Enter");
  await expect.poll(() => number(page, "Update")).toBe(0);
  expect(await focused()).toBe("Reset");
  await close();
});

test("a handle keeps the focus when there is nothing left for it to do", async () => {
  const { page, close } = await openTrain("#train?stop.steps=2");
  const step = page.getByRole("button", { name: "Step" });
  await step.focus();
  for (let i = 0; i < 2; i++) await page.keyboard.press("Enter");
  await waitForEnd(page);
  expect(await step.getAttribute("aria-disabled")).toBe("true");
  expect(await step.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Reset" }).click();
  await expect.poll(() => number(page, "Update")).toBe(0);
  await close();
});

test("the batch size's slider goes through every small whole number and comes to its ends", async () => {
  const { page, close } = await openTrain("#train?batch_size=1");
  const slider = page.getByLabel("Batch size, slider");
  const box = page.getByLabel("Batch size", { exact: true });
  await slider.focus();
  const seen = [await box.inputValue()];
  for (let i = 0; i < 12; i++) {
    await page.keyboard.press("ArrowRight");
    seen.push(await box.inputValue());
  }
  expect(seen).toEqual(["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13"]);
  for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowLeft");
  expect(await box.inputValue()).toBe("10");
  // Anywhere on the track there are whole numbers.
  const track = await slider.boundingBox();
  if (!track) throw new Error("the slider has no size");
  for (const share of [0.1, 0.2, 0.3, 0.4, 0.999]) {
    await page.mouse.click(track.x + share * track.width, track.y + track.height / 2);
    expect(Number(await box.inputValue()) % 1).toBe(0);
  }
  expect(await box.inputValue()).toBe("512");
  expect(await page.locator(".problem").count()).toBe(0);
  await close();
});

test("reset and play again give the same curve", async () => {
  const { page, close } = await openTrain("#train?stop.steps=300&speed=full");
  await page.getByRole("button", { name: "Play" }).click();
  await waitForEnd(page);
  const first = await drawn(page, "Loss");
  expect(first[0].at(-1)).toBe(300);
  await page.getByRole("button", { name: "Reset" }).click();
  await expect.poll(async () => (await drawn(page, "Loss"))[0].length).toBe(1);
  await page.getByRole("button", { name: "Play" }).click();
  await waitForEnd(page);
  await expect.poll(async () => (await drawn(page, "Loss"))[0].length).toBe(first[0].length);
  expect(await drawn(page, "Loss")).toEqual(first);
  await close();
});

test("a run that diverges says so, says why and says what to try", async () => {
  const { page, close } = await openTrain("#train?loss=mse&optimizer=sgd(learning_rate=10)&speed=full");
  await page.getByRole("button", { name: "Play" }).click();
  await expect.poll(() => textOf(state(page))).toMatch(/^Diverged: .*loss.*Try a smaller learning rate/);
  await close();
});

test("a setting that cannot be run is told beside its control, and the last run stays", async () => {
  const { page, close } = await openTrain();
  const units = page.getByLabel("Units", { exact: true }).first();
  await units.fill("0");
  await page.keyboard.press("Enter");
  const problem = page.locator("number-field", { has: units }).locator(".problem");
  await expect.poll(() => textOf(problem)).toMatch(/must be .*4096.*got 0/);
  expect(await units.getAttribute("aria-invalid")).toBe("true");
  expect(await units.inputValue()).toBe("0");
  expect((await drawn(page, "Loss"))[0]).toEqual([0]);
  expect(await page.evaluate(() => location.hash)).toBe("#train");
  await units.fill("5");
  await page.keyboard.press("Enter");
  await expect.poll(() => textOf(state(page))).toMatch(/^Ready: 2-5-8-1/);
  await close();
});

test("a refused setting never gets into the link, whatever else is changed", async () => {
  const { page, close } = await openTrain();
  const units = page.getByLabel("Units", { exact: true }).first();
  await units.fill("0");
  await page.keyboard.press("Enter");
  await page.locator(".problem").waitFor();
  const hash = () => page.evaluate(() => location.hash);
  await page.getByLabel("Pace").selectOption("full speed");
  await expect.poll(hash).toBe("#train?speed=full");
  await page.getByLabel("logarithmic").check();
  await expect.poll(hash).toBe("#train?speed=full&axis=log");
  await page.getByRole("button", { name: "New seed" }).click();
  await expect.poll(() => textOf(page.locator(".seed"))).toBe("seed 2");
  expect(await hash()).toBe("#train?speed=full&axis=log");
  await units.fill("5");
  await page.keyboard.press("Enter");
  await expect.poll(hash).toMatch(/^#train\?seed=2&layers=dense\(units=5,.*speed=full&axis=log$/);
  await close();
});

test("a second change, made as soon as the first is drawn, plays on as well", async () => {
  const { page, close } = await openTrain("#train?stop.steps=1000000");
  await page.getByRole("button", { name: "Play" }).click();
  await page.getByRole("button", { name: "Pause" }).waitFor();
  await page.evaluate(() => {
    const button = [...document.querySelectorAll("button")].find((one) => one.textContent === "New seed");
    const rest = document.querySelector(".bench-figures") as HTMLElement;
    new MutationObserver((_, observer) => {
      if (!document.querySelector(".run-state")?.textContent?.includes("seed\u00a02")) return;
      observer.disconnect();
      button?.click();
    }).observe(rest, { childList: true, characterData: true, subtree: true });
    button?.click();
  });
  await expect.poll(() => textOf(state(page))).toMatch(/^Training .* seed\s3\.$/);
  const before = await number(page, "Update");
  await expect.poll(() => number(page, "Update")).toBeGreaterThan(before);
  expect(await page.getByRole("button", { name: "Pause" }).isVisible()).toBe(true);
  await close();
});

test("layers can be added and removed, and each takes any function of the registry", async () => {
  const { page, close } = await openTrain();
  await page.getByRole("button", { name: "Add a layer" }).click();
  await expect.poll(() => textOf(state(page))).toMatch(/^Ready: 2-8-8-8-1/);
  await page.getByRole("group", { name: "Layer 3" }).getByLabel("Activation").selectOption("tanh");
  await expect
    .poll(() => page.evaluate(() => location.hash))
    .toMatch(/dense\(units=8,[^)]*\),tanh,dense\(units=1\)$/);
  await page.getByRole("button", { name: "Remove layer 1" }).click();
  await expect.poll(() => textOf(state(page))).toMatch(/^Ready: 2-8-8-1/);
  const names = (await load()).activations.map(({ name }) => name);
  const options = page.getByRole("group", { name: "Layer 1" }).getByLabel("Activation").locator("option");
  expect(await options.allTextContents()).toEqual([...names, "none"]);
  await close();
});

test("shipped data names its source and terms", async () => {
  const { page, close } = await openTrain();
  const lab = await load();
  for (const [label, name] of [
    ["Iris", "iris"],
    ["Digits", "digits"],
  ]) {
    await page.getByRole("radio", { name: label }).check();
    const set = lab.datasets.find((one) => one.name === name);
    await page.getByText(set?.source ?? "missing").waitFor();
    expect(await textOf(page.locator(".bench-side"))).toContain(set?.terms);
  }
  await close();
});

test("five classes and the two curves have seven colours", async () => {
  const { page, close } = await openTrain("#train?data=spiral(classes=5)");
  const figures = page.locator(".figures");
  await expect.poll(() => figures.locator(".end-labels span").count()).toBe(4);
  const colors = await figures
    .locator(".swatch, .end-labels span")
    .evaluateAll((all) => all.map((one) => getComputedStyle(one).getPropertyValue("--slot")));
  expect(new Set(colors).size).toBe(7);
  await close();
});

test("the table of a long run follows it, lists a share of the rows and says which", async () => {
  const { page, close } = await openTrain("#train?speed=full&stop.steps=6010");
  await page.getByText("Numbers as a table").first().click();
  const table = page.locator(".figure-table table").first();
  await table.waitFor();
  await page.getByRole("button", { name: "Play" }).click();
  await waitForEnd(page);
  await expect
    .poll(() => textOf(table.locator("caption")), { timeout: 5000 })
    .toBe("Loss: every 4th of 602 rows, and the last");
  const columns = await drawn(page, "Loss");
  const cells = await table
    .locator("tbody tr")
    .evaluateAll((rows) =>
      rows.map((row) => Array.from(row.querySelectorAll("data"), (data) => Number(data.value))),
    );
  const rows = columns[0].map((_, i) => columns.map((column) => column[i]));
  expect(cells).toEqual(rows.filter((_, i) => i % 4 === 0 || i === 601));
  await close();
});

/** What a person may have on screen while a network trains at full speed. */
const busyPages: { what: string; prepare(page: Page): Promise<void> }[] = [
  { what: "as it opens", prepare: async () => {} },
  {
    what: "with the charts' tables open",
    prepare: async (page) => {
      for (const summary of await page.locator("summary").all()) await summary.click();
    },
  },
  {
    what: "on 100 000 samples",
    prepare: async (page) => {
      await page.getByLabel("Samples", { exact: true }).fill("100000");
      await page.keyboard.press("Enter");
      await page.getByText("2\u202f500 of 100\u202f000 samples are drawn.").waitFor();
    },
  },
];

test.each(busyPages)(
  "no task on the page's thread takes more than 50 ms at full speed $what",
  async ({ prepare }) => {
    const { page, close } = await openTrain("#train?speed=full&stop.steps=1000000");
    const tasks = await tasksDuring(page, async () => {
      await prepare(page);
      await page.getByRole("button", { name: "Play" }).click();
      await page.waitForTimeout(4000);
    });
    expect(await number(page, "Update")).toBeGreaterThan(100);
    expect(tasks.length).toBeGreaterThan(50);
    expect(tasks.filter((milliseconds) => milliseconds > 50)).toEqual([]);
    await close();
  },
);
