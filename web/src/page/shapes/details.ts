// SPDX-License-Identifier: MIT
// What stands below the figure and is fetched when it is wanted: facts, normal input, example.
import { html } from "lit";
import { ref } from "lit/directives/ref.js";
import type { ActivationInfo, Shape } from "../../shared/engine";
import type { EngineClient } from "../engine";
import { whenIdle } from "../idle";
import type { ShapeFunction, ShapesState } from "../link/shapes-link";
import type { InputEvent } from "./input/normal-input";

const loaders: Record<string, () => Promise<unknown>> = {
  "function-facts": () => import("./facts/function-facts.define"),
  "normal-input": () => import("./input/normal-input.define"),
  "worked-example": () => import("./example/worked-example.define"),
};

/** What the net does not give is asked for anew when it is next wanted; its place stays empty until then. */
function load(name: string): void {
  void loaders[name]?.().catch(() => null);
}

const sight = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) if (isIntersecting) load(target.localName);
});

/**
 * Fetches a place's element when it comes into sight, or else once there is nothing more urgent to do: keys and paper
 * are to find what has not been in sight yet.
 */
function whenWanted(place: Element | undefined): void {
  if (!place) return;
  sight.observe(place);
  whenIdle(() => load(place.localName));
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
      ${ref(whenWanted)}
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
      ${ref(whenWanted)}
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
  if (open) load("worked-example");
  return html`<section class="prose" aria-label="Example">
    <worked-example ${ref(whenWanted)} .engine=${engine} .open=${open} @example-toggle=${toggle}></worked-example>
  </section>`;
}
