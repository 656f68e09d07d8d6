// SPDX-License-Identifier: MIT
// Shapes: holds the state, asks the engine for the curves and puts the figure, the legend and the controls on the page.
import { html, nothing, render } from "lit";
import "../../charts/line-figure.define";
import "../../elements/number-field.define";
import type { CursorEvent } from "../../charts/line-figure";
import { type LineModel, nearestIndex } from "../../charts/model";
import { shortFloat } from "../../charts/numbers";
import type { Problem } from "../../shared/engine";
import { type CurveInfo, curveInfos } from "../../shared/registry";
import { isEvaluation } from "../engine";
import { joinFaults } from "../link/grammar";
import {
  firstShapes,
  formatShapes,
  kMostFunctions,
  parseShapes,
  type ShapesState,
  seenPlace,
} from "../link/shapes-link";
import type { Page, View } from "../view";
import { figureControls, parameterControls } from "./controls";
import { facts } from "./facts";
import { type Evaluations, figureModel, saturationSentence } from "./figure";
import { drawThumbnails, gallery, type Thumbnails } from "./gallery";
import { legend } from "./legend";
import { type Samples, samplePlaces } from "./sampling";

/** The link follows a crosshair that has come to rest. */
const kRest = 400;

class ShapesView implements View {
  private state: ShapesState = structuredClone(firstShapes);
  private samples: Samples = { x: new Float32Array(), stops: [], corners: [] };
  private evaluations: Evaluations = [];
  private model: LineModel | null = null;
  private problems: Problem[] = [];
  private thumbnails: Thumbnails = new Map();
  private filter = "";
  private asking = false;
  private askAgain = false;
  private readonly infos: readonly CurveInfo[];
  private restTimer = 0;
  private active = false;
  /** The link says less than the state: it follows once the engine has accepted the state. */
  private unwritten = false;

  constructor(
    private readonly host: HTMLElement,
    private readonly page: Page,
  ) {
    this.infos = curveInfos(page.registry.activations);
    void drawThumbnails(page.engine, this.infos).then((thumbnails) => {
      this.thumbnails = thumbnails;
      if (this.model) this.draw();
    });
  }

  async enter(query: string): Promise<void> {
    this.active = true;
    const { state, problems } = parseShapes(query);
    const faults = joinFaults(problems, await this.settle(state));
    this.state = faults.length > 0 ? structuredClone(firstShapes) : state;
    if (faults.length > 0) this.page.complain(faults);
    this.problems = [];
    this.unwritten = false;
    this.page.write("shapes", query, false);
    await this.evaluate();
  }

  leave(): void {
    this.active = false;
    clearTimeout(this.restTimer);
  }

  /** Gives functions their canonical names; what the engine refuses comes back as problems of the link. */
  private async settle(state: ShapesState): Promise<Problem[]> {
    const jobs = state.functions.map(({ name, parameters }) => ({
      activation: { ...parameters, name },
      x: new Float32Array(1),
    }));
    const results = await this.page.engine.evaluate(jobs);
    const problems = results.flatMap((result, i) =>
      isEvaluation(result)
        ? []
        : result.problems.map(({ path, message }) => ({
            path: `f[${i}]${path.replace(/^activation/, "").replace(/^\.?name$/, "")}`,
            message,
          })),
    );
    for (const chosen of state.functions) chosen.name = this.info(chosen.name)?.name ?? chosen.name;
    return problems;
  }

  private info(name: string): CurveInfo | undefined {
    return this.infos.find((info) => info.name === name || info.aliases.includes(name));
  }

  /** Changes the state, the figure and, unless the engine refuses it, the link. */
  private change(part: Partial<ShapesState>): void {
    Object.assign(this.state, part);
    this.state.at = seenPlace(this.state.x, this.state.at);
    this.unwritten = true;
    void this.evaluate();
  }

  /** `step` makes the state a place that the browser's Back returns to. */
  private write(step: boolean): void {
    clearTimeout(this.restTimer);
    this.unwritten = false;
    if (this.active) this.page.write("shapes", formatShapes(this.state), step);
  }

  /** Asks for all curves at once; while an answer is on its way, only the newest wish is kept. */
  private async evaluate(): Promise<void> {
    if (this.asking) {
      this.askAgain = true;
      return;
    }
    this.asking = true;
    const state = structuredClone(this.state);
    const infos = state.functions.map(({ name }) => this.info(name) as CurveInfo);
    const samples = samplePlaces(state.x, state.at, state.functions, infos);
    const results = await this.page.engine.evaluate(
      state.functions.map(({ name, parameters }) => ({
        activation: { ...parameters, name },
        x: samples.x.slice(),
      })),
    );
    this.asking = false;
    if (this.askAgain) {
      this.askAgain = false;
      return this.evaluate();
    }
    this.problems = results.flatMap((result) => (isEvaluation(result) ? [] : result.problems));
    if (this.problems.length === 0) {
      this.samples = samples;
      this.evaluations = results.map((result) => (isEvaluation(result) ? result : null));
      this.model = figureModel(state, samples, this.evaluations);
      if (this.unwritten) this.write(true);
    }
    this.draw();
  }

