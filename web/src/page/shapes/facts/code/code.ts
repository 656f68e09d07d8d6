// SPDX-License-Identifier: MIT
// A function of the registry as code to copy, whole and ready to run, with the parameters that it is given.
import type { ActivationInfo } from "../../../../shared/engine";
import { cppHelpers, cppRecipes } from "./cpp";
import { kerasRecipes } from "./keras";
import { numpyHelpers, numpyRecipes } from "./numpy";
import { pytorchRecipes } from "./pytorch";
import type { Body, Helpers, LibraryRecipe } from "./recipes";

export type Parameters = Readonly<Record<string, number | readonly number[]>>;

export interface Snippet {
  language: "PyTorch" | "Keras" | "NumPy" | "C++";
  /** A file's text, which defines something to call by the function's name. */
  code: string;
}

/** What of the registry a snippet needs. */
type Named = Pick<ActivationInfo, "name" | "inputs" | "parameters">;

/** `info` in all four languages. Parameters that `parameters` does not name have their defaults. */
export function snippetsOf(info: Named, parameters: Parameters): Snippet[] {
  const values = info.parameters.map(({ name, default: standard }) => ({
    name,
    value: parameters[name] ?? standard,
  }));
  return [
    { language: "PyTorch", code: library(["torch"], info.name, pytorchRecipes[info.name], values) },
    { language: "Keras", code: library(["keras"], info.name, kerasRecipes[info.name], values) },
    { language: "NumPy", code: numpy(info, values) },
    { language: "C++", code: cpp(info, values) },
  ];
}

interface Value {
  name: string;
  value: number | readonly number[];
}

/** 1 as 1.0 and 10⁻⁷ as 1e-7, which Python and C++ both read as a number with a fraction. */
function literal(value: number): string {
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

const linesOf = (body: Body) => (typeof body === "string" ? [body] : [...body]);

/** The helpers that `code` calls, in their order; those that it defines itself are no helpers. */
function helpersFor(code: string, helpers: Helpers, own: string): string[] {
  return Object.entries(helpers)
    .filter(([name]) => name !== own && new RegExp(`\\b${name}\\(`).test(code))
    .map(([, text]) => text);
}

const pythonNames: Readonly<Record<string, string>> = { lambda: "lambd" };
const pythonName = (name: string) => pythonNames[name] ?? name;

function pythonValue(value: number | readonly number[]): string {
  return typeof value === "number" ? literal(value) : `(${value.map(literal).join(", ")})`;
}

function pythonFunction(name: string, values: readonly Value[], body: Body): string {
  const settings = values.map(({ name: key, value }) => `${pythonName(key)}=${pythonValue(value)}`);
  const all = linesOf(body);
  const last = all.pop();
  return [
    `def ${name}(${["x", ...settings].join(", ")}):`,
    ...all.map((line) => `    ${line}`),
    `    return ${last}`,
  ].join("\n");
}

/** Imports, then definitions two lines apart, as Python's style guide has it. */
function pythonFile(imports: readonly string[], parts: readonly string[]): string {
  const needed = parts.some((part) => part.includes("math.")) ? ["math", ...imports] : imports;
  // The standard library stands apart from what is installed.
  const heads = needed.map((name) => `import ${name}${name === "math" ? "\n" : ""}`);
  return `${heads.join("\n")}\n\n\n${parts.join("\n\n\n")}\n`;
}

function library(
  imports: readonly string[],
  name: string,
  recipe: LibraryRecipe,
  values: readonly Value[],
): string {
  if (typeof recipe === "string" || !("made" in recipe)) {
    return pythonFile(imports, [pythonFunction(name, values, recipe)]);
  }
  const filled = values.reduce(
    (text, { name: key, value }) => text.replace(`{${key}}`, pythonValue(value)),
    recipe.made,
  );
  const note = recipe.note ? `\n${recipe.note}` : "";
  return `${imports.map((one) => `import ${one}`).join("\n")}\n\n${name} = ${filled}${note}\n`;
}

function numpy({ name, inputs }: Named, values: readonly Value[]): string {
  const { value, slope } = numpyRecipes[name];
  const parts = [pythonFunction(name, values, value)];
  if (slope) parts.push(pythonFunction(`${name}_${inputs === "all" ? "jacobian" : "slope"}`, values, slope));
  return pythonFile(["numpy as np"], [...helpersFor(parts.join(), numpyHelpers, name), ...parts]);
}

/** Headers by what calls for them. */
const headers: readonly [RegExp, string][] = [
  [/std::(max|min|clamp|max_element)\(/, "algorithm"],
  [/std::(abs|atan|cos|erfc|exp|expm1|hypot|log|log1p|pow|sin|sqrt|tanh)\(/, "cmath"],
  [/std::size_t/, "cstddef"],
  [/std::initializer_list/, "initializer_list"],
  [/std::pair/, "utility"],
  [/std::vector/, "vector"],
];

/** <math.h>, which many headers bring, has a tanh of its own. */
const cppNames: Readonly<Record<string, string>> = { tanh: "tanh_activation" };

const cppTypes = {
  one: { value: "float", slope: "float", input: ["float x"] },
  pairs: { value: "float", slope: "std::pair<float, float>", input: ["float a", "float b"] },
  all: { value: "std::vector<float>", slope: "", input: ["std::vector<float> x"] },
} as const;

function cppSetting({ name, value }: Value): string {
  if (typeof value === "number") return `float ${name} = ${literal(value)}f`;
  return `std::initializer_list<float> ${name} = {${value.map((one) => `${literal(one)}f`).join(", ")}}`;
}

function cpp({ name: ours, inputs }: Named, values: readonly Value[]): string {
  const types = cppTypes[inputs];
  const name = cppNames[ours] ?? ours;
  const settings = [...types.input, ...values.map(cppSetting)].join(", ");
  const define = (type: string, title: string, body: Body) => {
    const all = linesOf(body);
    const last = all.pop();
    return [
      `inline ${type} ${title}(${settings}) {`,
      ...all.map((line) => `  ${line}`),
      `  return ${last};`,
      "}",
    ].join("\n");
  };
  const { value, slope } = cppRecipes[ours];
  const parts = [define(types.value, name, value)];
  if (slope) parts.push(define(types.slope, `${name}_slope`, slope));
  const text = [...helpersFor(parts.join(), cppHelpers, ours), ...parts].join("\n\n");
  const includes = headers.filter(([call]) => call.test(text)).map(([, header]) => `#include <${header}>\n`);
  return `${includes.join("")}${includes.length > 0 ? "\n" : ""}${text}\n`;
}
