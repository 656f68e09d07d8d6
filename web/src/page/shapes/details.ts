// SPDX-License-Identifier: MIT
// What stands below the figure and is fetched after it: facts, normal input, example. One line mounts each.
import { html } from "lit";
import type { ActivationInfo, Shape } from "../../shared/engine";
import type { EngineClient } from "../engine";
import type { ShapeFunction, ShapesState } from "../link/shapes-link";
import type { InputEvent } from "./input/normal-input";

/** Brings the elements in; until then their places are empty. What the net has not given is asked for anew next time. */
export function loadDetails(): Promise<unknown> {
  return Promise.allSettled([
    import("./facts/function-facts.define"),
    import("./input/normal-input.define"),
    import("./example/worked-example.define"),
  ]);
}

export interface Detail {
  engine: EngineClient;
  info: ActivationInfo;
  parameters: ShapeFunction["parameters"];
  /** At the parameters chosen; null for functions of several numbers. */
  shape: Shape | null;
}

export function factsPanel({ engine, info, parameters, shape }: Detail) {
  return html`<section class="prose" aria-label=${`About ${info.name}`}>
    <function-facts
      .engine=${engine}
      .info=${info}
      .parameters=${parameters}
      .shape=${shape}
    ></function-facts>
  </section>`;
}

export function inputPanel(
  { engine, info, parameters }: Detail,
  { mu, sigma, threshold }: ShapesState,
  set: (mu: number, sigma: number, final: boolean) => void,
) {
  return html`<section class="prose" aria-label="Normal input">
    <normal-input
      .engine=${engine}
      .choice=${info.inputs === "one" ? { ...parameters, name: info.name } : null}
      .mu=${mu}
      .sigma=${sigma}
      .threshold=${threshold}
      @input-change=${({ detail }: InputEvent) => set(detail.mu, detail.sigma, detail.final)}
    ></normal-input>
  </section>`;
}

export function examplePanel(engine: EngineClient, open: boolean, toggle: () => void) {
  return html`<section class="prose" aria-label="Example">
    <worked-example .engine=${engine} .open=${open} @example-toggle=${toggle}></worked-example>
  </section>`;
}
