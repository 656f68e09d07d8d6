// SPDX-License-Identifier: MIT
// Shapes: holds the state, asks the engine for the curves and puts the figure, the legend and the controls on the page.
import { html, nothing, render } from "lit";
import { guard } from "lit/directives/guard.js";
import "../../charts/line-figure.define";
import "../../elements/number-field.define";
import type { CursorEvent, HandleEvent } from "../../charts/line-figure";
import { type LineModel, nearestIndex } from "../../charts/model";
import { shortFloat } from "../../charts/numbers";
import type { ActivationInfo, Problem, SeveralInfo } from "../../shared/engine";
import type { Sheet } from "../../shared/messages";
import { isCurve, isEvaluation } from "../engine";
import { joinFaults } from "../link/grammar";
import {
  firstShapes,
  formatSettings,
  formatShapes,
  kMostFunctions,
  parseShapes,
  type ShapesState,
  seenPlace,
} from "../link/shapes-link";
import { UndoList } from "../undo";
import type { Page, View } from "../view";
import { type ControlActions, figureControls, parameterControls, tools } from "./controls";
import { type Detail, examplePanel, factsPanel, inputPanel } from "./details";
import { figureModel, fittingRange, sheetQuery } from "./figure";
import { drawThumbnails, gallery, type Thumbnails } from "./gallery";
import { legend } from "./legend";
import type { PairFigure } from "./pair";
import { dragged, drawnPieces, type Grip, hasPieces, type Piece, parametersOf, piecesOf } from "./pieces";
import { listenForUndo } from "./undo-keys";
import { saturationSentence } from "./words";

/** The link follows a crosshair that has come to rest. */
const kRest = 400;

class ShapesView implements View {
  private state: ShapesState = structuredClone(firstShapes);
  private sheet: Sheet | null = null;
  private model: LineModel | null = null;
  /** The code and the figure of functions of pairs, which are fetched when the first is opened. */
  private pairCode: typeof import("./pair") | null = null;
  private pair: PairFigure | null = null;
  private problems: Problem[] = [];
  private thumbnails: Thumbnails = new Map();
  private filter = "";
  private grip: Grip | null = null;
  private asking = false;
  private askAgain = false;
  private readonly infos: readonly ActivationInfo[];
  private readonly undoList = new UndoList();
  private restTimer = 0;
  private active = false;
  /** The link says less than the state: it follows once the engine has accepted the state. */
  private unwritten = false;
  /** How copying the link went. */
  private said = "";

  constructor(
    private readonly host: HTMLElement,
    private readonly page: Page,
  ) {
    this.infos = page.registry.activations;
    listenForUndo(host, (way) => this.active && this.goBack(way));
  }

  /** The gallery, once: after all that stands above it, so that nothing pushes it down. */
  private async drawGallery(): Promise<void> {
    if (this.thumbnails.size > 0) return;
    this.thumbnails = await drawThumbnails(this.page.engine, this.infos);
    this.draw();
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
    this.undoList.visit(formatSettings(this.state));
    await this.refresh();
    await this.drawGallery();
  }

  leave(): void {
    this.active = false;
    clearTimeout(this.restTimer);
  }

