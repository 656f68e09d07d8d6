// SPDX-License-Identifier: MIT
// lab.measure(): times that belong to the work they name. What they are on a good machine is tests/bench/'s to say.
import { load } from "actlab";
import { expect, test } from "vitest";
import { problemsOf } from "./support";

const lab = await load();
const x = Float32Array.from({ length: 1 << 16 }, (_, i) => i / 4096 - 8);

/** The smallest of a few measurements, which a busy machine disturbs least. */
function least(name: string, kind: "value" | "copy"): number {
  return Math.min(...Array.from({ length: 10 }, () => lab.measure(name, x, 4)[kind]));
}

test("a function with two transcendentals costs more than relu, and relu more than nothing", () => {
  const relu = least("relu", "value");
  expect(relu).toBeGreaterThan(0);
  expect(least("softplus", "value")).toBeGreaterThan(3 * relu);
  expect(least("softplus", "value")).toBeGreaterThan(3 * least("softplus", "copy"));
});

test("costs are nanoseconds an input: as many of them as were measured fit into the time it took", () => {
  const before = performance.now();
  const { value, copy } = lab.measure("tanh", x, 40);
  const took = (performance.now() - before) * 1e6;
  expect(took).toBeGreaterThanOrEqual(40e6);
  for (const cost of [value, copy]) expect(cost * x.length).toBeLessThan(took);
  // One input bears the whole call from JavaScript.
  expect(lab.measure("tanh", x.subarray(0, 1), 10).value).toBeGreaterThan(value);
});

test("what cannot be measured is refused, with its path", () => {
  const at = (...args: unknown[]) =>
    problemsOf(() => lab.measure(...(args as Parameters<typeof lab.measure>))).map(
      ({ path, message }) => `${path}: ${message}`,
    );
  expect(at("rleu", x)).toEqual(['activation.name: unknown name "rleu", did you mean "relu"?']);
  expect(at("relu", "1")).toEqual(["x: must be a Float32Array, got string"]);
  expect(at("relu", new Float32Array(0))).toEqual(["x: must be 1 to 4194304 numbers, got 0"]);
  expect(at("relu", new Float32Array(2 ** 22 + 1))).toEqual(["x: must be 1 to 4194304 numbers, got 4194305"]);
  for (const time of [0, -1, Number.NaN, 10_001, "20"]) {
    expect(at("relu", x, time)).toEqual([`milliseconds: must be a number in [0.001, 10000], got ${time}`]);
  }
});
