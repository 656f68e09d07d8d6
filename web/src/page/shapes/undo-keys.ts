// SPDX-License-Identifier: MIT
// Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y (with Command on a Mac), which belong to a box as long as something is typed in it.

export function listenForUndo(host: HTMLElement, go: (way: "undo" | "redo") => void): void {
  let typing = false;
  host.addEventListener("input", ({ target }) => {
    typing = target instanceof HTMLInputElement && ["text", "search"].includes(target.type);
  });
  for (const done of ["change", "focusout"]) {
    host.addEventListener(done, () => {
      typing = false;
    });
  }
  document.addEventListener("keydown", (event) => {
    const way = wayOf(event);
    if (!way || typing) return;
    event.preventDefault();
    go(way);
  });
}

function wayOf({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): "undo" | "redo" | null {
  if (!(ctrlKey || metaKey) || altKey) return null;
  const letter = key.toLowerCase();
  if (letter === "y" && !shiftKey) return "redo";
  if (letter !== "z") return null;
  return shiftKey ? "redo" : "undo";
}
