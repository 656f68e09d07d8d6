// SPDX-License-Identifier: MIT
// What the figure shows, in sentences: for those who do not see it, and for those who do.
import { formatShort } from "../../charts/numbers";
import type { ActivationInfo } from "../../shared/engine";
import type { Sheet } from "../../shared/messages";
import { isCurve } from "../engine";
import type { ShapesState } from "../link/shapes-link";

/** More stretches than this are counted instead of listed. */
const kMostPlaces = 4;

/** Where the focused function passes on next to nothing, and where it is exactly 0. */
export function saturationSentence(state: ShapesState, sheet: Sheet): string {
  const curve = sheet.curves[state.focus];
  const name = state.functions[state.focus]?.name ?? "";
  if (!curve || !isCurve(curve)) return "";
  const bound = `|f′| < ${formatShort(state.threshold)}`;
  const flat =
    curve.saturated.length === 0
      ? `${name} does not saturate in this range: ${bound} on no stretch that could be seen.`
      : `${name} is saturated ${places(curve.saturated, state.x)}: there ${bound}, and next to no gradient passes.`;
  if (curve.zeros.length === 0) return flat;
  return `${flat} It is exactly 0 ${places(curve.zeros, state.x)}.`;
}

function places(stretches: readonly [number, number][], range: readonly [number, number]): string {
  if (stretches.length > kMostPlaces) {
    const width = stretches.reduce((sum, [from, to]) => sum + to - from, 0);
    return `on ${stretches.length} stretches, ${round((100 * width) / (range[1] - range[0]))} % of this range`;
  }
  const words = stretches.map(([from, to]) => place(from, to, range));
  return words.length > 1 ? `${words.slice(0, -1).join(", ")} and ${words.at(-1)}` : words[0];
}

function place(from: number, to: number, range: readonly [number, number]): string {
  const left = from <= range[0];
  const right = to >= range[1];
  if (left && right) return "everywhere in this range";
  if (left) return `for x up to ${round(to)}`;
  if (right) return `for x from ${round(from)}`;
  return `for x from ${round(from)} to ${round(to)}`;
}

const round = (value: number) => formatShort(Number(value.toFixed(2)));

/** How a function of several inputs is drawn as a curve; empty for a function of one. */
export function drawnAs(info: ActivationInfo, others: number): string {
  if (info.inputs !== "all") return "";
  const rest = others === 1 ? "the other logit" : `the other ${others} logits`;
  return `${info.name} takes several inputs: drawn is its first output over its first input, with ${rest} at 0.`;
}

export function summaryOf(state: ShapesState, infos: readonly ActivationInfo[], sheet: Sheet): string {
  const [low, high] = state.x.map(formatShort);
  const lines = sheet.curves.flatMap((curve, i) => {
    if (!isCurve(curve)) return [];
    const [first, last] = [curve.value[0], curve.value[curve.value.length - 1]].map((end) =>
      formatShort(Number(end.toPrecision(3))),
    );
    return `${infos[i].name} goes from ${first} to ${last}`;
  });
  const several = infos.map((info) => drawnAs(info, state.others)).filter(Boolean);
  return [
    `For x from ${low} to ${high}: ${lines.join("; ")}.`,
    ...several,
    saturationSentence(state, sheet),
  ].join(" ");
}
