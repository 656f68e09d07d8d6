// SPDX-License-Identifier: MIT
// The run's handles and where it stands: play, step, reset, pace, and the state in words and numbers.
import { html, nothing } from "lit";
import { formatCount, formatNumber, formatPercent } from "../../charts/numbers";
import type { History, RunState } from "../../shared/engine";
import type { Speed } from "../../shared/messages";

export interface TransportActions {
  toggle(): void;
  advance(by: "update" | "epoch"): void;
  reset(): void;
  newSeed(): void;
  setSpeed(speed: Speed): void;
}

const speeds: readonly (readonly [Speed, string])[] = [
  [4, "4 updates/s"],
  [60, "60 updates/s"],
  [240, "240 updates/s"],
  [1000, "1000 updates/s"],
  [null, "full speed"],
];

/** What keeps the settings from being run. */
export type Trouble = "none" | "refused" | "lost";

export interface Standing {
  state: RunState;
  playing: boolean;
}

export function transport(standing: Standing | null, seed: number, speed: Speed, actions: TransportActions) {
  const finished = standing !== null && standing.state.status !== "running";
  const busy = standing === null;
  const still = busy || finished;
  return html`
    <div class="transport" role="group" aria-label="Run">
      <button
        type="button"
        class="primary play"
        aria-disabled=${String(busy)}
        aria-keyshortcuts="Space"
        @click=${actions.toggle}
      >
        ${playLabel(standing)}
      </button>
      ${handle("Step", still, () => actions.advance("update"))} ${handle("Epoch", still, () => actions.advance("epoch"))}
      ${handle("Reset", busy || standing.state.step === 0, actions.reset)}
    </div>
    <div class="pacing">
      <label class="pace">
        <span>Pace</span>
        <select
          @change=${(event: Event) => actions.setSpeed(speeds[(event.target as HTMLSelectElement).selectedIndex][0])}
        >
          ${speeds.map(([value, text]) => html`<option .selected=${value === speed}>${text}</option>`)}
        </select>
      </label>
      <button type="button" @click=${actions.newSeed}>New seed</button>
      <span class="seed">seed ${seed}</span>
    </div>
  `;
}

/** A button that keeps the focus when there is nothing for it to do: a disabled one would lose it to the page. */
function handle(text: string, idle: boolean, act: () => void) {
  return html`<button type="button" aria-disabled=${String(idle)} @click=${() => idle || act()}>${text}</button>`;
}

function playLabel(standing: Standing | null): string {
  if (standing?.playing) return "Pause";
  return standing && standing.state.status !== "running" ? "Play again" : "Play";
}

/** Where the run stands, in a sentence that changes only when something has happened. */
export function stateSentence(standing: Standing | null, about: string, trouble: Trouble): string {
  if (trouble === "lost") return "The engine has stopped, and this run with it.";
  if (trouble === "refused")
    return "These settings cannot be run; what is wrong stands beside them. The run on screen is the last one.";
  if (!standing) return "Building the run …";
  const { state, playing } = standing;
  const reason = state.reason.replace(/\.$/, "");
  if (state.status === "diverged") {
    return `Diverged: ${reason}. Try a smaller learning rate, scaled inputs or another initialiser.`;
  }
  if (state.status !== "running") return `Finished: ${reason}.`;
  if (playing) return `Training ${about}.`;
  return state.step === 0 ? `Ready: ${about}.` : `Paused: ${about}.`;
}

export function readout(state: RunState, history: History) {
  return html`
    <dl class="readout">
      ${entry("Update", formatCount(state.step))} ${entry("Epoch", formatCount(state.epoch))}
      ${entry("Training loss", formatNumber(history.train_loss.at(-1)))}
      ${history.test_loss ? entry("Test loss", formatNumber(history.test_loss.at(-1))) : nothing}
      ${history.train_accuracy ? entry("Training accuracy", formatPercent(history.train_accuracy.at(-1))) : nothing}
      ${history.test_accuracy ? entry("Test accuracy", formatPercent(history.test_accuracy.at(-1))) : nothing}
    </dl>
  `;
}

function entry(term: string, value: string) {
  return html`<div><dt>${term}</dt><dd class="number">${value}</dd></div>`;
}
