// SPDX-License-Identifier: MIT
// The first example of every text about ReLU: five numbers, then the whole numbers from -10 to 10, sent through it.
// Side-effect free; `worked-example.define.ts` registers <worked-example>.
import { html, LitElement, nothing, svg } from "lit";
import { formatShort } from "../../../charts/numbers";
import { type EngineClient, isEvaluation } from "../../engine";

const fiveInputs = [1, 1000, 0, -1, -1000];
const wholeInputs = Array.from({ length: 21 }, (_, i) => i - 10);

/** With the one decimal that a floating-point number is printed with. */
const printed = (value: number) => value.toFixed(1).replace("-", "\u2212");

/**
 * | property | meaning | default |
 * |---|---|---|
 * | engine | computes the values | |
 * | open | shows the example, else only its button | false |
 *
 * Fires `example-toggle` when the person opens or closes it; whoever owns `open` follows.
 */
export class WorkedExample extends LitElement {
  static override properties = { engine: { attribute: false }, open: { type: Boolean } };

  declare engine: EngineClient;
  declare open: boolean;

  /** Of the five, then of the whole numbers. */
  private outputs: number[] | null = null;
  private asked = false;
  private shown = false;

  constructor() {
    super();
    this.open = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(): void {
    if (this.open && !this.asked) void this.compute();
  }

  protected override updated(): void {
    if (!this.open) this.shown = false;
    else if (this.outputs && !this.shown) this.reveal();
  }

  /** Brings what has opened into sight. A reader who is at work on the page goes on here, wherever the button was. */
  private reveal(): void {
    this.shown = true;
    this.scrollIntoView({ block: "nearest" });
    if (document.activeElement !== document.body)
      this.querySelector("button")?.focus({ preventScroll: true });
  }

  private async compute(): Promise<void> {
    this.asked = true;
    const x = Float32Array.from([...fiveInputs, ...wholeInputs]);
    const [result] = await this.engine.evaluate([{ activation: "relu", x }]);
    if (isEvaluation(result)) this.outputs = Array.from(result.value);
    this.requestUpdate();
  }

  protected override render() {
    return html`
      <h2>
        <button
          type="button"
          class="disclosure"
          aria-expanded=${this.open ? "true" : "false"}
          aria-controls="example-body"
          @click=${() => this.dispatchEvent(new CustomEvent("example-toggle"))}
        >
          ReLU by numbers
        </button>
      </h2>
      <div id="example-body" ?hidden=${!this.open}>${this.open && this.outputs ? body(this.outputs) : nothing}</div>
    `;
  }
}

function body(outputs: readonly number[]) {
  const five = outputs.slice(0, fiveInputs.length);
  const whole = outputs.slice(fiveInputs.length);
  return html`
    <p class="example-lead">
      What is above 0 passes unchanged, however large; everything else becomes exactly 0. Between the points nothing
      bends: two straight lines meet at 0.
    </p>
    <div class="example-layout">
      <table class="example-table">
        <caption>Five numbers</caption>
        <thead>
          <tr><th scope="col">x</th><th scope="col">relu(x)</th></tr>
        </thead>
        <tbody>
          ${five.map((y, i) => exampleRow(fiveInputs[i], y, printed))}
        </tbody>
      </table>
      <figure class="example-figure">
        <figcaption><span class="figure-title">Whole numbers from −10 to 10</span></figcaption>
        ${stems(whole)}
      </figure>
      <details class="figure-table">
        <summary>Numbers as a table</summary>
        <table class="example-table">
          <caption>Whole numbers from −10 to 10</caption>
          <thead>
            <tr><th scope="col">x</th><th scope="col">relu(x)</th></tr>
          </thead>
          <tbody>
            ${whole.map((y, i) => exampleRow(wholeInputs[i], y, formatShort))}
          </tbody>
        </table>
      </details>
    </div>
  `;
}

function exampleRow(x: number, y: number, words: (value: number) => string) {
  return html`<tr>
    <th scope="row"><data .value=${String(x)}>${words(x)}</data></th>
    <td><data .value=${String(y)}>${words(y)}</data></td>
  </tr>`;
}

/** A point for each number on a stem from the axis; a value of 0 has no stem. */
function stems(outputs: readonly number[]) {
  const [left, bottom, step, unit] = [34, 186, 25.5, 16.5];
  const x = (i: number) => left + 8 + i * step;
  const y = (value: number) => bottom - value * unit;
  const right = x(outputs.length - 1) + 8;
  const summary = `relu of the whole numbers from −10 to 10: 0 up to 0, then the number itself, up to 10.`;
  return svg`<svg class="example-drawing" viewBox="0 0 ${right + 6} 216" role="img" aria-label=${summary}>
    ${[0, 5, 10].map(
      (value) => svg`<path class="input-grid" d="M${left} ${y(value)}H${right}"></path>
        <text class="input-number" x=${left - 8} y=${y(value) + 4} text-anchor="end">${value}</text>`,
    )}
    ${outputs.map(
      (value, i) => svg`<path class="example-stem" d="M${x(i)} ${bottom}V${y(value)}"></path>
        <circle class="example-point" cx=${x(i)} cy=${y(value)} r="4.5"></circle>
        ${wholeInputs[i] % 5 === 0 ? svg`<text class="input-number" x=${x(i)} y=${bottom + 20} text-anchor="middle">${formatShort(wholeInputs[i])}</text>` : ""}`,
    )}
  </svg>`;
}
