// SPDX-License-Identifier: MIT
// The library: the face of index.ts with the WASM and the data sets inside, so that one file is all there is to host.
import breastCancer from "../build/datasets/breast_cancer.bin?inline";
import diabetes from "../build/datasets/diabetes.bin?inline";
import digits from "../build/datasets/digits.bin?inline";
import iris from "../build/datasets/iris.bin?inline";
import wine from "../build/datasets/wine.bin?inline";
import wasm from "../build/wasm/engine.wasm?inline";
import { load as loadEngine } from "./index";
import type { Lab, LoadOptions } from "./types";

export { ActlabError, isSupported } from "./index";
export type * from "./types";

/** The bytes of a data: address. */
function bytesOf(address: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(address.slice(address.indexOf(",") + 1)), (character) =>
    character.charCodeAt(0),
  );
}

let compiled: Promise<WebAssembly.Module> | undefined;

/**
 * The engine, ready to use; calling it again gives the same one.
 * @param options.module the engine compiled already, to share it between workers
 */
export async function load(options: Partial<LoadOptions> = {}): Promise<Lab> {
  const inside = () => (compiled ??= WebAssembly.compile(bytesOf(wasm)));
  const lab = await loadEngine({ module: options.module ?? (await inside()) });
  for (const packed of [iris, wine, breastCancer, digits, diabetes].map(bytesOf))
    await lab.addDataset(packed);
  return lab;
}
