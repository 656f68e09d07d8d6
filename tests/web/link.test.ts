// SPDX-License-Identifier: MIT
// The link is the page's state: it restores it, it is followed back and forward, and it says what is wrong with it.

import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Problem, Spec } from "../../bindings/types";
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
      probe: { every: 25 },
    };
    const text = formatTrain({ spec, speed: null, logLoss: true });
    expect(text).toMatch(/^[\w=&(),.-]+$/);
    const { state, problems } = parseTrain(text);
    expect(problems).toEqual([]);
    expect(state).toEqual({ spec, speed: null, logLoss: true });
  });

  test("every part that cannot be read is named with its place", () => {
    const places = ({ problems }: { problems: Problem[] }) => problems.map(({ path }) => path);
    expect(places(parseTrain("sed=3&data=moons(noise&speed=-4"))).toEqual(["data", "sed", "speed"]);
    expect(places(parseTrain("data=moons(noise=!,samples)&layers=re lu,3,dense(units=(4)),tanh)"))).toEqual([
      "data.noise",
      "data.samples",
      "layers",
    ]);
    expect(places(parseTrain("layers=re lu,3,dense(units=-,8)"))).toEqual([
      "layers[0]",
      "layers[2].units",
      "layers[2].8",
      "layers[1]",
    ]);
    expect(places(parseShapes("x=5..1&f=&at=one&focus=9"))).toEqual(["x", "f", "at", "focus"]);
    expect(places(parseShapes("f=elu(alpha=),1&focus=3"))).toEqual(["f[0].alpha", "f[1]", "focus"]);
  });

  test("parentheses that nest too deep are refused before they are followed", () => {
    const { problems } = parseTrain(`data=${"a(b=".repeat(100000)}1${")".repeat(100000)}`);
    expect(problems.map(({ message }) => message)).toEqual(["parentheses nest deeper than 8"]);
  });

  test.each([
    ["data=iris", [8, 8, 3], "categorical_crossentropy", "standardize"],
    ["data=digits", [8, 8, 10], "categorical_crossentropy", "minmax"],
    ["data=spiral(classes=5)", [8, 8, 5], "categorical_crossentropy", "none"],
    ["data=circles", [8, 8, 1], "binary_crossentropy", "none"],
    ["data=iris&loss=mse", [8, 8, 3], "mse", "standardize"],
    ["loss=categorical_crossentropy", [8, 8, 2], "categorical_crossentropy", "none"],
    ["data=iris&loss=huber(delta=2)", [8, 8, 3], { name: "huber", delta: 2 }, "standardize"],
    ["loss=hinge&schedule=step(every=100)&clip.norm=1&stop.accuracy=0.9", [8, 8, 1], "hinge", "none"],
  ])("what the link %s leaves out fits what it says", (text, units, loss, scaling) => {
    const { state, problems } = parseTrain(text);
    expect(problems).toEqual([]);
    const { spec } = state;
    const dense = spec.model?.layers.flatMap((layer) => (layer.type === "dense" ? [layer.units] : []));
    expect([dense, spec.loss, spec.scaling]).toEqual([units, loss, scaling]);
    expect(parseTrain(formatTrain(state)).state).toEqual(state);
  });

  test("a crosshair outside what is seen goes to the edge", () => {
    expect(parseShapes("x=-2..2&at=5").state.at).toBe(2);
    expect(parseShapes("x=3..8").state.at).toBe(3);
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
    [
      "#train?colour=red&batch_size=0&layers=dense(units=!),rellu,dense(units=0)&speed=-4",
      ["colour", "speed", "batch_size", "layers[0].units", "layers[1].name", "layers[2].units"],
    ],
    [
      "#train?speed=-4&data=iris&layers=dense(units=2)",
      ["speed", "layers[0].units", "3, one output a class"],
    ],
    ["#shapes?at=one&f=!,rellu,elu(alpha=20)", ["at", "f[0]", "f[1]", "relu", "f[2].alpha", "[1e-06, 10]"]],
    ["#shapes?f=rellu,elu(alpha=20)", ["f[0]", "relu", "f[1].alpha", "[1e-06, 10]"]],
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
    expect(await page.locator("#trouble").isVisible()).toBe(false);
    await close();
  });

  test("each fault of a link is told once", async () => {
    const { page, close } = await site.openPage();
    for (const [link, faults] of [
      ["layers=re lu,dense(units=!)&batch_size=-", ["layers[0]", "layers[1].units", "batch_size"]],
      // That the layers do not fit the data can only be seen once the rest is right.
      ["stop.steps=!&seed=0.5&layers=dense(units=7)", ["stop.steps", "seed", "layers[0].units"]],
      ["sed=3&layers=dense(units=7)", ["sed", "layers[0].units"]],
    ] as const) {
      await page.goto(`${site.url}#train?${link}`);
      const paths = () => notice(page).locator("li code").allTextContents();
      await expect.poll(paths).toEqual(faults);
    }
    await close();
  });

  test.each([
    ["iris", /^Ready: 4-8-8-3,/],
    ["digits", /^Ready: 64-8-8-10,/],
  ])("a link that names %s and nothing else trains", async (data, ready) => {
    const { page, close } = await site.openPage(`#train?data=${data}`);
    await expect.poll(() => textOf(page.locator(".run-state"))).toMatch(ready);
    expect(await notice(page).isVisible()).toBe(false);
    expect(await hash(page)).toBe(`#train?data=${data}`);
    await close();
  });

  test("the crosshair never leaves what is seen", async () => {
    const { page, close } = await site.openPage("#shapes?f=relu&x=6..9&at=20");
    const at = page.getByLabel("At x =");
    await at.waitFor();
    expect(await at.inputValue()).toBe("9");
    const value = page.locator('tr[data-name="relu"] data').first();
    expect(await value.getAttribute("value")).toBe("9");
    await page.getByRole("button", { name: "Home" }).click();
    await expect.poll(() => at.inputValue()).toBe("5");
    await expect.poll(() => value.getAttribute("value")).toBe("5");
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
