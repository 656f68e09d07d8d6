// SPDX-License-Identifier: MIT
// The one error that wrong input throws.
import type { Problem } from "./types";

/** Everything that is wrong with what was passed, each with its path. Nothing has been changed. */
export class ActlabError extends Error {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join("\n"));
    this.name = "ActlabError";
    this.problems = problems;
  }
}

export function refuse(path: string, message: string): never {
  throw new ActlabError([{ path, message }]);
}

export function checkNumber(path: string, value: unknown, min: number, max: number): void {
  if (typeof value === "number" && value >= min && value <= max) return;
  refuse(path, `must be a number in [${min}, ${max}], got ${String(value)}`);
}
