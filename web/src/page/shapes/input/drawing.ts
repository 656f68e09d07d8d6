// SPDX-License-Identifier: MIT
// The way of a distribution through a function: density below the x axis, curve, histogram beside the y axis.
import { svg } from "lit";
import { formatPercent, formatShort } from "../../../charts/numbers";
import type { Bin, Outcome } from "./outcome";

interface Frame {
  width: number;
  height: number;
  /** Edges of the curve's field, in pixels. */
  left: number;
  right: number;
  top: number;
  bottom: number;
  x: (value: number) => number;
  y: (value: number) => number;
}

/** Room for an axis' numbers, in pixels. */
const kNumbers = 34;

/** `width` in pixels: letters keep their size whatever room there is. */
export function drawing(outcome: Outcome, width: number) {
  const frame = frameOf(outcome, width);
  const { left, right, top, bottom, height } = frame;
  return svg`
    <svg class="input-drawing" viewBox="0 0 ${width} ${height}" width=${width} height=${height} aria-hidden="true">
      ${axes(frame, outcome)}
      ${density(frame, outcome)}
      ${histogram(frame, outcome.bins)}
      <path class="input-frame" d="M${left} ${top}V${bottom}H${right}"></path>
      <path class="input-curve" d=${curve(frame, outcome)}></path>
      <text x=${(left + right) / 2} y=${height - 4} text-anchor="middle">what comes in: x</text>
      <text x=${4} y=${top - 8}>what goes out: f(x)</text>
    </svg>`;
}

function frameOf({ x, bins }: Outcome, width: number): Frame {
  const height = Math.round(Math.min(420, Math.max(300, 0.62 * width)));
  const [left, right] = [Math.round(0.3 * width), width - 10];
  const [top, bottom] = [24, Math.round(height - 0.32 * height)];
  const [x0, x1] = [x[0], x[x.length - 1]];
  const [y0, y1] = [bins[0].y0, bins[bins.length - 1].y1];
  return {
    width,
    height,
    left,
    right,
    top,
    bottom,
    x: (value) => left + ((value - x0) / (x1 - x0 || 1)) * (right - left),
    y: (value) => bottom - ((value - y0) / (y1 - y0)) * (bottom - top),
  };
}

const at = (value: number) => value.toFixed(1);

/** Every eighth point, and both sides of each jump, where the pen is lifted. */
function curve(frame: Frame, { x, y }: Outcome): string {
  let path = "";
  let down = false;
  for (let i = 0; i < x.length; i++) {
    const jumps = i > 0 && isJump(y, i);
    if (jumps) down = false;
    const beforeJump = i + 1 < x.length && isJump(y, i + 1);
    if (i % 8 !== 0 && !jumps && !beforeJump && i !== x.length - 1) continue;
    if (!Number.isFinite(y[i])) {
      down = false;
      continue;
    }
    path += `${down ? "L" : "M"}${at(frame.x(x[i]))} ${at(frame.y(y[i]))}`;
    down = true;
  }
  return path;
}

/** A step that dwarfs the ones before and after it. */
function isJump(y: Float32Array, i: number): boolean {
  const step = Math.abs(y[i] - y[i - 1]);
  const around = Math.max(
    Math.abs((y[i - 1] ?? 0) - (y[i - 2] ?? y[i - 1])),
    Math.abs((y[i + 1] ?? y[i]) - y[i]),
  );
  return step > 1e-2 && step > 20 * around;
}

