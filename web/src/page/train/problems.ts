// SPDX-License-Identifier: MIT
// Problems beside the control that they are about; the rest in a list.
import { html, nothing } from "lit";
import type { Problem } from "../../shared/engine";

/** Hands out what is wrong by its path, and knows what nobody has asked for. */
export class ProblemList {
  private readonly asked = new Set<Problem>();

  constructor(private readonly problems: readonly Problem[]) {}

  get length(): number {
    return this.problems.length;
  }

  /** What is wrong at `path`, for the control that sets it. */
  at(path: string): string {
    const found = this.problems.filter((problem) => problem.path === path);
    for (const problem of found) this.asked.add(problem);
    return found.map((problem) => problem.message).join("; ");
  }

  /** Problems that no control has shown, as a list. To be called after all controls. */
  rest() {
    const left = this.problems.filter((problem) => !this.asked.has(problem));
    if (left.length === 0) return nothing;
    return html`<ul class="problems">
      ${left.map(({ path, message }) => html`<li>${path ? html`<code>${path}</code>: ` : nothing}${message}</li>`)}
    </ul>`;
  }
}
