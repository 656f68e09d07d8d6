// SPDX-License-Identifier: MIT
// How the benchmarks measure: contenders take turns in one process, so that a machine that slows down slows all of them.

/** Nanoseconds under the names of those that took them. */
export type Times = Record<string, number>;

/** Measures for about so many milliseconds. */
export type Contender = (milliseconds: number) => Times | Promise<Times>;

/**
 * The contenders' times, one record a round. Two rounds before these warm up and do not count. Every second round goes
 * backwards, so that a steady drift favours nobody.
 * @param rounds turns that count
 * @param milliseconds length of one turn
 */
export async function takeTurns(
  contenders: readonly Contender[],
  { rounds = 15, milliseconds = 20 } = {},
): Promise<Times[]> {
  const order = [...contenders];
  const all: Times[] = [];
  for (let round = 0; round < 2 + rounds; ++round) {
    const times: Times = {};
    for (const contender of order) Object.assign(times, await contender(milliseconds));
    all.push(times);
    order.reverse();
  }
  return all.slice(2);
}

/** A median with the quartiles around it. */
export interface Spread {
  low: number;
  median: number;
  high: number;
}

export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN;
  return { low: at(0.25), median: at(0.5), high: at(0.75) };
}

/**
 * How many times `by` the time of `of` is. Taken round by round: what slows a whole round leaves its ratio alone, while
 * a ratio of medians may set a good round of one against a bad round of the other.
 */
export function ratio(rounds: readonly Times[], of: string, by: string): Spread {
  return spread(rounds.map((times) => (times[of] ?? Number.NaN) / (times[by] ?? Number.NaN)));
}
