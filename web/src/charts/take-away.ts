// SPDX-License-Identifier: MIT
// A figure as a file on the reader's disk. Nothing is sent anywhere: the files are made here.
import type { Drawing } from "./svg";
import { lightTheme, type Theme } from "./theme";

export type Format = "svg" | "png" | "csv";

/** What a figure can be taken away as. */
export interface TakeAway {
  /** What the file is called; whatever file systems dislike is left out. */
  name: string;
  drawing(colors: Theme): Promise<Drawing>;
  /** Comma-separated values with a line of names. */
  numbers(): Promise<string>;
}

/** Pixels of a picture for a pixel of the drawing. */
const kPictureScale = 2;

/** Makes the file and hands it to the browser to be saved. */
export async function saveAs(format: Format, what: TakeAway): Promise<void> {
  const file = await fileOf(format, what);
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = `${fileName(what.name)}.${format}`;
  link.click();
  // The browser reads the address after this task.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

async function fileOf(format: Format, what: TakeAway): Promise<Blob> {
  if (format === "csv") return new Blob([await what.numbers()], { type: "text/csv" });
  const drawing = await what.drawing(lightTheme());
  return format === "svg" ? svgBlob(drawing) : picture(drawing);
}

function svgBlob({ text }: Drawing): Blob {
  return new Blob([text], { type: "image/svg+xml" });
}

async function picture(drawing: Drawing): Promise<Blob> {
  const image = new Image();
  image.src = URL.createObjectURL(svgBlob(drawing));
  await image.decode();
  URL.revokeObjectURL(image.src);
  const canvas = document.createElement("canvas");
  canvas.width = drawing.width * kPictureScale;
  canvas.height = drawing.height * kPictureScale;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error("no picture could be made")))),
  );
}

function fileName(name: string): string {
  const words = name.normalize("NFKD").toLowerCase();
  return words.replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "") || "figure";
}
