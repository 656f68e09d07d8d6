// SPDX-License-Identifier: MIT
// Legend and reading in one table: which functions are drawn, and their numbers at the crosshair.
import { html, nothing } from "lit";
import { formatNumber } from "../../charts/numbers";
import type { ShapesState } from "../link/shapes-link";
import type { Evaluations } from "./figure";

export interface LegendActions {
  focus(index: number): void;
  remove(index: number): void;
  moveTo(x: number): void;
}

/** `index`: place of the crosshair in the evaluations. */
export function legend(state: ShapesState, evaluations: Evaluations, index: number, actions: LegendActions) {
  return html`
    <div class="legend-at">
      <label for="at">At x =</label>
      <input
        id="at"
        class="number-box"
        type="text"
        inputmode="decimal"
        autocomplete="off"
        .value=${String(state.at)}
        @change=${(event: Event) => readPlace(event.target as HTMLInputElement, state.at, actions)}
      />
    </div>
    <table class="legend">
      <caption class="visually-hidden">Functions on the chart and their numbers at the crosshair</caption>
      <thead>
        <tr>
          <th scope="col">Function</th>
          <th scope="col" class="number">f(x)</th>
          ${state.slope ? html`<th scope="col" class="number">f′(x)</th>` : nothing}
          ${state.curvature ? html`<th scope="col" class="number">f″(x)</th>` : nothing}
          <td></td>
        </tr>
      </thead>
      <tbody>
        ${state.functions.map((_, i) => legendRow(state, evaluations, i, index, actions))}
      </tbody>
    </table>
  `;
}

function legendRow(
  state: ShapesState,
  evaluations: Evaluations,
  i: number,
  index: number,
  actions: LegendActions,
) {
  const { name } = state.functions[i];
  const evaluation = evaluations[i];
  const cell = (values: Float32Array | undefined) =>
    html`<td class="number"><data .value=${String(values?.[index] ?? "")}>${formatNumber(values?.[index])}</data></td>`;
  return html`
    <tr data-name=${name} ?data-focus=${i === state.focus}>
      <th scope="row">
        <button
          type="button"
          class="legend-name"
          aria-pressed=${i === state.focus ? "true" : "false"}
          @click=${() => actions.focus(i)}
        >
          <i class="line-swatch" data-slot=${i + 1}></i>${name}
        </button>
      </th>
      ${cell(evaluation?.value)} ${state.slope ? cell(evaluation?.slope) : nothing}
      ${state.curvature ? cell(evaluation?.curvature) : nothing}
      <td>
        ${
          state.functions.length > 1
            ? html`<button
                type="button"
                class="quiet icon"
                aria-label=${`Take ${name} off the chart`}
                @click=${() => actions.remove(i)}
              >
                ×
              </button>`
            : nothing
        }
      </td>
    </tr>
  `;
}

function readPlace(box: HTMLInputElement, old: number, actions: LegendActions): void {
  const value = Number(box.value.trim().replace("\u2212", "-").replace(",", "."));
  if (box.value.trim() === "" || !Number.isFinite(value)) box.value = String(old);
  else actions.moveTo(value);
}
