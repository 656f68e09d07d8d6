// SPDX-License-Identifier: MIT
// Legend and reading in one table: which functions are drawn, and their numbers at the crosshair.
import { html, nothing } from "lit";
import { formatNumber } from "../../charts/numbers";
import type { Sheet } from "../../shared/messages";
import type { ShapesState } from "../link/shapes-link";
import { curveOf } from "./figure";
import { numberBox } from "./number-box";

export interface LegendActions {
  focus(index: number): void;
  remove(index: number): void;
  moveTo(x: number): void;
}

/** `index`: place of the crosshair on the sheet. */
export function legend(state: ShapesState, sheet: Sheet, index: number, actions: LegendActions) {
  return html`
    <div class="legend-at">
      <label for="at">At x =</label>
      ${numberBox("At x =", state.at, (x) => void actions.moveTo(x), "at")}
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
        ${state.functions.map((_, i) => legendRow(state, sheet, i, index, actions))}
      </tbody>
    </table>
  `;
}

function legendRow(state: ShapesState, sheet: Sheet, i: number, index: number, actions: LegendActions) {
  const { name } = state.functions[i];
  const curve = curveOf(sheet, i);
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
      ${cell(curve?.value)} ${state.slope ? cell(curve?.slope) : nothing}
      ${state.curvature ? cell(curve?.curvature) : nothing}
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
