// SPDX-License-Identifier: MIT
// What a first visit asks for is what .ci/budgets.mjs weighs: no file comes that no budget counts.

import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import budgets from "../../.ci/budgets.mjs";
import { openSite, type Site } from "./site";

const dist = path.join(import.meta.dirname, "../../dist");

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

test("a first visit, read to its end, asks for the files that the budgets weigh, and for no other", async () => {
  const { page, close, requests } = await site.openPage();
  await page.locator(".gallery .multiple").first().waitFor();
  for (const part of ["function-facts", "normal-input", "worked-example"]) {
    await page.locator(part).evaluate((element) => element.scrollIntoView());
    await page.locator(`${part} > *`).first().waitFor({ state: "attached" });
  }
  await page.locator("function-facts pre").waitFor({ state: "attached" });
  await page.waitForLoadState("networkidle");
  const asked = requests.map((url) => url.slice(site.url.length).replace(/[?#].*/, "") || "index.html");
  const weighed = budgets.flatMap((budget) => budget.path).map((file) => path.relative(dist, file));
  expect(asked.filter((name) => !weighed.includes(name))).toEqual([]);
  // Chromium asks for the icon when it likes.
  expect(weighed.filter((name) => !asked.includes(name) && name !== "icon.svg")).toEqual([]);
  await close();
});