  /** Gives functions their canonical names; what the engine refuses comes back as problems of the link. */
  private async settle(state: ShapesState): Promise<Problem[]> {
    const jobs = state.functions.map(({ name, parameters }) => ({
      activation: { ...parameters, name },
      x: new Float32Array(2),
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
    state.functions.forEach((chosen, i) => {
      const info = this.info(chosen.name);
      chosen.name = info?.name ?? chosen.name;
      if (info?.inputs !== "pairs") return;
      problems.push({ path: `f[${i}]`, message: `takes pairs: its map opens with pair=${info.name}` });
    });
    const pair = this.info(state.pair);
    if (pair?.inputs === "pairs") state.pair = pair.name;
    else if (state.pair)
      problems.push({ path: "pair", message: `no function of pairs is called “${state.pair}”` });
    return problems;
  }

  private info(name: string): ActivationInfo | undefined {
    return this.infos.find((info) => info.name === name || info.aliases.includes(name));
  }

  private get focused(): ActivationInfo {
    return this.info(this.state.pair || this.state.functions[this.state.focus].name) as ActivationInfo;
  }

  /** Changes the state, the figure and, unless the engine refuses it, the link. */
  private change(part: Partial<ShapesState>): void {
    Object.assign(this.state, part);
    this.state.at = seenPlace(this.state.x, this.state.at);
    this.unwritten = true;
    void this.refresh();
  }

  /** `step` makes the state a place that undo and the browser's Back return to. */
  private write(step: boolean): void {
    clearTimeout(this.restTimer);
    this.unwritten = false;
    if (step) this.undoList.add(formatSettings(this.state));
    if (this.active) this.page.write("shapes", formatShapes(this.state), step);
  }

  /** Settings the engine has refused are taken back first. The crosshairs stay where they are. */
  private goBack(way: "undo" | "redo"): void {
    const { undoList } = this;
    const refused = way === "undo" && this.problems.length > 0;
    const text = refused ? undoList.present : way === "undo" ? undoList.before : undoList.after;
    if (text === null) return;
    const { state } = parseShapes(text);
    const { at, a, b } = this.state;
    this.state = { ...state, at: seenPlace(state.x, at), a, b };
    undoList.visit(text);
    this.change({});
  }

  /** Asks for all curves at once; while an answer is on its way, only the newest wish is kept. */
  private async refresh(): Promise<void> {
    if (this.asking) {
      this.askAgain = true;
      return;
    }
    this.asking = true;
    const state = structuredClone(this.state);
    const [[sheet], pair] = await Promise.all([
      this.page.engine.sample([sheetQuery(state)]),
      state.pair ? this.readPair(state) : null,
    ]);
    this.asking = false;
    if (this.askAgain) {
      this.askAgain = false;
      return this.refresh();
    }
    this.pair = pair;
    this.problems = sheet.curves.flatMap((curve) => (isCurve(curve) ? [] : curve.problems));
    if (this.problems.length === 0) {
      this.sheet = sheet;
      this.model = this.modelOf(state, sheet);
      if (this.unwritten) this.write(true);
    }
    this.draw();
  }

  private modelOf(state: ShapesState, sheet: Sheet): LineModel {
    const infos = state.functions.map(({ name }) => this.info(name) as ActivationInfo);
    const pieces = hasPieces(infos[state.focus])
      ? drawnPieces(piecesOf(state.functions[state.focus], infos[state.focus]), state, sheet.x, this.grip)
      : null;
    return figureModel(state, infos, sheet, pieces);
  }

  private async readPair(state: ShapesState): Promise<PairFigure | null> {
    this.pairCode ??= await import("./pair").catch(() => null);
    if (this.pairCode)
      return this.pairCode.readPair(this.page.engine, this.info(state.pair) as SeveralInfo, state);
    this.page.complain([{ path: "pair", message: "its map could not be loaded; check the connection" }]);
    this.state.pair = "";
    return null;
  }

  private readonly legendActions = {
    focus: (index: number) => this.change({ focus: index }),
    remove: (index: number) => this.remove(index),
    moveTo: (x: number) => this.change({ at: x }),
  };

  private readonly controlActions: ControlActions = {
    setParameter: (name, value, final) => {
      const { [name]: _, ...others } = this.state.functions[this.state.focus].parameters;
      const standard = this.focused.parameters.find((parameter) => parameter.name === name)?.default;
      this.setParameters(value === standard ? others : { ...others, [name]: value }, final);
    },
    setPieces: (pieces) => this.setParameters(parametersOf(pieces), true),
    set: (part) => this.change(part),
    fit: () => this.model && this.change({ y: fittingRange(this.model) }),
    home: () => this.change({ x: [...firstShapes.x], y: [...firstShapes.y] }),
  };

  /** Of the focused function; the link waits until they are `final`. */
  private setParameters(parameters: ShapesState["functions"][number]["parameters"], final: boolean): void {
    const { functions, focus } = this.state;
    this.state.functions = functions.map((chosen, i) => (i === focus ? { ...chosen, parameters } : chosen));
    if (final) this.change({});
    else void this.refresh();
  }

  /** The curves stay as they are: only what stands below them follows at once. */
  private setInput(mu: number, sigma: number, final: boolean): void {
    Object.assign(this.state, { mu, sigma });
    if (final) this.change({});
    else this.draw();
  }

  private onHandle({ detail }: HandleEvent): void {
    const pieces: Piece[] = piecesOf(this.state.functions[this.state.focus], this.focused);
    const next = dragged(pieces, this.model?.handles ?? [], detail, this.grip);
    this.grip = next.grip;
    this.setParameters(parametersOf(next.pieces), detail.final);
  }

  private remove(index: number): void {
    const functions = this.state.functions.filter((_, i) => i !== index);
    const focus = this.state.focus > index ? this.state.focus - 1 : this.state.focus;
    this.change({ functions, focus: Math.min(focus, functions.length - 1) });
  }

  /** Puts a function on the chart or takes it off; one of pairs opens as a map and closes. */
  private toggle({ name, inputs }: ActivationInfo): void {
    if (inputs === "pairs") {
      this.change({ pair: this.state.pair === name ? "" : name });
      return;
    }
    const index = this.state.functions.findIndex((chosen) => chosen.name === name);
    if (index >= 0) {
      if (this.state.functions.length > 1) this.remove(index);
      return;
    }
    // A full chart gives the oldest place to the newest wish.
    const kept = this.state.functions.slice(this.state.functions.length >= kMostFunctions ? 1 : 0);
    const functions = [...kept, { name, parameters: {} }];
    this.change({ functions, focus: functions.length - 1, pair: "" });
  }

  private onCursor(event: CursorEvent): void {
    if (event.detail.x === null) return;
    this.state.at = seenPlace(this.state.x, shortFloat(event.detail.x));
    this.writeAtRest();
    this.draw();
  }

  private writeAtRest(): void {
    clearTimeout(this.restTimer);
    this.restTimer = window.setTimeout(() => this.unwritten || this.write(false), kRest);
  }

  private async copyLink(): Promise<void> {
    if (!this.unwritten) this.write(false);
    this.said = await navigator.clipboard.writeText(location.href).then(
      () => "Link copied.",
      () => "The browser refused: copy the address instead.",
    );
    this.draw();
    setTimeout(() => {
      this.said = "";
      this.draw();
    }, 4000);
  }

  private draw(): void {
    const { model, sheet, undoList } = this;
    if (!model || !sheet) return;
    // The page's still gives way when there is something to show in its place, and not before.
    this.host.querySelector("#still")?.remove();
    const info = this.focused;
    const can = { undo: undoList.before !== null || this.problems.length > 0, redo: undoList.after !== null };
    render(
      html`
        <div class="stage">
          <div class="stage-figure">${this.pairPart("map") ?? this.chart(model, sheet)}</div>
          <div class="stage-side">
            ${tools(can, this.said, {
              undo: () => this.goBack("undo"),
              redo: () => this.goBack("redo"),
              copyLink: () => void this.copyLink(),
            })}
            ${this.pairPart("reading") ?? this.panels(sheet, info)}
          </div>
        </div>
        ${this.details(info, sheet)}
        <section class="gallery" aria-label="All functions">${this.gallery()}</section>
      `,
      this.host,
    );
  }

  private chart(model: LineModel, sheet: Sheet) {
    return html`
      <line-figure
        class="curves"
        .model=${model}
        .cursorX=${this.state.at}
        .holds=${true}
        @cursor-move=${(event: CursorEvent) => this.onCursor(event)}
        @handle-move=${(event: HandleEvent) => this.onHandle(event)}
      ></line-figure>
      <p class="saturation">${saturationSentence(this.state, sheet)}</p>
    `;
  }

  private panels(sheet: Sheet, info: ActivationInfo) {
    const { state } = this;
    const index = nearestIndex(sheet.x, state.at);
    return html`
      <section class="panel" aria-label="Functions on the chart">
        ${legend(state, sheet, index, this.legendActions)}
      </section>
      <section class="panel" aria-label=${`Parameters of ${info.name}`}>
        <h2 class="panel-title">Parameters of ${info.name}</h2>
        ${parameterControls(state, info, this.problems, this.controlActions)}
      </section>
      <section class="panel" aria-label="Figure">
        <h2 class="panel-title">Figure</h2>
        ${figureControls(state, this.controlActions)}
      </section>
    `;
  }

  /** A part of the open map of pairs; null while there is none. */
  private pairPart(part: "map" | "reading") {
    const { pair, pairCode, state } = this;
    if (!pair || !pairCode) return null;
    const actions = {
      moveTo: (place: { a: number; b: number }) => {
        Object.assign(this.state, place);
        this.writeAtRest();
        void this.refresh();
      },
      close: () => this.change({ pair: "" }),
    };
    return part === "map"
      ? pairCode.pairMap(pair, state, actions)
      : html`<section class="panel" aria-label=${`${state.pair} at the crosshair`}>
          ${pairCode.pairReading(pair, state, actions)}
        </section>`;
  }

  /** What stands between the figure and the gallery. */
  private details(info: ActivationInfo, sheet: Sheet) {
    const { state, page } = this;
    const curve = state.pair ? null : sheet.curves[state.focus];
    const detail: Detail = {
      engine: page.engine,
      info,
      parameters: state.pair ? {} : state.functions[state.focus].parameters,
      shape: curve && isCurve(curve) ? curve.shape : null,
    };
    return html`
      ${factsPanel(detail)} ${inputPanel(detail, state, (mu, sigma, final) => this.setInput(mu, sigma, final))}
      ${examplePanel(page.engine, state.example, () => this.change({ example: !state.example }))}
    `;
  }

  /** Made anew only when something about it has changed, not with every move of the crosshair. */
  private gallery() {
    const { state, thumbnails, filter } = this;
    if (thumbnails.size === 0) return nothing;
    const slots = new Map(state.functions.map(({ name }, i) => [name, i + 1]));
    if (state.pair) slots.set(state.pair, kMostFunctions);
    return guard([thumbnails, filter, [...slots.keys()].join()], () =>
      gallery(this.infos, thumbnails, slots, filter, {
        toggle: (info) => this.toggle(info),
        filter: (text) => {
          this.filter = text;
          this.draw();
        },
      }),
    );
  }
}

export function makeView(host: HTMLElement, page: Page): View {
  return new ShapesView(host, page);
}
