// SPDX-License-Identifier: MIT
// What the tests of the JavaScript face share.
import fs from "node:fs";
import path from "node:path";
import { ActlabError, type Lab, type Problem, type Run, type Spec } from "actlab";
import { afterEach } from "vitest";

/** A file of tests/reference/. */
export function reference<T>(name: string): T {
  return JSON.parse(fs.readFileSync(path.join(import.meta.dirname, "../reference", name), "utf8"));
}

/** Makes runs that are disposed of at the end of the test they are made in; call it once a file. */
export function runsOf(lab: Lab) {
  const runs: Run[] = [];
  afterEach(() => {
    for (const run of runs.splice(0)) run.dispose();
  });
  const kept = (run: Run): Run => {
    runs.push(run);
    return run;
  };
  return { kept, createRun: (spec: Spec): Run => kept(lab.createRun(spec)) };
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
