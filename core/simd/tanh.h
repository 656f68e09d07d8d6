// SPDX-License-Identifier: MIT
// The two saturating curves, tanh and the logistic sigmoid, for four floats. Constants: core/simd/fit/fit.py.
#pragma once

#include "core/simd/accuracy.h"
#include "core/simd/exp.h"
#include "core/simd/f32x4.h"

namespace actlab {

inline constexpr AccuracyBound kTanhBound = {.ulp = 2.5f};
inline constexpr AccuracyBound kSigmoidBound = {.ulp = 2};

// a = n ln 2 / 2 + h for a >= 0. With E = 2^-n and u = tanh h, the addition theorem gives, over one
// denominator d = (1 + E) + u (1 - E),
//   tanh a = ((1 - E) + u (1 + E)) / d        1 - tanh^2 a = 4 E (1 - u^2) / d^2
//   sigmoid(-2a) = E (1 - u) / d
// which has neither the cancellation of 1 - 2 / (e^2a + 1) near 0 nor that of 1 - tanh^2 in the tails.
struct SaturationParts {
  f32x4 u;
  f32x4 E_times_two64;  // never denormal, so that a tail is rounded once, by the final factor 2^-64
  f32x4 difference;     // 1 - E
  f32x4 sum;            // 1 + E
  f32x4 denominator;
  f32x4 denominator_lost;  // by rounding: what would have to be added to the denominator
};

// Parts for a + tail, where tail is a correction to a >= 0; from 54 on it is as good as infinite.
inline SaturationParts saturation_parts(f32x4 a, f32x4 tail) {
  constexpr float kShift = simd_detail::rounding_shift(64 + 127);
  const f32x4 clamped = min(a, 54.0f);
  const f32x4 shifted = kShift - clamped * (2.0f * simd_detail::kLog2E);
  const f32x4 minus_n = shifted - kShift;
  const f32x4 high = clamped + minus_n * (0.5f * simd_detail::kLn2High);
  const f32x4 low = minus_n * (0.5f * simd_detail::kLn2Low) + tail;
  const f32x4 h = high + low;
  const f32x4 z = h * h;
  const f32x4 q = -0x1.55554ep-2f + z * (0x1.1105b4p-3f + z * -0x1.afeb42p-5f);
  SaturationParts s;
  s.u = high + (h * z * q + low);
  s.E_times_two64 = simd_detail::power_of_two(bits_of(shifted));
  const f32x4 E = s.E_times_two64 * 0x1p-64f;
  s.difference = 1.0f - E;
  s.sum = 1.0f + E;
  const f32x4 above_one = E + s.u * s.difference;
  s.denominator = 1.0f + above_one;
  s.denominator_lost = above_one - (s.denominator - 1.0f);
  return s;
}

// tanh a.
inline f32x4 tanh_of(const SaturationParts& s) { return (s.difference + s.u * s.sum) / s.denominator; }

// 1 / (1 + e^-2x), where x has the magnitude of the parts. Both sides come from the smaller one: 1 minus a
// number below 1/2 is closer to the truth than a quotient close to 1.
inline f32x4 sigmoid_of(const SaturationParts& s, f32x4 x) {
  const f32x4 numerator = 1.0f - s.u;
  const f32x4 lost = (1.0f - numerator) - s.u;  // by rounding; it is worth half an ulp of the result
  const f32x4 quotient = numerator / s.denominator;
  const f32x4 smaller = (quotient + lost * quotient) * s.E_times_two64 * 0x1p-64f;
  return select(x < 0.0f, smaller, 1.0f - smaller);
}

// (1 - tanh^2 a) times `scale`, a power of two.
inline f32x4 tanh_slope_of(const SaturationParts& s, float scale) {
  const f32x4 square = s.denominator * s.denominator + 2.0f * s.denominator_lost * s.denominator;
  return (1.0f - s.u * s.u) / square * s.E_times_two64 * (4.0f * scale * 0x1p-64f);
}

// tanh x.
inline f32x4 tanh(f32x4 x) { return copysign(tanh_of(saturation_parts(abs(x), 0.0f)), x); }

// 1 / (1 + e^-x).
inline f32x4 sigmoid(f32x4 x) { return sigmoid_of(saturation_parts(0.5f * abs(x), 0.0f), x); }

}  // namespace actlab
