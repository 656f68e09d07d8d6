// SPDX-License-Identifier: MIT
// What the tests of the JavaScript face share.
import fs from "node:fs";
import path from "node:path";
import { ActlabError, type Problem } from "actlab";

/** A file of tests/reference/. */
export function reference<T>(name: string): T {
  return JSON.parse(fs.readFileSync(path.join(import.meta.dirname, "../reference", name), "utf8"));
}

/** The problems that a call throws; an empty list when it throws none. */
export function problemsOf(call: () => unknown): readonly Problem[] {
  try {
    call();
  } catch (error) {
    if (error instanceof ActlabError) return error.problems;
    throw error;
  }
  return [];
}
