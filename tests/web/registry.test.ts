// SPDX-License-Identifier: MIT
// Every function of the registry on the page: as a small multiple, on the chart, and read at the crosshair as others
// computed it.
import fs from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { ActivationInfo } from "../../bindings/types";
import { openSite, type Site, type SitePage } from "./site";

type Row = [x: number, f: number, df: number, d2f?: number];
interface Reference {
  params: Record<string, number | number[]>;
  rows: Row[];
}
interface GateReference {
  rows: [a: number, b: number, f: number, inA: number, inB: number][];
}
interface GroupReference {
  rows: [x: number[], f: number[], jacobian: number[][]][];
}

const read = (name: string) =>
  JSON.parse(fs.readFileSync(path.join(import.meta.dirname, "../reference", name), "utf8"));
const several = read("activations_several.json");
/** Of functions of one number: what they are called in the file is their name, or begins with it. */
const elementwise: Record<string, Reference> = {
  ...read("activations_more.json"),
  ...read("activations.json"),
  ...Object.fromEntries(Object.entries(several).filter(([name]) => name.startsWith("maxout"))),
};

const { load } = await import("actlab");
const { activations } = await load();
const namesOf = (inputs: ActivationInfo["inputs"]) =>
  activations.filter((info) => info.inputs === inputs).map(({ name }) => name);

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

const valuesOf = (page: Page, selector: string) =>
  page.locator(selector).evaluateAll((all) => all.map((one) => Number((one as HTMLDataElement).value)));

function expectClose(got: number[], exact: number[], what: string): void {
  expect(got.length, what).toBeGreaterThanOrEqual(exact.length);
  exact.forEach((number, i) => {
    const allowed = Math.max(4e-6 * Math.abs(number), i === 2 ? 2e-6 : 2e-7);
    expect(Math.abs((got[i] ?? Number.NaN) - number), `${what}, column ${i}`).toBeLessThanOrEqual(allowed);
  });
}

/** Two rows left and right of 0 that the chart shows at its opening. */
function rowsFor(name: string): { key: string; rows: Row[] } {
  const keys = Object.keys(elementwise).filter(
    (key) => key === name || key.replace(/_-?[\d.,_]+$/, "") === name,
  );
  const key = keys.includes(name) ? name : (keys[0] ?? "");
  const near = (elementwise[key]?.rows ?? []).filter(([x]) => Math.abs(x) > 0.1 && Math.abs(x) < 4.9);
  const left = near.filter(([x]) => x < 0);
  const right = near.filter(([x]) => x > 0);
  return { key, rows: [left[left.length >> 1], right[right.length >> 1]].filter((row) => row !== undefined) };
}

/** The reference names parameters as others do; their order is the registry's. */
function linkTo(name: string, params: Reference["params"]): string {
  const known = activations.find((info) => info.name === name)?.parameters ?? [];
  const words = Object.values(params).map((value, i) => `${known[i]?.name}=${[value].flat().join(";")}`);
  return `#shapes?curvature=on&f=${name}${words.length > 0 ? `(${words.join(",")})` : ""}`;
}

describe("a function of one number", () => {
  let opened: SitePage;
  beforeAll(async () => {
    opened = await site.openPage();
  });
  afterAll(() => opened?.close());

  test.each(namesOf("one"))("%s reads the reference at the crosshair on both sides of 0", async (name) => {
    const { key, rows } = rowsFor(name);
    expect(rows, `no reference for ${name}`).toHaveLength(2);
    const { page } = opened;
    const link = linkTo(name, elementwise[key]?.params ?? {});
    for (const [x, ...exact] of rows) {
      await page.evaluate((hash) => {
        location.hash = hash;
      }, `${link}&at=${x}`);
      const position = page.getByRole("slider", { name: /position along x/ });
      await expect.poll(() => position.getAttribute("aria-valuenow")).toBe(String(x));
      await expect.poll(() => page.locator(".legend tbody tr").count()).toBe(1);
      expectClose(await valuesOf(page, `tr[data-name="${name}"] data`), exact as number[], `${key} at ${x}`);
    }
  });
});

