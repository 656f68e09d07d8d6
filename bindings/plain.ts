// SPDX-License-Identifier: MIT
// Turns whatever a caller passes as a spec into the few kinds of value that the C++ half knows.
import { refuse } from "./errors";
import type { Numbers } from "./types";

/** A spec nests 5 deep; more is a mistake, or an object that contains itself. */
const kDeepest = 16;
/** Numbers that one list may hold: 128 MiB as the engine reads them. */
export const kMostNumbers = 1 << 24;
/** Values of other kinds in one spec: many times what 64 layers need. */
const kMostValues = 10_000;

type Plain = null | boolean | number | string | Float64Array | Plain[] | { [key: string]: Plain };

/** True for every typed array of numbers; 64-bit integers are not numbers here. */
export function isNumbers(value: unknown): value is Numbers {
  // Not every(), which skips the holes of a sparse array.
  if (Array.isArray(value)) return value.findIndex((item) => typeof item !== "number") < 0;
  const isBig = value instanceof BigInt64Array || value instanceof BigUint64Array;
  return ArrayBuffer.isView(value) && "length" in value && !isBig;
}

/**
 * @param value anything; undefined entries of objects are left out, what is no plain value becomes null
 * @param path  where it stands, for the messages
 * @param seen  values counted so far: one list met again and again would multiply without end
 */
export function toPlain(value: unknown, path = "", depth = 0, seen = { count: 0 }): Plain {
  if (++seen.count > kMostValues) refuse(path, `must be part of a spec of at most ${kMostValues} values`);
  if (typeof value === "boolean" || typeof value === "number" || typeof value === "string") return value;
  if (typeof value !== "object" || value === null) return null;
  if (depth > kDeepest) refuse(path, `must not be nested deeper than ${kDeepest} levels`);
  if (isNumbers(value)) {
    if (value.length > kMostNumbers)
      refuse(path, `must be at most ${kMostNumbers} numbers, got ${value.length}`);
    return Float64Array.from(value);
  }
  if (Array.isArray(value)) return value.map((item, i) => toPlain(item, `${path}[${i}]`, depth + 1, seen));
  // Object.fromEntries defines properties, so that a key named __proto__ stays a key.
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .map(([key, entry]) => [key, toPlain(entry, path ? `${path}.${key}` : key, depth + 1, seen)]),
  );
}
