// SPDX-License-Identifier: MIT
// A run through the built library: the contract of bindings/types.ts, PyTorch's trajectories and the noted hashes.
import { type Lab, type LayerSpec, load, type Spec } from "actlab";
import { describe, expect, test } from "vitest";
import { problemsOf, reference, runsOf } from "./support";

const lab: Lab = await load();
const { createRun } = runsOf(lab);

describe("a run", () => {
  test("steps, keeps its history, resets to the same bits and ends in words", () => {
    const run = createRun({ data: { kind: "moons" }, stop: { steps: 45 }, probe: { every: 10 } });
    const start = run.hash();
    expect(run.state).toEqual({ status: "running", step: 0, epoch: 0, reason: "" });
    expect(run.step().step).toBe(1);
    expect(run.step(1000)).toEqual({
      status: "stopped",
      step: 45,
      epoch: 5,
      reason: "45 updates made, as asked for",
    });
    expect(run.history.step).toEqual(Float32Array.of(0, 10, 20, 30, 40, 45));
    expect(Object.keys(run.history)).toEqual([
      "step",
      "train_loss",
      "test_loss",
      "train_accuracy",
      "test_accuracy",
      "learning_rate",
      "layers",
    ]);
    const { layers, ...columns } = run.history;
    for (const column of Object.values(columns)) expect(column).toHaveLength(6);
    expect(layers.map(({ layer }) => layer)).toEqual([0, 2, 4]);
    for (const { gradient_rms, update_ratio } of layers) {
      for (const column of [gradient_rms, update_ratio]) {
        expect(column).toBeInstanceOf(Float32Array);
        expect(column).toHaveLength(6);
        expect(column[0]).toBeNaN();
        expect(column.slice(1).every((value) => value > 0)).toBe(true);
      }
    }
    expect(run.batchLosses()).toHaveLength(45);
    expect(run.batchLosses(43)).toEqual(run.batchLosses().slice(43));
    const end = run.hash();
    expect(end).toMatch(/^[0-9a-f]{16}$/);
    run.reset();
    expect(run.hash()).toBe(start);
    run.step(45);
    expect(run.hash()).toBe(end);
  });

  test("has no test columns without test samples and no accuracy without classes", () => {
    const run = createRun({
      data: { kind: "inline", x: [0, 1, 2, 3], x_shape: [4, 1], y: [0, 2, 4, 6], y_shape: [4] },
      test_fraction: 0,
    });
    expect(Object.keys(run.history)).toEqual(["step", "train_loss", "learning_rate", "layers"]);
    expect(run.data.isTest).toEqual(new Uint8Array(4));
  });

  test("works for about the time it is given, and no longer than asked", () => {
    const run = createRun({ data: { kind: "moons" }, stop: { steps: 1e9 } });
    run.runFor(5);
    const before = performance.now();
    const { step } = run.runFor(20);
    expect(performance.now() - before).toBeGreaterThanOrEqual(20);
    expect(performance.now() - before).toBeLessThan(200);
    expect(step).toBeGreaterThan(0);
    run.runFor(0);
    expect(run.state.step).toBe(step);
  });

  test("names its parameters as PyTorch does, and takes them back", () => {
    const run = createRun({ data: { kind: "moons" } });
    const parameters = run.parameters();
    expect(parameters.map(({ layer, name, shape }) => [layer, name, shape])).toEqual([
      [0, "weight", [8, 2]],
      [0, "bias", [8]],
      [2, "weight", [8, 8]],
      [2, "bias", [8]],
      [4, "weight", [1, 8]],
      [4, "bias", [1]],
    ]);
    expect(run.gradients(3).map(({ data }) => data.length)).toEqual([16, 8, 64, 8, 8, 1]);
    const before = run.hash();
    run.step(10);
    run.setParameters(parameters);
    expect(run.hash()).toBe(before);
    expect(
      problemsOf(() => run.setParameters([{ layer: 0, name: "weight", data: new Float32Array(3) }])),
    ).toEqual([{ path: "parameters[0].data", message: "must be 16 numbers, got 3" }]);
  });

  test("names what other layers learn, and gives back the same bits through all of them", () => {
    const layers: LayerSpec[] = [
      { type: "gaussian_noise", stddev: 0.05 },
      { type: "maxout", units: 3, pieces: 4, l1: 0.001, l2: 0.001 },
      { type: "batch_norm" },
      { type: "prelu", activity_l1: 0.001 },
      { type: "dropout", rate: 0.25 },
      { type: "activation", name: "tanh", activity_l1: 0.001 },
      { type: "prelu", shared: true },
      { type: "dense", units: 1 },
    ];
    const run = createRun({ data: { kind: "moons" }, model: { layers } });
    expect(run.parameters().map(({ layer, name, shape }) => [layer, name, shape])).toEqual([
      [1, "weight", [12, 2]],
      [1, "bias", [12]],
      [2, "weight", [3]],
      [2, "bias", [3]],
      [3, "slope", [3]],
      [6, "slope", [1]],
      [7, "weight", [1, 3]],
      [7, "bias", [1]],
    ]);
    run.step(50);
    expect(run.predict([0, 1], 1)).toEqual(run.predict([0, 1], 1));
    const again = createRun(JSON.parse(JSON.stringify(run.spec)));
    again.step(50);
    expect(again.hash()).toBe(run.hash());
    expect(
      problemsOf(() =>
        lab.createRun({ data: { kind: "moons" }, model: { layers: [{ type: "dropout", rate: 1.5 }] } }),
      ),
    ).toEqual([{ path: "model.layers[0].rate", message: "must be in [0, 1), got 1.5" }]);
  });

  test("has a spec that survives JSON and gives the same run again", () => {
    const data = { kind: "inline", x: [0, 1, 2, 3], x_shape: [4, 1], y: [1, 3, 5, 7], y_shape: [4] } as const;
    const layers = [
      { type: "dense", units: 4 },
      { type: "activation", name: "maxout", slopes: [-1, 0.5], intercepts: [0, 0.25] },
      { type: "dense", units: 1 },
    ] as const;
    const run = createRun({ data, loss: "mse", model: { layers: [...layers] } });
    const again = createRun(JSON.parse(JSON.stringify(run.spec)));
    expect(again.spec).toEqual(run.spec);
    expect(run.spec.data).toMatchObject({ x: [0, 1, 2, 3] });
    for (const each of [run, again]) each.step(20);
    expect(again.hash()).toBe(run.hash());
  });

  test("predicts what its own parameters compute", () => {
    const run = createRun({
      data: { kind: "moons" },
      model: { layers: [{ type: "dense", units: 1, bias_initializer: { name: "constant", value: 0.25 } }] },
    });
    const [weight] = run.parameters();
    const [a = 0, b = 0] = weight?.data ?? [];
    const [first, second] = run.predict([1, 2, -3, 0.5], 2);
    expect(first).toBeCloseTo(a + 2 * b + 0.25, 5);
    expect(second).toBeCloseTo(-3 * a + 0.5 * b + 0.25, 5);
    const plane = run.predictPlane({ x0: 0, x1: 2, y0: 0, y1: 4, width: 1, height: 1 });
    expect(plane[0]).toBe(first);
  });

  test("says what goes on in every layer, and leaves the run as it was", () => {
    const spec: Spec = {
      data: { kind: "moons" },
      model: {
        layers: [
          { type: "dense", units: 6, kernel_initializer: "ones" },
          { type: "activation", name: "relu" },
          { type: "dense", units: 1 },
        ],
      },
    };
    const [run, alone] = [createRun(spec), createRun(spec)];
    run.setParameters([
      { layer: 0, name: "bias", data: [0, 0, 0, -100, 0, -100] as unknown as Float32Array },
    ]);
    alone.setParameters(run.parameters());
    run.step(3);
    alone.step(3);
    const { rows, layers, warnings } = run.diagnostics();
    expect(rows).toBe(250);
    expect(
      layers.map(({ layer, type, z, weight }) => [layer, type, z !== undefined, weight !== undefined]),
    ).toEqual([
      [0, "dense", false, true],
      [1, "activation", true, false],
      [2, "dense", false, true],
    ]);
    // Alike in all but the weights after them, the live units are not copies any more; the dead ones have not moved.
    expect(layers[0]?.weight?.copies).toBe(2);
    expect(layers[0]?.weight?.update_ratio).toBeGreaterThan(0);
    expect(warnings).toEqual([expect.stringMatching(/^model\.layers\[0\]: 2 of 6 units are copies/)]);
    expect(layers[1]?.output.dead).toEqual([3, 5]);
    expect(layers[1]?.output.zero_share).toBeGreaterThan(1 / 3);
    const { histogram, mean, std } = layers[1]?.z ?? {};
    expect([mean, std]).toEqual([layers[0]?.output.mean, layers[0]?.output.std]);
    expect(histogram?.from).toBe(-(histogram?.to ?? 0));
    const counted = histogram?.counts.reduce((sum, count) => sum + count, 0) ?? 0;
    expect(histogram?.counts).toHaveLength(64);
    expect(counted + (histogram?.below ?? 0) + (histogram?.above ?? 0)).toBe(6 * 250);
    expect(layers[1]?.dz_rms).toBe(layers[0]?.dz_rms);
    // Every slope of ReLU is below 2.
    expect(run.diagnostics({ threshold: 2 }).layers[1]?.z?.saturated_share).toBe(1);
    expect(problemsOf(() => run.diagnostics({ threshold: 0 }))).toEqual([
      { path: "threshold", message: "must be a number in [1e-30, 1e+30], got 0" },
    ]);
    run.step(50);
    alone.step(50);
    expect(run.hash()).toBe(alone.hash());
  });

  test("warns of hidden layers whose units all start alike, and of nothing at a usual start", () => {
    const alike = { type: "dense", units: 8, kernel_initializer: { name: "constant", value: 0.1 } } as const;
    const tanh = { type: "activation", name: "tanh" } as const;
    const prelu = { type: "prelu" } as const;
    const layers = [alike, tanh, alike, prelu, { ...alike, units: 3 }] as const;
    const run = createRun({ data: { kind: "iris" }, model: { layers: [...layers] } });
    expect(run.diagnostics().warnings).toEqual([
      "model.layers[0]: 8 of 8 units are copies of another one and learn the same as it does, unless the layers after them tell them apart",
      "model.layers[2]: 8 of 8 units are copies of another one and learn the same as it does, unless the layers after them tell them apart",
    ]);
    expect(run.diagnostics().layers[3]?.slopes).toEqual(new Float32Array(8).fill(0.25));
    expect(createRun({ data: { kind: "iris" } }).diagnostics().warnings).toEqual([]);
  });

  test("hands out copies: what a caller does to them changes nothing", () => {
    const run = createRun({ data: { kind: "moons" } });
    const before = run.hash();
    run.parameters()[0]?.data.fill(7);
    run.data.x.fill(7);
    run.history.train_loss.fill(7);
    expect(run.hash()).toBe(before);
    expect(run.history.train_loss[0]).not.toBe(7);
  });

  test("tells what is wrong with a call, and goes on as before", () => {
    const run = createRun({ data: { kind: "iris" } });
    expect(problemsOf(() => run.step(-1))[0]?.message).toBe(
      "must be a whole number in [0, 9007199254740991], got -1",
    );
    expect(problemsOf(() => run.step(0.5))).toHaveLength(1);
    expect(problemsOf(() => run.predict([1, 2, 3], 1))[0]?.message).toBe(
      "must be 4 numbers, 1 x 4 inputs, got 3",
    );
    expect(
      problemsOf(() => run.predictPlane({ x0: 0, x1: 1, y0: 0, y1: 1, width: 9, height: 9 }))[0]?.message,
    ).toBe("only a network of two inputs has a plane, this one has 4");
    // 2^22 x 3 outputs would be more than one array may hold.
    expect(problemsOf(() => run.predict(new Float32Array(4), 1 << 22))[0]?.path).toBe("n");
    expect(run.step(3).step).toBe(3);
  });

  test("says that it has been disposed of, and can be disposed of twice", () => {
    const run = createRun({ data: { kind: "moons" } });
    run.dispose();
    run.dispose();
    expect(() => run.step()).toThrow("this run has been disposed of");
  });

  test("that diverges is a state with a reason, not an error", () => {
    const run = createRun({
      data: { kind: "moons" },
      optimizer: { name: "sgd", learning_rate: 1000 },
      loss: "mse",
    });
    const state = run.step(2000);
    expect(state.status).toBe("diverged");
    expect(state.reason).toMatch(/^at step \d+ the loss (became|rose to)/);
    for (const { data } of run.parameters()) expect(data.every(Number.isFinite)).toBe(true);
  });

  test("fills in every default of its spec", () => {
    const { spec } = createRun({ data: { kind: "iris" } });
    expect(spec).toMatchObject({ version: 1, seed: 1, loss: "categorical_crossentropy", batch_size: 32 });
    expect(spec.model?.layers.at(-1)).toMatchObject({ type: "dense", units: 3 });
    expect(createRun(spec).hash()).toBe(createRun({ data: { kind: "iris" } }).hash());
  });

  test("learns irises that it was not shown, by the median over nine seeds", () => {
    const accuracies = Array.from({ length: 9 }, (_, i) => {
      const run = createRun({
        seed: i + 1,
        data: { kind: "iris" },
        scaling: "standardize",
        test_fraction: 0.3,
        optimizer: { name: "adam", learning_rate: 0.01 },
      });
      run.step(500);
      return run.history.test_accuracy?.at(-1) ?? 0;
    });
    expect(accuracies.sort()[4]).toBeGreaterThanOrEqual(0.95);
  });

  test("learns handwritten digits that it was not shown", () => {
    const run = createRun({
      data: { kind: "digits" },
      scaling: "minmax",
      test_fraction: 0.3,
      model: {
        layers: [
          { type: "dense", units: 32, kernel_initializer: "he_normal" },
          { type: "activation", name: "relu" },
          { type: "dense", units: 10 },
        ],
      },
      optimizer: { name: "adam", learning_rate: 0.005 },
    });
    run.step(1000);
    expect(run.history.test_accuracy?.at(-1)).toBeGreaterThanOrEqual(0.94);
  });
});

