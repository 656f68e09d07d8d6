// SPDX-License-Identifier: MIT
// The link is the page's state: it restores it, it is followed back and forward, and it says what is wrong with it.

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Spec } from "../../bindings/types";
import { formatShapes, parseShapes } from "../../web/src/page/link/shapes-link";
import { firstTrain, formatTrain, parseTrain } from "../../web/src/page/link/train-link";
import { openSite, type Site } from "./site";
import { textOf } from "./text";

describe("as text", () => {
  test("the defaults need no words", () => {
    expect(formatTrain(firstTrain)).toBe("");
    expect(formatShapes(parseShapes("").state)).toBe("");
  });

  test("a whole experiment goes into a link and comes back the same", () => {
    const spec: Spec = {
      version: 1,
      seed: 4294967295,
      data: { kind: "spiral", samples: 300, noise: 0.05, classes: 3, turns: 1.25 },
      scaling: "standardize",
      test_fraction: 0.25,
      model: {
        layers: [
          {
            type: "dense",
            units: 12,
            kernel_initializer: "lecun_normal",
            bias_initializer: { name: "constant", value: 0.1 },
          },
          { type: "activation", name: "elu", alpha: 0.5 },
          { type: "dense", units: 3 },
        ],
      },
      loss: "categorical_crossentropy",
      optimizer: { name: "sgd", learning_rate: 1e-3, momentum: 0.9, nesterov: true },
      batch_size: 7,
      stop: { steps: 10, loss: 0.01 },
    };
    const text = formatTrain({ spec, speed: null, logLoss: true });
    expect(text).toMatch(/^[\w=&(),.-]+$/);
    const { state, problems } = parseTrain(text);
    expect(problems).toEqual([]);
    expect(state).toEqual({ spec, speed: null, logLoss: true });
  });

  test("every part that cannot be read is named, and the state is the first one", () => {
    const { state, problems } = parseTrain("sed=3&data=moons(noise&speed=-4");
    expect(problems.map(({ path }) => path)).toEqual(["sed", "data", "speed"]);
    expect(state).toEqual(firstTrain);
    expect(parseShapes("x=5..1&f=&at=one").problems.map(({ path }) => path)).toEqual(["x", "f", "at"]);
  });
});

