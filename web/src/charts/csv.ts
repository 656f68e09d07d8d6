// SPDX-License-Identifier: MIT
// Numbers as comma-separated values (RFC 4180, lines ended by a line feed): each so exact that reading it gives the
// same number again.
import type { HistogramModel } from "./histogram-model";
import type { LineModel } from "./model";
import type { MapModel } from "./plane-map";
import type { Range } from "./scales";

/** The columns of what is seen from `low` to `high`: x, then one a series; what the reading says where the line has a break. */
export function lineCsv(model: LineModel, [low, high]: Range): string {
  const seen = Array.from(model.x, (_, i) => i).filter((i) => model.x[i] >= low && model.x[i] <= high);
  const columns = model.series.map((series) => series.read ?? series.values);
  const rows = seen.map((i) => [model.x[i], ...columns.map((column) => column[i])].map(cell));
  return lines([[model.xLabel, ...model.series.map(({ label }) => label)].map(quoted), ...rows]);
}

/** One row a bin: where it begins and ends, and its count. */
export function histogramCsv({ xLabel, edges, counts }: HistogramModel): string {
  const rows = Array.from(counts, (count, i) => [edges[i], edges[i + 1], count].map(cell));
  return lines([[`${xLabel} from`, `${xLabel} to`, "count"].map(quoted), ...rows]);
}

/** One row a point of the field: where it lies, and the network's outputs there. */
export function planeCsv({ xLabel, yLabel, bounds: { x0, x1, y0, y1 }, field }: MapModel): string {
  if (!field) return lines([[xLabel, yLabel].map(quoted)]);
  const { values, outputs, width, height } = field;
  const names = Array.from({ length: outputs }, (_, i) => `output ${i + 1}`);
  const rows = Array.from({ length: width * height }, (_, point) => {
    const x = x0 + (((point % width) + 0.5) / width) * (x1 - x0);
    const y = y0 + ((Math.floor(point / width) + 0.5) / height) * (y1 - y0);
    return [x, y, ...names.map((_, i) => values[i * width * height + point])].map(cell);
  });
  return lines([[xLabel, yLabel, ...names].map(quoted), ...rows]);
}

const lines = (rows: readonly (readonly string[])[]) => `${rows.map((row) => row.join(",")).join("\n")}\n`;

/** JavaScript writes the fewest digits that are this number; a missing one is an empty cell. */
const cell = (value: number | null | undefined) =>
  value === null || value === undefined ? "" : String(value);

const quoted = (text: string) => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
