// SPDX-License-Identifier: MIT
// Text of the page as a person reads it: white space of the source folded.

import type { Locator } from "playwright-core";

export async function textOf(locator: Locator): Promise<string> {
  return ((await locator.textContent()) ?? "").replace(/\s+/g, " ").trim();
}
