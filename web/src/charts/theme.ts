// SPDX-License-Identifier: MIT
// The colours of the style sheet as canvases need them: resolved for the scheme in force, told when it changes.

export interface Theme {
  /** Changes whenever any colour may have. */
  id: number;
  font: string;
  ink: string;
  muted: string;
  grid: string;
  axis: string;
  paper: string;
  band: string;
  /** Colour of palette slot i at index i - 1. */
  series: string[];
  /** The same hues for text. */
  texts: string[];
  /** The middle of the diverging scale. */
  middle: string;
}

const kSlots = 7;
const media = ["(prefers-color-scheme: dark)", "(forced-colors: active)", "print"];

let current: Theme | null = null;
let count = 0;
const listeners = new Set<() => void>();

for (const query of media) {
  matchMedia(query).addEventListener("change", () => {
    current = null;
    for (const listener of listeners) listener();
  });
}

/** The colours in force. Canvases cannot read custom properties, so an element is asked for each. */
export function theme(): Theme {
  current ??= read();
  return current;
}

/** The colours on white paper, for files: whatever scheme is in force here, they are opened elsewhere. */
export function lightTheme(): Theme {
  return read("on-white");
}

export function slotColor(colors: Theme, slot: number): string {
  return colors.series[slot - 1] ?? colors.ink;
}

/** The colour of words about a slot; quiet when they are about none. */
export function slotText(colors: Theme, slot: number | undefined): string {
  return slot === undefined ? colors.muted : (colors.texts[slot - 1] ?? colors.ink);
}

/** Calls `listener` when the colours in force have changed; the result takes it off again. */
export function onThemeChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function read(place = ""): Theme {
  const probe = document.createElement("span");
  probe.hidden = true;
  probe.className = place;
  // Forced colours would make every line the same; the style sheet says which of the tokens yield to them.
  probe.style.setProperty("forced-color-adjust", "none");
  document.body.append(probe);
  const color = (name: string) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const slots = [...Array(kSlots).keys()].map((i) => i + 1);
  const result: Theme = {
    id: ++count,
    font: getComputedStyle(document.body).fontFamily,
    ink: color("ink"),
    muted: color("muted"),
    grid: color("rule"),
    axis: color("edge"),
    paper: color("paper"),
    band: color("band"),
    series: slots.map((slot) => color(`series-${slot}`)),
    texts: slots.map((slot) => color(`series-text-${slot}`)),
    middle: color("map-middle"),
  };
  probe.remove();
  return result;
}
