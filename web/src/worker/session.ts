// SPDX-License-Identifier: MIT
// One run with its pace: how many updates are due, what has changed since the page last drew, what it gives now.
import type { Run } from "../../../bindings/types";
import type { Snapshot, Speed } from "../shared/messages";
import { type Measure, measureFor } from "./measure";

/** Longest stretch without looking at the page's messages, in milliseconds. */
const kSlice = 8;
/** Looking at the network may take at most this share of the time, the rest trains it. */
const kMeasureShare = 0.25;

export class Session {
  playing = false;
  private speed: Speed = null;
  /** When playing began at this pace, and the update it began at. */
  private paceStart = 0;
  private paceStep = 0;
  private readonly measure: Measure;
  private readonly epochUpdates: number;
  private sentRow = -1;
  private sentStep = -1;
  private sentOutput = -1;
  private measuredAt = 0;
  private measureCost = 0;

  constructor(private readonly run: Run) {
    this.measure = measureFor(run);
    const training = run.data.isTest.length - run.data.isTest.reduce((sum, flag) => sum + flag, 0);
    this.epochUpdates = Math.max(1, Math.ceil(training / (run.spec.batch_size ?? training)));
  }

  get finished(): boolean {
    return this.run.state.status !== "running";
  }

  play(): void {
    if (this.finished) this.run.reset();
    this.playing = true;
    this.setPace();
  }

  pause(): void {
    this.playing = false;
  }

  setSpeed(speed: Speed): void {
    this.speed = speed;
    this.setPace();
  }

  private setPace(): void {
    this.paceStart = performance.now();
    this.paceStep = this.run.state.step;
  }

  /** Makes the updates that are due, for one slice at most, and says when to come back. */
  work(): "at once" | "soon" | "when told" {
    if (!this.playing) return "when told";
    if (this.speed === null) {
      this.run.runFor(kSlice);
    } else {
      const due = this.paceStep + Math.floor(((performance.now() - this.paceStart) / 1000) * this.speed);
      const end = performance.now() + kSlice;
      let step = this.run.state.step;
      while (step < due && performance.now() < end && !this.finished) step = this.run.step(1).step;
      // A network too large for the pace must not pile up a debt that it later sprints to pay.
      if (step < due) this.setPace();
    }
    if (this.finished) this.playing = false;
    if (!this.playing) return "when told";
    return this.speed === null ? "at once" : "soon";
  }

  advance(by: "update" | "epoch"): void {
    this.playing = false;
    if (this.finished) return;
    const done = this.run.state.step % this.epochUpdates;
    this.run.step(by === "update" ? 1 : this.epochUpdates - done);
  }

  reset(): void {
    this.playing = false;
    this.run.reset();
    this.sentRow = -1;
    this.sentStep = -1;
    this.sentOutput = -1;
  }

  /** What the page has not seen yet; null when it has seen everything. */
  snapshot(whole = false): Snapshot | null {
    const state = this.run.state;
    if (!whole && state.step === this.sentStep && !this.statusChanged) return null;
    const rows = this.run.history;
    const newest = rows.step.at(-1) ?? 0;
    let [showOutput, showHistory] = [whole || this.outputDue(state.step), whole || newest !== this.sentRow];
    // Curves and output take turns while a run plays, so that the page has half as much to draw at a time.
    if (showOutput && showHistory && this.playing && !whole) {
      this.outputsTurn = !this.outputsTurn;
      showOutput = this.outputsTurn;
      showHistory = !this.outputsTurn;
    }
    const output = showOutput ? this.look(state.step) : null;
    const history = showHistory ? rows : null;
    if (showHistory) this.sentRow = newest;
    this.sentStep = state.step;
    this.seen = `${state.status} ${this.playing}`;
    return { state, playing: this.playing, history, output };
  }

  private seen = "";
  private outputsTurn = false;
  private get statusChanged(): boolean {
    return this.seen !== `${this.run.state.status} ${this.playing}` || this.sentOutput !== this.sentStep;
  }

  private outputDue(step: number): boolean {
    if (step === this.sentOutput) return false;
    if (!this.playing) return true;
    return performance.now() - this.measuredAt > this.measureCost / kMeasureShare;
  }

  private look(step: number) {
    const begin = performance.now();
    const output = this.measure(this.run);
    this.measuredAt = performance.now();
    this.measureCost = this.measuredAt - begin;
    this.sentOutput = step;
    return output;
  }

  dispose(): void {
    this.run.dispose();
  }
}
