// SPDX-License-Identifier: MIT
// Train: holds the experiment, keeps one run of it in the worker and puts its figures and settings on the page.
import { html, nothing, render } from "lit";
import { guard } from "lit/directives/guard.js";
import "../../charts/line-figure.define";
import "../../charts/plane-map.define";
import "../../elements/number-field.define";
import type { AxisEvent } from "../../charts/line-figure";
import { formatCount } from "../../charts/numbers";
import type { MapPoints } from "../../charts/plane-map";
import type { History, Problem, RunData, Spec } from "../../shared/engine";
import type { Output, Snapshot, Speed } from "../../shared/messages";
import type { RunHandle } from "../engine";
import {
  faultsOf,
  firstTrain,
  formatTrain,
  parseTrain,
  type TrainState,
  withoutRefused,
} from "../link/train-link";
import { remembered } from "../remember";
import type { Page, View } from "../view";
import { dataPanel } from "./data-panel";
import { accuracyModel, lossModel } from "./figures";
import { approachesTargets, classesOf, edited, lossOf, sizesOf } from "./network";
import { networkPanel } from "./network-panel";
import { outputFigure, pointsOf } from "./output-figure";
import { ProblemList } from "./problems";
import { trainingPanel } from "./training-panel";
import { readout, stateSentence, type Trouble, transport } from "./transport";

/** A run as the page knows it. */
interface Shown {
  handle: RunHandle;
  /** As it was asked for, which the link says. */
  asked: Spec;
  /** With every default filled in. */
  spec: Spec;
  data: RunData;
  points: MapPoints;
  parameters: number;
  snapshot: Snapshot;
  history: History;
  output: Output | null;
}

/** How a run is opened: what becomes of the link, and of a refusal. */
interface Opening {
  step: boolean;
  play: boolean;
  /** What could not be read of the link that asks for the run; null when a setting does. */
  link: readonly Problem[] | null;
}

class TrainView implements View {
  private state: TrainState = structuredClone(firstTrain);
  private shown: Shown | null = null;
  private opening: RunHandle | null = null;
  private problems: Problem[] = [];
  private active = false;
  private lost = false;
  private frame = 0;

  constructor(
    private readonly host: HTMLElement,
    private readonly page: Page,
  ) {
    host.replaceChildren();
    document.addEventListener("keydown", (event) => this.onKey(event));
  }

  enter(query: string): void {
    this.active = true;
    const { state, problems } = parseTrain(query);
    this.page.write("train", query, false);
    const sound = problems.length + this.problems.length === 0;
    if (this.shown && sound && formatTrain(state) === formatTrain(this.state)) this.draw();
    else this.open(state, { step: false, play: false, link: problems });
  }

  leave(): void {
    this.active = false;
    this.shown?.handle.pause();
  }

  /** Builds a run of `state`, which a link's becomes only then. The one on screen stays until the new one is there. */
  private open(state: TrainState, how: Opening): void {
    this.opening?.close();
    const handle = this.page.engine.openRun(state.spec, {
      opened: (run) => {
        this.opening = null;
        if (how.link && how.link.length > 0) {
          handle.close();
          this.refuseLink(how.link);
          return;
        }
        this.shown?.handle.close();
        this.problems = [];
        this.state = state;
        const plays = how.play && this.active;
        this.shown = {
          ...run,
          // Its own was taken before it plays, and the next one comes only after it is drawn.
          snapshot: { ...run.snapshot, playing: plays },
          handle,
          asked: state.spec,
          points: pointsOf(run.data),
          history: run.snapshot.history as History,
          output: run.snapshot.output,
        };
        handle.setSpeed(this.state.speed);
        if (plays) handle.play();
        if (!how.link) this.write(how.step);
        this.drawNext();
      },
      refused: (problems) => {
        this.opening = null;
        if (how.link) this.refusePart(state, how.link, problems);
        else {
          this.problems = problems;
          this.draw();
        }
      },
      snapshot: (snapshot) => this.take(snapshot),
      lost: () => {
        this.lost = true;
        this.draw();
      },
    });
    this.opening = handle;
    this.draw();
  }

  /** Asks for what is left of a link's experiment, until everything that is wrong with it is known. */
  private refusePart(state: TrainState, known: readonly Problem[], problems: readonly Problem[]): void {
    const faults = faultsOf(known, problems);
    const rest = withoutRefused(state, problems);
    if (rest) this.open(rest, { step: false, play: false, link: faults });
    else this.refuseLink(faults);
  }

  private refuseLink(problems: readonly Problem[]): void {
    this.page.complain(problems);
    this.open(structuredClone(firstTrain), { step: false, play: false, link: null });
  }

  private take(snapshot: Snapshot): void {
    const { shown } = this;
    if (!shown) return;
    shown.snapshot = snapshot;
    shown.history = snapshot.history ?? shown.history;
    shown.output = snapshot.output ?? shown.output;
    this.drawNext();
  }

