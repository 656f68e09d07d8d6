// SPDX-License-Identifier: MIT
// A normal input sent through the function in focus: sliders, drawing, the shares in words, the bins as a table.
// Side-effect free; `normal-input.define.ts` registers <normal-input>.
import { html, LitElement, nothing, type PropertyValues } from "lit";
import { formatPercent, formatShort } from "../../../charts/numbers";
import type { NumberEvent } from "../../../elements/number-field";
import type { ActivationChoice } from "../../../shared/engine";
import { type EngineClient, isEvaluation } from "../../engine";
import { kInputRange } from "../../link/shapes-link";
import { drawing } from "./drawing";
import { type Outcome, outcomeInWords, outcomeOf } from "./outcome";
import { standardInputs } from "./quantiles";

/** Fired when the person sets the input; `final` is false while a slider is held. */
export type InputEvent = CustomEvent<{ mu: number; sigma: number; final: boolean }>;

function isAllowed(key: "mu" | "sigma", value: number): boolean {
  const [min, max] = kInputRange[key];
  return value >= min && value <= max;
}

/** The words are spoken only after the figure has been still for so long, in milliseconds. */
const kStill = 1500;

/**
 * | property | meaning | default |
 * |---|---|---|
 * | engine | computes the outputs | |
 * | choice | a function of one number with its parameters; null for others, which get a sentence | null |
 * | mu, sigma | mean and standard deviation of the input | 0, 1 |
 * | threshold | an input is saturated where abs f' is below it | 0.01 |
 */
export class NormalInput extends LitElement {
  static override properties = {
    engine: { attribute: false },
    choice: { attribute: false },
    mu: { type: Number },
    sigma: { type: Number },
    threshold: { type: Number },
  };

  declare engine: EngineClient;
  declare choice: Exclude<ActivationChoice, string> | null;
  declare mu: number;
  declare sigma: number;
  declare threshold: number;

  private outcome: Outcome | null = null;
  /** What `outcome` is of; the properties may be ahead of it. */
  private words = "";
  private asking = false;
  private asked = "";
  private width = 0;
  private stillTimer = 0;
  private readonly room = new ResizeObserver(([entry]) => {
    const width = Math.floor(entry.contentRect.width);
    if (width === this.width) return;
    this.width = width;
    this.requestUpdate();
  });

  constructor() {
    super();
    this.choice = null;
    this.mu = 0;
    this.sigma = 1;
    this.threshold = 0.01;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.room.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.room.disconnect();
    clearTimeout(this.stillTimer);
  }

  protected override willUpdate(_: PropertyValues<this>): void {
    void this.compute();
  }

  private get key(): string {
    return JSON.stringify([this.choice, this.mu, this.sigma, this.threshold]);
  }

  /** Asks for the outputs; while an answer is on its way, only the newest wish is kept. */
  private async compute(): Promise<void> {
    if (this.asking || !this.choice || this.asked === this.key) return;
    if (!isAllowed("mu", this.mu) || !isAllowed("sigma", this.sigma)) return;
    this.asking = true;
    this.asked = this.key;
    const { choice, mu, sigma, threshold } = this;
    const x = Float32Array.from(standardInputs, (z) => mu + sigma * z);
    const [result] = await this.engine.evaluate([{ activation: choice, x: x.slice() }]);
    this.asking = false;
    // A refused parameter is told beside its control: here the last answer stays.
    if (isEvaluation(result)) {
      this.outcome = outcomeOf(x, result, threshold);
      this.words = outcomeInWords(choice.name, mu, sigma, threshold, this.outcome);
      this.planSpeech();
    }
    this.requestUpdate();
  }

  private planSpeech(): void {
    clearTimeout(this.stillTimer);
    this.stillTimer = window.setTimeout(() => {
      const place = this.querySelector("[data-spoken]");
      if (place) place.textContent = this.words;
    }, kStill);
  }

  protected override render() {
    return html`
      <header class="facts-head">
        <h2>A normal input sent through</h2>
        <p>the sum that a unit forms is often close to normal</p>
      </header>
      ${this.choice ? this.experiment() : html`<p class="hint">Only a function of one number can be followed so.</p>`}
    `;
  }

  private experiment() {
    const { outcome } = this;
    return html`
      <div class="input-layout">
        <div class="input-side">
          ${this.field("mean μ", "mu", false)} ${this.field("deviation σ", "sigma", true)}
          <p class="input-words">${this.words}</p>
          <p class="input-key">
            <span><i class="swatch input-live"></i>passes a slope on</span>
            <span><i class="swatch input-flat"></i>saturated, |f′| &lt; ${formatShort(this.threshold)}</span>
          </p>
          <p class="visually-hidden" data-spoken aria-live="polite"></p>
          ${outcome ? binTable(outcome) : nothing}
        </div>
        <div class="input-figure" role="img" aria-label=${this.words}>
          ${outcome && this.width > 0 ? drawing(outcome, this.figureWidth()) : nothing}
        </div>
      </div>
    `;
  }

  /** Beside the sliders where there is room for both. */
  private figureWidth(): number {
    return this.width >= 720 ? Math.min(900, this.width - 368) : this.width;
  }

  private field(label: string, key: "mu" | "sigma", log: boolean) {
    const [min, max] = kInputRange[key];
    const [from, to] = log ? [0.1, 10] : [-5, 5];
    const value = this[key];
    const tell = (final: boolean) => (event: NumberEvent) => this.set(key, event.detail.value, final);
    return html`<number-field
      .label=${label}
      .value=${value}
      .min=${from}
      .max=${to}
      .log=${log}
      .problem=${isAllowed(key, value) ? "" : `must be in [${min}, ${max}], got ${value}`}
      @number-input=${tell(false)}
      @number-change=${tell(true)}
    ></number-field>`;
  }

  /** What is out of range is shown as refused, and nobody else hears of it. */
  private set(key: "mu" | "sigma", value: number, final: boolean): void {
    this[key] = value;
    if (!isAllowed(key, value)) return;
    const { mu, sigma } = this;
    this.dispatchEvent(
      new CustomEvent("input-change", { detail: { mu, sigma, final } }) satisfies InputEvent,
    );
  }
}

function binTable({ bins }: Outcome) {
  const filled = bins.filter(({ share }) => share > 0);
  return html`<details class="figure-table">
    <summary>Numbers as a table</summary>
    <div class="table-scroll" tabindex="0" role="region" aria-label="Outputs, numbers">
      <table>
        <caption>Shares of the outputs</caption>
        <thead>
          <tr>
            <th scope="col">f(x) from</th>
            <th scope="col">to</th>
            <th scope="col">share</th>
            <th scope="col">saturated</th>
          </tr>
        </thead>
        <tbody>
          ${filled.map(
            ({ y0, y1, share, saturated }) => html`<tr>
              <th scope="row"><data .value=${String(y0)}>${formatShort(y0)}</data></th>
              <td><data .value=${String(y1)}>${formatShort(y1)}</data></td>
              <td><data .value=${String(share)}>${formatPercent(share)}</data></td>
              <td><data .value=${String(saturated)}>${formatPercent(saturated)}</data></td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>
  </details>`;
}
