// SPDX-License-Identifier: MIT
// Shapes: holds the state, asks the engine for the curves and puts the figure, the legend and the controls on the page.
import { html, nothing, render } from "lit";
import { guard } from "lit/directives/guard.js";
import "../../charts/line-figure.define";
import "../../elements/number-field.define";
import type { CursorEvent, HandleEvent, RangeEvent } from "../../charts/line-figure";
import { type LineModel, nearestIndex } from "../../charts/model";
import { shortFloat } from "../../charts/numbers";
import type { ActivationInfo, Problem } from "../../shared/engine";
import type { Sheet } from "../../shared/messages";
import { findInfo, hasLists } from "../../shared/registry";
import { isCurve } from "../engine";
import { joinFaults } from "../link/grammar";
import { firstShapes, kMostFunctions, parseShapes, type ShapesState } from "../link/shapes-link";
import type { Page, View } from "../view";
import { type ControlActions, figureControls, parameterControls, tools } from "./controls";
import { type Detail, examplePanel, factsPanel, inputPanel } from "./details";
import { figureModel, fittingRange, sheetQuery } from "./figure";
import { drawThumbnails, gallery, type Thumbnails } from "./gallery";
import { legend } from "./legend";
import type { PairFigure } from "./pair";
import type { Grip } from "./pieces";
import { Settings } from "./settings";
import { settle } from "./settle";
import { listenForUndo } from "./undo-keys";
import { saturationSentence } from "./words";

/** The range to about a thousandth of its width, as a link should say it. */
function shortRange([low, high]: readonly [number, number]): [number, number] {
  const grain = 10 ** Math.floor(Math.log10((high - low) / 1000));
  const short = (value: number) => Number((Math.round(value / grain) * grain).toPrecision(12));
  return [short(low), short(high)];
}

class ShapesView implements View {
  private readonly settings: Settings;
  private sheet: Sheet | null = null;
  private model: LineModel | null = null;
  /** The code for functions of several inputs, once one has been shown, and the open map of one of pairs. */
  private several: typeof import("./several") | null = null;
  private pair: PairFigure | null = null;
  private problems: Problem[] = [];
  private thumbnails: Thumbnails = new Map();
  private filter = "";
  private grip: Grip | null = null;
  private asking = false;
  private askAgain = false;
  private readonly infos: readonly ActivationInfo[];
  /** How copying the link went. */
  private said = "";

  constructor(
    private readonly host: HTMLElement,
    private readonly page: Page,
  ) {
    this.infos = page.registry.activations;
    this.settings = new Settings(page);
    listenForUndo(host, (way) => this.settings.active && this.go(way));
  }

  async enter(query: string): Promise<void> {
    const { state, problems } = parseShapes(query);
    const faults = joinFaults(problems, await settle(state, this.page.engine, this.infos));
    this.settings.enter(faults.length > 0 ? structuredClone(firstShapes) : state, query);
    if (faults.length > 0) this.page.complain(faults);
    this.problems = [];
    await this.refresh();
    // The gallery comes once, after all that stands above it, so that nothing pushes it down.
    if (this.thumbnails.size > 0) return;
    this.thumbnails = await drawThumbnails(this.page.engine, this.infos);
    this.draw();
  }

  leave(): void {
    this.settings.leave();
  }

  private get state(): ShapesState {
    return this.settings.state;
  }

  private info(name: string): ActivationInfo | undefined {
    return findInfo(this.infos, name);
  }

  private get focused(): ActivationInfo {
    return this.info(this.state.pair || this.state.functions[this.state.focus].name) as ActivationInfo;
  }

  /** Changes the state, the figure and, when it is `final` and the engine does not refuse it, the link. */
  private change(part: Partial<ShapesState>, final = true): void {
    this.settings.set(part, final);
    void this.refresh();
  }

