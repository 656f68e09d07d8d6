// SPDX-License-Identifier: MIT
// What a figure has to be drawn again for besides its model: other colours, another width.
import type { ReactiveController, ReactiveElement } from "lit";
import { onThemeChange } from "./theme";

/** Updates its host, as if its model were new, when the colours in force or the width of a place in it change. */
export class Surroundings implements ReactiveController {
  /** Of the place, in CSS pixels; 0 until known. Told rather than asked for: asking makes the browser lay the page out. */
  width = 0;
  private stopTheme: (() => void) | null = null;
  private readonly observer = new ResizeObserver(([entry]) => {
    this.width = entry.contentRect.width;
    this.host.requestUpdate("model");
  });
  private observed: Element | null = null;

  /** @param place selects what is measured in the host, once it has been rendered; nothing is measured without it */
  constructor(
    private readonly host: ReactiveElement,
    private readonly place?: string,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.stopTheme = onThemeChange(() => this.host.requestUpdate("model"));
  }

  hostUpdated(): void {
    if (this.place === undefined || this.observed?.isConnected) return;
    this.observed = this.host.querySelector(this.place);
    if (this.observed) this.observer.observe(this.observed);
  }

  hostDisconnected(): void {
    this.stopTheme?.();
    this.observer.disconnect();
    this.observed = null;
  }
}
