// SPDX-License-Identifier: MIT
// Second on the data's way: the layers, each with its activation, its parameters and its start.
import { html, nothing } from "lit";
import { sliderStart } from "../../shared/defaults";
import type { ActivationInfo, InitializerSpec, Spec } from "../../shared/engine";
import { isScalar } from "../../shared/registry";
import type { Change } from "./data-panel";
import { choiceField, numberField } from "./fields";
import {
  activationAt,
  addLayer,
  biasOf,
  denseAt,
  type HiddenRow,
  removeRow,
  rowsOf,
  setActivation,
  setBias,
} from "./network";
import type { ProblemList } from "./problems";

const initializers: readonly (readonly [string, string])[] = [
  "he_normal",
  "he_uniform",
  "glorot_normal",
  "glorot_uniform",
  "lecun_normal",
  "lecun_uniform",
  "torch_linear",
  "article_xavier",
  "article_he",
  "siren",
  "orthogonal",
  "identity",
  "truncated_normal",
  "random_normal",
  "random_uniform",
  "zeros",
  "ones",
].map((name) => [name, name.replace("_", " ")] as const);

interface Context {
  spec: Spec;
  infos: readonly ActivationInfo[];
  problems: ProblemList;
  change: Change;
}

/** `inputs`: what comes in, in words; `outputs`: what the output's units stand for. */
export function networkPanel(context: Context, inputs: string, outputs: string) {
  const { spec, problems, change } = context;
  const { hidden, output } = rowsOf(spec);
  return html`
    <section class="panel" aria-labelledby="network-title">
      <h2 class="panel-title" id="network-title">Network</h2>
      <ol class="layers">
        <li class="layer-end"><strong>Input</strong> ${inputs}</li>
        ${hidden.map((row, i) => hiddenLayer(context, row, i))}
        <li class="layer-add">
          <button type="button" @click=${() => change(addLayer)}>Add a layer</button>
        </li>
        <li class="layer-end">
          <strong>Output</strong>
          ${output === null ? "the last activation" : unitsInWords(denseAt(spec, output).units)}: ${outputs}
          ${output === null ? nothing : problem(problems.at(`model.layers[${output}].units`))}
        </li>
      </ol>
    </section>
  `;
}

function unitsInWords(units: number): string {
  return units === 1 ? "1 unit" : `${units} units`;
}

function problem(text: string) {
  return text ? html`<p class="problem">${text}</p>` : nothing;
}

function hiddenLayer(context: Context, row: HiddenRow, i: number) {
  const { spec, problems, change } = context;
  const name = `Layer ${i + 1}`;
  return html`
    <li>
      <div class="layer" role="group" aria-label=${name}>
      <div class="layer-head">
        <strong>${name}</strong>
        <button
          type="button"
          class="quiet icon"
          aria-label=${`Remove layer ${i + 1}`}
          @click=${() => change(removeRow(row))}
        >
          ×
        </button>
      </div>
      ${
        row.dense === null
          ? nothing
          : numberField({
              label: "Units",
              value: denseAt(spec, row.dense).units,
              min: 1,
              max: 64,
              step: 1,
              problem: problems.at(`model.layers[${row.dense}].units`),
              set: (value) =>
                change((next) => {
                  denseAt(next, row.dense as number).units = value;
                }),
            })
      }
      ${activationFields(context, row, i)} ${row.dense === null ? nothing : startFields(context, row.dense, i)}
      </div>
    </li>
  `;
}

function activationFields({ spec, infos, problems, change }: Context, row: HiddenRow, i: number) {
  const index = row.activation;
  const layer = index === null ? null : activationAt(spec, index);
  const info = infos.find(({ name, aliases }) => name === layer?.name || aliases.includes(layer?.name ?? ""));
  const path = `model.layers[${index}]`;
  return html`
    ${choiceField({
      key: `activation-${i}`,
      label: "Activation",
      value: info?.name ?? layer?.name ?? "",
      options: [...infos.map(({ name }) => [name, name] as const), ["", "none"]],
      problem: index === null ? "" : problems.at(`${path}.name`),
      set: (value) => change(setActivation(row, value)),
    })}
    ${(info?.parameters ?? []).filter(isScalar).map((parameter) =>
      numberField({
        label: parameter.name,
        value: Number(layer?.[parameter.name] ?? parameter.default),
        min: sliderStart(parameter),
        max: parameter.max,
        problem: problems.at(`${path}.${parameter.name}`),
        set: (value) =>
          change((next) => Object.assign(activationAt(next, index as number), { [parameter.name]: value })),
      }),
    )}
  `;
}

function startFields({ spec, problems, change }: Context, dense: number, i: number) {
  const layer = denseAt(spec, dense);
  const path = `model.layers[${dense}]`;
  const kernel = layer.kernel_initializer ?? "glorot_uniform";
  const name = typeof kernel === "object" ? kernel.name : kernel;
  return html`
    ${choiceField({
      key: `kernel-${i}`,
      label: "Weights start",
      value: name,
      options: initializers.some(([known]) => known === name)
        ? initializers
        : [...initializers, [name, name]],
      problem: problems.at(`${path}.kernel_initializer`),
      set: (value) =>
        change((next) => {
          denseAt(next, dense).kernel_initializer = value as InitializerSpec;
        }),
    })}
    ${numberField({
      label: "Bias starts",
      value: biasOf(layer),
      min: -1,
      max: 1,
      step: 0.05,
      problem: problems.at(`${path}.bias_initializer`) || problems.at(`${path}.bias_initializer.value`),
      set: (value) => change(setBias(dense, value)),
    })}
  `;
}
