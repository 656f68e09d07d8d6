// SPDX-License-Identifier: MIT
// A function of two numbers as a map: colour by value, lines of equal value, a crosshair by pointer and keyboard.
// Side-effect free; `pair-map.define.ts` registers <pair-map>.
import { html, LitElement, nothing } from "lit";
import { parseRgb, type Rgb } from "./color-scale";
import { contour, type Field, roundLevels } from "./contour";
import { formatShort } from "./numbers";
import { Surroundings } from "./surroundings";
import { type Theme, theme } from "./theme";

export interface PairModel {
  title: string;
  /** Names of the axes: b goes right, a goes up. */
  aLabel: string;
  bLabel: string;
  /** Both axes go from -reach to reach. */
  reach: number;
  field: Field;
  /** Said at the crosshair, for those who do not see it. */
  reading: string;
  summary: string;
}

export type PairEvent = CustomEvent<{ a: number; b: number }>;

/** What a key goes along an axis, with Shift and by page. */
const kStep = 1 / 16;
const kLargeStep = 0.5;
/** The pointer rests on multiples of this. */
const kGrain = 1 / 32;
const kMostLevels = 8;
/** Strength of the palette's colours where |f| is largest. */
const kStrength = 0.75;

const directions: Record<string, readonly [a: number, b: number]> = {
  ArrowUp: [1, 0],
  ArrowDown: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
};

export class PairMap extends LitElement {
  static override properties = { model: { attribute: false }, a: { type: Number }, b: { type: Number } };

  declare model: PairModel | null;
  declare a: number;
  declare b: number;
  private readonly surroundings = new Surroundings(this, ".pair-plot");
  /** What the map was last painted from: the crosshair moves without painting it again. */
  private painted: unknown[] = [];

