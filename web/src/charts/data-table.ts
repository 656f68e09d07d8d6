// SPDX-License-Identifier: MIT
// A figure's data as a table that lists no more rows than can be read.
import { html } from "lit";
import type { HistogramModel } from "./histogram-model";
import type { LineModel } from "./model";
import { formatCount, formatNumber, formatShort } from "./numbers";

/** Of more rows, every second, fourth or eighth is listed: those that are stay the same while the data grows. */
const kMostRows = 256;

/** Cells carry the exact number as their value. */
export function dataTable(model: LineModel) {
  const all = model.rows ?? [...Array(model.x.length).keys()];
  const step = 2 ** Math.max(0, Math.ceil(Math.log2(all.length / kMostRows)));
  const rows = all.filter((_, i) => i % step === 0 || i === all.length - 1);
  return html`
    <table>
      <caption>${model.title}${step > 1 ? `: ${share(step, all.length)}` : ""}</caption>
      <thead>
        <tr>
          <th scope="col">${model.xLabel}</th>
          ${model.series.map(({ label }) => html`<th scope="col">${label}</th>`)}
        </tr>
      </thead>
      <tbody>${rows.map((index) => dataRow(model, index))}</tbody>
    </table>
  `;
}

function share(step: number, rows: number): string {
  return `every ${step === 2 ? "second" : `${step}th`} of ${formatCount(rows)} rows, and the last`;
}

function dataRow(model: LineModel, index: number) {
  const x = model.x[index] as number;
  return html`<tr>
    <th scope="row"><data .value=${String(x)}>${formatShort(x)}</data></th>
    ${model.series.map((series) => numberCell((series.read ?? series.values)[index]))}
  </tr>`;
}

/** The bins of a histogram, one a row. */
export function binTable({ title, xLabel, edges, counts }: HistogramModel) {
  return html`
    <table>
      <caption>${title}</caption>
      <thead>
        <tr>
          ${[`${xLabel} from`, "to", "count"].map((name) => html`<th scope="col">${name}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${Array.from(counts, (count, i) => {
          const from = html`<data .value=${String(edges[i])}>${formatShort(edges[i])}</data>`;
          return html`<tr><th scope="row">${from}</th>${numberCell(edges[i + 1])}${numberCell(count)}</tr>`;
        })}
      </tbody>
    </table>
  `;
}

function numberCell(value: number | null) {
  return html`<td><data .value=${String(value ?? "")}>${formatNumber(value, 6)}</data></td>`;
}
