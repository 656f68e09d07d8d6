// SPDX-License-Identifier: MIT
// Bytes as text that JSON can hold.
import { refuse } from "./errors";

/** Characters made at once: a call takes only so many arguments. */
const kPiece = 8192;

export function toBase64(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let i = 0; i < bytes.length; i += kPiece)
    pieces.push(String.fromCharCode(...bytes.subarray(i, i + kPiece)));
  return btoa(pieces.join(""));
}

/** @param path where the text stood, for the error when it is no base64 */
export function fromBase64(path: string, text: unknown): Uint8Array {
  if (typeof text !== "string") return refuse(path, `must be a text, got ${typeof text}`);
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return refuse(path, "must be base64, which it is not");
  }
}
