// SPDX-License-Identifier: MIT
// A run's typed face: checks what comes in, keeps the engine's memory honest, adds the clock that the engine lacks.
import type { EngineRun } from "#engine";
import { toBase64 } from "./base64";
import { ActlabError, checkNumber, refuse } from "./errors";
import { isNumbers, toPlain } from "./plain";
import type {
  Diagnostics,
  History,
  LayerDiagnostics,
  Metrics,
  Numbers,
  OptimizerSpec,
  Parameter,
  PlaneQuery,
  Run,
  RunData,
  RunState,
  SavedRun,
  Spec,
} from "./types";

/** Updates between looks at the clock: as many as take about this many milliseconds. */
const kLookAtClock = 0.5;
const kMostCells = 1 << 22;
/** Slopes below which a unit may be called saturated. */
export const kThresholds = [1e-30, 1e30] as const;

function wholeNumber(path: string, value: unknown, min: number, max: number): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= min && value <= max) return value;
  return refuse(path, `must be a whole number in [${min}, ${max}], got ${String(value)}`);
}

function finite(path: string, value: unknown): number {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  return refuse(path, `must be a finite number, got ${String(value)}`);
}

/** The engine's lists of numbers as plain arrays, which survive JSON. */
function withLists(value: unknown): unknown {
  if (value instanceof Float64Array) return Array.from(value);
  if (Array.isArray(value)) return value.map(withLists);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withLists(entry)]));
}

/** The last layer's units learn different targets, and so do not stay copies. */
function warningsOf(layers: readonly LayerDiagnostics[]): string[] {
  const last = layers.filter(({ type }) => type === "dense" || type === "maxout").at(-1);
  const hidden = layers.filter(({ layer, weight }) => weight !== undefined && layer < (last?.layer ?? 0));
  return hidden.flatMap(({ layer, weight, output: { units } }) =>
    weight?.copies
      ? `model.layers[${layer}]: ${weight.copies} of ${units} units are copies of another one and learn the same as it does, unless the layers after them tell them apart`
      : [],
  );
}

class EngineBackedRun implements Run {
  #engineRun: EngineRun | null;
  #updatesPerLook = 1;
  /** Whether the time spent on updates may end the run. */
  readonly #isTimed: boolean;

  constructor(engineRun: EngineRun) {
    this.#engineRun = engineRun;
    this.#isTimed = engineRun.spec().stop?.seconds !== undefined;
  }

  get #run(): EngineRun {
    if (this.#engineRun === null) throw new Error("this run has been disposed of");
    return this.#engineRun;
  }