  private go(way: "undo" | "redo"): void {
    if (this.settings.go(way, this.problems.length > 0)) void this.refresh();
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
      this.readSeveral(state),
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
      this.settings.accept();
    }
    this.draw();
  }

  private modelOf(state: ShapesState, sheet: Sheet): LineModel {
    const infos = state.functions.map(({ name }) => this.info(name) as ActivationInfo);
    const chosen = state.functions[state.focus];
    const info = infos[state.focus];
    const pieces =
      this.several && hasLists(info)
        ? this.several.drawnPieces(this.several.piecesOf(chosen, info), state, sheet.x, this.grip)
        : null;
    return figureModel(state, infos, sheet, pieces);
  }

  /** The open map of pairs; loads what it or maxout needs. */
  private async readSeveral(state: ShapesState): Promise<PairFigure | null> {
    const info = this.info(state.pair || state.functions[state.focus].name);
    if (!info || (info.inputs !== "pairs" && !hasLists(info))) return null;
    this.several ??= await import("./several").catch(() => null);
    if (this.several && info.inputs !== "one") return this.several.readPair(this.page.engine, info, state);
    if (this.several) return null;
    this.page.complain([{ path: info.name, message: "its code could not be loaded; check the connection" }]);
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
    set: (part) => this.change(part),
    fit: () => this.model && this.change({ y: fittingRange(this.model) }),
    home: () => this.setRange(firstShapes, true),
  };

  /** Of the focused function; the link waits until they are `final`. */
  private setParameters(parameters: ShapesState["functions"][number]["parameters"], final: boolean): void {
    const { functions, focus } = this.state;
    const changed = functions.map((chosen, i) => (i === focus ? { ...chosen, parameters } : chosen));
    this.change({ functions: changed }, final);
  }

  /** A figure that lets y follow the data has no range for it. */
  private setRange({ x, y }: Exclude<RangeEvent["detail"]["view"], "reset">, final: boolean): void {
    this.change({ x: shortRange(x), y: shortRange(y ?? this.state.y) }, final);
  }

  private onHandle({ detail }: HandleEvent): void {
    const { several, model } = this;
    if (!several) return;
    const pieces = several.piecesOf(this.state.functions[this.state.focus], this.focused);
    const next = several.dragged(pieces, model?.handles ?? [], detail, this.grip);
    this.grip = next.grip;
    this.setParameters(several.parametersOf(next.pieces), detail.final);
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
    this.settings.point({ at: shortFloat(event.detail.x) });
    this.draw();
  }

  private async copyLink(): Promise<void> {
    this.settings.writePlace();
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
    const { model, sheet, settings } = this;
    if (!model || !sheet) return;
    // The page's still gives way when there is something to show in its place, and not before.
    this.host.querySelector("#still")?.remove();
    const info = this.focused;
    const can = { undo: settings.can("undo") || this.problems.length > 0, redo: settings.can("redo") };
    render(
      html`
        <div class="stage">
          <div class="stage-figure">${this.pairPart("map") ?? this.chart(model, sheet)}</div>
          <div class="stage-side">
            ${tools(can, this.said, {
              undo: () => this.go("undo"),
              redo: () => this.go("redo"),
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
        .zooms=${true}
        @range-change=${({ detail }: RangeEvent) =>
          this.setRange(detail.view === "reset" ? firstShapes : detail.view, detail.final)}
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
        ${hasLists(info) ? this.pieces(info) : parameterControls(state, info, this.problems, this.controlActions)}
      </section>
      <section class="panel" aria-label="Figure">
        <h2 class="panel-title">Figure</h2>
        ${figureControls(state, this.controlActions)}
      </section>
    `;
  }

  private pieces(info: ActivationInfo) {
    const { several } = this;
    if (!several) return nothing;
    const pieces = () => several.piecesOf(this.state.functions[this.state.focus], info);
    return several.pieceControls(
      pieces(),
      (change) => this.setParameters(several.parametersOf(change(pieces())), true),
      this.problems,
    );
  }

  /** A part of the open map of pairs; null while there is none. */
  private pairPart(part: "map" | "reading") {
    const { pair, several, state } = this;
    if (!pair || !several) return null;
    const actions = {
      moveTo: (place: { a: number; b: number }) => {
        this.settings.point(place);
        void this.refresh();
      },
      close: () => this.change({ pair: "" }),
    };
    return part === "map"
      ? several.pairMap(pair, state, actions)
      : html`<section class="panel" aria-label=${`${state.pair} at the crosshair`}>
          ${several.pairReading(pair, state, actions)}
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
      ${factsPanel(detail)} ${inputPanel(detail, state, (mu, sigma, final) => this.change({ mu, sigma }, final))}
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
