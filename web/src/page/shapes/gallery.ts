// SPDX-License-Identifier: MIT
// Every function of the registry as a small multiple, by family; pressing one puts it on the chart or takes it off.
import { html, nothing } from "lit";
import { linePath, thumbnail, thumbnailFrame } from "../../charts/thumbnail";
import type { ActivationInfo } from "../../shared/engine";
import type { EngineClient } from "../engine";
import { brokenAtJumps, curveOf, kinkIndices } from "./figure";

export type Thumbnails = Map<string, { value: string; slope: string }>;

/** The curves of all functions at their defaults, as the engine gives them; an eighth of x is finer than they show. */
export async function drawThumbnails(
  engine: EngineClient,
  infos: readonly ActivationInfo[],
): Promise<Thumbnails> {
  const { x0: from, x1: to } = thumbnailFrame;
  const sheets = await engine.sample(
    infos.map(({ name }) => {
      const rest = { step: 1 / 8, also: [], threshold: 0.01, others: 2, factor: 1 };
      return { activations: [name], from, to, ...rest };
    }),
  );
  const thumbnails: Thumbnails = new Map();
  sheets.forEach((sheet, i) => {
    const curve = curveOf(sheet, 0);
    if (!curve) return;
    const path = (values: Float32Array) =>
      linePath(sheet.x, brokenAtJumps(values, kinkIndices(sheet)).values);
    thumbnails.set(infos[i].name, { value: path(curve.value), slope: path(curve.slope) });
  });
  return thumbnails;
}

export interface GalleryActions {
  toggle(info: ActivationInfo): void;
  filter(text: string): void;
}

/** `slots`: the palette's colour of each function that is shown. */
export function gallery(
  infos: readonly ActivationInfo[],
  thumbnails: Thumbnails,
  slots: ReadonlyMap<string, number>,
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
    <p class="hint" role="status">${counted(wanted.length, infos.length, filter)}</p>
    <div class="families">
      ${families.map((family) => {
        const members = wanted.filter((info) => info.family === family);
        return html`<div>
          <h3 class="family">${family.replaceAll("_", " ")}</h3>
          <ul class="multiples">
            ${members.map((info) => multiple(info, thumbnails, slots.get(info.name), actions))}
          </ul>
          ${members.some((info) => info.inputs !== "one") ? html`<p class="hint">${kSeveral}</p>` : nothing}
        </div>`;
      })}
    </div>
  `;
}

const kSeveral =
  "Softmax and log-softmax are drawn as their first output over its own input, with two more inputs at 0; gates over b " +
  "at a = 1. A gate opens as a map of a and b.";

function counted(shown: number, all: number, filter: string): string {
  if (shown === 0) return `No function is called “${filter}”.`;
  return shown < all
    ? `${shown} of ${all} fit “${filter}”.`
    : "Each with its slope, dashed, for x from −4 to 4.";
}

function multiple(
  info: ActivationInfo,
  thumbnails: Thumbnails,
  slot: number | undefined,
  actions: GalleryActions,
) {
  const curves = thumbnails.get(info.name);
  return html`
    <li>
      <button
        type="button"
        class="multiple"
        aria-pressed=${slot ? "true" : "false"}
        data-slot=${slot ?? nothing}
        @click=${() => actions.toggle(info)}
      >
        ${curves ? thumbnail(curves) : nothing}
        <span>${info.name}</span>
      </button>
    </li>
  `;
}

function matches(info: ActivationInfo, filter: string): boolean {
  const plain = (text: string) => text.replaceAll("_", " ").toLowerCase();
  const names = [info.name, info.family, ...info.aliases, ...Object.values(info.names)];
  return names.some((name) => plain(name).includes(plain(filter.trim())));
}
