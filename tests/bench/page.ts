// SPDX-License-Identifier: MIT
// The benchmarks' page: hands the bench to run.ts, which drives the browser.

import { type Bench, openBench } from "./bench";

declare global {
  /** There as soon as the page's script has run. */
  var bench: Promise<Bench>;
}

globalThis.bench = fetch("./bench_kernels.wasm")
  .then((response) => response.arrayBuffer())
  .then((kernels) => openBench("./", kernels));