describe("in the browser", () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite();
  });
  afterAll(() => site?.close());

  const hash = (page: Page) => page.evaluate(() => location.hash);
  const notice = (page: Page) => page.locator("#notice");

  test("a link to Train restores every setting", async () => {
    const { page, close } = await site.openPage(
      "#train?seed=9&data=spiral(samples=90,noise=0.2,classes=4,turns=0.5)&scaling=minmax&test_fraction=0.2" +
        "&layers=dense(units=6,kernel_initializer=glorot_normal,bias_initializer=constant(value=0.1)),elu(alpha=0.5)," +
        "dense(units=4)&loss=categorical_crossentropy&optimizer=sgd(learning_rate=0.3,momentum=0.8)&batch_size=16" +
        "&stop.steps=300",
    );
    await page.locator(".readout").waitFor();
    expect(await textOf(page.locator(".run-state"))).toMatch(/^Ready: 2-6-4, 46 .*seed 9/);
    for (const [label, value] of [
      ["Samples", "90"],
      ["Noise", "0.2"],
      ["Arms", "4"],
      ["Turns", "0.5"],
      ["Input scaling", "minmax"],
      ["Test share", "0.2"],
      ["Units", "6"],
      ["Activation", "elu"],
      ["alpha", "0.5"],
      ["Weights start", "glorot_normal"],
      ["Bias starts", "0.1"],
      ["Loss", "categorical_crossentropy"],
      ["Optimizer", "sgd"],
      ["Learning rate", "0.3"],
      ["Momentum", "0.8"],
      ["Batch size", "16"],
      ["Stop after", "300"],
    ]) {
      expect(await page.getByLabel(label, { exact: true }).inputValue(), label).toBe(value);
    }
    expect(await notice(page).isVisible()).toBe(false);
    await close();
  });

  test("a link to Shapes restores functions, parameters, ranges and the crosshair", async () => {
    const { page, close } = await site.openPage(
      "#shapes?f=gelu,leaky_relu(negative_slope=0.3)&focus=2&x=-2..2&at=-1",
    );
    await page.locator('tr[data-name="leaky_relu"]').waitFor();
    expect(await page.locator("tr[data-name]").count()).toBe(2);
    expect(await page.getByLabel("negative_slope", { exact: true }).inputValue()).toBe("0.3");
    expect(await page.getByLabel("x from").inputValue()).toBe("-2");
    expect(await page.locator('tr[data-name="leaky_relu"] data').first().getAttribute("value")).toMatch(
      /^-0\.3/,
    );
    await close();
  });

  test.each([
    [
      "#train?data=mons&layers=dense(units=0),rellu,dense(units=1)",
      ["data.kind", "layers[0].units", "rellu"],
    ],
    ["#train?colour=red", ["colour", "unknown setting"]],
    ["#shapes?f=rellu,elu(alpha=20)", ["f[0]", "relu", "f[1].alpha", "(0, 10]"]],
    ["#shap", ["shap", "no view"]],
  ])("the invalid link %s opens with defaults and says what is wrong", async (link, words) => {
    const { page, close } = await site.openPage(link);
    await notice(page).waitFor();
    const text = await textOf(notice(page));
    for (const word of words) expect(text).toContain(word);
    if (link.startsWith("#train")) {
      await expect.poll(() => textOf(page.locator(".run-state"))).toMatch(/^Ready: 2-8-8-1/);
    } else {
      await expect.poll(() => page.locator("tr[data-name]").count()).toBe(3);
    }
    expect(await page.locator("#engine-state").isVisible()).toBe(false);
    await close();
  });

  test("Back undoes a setting and Forward does it again", async () => {
    const { page, close } = await site.openPage("#train");
    await page.locator(".readout").waitFor();
    await page.getByRole("button", { name: "New seed" }).click();
    await expect.poll(() => hash(page)).toBe("#train?seed=2");
    await page.getByRole("radio", { name: "Circles" }).check();
    await expect.poll(() => hash(page)).toMatch(/^#train\?seed=2&data=circles/);
    await page.goBack();
    await expect.poll(() => page.getByRole("radio", { name: "Moons" }).isChecked()).toBe(true);
    await expect.poll(() => textOf(page.locator(".run-state"))).toContain("seed 2");
    await page.goBack();
    await expect.poll(() => textOf(page.locator(".run-state"))).toContain("seed 1");
    await page.goForward();
    await expect.poll(() => textOf(page.locator(".run-state"))).toContain("seed 2");
    await close();
  });

  test("each view keeps its state while the other is looked at", async () => {
    const { page, close } = await site.openPage("#train?seed=5");
    await page.locator(".readout").waitFor();
    await page.getByRole("link", { name: "Shapes" }).click();
    await page.getByRole("button", { name: "Take tanh off the chart" }).click();
    await expect.poll(() => hash(page)).toBe("#shapes?f=relu,sigmoid");
    await page.getByRole("link", { name: "Train" }).click();
    await expect.poll(() => hash(page)).toBe("#train?seed=5");
    expect(await page.getByRole("link", { name: "Train" }).getAttribute("aria-current")).toBe("page");
    await page.getByRole("link", { name: "Shapes" }).click();
    await expect.poll(() => hash(page)).toBe("#shapes?f=relu,sigmoid");
    await close();
  });

  test("the skip link moves the focus to the content and leaves the link alone", async () => {
    const { page, close } = await site.openPage("#shapes?f=gelu");
    await page.locator(".u-over").waitFor();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("main");
    expect(await hash(page)).toBe("#shapes?f=gelu");
    await close();
  });
});
