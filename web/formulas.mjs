// SPDX-License-Identifier: MIT
// Writes build/formulas.json: the registry's TeX as MathML, made with Temml at build time so that the page needs none.

import fs from "node:fs";
import path from "node:path";
import temml from "temml";

const build = path.join(import.meta.dirname, "../build");

async function registry() {
  const { default: createEngine } = await import(path.join(build, "wasm/engine.mjs"));
  const module = await WebAssembly.compile(fs.readFileSync(path.join(build, "wasm/engine.wasm")));
  /** @type {{ activations(): { tex: { value: string, slope: string } }[] }} */
  const engine = await createEngine({
    instantiateWasm(
      /** @type {WebAssembly.Imports} */ imports,
      /** @type {(instance: WebAssembly.Instance, module: WebAssembly.Module) => void} */ done,
    ) {
      WebAssembly.instantiate(module, imports).then((instance) => done(instance, module));
      return {};
    },
  });
  return engine.activations();
}

/** MathML without style attributes, which the page's policy forbids; the style sheet says what they would. */
function toMathMl(/** @type {string} */ tex) {
  return temml.renderToString(tex, { throwOnError: true }).replace(/ style="[^"]*"/g, "");
}

const formulas = (await registry()).flatMap(({ tex }) => [tex.value, tex.slope]);
fs.writeFileSync(
  path.join(build, "formulas.json"),
  `${JSON.stringify(Object.fromEntries(formulas.map((tex) => [tex, toMathMl(tex)])), null, 1)}\n`,
);
