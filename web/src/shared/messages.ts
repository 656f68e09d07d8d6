// SPDX-License-Identifier: MIT
// Everything that crosses between the page and the worker. Arrays are transferred, never shared.
import type {
  ActivationChoice,
  ActivationInfo,
  Cost,
  DatasetInfo,
  Evaluation,
  History,
  Problem,
  RunData,
  RunState,
  Shape,
  Spec,
} from "./engine";

/** An activation to evaluate at the inputs `x`. */
export interface EvaluationJob {
  activation: ActivationChoice;
  x: Float32Array;
}

/** Either the values, or what is wrong with the activation that was asked for. */
export type EvaluationResult = Evaluation | { problems: Problem[] };

/** What an activation and ReLU cost, measured right after one another; null when the activation was refused. */
export type MeasuredCost = { own: Cost; relu: Cost } | null;
/** What a sheet of curves shows of functions that take several inputs: one curve through each. */
export interface Section {
  /** Logits besides the one that x is, all 0; for functions of all inputs. */
  others: number;
  /** The factor a while x is b; for functions of pairs. */
  factor: number;
}

/** Curves over one and the same x. */
export interface SheetQuery extends Section {
  activations: ActivationChoice[];
  from: number;
  to: number;
  /** The places between are its multiples; a power of two gives them exactly. */
  step: number;
  /** Further places that are to be among them. */
  also: number[];
  /** A stretch counts as saturated where |f'| is below it. */
  threshold: number;
}

/** One curve of a sheet: f, f' and f'' at the sheet's x. */
export interface SheetCurve extends Evaluation {
  /** Stretches of x where |f'| is below the threshold, and where f is exactly 0. */
  saturated: [number, number][];
  zeros: [number, number][];
  /** What the formula has at the curve's parameters; null for functions of several inputs. */
  shape: Shape | null;
}

export interface Sheet {
  /** Ascending: both ends, the multiples of the step, every kink with its two neighbours among the floats, `also`. */
  x: Float32Array;
  curves: (SheetCurve | { problems: Problem[] })[];
}

export interface Bounds {
  x0: number;
  x1: number;
  y0: number;
  y1: number;
}

export type Part = "test" | "training";

/** What the network gives now: over the line or the plane of its inputs where they are so few, else for the test samples. */
export type Output =
  /** Raw outputs, [output][row][column]; the first row lies at `bounds.y0`. */
  | {
      kind: "plane";
      values: Float32Array;
      outputs: number;
      width: number;
      height: number;
      bounds: Bounds;
    }
  /** counts[actual * classes + predicted] over `rows` samples. */
  | { kind: "confusion"; counts: Uint32Array; classes: number; rows: number; part: Part }
  /** The output at ascending x, for one input. */
  | { kind: "curve"; x: Float32Array; values: Float32Array }
  /** The output for each sample of a part, and what it should be. */
  | { kind: "answers"; truth: Float32Array; values: Float32Array; r2: number; part: Part };

/** A run as it stands, at most one a frame. Parts that have not changed since the last one are null. */
export interface Snapshot {
  state: RunState;
  playing: boolean;
  history: History | null;
  output: Output | null;
}

/** Updates a second; `null` is as fast as the engine can. */
export type Speed = number | null;

export type PageMessage =
  /** Where the page lies, for the files beside it. */
  | { type: "start"; base: string }
  | { type: "evaluate"; id: number; jobs: EvaluationJob[] }
  | { type: "measure"; id: number; activation: ActivationChoice }
  | { type: "sample"; id: number; queries: SheetQuery[] }
  | { type: "open"; run: number; spec: Spec }
  | { type: "close"; run: number }
  | { type: "play"; run: number }
  | { type: "pause"; run: number }
  | { type: "speed"; run: number; speed: Speed }
  | { type: "advance"; run: number; by: "update" | "epoch" }
  | { type: "reset"; run: number }
  /** The last snapshot is on screen: the next one may come. */
  | { type: "drawn"; run: number };

export type WorkerMessage =
  | { type: "ready"; version: string; activations: ActivationInfo[]; datasets: DatasetInfo[] }
  /** The engine cannot start, or has failed and can do no more. */
  | { type: "failed"; message: string }
  | { type: "evaluated"; id: number; results: EvaluationResult[] }
  | { type: "measured"; id: number; cost: MeasuredCost }
  | { type: "sampled"; id: number; sheets: Sheet[] }
  /** `spec` has every default filled in. */
  | { type: "opened"; run: number; spec: Spec; data: RunData; parameters: number; snapshot: Snapshot }
  | { type: "refused"; run: number; problems: Problem[] }
  | { type: "snapshot"; run: number; snapshot: Snapshot };
