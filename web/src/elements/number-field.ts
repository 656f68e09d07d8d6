// SPDX-License-Identifier: MIT
// A number as a slider with a box: the slider to try, the box to say exactly. Side-effect free;
// `number-field.define.ts` registers <number-field>.
import { html, LitElement, nothing } from "lit";

/** `value` while it moves (`number-input`) and when it has come to rest (`number-change`). */
export type NumberEvent = CustomEvent<{ value: number }>;

const kTicks = 1000;
/** Steps a decade of a slider that goes by factors: 12 % each, so that two digits always show a change. */
const kStepsPerDecade = 20;
/** Steps that a key goes, up and down in the box, all of them on the slider. */
const kStepKeys: Record<string, number | undefined> = {
  ArrowRight: 1,
  ArrowUp: 1,
  ArrowLeft: -1,
  ArrowDown: -1,
  PageUp: 10,
  PageDown: -10,
};
let count = 0;

/**
 * | property | meaning | default |
 * |---|---|---|
 * | label | name of the control | |
 * | value | the number | 0 |
 * | min, max | ends of the slider; the box takes any number, whoever listens says what is wrong with it | 0, 1 |
 * | step | distance of the slider's places; 0 for a smooth one, 1 for whole numbers | 0 |
 * | log | the slider goes by factors; min must be above 0 | false |
 * | slider | false leaves the box alone | true |
 * | problem | what is wrong with the value, said under the box | "" |
 */
export class NumberField extends LitElement {
  static override properties = {
    label: {},
    value: { type: Number },
    min: { type: Number },
    max: { type: Number },
    step: { type: Number },
    log: { type: Boolean },
    slider: { attribute: false },
    disabled: { type: Boolean },
    problem: {},
  };

  declare label: string;
  declare value: number;
  declare min: number;
  declare max: number;
  declare step: number;
  declare log: boolean;
  declare slider: boolean;
  declare disabled: boolean;
  declare problem: string;

  private readonly uid = `number-${++count}`;
  /** What was typed and is no number. */
  private rejected = "";

  constructor() {
    super();
    this.label = "";
    this.value = 0;
    this.min = 0;
    this.max = 1;
    this.step = 0;
    this.log = false;
    this.slider = true;
    this.disabled = false;
    this.problem = "";
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render() {
    const problem = this.rejected || this.problem;
    return html`
      <label class="field-label" for=${this.uid}>${this.label}</label>
      ${this.slider ? this.range() : nothing}
      <input
        id=${this.uid}
        class="number-box"
        type="text"
        inputmode="decimal"
        autocomplete="off"
        spellcheck="false"
        .value=${String(this.value)}
        ?disabled=${this.disabled}
        aria-invalid=${problem ? "true" : nothing}
        aria-describedby=${problem ? `${this.uid}-problem` : nothing}
        @change=${this.onBox}
        @keydown=${this.onStepKey}
      />
      ${problem ? html`<p class="problem" id=${`${this.uid}-problem`}>${problem}</p>` : nothing}
    `;
  }

  private range() {
    return html`<input
      type="range"
      aria-label=${`${this.label}, slider`}
      aria-valuetext=${String(this.value)}
      min="0"
      max=${kTicks}
      step="1"
      .value=${String(this.place(this.value))}
      ?disabled=${this.disabled}
      @input=${(event: Event) => this.onRange(event, "number-input")}
      @change=${(event: Event) => this.onRange(event, "number-change")}
      @keydown=${this.onStepKey}
    />`;
  }

  private place(value: number): number {
    const { min, max } = this;
    const share = this.log
      ? Math.log(Math.max(value, min) / min) / Math.log(max / min)
      : (value - min) / (max - min);
    return Math.round(Math.min(1, Math.max(0, share)) * kTicks);
  }

  private valueAt(place: number): number {
    const { min, max } = this;
    const share = place / kTicks;
    return this.settle(this.log ? min * (max / min) ** share : min + share * (max - min));
  }

  /** The nearest place of the slider, without the digits that a person did not mean. */
  private settle(value: number): number {
    const clamped = Math.min(this.max, Math.max(this.min, value));
    if (clamped === this.max) return clamped;
    if (this.log) return this.settleLog(clamped);
    const step = this.step || (this.max - this.min) / 200;
    const settled = this.min + Math.round((clamped - this.min) / step) * step;
    return Number(Math.min(this.max, settled).toPrecision(6));
  }

  /** Two digits, and a multiple of the step where that is coarser. */
  private settleLog(value: number): number {
    const rounded = this.step ? Math.round(value / this.step) * this.step : value;
    return Number(rounded.toPrecision(2));
  }

  private onRange(event: Event, type: "number-input" | "number-change"): void {
    this.rejected = "";
    this.tell(this.valueAt(Number((event.target as HTMLInputElement).value)), type);
  }

  /** One key press is one step of the value, not one of the slider's thousand places. */
  private onStepKey(event: KeyboardEvent): void {
    const factor = kStepKeys[event.key];
    const inBox = event.currentTarget instanceof HTMLInputElement && event.currentTarget.type === "text";
    if (factor === undefined || (inBox && !/Up|Down/.test(event.key))) return;
    event.preventDefault();
    this.rejected = "";
    this.tell(this.settle(this.stepped(factor)), "number-change");
  }

  /** The value some steps on; by factors at least `step` on, so that a whole number goes to the next. */
  private stepped(steps: number): number {
    const { value, step } = this;
    if (!this.log) return value + steps * (step || (this.max - this.min) / 100);
    const next = value * 10 ** (steps / kStepsPerDecade);
    return steps > 0 ? Math.max(next, value + step) : Math.min(next, value - step);
  }

  private onBox(event: Event): void {
    const text = (event.target as HTMLInputElement).value.trim().replace("\u2212", "-").replace(",", ".");
    const value = Number(text);
    if (text === "" || Number.isNaN(value)) {
      this.rejected = `must be a number, got “${text}”`;
      this.requestUpdate();
      return;
    }
    this.rejected = "";
    this.tell(value, "number-change");
  }

  private tell(value: number, type: "number-input" | "number-change"): void {
    this.value = value;
    this.requestUpdate();
    this.dispatchEvent(new CustomEvent(type, { detail: { value }, bubbles: true }) satisfies NumberEvent);
  }
}
