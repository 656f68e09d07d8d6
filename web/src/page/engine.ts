// SPDX-License-Identifier: MIT
// The page's end of the worker: questions with answers, and runs that send snapshots.
import type { Evaluation, Problem, RunData, Spec } from "../shared/engine";
import type {
  EvaluationJob,
  EvaluationResult,
  PageMessage,
  Snapshot,
  Speed,
  WorkerMessage,
} from "../shared/messages";

export type Registry = Omit<Extract<WorkerMessage, { type: "ready" }>, "type">;

export interface RunListener {
  opened(run: { spec: Spec; data: RunData; parameters: number; snapshot: Snapshot }): void;
  refused(problems: Problem[]): void;
  snapshot(snapshot: Snapshot): void;
}

/** A run inside the worker. */
export class RunHandle {
  constructor(
    private readonly id: number,
    private readonly send: (message: PageMessage) => void,
    private readonly forget: (id: number) => void,
  ) {}

  play(): void {
    this.send({ type: "play", run: this.id });
  }
  pause(): void {
    this.send({ type: "pause", run: this.id });
  }
  setSpeed(speed: Speed): void {
    this.send({ type: "speed", run: this.id, speed });
  }
  advance(by: "update" | "epoch"): void {
    this.send({ type: "advance", run: this.id, by });
  }
  reset(): void {
    this.send({ type: "reset", run: this.id });
  }
  /** Asks for the next snapshot, now that the last one is on screen. */
  drawn(): void {
    this.send({ type: "drawn", run: this.id });
  }
  close(): void {
    this.forget(this.id);
    this.send({ type: "close", run: this.id });
  }
}

export class EngineClient {
  /** The registry, once the engine is up; rejects with a sentence when it cannot start. */
  readonly ready: Promise<Registry>;
  private readonly worker: Worker;
  private readonly answers = new Map<number, (results: EvaluationResult[]) => void>();
  private readonly runs = new Map<number, RunListener>();
  private lastId = 0;

  constructor() {
    this.worker = new Worker(new URL("../worker/worker.ts", import.meta.url), { type: "module" });
    this.ready = new Promise((resolve, reject) => {
      this.worker.onmessage = ({ data }: MessageEvent<WorkerMessage>) => {
        if (data.type === "ready") resolve(data);
        else if (data.type === "failed") reject(new Error(data.message));
        else this.receive(data);
      };
      this.worker.onerror = (event) => reject(new Error(event.message || "the engine could not be loaded"));
    });
    this.send({ type: "start", base: new URL(".", document.baseURI).href });
  }

  evaluate(jobs: EvaluationJob[]): Promise<EvaluationResult[]> {
    const id = ++this.lastId;
    return new Promise((resolve) => {
      this.answers.set(id, resolve);
      this.send({ type: "evaluate", id, jobs });
    });
  }

  openRun(spec: Spec, listener: RunListener): RunHandle {
    const id = ++this.lastId;
    this.runs.set(id, listener);
    this.send({ type: "open", run: id, spec });
    return new RunHandle(
      id,
      (message) => this.send(message),
      (run) => this.runs.delete(run),
    );
  }

  private send(message: PageMessage): void {
    this.worker.postMessage(message);
  }

  private receive(message: Exclude<WorkerMessage, { type: "ready" | "failed" }>): void {
    if (message.type === "evaluated") {
      this.answers.get(message.id)?.(message.results);
      this.answers.delete(message.id);
      return;
    }
    const listener = this.runs.get(message.run);
    if (message.type === "opened") listener?.opened(message);
    else if (message.type === "refused") listener?.refused(message.problems);
    else listener?.snapshot(message.snapshot);
  }
}

export function isEvaluation(result: EvaluationResult): result is Evaluation {
  return !("problems" in result);
}
