// SPDX-License-Identifier: MIT
// Sine and cosine for four floats of moderate size. Constants: core/simd/fit/fit.py, blocks "trig.h".
#pragma once

#include <cstdint>

#include "core/simd/accuracy.h"
#include "core/simd/exp.h"
#include "core/simd/f32x4.h"
#include "core/simd/pair.h"

namespace actlab {

// Of c x. Beyond it the reduction loses its digits: the result is then some number in [-1, 1], and NaN at +-infinity.
inline constexpr float kTrigDomain = 12000.0f;
inline constexpr AccuracyBound kSinBound = {
    .ulp = 4, .absolute = 1e-7f, .from = -kTrigDomain, .to = kTrigDomain};
inline constexpr AccuracyBound kCosBound = kSinBound;

// How x is reduced for sin(c x): c x = n pi / 2 + r. Working in units of (pi / 2) / c keeps the product c x, whose
// rounding error would be an error of the result, from ever being formed.
struct TrigScale {
  float per_unit;  // c 2 / pi: n is x times it, rounded
  float unit[3];   // pi / 2 / c in three parts, the first two of 11 bits: |n| < 2^13 times them is exact
  float scale;     // c
};

// c  of magnitude 1e-7 to 1e7
constexpr TrigScale trig_scale(double c) {
  constexpr double kHalfPi = 1.57079632679489661923, kHalfPiRest = 6.12323399573676588613e-17;
  const double unit = kHalfPi / c;
  // Dekker's split, twice: the leading 11 of 53 bits each time.
  const double shifted = unit * (0x1p42 + 1);
  const double first = shifted - (shifted - unit);
  const double rest = unit - first;
  const double shifted_rest = rest * (0x1p42 + 1);
  const double second = shifted_rest - (shifted_rest - rest);
  return {static_cast<float>(1 / unit),
          {static_cast<float>(first), static_cast<float>(second),
           static_cast<float>((rest - second) + kHalfPiRest / c)},
          static_cast<float>(c)};
}

struct SinCos {
  f32x4 sin, sin_lost;  // what rounding took from it
  f32x4 cos, cos_lost;
};

// Sine and cosine of c x.
inline SinCos sin_cos(f32x4 x, const TrigScale& scale) {
  constexpr float kShift = simd_detail::rounding_shift(0);
  const f32x4 clipped = min(max(x, -1e30f), 1e30f);  // beyond the domain, but nothing below overflows
  const f32x4 shifted = clipped * scale.per_unit + kShift;
  const f32x4 n = shifted - kShift;
  const f32x4 most = (clipped - n * scale.unit[0]) - n * scale.unit[1];
  const f32x4 last = n * scale.unit[2];
  const f32x4 rest = (most - last) + (x - x);  // NaN for infinity
  FloatPair r = exact_product(rest, scale.scale);
  r.low += ((most - rest) - last) * scale.scale;
  r = {min(max(r.high, -0.79f), 0.79f), min(max(r.low, -1e-7f), 1e-7f)};
  const f32x4 z = r.high * r.high;
  f32x4 q = 0x1.6cda18p-19f;
  q = q * z + -0x1.a00e86p-13f;
  q = q * z + 0x1.11111cp-7f;
  q = q * z + -0x1.555556p-3f;
  const f32x4 cubic = r.high * z * q + r.low;
  const f32x4 sine = r.high + cubic;
  const f32x4 quartic =
      z * z * (0x1.55554ep-5f + z * (-0x1.6c0e4p-10f + z * 0x1.9a6f48p-16f)) - r.high * r.low;
  const f32x4 parabola = 1.0f - 0.5f * z;
  const f32x4 cosine = parabola + quartic;
  const f32x4 sine_lost = cubic - (sine - r.high);
  const f32x4 cosine_lost = (quartic - (cosine - parabola)) + ((1.0f - parabola) - 0.5f * z);
  const i32x4 quarter = bits_of(shifted);
  const mask4 even = (quarter & 1) == i32x4(0);
  // The sine is negative in the third and fourth quarter, the cosine in the second and third.
  const i32x4 sine_sign = shift_left(quarter, 30) & INT32_MIN;
  const i32x4 cosine_sign = shift_left(quarter + 1, 30) & INT32_MIN;
  const auto signed_by = [](i32x4 sign, f32x4 magnitude) { return float_of_bits(bits_of(magnitude) ^ sign); };
  return {signed_by(sine_sign, select(even, sine, cosine)),
          signed_by(sine_sign, select(even, sine_lost, cosine_lost)),
          signed_by(cosine_sign, select(even, cosine, sine)),
          signed_by(cosine_sign, select(even, cosine_lost, sine_lost))};
}

inline f32x4 sin(f32x4 x) { return sin_cos(x, trig_scale(1)).sin; }
inline f32x4 cos(f32x4 x) { return sin_cos(x, trig_scale(1)).cos; }

}  // namespace actlab