  get state(): RunState {
    return this.#run.state();
  }
  get history(): History {
    return this.#run.history();
  }
  get data(): RunData {
    return this.#run.data();
  }
  get spec(): Spec {
    return withLists(this.#run.spec()) as Spec;
  }

  step(n = 1): RunState {
    const updates = wholeNumber("n", n, 0, Number.MAX_SAFE_INTEGER);
    if (this.#isTimed) this.#work(updates, Number.POSITIVE_INFINITY);
    else this.#run.step(updates);
    return this.state;
  }

  runFor(milliseconds: number): RunState {
    this.#work(Number.POSITIVE_INFINITY, finite("milliseconds", milliseconds));
    return this.state;
  }

  /** Makes so many updates, or as many as the time allows, with a look at the clock now and then. */
  #work(updates: number, milliseconds: number): void {
    let now = performance.now();
    const end = now + milliseconds;
    let left = updates;
    while (now < end && left > 0 && this.state.status === "running") {
      const count = Math.min(this.#updatesPerLook, left);
      this.#run.step(count);
      left -= count;
      const before = now;
      now = performance.now();
      if (this.#isTimed) this.#run.spend((now - before) / 1000);
      if (now - before < kLookAtClock / 2 && count === this.#updatesPerLook) this.#updatesPerLook *= 2;
      if (now - before > kLookAtClock * 2 && this.#updatesPerLook > 1) this.#updatesPerLook /= 2;
    }
  }

  batchLosses(from = 0): Float32Array {
    return this.#run.batchLosses(wholeNumber("from", from, 0, Number.MAX_SAFE_INTEGER));
  }

  gradients(k: number): Parameter[] {
    return this.#run.gradients(wholeNumber("k", k, 0, Number.MAX_SAFE_INTEGER));
  }

  diagnostics({ threshold = 0.01 } = {}): Diagnostics {
    checkNumber("threshold", threshold, ...kThresholds);
    const found = this.#run.diagnostics(threshold);
    return { ...found, warnings: warningsOf(found.layers) };
  }

  evaluate(part: "train" | "test"): Metrics {
    if (part !== "train" && part !== "test") refuse("part", `must be train or test, got ${String(part)}`);
    return this.#run.evaluate(part === "test") ?? refuse("part", "must have samples; this run tests on none");
  }

  setOptimizer(optimizer: OptimizerSpec): void {
    const problems = this.#run.setOptimizer(toPlain(optimizer, "optimizer"));
    if (problems.length > 0) throw new ActlabError(problems);
  }

  predict(x: Numbers, n: number): Float32Array {
    const widths = this.#run.widths();
    const [inputs = 1] = widths;
    const rows = wholeNumber("n", n, 1, Math.floor(kMostCells / Math.max(inputs, widths.at(-1) ?? 1)));
    if (!isNumbers(x) || x.length !== rows * inputs) {
      const got = isNumbers(x) ? x.length : typeof x;
      refuse("x", `must be ${rows * inputs} numbers, ${rows} x ${inputs} inputs, got ${got}`);
    }
    return this.#run.predict(Float32Array.from(x));
  }

  predictPlane(query: PlaneQuery): Float32Array {
    const widths = this.#run.widths();
    if (widths[0] !== 2) refuse("", `only a network of two inputs has a plane, this one has ${widths[0]}`);
    const { layer, unit } = query;
    const units =
      widths[layer === undefined ? widths.length - 1 : wholeNumber("layer", layer, 0, widths.length - 2) + 1];
    const plane = {
      x0: finite("x0", query.x0),
      x1: finite("x1", query.x1),
      y0: finite("y0", query.y0),
      y1: finite("y1", query.y1),
      width: wholeNumber("width", query.width, 1, 4096),
      height: wholeNumber("height", query.height, 1, 4096),
      layer: layer ?? -1,
      unit: unit === undefined ? -1 : wholeNumber("unit", unit, 0, (units ?? 1) - 1),
    };
    const cells = plane.width * plane.height * (units ?? 1);
    if (cells > kMostCells)
      refuse("", `the plane must have at most ${kMostCells} values over all units, got ${cells}`);
    return this.#run.predictPlane(plane);
  }

  parameters(): Parameter[] {
    return this.#run.parameters();
  }

  setParameters(list: readonly Omit<Parameter, "shape">[]): void {
    if (!Array.isArray(list)) refuse("parameters", `must be a list, got ${typeof list}`);
    const plain = list.map((entry, i) => ({
      layer: wholeNumber(`parameters[${i}].layer`, entry?.layer, 0, 0xffff),
      name: String(entry.name),
      data: isNumbers(entry.data)
        ? Float32Array.from(entry.data)
        : refuse(`parameters[${i}].data`, `must be numbers, got ${typeof entry.data}`),
    }));
    const problems = this.#run.setParameters(plain);
    if (problems.length > 0) throw new ActlabError(problems);
  }

  reset(): void {
    this.#run.reset();
  }

  save(): SavedRun {
    return {
      format: "actlab run",
      version: 1,
      spec: this.spec,
      step: this.state.step,
      hash: this.hash(),
      state: toBase64(this.#run.save()),
    };
  }

  hash(): string {
    return this.#run.hash();
  }

  dispose(): void {
    this.#engineRun?.delete();
    this.#engineRun = null;
  }
}

/**
 * Takes a run that is just built to where the saved one stood.
 * @throws ActlabError where `state` is not that of a run of this spec; the engine's run is then disposed of
 */
export function restoreRun(engineRun: EngineRun, state: Uint8Array, saved: SavedRun): Run {
  const problems = engineRun.restore(state);
  const hash = engineRun.hash();
  if (problems.length === 0 && hash !== saved.hash)
    problems.push({ path: "hash", message: `must be that of the parameters, ${hash}, got ${saved.hash}` });
  if (problems.length === 0) return wrapRun(engineRun);
  engineRun.delete();
  throw new ActlabError(problems);
}

export const wrapRun = (engineRun: EngineRun): Run => new EngineBackedRun(engineRun);
