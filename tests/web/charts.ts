// SPDX-License-Identifier: MIT
// Charts on a page of their own, built as the site is: the page of harness/, served like the site.

import path from "node:path";
import type { BrowserContextOptions } from "playwright-core";
import { build } from "vite";
import type { HistogramModel } from "../../web/src/charts/histogram-model";
import type { LineModel } from "../../web/src/charts/model";
import { openSite, type Site, type SitePage } from "./site";

const root = path.join(import.meta.dirname, "../..");
const folder = "build/harness";

/** Builds and serves the charts' page: once a test file, in beforeAll. */
export async function openCharts(): Promise<Site> {
  await build({
    configFile: false,
    root: path.join(import.meta.dirname, "harness"),
    base: "./",
    logLevel: "warn",
    build: {
      outDir: path.join(root, folder),
      emptyOutDir: true,
      target: "es2022",
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  });
  return openSite(folder);
}

/** Opens the page with a line figure that shows `model`, given as what `make` returns when it runs on the page. */
export async function openFigure(
  site: Site,
  make: () => LineModel,
  options?: BrowserContextOptions,
): Promise<SitePage> {
  const opened = await site.openPage("", options);
  await opened.page.evaluate(`window.show((${make})())`);
  await opened.page.locator("line-figure .u-over").waitFor();
  return opened;
}

/** The page with a histogram. */
export async function openHistogram(
  site: Site,
  model: HistogramModel,
  options?: BrowserContextOptions,
): Promise<SitePage> {
  const opened = await site.openPage("", options);
  await opened.page.evaluate((model) => {
    const figure = document.querySelector("histogram-figure");
    if (figure) figure.model = model;
  }, model);
  await opened.page.locator("histogram-figure svg").waitFor();
  return opened;
}
