// SPDX-License-Identifier: MIT
// Saved runs: through JSON and back, and every way of not being one.
import { type Lab, load, type SavedRun, type Spec } from "actlab";
import { expect, test } from "vitest";
import { problemsOf, runsOf } from "./support";

const lab: Lab = await load();
const { kept, createRun } = runsOf(lab);

const spec: Spec = { data: { kind: "spiral", samples: 90 }, batch_size: 8, stop: { steps: 400 } };

test("a run that went through JSON goes on with the same bits, losses and history", () => {
  const whole = createRun(spec);
  const first = createRun(spec);
  first.step(133);
  const text = JSON.stringify(first.save());
  const second = kept(lab.loadRun(JSON.parse(text)));
  expect(second.state).toEqual(first.state);
  expect(second.spec).toEqual(first.spec);
  whole.step(400);
  second.step(267);
  expect(second.hash()).toBe(whole.hash());
  expect(second.state).toEqual(whole.state);
  expect(second.history).toEqual(whole.history);
  expect(second.batchLosses()).toEqual(whole.batchLosses());
  second.reset();
  whole.reset();
  expect(second.hash()).toBe(whole.hash());
});

test("what is no saved run is refused with the place of its fault", () => {
  const run = createRun(spec);
  run.step(3);
  const saved = run.save();
  const paths = (change: object) =>
    problemsOf(() => lab.loadRun({ ...saved, ...change } as SavedRun)).map(({ path }) => path);
  expect(paths({ format: "run" })).toEqual(["format"]);
  expect(paths({ version: 2 })).toEqual(["version"]);
  expect(paths({ state: 7 })).toEqual(["state"]);
  expect(paths({ state: "%%%" })).toEqual(["state"]);
  expect(paths({ state: saved.state.slice(0, -8) })).toEqual(["state"]);
  expect(paths({ hash: "0000000000000000" })).toEqual(["hash"]);
  expect(paths({ spec: { ...saved.spec, batch_size: 0 } })).toEqual(["spec.batch_size"]);
  expect(paths({ spec: { ...saved.spec, optimizer: { name: "sgd" } } })).toEqual(["state"]);
  expect(problemsOf(() => lab.loadRun(null as unknown as SavedRun))).toHaveLength(1);
});
