// SPDX-License-Identifier: MIT
// A curve as small as a word: an SVG path, so that it follows scheme, zoom and print by itself.
import { svg } from "lit";

/** What is seen of a small multiple: the same for all, so that they can be compared. */
export const thumbnailFrame = { width: 96, height: 60, x0: -4, x1: 4, y0: -1.75, y1: 3.25 } as const;

/** An SVG path through the points; it lifts its pen at nulls and where the line is far outside the frame. */
export function linePath(x: ArrayLike<number>, y: ArrayLike<number | null>): string {
  const frame = thumbnailFrame;
  let path = "";
  let down = false;
  for (let i = 0; i < x.length; i++) {
    const value = y[i];
    if (value === null || value === undefined || !Number.isFinite(value) || Math.abs(value) > 50) {
      down = false;
      continue;
    }
    const left = (((x[i] as number) - frame.x0) / (frame.x1 - frame.x0)) * frame.width;
    const top = ((frame.y1 - value) / (frame.y1 - frame.y0)) * frame.height;
    path += `${down ? "L" : "M"}${left.toFixed(1)} ${top.toFixed(1)}`;
    down = true;
  }
  return path;
}

/** The small multiple itself, hidden from screen readers: whatever carries it has the name. */
export function thumbnail(curves: { value: string; slope: string }) {
  const { width, height, x0, x1, y0, y1 } = thumbnailFrame;
  const [originX, originY] = [(-x0 / (x1 - x0)) * width, (y1 / (y1 - y0)) * height];
  return svg`
    <svg class="thumbnail" viewBox="0 0 ${width} ${height}" aria-hidden="true">
      <path class="thumbnail-axes" d="M0 ${originY}H${width}M${originX} 0V${height}"></path>
      <path class="thumbnail-slope" d=${curves.slope}></path>
      <path class="thumbnail-value" d=${curves.value}></path>
    </svg>`;
}
