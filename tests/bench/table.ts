// SPDX-License-Identifier: MIT
// Rounds of times as a row of a Markdown table, and such a table with its columns in line.

import { ratio, type Spread, spread, type Times } from "./measure";

/** `times` is how many times the engine's time the peer's has to be at least. */
export interface Target {
  name: string;
  floats: number;
  peer: string;
  times: number;
}

const digits = (value: number) => (value < 10 ? value.toFixed(2) : value.toPrecision(3));
const shown = ({ low, median, high }: Spread) => `${digits(median)} (${digits(low)}–${digits(high)})`;

export const head = ["function", "floats", "actlab", "copy", "tfjs", "loop"].concat(
  ["copy", "tfjs", "loop"].map((peer) => `${peer} : actlab`),
  ["target", ""],
);

export function row(name: string, floats: number, rounds: readonly Times[], target?: Target): string[] {
  const time = (who: string) => spread(rounds.map((times) => times[who])).median.toPrecision(3);
  const against = (peer: string) => ratio(rounds, peer, "actlab");
  return [
    name,
    floats.toLocaleString("en"),
    ...["actlab", "copy", "tfjs", "loop"].map(time),
    ...["copy", "tfjs", "loop"].map((peer) => shown(against(peer))),
    target ? `${target.peer} ≥ ${target.times}` : "",
    target ? (against(target.peer).median >= target.times ? "reached" : "not reached") : "",
  ];
}

export function table(rows: readonly string[][]): string {
  const [first = []] = rows;
  const widths = first.map((_, column) => Math.max(...rows.map((cells) => cells[column].length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join(" | ")} |`;
  const rule = widths.map((width, i) => (i === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [line(first), line(rule), ...rows.slice(1).map(line)].join("\n");
}
