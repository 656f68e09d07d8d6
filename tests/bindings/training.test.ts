// SPDX-License-Identifier: MIT
// How a run is trained and judged, through the library: losses, rates that change, metrics and ends by the clock.
import { type Lab, load, type OptimizerSpec, type Spec } from "actlab";
import { describe, expect, test } from "vitest";
import { problemsOf, runsOf } from "./support";

const lab: Lab = await load();
const { createRun } = runsOf(lab);

test("settings of training come back from a run's spec as they went in", () => {
  const settings = {
    loss: { name: "huber", delta: 0.5 },
    schedule: { name: "step", every: 9, factor: 0.25 },
    clip: { norm: 2, value: 0.5 },
    stop: {
      steps: 30,
      loss: 0.1,
      accuracy: 0.9,
      plateau: { updates: 20, min_delta: 0.01 },
      seconds: 5,
    },
  } as const;
  expect(createRun({ data: { kind: "moons" }, ...settings }).spec).toMatchObject(settings);
  const { stop, schedule, ...rest } = createRun({ data: { kind: "moons" } }).spec;
  expect(stop).toEqual({ steps: 2000 });
  expect(schedule).toEqual({ name: "constant" });
  expect(rest).not.toHaveProperty("clip");
});

test("history says the learning rate that the schedule gives", () => {
  const run = createRun({
    data: { kind: "moons" },
    optimizer: { name: "sgd", learning_rate: 0.5 },
    schedule: { name: "step", every: 10, factor: 0.5 },
    stop: { steps: 30 },
    probe: { every: 10 },
  });
  run.step(30);
  expect(run.history.learning_rate).toEqual(Float32Array.of(0.5, 0.25, 0.125, 0.0625));
});

describe("evaluate", () => {
  test("counts what its own predictions say, on either part", () => {
    const run = createRun({ data: { kind: "iris" }, scaling: "standardize", test_fraction: 0.3 });
    run.step(300);
    const { x, y, isTest, x_shape } = run.data;
    const answers = run.predict(x, x_shape[0]);
    for (const part of ["train", "test"] as const) {
      const counts = new Uint32Array(9);
      let loss = 0;
      y.forEach((actual, row) => {
        if ((isTest[row] === 1) !== (part === "test")) return;
        const logits = answers.subarray(3 * row, 3 * row + 3);
        counts[3 * actual + logits.indexOf(Math.max(...logits))] += 1;
        loss += Math.log(logits.reduce((sum, z) => sum + Math.exp(z), 0)) - (logits[actual] ?? 0);
      });
      const rows = counts.reduce((sum, count) => sum + count, 0);
      const metrics = run.evaluate(part);
      expect(metrics).toEqual({
        rows,
        loss: expect.closeTo(loss / rows, 5),
        accuracy: expect.closeTo(((counts[0] ?? 0) + (counts[4] ?? 0) + (counts[8] ?? 0)) / rows, 12),
        confusion: counts,
      });
    }
  });

  test("gives r2 for numbers, and refuses a part that has no samples or is none", () => {
    const run = createRun({
      data: { kind: "inline", x: [0, 1, 2, 3], x_shape: [4, 1], y: [1, 3, 5, 7], y_shape: [4] },
      test_fraction: 0,
      loss: "mae",
    });
    const y = run.predict([0, 1, 2, 3], 4);
    const errors = y.reduce((sum, value, i) => sum + (value - (1 + 2 * i)) ** 2, 0);
    const { r2, loss, ...rest } = run.evaluate("train");
    expect(r2).toBeCloseTo(1 - errors / 20, 5);
    expect(loss).toBeCloseTo(y.reduce((sum, value, i) => sum + Math.abs(value - 1 - 2 * i), 0) / 4, 5);
    expect(rest).toEqual({ rows: 4 });
    expect(problemsOf(() => run.evaluate("test"))).toEqual([
      { path: "part", message: "must have samples; this run tests on none" },
    ]);
    expect(problemsOf(() => run.evaluate("all" as "test"))[0]?.message).toBe(
      "must be train or test, got all",
    );
  });
});

describe("setOptimizer", () => {
  const spec: Spec = { data: { kind: "moons" }, optimizer: { name: "sgd", learning_rate: 0.5 } };

  test("changes the rates from the next update on, as a schedule that changes them there does", () => {
    const changed = createRun(spec);
    const reference = createRun({ ...spec, schedule: { name: "step", every: 25, factor: 0.5 } });
    changed.step(25);
    changed.setOptimizer({ name: "sgd", learning_rate: 0.25 });
    changed.step(25);
    reference.step(50);
    expect(changed.hash()).toBe(reference.hash());
    expect(changed.spec.optimizer).toMatchObject({ name: "sgd", learning_rate: 0.25, momentum: 0 });
  });

  test("with the rates that a run has changes nothing", () => {
    const [set, left] = [createRun(spec), createRun(spec)];
    for (let i = 0; i < 20; ++i) {
      set.setOptimizer(spec.optimizer as OptimizerSpec);
      set.step();
      left.step();
    }
    expect(set.hash()).toBe(left.hash());
  });

  test("refuses another rule and wrong rates, and leaves a run that has ended alone", () => {
    const run = createRun({ ...spec, stop: { steps: 5 } });
    expect(problemsOf(() => run.setOptimizer({ name: "adam" }))).toEqual([
      {
        path: "optimizer.name",
        message: 'must be "sgd", the rule that the run was made with, got "adam"',
      },
    ]);
    expect(problemsOf(() => run.setOptimizer({ name: "sgd", momentum: 1 }))[0]?.path).toBe(
      "optimizer.momentum",
    );
    expect(problemsOf(() => run.setOptimizer(undefined as unknown as OptimizerSpec))).toHaveLength(1);
    const { state } = run;
    run.step(5);
    const ended = run.state;
    run.setOptimizer({ name: "sgd", learning_rate: 0.1 });
    expect(run.state).toEqual(ended);
    expect(state.status).toBe("running");
  });
});

describe("stop.seconds", () => {
  const spec: Spec = { data: { kind: "moons" }, stop: { steps: 1e9, seconds: 0.05 } };

  test("ends a run when its updates have taken so long, in one go or in slices, and not for waiting", async () => {
    const whole = createRun(spec);
    const before = performance.now();
    const state = whole.step(1e9);
    expect(performance.now() - before).toBeGreaterThanOrEqual(50);
    expect(state).toMatchObject({ status: "stopped", reason: "0.05 seconds of training, as asked for" });

    const sliced = createRun(spec);
    sliced.runFor(10);
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(sliced.runFor(10).status).toBe("running");
    for (let i = 0; i < 10; ++i) sliced.runFor(10);
    expect(sliced.state).toEqual({ ...state, step: sliced.state.step, epoch: sliced.state.epoch });
    expect(sliced.step().step).toBe(sliced.state.step);
  });

  test("is spent for good, but for a reset", () => {
    const run = createRun(spec);
    const { step } = run.step(1e9);
    run.setParameters(run.parameters());
    expect(run.step()).toMatchObject({ status: "stopped", step });
    run.reset();
    expect(run.step()).toMatchObject({ status: "running", step: 1 });
  });

  test("does not change what the updates are", () => {
    const timed = createRun({ ...spec, stop: { steps: 200, seconds: 1000 } });
    const plain = createRun({ ...spec, stop: { steps: 200 } });
    timed.step(150);
    plain.step(150);
    expect(timed.state).toEqual(plain.state);
    expect(timed.hash()).toBe(plain.hash());
  });
});
