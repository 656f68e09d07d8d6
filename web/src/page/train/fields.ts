// SPDX-License-Identifier: MIT
// The two kinds of control that settings are made of: a choice of names and a number.
import { html, nothing } from "lit";
import type { NumberEvent } from "../../elements/number-field";

let count = 0;
const ids = new Map<string, string>();

/** One id for each label and place, the same at every drawing. */
function idOf(key: string): string {
  const id = ids.get(key) ?? `field-${++count}`;
  ids.set(key, id);
  return id;
}

export interface ChoiceField {
  /** Tells fields of the same label apart. */
  key: string;
  label: string;
  value: string;
  options: readonly (readonly [value: string, text: string])[];
  problem: string;
  set(value: string): void;
}

export function choiceField(field: ChoiceField) {
  const id = idOf(field.key);
  return html`
    <div class="field">
      <label for=${id}>${field.label}</label>
      <select
        id=${id}
        aria-invalid=${field.problem ? "true" : nothing}
        aria-describedby=${field.problem ? `${id}-problem` : nothing}
        @change=${(event: Event) => field.set((event.target as HTMLSelectElement).value)}
      >
        ${field.options.map(
          ([value, text]) => html`<option value=${value} .selected=${value === field.value}>${text}</option>`,
        )}
      </select>
      ${field.problem ? html`<p class="problem" id=${`${id}-problem`}>${field.problem}</p>` : nothing}
    </div>
  `;
}

export interface NumberSetting {
  label: string;
  value: number;
  min: number;
  max: number;
  step?: number;
  log?: boolean;
  slider?: boolean;
  problem: string;
  set(value: number): void;
}

export function numberField(field: NumberSetting) {
  return html`
    <number-field
      .label=${field.label}
      .value=${field.value}
      .min=${field.min}
      .max=${field.max}
      .step=${field.step ?? 0}
      .log=${field.log ?? false}
      .slider=${field.slider ?? true}
      .problem=${field.problem}
      @number-change=${(event: NumberEvent) => field.set(event.detail.value)}
    ></number-field>
  `;
}
