// SPDX-License-Identifier: MIT
// How the benchmarks measure: contenders take turns in one process, so that a machine that slows down slows all of them.

export interface Contender {
  name: string;
  /** One piece of work; short, since V8's faster tier takes over between calls only. */
  call(): void;
}

export interface Result {
  name: string;
  /** Median time of one call over all rounds. */
  nanoseconds: number;
}

/** Mean time of one call, in nanoseconds, over about `milliseconds`. */
function timeFor(contender: Contender, milliseconds: number): number {
  const begin = performance.now();
  let calls = 0;
  let spent = 0;
  do {
    contender.call();
    calls += 1;
    spent = performance.now() - begin;
  } while (spent < milliseconds);
  return (spent * 1e6) / calls;
}

/**
 * The contenders' times, measured in turns; the first two rounds warm up and do not count.
 * @param rounds turns that count
 * @param milliseconds length of one turn
 */
export function measure(contenders: Contender[], { rounds = 15, milliseconds = 30 } = {}): Result[] {
  const times = contenders.map((): number[] => []);
  for (let round = -2; round < rounds; round += 1) {
    contenders.forEach((contender, index) => {
      const time = timeFor(contender, milliseconds);
      if (round >= 0) times[index]?.push(time);
    });
  }
  return contenders.map(({ name }, index) => {
    const sorted = (times[index] ?? []).sort((a, b) => a - b);
    return { name, nanoseconds: sorted[Math.floor(rounds / 2)] ?? Number.NaN };
  });
}
