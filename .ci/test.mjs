// SPDX-License-Identifier: MIT
// npm test, and with a stage's name one part of it. Ends at the first stage that fails; the last line counts tests.

import fs from "node:fs";
import path from "node:path";
import { buildSite, buildWasm } from "./build.mjs";
import * as setup from "./setup.mjs";

const { run, say, tool } = setup;
const results = path.join(setup.root, "build/results");

const stages = {
  check: {
    needs: setup.forCheck,
    run() {
      run("node", [".ci/structure.mjs"]);
      tool("biome", ["check", "--error-on-warnings"]);
      tool("tsc", ["--build"]);
      run("sh", [
        "-c",
        "find core bindings tests -name '*.h' -o -name '*.cpp' | xargs clang-format -n -Werror",
      ]);
    },
  },
  core: {
    needs: setup.forCore,
    run() {
      for (const preset of ["native-debug", "native-release", "native-clang"]) {
        say(preset);
        run("cmake", ["--preset", preset]);
        run("cmake", ["--build", "--preset", preset]);
        run("ctest", ["--preset", preset]);
      }
    },
  },
  wasm: {
    needs: [...setup.forBuild, ...setup.forCore],
    run() {
      buildWasm();
      run("ctest", ["--preset", "wasm"]);
    },
  },
  web: {
    needs: [...setup.forBuild, ...setup.forWeb, ...setup.forSnippets],
    async run() {
      buildWasm("engine");
      await buildSite();
      tool("publint", ["--strict"]);
      // The package is an ES module alone, which Node.js 20 and everything newer can import.
      tool("attw", ["--pack", ".", "--profile", "esm-only"]);
      tool("size-limit", ["--config", ".ci/budgets.mjs"]);
      tool("vitest", ["run", "--config", "tests/vitest.config.ts"]);
    },
  },
};

/** Adds up the JUnit files that ctest and vitest leave in build/results. */
function countTests() {
  let [tests, failures] = [0, 0];
  for (const file of fs.readdirSync(results)) {
    const suites = fs.readFileSync(path.join(results, file), "utf8").matchAll(/<testsuite\s[^>]*>/g);
    for (const [suite] of suites) {
      const number = (/** @type {string} */ key) => Number(suite.match(`\\b${key}="(\\d+)"`)?.[1] ?? 0);
      tests += number("tests") - number("skipped") - number("disabled");
      failures += number("failures") + number("errors");
    }
  }
  console.log(`${tests - failures} passed, ${failures} failed`);
}

const name = process.argv[2];
const chosen = Object.entries(stages).filter(([stage]) => !name || stage === name);
if (chosen.length === 0) setup.fail(`no such stage: ${name} (${Object.keys(stages).join(", ")})`);

setup.installPackages(chosen.flatMap(([, stage]) => stage.needs));
setup.installModules();
fs.rmSync(results, { recursive: true, force: true });
fs.mkdirSync(results, { recursive: true });
/** @type {string[]} */
const times = [];
process.on("exit", () => {
  if (times.length > 0) say(`seconds: ${times.join(", ")}`);
  if (chosen.some(([stage]) => stage !== "check")) countTests();
});
for (const [stage, { run: runStage }] of chosen) {
  say(`==== ${stage} ====`);
  const before = Date.now();
  await runStage();
  times.push(`${stage} ${Math.round((Date.now() - before) / 1000)}`);
}
