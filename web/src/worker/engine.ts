// SPDX-License-Identifier: MIT
// Brings the engine and the data sets in: the .wasm is compiled while it streams, a data set comes when first named.

import { ActlabError, load } from "../../../bindings/index";
import type { Lab } from "../../../bindings/types";
import wasmUrl from "../../../build/wasm/engine.wasm?url";

export { ActlabError };

/** The answer of a server that has the file; else an error that says which file is missing and what may help. */
async function fetchOrSay(url: URL, what: string): Promise<Response> {
  const response = await fetch(url).catch(() => null);
  if (response?.ok) return response;
  const status = response === null ? "no connection" : response.status;
  throw new Error(`${what} could not be fetched (${status}); try again in a moment`);
}

/** The engine, compiled from the stream; servers that name the wrong type get the slower way. */
export async function startEngine(): Promise<Lab> {
  const url = new URL(wasmUrl, import.meta.url);
  const response = await fetchOrSay(url, "the engine's file");
  const typed = response.headers.get("content-type")?.startsWith("application/wasm");
  const module = typed
    ? await WebAssembly.compileStreaming(response)
    : await WebAssembly.compile(await response.arrayBuffer());
  return load({ module });
}

/** Fetches the data set `name` from beside the page, unless the engine has it. Unknown names are left to the engine. */
export async function ensureDataset(lab: Lab, name: string, base: string): Promise<void> {
  if (lab.hasDataset(name) || !lab.datasets.some((set) => set.name === name)) return;
  const response = await fetchOrSay(new URL(`datasets/${name}.bin`, base), `the data set ${name}`);
  await lab.addDataset(new Uint8Array(await response.arrayBuffer()));
}
