// SPDX-License-Identifier: MIT
// Drawing only what has changed.

/** `make`, which gives the very same result again when its arguments are the same as the last time. */
export function remembered<A extends unknown[], R>(make: (...args: A) => R): (...args: A) => R {
  let last: { args: A; result: R } | null = null;
  return (...args) => {
    if (!last || args.some((value, i) => value !== last?.args[i])) last = { args, result: make(...args) };
    return last.result;
  };
}
