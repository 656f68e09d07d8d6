// SPDX-License-Identifier: MIT
// npm run build: the engine (build/wasm), the site (dist/) and the library (dist/lib/). --dev: without the last two.

import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { forBuild, installModules, installPackages, root, run, tool, which } from "./setup.mjs";

/** Builds one CMake target, or all when none is named, for WebAssembly. */
export function buildWasm(/** @type {string} */ target = "all") {
  const compiler = which("em++") ?? "";
  const env = { ...process.env };
  // Debian's Emscripten finds its JavaScript parser only when Node.js is Debian's too.
  if (compiler.startsWith("/usr/share/emscripten")) env.NODE_PATH = "/usr/share/nodejs";

  // CMake keeps the first compiler it saw: with another one the folder starts afresh.
  const stamp = path.join(root, "build/wasm/compiler.txt");
  const present = `${compiler}\n${execFileSync("em++", ["--version"], { encoding: "utf8" })}`;
  const known = fs.existsSync(stamp) ? fs.readFileSync(stamp, "utf8") : present;
  run("emcmake", ["cmake", "--preset", "wasm", ...(known === present ? [] : ["--fresh"])], env);
  fs.writeFileSync(stamp, present);
  run("cmake", ["--build", "--preset", "wasm", "--target", target], env);
}

/**
 * The engine as it travels. Compressed here, as hard as the format allows: not every host compresses WASM, and none as well.
 */
async function compressEngine() {
  // Only now: it may have been installed a moment ago.
  const { gzipAsync } = await import("@gfx/zopfli");
  const file = path.join(root, "build/wasm/engine.wasm");
  const packed = await gzipAsync(fs.readFileSync(file), { numiterations: 50 });
  fs.writeFileSync(`${file}.gz`, packed);
}

/** What Vite reads besides sources: the packed data sets, the registry's formulas as MathML and the first figure. */
async function makeInputs() {
  await compressEngine();
  run("node", ["bindings/datasets/pack.mjs"]);
  run("node", ["web/formulas.mjs"]);
  run("node", ["--import", "./.ci/ts.mjs", "web/first-figure.ts"]);
}

export async function buildSite() {
  await makeInputs();
  // The site empties dist/, so the library comes second.
  tool("vite", ["build", "--logLevel", "warn"]);
  tool("vite", ["build", "--logLevel", "warn", "--mode", "lib"]);
  writeDeclarations();
}

/** The library's types, under dist/lib/types, named as Node.js wants it: with the file's extension. */
function writeDeclarations() {
  tool("tsc", ["-p", "tsconfig.lib.json"]);
  const types = path.join(root, "dist/lib/types");
  for (const name of fs.readdirSync(types)) {
    const file = path.join(types, name);
    const text = fs.readFileSync(file, "utf8").replace(/(from "\.\/[^".]+)"/g, '$1.js"');
    fs.writeFileSync(file, text);
  }
  fs.writeFileSync(path.join(root, "dist/lib/actlab.d.ts"), 'export * from "./types/lib.js";\n');
}

if (process.argv[1] === import.meta.filename) {
  installPackages(forBuild);
  installModules();
  buildWasm("engine");
  if (process.argv.includes("--dev")) await makeInputs();
  else await buildSite();
}
