// SPDX-License-Identifier: MIT
// Points of a figure that a hand or a key can move: buttons over the plot. What a move means, whoever owns the model says.
import type { Handle, HandleMove } from "./model";

/** Where the plot's numbers stand in pixels from its top left corner, and back. */
export interface PlotPlane {
  toPixels(x: number, y: number): readonly [left: number, top: number];
  toNumbers(left: number, top: number): readonly [x: number, y: number];
}

/** Steps that a key goes; Shift makes ten of them. */
const kSteps: Record<string, number | undefined> = {
  ArrowUp: 1,
  ArrowRight: 1,
  ArrowDown: -1,
  ArrowLeft: -1,
};

export class HandleLayer {
  private plane: PlotPlane | null = null;
  private handles: readonly Handle[] = [];

  /** `layer` lies over the plot, corner on corner. */
  constructor(
    private readonly layer: HTMLElement,
    private readonly onMove: (move: HandleMove) => void,
  ) {}

  place(handles: readonly Handle[], plane: PlotPlane): void {
    this.handles = handles;
    this.plane = plane;
    while (this.layer.childElementCount > handles.length) this.layer.lastElementChild?.remove();
    while (this.layer.childElementCount < handles.length) this.layer.append(this.makeButton());
    handles.forEach((handle, i) => {
      const button = this.layer.children[i] as HTMLElement;
      const [left, top] = plane.toPixels(handle.x, handle.y);
      button.dataset.slot = String(handle.slot);
      button.toggleAttribute("data-hollow", handle.hollow);
      button.setAttribute("aria-label", handle.label);
      button.setAttribute("aria-valuenow", String(handle.value));
      button.style.transform = `translate(${left}px, ${top}px)`;
    });
  }

  private makeButton(): HTMLElement {
    const button = document.createElement("div");
    button.className = "plot-handle";
    button.tabIndex = 0;
    button.setAttribute("role", "slider");
    const handle = () => this.handles[[...this.layer.children].indexOf(button)];
    button.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      button.setPointerCapture(event.pointerId);
      event.preventDefault();
      button.focus();
    });
    button.addEventListener("pointermove", (event) => {
      if (button.hasPointerCapture(event.pointerId)) this.drag(handle(), event, false);
    });
    button.addEventListener("lostpointercapture", (event) => this.drag(handle(), event, true));
    button.addEventListener("keydown", (event) => this.key(handle(), event));
    return button;
  }

  private drag(handle: Handle | undefined, event: PointerEvent, final: boolean): void {
    if (!handle || !this.plane) return;
    const box = this.layer.getBoundingClientRect();
    const [x, y] = this.plane.toNumbers(event.clientX - box.left, event.clientY - box.top);
    this.onMove({ id: handle.id, x, y, steps: 0, final });
  }

  private key(handle: Handle | undefined, event: KeyboardEvent): void {
    const step = kSteps[event.key];
    if (!handle || !step || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    const steps = event.shiftKey ? 10 * step : step;
    this.onMove({ id: handle.id, x: handle.x, y: handle.y, steps, final: true });
  }
}
