// SPDX-License-Identifier: MIT
// Two sets of tests: the JavaScript face of the engine under Node.js, and the built page in a real Chromium.

import path from "node:path";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: path.join(import.meta.dirname, ".."),
  test: {
    reporters: ["default", ["junit", { outputFile: "build/results/vitest.xml" }]],
    projects: [
      {
        test: { name: "bindings", include: ["tests/{bindings,snippets}/**/*.test.ts"], testTimeout: 60_000 },
      },
      {
        // One file at a time: these tests measure how long the page's thread is busy.
        test: {
          name: "web",
          include: ["tests/web/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
