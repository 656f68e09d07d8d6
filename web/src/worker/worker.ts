// SPDX-License-Identifier: MIT
// The worker's loop: answers messages at once, trains in between, and posts what is new once the page has drawn.
import type { Lab } from "../../../bindings/types";
import type { Problem, Spec } from "../shared/engine";
import type {
  EvaluationJob,
  EvaluationResult,
  PageMessage,
  SheetQuery,
  Snapshot,
  WorkerMessage,
} from "../shared/messages";
import { measureCost } from "./cost";
import { sampleSheet } from "./curves";
import { ActlabError, ensureDataset, startEngine } from "./engine";
import { Session } from "./session";

declare const self: DedicatedWorkerGlobalScope;

/** Snapshots keep at least this distance, about a frame; nothing is looked at more often than this when waiting. */
const kFrame = 16;
const kNap = 6;

/** What the page was last sent of a run, and whether it has drawn it. */
interface Sight {
  ready: boolean;
  sentAt: number;
}

const sessions = new Map<number, Session>();
/** Runs that are open or opening. */
const sights = new Map<number, Sight>();
let base = self.location.href;

const engine = startEngine();
engine.then(
  (lab) =>
    post({ type: "ready", version: lab.version, activations: lab.activations, datasets: lab.datasets }),
  (error: unknown) => post({ type: "failed", message: words(error) }),
);

// What is thrown here reaches the page as the worker's error, but what a promise throws does not by itself.
self.addEventListener("unhandledrejection", ({ reason }) => post({ type: "failed", message: words(reason) }));

function post(message: WorkerMessage, transfer: Transferable[] = []): void {
  self.postMessage(message, transfer);
}

function words(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What is wrong with what was asked; a failure of the engine itself is no answer and goes on to the page. */
function problemsOf(error: unknown): Problem[] {
  if (error instanceof WebAssembly.RuntimeError) throw error;
  return error instanceof ActlabError ? [...error.problems] : [{ path: "", message: words(error) }];
}

function evaluate(lab: Lab, job: EvaluationJob): EvaluationResult {
  try {
    return lab.evaluate(job.activation, job.x);
  } catch (error) {
    return { problems: problemsOf(error) };
  }
}

function answer(lab: Lab, id: number, jobs: EvaluationJob[]): void {
  const results = jobs.map((job) => evaluate(lab, job));
  const arrays = results.flatMap((result) =>
    "problems" in result ? [] : [result.value.buffer, result.slope.buffer, result.curvature.buffer],
  );
  post({ type: "evaluated", id, results }, arrays);
}

function sample(lab: Lab, id: number, queries: SheetQuery[]): void {
  const sheets = queries.map((query) => sampleSheet(lab, query, problemsOf));
  const arrays = sheets.flatMap(({ x, curves }) => [
    x.buffer,
    ...curves.flatMap((curve) =>
      "problems" in curve ? [] : [curve.value.buffer, curve.slope.buffer, curve.curvature.buffer],
    ),
  ]);
  post({ type: "sampled", id, sheets }, arrays);
}

function buffers(snapshot: Snapshot): Transferable[] {
  const { layers = [], ...columns } = snapshot.history ?? {};
  const ofLayers = layers.flatMap(({ gradient_rms, update_ratio }) => [gradient_rms, update_ratio]);
  const arrays: Transferable[] = [...Object.values(columns), ...ofLayers].map((column) => column.buffer);
  if (snapshot.output && "values" in snapshot.output) arrays.push(snapshot.output.values.buffer);
  return arrays;
}

async function open(lab: Lab, id: number, spec: Spec): Promise<void> {
  sights.set(id, { ready: false, sentAt: 0 });
  try {
    await ensureDataset(lab, spec.data?.kind ?? "", base);
    // Closed while its data was on the way: the page has moved on.
    if (!sights.has(id)) return;
    const run = lab.createRun(spec);
    const session = new Session(run);
    sessions.set(id, session);
    const parameters = run.parameters().reduce((sum, parameter) => sum + parameter.data.length, 0);
    const snapshot = session.snapshot(true) as Snapshot;
    post(
      { type: "opened", run: id, spec: run.spec, data: run.data, parameters, snapshot },
      buffers(snapshot),
    );
  } catch (error) {
    sights.delete(id);
    post({ type: "refused", run: id, problems: problemsOf(error) });
  }
}

function close(id: number): void {
  sessions.get(id)?.dispose();
  sessions.delete(id);
  sights.delete(id);
}

type Order = Extract<PageMessage, { type: "play" | "pause" | "speed" | "advance" | "reset" | "drawn" }>;

function steer(message: Order): void {
  const session = sessions.get(message.run);
  const sight = sights.get(message.run);
  if (!session || !sight) return;
  if (message.type === "play") session.play();
  else if (message.type === "pause") session.pause();
  else if (message.type === "speed") session.setSpeed(message.speed);
  else if (message.type === "advance") session.advance(message.by);
  else if (message.type === "reset") session.reset();
  else sight.ready = true;
}

/** Posts what is new to a page that has drawn the last news. True when some had to wait for the next frame. */
function postNews(): boolean {
  let waiting = false;
  for (const [id, session] of sessions) {
    const sight = sights.get(id);
    if (!sight?.ready) continue;
    if (performance.now() - sight.sentAt < kFrame) {
      waiting = true;
      continue;
    }
    const snapshot = session.snapshot();
    if (!snapshot) continue;
    sight.ready = false;
    sight.sentAt = performance.now();
    post({ type: "snapshot", run: id, snapshot }, buffers(snapshot));
  }
  return waiting;
}

// A message channel yields to waiting messages without the 4 ms that nested timers cost.
const ticks = new MessageChannel();
let planned = false;
ticks.port1.onmessage = () => {
  planned = false;
  let next: "at once" | "soon" | "when told" = "when told";
  for (const session of sessions.values()) {
    const wish = session.work();
    if (wish === "at once" || next === "when told") next = wish;
  }
  const waiting = postNews();
  if (next === "at once") plan(0);
  else if (next === "soon" || waiting) plan(kNap);
};

function plan(delay: number): void {
  if (planned) return;
  planned = true;
  if (delay > 0) setTimeout(() => ticks.port2.postMessage(null), delay);
  else ticks.port2.postMessage(null);
}

self.onmessage = async ({ data: message }: MessageEvent<PageMessage>) => {
  const lab = await engine.catch(() => null);
  if (!lab) return;
  if (message.type === "start") base = message.base;
  else if (message.type === "evaluate") answer(lab, message.id, message.jobs);
  else if (message.type === "measure")
    post({ type: "measured", id: message.id, cost: measureCost(lab, message.activation) });
  else if (message.type === "sample") sample(lab, message.id, message.queries);
  else if (message.type === "open") await open(lab, message.run, message.spec);
  else if (message.type === "close") close(message.run);
  else {
    steer(message);
    plan(0);
  }
};
