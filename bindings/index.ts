// SPDX-License-Identifier: MIT
// load(): the engine with types, checks and errors. The caller brings the compiled WASM; lib.ts has it inside.
import createEngine, { type Engine, type EngineModule } from "#engine";
import { fromBase64 } from "./base64";
import { meanTime } from "./clock";
import datasets from "./datasets/sources.json";
import { ActlabError, checkNumber, refuse } from "./errors";
import { inflate } from "./inflate";
import { isNumbers, kMostNumbers, toPlain } from "./plain";
import { kThresholds, restoreRun, wrapRun } from "./run";
import type {
  ActivationChoice,
  Cost,
  CsvOptions,
  CsvPreview,
  Curve,
  Evaluation,
  Lab,
  LoadOptions,
  Run,
  SavedRun,
  Spec,
} from "./types";

export { ActlabError } from "./errors";
export type * from "./types";

/**
 * The smallest module with a SIMD instruction in it: (func (result v128) i32.const 0, i8x16.splat).
 * A browser that cannot run the engine refuses it.
 */
const kSimdProbe = new Uint8Array([
  0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 5, 1, 0x60, 0, 1, 0x7b, 3, 2, 1, 0, 10, 8, 1, 6, 0, 0x41, 0, 0xfd, 15,
  11,
]);

/** True where WebAssembly with SIMD runs. */
export const isSupported = (): boolean => typeof WebAssembly === "object" && WebAssembly.validate(kSimdProbe);

/** Inputs that one measurement may take: more than caches hold, after which none takes longer. */
const kMostMeasured = 1 << 22;
/** In milliseconds. */
const kLongestMeasurement = 10_000;

/** The largest float32. */
const kLargest = (2 - 2 ** -23) * 2 ** 127;
/** Points of one curve: many times what a screen shows. */
const kMostPoints = 65_536;

/** The inputs as the engine takes them, a copy. */
function inputsFrom(x: unknown, min: number, max: number): Float32Array {
  if (!isNumbers(x)) return refuse("x", `must be a Float32Array, got ${typeof x}`);
  if (x.length < min || x.length > max) refuse("x", `must be ${min} to ${max} numbers, got ${x.length}`);
  return Float32Array.from(x);
}

class EngineLab implements Lab {
  readonly version: string;
  readonly activations;
  readonly datasets = datasets;
  readonly #engine: Engine;
  readonly #loaded = new Set<string>();

  constructor(module: EngineModule) {
    this.version = module.version();
    this.activations = module.activations();
    this.#engine = new module.Engine();
  }

  evaluate(activation: ActivationChoice, x: Float32Array): Evaluation {
    const inputs = inputsFrom(x, 0, kMostNumbers);
    const result = this.#engine.evaluate(toPlain(activation, "activation"), inputs);
    if ("problems" in result) throw new ActlabError(result.problems);
    return result;
  }

  sample({ from, to, points = 400, threshold = 0.01, ...activation }: Parameters<Lab["sample"]>[0]): Curve {
    checkNumber("from", from, -kLargest, kLargest);
    checkNumber("to", to, -kLargest, kLargest);
    if (!(Math.fround(from) < Math.fround(to))) refuse("to", `must be larger than from, ${from}, got ${to}`);
    checkNumber("points", points, 2, kMostPoints);
    if (!Number.isInteger(points)) refuse("points", `must be a whole number, got ${points}`);
    checkNumber("threshold", threshold, ...kThresholds);
    const result = this.#engine.sample(toPlain(activation, "activation"), from, to, points, threshold);
    if (result.problems !== undefined) throw new ActlabError(result.problems);
    return result;
  }

  measure(activation: ActivationChoice, x: Float32Array, milliseconds = 20): Cost {
    const inputs = inputsFrom(x, 1, kMostMeasured);
    checkNumber("milliseconds", milliseconds, 0.001, kLongestMeasurement);
    const result = this.#engine.createWorkbench(toPlain(activation, "activation"), inputs);
    if (result.problems !== undefined) throw new ActlabError(result.problems);
    const { workbench } = result;
    const value = meanTime(() => workbench.evaluate(), milliseconds / 2) / inputs.length;
    const copy = meanTime(() => workbench.copy(), milliseconds / 2) / inputs.length;
    workbench.delete();
    return { value, copy };
  }

  createRun(spec: Spec): Run {
    const result = this.#engine.createRun(toPlain(spec));
    if (result.problems !== undefined) throw new ActlabError(result.problems);
    return wrapRun(result.run);
  }

  loadRun(saved: SavedRun): Run {
    if (saved?.format !== "actlab run")
      refuse("format", `must be "actlab run", got ${String(saved?.format)}`);
    if (saved.version !== 1) refuse("version", `must be 1, got ${String(saved.version)}`);
    const state = fromBase64("state", saved.state);
    const result = this.#engine.createRun(toPlain(saved.spec));
    if (result.problems === undefined) return restoreRun(result.run, state, saved);
    throw new ActlabError(
      result.problems.map(({ path, message }) => ({ path: path ? `spec.${path}` : "spec", message })),
    );
  }

  readCsv(text: string, options: CsvOptions = {}): CsvPreview {
    if (typeof text !== "string") refuse("text", `must be a text, got ${typeof text}`);
    return this.#engine.readCsv(toPlain({ ...options, text }));
  }

  async addDataset(packed: Uint8Array): Promise<void> {
    const name = this.#engine.addDataset(await inflate("packed", packed));
    if (name === "") refuse("packed", "is not a packed data set");
    if (!datasets.some((set) => set.name === name))
      refuse("packed", `holds "${name}", which no spec can name`);
    this.#loaded.add(name);
  }

  hasDataset(name: string): boolean {
    return this.#loaded.has(name);
  }
}

const labs = new Map<WebAssembly.Module, Promise<Lab>>();

async function start(module: WebAssembly.Module): Promise<Lab> {
  // The glue knows no way to fail, so a module that cannot be instantiated fails beside it.
  let fail: (reason: unknown) => void = () => {};
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  const instantiateWasm = (
    imports: WebAssembly.Imports,
    done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ) => {
    WebAssembly.instantiate(module, imports)
      .then((instance) => done(instance, module))
      .catch(fail);
    return {};
  };
  return new EngineLab(await Promise.race([createEngine({ instantiateWasm }), failed]));
}

/**
 * The engine, ready to use. A second call with the same module gives the same lab.
 * @throws Error where the browser has no WebAssembly SIMD
 */
export async function load({ module }: LoadOptions): Promise<Lab> {
  if (!isSupported()) throw new Error("this browser has no WebAssembly SIMD, which the engine needs");
  if (!(module instanceof WebAssembly.Module)) {
    refuse("module", "must be a compiled WebAssembly.Module");
  }
  const known = labs.get(module);
  if (known !== undefined) return known;
  const lab = start(module);
  labs.set(module, lab);
  lab.catch(() => labs.delete(module));
  return lab;
}
