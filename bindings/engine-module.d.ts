// SPDX-License-Identifier: MIT
// The module that embind.cpp makes (#engine), declared by hand since older Emscripten cannot write this file. A test
// compares it with what the module really exports.
import type {
  ActivationInfo,
  CsvPreview,
  Curve,
  Diagnostics,
  Evaluation,
  History,
  Metrics,
  Parameter,
  Problem,
  RunData,
  RunState,
  Spec,
} from "./types";

export interface EngineRun {
  step(count: number): void;
  reset(): void;
  /** Tells of time spent on updates; the engine has no clock. */
  spend(seconds: number): void;
  setOptimizer(optimizer: unknown): Problem[];
  state(): RunState;
  history(): History;
  evaluate(test: boolean): Metrics | null;
  diagnostics(threshold: number): Omit<Diagnostics, "warnings">;
  data(): RunData;
  spec(): Spec;
  widths(): number[];
  batchLosses(from: number): Float32Array;
  predict(x: Float32Array): Float32Array;
  predictPlane(query: Record<string, number>): Float32Array;
  parameters(): Parameter[];
  gradients(update: number): Parameter[];
  setParameters(list: { layer: number; name: string; data: Float32Array }[]): Problem[];
  save(): Uint8Array;
  restore(state: Uint8Array): Problem[];
  hash(): string;
  delete(): void;
}

/** An activation beside its inputs inside the engine's memory. */
export interface EngineWorkbench {
  /** Writes f of every input. */
  evaluate(): void;
  /** Copies the inputs to where evaluate() writes. */
  copy(): void;
  delete(): void;
}

export interface Engine {
  addDataset(bytes: Uint8Array): string;
  createRun(
    spec: unknown,
  ): { run: EngineRun; problems?: undefined } | { run?: undefined; problems: Problem[] };
  readCsv(query: unknown): CsvPreview;
  evaluate(choice: unknown, x: Float32Array): Evaluation | { problems: Problem[] };
  sample(
    choice: unknown,
    from: number,
    to: number,
    points: number,
    threshold: number,
  ): (Curve & { problems?: undefined }) | { problems: Problem[] };
  createWorkbench(
    choice: unknown,
    x: Float32Array,
  ): { workbench: EngineWorkbench; problems?: undefined } | { workbench?: undefined; problems: Problem[] };
  delete(): void;
}

export interface EngineModule {
  version(): string;
  activations(): ActivationInfo[];
  Engine: new () => Engine;
}

export interface EngineOptions {
  instantiateWasm(
    imports: WebAssembly.Imports,
    done: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ): Record<string, never>;
}

export default function createEngine(options: EngineOptions): Promise<EngineModule>;
