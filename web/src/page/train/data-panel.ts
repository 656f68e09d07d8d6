// SPDX-License-Identifier: MIT
// First on the data's way: which samples, how noisy, how scaled, how many kept for testing.
import { html, nothing } from "lit";
import type { DataKind } from "../../shared/defaults";
import type { DataSpec, DatasetInfo, Spec } from "../../shared/engine";
import { choiceField, numberField } from "./fields";
import { fitOutput, setData } from "./network";
import type { ProblemList } from "./problems";

export type Change = (edit: (spec: Spec) => void) => void;

const kinds: readonly (readonly [DataKind, string])[] = [
  ["moons", "Moons"],
  ["circles", "Circles"],
  ["spiral", "Spiral"],
  ["gaussians", "Clouds"],
  ["xor", "XOR"],
  ["checkerboard", "Checkerboard"],
  ["rings", "Rings"],
  ["plane", "Slope"],
  ["bumps", "Hills"],
  ["sine", "Sine"],
  ["step", "Step"],
  ["abs", "|x|"],
  ["iris", "Iris"],
  ["wine", "Wine"],
  ["breast_cancer", "Cancer cells"],
  ["digits", "Digits"],
  ["diabetes", "Diabetes"],
];

const scalings = [
  ["none", "as it is"],
  ["standardize", "standardise"],
  ["minmax", "min-max: from 0 to 1"],
] as const;

export function dataPanel(
  spec: Spec,
  datasets: readonly DatasetInfo[],
  problems: ProblemList,
  change: Change,
) {
  const { data } = spec;
  return html`
    <section class="panel" aria-labelledby="data-title">
      <h2 class="panel-title" id="data-title">Data</h2>
      <div class="choices" role="radiogroup" aria-labelledby="data-title">
        ${kinds.map(
          ([kind, text]) => html`<label>
            <input
              type="radio"
              name="data-kind"
              value=${kind}
              .checked=${data.kind === kind}
              @change=${() => change(setData(kind))}
            /><span>${text}</span></label
          >`,
        )}
      </div>
      ${problem(problems.at("data.kind"))} ${generatedFields(data, problems, change)} ${source(data, datasets)}
      ${choiceField({
        key: "scaling",
        label: "Input scaling",
        value: spec.scaling ?? "none",
        options: scalings,
        problem: problems.at("scaling"),
        set: (value) => change((next) => Object.assign(next, { scaling: value })),
      })}
      ${numberField({
        label: "Test share",
        value: spec.test_fraction ?? 0.5,
        min: 0,
        max: 0.9,
        step: 0.05,
        problem: problems.at("test_fraction"),
        set: (value) => change((next) => Object.assign(next, { test_fraction: value })),
      })}
    </section>
  `;
}

function problem(text: string) {
  return text ? html`<p class="problem">${text}</p>` : nothing;
}

type Generated = Extract<DataSpec, { samples?: number }>;

/** The engine's own where it is not 0.1. */
const noises: Partial<Record<Generated["kind"], number>> = {
  spiral: 0.02,
  gaussians: 0.3,
  xor: 0.05,
  checkerboard: 0,
  rings: 0.05,
};

/** What a kind can be given besides samples and noise; `standard` is the engine's default. */
const extras: Partial<Record<Generated["kind"], readonly Extra[]>> = {
  spiral: [
    { key: "classes", label: "Arms", standard: 2, min: 2, max: 7, step: 1 },
    { key: "turns", label: "Turns", standard: 1.5, min: 0.25, max: 3, step: 0.25 },
  ],
  gaussians: [{ key: "classes", label: "Clouds", standard: 2, min: 2, max: 7, step: 1 }],
  checkerboard: [{ key: "cells", label: "Cells a side", standard: 4, min: 2, max: 8, step: 1 }],
  rings: [{ key: "classes", label: "Rings", standard: 3, min: 2, max: 7, step: 1 }],
};

interface Extra {
  key: string;
  label: string;
  standard: number;
  min: number;
  max: number;
  step: number;
}

function generatedFields(data: DataSpec, problems: ProblemList, change: Change) {
  if (!("samples" in data)) return nothing;
  const given: Record<string, unknown> = { ...data };
  const set = (key: string) => (value: number) =>
    change((next) => {
      Object.assign(next.data, { [key]: value });
      if (key === "classes") fitOutput(next);
    });
  return html`
    ${numberField({
      label: "Samples",
      value: data.samples ?? 500,
      min: 50,
      max: 5000,
      log: true,
      problem: problems.at("data.samples"),
      set: set("samples"),
    })}
    ${numberField({
      label: "Noise",
      value: data.noise ?? noises[data.kind] ?? 0.1,
      min: 0,
      max: 0.5,
      step: 0.01,
      problem: problems.at("data.noise"),
      set: set("noise"),
    })}
    ${(extras[data.kind] ?? []).map(({ key, label, standard, min, max, step }) =>
      numberField({
        label,
        value: Number(given[key] ?? standard),
        min,
        max,
        step,
        problem: problems.at(`data.${key}`),
        set: set(key),
      }),
    )}
  `;
}

/** Where shipped data comes from, as its terms ask. */
function source(data: DataSpec, datasets: readonly DatasetInfo[]) {
  const set = datasets.find(({ name }) => name === data.kind);
  if (!set) return nothing;
  return html`<p class="hint">
    ${set.title}: ${set.rows} samples, ${set.features} inputs,
    ${set.classes > 0 ? `${set.classes} classes` : "a number to tell"}. ${set.source}. ${set.terms}.
  </p>`;
}
