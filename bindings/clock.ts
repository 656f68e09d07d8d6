// SPDX-License-Identifier: MIT
// How a piece of work is timed, here and by the benchmarks.

/** Milliseconds between looks at the clock: many times what a look costs, and what a browser's coarse clock misses. */
const kLookAtClock = 0.5;

/**
 * Mean time of one call in nanoseconds.
 * @param call a short piece of work: V8's faster tier takes over between calls only
 * @param milliseconds for about how long to call it; once at least
 */
export function meanTime(call: () => void, milliseconds: number): number {
  const begin = performance.now();
  let now = begin;
  let calls = 0;
  let callsPerLook = 1;
  while (now - begin < milliseconds) {
    for (let i = 0; i < callsPerLook; ++i) call();
    calls += callsPerLook;
    const before = now;
    now = performance.now();
    if (now - before < kLookAtClock) callsPerLook *= 2;
  }
  return ((now - begin) * 1e6) / calls;
}