interface Trajectory {
  layers: { type: string }[];
  loss: string | { name: "huber"; delta: number };
  optimizer: { name: "sgd" };
  schedule?: Spec["schedule"];
  clip?: { norm: number; value: number };
  batch: number;
  x: { shape: number[]; data: number[] };
  y: { shape: number[]; data: number[] };
  initial: Record<string, { data: number[] }>;
  grad_step0: Record<string, { data: number[] }>;
  loss_per_step: number[];
}

test.each([
  "activation-gelu",
  "activation-elu",
  "loss-mse",
  "loss-bce_logits",
  "loss-cross_entropy",
  "loss-huber",
  "optimizer-adam",
  "clip-schedule",
  "depth-sigmoid-10",
])("the WASM follows PyTorch's %s", (name) => {
  const { layers, loss, optimizer, schedule, clip, batch, x, y, initial, grad_step0, loss_per_step } =
    reference<Trajectory>(`training/${name}.json`);
  const losses = {
    mse: "mse",
    bce_logits: "binary_crossentropy",
    cross_entropy: "categorical_crossentropy",
  } as const;
  const run = createRun({
    data: { kind: "inline", x: x.data, x_shape: x.shape, y: y.data, y_shape: y.shape },
    test_fraction: 0,
    shuffle: false,
    model: { layers: layers as [] },
    loss: typeof loss === "string" ? losses[loss as "mse"] : loss,
    optimizer,
    schedule,
    clip,
    batch_size: batch,
  });
  run.setParameters(
    Object.entries(initial).map(([key, { data }]) => {
      const [layer = "", parameter = ""] = key.split(".");
      return { layer: Number(layer), name: parameter, data: Float32Array.from(data) };
    }),
  );
  for (const { layer, name: parameter, data } of run.gradients(0)) {
    const exact = grad_step0[`${layer}.${parameter}`]?.data ?? [];
    const largest = Math.max(...exact.map(Math.abs));
    expect(data.length).toBe(exact.length);
    for (const [i, g] of exact.entries())
      expect(Math.abs((data[i] ?? Number.NaN) - g)).toBeLessThanOrEqual(1e-5 * largest);
  }
  run.step(loss_per_step.length);
  for (const [i, got] of run.batchLosses().entries()) {
    const exact = loss_per_step[i] ?? Number.NaN;
    expect(Math.abs(got - exact)).toBeLessThanOrEqual(1e-4 * exact);
  }
});

test.each(reference<{ name: string; spec: Spec; steps: number; hash: string }[]>("runs.json"))(
  "$name ends with the bits that every other machine gets",
  ({ spec, steps, hash }) => {
    const run = createRun(spec);
    run.step(steps);
    expect(run.hash()).toBe(hash);
  },
);
