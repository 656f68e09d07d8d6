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

/** Distance to the exact result in units of the last place of a float32 of its size; infinity stands for all beyond. */
function ulpDistance(got: number, exact: number): number {
  if (!Number.isFinite(got) && Math.abs(exact) >= 2 ** 128 && got > 0 === exact > 0) return 0;
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
    expect(lab.activations).toHaveLength(45);
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
  const table = {
    ...reference<Record<string, Reference>>("activations.json"),
    ...reference<Record<string, Reference>>("activations_more.json"),
  };
  const known = new Map(
    lab.activations.flatMap((entry) => [entry.name, ...entry.aliases].map((name) => [name, entry])),
  );
  const cases = Object.entries(table).filter(([name]) => known.has(name.replace(/_-?[\d.]+$/, "")));

  test("has reference numbers for every function of one number but maxout, which has a table of its own", () => {
    const covered = new Set(cases.map(([name]) => known.get(name.replace(/_-?[\d.]+$/, ""))?.name));
    const expected = lab.activations.filter(({ inputs, name }) => inputs === "one" && name !== "maxout");
    expect(covered).toEqual(new Set(expected.map(({ name }) => name)));
  });

  test.each(cases)(
    "%s is within 4 ulp of its value and slope, or 1e-7 where the result crosses 0",
    (name, { params, rows }) => {
      const x = Float32Array.from(rows, ([at]) => at);
      const entry = known.get(name.replace(/_-?[\d.]+$/, ""));
      const absolute =
        entry?.inputs === "one"
          ? { value: entry.accuracy.value.absolute, slope: entry.accuracy.slope.absolute }
          : { value: 0, slope: 0 };
      const { value, slope, curvature } = lab.evaluate(
        { name: name.replace(/_-?[\d.]+$/, ""), ...params },
        x,
      );
      for (const [i, [, f, df, d2f]] of rows.entries()) {
        const off = (got: number | undefined, exact: number, absolute: number) =>
          Math.abs((got ?? Number.NaN) - exact) <= absolute ? 0 : ulpDistance(got ?? Number.NaN, exact);
        expect(off(value[i], f, absolute.value)).toBeLessThanOrEqual(4);
        expect(off(slope[i], df, absolute.slope)).toBeLessThanOrEqual(4);
        if (Math.abs(d2f) > 2 ** 128) expect(curvature[i]).toBe(Number.POSITIVE_INFINITY);
        else
          expect(Math.abs((curvature[i] ?? Number.NaN) - d2f)).toBeLessThanOrEqual(
            1e-7 + 1e-5 * Math.abs(d2f),
          );
      }
    },
  );

  test("takes a name, an alias and no inputs at all", () => {
    expect(lab.evaluate("rectifier", Float32Array.of(-1, 2)).value).toEqual(Float32Array.of(0, 2));
    expect(lab.evaluate("relu", new Float32Array(0)).value).toHaveLength(0);
  });

  test("gives n products of 2n numbers, with the slopes in both", () => {
    const { value, slope, curvature } = lab.evaluate("reglu", Float32Array.of(2, -3, 5, -7));
    expect([...value]).toEqual([10, -0]);
    expect([...slope]).toEqual([5, 0, 2, -0]);
    expect(curvature).toHaveLength(4);
  });

  test("gives shares of a whole for any number of classes, however large the numbers", () => {
    expect([...lab.evaluate("softmax", Float32Array.of(1e4, 1e4, -1e4, 1e4, 1e4)).value]).toEqual([
      0.25, 0.25, 0, 0.25, 0.25,
    ]);
    expect([...lab.evaluate("log_softmax", Float32Array.of(-1e4)).value]).toEqual([0]);
  });

  test("takes the lines of maxout", () => {
    const choice = { name: "maxout", slopes: [-1, 2], intercepts: [0, -1] };
    const { value, slope } = lab.evaluate(choice, Float32Array.of(-3, 3));
    expect([...value, ...slope]).toEqual([3, 5, -1, 2]);
  });

  test("names what is wrong with a choice", () => {
    const at = (choice: unknown) => problemsOf(() => lab.evaluate(choice as string, new Float32Array(1)));
    expect(at("rleu")).toEqual([
      { path: "activation.name", message: 'unknown name "rleu", did you mean "relu"?' },
    ]);
    expect(at({ name: "elu", alpha: -1 })).toEqual([
      { path: "activation.alpha", message: "must be in [1e-06, 10], got -1" },
    ]);
    expect(at({ name: "maxout", slopes: [1] })).toEqual([
      { path: "activation.slopes", message: "must hold 2 to 8 numbers, got 1" },
    ]);
    expect(at({ name: "maxout", slopes: [1, 2], intercepts: [0, 0, 0] })).toEqual([
      { path: "activation.intercepts", message: "must hold as many numbers as the list before it, 2, got 3" },
    ]);
    expect(at({ name: "maxout", slopes: [1, 20], intercepts: [0, 0] })).toEqual([
      { path: "activation.slopes", message: "must hold numbers in [-10, 10]" },
    ]);
    expect(at({ name: "maxout", slopes: 1, intercepts: [0, 0] })[0]?.message).toBe(
      "must be a list of numbers, got 1",
    );
    expect(at("glu")).toEqual([
      { path: "x", message: "must hold as many second as first numbers of pairs, got 1 in all" },
    ]);
    expect(at(undefined)).toEqual([{ path: "activation", message: "must be an object, got nothing" }]);
    expect(problemsOf(() => lab.evaluate("relu", "1" as never))[0]?.path).toBe("x");
  });
});

