// SPDX-License-Identifier: MIT
// A map of the plane: what a network says everywhere, under the samples it learned from and is tested on.
import { html, LitElement, nothing, type PropertyValues } from "lit";
import { classSlot, paintClasses, type Reading } from "./color-scale";
import { figureMenu, menuId } from "./figure-menu";
import { formatCount, formatShort } from "./numbers";
import { Surroundings } from "./surroundings";
import type { TakeAway } from "./take-away";
import { type Theme, theme } from "./theme";

export interface MapField {
  /** [output][row][column]; the first row lies at y0. */
  values: Float32Array;
  outputs: number;
  width: number;
  height: number;
  reading: Reading;
}

export interface MapPoints {
  /** x and y in turns. */
  places: Float32Array;
  classes: ArrayLike<number>;
  /** Not 0 where the sample only tests. */
  isTest: Uint8Array;
  /** Indices of the samples to draw. */
  drawn: readonly number[];
}

export interface MapModel {
  title: string;
  xLabel: string;
  yLabel: string;
  bounds: { x0: number; x1: number; y0: number; y1: number };
  field: MapField | null;
  points: MapPoints;
  classNames: readonly string[];
  summary: string;
}

const kRadius = 3.6;

export class PlaneMap extends LitElement {
  static override properties = { model: { attribute: false } };

  declare model: MapModel | null;
  private readonly menu = menuId();
  private readonly surroundings = new Surroundings(this, ".map");
  private image: ImageData | null = null;
  private drawnPoints: unknown[] = [];

  constructor() {
    super();
    this.model = null;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render() {
    const { model } = this;
    if (!model) return nothing;
    const { x0, x1, y0, y1 } = model.bounds;
    const digits = (value: number) => formatShort(Number(value.toPrecision(2)));
    return html`
      <figure>
        <figcaption>
          <span class="figure-title">${model.title}</span>
          <span class="figure-tools">${figureMenu(this.menu, model.title, () => takeAwayOf(model))}</span>
        </figcaption>
        <div class="map" role="img" aria-label=${model.summary}>
          <canvas class="map-field"></canvas>
          <canvas class="map-points"></canvas>
        </div>
        <p class="map-axes" aria-hidden="true">
          <span>${model.xLabel} ${digits(x0)} to ${digits(x1)}</span>
          <span>${model.yLabel} ${digits(y0)} to ${digits(y1)}</span>
        </p>
        <ul class="map-legend">
          ${model.classNames.map((name, i) => html`<li><i class="swatch" data-slot=${classSlot(i)}></i>${name}</li>`)}
          <li><i class="shape-train"></i>training</li>
          ${model.points.isTest.includes(1) ? html`<li><i class="shape-test"></i>test</li>` : nothing}
        </ul>
        ${shareDrawn(model.points)}
      </figure>
    `;
  }

  protected override updated(_changed: PropertyValues): void {
    const { model } = this;
    const map = this.querySelector<HTMLElement>(".map");
    const { width } = this.surroundings;
    if (!model || !map || width === 0) return;
    const [below, above] = map.querySelectorAll("canvas");
    const colors = theme();
    this.drawField(below, model, colors);
    // The samples stand still while the network learns: drawn again only when something about them changes.
    const inputs = [model.points.places, model.bounds.x0, width, devicePixelRatio, colors.id];
    if (inputs.some((value, i) => value !== this.drawnPoints[i])) drawPoints(above, width, model, colors);
    this.drawnPoints = inputs;
  }

  /** One pixel a value; the style sheet scales them up and turns the rows, which rise with y, the right way round. */
  private drawField(canvas: HTMLCanvasElement, model: MapModel, colors: Theme): void {
    const context = canvas.getContext("2d");
    if (!model.field || !context) return;
    const { values, outputs, width, height, reading } = model.field;
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    if (this.image?.width !== width || this.image.height !== height) {
      this.image = context.createImageData(width, height);
    }
    paintClasses(this.image.data, values, outputs, reading, colors);
    context.putImageData(this.image, 0, 0);
  }
}

/** The map as files: its drawing, and the network's outputs at every point of it. */
function takeAwayOf(model: MapModel): TakeAway {
  return {
    name: model.title,
    drawing: async (colors) => (await import("./plane-svg")).planeSvg(model, colors),
    numbers: async () => (await import("./csv")).planeCsv(model),
  };
}

function shareDrawn({ drawn, isTest }: MapPoints) {
  if (drawn.length === isTest.length) return nothing;
  return html`<p class="map-share">${formatCount(drawn.length)} of ${formatCount(isTest.length)} samples are drawn.</p>`;
}

/**
 * Draws the samples aside and shows them as a picture: Chromium prints what is drawn straight into a canvas while the
 * page turns to paper on white, which would hide the field below.
 */
function drawPoints(canvas: HTMLCanvasElement, size: number, model: MapModel, colors: Theme): void {
  const side = Math.round(size * devicePixelRatio);
  const aside = new OffscreenCanvas(side, side);
  const context = aside.getContext("2d");
  if (!context) return;
  const { x0, x1, y0, y1 } = model.bounds;
  const { places, classes, isTest, drawn } = model.points;
  const radius = kRadius * devicePixelRatio * Math.min(1.4, Math.max(0.7, size / 480));
  for (const i of drawn) {
    const x = ((places[2 * i] - x0) / (x1 - x0)) * side;
    const y = ((y1 - places[2 * i + 1]) / (y1 - y0)) * side;
    const color = colors.series[classSlot(classes[i]) - 1];
    context.beginPath();
    if (isTest[i]) diamond(context, x, y, radius * 1.25);
    else context.arc(x, y, radius, 0, 2 * Math.PI);
    context.lineWidth = (isTest[i] ? 1.5 : 1) * devicePixelRatio;
    context.fillStyle = isTest[i] ? colors.paper : color;
    context.strokeStyle = isTest[i] ? color : colors.paper;
    context.fill();
    context.stroke();
  }
  Object.assign(canvas, { width: side, height: side });
  canvas.getContext("bitmaprenderer")?.transferFromImageBitmap(aside.transferToImageBitmap());
}

function diamond(context: OffscreenCanvasRenderingContext2D, x: number, y: number, radius: number): void {
  context.moveTo(x, y - radius);
  context.lineTo(x + radius, y);
  context.lineTo(x, y + radius);
  context.lineTo(x - radius, y);
  context.closePath();
}
