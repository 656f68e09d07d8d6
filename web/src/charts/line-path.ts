// SPDX-License-Identifier: MIT
// A line through the points, for a canvas and for SVG alike. uPlot's own keeps four points a pixel, which rounds corners,
// and joins the two sides of a jump when they are less than a pixel apart.

/** What draws: a Path2D is one. */
export interface Pen {
  moveTo(x: number, y: number): void;
  lineTo(x: number, y: number): void;
}

/** Places of the points in pixels, from left to right; not a number where the line is broken. */
export interface Places {
  length: number;
  x(index: number): number;
  y(index: number): number;
}

/** Points that lie on the line without them, to so much of a pixel, are left out: drawing takes time by the point. */
const kTolerance = 0.1;

/**
 * Draws the line between the heights `top` and `bottom`. What leaves is cut there, on the straight way between two
 * points: a canvas given a height of 10^30 would lose the digits of the part that is seen.
 */
export function traceLine(pen: Pen, places: Places, top: number, bottom: number): void {
  const thin = new ThinningPen(pen);
  let [x0, y0] = [Number.NaN, Number.NaN];
  /** Whether the pen rests on the last point. */
  let down = false;
  for (let i = 0; i < places.length; i++) {
    const x = places.x(i);
    const y = places.y(i);
    if (!Number.isFinite(y)) down = false;
    else if (Number.isFinite(y0)) down = traceSegment(thin, x0, y0, x, y, top, bottom, down);
    else if (y >= top && y <= bottom && !Number.isFinite(places.y(i + 1))) {
      // A point alone between two breaks is a short stroke.
      thin.moveTo(x - 1, y);
      thin.lineTo(x + 1, y);
    }
    x0 = x;
    y0 = y;
  }
  thin.end();
}

/** Draws the part of a segment between two heights; true when the pen ends on the segment's end. */
function traceSegment(
  pen: Pen,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  top: number,
  bottom: number,
  down: boolean,
): boolean {
  if (Math.max(y0, y1) < top || Math.min(y0, y1) > bottom) return false;
  const from = Math.min(bottom, Math.max(top, y0));
  const to = Math.min(bottom, Math.max(top, y1));
  const slant = (x1 - x0) / (y1 - y0);
  if (!down) pen.moveTo(from === y0 ? x0 : x0 + (from - y0) * slant, from);
  pen.lineTo(to === y1 ? x1 : x0 + (to - y0) * slant, to);
  return to === y1;
}

/**
 * Hands on only the points that a line needs. From the last point handed on, it keeps the slopes that pass within the
 * tolerance of every point since; a point outside them makes the one before it a corner, which stays where it is.
 */
class ThinningPen implements Pen {
  private fromX = 0;
  private fromY = 0;
  private lastX = 0;
  private lastY = 0;
  private waiting = false;
  private least = 0;
  private most = 0;

  constructor(private readonly pen: Pen) {}

  moveTo(x: number, y: number): void {
    this.end();
    this.pen.moveTo(x, y);
    this.fromX = x;
    this.fromY = y;
  }

  lineTo(x: number, y: number): void {
    const slope = (y - this.fromY) / (x - this.fromX);
    if (!(this.waiting && slope >= this.least && slope <= this.most)) {
      this.end();
      this.least = Number.NEGATIVE_INFINITY;
      this.most = Number.POSITIVE_INFINITY;
    }
    const across = x - this.fromX;
    this.least = Math.max(this.least, (y - kTolerance - this.fromY) / across);
    this.most = Math.min(this.most, (y + kTolerance - this.fromY) / across);
    this.lastX = x;
    this.lastY = y;
    this.waiting = true;
  }

  /** Hands on the point that still waits. */
  end(): void {
    if (!this.waiting) return;
    this.pen.lineTo(this.lastX, this.lastY);
    this.fromX = this.lastX;
    this.fromY = this.lastY;
    this.waiting = false;
  }
}
