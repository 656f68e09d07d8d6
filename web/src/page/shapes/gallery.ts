// SPDX-License-Identifier: MIT
// Every function of the registry as a small multiple, by family; pressing one puts it on the chart or takes it off.
import { html, nothing } from "lit";
import { linePath, thumbnail, thumbnailFrame } from "../../charts/thumbnail";
import type { CurveInfo } from "../../shared/registry";
import { type EngineClient, isEvaluation } from "../engine";
import { brokenAtJumps, samplePlaces } from "./sampling";

export type Thumbnails = Map<string, { value: string; slope: string }>;

/** The curves of all functions at their defaults, as the engine gives them. */
export async function drawThumbnails(engine: EngineClient, infos: readonly CurveInfo[]): Promise<Thumbnails> {
  const range = [thumbnailFrame.x0, thumbnailFrame.x1] as const;
  const places = infos.map((info) =>
    coarse(samplePlaces(range, 0, [{ name: info.name, parameters: {} }], [info])),
  );
  const results = await engine.evaluate(
    infos.map((info, i) => ({ activation: info.name, x: places[i].x.slice() })),
  );
  const thumbnails: Thumbnails = new Map();
  results.forEach((result, i) => {
    if (!isEvaluation(result)) return;
    const { x, corners } = places[i];
    thumbnails.set(infos[i].name, {
      value: linePath(x, brokenAtJumps(result.value, corners).values),
      slope: linePath(x, brokenAtJumps(result.slope, corners).values),
    });
  });
  return thumbnails;
}

/** A hundred places do for a curve of a hundred pixels; corners and their sides stay. */
function coarse({ x, corners }: { x: Float32Array; corners: number[] }) {
  const kept = [...x.keys()].filter(
    (i) => i % 6 === 0 || corners.some((corner) => Math.abs(corner - i) <= 1),
  );
  return {
    x: Float32Array.from(kept, (i) => x[i]),
    corners: corners.map((corner) => kept.indexOf(corner)),
  };
}

export interface GalleryActions {
  toggle(name: string): void;
  filter(text: string): void;
}

export function gallery(
  infos: readonly CurveInfo[],
  thumbnails: Thumbnails,
  chosen: readonly string[],
  filter: string,
  actions: GalleryActions,
) {
  const wanted = infos.filter((info) => matches(info, filter));
  const families = [...new Set(wanted.map((info) => info.family))];
  return html`
    <div class="gallery-head">
      <h2>All ${infos.length} functions</h2>
      <label class="filter">
        <span>Filter</span>
        <input
          type="search"
          placeholder="name, alias or family"
          .value=${filter}
          @input=${(event: Event) => actions.filter((event.target as HTMLInputElement).value)}
        />
      </label>
    </div>
    ${wanted.length === 0 ? html`<p class="hint">No function is called “${filter}”.</p>` : nothing}
    <div class="families">
      ${families.map(
        (family) => html`<div>
          <h3 class="family">${family.replaceAll("_", " ")}</h3>
          <ul class="multiples">
            ${wanted
              .filter((info) => info.family === family)
              .map((info) => multiple(info, thumbnails, chosen.indexOf(info.name), actions))}
          </ul>
        </div>`,
      )}
    </div>
  `;
}

function multiple(info: CurveInfo, thumbnails: Thumbnails, place: number, actions: GalleryActions) {
  const curves = thumbnails.get(info.name);
  return html`
    <li>
      <button
        type="button"
        class="multiple"
        aria-pressed=${place >= 0 ? "true" : "false"}
        data-slot=${place >= 0 ? place + 1 : nothing}
        @click=${() => actions.toggle(info.name)}
      >
        ${curves ? thumbnail(curves) : nothing}
        <span>${info.name}</span>
      </button>
    </li>
  `;
}

function matches(info: CurveInfo, filter: string): boolean {
  const wanted = filter.trim().toLowerCase();
  const names = [info.name, info.family, ...info.aliases, ...Object.values(info.names)];
  return names.some((name) => name.replaceAll("_", " ").toLowerCase().includes(wanted.replaceAll("_", " ")));
}
