// SPDX-License-Identifier: MIT
// What a person is told when a part of the site does not come, or the engine fails under way.

import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSite, type Site, type SitePage } from "./site";
import { textOf } from "./text";

let site: Site;
beforeAll(async () => {
  site = await openSite();
});
afterAll(() => site?.close());

const told = (page: Page) => textOf(page.locator("#trouble"));

/** Closes a page that has complained of what the test did to it, and of what was cut off when the page was left. */
async function closeInTrouble({ close, trouble }: SitePage, expected: RegExp): Promise<void> {
  expect(trouble.filter((line) => !expected.test(line) && !/ERR_ABORTED/.test(line))).toEqual([]);
  trouble.length = 0;
  await close();
}

test("a view whose code does not come is told, and comes when the page is loaded again", async () => {
  const opened = await site.openPage("#shapes?f=gelu");
  const { page } = opened;
  await page.locator(".gallery .multiple").first().waitFor();
  await page.route("**/assets/view-*.js", (route) => route.abort());
  await page.getByRole("link", { name: "Train" }).click();
  await expect.poll(() => told(page)).toMatch(/^Train could not be loaded\. .*load this page again/);
  // What was there before still works, and takes the message away.
  await page.goBack();
  await expect.poll(() => told(page)).toBe("");
  await page.goForward();
  await expect.poll(() => told(page)).toMatch(/^Train could not/);
  await page.unroute("**/assets/view-*.js");
  await page.reload();
  await expect.poll(() => textOf(page.locator(".run-state"))).toMatch(/^Ready/);
  expect(await told(page)).toBe("");
  await closeInTrouble(opened, /view-.*\.js|ERR_FAILED/);
});

test("the first view's code missing is told as that, not as the engine's failure", async () => {
  const opened = await site.openPage();
  const { page } = opened;
  await page.route("**/assets/view-*.js", (route) => route.abort());
  await page.goto(`${site.url}?afresh#train`);
  await expect.poll(() => told(page)).toMatch(/^Train could not be loaded/);
  expect(await textOf(page.locator("#view-train .loading"))).toBe("");
  await closeInTrouble(opened, /view-.*\.js|ERR_FAILED/);
});

test.each([
  ["throws", 'setTimeout(() => { throw new Error("out of memory"); })'],
  ["rejects", 'void Promise.reject(new Error("out of memory"))'],
])("an engine that %s while a network trains is told, with what to do", async (_, failure) => {
  const opened = await site.openPage("#train?seed=3");
  const { page } = opened;
  await page.getByRole("button", { name: "Play" }).click();
  await expect.poll(() => textOf(page.locator(".run-state"))).toMatch(/^Training/);
  await page.workers()[0].evaluate(failure);
  await expect
    .poll(() => told(page))
    .toBe("The engine has stopped: out of memory. Load this page again: the link keeps the settings.");
  expect(await textOf(page.locator(".run-state"))).toBe("The engine has stopped, and this run with it.");
  for (const handle of await page.locator(".transport button").all()) {
    expect(await handle.getAttribute("aria-disabled")).toBe("true");
  }
  // In sight wherever the page is scrolled to.
  await page.mouse.wheel(0, 3000);
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(200);
  const box = await page.locator("#trouble").boundingBox();
  expect(box?.y).toBeGreaterThanOrEqual(0);
  await page.reload();
  await expect.poll(() => textOf(page.locator(".run-state"))).toMatch(/^Ready: .*seed 3/);
  await closeInTrouble(opened, /out of memory/);
});

test("a view that is first opened after the engine has failed says so", async () => {
  const opened = await site.openPage("#shapes");
  const { page } = opened;
  await page.locator(".gallery .multiple").first().waitFor();
  await page.workers()[0].evaluate('setTimeout(() => { throw new Error("out of memory"); })');
  await expect.poll(() => told(page)).toMatch(/^The engine has stopped/);
  await page.getByRole("link", { name: "Train" }).click();
  await expect.poll(() => textOf(page.locator(".run-state"))).toMatch(/^The engine has stopped/);
  expect(await told(page)).toMatch(/^The engine has stopped/);
  await closeInTrouble(opened, /out of memory/);
});

test("an engine whose file does not come is told, and the still stays", async () => {
  const opened = await site.openPage("#shapes");
  const { page } = opened;
  await page.route("**/engine.wasm*", (route) => route.abort());
  await page.reload();
  await expect.poll(() => told(page)).toMatch(/^The engine could not start: .*could not be fetched/);
  expect(await page.locator("#still path").first().isVisible()).toBe(true);
  await closeInTrouble(opened, /\.wasm|ERR_FAILED/);
});
