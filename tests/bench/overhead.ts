// SPDX-License-Identifier: MIT
// What looking at a run costs: history and its layers at the default interval, in per cent of training, and one call of
// run.diagnostics(). After npm run build: node --import ./.ci/ts.mjs tests/bench/overhead.ts
//
// A row is measured by a run that keeps one at every update, beside a run that keeps none: at the default interval it would
// be lost in what two runs differ by anyway.

import { type LayerSpec, load, type Run, type Spec } from "actlab";
import { ratio, spread, takeTurns } from "./measure";
import { table } from "./table";

const dense = (units: number): LayerSpec => ({ type: "dense", units, kernel_initializer: "he_normal" });
const activation = (name: string): LayerSpec => ({ type: "activation", name });

/** Numbers that stand for images: what they are makes no difference to the time. */
function images(n: number, pixels: number): Spec["data"] {
  const x = Float32Array.from({ length: n * pixels }, (_, i) => ((i * 7919) % 256) / 256);
  const y = Array.from({ length: n }, (_, i) => i % 10);
  return { kind: "inline", x, x_shape: [n, pixels], y, y_shape: [n] };
}

const small = [dense(4), activation("tanh"), dense(2), activation("tanh"), dense(1)];
const wide = [dense(128), activation("relu"), dense(10)];
const cases: Record<string, Spec> = {
  "moons, 2-8-8-1, batch 32": { data: { kind: "moons" } },
  "moons, 2-4-2-1, batch 10": { data: { kind: "moons" }, model: { layers: small }, batch_size: 10 },
  "784-128-10, batch 32": {
    data: images(5000, 784),
    model: { layers: wide },
    loss: "categorical_crossentropy",
  },
  "100,000 samples, 2-8-8-1, batch 32": { data: { kind: "moons", samples: 100_000 } },
};

const lab = await load();
const stop = { steps: 1e9 };

/** Microseconds of processor time, which other programs do not add to. */
function processorTime(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return user + system;
}

/** What the history keeps before it thins its rows. */
const kMostRows = 4000;

const rows = [["run", "interval", "µs an update", "µs a row", "history costs", "diagnostics()"]];
for (const [name, spec] of Object.entries(cases)) {
  const usual = lab.createRun({ ...spec, stop });
  const every = usual.spec.probe?.every ?? 0;
  usual.dispose();
  const watched = lab.createRun({ ...spec, stop, probe: { every: 1 } });
  const alone = lab.createRun({ ...spec, stop, probe: { every: 1_000_000 } });
  // Some 50 ms of either.
  const updatesOf = (run: Run) =>
    Math.max(10, Math.ceil(50_000 / (processorTime(() => run.step(500)) / 500)));
  const many = updatesOf(alone);
  const some = Math.min(kMostRows, updatesOf(watched));
  const measure = (run: Run, updates: number) => {
    run.reset();
    return processorTime(() => run.step(updates)) / updates;
  };
  const rounds = await takeTurns([
    () => ({ watched: measure(watched, some) }),
    () => ({ alone: measure(alone, many) }),
  ]);
  const costs = ratio(rounds, "watched", "alone");
  const percent = (times: number) => (((times - 1) / every) * 100).toFixed(1);
  const looks = 20;
  const look = processorTime(() => {
    for (let i = 0; i < looks; ++i) watched.diagnostics();
  });
  rows.push([
    name,
    String(every),
    spread(rounds.map(({ alone }) => alone)).median.toPrecision(3),
    spread(rounds.map((times) => times.watched - times.alone)).median.toPrecision(3),
    `${percent(costs.median)} % (${percent(costs.low)}–${percent(costs.high)})`,
    `${(look / looks / 1000).toPrecision(2)} ms`,
  ]);
  watched.dispose();
  alone.dispose();
}
console.log(table(rows));