/** The bell hangs from the x axis, grey where what comes in is passed on without a slope. */
function density(frame: Frame, { x, flat }: Outcome) {
  const deepest = frame.height - frame.bottom - kNumbers - 16;
  const [first, last] = [x[0], x[x.length - 1]];
  // The outermost inputs lie z standard deviations from the middle, whatever mu and sigma are.
  const z = (value: number) => ((2 * (value - first)) / (last - first) - 1) * kOutermost;
  const start = frame.bottom + kNumbers / 2;
  const depth = (value: number) => start + deepest * Math.exp(-0.5 * z(value) ** 2);
  const parts = [];
  for (let from = 0; from < x.length - 1; ) {
    let to = from + 1;
    while (to < x.length - 1 && flat[to] === flat[from]) to++;
    let path = `M${at(frame.x(x[from]))} ${start}`;
    for (let i = from; i < to; i += Math.max(1, Math.floor((to - from) / 200))) {
      path += `L${at(frame.x(x[i]))} ${at(depth(x[i]))}`;
    }
    path += `L${at(frame.x(x[to]))} ${at(depth(x[to]))}V${start}Z`;
    parts.push(svg`<path class=${flat[from] ? "input-flat" : "input-live"} d=${path}></path>`);
    from = to;
  }
  return parts;
}

/** The quantile of the last of 4,096 equal shares' middle. */
const kOutermost = 3.668;

/** Bars grow leftwards from the y axis; the saturated part of each comes first. */
function histogram(frame: Frame, bins: readonly Bin[]) {
  // A peak without width would dwarf all others: its bar is broken off and says its share.
  const spread = Math.max(...bins.map(({ share, piled }) => share - piled));
  const tallest = spread > 0 ? spread : Math.max(...bins.map(({ share }) => share));
  const room = frame.left - kNumbers - 8;
  const start = frame.left - kNumbers;
  return bins
    .filter(({ share }) => share > 0)
    .map(({ y0, y1, share, saturated, piled }) => {
      const broken = share > 1.2 * tallest;
      const label = y0 + y1 < bins[0].y0 + bins[bins.length - 1].y1 ? "below" : "above";
      const length = Math.min(share / tallest, 1.2) * (room / 1.2);
      const flatLength = (saturated / share) * length;
      const [top, height] = [frame.y(y1), Math.max(1, frame.y(y0) - frame.y(y1) - 0.5)];
      return svg`
        <rect class="input-flat" x=${at(start - flatLength)} y=${at(top)} width=${at(flatLength)} height=${at(height)}></rect>
        <rect class="input-live" x=${at(start - length)} y=${at(top)} width=${at(length - flatLength)} height=${at(height)}></rect>
        ${broken ? brokenEnd(start - length, top, height, label, piled) : ""}`;
    });
}

/** Two cuts through a bar that is longer than drawn, and the share of its peak on the side that has room. */
function brokenEnd(left: number, top: number, height: number, side: "below" | "above", share: number) {
  const x = left + 8;
  return svg`
    <path class="input-cut" d="M${x} ${top - 2}l-3 ${height + 4}M${x + 5} ${top - 2}l-3 ${height + 4}"></path>
    <text class="input-share" x=${left} y=${side === "below" ? top + height + 13 : top - 5}>${formatPercent(share)}</text>`;
}

function axes(frame: Frame, { x, bins }: Outcome) {
  const { left, right, top, bottom } = frame;
  const ticksX = ticks(x[0], x[x.length - 1], right - left > 420 ? 8 : 5);
  const ticksY = ticks(bins[0].y0, bins[bins.length - 1].y1, 5);
  return svg`
    ${ticksX.map(
      (value) => svg`<path class="input-grid" d="M${at(frame.x(value))} ${top}V${bottom}"></path>
        <text class="input-number" x=${at(frame.x(value))} y=${bottom + 13} text-anchor="middle">${formatShort(value)}</text>`,
    )}
    ${ticksY.map(
      (value) => svg`<path class="input-grid" d="M${left} ${at(frame.y(value))}H${right}"></path>
        <text class="input-number" x=${left - 5} y=${at(frame.y(value) + 4)} text-anchor="end">${formatShort(value)}</text>`,
    )}`;
}

/** Round numbers from `low` to `high`, about `count` of them. */
function ticks(low: number, high: number, count: number): number[] {
  const rough = (high - low) / count || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const list = [];
  for (let i = Math.ceil(low / step); i * step <= high; i++) list.push(Number((i * step).toPrecision(6)));
  return list;
}
