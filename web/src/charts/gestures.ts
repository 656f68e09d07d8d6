// SPDX-License-Identifier: MIT
// What hands do on a plot: point, drag, pinch, turn the wheel, tap twice. Mice drag with a button down; a finger points,
// and scrolls the page up and down, and two fingers pinch and drag.

/** A place on the plot in CSS pixels from its top left corner. */
export interface Spot {
  left: number;
  top: number;
}

/** How the view is to change: what was under `from` comes under `to`, and `factor` times as much is seen around it. */
export interface Motion {
  from: Spot;
  to: Spot;
  factor: number;
}

export interface GestureReceiver {
  /** Whether the plot zooms and pans at all: if not, the page keeps the wheel, the drag and the pinch. */
  zooms(): boolean;
  /** Null when the pointer has left. */
  point(spot: Spot | null): void;
  /** A drag or a pinch begins: the motions that follow are all counted from what is seen now. */
  begin(): void;
  move(motion: Motion): void;
  /** The gesture is over. */
  end(): void;
  /** Two clicks or taps in one place. */
  reset(): void;
}

/** A hand that moves less than this has not dragged. */
const kStill = 4;
const kDoubleTime = 350;
const kDoubleDistance = 24;
/** A wheel that rests so long has ended its turn. */
const kWheelRest = 250;

export function listenToGestures(plot: HTMLElement, receiver: GestureReceiver): void {
  listenToPointers(plot, receiver);
  listenToWheel(plot, receiver);
}

function spotOf(plot: HTMLElement, event: MouseEvent): Spot {
  const box = plot.getBoundingClientRect();
  return { left: event.clientX - box.left, top: event.clientY - box.top };
}

const distance = (a: Spot, b: Spot) => Math.hypot(a.left - b.left, a.top - b.top);

/** Middle of the pointers, and their mean distance from it. */
function gather(spots: readonly Spot[]): { middle: Spot; spread: number } {
  const mean = (number: (spot: Spot) => number) =>
    spots.reduce((sum, s) => sum + number(s), 0) / spots.length;
  const middle = { left: mean((s) => s.left), top: mean((s) => s.top) };
  return { middle, spread: mean((spot) => distance(spot, middle)) };
}

function listenToPointers(plot: HTMLElement, receiver: GestureReceiver): void {
  const down = new Map<number, Spot>();
  let start: ReturnType<typeof gather> | null = null;
  let dragging = false;
  /** Whether what is down may become a tap: one pointer that stays where it is. */
  let tapping = false;
  let tap: { at: number; spot: Spot } | null = null;

  const needed = (event: PointerEvent) => (event.pointerType === "mouse" ? 1 : 2);
  /** Every finger that comes or goes begins the gesture anew, so that nothing jumps. */
  const regrip = (event: PointerEvent) => {
    if (dragging) receiver.end();
    dragging = false;
    start = receiver.zooms() && down.size >= needed(event) ? gather([...down.values()]) : null;
  };

  plot.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    down.set(event.pointerId, spotOf(plot, event));
    regrip(event);
    if (start) plot.setPointerCapture(event.pointerId);
    tapping = down.size === 1;
    if (tapping) receiver.point(spotOf(plot, event));
  });

  plot.addEventListener("pointermove", (event) => {
    const spot = spotOf(plot, event);
    if (down.has(event.pointerId)) down.set(event.pointerId, spot);
    if (!start) {
      receiver.point(spot);
      return;
    }
    const now = gather([...down.values()]);
    if (!dragging) {
      if (distance(now.middle, start.middle) + Math.abs(now.spread - start.spread) < kStill) return;
      dragging = true;
      tapping = false;
      receiver.begin();
    }
    const factor = start.spread > 0 ? start.spread / Math.max(1, now.spread) : 1;
    receiver.move({ from: start.middle, to: now.middle, factor });
  });

  const up = (event: PointerEvent) => {
    if (!down.delete(event.pointerId)) return;
    const spot = spotOf(plot, event);
    regrip(event);
    if (!tapping || event.type !== "pointerup" || !receiver.zooms()) return;
    const again = tap && event.timeStamp - tap.at < kDoubleTime && distance(tap.spot, spot) < kDoubleDistance;
    tap = again ? null : { at: event.timeStamp, spot };
    if (again) receiver.reset();
  };
  plot.addEventListener("pointerup", up);
  plot.addEventListener("pointercancel", up);
  plot.addEventListener("pointerleave", (event) => {
    // A finger that is lifted leaves its reading behind.
    if (event.pointerType !== "touch") receiver.point(null);
  });
  // Two fingers are the plot's; the style sheet leaves one finger's way up and down to the page.
  plot.addEventListener(
    "touchmove",
    (event) => {
      if (event.touches.length > 1 && receiver.zooms() && event.cancelable) event.preventDefault();
    },
    { passive: false },
  );
}

/** When the wheel last turned for the page: a page that scrolls on under the pointer is not caught by a plot. */
let pageScrolled = Number.NEGATIVE_INFINITY;
addEventListener(
  "wheel",
  (event) => {
    if (!event.defaultPrevented) pageScrolled = event.timeStamp;
  },
  { passive: true },
);

function listenToWheel(plot: HTMLElement, receiver: GestureReceiver): void {
  let timer = 0;
  plot.addEventListener(
    "wheel",
    (event) => {
      if (!receiver.zooms() || event.deltaY === 0) return;
      if (!event.ctrlKey && event.timeStamp - pageScrolled < kWheelRest) return;
      event.preventDefault();
      const spot = spotOf(plot, event);
      receiver.begin();
      receiver.move({ from: spot, to: spot, factor: 2 ** wheelTurn(event) });
      clearTimeout(timer);
      timer = window.setTimeout(() => receiver.end(), kWheelRest);
    },
    { passive: false },
  );
}

/** Doublings of what is seen: a notch of a mouse's wheel is about a fifth, a pinch on a trackpad follows the fingers. */
function wheelTurn(event: WheelEvent): number {
  const unit = event.deltaMode === WheelEvent.DOM_DELTA_PIXEL ? 0.002 : 0.05;
  const turn = event.deltaY * unit * (event.ctrlKey ? 8 : 1);
  return Math.max(-1, Math.min(1, turn));
}
