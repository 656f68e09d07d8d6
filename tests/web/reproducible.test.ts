// SPDX-License-Identifier: MIT
// The same spec gives the same bits in Chromium as in the stored hashes, and the page fetches nothing from elsewhere.

import fs from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Spec } from "../../bindings/types";
import { openSite, type Site } from "./site";
import { textOf } from "./text";

const runs: { name: string; spec: Spec; steps: number; hash: string }[] = JSON.parse(
  fs.readFileSync(path.join(import.meta.dirname, "../reference/runs.json"), "utf8"),
);

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

test.each(runs)("$name gives the stored hash in Chromium", async ({ spec, steps, hash }) => {
  const { page, close } = await site.openPage();
  // As text: the test runner would rewrite the import.
  const found =
    await page.evaluate(`import(${JSON.stringify(`${site.url}lib/actlab.js`)}).then(async ({ load }) => {
    const run = (await load()).createRun(${JSON.stringify(spec)});
    run.step(${steps});
    return run.hash();
  })`);
  expect(found).toBe(hash);
  await close();
});

test("both views run from a sub-path and ask no other host for anything", async () => {
  const { page, close, requests } = await site.openPage();
  await page.locator(".gallery .multiple").first().waitFor();
  await page.getByRole("link", { name: "Train" }).click();
  await page.getByRole("radio", { name: "Digits" }).check();
  await expect.poll(() => textOf(page.locator(".run-state"))).toMatch(/^Ready: 64-/);
  expect(requests.length).toBeGreaterThan(5);
  for (const address of requests) expect(address.startsWith(site.url)).toBe(true);
  await close();
});
