// SPDX-License-Identifier: MIT
// npm run bench: installs the peers, measures under Node.js and in Chromium, prints one table for each.

import fs from "node:fs";
import path from "node:path";
import { build } from "vite";
import { buildWasm } from "../../.ci/build.mjs";
import { fail, forWeb, installModules, installPackages, root } from "../../.ci/setup.mjs";
import { openSite } from "../web/site";
import { steps } from "./cost";
import type { Times } from "./measure";
import { flopOf, type Work } from "./network";
import {
  costHead,
  costRow,
  type Goal,
  head,
  productHead,
  productRow,
  row,
  type Target,
  table,
  trainingHead,
  trainingRow,
} from "./table";

/** Where the measuring happens. */
interface Place {
  name: string;
  activation(name: string, floats: number): Promise<Times[]>;
  training(work: Work): Promise<Times[]>;
  alone(work: Work): Promise<Times[]>;
  product(n: number): Promise<Times[]>;
  close(): Promise<void>;
}

const small = 4096;
const large = 1 << 20;
const targets: Target[] = [
  { name: "tanh", floats: small, peer: "tfjs", times: 12 },
  { name: "sigmoid", floats: small, peer: "tfjs", times: 2 },
  { name: "elu", floats: small, peer: "tfjs", times: 2 },
  { name: "gelu", floats: small, peer: "tfjs", times: 6 },
  { name: "softplus", floats: small, peer: "tfjs", times: 8 },
  { name: "relu", floats: large, peer: "copy", times: 0.8 },
];

/** For each of the works. */
const trainingGoals: Goal[][] = [
  [
    { peer: "convnetjs", times: 25 },
    { peer: "tfjs", times: 1500 },
  ],
  [{ peer: "convnetjs", times: 25 }],
  [
    { peer: "tfjs", times: 14 },
    { peer: "peak", times: 0.65 },
  ],
];
const productGoal: Goal = { peer: "peak", times: 0.9 };

installPackages(forWeb);
installModules("tests/bench/peers");
buildWasm("bench_kernels");
const wasm = path.join(import.meta.dirname, "peers/node_modules/@tensorflow/tfjs-backend-wasm/dist/");
const kernels = path.join(root, "build/wasm/bench_kernels.wasm");
// Only now: they import what has just been installed.
const { names } = await import("./activations");
const { openBench } = await import("./bench");
const { works } = await import("./training");

async function openNode(): Promise<Place> {
  const bench = await openBench(wasm, fs.readFileSync(kernels));
  return {
    name: `Node.js ${process.versions.node}, tfjs ${bench.tfjs}`,
    activation: bench.activations.measure,
    training: bench.training.measure,
    alone: bench.training.measureAlone,
    product: bench.kernels.measureProduct,
    close: async () => {},
  };
}

async function openChromium(): Promise<Place> {
  const outDir = path.join(root, "build/bench");
  await build({
    configFile: false,
    root: import.meta.dirname,
    base: "./",
    logLevel: "warn",
    resolve: { alias: { actlab: path.join(root, "dist/lib/actlab.js") } },
    build: { outDir, emptyOutDir: true, target: "es2022", chunkSizeWarningLimit: 4096 },
  });
  for (const file of [path.join(wasm, "tfjs-backend-wasm-simd.wasm"), kernels]) {
    fs.copyFileSync(file, path.join(outDir, path.basename(file)));
  }

  const site = await openSite("build/bench");
  const { page, close } = await site.openPage();
  const tfjs = await page.evaluate(async () => (await bench).tfjs);
  return {
    name: `Chromium ${page.context().browser()?.version()}, tfjs ${tfjs}`,
    activation: (name, floats) =>
      page.evaluate(async ([name, floats]) => (await bench).activations.measure(name, floats), [
        name,
        floats,
      ] as const),
    training: (work) => page.evaluate(async (work) => (await bench).training.measure(work), work),
    alone: (work) => page.evaluate(async (work) => (await bench).training.measureAlone(work), work),
    product: (n) => page.evaluate(async (n) => (await bench).kernels.measureProduct(n), n),
    close: async () => {
      await close();
      await site.close();
    },
  };
}

async function printActivations(place: Place): Promise<void> {
  console.log(
    "\nActivations: nanoseconds a float, medians; then times the engine's time, median (quartiles)\n",
  );
  const rows = [head];
  for (const floats of [small, large]) {
    for (const name of names) {
      const target = targets.find((entry) => entry.name === name && entry.floats === floats);
      rows.push(row(name, floats, await place.activation(name, floats), target));
    }
  }
  console.log(table(rows));
}

async function printTraining(place: Place): Promise<void> {
  console.log(
    "\nTraining: nanoseconds a sample, medians; then times the engine's time, median (quartiles)\n",
  );
  const rows = [trainingHead];
  for (const [i, work] of works.entries()) {
    rows.push(trainingRow(work.name, flopOf(work), await place.training(work), trainingGoals[i]));
  }
  console.log(table(rows));
}

async function printProducts(place: Place): Promise<void> {
  console.log("\nMatrix product, n x n\n");
  const rows = [productHead];
  for (const n of [96, 192, 256, 384, 512]) {
    rows.push(productRow(n, await place.product(n), productGoal));
  }
  console.log(table(rows));
}

async function printCost(place: Place): Promise<void> {
  console.log(
    "\nCost: 16 inputs, 4 layers of 32 relu units, batch 32, 2,048 samples, but for one size or layer\n",
  );
  const rows = [costHead];
  for (const { size, value, work } of steps) {
    rows.push(costRow(size, value, flopOf(work), await place.alone(work)));
  }
  console.log(table(rows));
}

const parts: Record<string, (place: Place) => Promise<void>> = {
  activations: printActivations,
  training: printTraining,
  products: printProducts,
  cost: printCost,
};
const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in parts));
if (unknown.length > 0) fail(`no such part: ${unknown} (${Object.keys(parts).join(", ")})`);

for (const open of [openNode, openChromium]) {
  const place = await open();
  console.log(`\n${place.name}`);
  for (const [name, print] of Object.entries(parts)) {
    if (asked.length === 0 || asked.includes(name)) await print(place);
  }
  await place.close();
}
