// SPDX-License-Identifier: MIT
// The function in focus as a page of a reference book: formulas, properties, accuracy, cost here, names, code.
// Side-effect free; `function-facts.define.ts` registers <function-facts>.
import { html, LitElement, nothing, type PropertyValues, svg } from "lit";
import { formatNumber } from "../../../charts/numbers";
import type { ActivationInfo, Shape } from "../../../shared/engine";
import type { EngineClient } from "../../engine";
import { whenIdle } from "../../idle";
import type { Parameters } from "./code/code";
import { type CostFigures, measureCost } from "./cost";
import { formula } from "./formula";
import {
  accuracyInWords,
  initializerInWords,
  kinksInWords,
  rangeInWords,
  rounded,
  saturationInWords,
  smoothnessInWords,
} from "./words";

/** How long a parameter must rest before the cost is measured anew, in milliseconds. */
const kRest = 700;

/**
 * | property | meaning |
 * |---|---|
 * | info | the function, as the registry has it |
 * | parameters | what is set of it; the others have their defaults |
 * | shape | what the function has at these parameters; null for functions of several numbers |
 * | engine | measures the cost |
 */
export class FunctionFacts extends LitElement {
  static override properties = {
    info: { attribute: false },
    parameters: { attribute: false },
    shape: { attribute: false },
    engine: { attribute: false },
  };

  declare info: ActivationInfo;
  declare parameters: Parameters;
  declare shape: Shape | null;
  declare engine: EngineClient;

  private cost: CostFigures | null = null;
  private measuring = false;
  /** The choice that `cost` is of, or will be. */
  private measured = "";
  private timer = 0;
  private seen = false;
  private readonly sight = new IntersectionObserver((entries) => {
    this.seen = entries.some((entry) => entry.isIntersecting);
    if (this.seen) this.planMeasure();
  });

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.sight.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sight.disconnect();
    this.seen = false;
    clearTimeout(this.timer);
  }

  private get choice() {
    return { ...this.parameters, name: this.info.name };
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("info") && !changed.has("parameters")) return;
    if (JSON.stringify(this.choice) !== this.measured) this.cost = null;
    this.planMeasure();
  }

  /** Measures what is in sight and at rest, once the browser is idle. */
  private planMeasure(): void {
    clearTimeout(this.timer);
    if (!this.seen || this.measured === JSON.stringify(this.choice)) return;
    this.timer = window.setTimeout(() => whenIdle(() => void this.measure()), kRest);
  }

  private async measure(): Promise<void> {
    const { choice } = this;
    const key = JSON.stringify(choice);
    const wanted = () => this.isConnected && JSON.stringify(this.choice) === key;
    if (this.measuring || !wanted()) return;
    this.measuring = true;
    this.measured = key;
    this.requestUpdate();
    const cost = await measureCost(this.engine, choice, wanted);
    this.measuring = false;
    if (wanted()) this.cost = cost;
    else this.planMeasure();
    this.requestUpdate();
  }

  protected override render() {
    const { info } = this;
    return html`
      <header class="facts-head">
        <h2>${info.name}</h2>
        <p>${info.family.replaceAll("_", " ")}</p>
      </header>
      <div class="formulas">
        ${formulaRow("f", info, info.tex.value)} ${formulaRow("f′", info, info.tex.slope)}
      </div>
      <div class="facts-columns">
        <div class="facts-column">
          ${this.parameterFacts()} ${this.shape ? properties(this.shape) : nothing} ${names(info)}
        </div>
        <div class="facts-column">
          <section aria-label="Code">
            <h3>Code</h3>
            <code-tabs .info=${info} .parameters=${this.parameters}></code-tabs>
          </section>
          ${this.engineFacts()}
        </div>
      </div>
    `;
  }

  private parameterFacts() {
    const { info, parameters } = this;
    if (info.parameters.length === 0) return nothing;
    return section(
      "Parameters",
      info.parameters.map(({ name, default: standard, min, max, description }) => {
        const value = parameters[name] ?? standard;
        const words = (one: typeof value) =>
          (typeof one === "number" ? [one] : one).map((n) => rounded(n)).join(", ");
        const learned = info.learned && name === info.parameters[0].name ? "; can be learned" : "";
        return fact(
          html`<code>${name}</code>`,
          html`${words(value)}<span class="aside"
              >${description}; from ${rounded(min)} to
              ${rounded(max)}, ${words(standard)} by default${description.includes("learned") ? "" : learned}</span
            >`,
        );
      }),
    );
  }

  private engineFacts() {
    const { info } = this;
    const first = info.parameters[0]?.name ?? "";
    return section("In this engine", [
      "accuracy" in info
        ? fact(
            "Accuracy",
            html`f ${accuracyInWords(info.accuracy.value, first)}; f′
            ${accuracyInWords(info.accuracy.slope, first)}<span class="aside"
                >of the exact result, for float32 inputs; checked by the tests</span
              >`,
          )
        : nothing,
      fact("Cost here", this.costFact()),
      fact("Made of", info.cost === "trivial" ? "comparisons, sums and products" : info.cost),
    ]);
  }

  private costFact() {
    const { cost } = this;
    const again = html`<button
      type="button"
      class="quiet small"
      aria-disabled=${this.measuring ? "true" : "false"}
      @click=${this.measure}
    >
      ${cost ? "Measure again" : "Measure"}
    </button>`;
    if (!cost) return html`${this.measuring ? "measuring …" : "not measured yet"} ${again}`;
    return html`
      <span data-cost>${formatNumber(cost.own, 3)} ns an element, ${ratio(cost.own / cost.relu)}</span> ${again}
      ${costBars(this.info.name, cost)}
    `;
  }
}

