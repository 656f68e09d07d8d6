// SPDX-License-Identifier: MIT
// What can be set of the figure: the focused function's parameters, which lines are drawn and what is seen.
import { html, nothing } from "lit";
import type { NumberEvent } from "../../elements/number-field";
import { sliderStart } from "../../shared/defaults";
import type { ActivationInfo, Problem } from "../../shared/engine";
import { isScalar } from "../../shared/registry";
import { kOthersRange, kThresholdRange, type ShapesState } from "../link/shapes-link";
import { numberBox } from "./number-box";
import { drawnAs } from "./words";

export interface ControlActions {
  /** `final` is false while a slider is still held. */
  setParameter(name: string, value: number, final: boolean): void;
  set(part: Partial<ShapesState>): void;
  fit(): void;
  home(): void;
}

export function parameterControls(
  state: ShapesState,
  info: ActivationInfo,
  problems: readonly Problem[],
  actions: ControlActions,
) {
  const chosen = state.functions[state.focus];
  if (info.inputs === "all") return othersControl(state, info, actions);
  if (info.parameters.length === 0) return html`<p class="hint">${info.name} has no parameter.</p>`;
  return info.parameters.filter(isScalar).map((parameter) => {
    const set = (final: boolean) => (event: NumberEvent) =>
      actions.setParameter(parameter.name, event.detail.value, final);
    return html`
      <number-field
        .label=${parameter.name}
        .value=${chosen.parameters[parameter.name] ?? parameter.default}
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

/** Takes a number that is within the range; whole numbers alone when `whole`. */
function within([min, max]: readonly [number, number], take: (value: number) => void, whole = false) {
  return (value: number) => {
    const fits = value >= min && value <= max && (!whole || Number.isInteger(value));
    if (fits) take(value);
    return fits;
  };
}

function othersControl(state: ShapesState, info: ActivationInfo, actions: ControlActions) {
  const take = within(kOthersRange, (others) => actions.set({ others }), true);
  return html`
    <div class="field">
      <label for="others">Other logits</label>
      ${numberBox("Other logits", state.others, take, "others")}
    </div>
    <p class="hint">${drawnAs(info, state.others)}</p>
  `;
}

export function figureControls(state: ShapesState, actions: ControlActions) {
  const threshold = within(kThresholdRange, (value) => actions.set({ threshold: value }));
  return html`
    <fieldset class="switches">
      <legend>Lines</legend>
      ${lineSwitch("f′, the slope", "slope", state, actions)}
      ${lineSwitch("f″, the curvature", "curvature", state, actions)}
    </fieldset>
    <div class="ranges">
      ${rangeControl("x", state, actions)} ${rangeControl("y", state, actions)}
      <div class="range">
        <label class="range-wide" for="threshold">saturated: |f′| below</label>
        ${numberBox("Saturation threshold", state.threshold, threshold, "threshold")}
      </div>
    </div>
    <div class="button-row">
      <button type="button" @click=${actions.fit}>Fit y to the curves</button>
      <button type="button" @click=${actions.home}>Home</button>
      <button
        type="button"
        aria-pressed=${state.example ? "true" : "false"}
        @click=${() => actions.set({ example: !state.example })}
      >
        ReLU by numbers
      </button>
    </div>
  `;
}

function lineSwitch(
  label: string,
  which: "slope" | "curvature",
  state: ShapesState,
  actions: ControlActions,
) {
  const tell = (event: Event) => actions.set({ [which]: (event.target as HTMLInputElement).checked });
  return html`
    <label class="check"><input type="checkbox" .checked=${state[which]} @change=${tell} /> ${label}</label>
  `;
}

function rangeControl(axis: "x" | "y", state: ShapesState, actions: ControlActions) {
  const box = (end: 0 | 1, label: string) =>
    numberBox(label, state[axis][end], (value) => {
      const range: [number, number] = end === 0 ? [value, state[axis][1]] : [state[axis][0], value];
      const wide = range[1] - range[0] >= 1e-3;
      if (wide) actions.set({ [axis]: range });
      return wide;
    });
  return html`<div class="range" role="group" aria-label=${`Range of ${axis}`}>
    <span aria-hidden="true">${axis} from</span>${box(0, `${axis} from`)}<span aria-hidden="true">to</span>${box(1, `${axis} to`)}
  </div>`;
}

export interface ToolActions {
  undo(): void;
  redo(): void;
  copyLink(): void;
}

/** `said` is how copying went; buttons stay reachable when they have nothing to do. */
export function tools(can: { undo: boolean; redo: boolean }, said: string, actions: ToolActions) {
  const step = (label: string, sign: string, keys: string, possible: boolean, act: () => void) => html`
    <button
      type="button"
      class="quiet"
      aria-label=${label}
      aria-keyshortcuts=${keys}
      title=${`${label} (${keys.split(" ")[0].replace("Control", "Ctrl")})`}
      aria-disabled=${possible ? "false" : "true"}
      @click=${() => possible && act()}
    >
      ${sign}
    </button>
  `;
  return html`
    <div class="tools">
      ${step("Undo", "↶ Undo", "Control+Z", can.undo, actions.undo)}
      ${step("Redo", "↷ Redo", "Control+Shift+Z Control+Y", can.redo, actions.redo)}
      <button type="button" class="quiet" @click=${actions.copyLink}>Copy link</button>
      <span class="hint" role="status">${said}</span>
    </div>
  `;
}
