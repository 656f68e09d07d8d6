// SPDX-License-Identifier: MIT
// Work that can wait.

/** Calls back when the browser has nothing else to do, or after a while where it does not tell. */
export function whenIdle(run: () => void): void {
  if ("requestIdleCallback" in window) requestIdleCallback(run, { timeout: 5000 });
  else setTimeout(run, 1000);
}
