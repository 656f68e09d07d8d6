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

/** A ratio of times that has to be reached. */
export interface Goal {
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

const verdict = (rounds: readonly Times[], { peer, times }: Goal) =>
  `${peer} ≥ ${times}: ${ratio(rounds, peer, "actlab").median >= times ? "reached" : "not reached"}`;

const peers = ["convnetjs", "tfjs", "operations"];

export const trainingHead = ["network", "actlab", ...peers]
  .concat(peers.map((peer) => `${peer} : actlab`))
  .concat("GFLOP/s", "peak", "share of peak", "targets");

/** @param flop operations of a sample */
export function trainingRow(
  name: string,
  flop: number,
  rounds: readonly Times[],
  goals: readonly Goal[],
): string[] {
  const time = (who: string) => spread(rounds.map((times) => times[who])).median;
  return [
    name,
    ...["actlab", ...peers].map((who) => time(who).toPrecision(3)),
    ...peers.map((peer) => shown(ratio(rounds, peer, "actlab"))),
    digits(flop / time("actlab")),
    digits(flop / time("peak")),
    shown(ratio(rounds, "peak", "actlab")),
    goals.map((goal) => verdict(rounds, goal)).join("; "),
  ];
}

export const productHead = ["n", "GFLOP/s", "peak", "share of peak", "target"];

export function productRow(n: number, rounds: readonly Times[], goal: Goal): string[] {
  const speed = (who: string) => digits((2 * n ** 3) / spread(rounds.map((times) => times[who])).median);
  return [
    String(n),
    speed("actlab"),
    speed("peak"),
    shown(ratio(rounds, "peak", "actlab")),
    verdict(rounds, goal),
  ];
}

export const costHead = ["what grows", "to", "ns a sample", "flop a sample", "GFLOP/s", "share of peak"];

export function costRow(
  size: string,
  value: number | string,
  flop: number,
  rounds: readonly Times[],
): string[] {
  const time = spread(rounds.map((times) => times.actlab)).median;
  return [
    size,
    value.toLocaleString("en"),
    time.toPrecision(3),
    flop.toLocaleString("en"),
    digits(flop / time),
    digits(ratio(rounds, "peak", "actlab").median),
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
