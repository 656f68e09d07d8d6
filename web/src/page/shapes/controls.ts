// SPDX-License-Identifier: MIT
// What can be set of the figure: the focused function's parameters, which lines are drawn and what is seen.
import { html, nothing } from "lit";
import type { NumberEvent } from "../../elements/number-field";
import { sliderStart } from "../../shared/defaults";
import type { Problem } from "../../shared/engine";
import type { CurveInfo } from "../../shared/registry";
import type { ShapesState } from "../link/shapes-link";

export interface ControlActions {
  /** `final` is false while a slider is still held. */
  setParameter(name: string, value: number, final: boolean): void;
  setSwitch(which: "slope" | "curvature", on: boolean): void;
  setRange(axis: "x" | "y", range: [number, number]): void;
  fit(): void;
  home(): void;
  toggleExample(): void;
}

export function parameterControls(
  state: ShapesState,
  info: CurveInfo,
  problems: readonly Problem[],
  actions: ControlActions,
) {
  const chosen = state.functions[state.focus];
  if (info.parameters.length === 0) return html`<p class="hint">${info.name} has no parameter.</p>`;
  return info.parameters.map((parameter) => {
    const value = chosen.parameters[parameter.name] ?? parameter.default;
    const set = (final: boolean) => (event: NumberEvent) =>
      actions.setParameter(parameter.name, event.detail.value, final);
    return html`
      <number-field
        .label=${parameter.name}
        .value=${value}
        .min=${sliderStart(parameter)}
        .max=${parameter.max}
        .problem=${problems.find((problem) => problem.path.endsWith(parameter.name))?.message ?? ""}
        @number-input=${set(false)}
        @number-change=${set(true)}
      ></number-field>
      ${parameter.description ? html`<p class="hint">${parameter.description}</p>` : nothing}
    `;
  });
}

export function figureControls(state: ShapesState, actions: ControlActions) {
  return html`
    <fieldset class="switches">
      <legend>Lines</legend>
      ${lineSwitch("f′, the slope", "slope", state, actions)}
      ${lineSwitch("f″, the curvature", "curvature", state, actions)}
    </fieldset>
    <div class="ranges">${rangeControl("x", state, actions)} ${rangeControl("y", state, actions)}</div>
    <div class="button-row">
      <button type="button" @click=${actions.fit}>Fit y to the curves</button>
      <button type="button" @click=${actions.home}>Home</button>
      <button type="button" @click=${actions.toggleExample}>ReLU by numbers</button>
    </div>
  `;
}

function lineSwitch(
  label: string,
  which: "slope" | "curvature",
  state: ShapesState,
  actions: ControlActions,
) {
  return html`
    <label class="check">
      <input
        type="checkbox"
        .checked=${state[which]}
        @change=${(event: Event) => actions.setSwitch(which, (event.target as HTMLInputElement).checked)}
      />
      ${label}
    </label>
  `;
}

function rangeControl(axis: "x" | "y", state: ShapesState, actions: ControlActions) {
  const [low, high] = state[axis];
  const box = (end: 0 | 1, label: string) => html`
    <input
      class="number-box"
      type="text"
      inputmode="decimal"
      autocomplete="off"
      aria-label=${label}
      .value=${String(state[axis][end])}
      @change=${(event: Event) => {
        const input = event.target as HTMLInputElement;
        const value = Number(input.value.trim().replace("\u2212", "-").replace(",", "."));
        const range: [number, number] = end === 0 ? [value, high] : [low, value];
        if (Number.isFinite(value) && range[1] - range[0] >= 1e-3) actions.setRange(axis, range);
        else input.value = String(state[axis][end]);
      }}
    />
  `;
  return html`<div class="range" role="group" aria-label=${`Range of ${axis}`}>
    <span aria-hidden="true">${axis} from</span>${box(0, `${axis} from`)}<span aria-hidden="true">to</span>${box(1, `${axis} to`)}
  </div>`;
}
