// SPDX-License-Identifier: MIT
// What every snippet is run with, what the engine gives there, and how far apart the two may be.
import fs from "node:fs";
import { type ActivationInfo, type Evaluation, load } from "actlab";
import { type Parameters, type Snippet, snippetsOf } from "../../web/src/page/shapes/facts/code/code";

export interface Case {
  info: ActivationInfo;
  parameters: Parameters;
  title: string;
  x: Float32Array;
  exact: Evaluation;
}

export const lab = await load();

/** Sixteenths from -12 to 12 with the corners among them, the neighbourhood of 0, and both far ends. */
const grid = Float32Array.from([
  ...Array.from({ length: 385 }, (_, i) => i / 16 - 12),
  ...[1e-4, 1e-3, 0.02, 0.3, 17.3, 30, 75, 300].flatMap((x) => [-x, x]),
]);
/** As many as there are b's in the second half; of softmax, few enough that no share underflows. */
const row = Float32Array.from({ length: 24 }, (_, i) => ((i * 7) % 24) / 6 - 2.1);

/** The defaults, and for functions with parameters other values as well. */
function parameterSets(info: ActivationInfo): Parameters[] {
  if (info.parameters.length === 0) return [{}];
  const others = info.parameters.map(({ name, default: standard, max }) => {
    if (typeof standard !== "number") return [name, standard.map((value) => 1.5 * value + 0.25)] as const;
    return [name, Math.min(max, standard === 0 ? 0.5 : 1.75 * standard)] as const;
  });
  return [{}, Object.fromEntries(others)];
}

export const cases: Case[] = lab.activations.flatMap((info) =>
  parameterSets(info).map((parameters) => {
    const x = info.inputs === "one" ? grid : row;
    return {
      info,
      parameters,
      title: [info.name, ...Object.values(parameters)].join(" "),
      x,
      exact: lab.evaluate({ ...parameters, name: info.name }, x),
    };
  }),
);

export function codeOf({ info, parameters }: Case, language: Snippet["language"]): string {
  const snippet = snippetsOf(info, parameters).find((one) => one.language === language);
  if (!snippet) throw new Error(`${info.name} has no code in ${language}`);
  return snippet.code;
}

/** Half the distance of 1 to the next float32. */
const kEpsilon = 2 ** -24;
/** Roundings that a formula of a few operations makes, in the result and in what it passes on. */
const kRoundings = 12;

/** What a snippet may give as 0: where 1 / e^-x is 1 / infinity. */
const kVanishing = 2 ** -120;

/**
 * What is out of float32 rounding: each result may be off by some roundings of its own, and by what some roundings of
 * its input make of it, which is |x f'|. Lists places as `x: got, exact`.
 * @param slack share of max(1, |x|) that may be lost besides
 */
export function strays(
  x: Float32Array,
  got: readonly number[],
  exact: Float32Array,
  slope: Float32Array,
  slack = 0,
): string[] {
  if (got.length !== exact.length) return [`${got.length} numbers in place of ${exact.length}`];
  return got.flatMap((value, i) => {
    const at = x[i % x.length];
    const allowed =
      kRoundings * kEpsilon * (Math.abs(exact[i]) + Math.abs(at * slope[i])) +
      slack * Math.max(1, Math.abs(at)) +
      kVanishing;
    const near = Math.abs(Math.fround(value) - exact[i]) <= allowed;
    return near || Object.is(Math.fround(value), exact[i]) ? [] : [`${at}: ${value}, exact ${exact[i]}`];
  });
}

/** Says, by name and number, what was not run: such tests are skipped, not passed. */
export function sayNotRun(language: string, why: string): void {
  const names = [...new Set(cases.map(({ info }) => info.name))];
  fs.writeSync(
    2,
    `not run, ${why}: the ${language} snippets of ${names.length} functions: ${names.join(", ")}\n`,
  );
}
