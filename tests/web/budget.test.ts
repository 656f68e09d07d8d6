// SPDX-License-Identifier: MIT
// What a first visit costs, gzipped as a static host sends it.

import fs from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openSite, type Site } from "./site";

let site: Site;
let sizes: { name: string; kilobytes: number }[];

beforeAll(async () => {
  site = await openSite();
  const { page, close, requests } = await site.openPage();
  await page.waitForLoadState("networkidle");
  sizes = [...new Set(requests)].map((url) => {
    const name = url.slice(site.url.length).replace(/[?#].*/, "") || "index.html";
    const file = path.join(import.meta.dirname, "../../dist", name);
    return { name, kilobytes: gzipSync(fs.readFileSync(file)).length / 1000 };
  });
  await close();
});
afterAll(() => site?.close());

/** Sum over the files whose name fits. */
const total = (names: RegExp) =>
  sizes.filter(({ name }) => names.test(name)).reduce((sum, { kilobytes }) => sum + kilobytes, 0);

test("the first view's JavaScript is at most 60 kB", () => {
  expect(total(/(?<!worker[^/]*)\.js$/)).toBeLessThanOrEqual(60);
});

test("the WASM with its glue is at most 100 kB", () => {
  expect(total(/\.wasm$/)).toBeGreaterThan(0);
  expect(total(/\.wasm$|worker[^/]*\.js$/)).toBeLessThanOrEqual(100);
});

test("a first visit is at most 200 kB", () => {
  expect(total(/./)).toBeLessThanOrEqual(200);
});
