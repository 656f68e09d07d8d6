// SPDX-License-Identifier: MIT
// Numbers as people read them: a true minus, tabular where they stand in columns, short powers of ten.

const kMinus = "\u2212";
const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

function power(exponent: number): string {
  const digits = [...String(Math.abs(exponent))].map((digit) => superscripts[Number(digit)]).join("");
  return `10${exponent < 0 ? "⁻" : ""}${digits}`;
}

/** `digits` significant digits, as in 0.7311, −12.5 or 3.2·10⁻⁹; trailing zeros are kept so that columns do not jump. */
export function formatNumber(value: number | null | undefined, digits = 4): string {
  if (value === null || value === undefined) return "–";
  if (Number.isNaN(value)) return "NaN";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : `${kMinus}∞`;
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e6)) {
    const [mantissa, exponent] = size.toExponential(digits - 2).split("e");
    return `${value < 0 ? kMinus : ""}${mantissa}·${power(Number(exponent))}`;
  }
  return minus(value.toFixed(decimals(size, digits)));
}

/** Decimals that leave `digits` significant digits for numbers of 1 and more, one more below. */
function decimals(size: number, digits: number): number {
  if (size < 1) return digits;
  return Math.max(0, digits - 1 - Math.floor(Math.log10(size)));
}

/** As short as the number allows: 0.5, 12, 10⁻³. For axes and settings. */
export function formatShort(value: number): string {
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) {
    const [mantissa, exponent] = Number(value.toPrecision(6)).toExponential().split("e");
    const factor = mantissa === "1" ? "" : `${mantissa}·`;
    return minus(`${factor}${power(Number(exponent))}`);
  }
  return minus(String(Number(value.toPrecision(6))));
}

/** The shortest decimal number that is the same float32, as 0.3 for 0.30000001192092896. */
export function shortFloat(value: number): number {
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === Math.fround(value)) return short;
  }
  return value;
}

/** A share as in 97.6 %. */
export function formatPercent(share: number | null | undefined): string {
  return share === null || share === undefined || Number.isNaN(share)
    ? "–"
    : `${(share * 100).toFixed(1)}\u202f%`;
}

export function formatCount(value: number): string {
  return value.toLocaleString("en").replaceAll(",", "\u202f");
}

function minus(text: string): string {
  return text.replace("-", kMinus);
}
