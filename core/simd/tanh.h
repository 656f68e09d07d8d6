// SPDX-License-Identifier: MIT
// The two saturating curves, tanh and the logistic sigmoid, for four floats.
#pragma once

#include "core/simd/accuracy.h"
#include "core/simd/exp_ratio.h"
#include "core/simd/f32x4.h"

namespace actlab {

inline constexpr AccuracyBound kTanhBound = {.ulp = 2.5f};
inline constexpr AccuracyBound kSigmoidBound = {.ulp = 2};

namespace simd_detail {

// tanh h for |h| <= ln 2 / 4 and a little more.
inline f32x4 tanh_near_zero(f32x4 h) {
  const f32x4 z = h * h;
  return h + h * (z * (-0x1.55554ep-2f + z * (0x1.1105b4p-3f + z * -0x1.afeb42p-5f)));
}

}  // namespace simd_detail

// tanh x in two steps, for kernels that take them one after the other: 2^n, and h for x = n ln 2 / 2 + h.
inline PowerRest tanh_begin(f32x4 x) {
  // Beyond 9.02 it is 1 in float32.
  const ExpRatio e = exp_ratio<0>(min(max(x, -9.02f), 9.02f), exp_scale(2));
  return {e.power, e.rest};
}
inline f32x4 tanh_end(PowerRest x) {
  // The addition theorem, with E = 2^n and u = tanh h. Where E is 1, this is u: nothing cancels
  // near 0, as it would in 1 - 2 / (e^2x + 1).
  const f32x4 u = simd_detail::tanh_near_zero(x.rest);
  const f32x4 less = x.power - 1.0f, more = x.power + 1.0f;
  return (less + more * u) / (more + less * u);
}
inline f32x4 tanh(f32x4 x) { return tanh_end(tanh_begin(x)); }

// tanh of h + n ln 2 / 2 >= 0 as a quotient, whose parts give what is made of it in the tails too.
struct TanhRatio {
  f32x4 numerator, numerator_lost;  // what rounding took from it
  f32x4 denominator, denominator_lost;
  f32x4 denominator_square;  // with what rounding took from the denominator
  f32x4 slope_times_two64;   // 1 - tanh^2
};

// e  of e^-2a, a >= 0, with a bias of 64
inline TanhRatio tanh_ratio(const ExpRatio& e) {
  // As tanh(), but with E <= 1, which reaches down to where 1 - tanh^2 is 0 in float32.
  const f32x4 u = simd_detail::tanh_near_zero(-0.5f * e.r);
  const f32x4 E = e.power * 0x1p-64f;
  const f32x4 less = 1.0f - E, more = 1.0f + E;
  const f32x4 less_u = less * u, more_u = more * u;
  TanhRatio t;
  t.numerator = less + more_u;
  t.numerator_lost = more_u - (t.numerator - less);
  t.denominator = more + less_u;
  t.denominator_lost = (less_u - (t.denominator - more)) + (E - (more - 1.0f));
  t.denominator_square = t.denominator * t.denominator + 2.0f * t.denominator_lost * t.denominator;
  t.slope_times_two64 = 4.0f * e.power * ((1.0f - u * u) / t.denominator_square);
  return t;
}

// 1 / (1 + e^-x) for e^-x = E e^-r, as unit / (unit + E + E (e^-r - 1)), where E, a power of two, and the unit come
// with any other as a factor. Added in this order: with E + unit first, the 1 would be lost beside E = 2^24. That w is
// added last costs a rounding and makes for a shorter chain.
// r, w  as in ExpRatio
inline f32x4 sigmoid_ratio(f32x4 unit, f32x4 E, f32x4 r, f32x4 w) {
  const f32x4 one_less_exp = (r + r) / ((2.0f + r) + w);
  return unit / (E + (unit - E * one_less_exp));
}

// 1 / (1 + e^-x) in two steps: E = 2^(-n - 64), and r for x = n ln 2 + r, so that e^-x = 2^64 E e^-r.
inline PowerRest sigmoid_begin(f32x4 x) {
  // Above 18 it is 1 in float32, below -104 it is 0. 2^-64 keeps the powers of both ends within floats.
  const f32x4 clipped = min(max(x, -105.0f), 18.0f);
  constexpr float kShift = simd_detail::rounding_shift(127 - 64);
  const f32x4 shifted = kShift - clipped * simd_detail::kLog2E;
  const f32x4 n = kShift - shifted;
  return {simd_detail::power_of_two(bits_of(shifted)),
          (clipped - n * simd_detail::kLn2High) - n * simd_detail::kLn2Low};
}
inline f32x4 sigmoid_end(PowerRest x) {
  return sigmoid_ratio(0x1p-64f, x.power, x.rest, simd_detail::r_coth_half_less_two(x.rest));
}
inline f32x4 sigmoid(f32x4 x) { return sigmoid_end(sigmoid_begin(x)); }

}  // namespace actlab
