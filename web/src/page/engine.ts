// SPDX-License-Identifier: MIT
// The page's end of the worker: questions with answers, and runs that send snapshots.
import type { ActivationChoice, Evaluation, Problem, RunData, Spec } from "../shared/engine";
import type {
  EvaluationJob,
  EvaluationResult,
  MeasuredCost,
  PageMessage,
  Sheet,
  SheetCurve,
  SheetQuery,
  Snapshot,
  Speed,
  WorkerMessage,
} from "../shared/messages";

export type Registry = Omit<Extract<WorkerMessage, { type: "ready" }>, "type">;

type Answer = Extract<WorkerMessage, { id: number }>;

export interface RunListener {
  opened(run: { spec: Spec; data: RunData; parameters: number; snapshot: Snapshot }): void;
  refused(problems: Problem[]): void;
  snapshot(snapshot: Snapshot): void;
  /** The engine has failed: nothing will come any more. */
  lost(): void;
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
  /** The registry, once the engine is up; never settles when it cannot start. */
  readonly ready: Promise<Registry>;
  private readonly worker: Worker;
  private readonly answers = new Map<number, (answer: Answer) => void>();
  private readonly runs = new Map<number, RunListener>();
  private lastId = 0;
  private started = false;
  private failed = false;

  /** `onFailure` hears once, and when it happens, why the engine cannot start or has stopped. */
  constructor(private readonly onFailure: (started: boolean, why: string) => void) {
    this.worker = new Worker(new URL("../worker/worker.ts", import.meta.url), { type: "module" });
    this.ready = new Promise((resolve) => {
      this.worker.onmessage = ({ data }: MessageEvent<WorkerMessage>) => {
        if (data.type === "failed") return this.fail(data.message);
        if (data.type !== "ready") return this.receive(data);
        this.started = true;
        resolve(data);
      };
    });
    this.worker.onerror = ({ message }) => {
      this.fail(message ? message.replace(/^Uncaught (Error: )?/, "") : "its file could not be loaded");
    };
    this.send({ type: "start", base: new URL(".", document.baseURI).href });
  }

  /** After a failure inside the engine its memory cannot be trusted: it is ended, and whoever waits is told. */
  private fail(why: string): void {
    if (this.failed) return;
    this.failed = true;
    this.worker.terminate();
    this.onFailure(this.started, why);
    for (const listener of this.runs.values()) listener.lost();
  }

  async evaluate(jobs: EvaluationJob[]): Promise<EvaluationResult[]> {
    const answer = await this.ask((id) => ({ type: "evaluate", id, jobs }));
    return answer.type === "evaluated" ? answer.results : [];
  }

  async sample(queries: SheetQuery[]): Promise<Sheet[]> {
    const answer = await this.ask((id) => ({ type: "sample", id, queries }));
    return answer.type === "sampled" ? answer.sheets : [];
  }

  /** What an activation costs beside ReLU; keeps the worker for about a hundredth of a second. */
  async measure(activation: ActivationChoice): Promise<MeasuredCost> {
    const answer = await this.ask((id) => ({ type: "measure", id, activation }));
    return answer.type === "measured" ? answer.cost : null;
  }

  private ask(question: (id: number) => PageMessage): Promise<Answer> {
    const id = ++this.lastId;
    return new Promise((resolve) => {
      this.answers.set(id, resolve);
      this.send(question(id));
    });
  }

  openRun(spec: Spec, listener: RunListener): RunHandle {
    const id = ++this.lastId;
    this.runs.set(id, listener);
    this.send({ type: "open", run: id, spec });
    if (this.failed) listener.lost();
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
    if ("id" in message) {
      this.answers.get(message.id)?.(message);
      this.answers.delete(message.id);
      return;
    }
    const listener = this.runs.get(message.run);
    if (message.type === "opened") listener?.opened(message);
    else if (message.type === "refused") listener?.refused(message.problems);
    else listener?.snapshot(message.snapshot);
  }
}

export function isCurve(result: Sheet["curves"][number]): result is SheetCurve {
  return !("problems" in result);
}

export function isEvaluation(result: EvaluationResult): result is Evaluation {
  return !("problems" in result);
}
