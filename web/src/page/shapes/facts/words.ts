// SPDX-License-Identifier: MIT
// What the registry says in numbers and flags, as a reader would put it.
import { formatShort } from "../../../charts/numbers";
import type { AccuracyBound, Shape } from "../../../shared/engine";

const smoothness: Record<string, string> = {
  jump: "jumps",
  C0: "continuous, with corners",
  C1: "continuous, and so is its slope",
  C2: "continuous up to the curvature",
  smooth: "smooth everywhere",
};

const initializers: Record<string, string> = {
  glorot: "Glorot (Xavier)",
  he: "He",
  lecun: "LeCun",
  siren: "SIREN’s own",
};

export const rounded = (value: number, digits = 5) =>
  Number.isFinite(value) ? formatShort(Number(value.toPrecision(digits))) : `${value < 0 ? "\u2212" : ""}∞`;

/** As an interval; the ends are limits that need not be taken. */
export const rangeInWords = ({ range: [low, high] }: Shape) => `${rounded(low)} to ${rounded(high)}`;

export const smoothnessInWords = (shape: Shape) => smoothness[shape.smoothness] ?? shape.smoothness;

export const initializerInWords = (name: string) => initializers[name] ?? name;

export function saturationInWords({ saturates: { left, right } }: Shape): string {
  if (left && right) return "on both sides";
  if (left) return "on the left";
  return right ? "on the right" : "on neither side";
}

export function kinksInWords({ kinks }: Shape): string[] {
  return kinks.map(({ x, slope }) => `at x = ${rounded(x)}, where f′ is taken to be ${rounded(slope)}`);
}

/** The bound, and where it holds. ULP: the distance of two neighbouring float32. */
export function accuracyInWords({ ulp, absolute, domain, ofProduct }: AccuracyBound, first: string): string {
  const near = ulp === 0 ? "exact" : `within ${rounded(ulp, 3)} ULP`;
  const crossing = absolute > 0 ? `, or ${rounded(absolute, 2)} where it crosses 0` : "";
  const [low, high] = domain;
  const everywhere = !(Math.abs(low) < 1e30 && Math.abs(high) < 1e30);
  if (everywhere) return near + crossing;
  return `${near}${crossing}, for ${ofProduct ? `${first} x` : "x"} from ${rounded(low)} to ${rounded(high)}`;
}
