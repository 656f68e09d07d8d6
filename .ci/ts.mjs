// SPDX-License-Identifier: MIT
// Lets Node.js 20 run TypeScript: node --import ./.ci/ts.mjs FILE. Types are stripped, not checked; JSON is imported
// as bundlers do, by its name alone.

import fs from "node:fs";
import { register } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { isMainThread } from "node:worker_threads";

// Node.js loads this file again, in a thread of its own, for the two hooks below.
if (isMainThread) register(import.meta.url);

/** @type {import("node:module").ResolveHook} */
export async function resolve(specifier, context, next) {
  const isBare = specifier.startsWith(".") && path.extname(specifier) === "";
  return next(isBare ? `${specifier}.ts` : specifier, context);
}

/** @type {import("node:module").LoadHook} */
export async function load(url, context, next) {
  if (url.endsWith(".json")) return next(url, { ...context, importAttributes: { type: "json" } });
  if (!url.endsWith(".ts")) return next(url, context);
  const file = fileURLToPath(url);
  const { transformWithOxc } = await import("vite");
  const { code } = await transformWithOxc(fs.readFileSync(file, "utf8"), file);
  return { format: "module", source: code, shortCircuit: true };
}