const ratio = (value: number) => `${formatNumber(value, 2)} times ReLU`;

/** Copying, ReLU and the function as bars from one start. */
function costBars(name: string, { own, relu, copy }: CostFigures) {
  const bars: [string, number][] = [
    ["a copy", copy],
    ["relu", relu],
    ...(name === "relu" ? [] : [[name, own] as [string, number]]),
  ];
  const longest = Math.max(...bars.map(([, value]) => value));
  return html`<span class="bars">
    ${bars.map(
      ([label, value]) => html`<span>${label}</span>
        ${svg`<svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect width=${(100 * value) / longest} height="10"></rect></svg>`}
        <span class="number">${formatNumber(value, 3)} ns</span>`,
    )}
  </span>`;
}

/** f or f' of x, or of the numbers that the function looks at, as an equation. */
function formulaRow(mark: "f" | "f′", { inputs, name }: ActivationInfo, tex: string) {
  const letter =
    mark === "f"
      ? html`<math><mi>f</mi></math>`
      : html`<math><mi>f</mi><mo lspace="0" rspace="0">′</mo></math>`;
  const input = {
    one: html`<math><mo>(</mo><mi>x</mi><mo>)</mo><mo>=</mo></math>`,
    pairs: html`<math><mo>(</mo><mi>a</mi><mo>,</mo><mi>b</mi><mo>)</mo><mo>=</mo></math>`,
    all: html`<math><msub><mrow><mo>(</mo><mi>x</mi><mo>)</mo></mrow><mi>i</mi></msub><mo>=</mo></math>`,
  }[inputs];
  // The slope of a function of all inputs says in its formula what it is the derivative of.
  const left = inputs === "all" && mark === "f′" ? nothing : html`${letter}${input}`;
  return html`<div class="formula-row" role="group" aria-label=${`${mark === "f" ? "Value" : "Slope"} of ${name}`}>
    ${left}${formula(tex)}
  </div>`;
}

function section(title: string, rows: unknown[]) {
  return html`<section><h3>${title}</h3><dl class="facts">${rows}</dl></section>`;
}

function fact(term: unknown, description: unknown) {
  return html`<div><dt>${term}</dt><dd>${description}</dd></div>`;
}

function properties(shape: Shape) {
  const kinks = kinksInWords(shape);
  return section("Properties", [
    fact("Values", rangeInWords(shape)),
    fact("Continuity", smoothnessInWords(shape)),
    kinks.length > 0
      ? fact(
          kinks.length > 1 ? "Kinks" : "Kink",
          kinks.map((kink) => html`<span class="line">${kink}</span>`),
        )
      : nothing,
    fact("Monotone", shape.monotone ? "yes, it never falls" : "no, it falls somewhere"),
    fact("Zero-centred", shape.zeroCentred ? "yes: f(0) = 0, with values on both sides" : "no"),
    fact(
      "Saturates",
      html`${saturationInWords(shape)}<span class="aside">where |f′| falls below 0.01 for good</span>`,
    ),
    fact(
      "True zeros",
      shape.trueZeros ? "yes, whole ranges of x give exactly 0" : "no range of x gives exactly 0",
    ),
  ]);
}

function names(info: ActivationInfo) {
  const elsewhere: [string, string][] = [
    ["PyTorch", info.names.pytorch],
    ["Keras", info.names.keras],
    ["TensorFlow.js", info.names.tfjs],
    ["ONNX", info.names.onnx],
  ];
  return section("Use and names", [
    fact(
      "Initialiser",
      html`${initializerInWords(info.initializer)}<span class="aside">fits the layer before it</span>`,
    ),
    info.aliases.length > 0 ? fact("Also called", info.aliases.join(", ")) : nothing,
    ...elsewhere.map(([where, name]) => fact(where, name ? html`<code>${name}</code>` : "no name")),
    fact("Source", info.source || "older than the field"),
  ]);
}
