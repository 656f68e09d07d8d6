// SPDX-License-Identifier: MIT
// Right and wrong answers, class by class, as a real table whose cells are shaded by share of the row.
import { html } from "lit";

/** Steps of the shading; 0 is none. */
const kShades = 8;

export interface ConfusionModel {
  title: string;
  /** counts[actual * n + predicted] */
  counts: ArrayLike<number>;
  names: readonly string[];
  note: string;
}

export function confusionTable(model: ConfusionModel) {
  const { names, counts } = model;
  return html`
    <figure class="confusion">
      <figcaption><span class="figure-title">${model.title}</span></figcaption>
      <div class="table-scroll" tabindex="0" role="region" aria-label=${model.title}>
        <table data-size=${names.length > 5 ? "many" : "few"}>
          <caption>${model.note}</caption>
          <thead>
            <tr>
              <th scope="col" class="corner">true \\ predicted</th>
              ${names.map((name) => html`<th scope="col">${name}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${names.map((name, actual) => confusionRow(name, actual, counts, names.length))}
          </tbody>
        </table>
      </div>
    </figure>
  `;
}

function confusionRow(name: string, actual: number, counts: ArrayLike<number>, n: number) {
  const row = [...Array(n).keys()].map((predicted) => counts[actual * n + predicted]);
  const total = row.reduce((sum, count) => sum + count, 0);
  return html`
    <tr>
      <th scope="row">${name}</th>
      ${row.map((count, predicted) => {
        const shade = total === 0 || count === 0 ? 0 : Math.max(1, Math.round((count / total) * kShades));
        return html`<td data-shade=${shade} data-kind=${predicted === actual ? "right" : "wrong"}>${count}</td>`;
      })}
    </tr>
  `;
}
