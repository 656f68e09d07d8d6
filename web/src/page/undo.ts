// SPDX-License-Identifier: MIT
// Settings that were, as texts: where undo and redo lead.

/** How many changes can be taken back. */
const kDeepest = 200;

export class UndoList {
  private texts: string[] = [];
  private place = -1;

  /** A change made by hand: what could be redone until now is gone. */
  add(text: string): void {
    if (text === this.texts[this.place]) return;
    this.texts = [...this.texts.slice(0, this.place + 1), text].slice(-kDeepest);
    this.place = this.texts.length - 1;
  }

  /**
   * Settings come to by undo, redo or the browser's Back and Forward: where these are neighbours on the list, one goes
   * there, so that what was left can still be redone. Others are a change.
   */
  visit(text: string): void {
    if (text === this.before) this.place--;
    else if (text === this.after) this.place++;
    else this.add(text);
  }

  /** What is set now, was set before, and was taken back; null where there is nothing. */
  get present(): string | null {
    return this.texts[this.place] ?? null;
  }
  get before(): string | null {
    return this.texts[this.place - 1] ?? null;
  }
  get after(): string | null {
    return this.texts[this.place + 1] ?? null;
  }
}
