// SPDX-License-Identifier: MIT
// Brings the engine and the data sets in: the engine at once, a data set when it is first named.

import { ActlabError, load } from "../../../bindings/index";
import { inflate } from "../../../bindings/inflate";
import type { Lab } from "../../../bindings/types";
import wasmUrl from "../../../build/wasm/engine.wasm.gz?url";

export { ActlabError };

/** The answer of a server that has the file; else an error that says which file is missing and what may help. */
async function fetchOrSay(url: URL, what: string): Promise<Response> {
  const response = await fetch(url).catch(() => null);
  if (response?.ok) return response;
  const status = response === null ? "no connection" : response.status;
  throw new Error(`${what} could not be fetched (${status}); try again in a moment`);
}

export async function startEngine(): Promise<Lab> {
  const response = await fetchOrSay(new URL(wasmUrl, import.meta.url), "the engine's file");
  const bytes = await inflate("engine", new Uint8Array(await response.arrayBuffer()));
  return load({ module: await WebAssembly.compile(bytes) });
}

/** Fetches the data set `name` from beside the page, unless the engine has it. Unknown names are left to the engine. */
export async function ensureDataset(lab: Lab, name: string, base: string): Promise<void> {
  if (lab.hasDataset(name) || !lab.datasets.some((set) => set.name === name)) return;
  const response = await fetchOrSay(new URL(`datasets/${name}.bin`, base), `the data set ${name}`);
  await lab.addDataset(new Uint8Array(await response.arrayBuffer()));
}
