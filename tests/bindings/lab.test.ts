// SPDX-License-Identifier: MIT
// The built library's lab: the registry, evaluation against numbers computed by others, and its errors.
import fs from "node:fs";
import path from "node:path";
import { ActlabError, load } from "actlab";
import { describe, expect, test } from "vitest";
import { problemsOf, reference } from "./support";

const lab = await load();

interface Reference {
  params: Record<string, number>;
  columns: string[];
  rows: [x: number, f: number, df: number, d2f: number][];
}

/** Distance to the exact result in units of the last place of a float32 of its size. */
function ulpDistance(got: number, exact: number): number {
  const exponent = Math.max(Math.floor(Math.log2(Math.abs(exact) || 1e-300)), -126);
  return Math.abs(got - exact) / 2 ** (exponent - 23);
}

describe("load", () => {
  test("gives the same lab again", async () => {
    expect(await load()).toBe(lab);
  });

  test("takes a compiled module, as workers of one page share it", async () => {
    const file = path.join(import.meta.dirname, "../../build/wasm/engine.wasm");
    const module = await WebAssembly.compile(fs.readFileSync(file));
    const other = await load({ module });
    expect(other).not.toBe(lab);
    expect(await load({ module })).toBe(other);
    const spec = { data: { kind: "iris" } } as const;
    expect(other.createRun(spec).step(20)).toEqual(lab.createRun(spec).step(20));
  });

  test("fails for a module that is not the engine, instead of waiting for ever", async () => {
    const empty = await WebAssembly.compile(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
    await expect(load({ module: empty })).rejects.toThrow();
  });

  test("refuses what is no module", async () => {
    // biome-ignore lint/suspicious/noExplicitAny: a caller without types
    await expect(load({ module: 3 as any })).rejects.toThrow("module: must be a compiled WebAssembly.Module");
  });
});

describe("the registry", () => {
  test("carries the version of package.json", () => {
    const file = path.join(import.meta.dirname, "../../package.json");
    expect(lab.version).toBe(JSON.parse(fs.readFileSync(file, "utf8")).version);
  });

  test("states of every function its name, parameters within their range and its accuracy", () => {
    expect(lab.activations.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["linear", "relu", "leaky_relu", "elu", "sigmoid", "tanh", "softplus", "gelu"]),
    );
    for (const entry of lab.activations) {
      for (const parameter of entry.parameters) {
        for (const value of [parameter.default].flat()) {
          expect(value).toBeGreaterThanOrEqual(parameter.min);
          expect(value).toBeLessThanOrEqual(parameter.max);
        }
        expect(parameter.description).not.toBe("");
      }
      if (entry.inputs !== "one") continue;
      expect(entry.accuracy.value.ulp).toBeLessThanOrEqual(4);
      expect(entry.accuracy.slope.ulp).toBeLessThanOrEqual(4);
    }
  });

  test("writes defaults as a person would, not as the nearest float32", () => {
    const leaky = lab.activations.find(({ name }) => name === "leaky_relu");
    expect(leaky?.parameters[0]?.default).toBe(0.01);
  });
});

describe("evaluate", () => {
  const table = reference<Record<string, Reference>>("activations.json");
  const known = new Map(
    lab.activations.flatMap((entry) => [entry.name, ...entry.aliases].map((name) => [name, entry])),
  );
  const cases = Object.entries(table).filter(([name]) => known.has(name.replace(/_-?[\d.]+$/, "")));

  test("has reference numbers for every function", () => {
    const covered = new Set(cases.map(([name]) => known.get(name.replace(/_-?[\d.]+$/, ""))?.name));
    expect(covered.size).toBe(lab.activations.length);
  });

  test.each(cases)(
    "%s is within 4 ulp of its value and slope, or 1e-7 where the result crosses 0",
    (name, { params, rows }) => {
      const x = Float32Array.from(rows, ([at]) => at);
      const { value, slope, curvature } = lab.evaluate(
        { name: name.replace(/_-?[\d.]+$/, ""), ...params },
        x,
      );
      const entry = known.get(name);
      const allowed = entry?.inputs === "one" ? entry.accuracy.slope.absolute : 0;
      for (const [i, [, f, df, d2f]] of rows.entries()) {
        const off = (got: number | undefined, exact: number, absolute: number) =>
          Math.abs((got ?? Number.NaN) - exact) <= absolute ? 0 : ulpDistance(got ?? Number.NaN, exact);
        expect(off(value[i], f, 0)).toBeLessThanOrEqual(4);
        expect(off(slope[i], df, allowed)).toBeLessThanOrEqual(4);
        expect(Math.abs((curvature[i] ?? Number.NaN) - d2f)).toBeLessThanOrEqual(1e-7 + 1e-5 * Math.abs(d2f));
      }
    },
  );

  test("takes a name, an alias and no inputs at all", () => {
    expect(lab.evaluate("rectifier", Float32Array.of(-1, 2)).value).toEqual(Float32Array.of(0, 2));
    expect(lab.evaluate("relu", new Float32Array(0)).value).toHaveLength(0);
  });

  test("names what is wrong with a choice", () => {
    const at = (choice: unknown) => problemsOf(() => lab.evaluate(choice as string, new Float32Array(1)));
    expect(at("rleu")).toEqual([
      { path: "activation.name", message: 'unknown name "rleu", did you mean "relu"?' },
    ]);
    expect(at({ name: "elu", alpha: -1 })).toEqual([
      { path: "activation.alpha", message: "must be in (0, 10], got -1" },
    ]);
    expect(at(undefined)).toEqual([{ path: "activation", message: "must be an object, got nothing" }]);
    expect(problemsOf(() => lab.evaluate("relu", "1" as never))[0]?.path).toBe("x");
  });
});

describe("data sets", () => {
  test("are there with their origin, and hold what their tables hold", () => {
    for (const { name, rows, features, classes, source, terms } of lab.datasets) {
      expect(source).not.toBe("");
      expect(terms).toBe("CC BY 4.0");
      expect(lab.hasDataset(name)).toBe(true);
      const run = lab.createRun({ data: { kind: name as "iris" } });
      const { x, y, x_shape, classes: names } = run.data;
      run.dispose();
      expect([x_shape, names.length]).toEqual([[rows, features], classes]);
      const csv = path.join(import.meta.dirname, `../../bindings/datasets/${name}.csv`);
      const lines = fs.readFileSync(csv, "utf8").trim().split("\n").slice(1);
      for (const [i, line] of lines.entries()) {
        const cells = line.split(",");
        expect(x.subarray(i * features, (i + 1) * features)).toEqual(
          Float32Array.from(cells.slice(0, -1), Number),
        );
        expect(names[y[i] ?? -1]).toBe(cells.at(-1));
      }
    }
  });

  test("that are none are refused", async () => {
    await expect(lab.addDataset(new Uint8Array([1, 2, 3]))).rejects.toThrow(ActlabError);
  });
});
