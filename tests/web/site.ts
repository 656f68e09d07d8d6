// SPDX-License-Identifier: MIT
// Serves the built site under a sub-path and opens its pages in Chromium; a page that complains fails its test.

import path from "node:path";
import { type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { serve } from "../../.ci/serve.mjs";

export interface SitePage {
  page: Page;
  /** Closes the page, and throws a list of what went wrong on it: see `trouble`. */
  close(): Promise<void>;
  /** Console errors, uncaught exceptions, failed requests and requests to another host, so far. A test may empty it. */
  trouble: string[];
  /** Every address asked for, by the page and its workers, so far. */
  requests: string[];
}

export interface Site {
  /** Address of the site's first page; ends with a slash. */
  url: string;
  /** Opens an address relative to the site's first page, as in "#view=train". Waits for the load event. */
  openPage(address?: string, options?: BrowserContextOptions): Promise<SitePage>;
  close(): Promise<void>;
}

/** Starts a server of a folder (seen from the root) and a browser: once a test file, in beforeAll. */
export async function openSite(folder = "dist"): Promise<Site> {
  // A sub-path no address in the site can know.
  const server = await serve(path.join(import.meta.dirname, "../..", folder), { base: "/some/sub/path/" });
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    // Without a sandbox, so that it runs as root in a container; no traffic of the browser's own.
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });

  async function openPage(address = "", options: BrowserContextOptions = {}): Promise<SitePage> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
    const page = await context.newPage();
    const trouble = watch(page, new URL(server.url).origin);
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    const close = async () => {
      await context.close();
      if (trouble.length > 0) throw new Error(`The page complained:\n${trouble.join("\n")}`);
    };
    await page.goto(new URL(address, server.url).href);
    return { page, close, trouble, requests };
  }

  const close = async () => {
    await browser.close();
    server.close();
  };
  return { url: server.url, openPage, close };
}

function watch(page: Page, origin: string): string[] {
  const trouble: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") trouble.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => trouble.push(`exception: ${error.stack ?? error.message}`));
  page.on("request", (request) => {
    const { protocol, origin: other } = new URL(request.url());
    const local = other === origin || protocol === "blob:" || protocol === "data:";
    if (!local) trouble.push(`request to another host: ${request.url()}`);
  });
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText;
    // A page that is left breaks off what it was still loading, such as its icon.
    if (reason !== "net::ERR_ABORTED") trouble.push(`request failed: ${request.url()} (${reason})`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) trouble.push(`request failed: ${response.url()} (${response.status()})`);
  });
  return trouble;
}