  private readonly legendActions = {
    focus: (index: number) => this.change({ focus: index }),
    remove: (index: number) => this.remove(index),
    moveTo: (x: number) => this.change({ at: x }),
  };

  private readonly controlActions = {
    setParameter: (name: string, value: number, final: boolean) => {
      const functions = structuredClone(this.state.functions);
      const standard = this.info(functions[this.state.focus].name)?.parameters.find(
        (p) => p.name === name,
      )?.default;
      if (value === standard) delete functions[this.state.focus].parameters[name];
      else functions[this.state.focus].parameters[name] = value;
      if (final) this.change({ functions });
      else {
        this.state.functions = functions;
        void this.evaluate();
      }
    },
    setSwitch: (which: "slope" | "curvature", on: boolean) => this.change({ [which]: on }),
    setRange: (axis: "x" | "y", range: [number, number]) => this.change({ [axis]: range }),
    fit: () => this.change({ y: this.fittingRange() }),
    home: () => this.change({ x: [...firstShapes.x], y: [...firstShapes.y] }),
  };

  private fittingRange(): [number, number] {
    let [low, high] = [0, 0];
    for (const { values } of this.model?.series ?? []) {
      for (const value of Array.from(values)) {
        if (value === null) continue;
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    const margin = (high - low || 1) * 0.05;
    const round = (value: number) => Number(value.toPrecision(2));
    return [round(low - margin), round(high + margin)];
  }

  private remove(index: number): void {
    const functions = this.state.functions.filter((_, i) => i !== index);
    const focus = this.state.focus > index ? this.state.focus - 1 : this.state.focus;
    this.change({ functions, focus: Math.min(focus, functions.length - 1) });
  }

  private toggle(name: string): void {
    const index = this.state.functions.findIndex((chosen) => chosen.name === name);
    if (index >= 0) {
      if (this.state.functions.length > 1) this.remove(index);
      return;
    }
    // A full chart gives the oldest place to the newest wish.
    const kept = this.state.functions.slice(this.state.functions.length >= kMostFunctions ? 1 : 0);
    const functions = [...kept, { name, parameters: {} }];
    this.change({ functions, focus: functions.length - 1 });
  }

  private onCursor(event: CursorEvent): void {
    if (event.detail.x === null) return;
    this.state.at = seenPlace(this.state.x, shortFloat(event.detail.x));
    clearTimeout(this.restTimer);
    this.restTimer = window.setTimeout(() => this.unwritten || this.write(false), kRest);
    this.draw();
  }

  private draw(): void {
    const { state, model, samples, evaluations } = this;
    if (!model) return;
    // The page's still gives way when there is something to show in its place, and not before.
    this.host.querySelector("#still")?.remove();
    const info = this.info(state.functions[state.focus].name) as CurveInfo;
    const index = nearestIndex(samples.x, state.at);
    const names = state.functions.map(({ name }) => name);
    const atDefaults = Object.keys(state.functions[state.focus].parameters).length === 0;
    render(
      html`
        <div class="stage">
          <div class="stage-figure">
            <line-figure
              class="curves"
              .model=${model}
              .cursorX=${state.at}
              .holds=${true}
              @cursor-move=${(event: CursorEvent) => this.onCursor(event)}
            ></line-figure>
          </div>
          <div class="stage-side">
            <section class="panel" aria-label="Functions on the chart">
              ${legend(state, evaluations, index, this.legendActions)}
            </section>
            <section class="panel" aria-label=${`Parameters of ${info.name}`}>
              <h2 class="panel-title">Parameters of ${info.name}</h2>
              ${parameterControls(state, info, this.problems, this.controlActions)}
            </section>
            <section class="panel" aria-label="Figure">
              <h2 class="panel-title">Figure</h2>
              ${figureControls(state, this.controlActions)}
            </section>
          </div>
        </div>
        <section class="prose" aria-label=${`About ${info.name}`}>
          ${facts(info, saturationSentence(state, samples, evaluations), atDefaults)}
        </section>
        <section class="gallery" aria-label="All functions">
          ${
            this.thumbnails.size > 0
              ? gallery(this.infos, this.thumbnails, names, this.filter, {
                  toggle: (name) => this.toggle(name),
                  filter: (text) => {
                    this.filter = text;
                    this.draw();
                  },
                })
              : nothing
          }
        </section>
      `,
      this.host,
    );
  }
}

export function makeView(host: HTMLElement, page: Page): View {
  return new ShapesView(host, page);
}
