// SPDX-License-Identifier: MIT
// What a first visit may weigh, gzipped as a static host sends it: size-limit's configuration. That a browser asks for
// these files and no other, tests/web/budget.test.ts checks.

import fs from "node:fs";
import path from "node:path";

const root = path.dirname(import.meta.dirname);
const site = path.join(root, "dist");

/** @type {Record<string, string[]>} */
const chunks = JSON.parse(fs.readFileSync(path.join(root, "build/chunks.json"), "utf8"));
const assets = fs.readdirSync(path.join(site, "assets")).map((name) => `assets/${name}`);

const inSite = (/** @type {string} */ name) => path.join(site, name);
/** The files of modules that are fetched on their own, each once. */
const filesOf = (/** @type {string[]} */ modules) => [
  ...new Set(modules.flatMap((name) => chunks[name]).map(inSite)),
];

const view = ["index.html", "src/page/shapes/view.ts"];
/** What comes after the view, for the places below its figure. */
const below = [
  "facts/function-facts.define",
  "facts/code/code",
  "input/normal-input.define",
  "example/worked-example.define",
];
const worker = assets.filter((name) => /\/worker-[^/]*\.js$/.test(name)).map(inSite);
const scripts = [...filesOf(view), ...worker];
const allScripts = [...filesOf([...view, ...below.map((name) => `src/page/shapes/${name}.ts`)]), ...worker];
/** The engine, with its face towards JavaScript and what Emscripten makes for it. */
const engine = assets.filter((name) => /\/engine\.wasm-[^/]*\.gz$|\/glue-[^/]*\.js$/.test(name)).map(inSite);
const documents = [
  "index.html",
  "icon.svg",
  "first-paint.js",
  ...assets.filter((name) => name.endsWith(".css")),
].map(inSite);

export default [
  { name: "the first view's JavaScript", path: scripts, limit: "60 kB", gzip: true },
  { name: "WASM with its glue", path: engine, limit: "100 kB", gzip: true },
  { name: "a first visit", path: [...documents, ...allScripts, ...engine], limit: "200 kB", gzip: true },
];
