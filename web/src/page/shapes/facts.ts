// SPDX-License-Identifier: MIT
// What the registry says about the focused function.
import { html, nothing } from "lit";
import { formatShort } from "../../charts/numbers";
import type { AccuracyBound, ActivationInfo, ElementwiseInfo } from "../../shared/engine";
import { formula } from "./formula";

const smoothness: Record<string, string> = {
  jump: "with a jump",
  C0: "continuous, with corners",
  C1: "with a continuous slope",
};

const initializers: Record<string, string> = {
  glorot: "Glorot initialisation",
  he: "He initialisation",
  lecun: "LeCun initialisation",
  siren: "SIREN initialisation",
};

/** `atDefaults`: the parameters are those that the facts are stated for. */
export function facts(info: ActivationInfo, atDefaults: boolean) {
  const one = info.inputs === "one" ? info : null;
  return html`
    <h2>${info.name}</h2>
    <dl class="facts">
      ${fact("f(x)", formula(info.tex.value))} ${fact("f′(x)", formula(info.tex.slope))}
      ${one ? statedShape(one) : nothing}
      ${fact("Suits", initializers[info.initializer] ?? info.initializer)}
      ${one ? fact("Accuracy", html`${accuracy("f", one.accuracy.value)}<br />${accuracy("f′", one.accuracy.slope)}`) : nothing}
      ${info.aliases.length > 0 ? fact("Also called", info.aliases.join(", ")) : nothing}
      ${fact("Elsewhere", elsewhere(info))} ${fact("Source", info.source || "older than the field")}
    </dl>
    ${
      atDefaults
        ? nothing
        : html`<p class="hint">Range, corners and shape are stated for the parameters’ defaults.</p>`
    }
  `;
}

function statedShape(info: ElementwiseInfo) {
  return html`${fact("Range", range(info.range))} ${fact("Corners", kinks(info))}
  ${fact("Shape", shape(info))} ${fact("Saturates", saturates(info))}`;
}

function fact(term: string, description: unknown) {
  return html`<div><dt>${term}</dt><dd>${description}</dd></div>`;
}

function range([low, high]: readonly [number, number]): string {
  const end = (value: number) => (Number.isFinite(value) ? formatShort(Number(value.toPrecision(5))) : "∞");
  return `${low === -Infinity ? "(−∞" : `[${end(low)}`}, ${end(high)}${high === Infinity ? ")" : "]"}`;
}

function kinks(info: ElementwiseInfo) {
  if (info.kinks.length === 0) return "none";
  return info.kinks
    .map(
      ({ x, slope }) =>
        `at ${formatShort(x)}, where f′ is taken as ${formatShort(Number(slope.toPrecision(5)))}`,
    )
    .join("; ");
}

function shape(info: ElementwiseInfo): string {
  const words = [
    smoothness[info.smoothness] ?? info.smoothness,
    info.monotone ? "monotone" : "not monotone",
    info.zeroCentred ? "zero-centred" : "not zero-centred",
  ];
  if (info.trueZeros) words.push("exactly 0 over a whole range");
  return words.join(", ");
}

function saturates({ saturates: { left, right } }: ElementwiseInfo): string {
  if (left && right) return "on both sides";
  if (left) return "to the left";
  return right ? "to the right" : "nowhere";
}

function accuracy(what: string, bound: AccuracyBound): string {
  const exact = bound.ulp === 0 ? "exact" : `within ${formatShort(bound.ulp)} ULP`;
  const absolute = bound.absolute > 0 ? ` or ${formatShort(bound.absolute)}` : "";
  const [low, high] = bound.domain;
  const whole = !(Math.abs(low) < 1e30) && !(Math.abs(high) < 1e30);
  return `${what} ${exact}${absolute}${whole ? " for every float32" : ` on [${formatShort(low)}, ${formatShort(high)}]`}`;
}

function elsewhere({ names }: ActivationInfo) {
  const list = [
    ["PyTorch", names.pytorch],
    ["Keras", names.keras],
    ["TensorFlow.js", names.tfjs],
    ["ONNX", names.onnx],
  ].filter(([, name]) => name);
  if (list.length === 0) return "nowhere by name";
  return list.map(([where, name], i) => html`${i > 0 ? ", " : ""}${where} <code>${name}</code>`);
}