describe("a function of all inputs", () => {
  test.each(namesOf("all"))("%s reads the reference of its first output", async (name) => {
    const { rows } = several[name] as GroupReference;
    // Two inputs (x, y) are two inputs (x - y, 0): log_softmax too loses nothing, as it looks at differences alone.
    const pairs = rows.filter(([x]) => x.length === 2 && Math.abs((x[0] ?? 0) - (x[1] ?? 0)) <= 5);
    expect(pairs.length).toBeGreaterThan(0);
    const { page, close } = await site.openPage(`#shapes?f=${name}&others=1`);
    for (const [[first = 0, second = 0], [f = 0], [[slope = 0] = []]] of pairs) {
      await page.getByLabel("At x =").fill(String(first - second));
      await page.keyboard.press("Enter");
      await expect
        .poll(async () => Math.abs(((await valuesOf(page, `tr[data-name="${name}"] data`))[0] ?? 0) - f))
        .toBeLessThan(2e-7);
      expectClose(
        await valuesOf(page, `tr[data-name="${name}"] data`),
        [f, slope],
        `${name} at ${first - second}`,
      );
    }
    await page
      .getByText("drawn is its first output over its first input, with the other logit at 0")
      .waitFor();
    await close();
  });
});

describe("a function of pairs", () => {
  test.each(namesOf("pairs"))("%s opens as a map that reads the reference", async (name) => {
    const rows = (several[name] as GateReference).rows.filter(
      ([a, b]) => Math.abs(a) <= 4 && Math.abs(b) <= 4 && Math.abs(b) > 0.1,
    );
    const { page, close } = await site.openPage();
    await page.getByRole("button", { name, exact: true }).click();
    for (const [a, b, ...exact] of rows.filter((_, i) => i % Math.ceil(rows.length / 4) === 0)) {
      for (const [which, value] of [
        ["a", a],
        ["b", b],
      ] as const) {
        await page.locator(`#pair-${which}`).fill(String(value));
        await page.keyboard.press("Enter");
      }
      // The numbers come from the worker, a moment after the place.
      await vi.waitFor(async () =>
        expectClose(await valuesOf(page, ".pair-reading data"), exact, `${name} at ${a}, ${b}`),
      );
    }
    await page.getByRole("button", { name: "Back to the curves" }).click();
    await page.locator('tr[data-name="relu"]').waitFor();
    await close();
  });
});

test("the gallery has all 45 functions with curves of their own, and filtering leaves those that fit", async () => {
  const { page, close } = await site.openPage();
  const names = page.locator(".multiple > span");
  await expect.poll(() => names.count()).toBe(activations.length);
  expect(activations).toHaveLength(45);
  expect((await names.allTextContents()).sort()).toEqual(activations.map(({ name }) => name).sort());
  const paths = await page
    .locator(".multiple .thumbnail-value")
    .evaluateAll((all) => all.map((one) => one.getAttribute("d") ?? ""));
  for (const one of paths) expect(one.length).toBeGreaterThan(50);
  await page.getByLabel("Filter").fill("heaviside");
  await expect.poll(() => names.allTextContents()).toEqual(["binary_step"]);
  await page.getByText("1 of 45 fit “heaviside”.").waitFor();
  await page.getByLabel("Filter").fill("no such thing");
  await page.getByText("No function is called “no such thing”.").waitFor();
  await close();
});

test("pressing Enter on a small multiple puts the function on the chart, and once more takes it off", async () => {
  const { page, close } = await site.openPage();
  for (const name of ["mish", "maxout", "softmax"]) {
    await page.getByRole("button", { name, exact: true }).focus();
    await page.keyboard.press("Enter");
    await page.locator(`tr[data-name="${name}"]`).waitFor();
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator(`tr[data-name="${name}"]`).count()).toBe(0);
  }
  await close();
});
