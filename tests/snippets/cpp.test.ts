// SPDX-License-Identifier: MIT
// Every C++ snippet of the page, compiled in one program: it gives what the engine gives, within float32 rounding.
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { type Case, cases, codeOf, sayNotRun, strays } from "./cases";

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "actlab-snippets-"));
afterAll(() => fs.rmSync(folder, { recursive: true }));

const compiler = process.env.CXX ?? "g++";

function compilerHere(): boolean {
  try {
    execFileSync(compiler, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

const list = (x: Float32Array) => `{${Array.from(x, (value) => `float(${value})`).join(", ")}}`;

/** The snippet in a namespace of its own, and a function that prints its values and its slopes, one a line. */
function unit(one: Case, i: number): string {
  const code = codeOf(one, "C++").replace(/^#include .*\n/gm, "");
  const name = code.includes(" tanh_activation(") ? "tanh_activation" : one.info.name;
  const half = one.x.length / 2;
  const body = {
    one: `const float x[] = ${list(one.x)};
      for (float v : x) print(${name}(v));
      for (float v : x) print(${name}_slope(v));`,
    pairs: `const float a[] = ${list(one.x.slice(0, half))}, b[] = ${list(one.x.slice(half))};
      for (int i = 0; i < ${half}; ++i) print(${name}(a[i], b[i]));
      for (int i = 0; i < ${half}; ++i) print(${name}_slope(a[i], b[i]).first);
      for (int i = 0; i < ${half}; ++i) print(${name}_slope(a[i], b[i]).second);`,
    all: `for (float v : ${name}(${list(one.x)})) print(v);`,
  }[one.info.inputs];
  return `namespace case_${i} {\n${code}\nvoid run() {\n${body}\n}\n}  // namespace case_${i}\n`;
}

function runAll(): number[][] {
  const includes = new Set(cases.flatMap((one) => codeOf(one, "C++").match(/^#include .*\n/gm) ?? []));
  const source = `${[...includes].join("")}#include <cstdio>
    void print(float v) { std::printf("%.9g\\n", v); }
    ${cases.map(unit).join("\n")}
    int main() { ${cases.map((_, i) => `case_${i}::run(); std::puts("end");`).join(" ")} }`;
  const file = path.join(folder, "snippets.cpp");
  fs.writeFileSync(file, source);
  const program = path.join(folder, "snippets");
  const flags = ["-std=c++17", "-O1", "-ffp-contract=off", "-Wall", "-Werror"];
  execFileSync(compiler, [...flags, file, "-o", program], { encoding: "utf8" });
  const output = execFileSync(program, { encoding: "utf8", maxBuffer: 2 ** 28 });
  const number = (line: string) => Number(line.replace(/^(-?)inf$/, "$1Infinity"));
  return output.split("end\n").map((part) => part.trim().split("\n").map(number));
}

const here = compilerHere();
if (!here) sayNotRun("C++", `no ${compiler}`);
const results = here ? runAll() : [];

test.skipIf(!here).each(cases.map((one, i) => [one.title, i] as const))(
  "the snippet of %s gives the engine's numbers",
  (_, i) => {
    const { x, exact, info } = cases[i];
    const values = results[i].slice(0, exact.value.length);
    const slopes = results[i].slice(exact.value.length);
    const pairs = info.inputs === "pairs";
    const half = x.slice(x.length / 2);
    expect(
      strays(pairs ? half : x, values, exact.value, pairs ? exact.slope.slice(half.length) : exact.slope),
    ).toEqual([]);
    if (info.inputs !== "all") expect(strays(x, slopes, exact.slope, exact.curvature)).toEqual([]);
  },
);

test.skipIf(!here)("every snippet compiles with the headers it names and no others", () => {
  // Snippets that name the same headers share a file.
  const files = new Map<string, string>();
  cases.forEach((one, i) => {
    const code = codeOf(one, "C++");
    const includes = (code.match(/^#include .*\n/gm) ?? []).join("");
    const rest = code.slice(includes.length);
    files.set(includes, `${files.get(includes) ?? includes}namespace case_${i} {\n${rest}}\n`);
  });
  const names = [...files.values()].map((text, i) => {
    const file = path.join(folder, `alone${i}.cpp`);
    fs.writeFileSync(file, text);
    return file;
  });
  execFileSync(compiler, [
    "-std=c++17",
    "-fsyntax-only",
    "-Wall",
    "-Wextra",
    "-Wno-unused-parameter",
    ...names,
  ]);
});
