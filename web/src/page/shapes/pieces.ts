// SPDX-License-Identifier: MIT
// The pieces of maxout: lines with two handles each, one to move and one to turn, and a table of their numbers.
import { html, nothing } from "lit";
import type { Handle, HandleMove, LineSeries } from "../../charts/model";
import type { ActivationInfo, Problem } from "../../shared/engine";
import type { ShapeFunction, ShapesState } from "../link/shapes-link";
import type { Pieces } from "./figure";
import { numberBox } from "./number-box";

/** As the engine allows: so many pieces, and numbers between -10 and 10. */
const kPieces = [2, 8] as const;
const kLimit = 10;
/** What an arrow key adds to a number. */
const kStep = 0.1;

export interface Piece {
  slope: number;
  intercept: number;
}

/** The handle in the hand: it stays under the pointer while the line follows. */
export interface Grip {
  id: string;
  x: number;
  /** The point about which a line turns. */
  pivot: readonly [number, number];
}

export function piecesOf({ parameters }: ShapeFunction, info: ActivationInfo): Piece[] {
  const list = (name: string) =>
    (parameters[name] ?? info.parameters.find((p) => p.name === name)?.default ?? []) as number[];
  const intercepts = list("intercepts");
  return list("slopes").map((slope, i) => ({ slope, intercept: intercepts[i] ?? 0 }));
}

export function parametersOf(pieces: readonly Piece[]): Record<string, number[]> {
  return { slopes: pieces.map((p) => p.slope), intercepts: pieces.map((p) => p.intercept) };
}

/** A number of a piece with no more digits than a hand can mean, within the limits. */
const settled = (value: number) => Number(Math.min(kLimit, Math.max(-kLimit, value)).toFixed(2));

/** The lines over x and their handles, where the lines can be seen. */
export function drawnPieces(
  pieces: readonly Piece[],
  state: ShapesState,
  x: ArrayLike<number>,
  grip: Grip | null,
): Pieces {
  const slot = state.focus + 1;
  const lines: LineSeries[] = [];
  const handles: Handle[] = [];
  pieces.forEach(({ slope, intercept }, i) => {
    const values = Array.from(x, (at) => slope * at + intercept);
    lines.push({ label: `line ${i + 1}`, values, slot, width: 1.25, dash: [2, 3] });
    for (const [kind, at] of handlePlaces(pieces[i], i, pieces.length, state)) {
      const id = `${kind} ${i}`;
      const place = grip?.id === id ? grip.x : at;
      const label = kind === "move" ? `Move line ${i + 1}: intercept` : `Turn line ${i + 1}: slope`;
      const value = kind === "move" ? intercept : slope;
      handles.push({
        id,
        label,
        value,
        x: place,
        y: slope * place + intercept,
        slot,
        hollow: kind === "turn",
      });
    }
  });
  return { lines, handles };
}

/** Two places on what is seen of the line; lines take turns so that handles seldom meet. */
function handlePlaces(
  piece: Piece,
  i: number,
  count: number,
  { x, y }: ShapesState,
): ["move" | "turn", number][] {
  const [low, high] = seenPart(piece, x, y);
  if (!(high > low)) return [];
  const share = (i + 1) / (count + 1);
  const at = (part: number) => low + part * (high - low);
  return [
    ["move", at(0.15 + 0.3 * share)],
    ["turn", at(0.62 + 0.3 * share)],
  ];
}

/** Between which x the line is within the frame. */
function seenPart({ slope, intercept }: Piece, x: readonly number[], y: readonly number[]): [number, number] {
  if (slope === 0) return intercept > y[0] && intercept < y[1] ? [x[0], x[1]] : [0, 0];
  const ends = y.map((edge) => (edge - intercept) / slope).sort((p, q) => p - q);
  return [Math.max(x[0], ends[0]), Math.min(x[1], ends[1])];
}

/** The pieces after a handle's move, and the grip while it goes on. */
export function dragged(
  pieces: readonly Piece[],
  handles: readonly Handle[],
  move: HandleMove,
  grip: Grip | null,
) {
  const [kind, number] = move.id.split(" ");
  const i = Number(number);
  const old = pieces[i];
  const start = handles.find((handle) => handle.id === `move ${i}`);
  const pivot = grip?.id === move.id ? grip.pivot : ([start?.x ?? 0, start?.y ?? 0] as const);
  const next = kind === "move" ? moved(old, move) : turned(old, move, pivot);
  return {
    pieces: pieces.map((piece, other) => (other === i ? next : piece)),
    grip: move.final ? null : { id: move.id, x: move.x, pivot },
  };
}

/** Keys go in steps; the pointer takes the line along. */
function moved({ slope, intercept }: Piece, { x, y, steps }: HandleMove): Piece {
  return { slope, intercept: settled(steps ? intercept + kStep * steps : y - slope * x) };
}

function turned(piece: Piece, { x, y, steps }: HandleMove, [px, py]: readonly [number, number]): Piece {
  if (steps) return { ...piece, slope: settled(piece.slope + kStep * steps) };
  if (Math.abs(x - px) < 1e-3) return piece;
  const slope = settled((y - py) / (x - px));
  return { slope, intercept: settled(py - slope * px) };
}

/** `edit` is given what makes the new pieces out of those at the time. */
export function pieceControls(
  pieces: readonly Piece[],
  edit: (change: (pieces: readonly Piece[]) => Piece[]) => void,
  problems: readonly Problem[],
) {
  const replace = (i: number, part: Partial<Piece>) =>
    edit((all) => all.map((piece, other) => (other === i ? { ...piece, ...part } : piece)));
  const remove = (i: number) =>
    edit((all) => (all.length > kPieces[0] ? all.filter((_, other) => other !== i) : [...all]));
  // A level line, each a little higher than the one before, so that it can be told from the others.
  const add = () =>
    edit((all) =>
      all.length < kPieces[1] ? [...all, { slope: 0, intercept: 0.5 * all.length - 1 }] : [...all],
    );
  const full = pieces.length >= kPieces[1];
  return html`
    <p class="hint">The largest of ${pieces.length} lines. Drag a full dot to move a line, a ring to turn it.</p>
    <table class="pieces">
      <thead>
        <tr>
          <th scope="col">Line</th>
          <th scope="col">Slope</th>
          <th scope="col">Intercept</th>
          <td></td>
        </tr>
      </thead>
      <tbody>
        ${pieces.map(
          ({ slope, intercept }, i) => html`<tr>
            <th scope="row">${i + 1}</th>
            <td>${numberBox(`Slope of line ${i + 1}`, slope, (value) => void replace(i, { slope: value }))}</td>
            <td>${numberBox(`Intercept of line ${i + 1}`, intercept, (value) => void replace(i, { intercept: value }))}</td>
            <td>
              <button
                type="button"
                class="quiet icon"
                aria-label=${`Remove line ${i + 1}`}
                aria-disabled=${pieces.length <= kPieces[0] ? "true" : "false"}
                @click=${() => remove(i)}
              >
                ×
              </button>
            </td>
          </tr>`,
        )}
      </tbody>
    </table>
    <div class="button-row">
      <button
        type="button"
        aria-disabled=${full ? "true" : "false"}
        @click=${add}
      >
        Add a line
      </button>
      ${full ? html`<p class="hint">Eight lines are the most.</p>` : nothing}
    </div>
    ${problems.map(
      ({ path, message }) => html`<p class="problem">${path.replace("activation.", "")} ${message}</p>`,
    )}
  `;
}
