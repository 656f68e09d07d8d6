// SPDX-License-Identifier: MIT
// Brings the engine and the data sets in: the .wasm is compiled while it streams, a data set comes when first named.

import { ActlabError, load } from "../../../bindings/index";
import type { Lab } from "../../../bindings/types";
import wasmUrl from "../../../build/wasm/engine.wasm?url";

export { ActlabError };

/** The engine, compiled from the stream; servers that name the wrong type get the slower way. */
export async function startEngine(): Promise<Lab> {
  const url = new URL(wasmUrl, import.meta.url);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the engine's file could not be fetched (${response.status})`);
  const typed = response.headers.get("content-type")?.startsWith("application/wasm");
  const module = typed
    ? await WebAssembly.compileStreaming(response)
    : await WebAssembly.compile(await response.arrayBuffer());
  return load({ module });
}

/** Fetches the data set `name` from beside the page, unless the engine has it. Unknown names are left to the engine. */
export async function ensureDataset(lab: Lab, name: string, base: string): Promise<void> {
  if (lab.hasDataset(name) || !lab.datasets.some((set) => set.name === name)) return;
  const response = await fetch(new URL(`datasets/${name}.bin`, base));
  if (!response.ok) throw new Error(`the data set ${name} could not be fetched (${response.status})`);
  await lab.addDataset(new Uint8Array(await response.arrayBuffer()));
}