describe("sample", () => {
  test("gives the values that evaluate gives, at even places and around kinks", () => {
    const curve = lab.sample({ name: "leaky_relu", negative_slope: 0.5, from: -2, to: 2, points: 5 });
    const tiny = 2 ** -149;
    expect([...curve.x]).toEqual([-2, -1, -tiny, 0, tiny, 1, 2]);
    const { value, slope, curvature } = lab.evaluate({ name: "leaky_relu", negative_slope: 0.5 }, curve.x);
    expect([curve.value, curve.slope, curve.curvature]).toEqual([value, slope, curvature]);
    expect(curve.kinks).toEqual([{ x: 0, slope: 0.5 }]);
  });

  test("tells where the curve is flat and where it is zero", () => {
    const curve = lab.sample({ name: "relu", from: -4, to: 4, threshold: 0.5 });
    expect(curve.saturated).toEqual([[-4, 0]]);
    expect(curve.zeros).toEqual([[-4, 0]]);
    expect(lab.sample({ name: "softplus", from: -10, to: 10 }).zeros).toEqual([]);
  });

  test("names what is wrong with a query", () => {
    const at = (query: object) =>
      problemsOf(() => lab.sample({ name: "relu", from: -1, to: 1, ...query })).map(({ path }) => path);
    expect(at({ from: 1 })).toEqual(["to"]);
    expect(at({ from: Number.NaN })).toEqual(["from"]);
    expect(at({ points: 1 })).toEqual(["points"]);
    expect(at({ points: 2.5 })).toEqual(["points"]);
    expect(at({ threshold: 0 })).toEqual(["threshold"]);
    expect(at({ name: "softmax" })).toEqual(["activation.name"]);
    expect(at({ alpha: 2 })).toEqual(["activation.alpha"]);
  });
});

