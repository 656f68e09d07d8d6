// SPDX-License-Identifier: MIT
// Every Python snippet of the page, run by Python: it gives what the engine gives, within the rounding of a float32.
import { spawnSync } from "node:child_process";
import path from "node:path";
import { describe, expect, test } from "vitest";
import type { Snippet } from "../../web/src/page/shapes/facts/code/code";
import { type Case, cases, codeOf, sayNotRun, strays } from "./cases";

type Result = { value: number[]; slope: number[] | null; error?: undefined } | { error: string };

function python(program: string, args: string[], input = "") {
  return spawnSync(program, args, { input, encoding: "utf8", maxBuffer: 2 ** 28 });
}

/** The first Python that has the module: a newer one may hide the system's, for which apt installs. */
function pythonWith(module: string): string | undefined {
  const programs = [process.env.PYTHON, "python3", "/usr/bin/python3"].filter((name) => name !== undefined);
  return programs.find((program) => python(program, ["-c", `import ${module}`]).status === 0);
}

/** Inputs whose results are finite: where the engine overflows, NumPy says that it does. */
function finite({ info, exact }: Case, numbers: Float32Array): Float32Array {
  return info.inputs === "one" ? numbers.filter((_, i) => Number.isFinite(exact.value[i])) : numbers;
}

/** All cases in one process: bringing in a library takes longer than running its snippets. */
function runAll(program: string, language: Snippet["language"], dtype: string): Result[] {
  const work = cases.map((one) => ({
    language,
    name: one.info.name,
    inputs: one.info.inputs,
    code: codeOf(one, language),
    x: [...finite(one, one.x)],
    dtype,
  }));
  const script = path.join(import.meta.dirname, "run.py");
  const { stdout, stderr } = python(program, [script], JSON.stringify({ cases: work }));
  if (!stdout) throw new Error(stderr);
  return JSON.parse(stdout.replace(/-?Infinity|NaN/g, "null"));
}

/** PyTorch 1.13 takes the slope of the middle at hard_silu's left corner. */
const isOtherChoice = (language: string, name: string, stray: string) =>
  language === "PyTorch" && name === "hard_silu" && stray.startsWith("-3:");

function expectEngine(one: Case, language: string, result: Result): void {
  if (result.error !== undefined) throw new Error(result.error);
  // A library's own formulas lose digits in tails, in double as well; its snippet is right when it is the function.
  const slack = language === "NumPy" ? 0 : 2 ** -50;
  const [x, value, slope, curvature] = [one.x, one.exact.value, one.exact.slope, one.exact.curvature].map(
    (numbers) => finite(one, numbers),
  );
  // A value of pairs moves with b as its slope in b says.
  const half = one.info.inputs === "pairs" ? x.length / 2 : 0;
  expect(strays(x.slice(half), result.value, value, slope.slice(half), slack)).toEqual([]);
  const wrong = result.slope ? strays(x, result.slope, slope, curvature, slack) : [];
  expect(wrong.filter((stray) => !isOtherChoice(language, one.info.name, stray))).toEqual([]);
}

describe.each([
  ["NumPy", "numpy", "float32"],
  ["NumPy", "numpy", "float64"],
  ["PyTorch", "torch", "float64"],
] as const)("%s", (language, module, dtype) => {
  const program = pythonWith(module);
  if (!program) sayNotRun(language, `no python3 with ${module}`);
  const results = program ? runAll(program, language, dtype) : [];
  test.skipIf(!program).each(cases.map((one, i) => [one.title, i] as const))(
    `the snippet of %s gives the engine's numbers in ${dtype}`,
    (_, i) => expectEngine(cases[i], language, results[i]),
  );
});

test("every Keras snippet is Python", () => {
  sayNotRun("Keras", "only compiled, since Debian has no Keras");
  const errors = runAll("python3", "Keras", "float64").flatMap(({ error }) => error ?? []);
  expect(errors).toEqual([]);
});
