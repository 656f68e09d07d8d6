// SPDX-License-Identifier: MIT
// A figure's data as a table, made when asked for and a few rows at a time, so that the page never stalls.
import type { LineModel } from "./model";
import { formatNumber, formatShort } from "./numbers";

/** Rows made before the page may draw. */
const kChunk = 100;

/** Fills `table` with the figure's numbers; `signal` ends it early. Cells carry the exact number as their value. */
export async function fillTable(
  table: HTMLTableElement,
  model: LineModel,
  signal: AbortSignal,
): Promise<void> {
  const head = headRow([model.xLabel, ...model.series.map((series) => series.label)]);
  const body = document.createElement("tbody");
  const caption = document.createElement("caption");
  caption.textContent = model.title;
  const top = document.createElement("thead");
  top.append(head);
  table.replaceChildren(caption, top, body);
  const indices = model.rows ?? [...Array(model.x.length).keys()];
  for (let start = 0; start < indices.length; start += kChunk) {
    if (signal.aborted) return;
    body.append(...indices.slice(start, start + kChunk).map((i) => dataRow(model, i)));
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

function dataRow(model: LineModel, index: number): HTMLTableRowElement {
  const line = document.createElement("tr");
  const head = document.createElement("th");
  head.scope = "row";
  head.append(exact(model.x[index] ?? null, formatShort(model.x[index] ?? 0)));
  line.append(head);
  for (const series of model.series) {
    const value = (series.read ?? series.values)[index] ?? null;
    const cell = document.createElement("td");
    cell.append(exact(value, formatNumber(value, 6)));
    line.append(cell);
  }
  return line;
}

function exact(value: number | null, text: string): HTMLDataElement {
  const data = document.createElement("data");
  data.value = value === null ? "" : String(value);
  data.textContent = text;
  return data;
}

function headRow(texts: readonly string[]): HTMLTableRowElement {
  const line = document.createElement("tr");
  for (const text of texts) {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.textContent = text;
    line.append(cell);
  }
  return line;
}
