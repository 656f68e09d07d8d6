// SPDX-License-Identifier: MIT
// Equally likely inputs of a normal distribution: the same ones each time, in place of random ones.

/** c[0] + c[1] x + c[2] x^2 ... */
const polynomial = (x: number, ...c: number[]) => c.reduceRight((sum, one) => sum * x + one, 0);

/** The z with P(Z < z) = p of a standard normal Z, to 7 digits: Wichura's PPND7 (Applied Statistics 37, 1988). */
export function normalQuantile(p: number): number {
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (
      (q * polynomial(r, 3.3871327179, 50.434271938, 159.29113202, 59.10937472)) /
      polynomial(r, 1, 17.895169469, 78.757757664, 67.1875636)
    );
  }
  const r = Math.sqrt(-Math.log(q < 0 ? p : 1 - p));
  const size =
    r <= 5
      ? polynomial(r - 1.6, 1.4234372777, 2.75681539, 1.3067284816, 0.17023821103) /
        polynomial(r - 1.6, 1, 0.7370016425, 0.12021132975)
      : polynomial(r - 5, 6.657905115, 3.081226386, 0.42868294337, 0.017337203997) /
        polynomial(r - 5, 1, 0.24197894225, 0.012258202635);
  return q < 0 ? -size : size;
}

/** As many inputs as are sent: enough for shares to a tenth of a percent. */
export const kInputs = 4096;

/** Ascending: the middles of kInputs equal shares of a standard normal distribution. */
export const standardInputs: readonly number[] = Array.from({ length: kInputs }, (_, i) =>
  normalQuantile((i + 0.5) / kInputs),
);
