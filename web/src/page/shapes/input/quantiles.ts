// SPDX-License-Identifier: MIT
// Equally likely inputs of a normal distribution: the same ones each time, in place of random ones.

/** The z with P(Z < z) = p of a standard normal Z, to 7 digits: Wichura's PPND7 (Applied Statistics 37, 1988). */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (
      (q * (((59.10937472 * r + 159.29113202) * r + 50.434271938) * r + 3.3871327179)) /
      (((67.1875636 * r + 78.757757664) * r + 17.895169469) * r + 1)
    );
  }
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  const s = r <= 5 ? r - 1.6 : r - 5;
  const size =
    r <= 5
      ? (((0.17023821 * s + 1.3067284816) * s + 2.75681539) * s + 1.4234372777) /
        ((0.12021132 * s + 0.737) * s + 1)
      : (((0.0173372032 * s + 0.428682944) * s + 3.08122638) * s + 6.657905115) /
        ((0.0122581357 * s + 0.241977894) * s + 1);
  return q < 0 ? -size : size;
}

/** As many inputs as are sent: enough for shares to a tenth of a percent. */
export const kInputs = 4096;

/** Ascending: the middles of kInputs equal shares of a standard normal distribution. */
export const standardInputs: readonly number[] = Array.from({ length: kInputs }, (_, i) =>
  normalQuantile((i + 0.5) / kInputs),
);
