// SPDX-License-Identifier: MIT
// What a function costs in this browser: short turns in the worker, ReLU's beside its own, and their middle.
import type { ActivationChoice } from "../../../shared/engine";
import type { EngineClient } from "../../engine";

/** Nanoseconds an input. */
export interface CostFigures {
  own: number;
  relu: number;
  /** Of copying the inputs: the floor of all functions. */
  copy: number;
}

/** Until the browser has compiled what is measured a second time, for speed. */
const kWarming = 3;
/** Odd, so that there is a middle one. */
const kTurns = 9;

function middle(values: number[]): number {
  return values.sort((a, b) => a - b)[values.length >> 1];
}

/**
 * Measures while `wanted` says so; null when it no longer does or the function was refused. Between the turns the
 * worker serves whoever else waits.
 */
export async function measureCost(
  engine: EngineClient,
  choice: ActivationChoice,
  wanted: () => boolean,
): Promise<CostFigures | null> {
  const turns: CostFigures[] = [];
  while (turns.length < kWarming + kTurns) {
    if (!wanted()) return null;
    const cost = await engine.measure(choice);
    if (!cost) return null;
    turns.push({ own: cost.own.value, relu: cost.relu.value, copy: cost.relu.copy });
  }
  const of = (key: keyof CostFigures) => middle(turns.slice(kWarming).map((turn) => turn[key]));
  return { own: of("own"), relu: of("relu"), copy: of("copy") };
}