describe("data sets", () => {
  test("are there with their origin, and hold what their tables hold", () => {
    for (const { name, rows, features, classes, source, terms } of lab.datasets) {
      expect(source).not.toBe("");
      expect(terms).toBe(name === "diabetes" ? "Published with the paper" : "CC BY 4.0");
      expect(lab.hasDataset(name)).toBe(true);
      const run = lab.createRun({ data: { kind: name as "iris" } });
      const { features: columns, x, y, x_shape, classes: names } = run.data;
      run.dispose();
      expect([x_shape, names.length]).toEqual([[rows, features], classes]);
      const csv = path.join(import.meta.dirname, `../../bindings/datasets/${name}.csv`);
      const [header = "", ...lines] = fs.readFileSync(csv, "utf8").trim().split("\n");
      expect(columns).toEqual(header.split(",").slice(0, -1));
      for (const [i, line] of lines.entries()) {
        const cells = line.split(",");
        expect(x.subarray(i * features, (i + 1) * features)).toEqual(
          Float32Array.from(cells.slice(0, -1), Number),
        );
        expect(classes === 0 ? String(y[i]) : names[y[i] ?? -1]).toBe(cells.at(-1));
      }
    }
  });

  test("that are none are refused", async () => {
    await expect(lab.addDataset(new Uint8Array([1, 2, 3]))).rejects.toThrow(ActlabError);
  });
});

describe("comma-separated text", () => {
  test("trains as the shipped set that was packed from it", () => {
    const text = fs.readFileSync(path.join(import.meta.dirname, "../../bindings/datasets/wine.csv"), "utf8");
    const hashes = [{ kind: "wine" as const }, { kind: "csv" as const, text }].map((data) => {
      const run = lab.createRun({ data, scaling: "standardize" });
      run.step(50);
      const hash = run.hash();
      run.dispose();
      return hash;
    });
    expect(hashes[0]).toBe(hashes[1]);
  });

  test("can be looked at before it is taken", () => {
    expect(lab.readCsv("größe;farbe\n1,5;rot\n;blau\n2;rot\n")).toEqual({
      header: true,
      rows: 3,
      columns: [
        { name: "größe", kind: "text", distinct: 2, missing: 1 },
        { name: "farbe", kind: "text", distinct: 2, missing: 0 },
      ],
      problems: [],
    });
    const { header, columns, problems } = lab.readCsv("1,2\n3\n", { header: "absent" });
    expect([header, columns.map(({ name }) => name)]).toEqual([false, ["1", "2"]]);
    expect(problems).toEqual([
      { path: "text", message: "row 2 must have 2 cells, as the first row has, got 1" },
    ]);
    expect(lab.readCsv("1,2", { header: "yes" as "auto" }).problems[0]?.path).toBe("header");
    expect(problemsOf(() => lab.readCsv(3 as unknown as string))[0]?.path).toBe("text");
  });

  test("is refused in words that a person can act on", () => {
    const data = { kind: "csv", text: "age,city,y\n1,Oslo,2\n2,Rome,\n" } as const;
    expect(problemsOf(() => lab.createRun({ data })).map(({ message }) => message)).toEqual([
      'column "city": must hold finite 32-bit numbers, got "Oslo" in row 2 and others; correct it, or leave the column out of data.columns',
      'column "y": no value in row 3; fill it in, or leave such rows out by missing: "drop"',
    ]);
    const run = lab.createRun({ data: { ...data, columns: ["age"], missing: "drop" } });
    expect(run.data.x_shape).toEqual([1, 1]);
    run.dispose();
  });

  test("gives numbers as JavaScript reads them", () => {
    const numbers = Array.from({ length: 2000 }, (_, i) =>
      (Math.sin(i + 1) * 10 ** ((i % 70) - 40)).toString(),
    );
    const run = lab.createRun({ data: { kind: "csv", text: numbers.map((x) => `${x},0`).join("\n") } });
    expect(run.data.x).toEqual(Float32Array.from(numbers, Number));
    run.dispose();
  });

  test("is read at thousands of rows a second", () => {
    const row = Array.from({ length: 20 }, (_, i) => (Math.sin(i) * 100).toFixed(4)).join(",");
    const text = Array(20_000).fill(row).join("\n");
    let best = 0;
    for (let i = 0; i < 5; ++i) {
      // The processor's own time: other work on the machine does not count.
      const before = process.cpuUsage();
      lab.createRun({ data: { kind: "csv", text } }).dispose();
      const { user, system } = process.cpuUsage(before);
      best = Math.max(best, 20_000 / ((user + system) / 1e6));
    }
    // A quarter of what the slowest machine so far did.
    expect(best).toBeGreaterThan(10_000);
  });
});
