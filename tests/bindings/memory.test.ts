// SPDX-License-Identifier: MIT
// The engine's memory, looked at from outside: nothing of a disposed run stays, and nothing grows while one runs.
import fs from "node:fs";
import path from "node:path";
import { load } from "actlab";
import { beforeAll, expect, test } from "vitest";
import createEngine, { type Engine, type EngineModule } from "#engine";

const file = path.join(import.meta.dirname, "../../build/wasm/engine.wasm");
let module: EngineModule;
let engine: Engine;
let memory: WebAssembly.Memory;

beforeAll(async () => {
  const compiled = await WebAssembly.compile(fs.readFileSync(file));
  module = await createEngine({
    instantiateWasm(imports, done) {
      WebAssembly.instantiate(compiled, imports).then((instance) => {
        memory = Object.values(instance.exports).find(
          (entry) => entry instanceof WebAssembly.Memory,
        ) as WebAssembly.Memory;
        done(instance, compiled);
      });
      return {};
    },
  });
  engine = new module.Engine();
});

const large = {
  data: { kind: "moons", samples: 5000 },
  model: {
    layers: [
      { type: "dense", units: 128 },
      { type: "activation", name: "relu" },
      { type: "dense", units: 128 },
      { type: "dense", units: 1 },
    ],
  },
};

function createAndDispose() {
  const { run } = engine.createRun(large);
  run?.step(1);
  run?.delete();
}

test("a thousand created and disposed runs leave the heap as large as the first few made it", () => {
  for (let i = 0; i < 5; ++i) createAndDispose();
  const before = memory.buffer.byteLength;
  for (let i = 0; i < 1000; ++i) createAndDispose();
  expect(memory.buffer.byteLength).toBe(before);
  // The check can fail: runs that are not disposed of do make it grow.
  const kept = Array.from({ length: 100 }, () => engine.createRun(large).run);
  expect(memory.buffer.byteLength).toBeGreaterThan(before);
  for (const run of kept) run?.delete();
});

test("refused specs and evaluations leave nothing behind", () => {
  const once = () => {
    engine.createRun({ ...large, seed: -1 });
    engine.createRun({ ...large, model: { layers: [{ type: "dense", units: 3 }] } });
    engine.evaluate("gelu", new Float32Array(100_000));
    engine.createWorkbench("none", new Float32Array(100_000));
  };
  for (let i = 0; i < 5; ++i) once();
  const before = memory.buffer.byteLength;
  for (let i = 0; i < 500; ++i) once();
  expect(memory.buffer.byteLength).toBe(before);
});

test("a workbench writes the value of every input, copies the inputs over them, and leaves nothing behind", async () => {
  const x = Float32Array.from({ length: 100_003 }, (_, i) => i / 10_000 - 5);
  // Computed by another engine: this one's memory holds the values only if the workbench wrote them.
  const { value } = (await load()).evaluate("gelu", x);
  const holdsValues = () => Buffer.from(memory.buffer).includes(Buffer.from(value.buffer));
  const { workbench } = engine.createWorkbench("gelu", x);
  expect(holdsValues()).toBe(false);
  workbench?.evaluate();
  expect(holdsValues()).toBe(true);
  workbench?.copy();
  expect(holdsValues()).toBe(false);
  workbench?.delete();
  const once = () => engine.createWorkbench("gelu", x).workbench?.delete();
  for (let i = 0; i < 5; ++i) once();
  const before = memory.buffer.byteLength;
  for (let i = 0; i < 500; ++i) once();
  expect(memory.buffer.byteLength).toBe(before);
});

test("a million updates stay within the memory that the run was planned with", () => {
  const { run } = engine.createRun({ data: { kind: "moons" }, stop: { steps: 1e9 } });
  const before = memory.buffer.byteLength;
  run?.step(1_000_000);
  expect(run?.state().step).toBe(1_000_000);
  expect(memory.buffer.byteLength).toBe(before);
  run?.delete();
});

test("more runs than the heap can hold are refused with a message, and the others go on", () => {
  const huge = {
    data: { kind: "moons", samples: 50 },
    model: {
      layers: [
        { type: "dense", units: 3100 },
        { type: "dense", units: 3100 },
        { type: "dense", units: 1 },
      ],
    },
  };
  const runs = [];
  let refused: string | undefined;
  while (refused === undefined && runs.length < 8) {
    const { run, problems } = engine.createRun(huge);
    if (run) runs.push(run);
    else refused = problems?.[0]?.message;
  }
  expect(refused).toMatch(/^needs \d+ MiB, which is more than is left; dispose of other runs first$/);
  expect(runs.length).toBeGreaterThan(1);
  runs[0]?.step(1);
  expect(runs[0]?.state().step).toBe(1);
  for (const run of runs) run.delete();
});

test("the module exports what engine-module.d.ts declares, and nothing else", () => {
  const declared = fs.readFileSync(
    path.join(import.meta.dirname, "../../bindings/engine-module.d.ts"),
    "utf8",
  );
  const members = (name: string) => {
    const body = declared.match(new RegExp(`interface ${name} \\{([\\s\\S]*?)\\n\\}`))?.[1] ?? "";
    return [...body.matchAll(/^ {2}(\w+)\s*[(:]/gm)].map(([, member]) => member).sort();
  };
  // What Embind adds to every class by itself.
  const embind = ["constructor", "isAliasOf", "clone", "deleteLater", "isDeleted", "argCount"];
  const methods = (prototype: object) =>
    [
      ...Object.getOwnPropertyNames(prototype),
      ...Object.getOwnPropertyNames(Object.getPrototypeOf(prototype)),
    ]
      .filter((name) => !embind.includes(name) && !name.startsWith("__"))
      .sort();
  const { run } = engine.createRun(large);
  expect(methods(Object.getPrototypeOf(run))).toEqual(members("EngineRun"));
  expect(methods(Object.getPrototypeOf(engine))).toEqual(members("Engine"));
  const { workbench } = engine.createWorkbench("relu", new Float32Array(1));
  expect(methods(Object.getPrototypeOf(workbench))).toEqual(members("EngineWorkbench"));
  workbench?.delete();
  for (const name of members("EngineModule")) expect(module).toHaveProperty(name as string);
  run?.delete();
});
