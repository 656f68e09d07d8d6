// SPDX-License-Identifier: MIT
// A link's functions held against the registry.
import type { ActivationInfo, Problem } from "../../shared/engine";
import { findInfo } from "../../shared/registry";
import { type EngineClient, isEvaluation } from "../engine";
import type { ShapesState } from "../link/shapes-link";

/** Gives functions their canonical names; what the engine or the chart refuses comes back as problems of the link. */
export async function settle(
  state: ShapesState,
  engine: EngineClient,
  infos: readonly ActivationInfo[],
): Promise<Problem[]> {
  const problems = await refusals(state, engine);
  state.functions.forEach((chosen, i) => {
    const info = findInfo(infos, chosen.name);
    chosen.name = info?.name ?? chosen.name;
    if (info?.inputs !== "pairs") return;
    problems.push({ path: `f[${i}]`, message: `takes pairs: its map opens with pair=${info.name}` });
  });
  const pair = findInfo(infos, state.pair);
  if (pair?.inputs === "pairs") state.pair = pair.name;
  else if (state.pair) {
    problems.push({ path: "pair", message: `no function of pairs is called “${state.pair}”` });
  }
  return problems;
}

async function refusals({ functions }: ShapesState, engine: EngineClient): Promise<Problem[]> {
  // Two inputs, which every function takes.
  const jobs = functions.map(({ name, parameters }) => ({
    activation: { ...parameters, name },
    x: new Float32Array(2),
  }));
  const results = await engine.evaluate(jobs);
  return results.flatMap((result, i) => {
    if (isEvaluation(result)) return [];
    const place = (path: string) => `f[${i}]${path.replace(/^activation/, "").replace(/^\.?name$/, "")}`;
    return result.problems.map(({ path, message }) => ({ path: place(path), message }));
  });
}
