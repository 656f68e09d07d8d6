// SPDX-License-Identifier: MIT
// The benchmarks' page: hands the bench to run.ts, which drives the browser.

import { type Bench, openBench } from "./activations";

declare global {
  /** There as soon as the page's script has run. */
  var bench: Promise<Bench>;
}

globalThis.bench = openBench("./");
