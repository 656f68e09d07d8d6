// SPDX-License-Identifier: MIT
// Ten thousand random and mutated specs through the face: each runs a step or is refused with problems.
import { ActlabError, load, type Spec } from "actlab";
import { expect, test } from "vitest";

const kSpecs = 10_000;
const lab = await load();

/** Numbers in [0, 1) from a seed (a 32-bit congruence), so that a failing spec comes again. */
function generator(seed: number) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const seeds: Spec[] = [
  { data: { kind: "moons", samples: 50 }, scaling: "minmax", stop: { steps: 3, loss: 0.1 } },
  {
    seed: 7,
    data: { kind: "spiral", samples: 30, classes: 3 },
    model: {
      layers: [
        { type: "dense", units: 5, bias_initializer: { name: "constant", value: 0.1 } },
        { type: "activation", name: "leaky_relu", negative_slope: 0.2 },
        { type: "dense", units: 3, use_bias: false },
      ],
    },
    optimizer: { name: "sgd", learning_rate: 0.1, momentum: 0.9 },
    batch_size: 7,
  },
  {
    data: { kind: "inline", x: Float32Array.of(1, 2, 3, 4), x_shape: [2, 2], y: [0, 1], y_shape: [2] },
    test_fraction: 0,
    probe: { every: 1 },
  },
  { data: { kind: "iris" }, optimizer: { name: "adam", beta_1: 0.5 } },
  {
    data: { kind: "moons", samples: 20 },
    loss: { name: "huber", delta: 0.5 },
    schedule: { name: "one_cycle", steps: 20, pct_start: 0.5 },
    clip: { norm: 1, value: 0.1 },
    stop: { accuracy: 0.9, plateau: { updates: 20, min_delta: 0.01 }, seconds: 5 },
  },
];

const cycle: Record<string, unknown> = {};
cycle.layers = [cycle];

/** One list, met 8^12 times by whoever walks through it. */
let shared: unknown = { units: 1 };
for (let i = 0; i < 12; ++i) shared = Array(8).fill(shared);

const wide = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`key${i}`, i]));

const strange: (() => unknown)[] = [
  () => null,
  () => undefined,
  () => true,
  () => Number.NaN,
  () => Number.POSITIVE_INFINITY,
  () => -0,
  () => 1e19,
  () => 2 ** 31,
  () => 0.5,
  () => 3,
  () => 64,
  () => "",
  () => "relu",
  () => "\ud800",
  () => "constructor",
  () => 12n,
  () => Symbol("s"),
  () => () => 1,
  () => [],
  () => [[], [1, "a"]],
  () => new Array(5),
  () => ({}),
  () => Object.create(null),
  () => JSON.parse('{"__proto__": {"kind": "moons"}}'),
  () => cycle,
  () => shared,
  () => wide,
  () => new Date(0),
  () => new Map([["kind", "moons"]]),
  () => new Uint8Array(4),
  () => new BigInt64Array(2),
  () => new DataView(new ArrayBuffer(4)),
  () => seeds[0],
];

test("each of 10,000 random and mutated specs runs a step or is refused with a list of problems", () => {
  const random = generator(1);
  const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)] as T;

  function mutated(value: unknown, chance: number): unknown {
    if (random() < chance) return pick(strange)();
    if (ArrayBuffer.isView(value) || typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => mutated(item, chance));
    const entries = Object.entries(value).map(([key, entry]) => [
      random() < chance / 4 ? String(pick(["units", "kind", "__proto__", "x"])) : key,
      mutated(entry, chance),
    ]);
    return Object.fromEntries(entries.filter(() => random() > chance / 4));
  }

  let ran = 0;
  let refused = 0;
  for (let i = 0; i < kSpecs; ++i) {
    const spec = i % 10 === 0 ? pick(strange)() : mutated(pick(seeds), i % 2 === 0 ? 0.1 : 0.03);
    try {
      const run = lab.createRun(spec as Spec);
      const { status } = run.state;
      const { step } = run.step(1);
      if (run.state.status !== "diverged") expect(step).toBe(status === "running" ? 1 : 0);
      run.dispose();
      ++ran;
    } catch (error) {
      if (!(error instanceof ActlabError)) throw error;
      expect(error.problems.length).toBeGreaterThan(0);
      for (const { message } of error.problems) expect(message).not.toBe("");
      ++refused;
    }
  }
  expect(ran).toBeGreaterThan(kSpecs / 10);
  expect(refused).toBeGreaterThan(kSpecs / 10);
});
