// SPDX-License-Identifier: MIT
// What main.ts asks of a view, and what a view may ask of the page.
import type { Problem } from "../shared/engine";
import type { EngineClient, Registry } from "./engine";

export type ViewName = "shapes" | "train";

export interface View {
  /** Shows the state that the link's text after "?" means. */
  enter(query: string): void;
  /** The view is left: it stops working but keeps its state. */
  leave(): void;
}

export interface Page {
  engine: EngineClient;
  registry: Registry;
  /** Writes a view's state into the link; `step` makes it a place that the browser's Back returns to. */
  write(view: ViewName, query: string, step: boolean): void;
  /** Says what was wrong with the link; an empty list takes the notice away. */
  complain(problems: readonly Problem[]): void;
}

export type MakeView = (host: HTMLElement, page: Page) => View;