  constructor() {
    super();
    this.model = null;
    this.a = 0;
    this.b = 0;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render() {
    const { model } = this;
    if (!model) return nothing;
    const { aLabel, bLabel, reach } = model;
    const limit = Number(largest(model.field).toPrecision(3));
    const ends = (top: string, middle: string, bottom: string) =>
      html`<span>${top}</span><span>${middle}</span><span>${bottom}</span>`;
    return html`
      <figure>
        <figcaption><span class="figure-title">${model.title}</span></figcaption>
        <div class="pair">
          <p class="pair-a" aria-hidden="true">${ends(formatShort(reach), aLabel, formatShort(-reach))}</p>
          <div
            class="pair-plot"
            role="slider"
            tabindex="0"
            aria-roledescription="position on a plane"
            aria-label=${`${model.title}: position`}
            aria-valuemin=${-reach}
            aria-valuemax=${reach}
            aria-valuenow=${this.b}
            aria-valuetext=${model.reading}
            @keydown=${this.onKey}
            @pointerdown=${this.onPointer}
            @pointermove=${this.onPointer}
          >
            <canvas></canvas>
            <i class="pair-cross"></i>
          </div>
          <div class="pair-scale" aria-hidden="true">
            <canvas width="1" height="65"></canvas>
            <p>${ends(formatShort(limit), "0", formatShort(-limit))}</p>
          </div>
          <p class="pair-b" aria-hidden="true">${ends(formatShort(-reach), bLabel, formatShort(reach))}</p>
        </div>
        <p class="hint">${model.summary}</p>
      </figure>
    `;
  }

  protected override updated(): void {
    const { model } = this;
    const plot = this.querySelector<HTMLElement>(".pair-plot");
    if (!model || !plot) return;
    const size = this.surroundings.width;
    const [below, scale] = this.querySelectorAll("canvas");
    const colors = theme();
    const inputs = [model.field, size, devicePixelRatio, colors.id];
    if (size > 0 && inputs.some((value, i) => value !== this.painted[i])) {
      this.painted = inputs;
      const limit = largest(model.field);
      paintMap(below, model.field, limit, Math.round(size * devicePixelRatio), colors);
      paintScale(scale, colors);
    }
    const share = (value: number) => (value + model.reach) / (2 * model.reach);
    const cross = this.querySelector<HTMLElement>(".pair-cross");
    const [left, top] = [share(this.b) * size, (1 - share(this.a)) * size];
    if (cross) cross.style.transform = `translate(${left}px, ${top}px)`;
  }

  private onPointer(event: PointerEvent): void {
    const { model } = this;
    if (!model) return;
    const box = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const place = (share: number) => Math.round((2 * share - 1) * (model.reach / kGrain)) * kGrain;
    this.moveTo(
      place(1 - (event.clientY - box.top) / box.height),
      place((event.clientX - box.left) / box.width),
    );
  }

  private onKey(event: KeyboardEvent): void {
    const direction = directions[event.key];
    if (!direction || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const step = event.shiftKey ? kLargeStep : kStep;
    this.moveTo(this.a + direction[0] * step, this.b + direction[1] * step);
  }

  private moveTo(a: number, b: number): void {
    const reach = this.model?.reach ?? 0;
    const within = (value: number) => Math.min(reach, Math.max(-reach, value));
    this.a = within(a);
    this.b = within(b);
    const detail = { a: this.a, b: this.b };
    this.dispatchEvent(new CustomEvent("pair-move", { detail }) satisfies PairEvent);
  }
}

/** The largest |value|: the scale goes as far both ways, so that 0 is its middle. */
function largest({ values }: Field): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1;
}

/** From the orange of -1 through the paper's middle to the blue of 1. */
function colorAt(share: number, colors: Theme): Rgb {
  const middle = parseRgb(colors.middle);
  const end = parseRgb(colors.series[share < 0 ? 1 : 0]);
  const strength = kStrength * Math.abs(share) ** 0.75;
  return middle.map((part, i) => part + (end[i] - part) * strength) as unknown as Rgb;
}

function paintMap(
  canvas: HTMLCanvasElement,
  field: Field,
  limit: number,
  pixels: number,
  colors: Theme,
): void {
  Object.assign(canvas, { width: pixels, height: pixels });
  const context = canvas.getContext("2d");
  if (!context) return;
  const { values, side } = field;
  const aside = new OffscreenCanvas(side, side);
  const image = new ImageData(side, side);
  values.forEach((value, i) => {
    const row = side - 1 - Math.floor(i / side);
    image.data.set([...colorAt(value / limit, colors), 255], 4 * (row * side + (i % side)));
  });
  aside.getContext("2d")?.putImageData(image, 0, 0);
  // Values stand at the cells' corners: the outermost half pixels lie outside.
  const cell = pixels / (side - 1);
  context.imageSmoothingQuality = "high";
  context.drawImage(aside, -cell / 2, -cell / 2, side * cell, side * cell);
  for (const level of roundLevels(limit, kMostLevels))
    strokeLevel(context, field, level, cell, pixels, colors);
}

/** Solid above 0, dashed below, heavier at 0. Lines pass from cell to cell: every second cell left out makes the dash. */
function strokeLevel(
  context: CanvasRenderingContext2D,
  field: Field,
  level: number,
  cell: number,
  pixels: number,
  colors: Theme,
): void {
  context.beginPath();
  contour(field, level, (x0, y0, x1, y1) => {
    if (level < 0 && (Math.floor((x0 + x1) / 2) + Math.floor((y0 + y1) / 2)) % 2 === 1) return;
    context.moveTo(x0 * cell, pixels - y0 * cell);
    context.lineTo(x1 * cell, pixels - y1 * cell);
  });
  context.strokeStyle = level === 0 ? colors.ink : colors.muted;
  context.lineWidth = (level === 0 ? 1.5 : 1) * devicePixelRatio;
  context.stroke();
}

function paintScale(canvas: HTMLCanvasElement, colors: Theme): void {
  const image = new ImageData(1, canvas.height);
  for (let row = 0; row < canvas.height; row++) {
    image.data.set([...colorAt(1 - (2 * row) / (canvas.height - 1), colors), 255], 4 * row);
  }
  canvas.getContext("2d")?.putImageData(image, 0, 0);
}
