// SPDX-License-Identifier: MIT
// What the keys do on a figure: the crosshair's moves, and the view's where the figure zooms.

/** A key's wish: crosshair stops to go (or a far end), a change of the view, or the view to begin with. */
export type KeyWish =
  | { move: number }
  | { end: "first" | "last" }
  | { factor: number; right: number; up: number }
  | "reset";

/** Stops that the arrows go with Shift, and that page keys go. */
const kLargeStep = 16;
const kPageStep = 64;
const kZoomStep = 0.8;
/** Share of the seen range that the letters move the view by. */
const kPanStep = 0.125;

const view = (factor: number, right = 0, up = 0): KeyWish => ({ factor, right, up });

const viewKeys: Record<string, KeyWish> = {
  "+": view(kZoomStep),
  "=": view(kZoomStep),
  "-": view(1 / kZoomStep),
  _: view(1 / kZoomStep),
  a: view(1, -kPanStep),
  d: view(1, kPanStep),
  w: view(1, 0, kPanStep),
  s: view(1, 0, -kPanStep),
};

/** The keys of a figure that zooms, in the words of its menu. */
export const viewKeysInWords: readonly (readonly [what: string, how: string])[] = [
  ["Read", "move, tap, or ← → (Shift: farther)"],
  ["Zoom", "wheel, pinch, or + −"],
  ["Pan", "drag, two fingers, or W A S D"],
  ["Reset", "double click, or Home"],
];

/** What the key asks for; null when it is none of the figure's. */
export function keyWish(event: KeyboardEvent, zooms: boolean): KeyWish | null {
  if (event.ctrlKey || event.altKey || event.metaKey) return null;
  const step = event.shiftKey ? kLargeStep : 1;
  // Home is the way back to the first view; with Shift, and in figures without one, to the first number.
  if (zooms && event.key === "Home" && !event.shiftKey) return "reset";
  const moves: Record<string, KeyWish> = {
    ArrowRight: { move: step },
    ArrowUp: { move: step },
    ArrowLeft: { move: -step },
    ArrowDown: { move: -step },
    PageUp: { move: kPageStep },
    PageDown: { move: -kPageStep },
    Home: { end: "first" },
    End: { end: "last" },
  };
  return moves[event.key] ?? (zooms ? (viewKeys[event.key.toLowerCase()] ?? null) : null);
}
