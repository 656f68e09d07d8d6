// SPDX-License-Identifier: MIT
// npm run bench: installs the peers, measures under Node.js and in Chromium, prints one table for each.

import fs from "node:fs";
import path from "node:path";
import { build } from "vite";
import { forWeb, installModules, installPackages, root } from "../../.ci/setup.mjs";
import { openSite } from "../web/site";
import type { Times } from "./measure";
import { head, row, type Target, table } from "./table";

/** Where the measuring happens. */
interface Place {
  name: string;
  measure(name: string, floats: number): Promise<Times[]>;
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

installPackages(forWeb);
installModules("tests/bench/peers");
const wasm = path.join(import.meta.dirname, "peers/node_modules/@tensorflow/tfjs-backend-wasm/dist/");
// Only now: it imports what has just been installed.
const { names, openBench } = await import("./activations");

async function openNode(): Promise<Place> {
  const bench = await openBench(wasm);
  return {
    name: `Node.js ${process.versions.node}, tfjs ${bench.tfjs}`,
    measure: async (name, floats) => bench.measure(name, floats),
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
  const file = "tfjs-backend-wasm-simd.wasm";
  fs.copyFileSync(path.join(wasm, file), path.join(outDir, file));

  const site = await openSite("build/bench");
  const { page, close } = await site.openPage();
  const tfjs = await page.evaluate(async () => (await bench).tfjs);
  return {
    name: `Chromium ${page.context().browser()?.version()}, tfjs ${tfjs}`,
    measure: (name, floats) =>
      page.evaluate(async ([name, floats]) => (await bench).measure(name, floats), [name, floats] as const),
    close: async () => {
      await close();
      await site.close();
    },
  };
}

for (const open of [openNode, openChromium]) {
  const place = await open();
  console.log(
    `\n${place.name}: nanoseconds a float, medians; then times the engine's time, median (quartiles)\n`,
  );
  const rows = [head];
  for (const floats of [small, large]) {
    for (const name of names) {
      const target = targets.find((entry) => entry.name === name && entry.floats === floats);
      rows.push(row(name, floats, await place.measure(name, floats), target));
    }
  }
  console.log(table(rows));
  await place.close();
}
