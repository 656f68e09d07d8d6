// SPDX-License-Identifier: MIT
// A function of pairs, a g(b), in the chart's place: its map over a and b, and the numbers at the crosshair.
import { html } from "lit";
import "../../charts/pair-map.define";
import { formatNumber, formatShort } from "../../charts/numbers";
import type { PairEvent, PairModel } from "../../charts/pair-map";
import type { SeveralInfo } from "../../shared/engine";
import { type EngineClient, isEvaluation } from "../engine";
import { kPairRange, type ShapesState } from "../link/shapes-link";
import { numberBox } from "./number-box";

/** Points a side: an even number, so that the lines of 0, which lie on the axes, pass between points. */
const kSide = 96;

/** f and its slopes in a and in b, at one place. */
export interface PairReading {
  f: number;
  inA: number;
  inB: number;
}

export interface PairFigure {
  gate: string;
  model: PairModel;
  reading: PairReading;
}

const fields = new Map<string, Float32Array>();

/** All places of the grid, a then b, as functions of pairs take them: rows of a, columns of b. */
function gridInputs(): Float32Array {
  const [low, high] = kPairRange;
  const place = (i: number) => low + ((high - low) * i) / (kSide - 1);
  const cells = kSide * kSide;
  return Float32Array.from({ length: 2 * cells }, (_, i) =>
    place(i < cells ? Math.floor(i / kSide) : i % kSide),
  );
}

/** What the figure shows of `info`; the map is asked for once a function. Null when the engine refuses. */
export async function readPair(
  engine: EngineClient,
  info: SeveralInfo,
  state: ShapesState,
): Promise<PairFigure | null> {
  const { a, b } = state;
  const known = fields.get(info.name);
  const wishes = [Float32Array.of(a, b), ...(known ? [] : [gridInputs()])];
  const [here, grid] = await engine.evaluate(wishes.map((x) => ({ activation: info.name, x })));
  const values = known ?? (grid && isEvaluation(grid) ? grid.value : null);
  if (!values || !isEvaluation(here)) return null;
  fields.set(info.name, values);
  const reading = { f: here.value[0], inA: here.slope[0], inB: here.slope[1] };
  const reach = kPairRange[1];
  const model: PairModel = {
    title: `${info.name}(a, b) = a · ${info.gate}(b)`,
    aLabel: "a",
    bLabel: "b",
    reach,
    field: { values, side: kSide },
    reading: `a ${formatShort(a)}, b ${formatShort(b)}: f ${formatNumber(reading.f)}`,
    summary:
      `${info.name} over a and b from −${reach} to ${reach}: blue above 0, orange below. Lines join places of equal ` +
      "value: the heavy one is 0, those below 0 are dashed.",
  };
  return { gate: info.gate, model, reading };
}

export interface PairActions {
  moveTo(place: { a: number; b: number }): void;
  close(): void;
}

export function pairMap({ model }: PairFigure, state: ShapesState, actions: PairActions) {
  return html`<pair-map
    .model=${model}
    .a=${state.a}
    .b=${state.b}
    @pair-move=${(event: PairEvent) => actions.moveTo(event.detail)}
  ></pair-map>`;
}

export function pairReading({ gate, reading }: PairFigure, state: ShapesState, actions: PairActions) {
  const [low, high] = kPairRange;
  const box = (which: "a" | "b") =>
    numberBox(
      `${which} =`,
      state[which],
      (value) => {
        const fits = value >= low && value <= high;
        if (fits) actions.moveTo({ a: state.a, b: state.b, [which]: value });
        return fits;
      },
      `pair-${which}`,
    );
  const row = (name: string, value: number) => html`<tr>
    <th scope="row">${name}</th>
    <td class="number"><data .value=${String(value)}>${formatNumber(value)}</data></td>
  </tr>`;
  return html`
    <div class="legend-at">
      <label for="pair-a">At a =</label>${box("a")} <label for="pair-b">b =</label>${box("b")}
    </div>
    <table class="legend pair-reading">
      <caption class="visually-hidden">${state.pair} and its slopes at the crosshair</caption>
      <tbody>
        ${row("f", reading.f)} ${row("∂f/∂a", reading.inA)} ${row("∂f/∂b", reading.inB)}
      </tbody>
    </table>
    <p class="hint">The slope in a is ${gate}(b) itself: the share of a that the gate lets through.</p>
    <div class="button-row">
      <button type="button" @click=${actions.close}>Back to the curves</button>
    </div>
  `;
}
