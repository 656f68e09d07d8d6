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
  ["iris", "Iris"],
  ["digits", "Digits"],
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

type Generated = Extract<DataSpec, { kind: "moons" | "circles" }> | Extract<DataSpec, { kind: "spiral" }>;

function isGenerated(data: DataSpec): data is Generated {
  return data.kind === "moons" || data.kind === "circles" || data.kind === "spiral";
}

function generatedFields(data: DataSpec, problems: ProblemList, change: Change) {
  if (!isGenerated(data)) return nothing;
  const set = (key: string) => (value: number) =>
    change((next) => Object.assign(next.data, { [key]: value }));
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
      value: data.noise ?? (data.kind === "spiral" ? 0.02 : 0.1),
      min: 0,
      max: 0.5,
      step: 0.01,
      problem: problems.at("data.noise"),
      set: set("noise"),
    })}
    ${data.kind === "spiral" ? spiralFields(data, problems, change, set) : nothing}
  `;
}

function spiralFields(
  data: Extract<DataSpec, { kind: "spiral" }>,
  problems: ProblemList,
  change: Change,
  set: (key: string) => (value: number) => void,
) {
  return html`
    ${numberField({
      label: "Arms",
      value: data.classes ?? 2,
      min: 2,
      max: 7,
      step: 1,
      problem: problems.at("data.classes"),
      set: (value) =>
        change((next) => {
          Object.assign(next.data, { classes: value });
          fitOutput(next);
        }),
    })}
    ${numberField({
      label: "Turns",
      value: data.turns ?? 1,
      min: 0.25,
      max: 3,
      step: 0.25,
      problem: problems.at("data.turns"),
      set: set("turns"),
    })}
  `;
}

/** Where shipped data comes from, as its terms ask. */
function source(data: DataSpec, datasets: readonly DatasetInfo[]) {
  const set = datasets.find(({ name }) => name === data.kind);
  if (!set) return nothing;
  return html`<p class="hint">
    ${set.title}: ${set.rows} samples, ${set.features} inputs, ${set.classes} classes. ${set.source}. ${set.terms}.
  </p>`;
}
