// SPDX-License-Identifier: MIT
// The settings of Shapes, the link that says them, and the way back through them.
import {
  firstShapes,
  formatSettings,
  formatShapes,
  parseShapes,
  type ShapesState,
  seenPlace,
} from "../link/shapes-link";
import { UndoList } from "../undo";
import type { Page } from "../view";

/** The link follows a crosshair that has come to rest. */
const kRest = 400;

export class Settings {
  state: ShapesState = structuredClone(firstShapes);
  /** The view is open: the link is its own. */
  active = false;
  private readonly list = new UndoList();
  private restTimer = 0;
  /** The link says less than the state: it follows once the engine has accepted the state. */
  private unwritten = false;

  constructor(private readonly page: Page) {}

  /** Takes over the state of the link `query`. */
  enter(state: ShapesState, query: string): void {
    this.active = true;
    this.state = state;
    this.unwritten = false;
    this.page.write("shapes", query, false);
    this.list.visit(formatSettings(state));
  }

  leave(): void {
    this.active = false;
    clearTimeout(this.restTimer);
  }

  /** Changes the state; the link follows when this is `final` and accepted. */
  set(part: Partial<ShapesState>, final: boolean): void {
    Object.assign(this.state, part);
    this.state.at = seenPlace(this.state.x, this.state.at);
    if (final) this.unwritten = true;
  }

  /** The engine takes the state: what was changed goes into the link, as a place that undo and Back return to. */
  accept(): void {
    if (!this.unwritten) return;
    this.list.add(formatSettings(this.state));
    this.write(true);
  }

  /** Moves a crosshair, which is no change to undo. */
  point(place: Partial<Pick<ShapesState, "at" | "a" | "b">>): void {
    this.set(place, false);
    clearTimeout(this.restTimer);
    this.restTimer = window.setTimeout(() => this.writePlace(), kRest);
  }

  /** Puts the crosshair's place into the link, unless the link waits for the engine. */
  writePlace(): void {
    if (!this.unwritten) this.write(false);
  }

  can(way: "undo" | "redo"): boolean {
    return (way === "undo" ? this.list.before : this.list.after) !== null;
  }

  /** Goes back, or forward again; from settings that were `refused` back to the last that were not. */
  go(way: "undo" | "redo", refused: boolean): boolean {
    const { list } = this;
    const back = refused ? list.present : list.before;
    const text = way === "undo" ? back : list.after;
    if (text === null) return false;
    const { at, a, b } = this.state;
    this.state = parseShapes(text).state;
    if (text !== list.present) list.visit(text);
    this.set({ at, a, b }, true);
    return true;
  }

  private write(step: boolean): void {
    clearTimeout(this.restTimer);
    this.unwritten = false;
    if (this.active) this.page.write("shapes", formatShapes(this.state), step);
  }
}
