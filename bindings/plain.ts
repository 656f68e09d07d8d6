// SPDX-License-Identifier: MIT
// Turns whatever a caller passes as a spec into the few kinds of value that the C++ half knows.
import { refuse } from "./errors";
import type { Numbers } from "./types";

/** A spec nests 5 deep; more is a mistake, or an object that contains itself. */
const kDeepest = 16;
/** Numbers that one list may hold: 128 MiB as the engine reads them. */
const kMostNumbers = 1 << 24;

type Plain = null | boolean | number | string | Float64Array | Plain[] | { [key: string]: Plain };

/** True for every typed array of numbers; 64-bit integers are not numbers here. */
export function isNumbers(value: unknown): value is Numbers {
  if (Array.isArray(value)) return value.every((item) => typeof item === "number");
  return ArrayBuffer.isView(value) && "length" in value && !("getBigInt64" in value) && !isBigArray(value);
}

const isBigArray = (value: ArrayBufferView) =>
  value instanceof BigInt64Array || value instanceof BigUint64Array;

/**
 * @param value anything; undefined entries of objects are left out, what is no plain value becomes null
 * @param path  where it stands, for the messages
 */
export function toPlain(value: unknown, path = "", depth = 0): Plain {
  if (typeof value === "boolean" || typeof value === "number" || typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return null;
  if (depth > kDeepest) refuse(path, `must not be nested deeper than ${kDeepest} levels`);
  if (isNumbers(value)) {
    if (value.length > kMostNumbers)
      refuse(path, `must be at most ${kMostNumbers} numbers, got ${value.length}`);
    return Float64Array.from(value);
  }
  if (Array.isArray(value)) return value.map((item, i) => toPlain(item, `${path}[${i}]`, depth + 1));
  // Object.fromEntries defines properties, so that a key named __proto__ stays a key.
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .map(([key, entry]) => [key, toPlain(entry, path ? `${path}.${key}` : key, depth + 1)]),
  );
}