  /** Draws in the next frame, then asks for more: a task of its own, after what the worker's message took. */
  private drawNext(): void {
    if (this.frame) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
      this.shown?.handle.drawn();
    });
  }

  /** The link says the run on screen, never settings that were refused or are not run yet. */
  private write(step: boolean): void {
    if (!this.active || !this.shown) return;
    this.page.write("train", formatTrain({ ...this.state, spec: this.shown.asked }), step);
  }

  /** A change of the experiment is a new run; one that was playing plays on. */
  private readonly change = (edit: (spec: Spec) => void): void => {
    this.state.spec = edited(this.state.spec, edit);
    this.open(this.state, { step: true, play: this.shown?.snapshot.playing ?? false, link: null });
  };

  private readonly actions = {
    toggle: () => {
      const { shown } = this;
      if (!shown) return;
      if (shown.snapshot.playing) shown.handle.pause();
      else shown.handle.play();
    },
    advance: (by: "update" | "epoch") => this.shown?.handle.advance(by),
    reset: () => this.shown?.handle.reset(),
    newSeed: () =>
      this.change((spec) => {
        spec.seed = ((spec.seed ?? 1) + 1) % 2 ** 32;
      }),
    setSpeed: (speed: Speed) => {
      this.state.speed = speed;
      this.shown?.handle.setSpeed(speed);
      this.write(false);
      this.draw();
    },
  };

  private onKey(event: KeyboardEvent): void {
    if (!this.active || event.key !== " " || event.ctrlKey || event.altKey || event.metaKey) return;
    // Where the space bar has a meaning of its own, it keeps it.
    const target = event.target as HTMLElement;
    if (target.closest("button, input, select, textarea, summary, a")) return;
    event.preventDefault();
    this.actions.toggle();
  }

  private setLogLoss(on: boolean): void {
    this.state.logLoss = on;
    this.write(true);
    this.draw();
  }

  private draw(): void {
    const { state, shown } = this;
    const standing = this.lost ? null : (shown?.snapshot ?? null);
    const settings = this.settings(state.spec, this.problems, shown?.data);
    render(
      html`
        <div class="bench">
          ${transport(standing, state.spec.seed ?? 1, state.speed, this.actions)}
          <div class="bench-figures">
            <p class="run-state" role="status" data-status=${shown?.snapshot.state.status ?? "building"}>
              ${stateSentence(standing, this.about(), this.trouble())}
            </p>
            ${settings.rest} ${shown ? this.figures(shown) : nothing}
          </div>
          <div class="bench-side">${guard([settings], () => settings.panels)}</div>
        </div>
      `,
      this.host,
    );
  }

  private trouble(): Trouble {
    if (this.lost) return "lost";
    return this.problems.length > 0 ? "refused" : "none";
  }

  private about(): string {
    const { shown } = this;
    if (!shown) return "";
    const sizes = sizesOf(shown.spec, shown.data.x_shape[1]);
    return `${sizes}, ${formatCount(shown.parameters)} numbers to learn, seed\u00a0${shown.spec.seed}`;
  }

  private figures(shown: Shown) {
    const { history, data, output, points, spec } = shown;
    const accuracy = this.accuracy(history);
    return html`
      ${readout(shown.snapshot.state, history)}
      <div class="figures">
        <div>${this.answers(output, points, data, spec)}</div>
        <div class="figure-column">
          <line-figure
            .model=${this.loss(history, this.state.logLoss)}
            .reads=${true}
            .switchesAxis=${true}
            @axis-change=${(event: AxisEvent) => this.setLogLoss(event.detail.log)}
          ></line-figure>
          ${accuracy ? html`<line-figure .model=${accuracy} .reads=${true}></line-figure>` : nothing}
        </div>
      </div>
    `;
  }

  private readonly loss = remembered(lossModel);
  private readonly accuracy = remembered(accuracyModel);
  private readonly answers = remembered(outputFigure);

  /** The panels, and the problems that belong to none of them. */
  private readonly settings = remembered(
    (spec: Spec, list: readonly Problem[], data: RunData | undefined) => {
      const problems = new ProblemList(list);
      const { registry } = this.page;
      const inputs = data
        ? data.x_shape[1] > 4
          ? `${data.x_shape[1]} numbers`
          : data.features.join(", ").replaceAll("_", " ")
        : "";
      const panels = html`
      ${dataPanel(spec, registry.datasets, problems, this.change)}
      ${networkPanel(
        { spec, infos: registry.activations, problems, change: this.change },
        inputs,
        outputInWords(spec),
      )}
      ${trainingPanel(spec, problems, this.change)}
    `;
      return { panels, rest: problems.rest() };
    },
  );
}

/** What the output's numbers mean. */
function outputInWords(spec: Spec): string {
  const loss = lossOf(spec);
  if (approachesTargets(spec)) return classesOf(spec) === 0 ? "the number itself" : "trained towards 0 and 1";
  if (loss === "hinge") return classesOf(spec) > 2 ? "a score for each class" : "the score of class 1";
  return loss === "binary_crossentropy" ? "the logit of class 1" : "a logit for each class";
}

export function makeView(host: HTMLElement, page: Page): View {
  return new TrainView(host, page);
}
