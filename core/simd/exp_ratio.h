// SPDX-License-Identifier: MIT
// e^(c x) as a ratio, for formulas that divide anyway: one division serves both. Constants: core/simd/fit/fit.py, block
// "exp_ratio.h".
#pragma once

#include "core/simd/exp.h"
#include "core/simd/f32x4.h"

namespace actlab {

// How x is reduced for e^(c x): c x = n ln 2 + r. Working in units of ln 2 / c keeps the product c x, whose rounding
// error would be up to 40 ulp of the result, from ever being formed.
struct ExpScale {
  float per_unit;   // c / ln 2: n is x times it, rounded
  float unit_high;  // ln 2 / c in 15 bits, so that n unit_high is exact for |n| < 2^9
  float unit_low;   // the rest of ln 2 / c
  float scale;      // c
};

inline constexpr double kLn2 = 0.693147180559945309417;

// c  of magnitude 1e-7 to 1e7, lest its inverse or a multiple leave the floats
constexpr ExpScale exp_scale(double c) {
  const double unit = kLn2 / c;
  // Dekker's split: the leading 15 of 53 bits.
  const double shifted = unit * (0x1p38 + 1);
  const double high = shifted - (shifted - unit);
  return {static_cast<float>(1 / unit), static_cast<float>(high), static_cast<float>(unit - high),
          static_cast<float>(c)};
}

// e^(c x) = power (2 + w + r) / (2 + w - r), with 2 + w = r coth(r / 2). r = 0 gives 1 exactly.
struct ExpRatio {
  f32x4 power;  // 2^(n + bias)
  f32x4 r;      // in [-0.348, 0.348]
  f32x4 w;      // in [0, 0.0202]
  f32x4 rest;   // r / c

  // Both in [1.67, 2.37], rounded once: w and r are small, and so is what their sum loses.
  f32x4 plus() const { return 2.0f + (w + r); }
  f32x4 minus() const { return 2.0f + (w - r); }
};

// A power of two and a remainder: what the first step of a function in two steps hands to the second. The function
// says which.
struct PowerRest {
  f32x4 power;
  f32x4 rest;
};

namespace simd_detail {

// r coth(r / 2) - 2 for |r| <= ln 2 / 2 and a little more.
inline f32x4 r_coth_half_less_two(f32x4 r) {
  const f32x4 z = r * r;
  return z * (0x1.55551ep-3f + z * -0x1.6aa37cp-9f);
}

}  // namespace simd_detail

// e^(c (x + tail)), where tail is a correction to x, for -126 <= n + kBias <= 127 with n = round(c x / ln 2).
template <int kBias>
inline ExpRatio exp_ratio(f32x4 x, f32x4 tail, const ExpScale& scale) {
  constexpr float kShift = simd_detail::rounding_shift(kBias + 127);
  const f32x4 shifted = x * scale.per_unit + kShift;
  const f32x4 n = shifted - kShift;
  const f32x4 rest = (x - n * scale.unit_high) - (n * scale.unit_low - tail);
  const f32x4 r = rest * scale.scale;
  return {simd_detail::power_of_two(bits_of(shifted)), r, simd_detail::r_coth_half_less_two(r), rest};
}

template <int kBias>
inline ExpRatio exp_ratio(f32x4 x, const ExpScale& scale) {
  return exp_ratio<kBias>(x, 0.0f, scale);
}

// The reduction for e^x alone: 2^(n + kBias) and r, for the same range of n.
template <int kBias>
inline PowerRest power_and_rest(f32x4 x) {
  constexpr float kShift = simd_detail::rounding_shift(kBias + 127);
  const f32x4 shifted = x * simd_detail::kLog2E + kShift;
  const f32x4 n = shifted - kShift;
  return {simd_detail::power_of_two(bits_of(shifted)),
          (x - n * simd_detail::kLn2High) - n * simd_detail::kLn2Low};
}
inline ExpRatio exp_ratio(PowerRest x) {
  return {x.power, x.rest, simd_detail::r_coth_half_less_two(x.rest), x.rest};
}

// e^-y for y = |c x| in [0, 127], as the two parts t and m of a ratio t / m. t may be smaller than any float, so it
// comes with a factor of 2^64 as well: formulas divide first and multiply by 2^-64 last, and so round a result among
// the denormals once.
struct DecayRatio {
  f32x4 t_times_two64;
  f32x4 t;    // 0 or denormal where it no longer counts beside m
  f32x4 m;    // in [1.67, 2.37]
  f32x4 sum;  // t + m, rounded once where t is small
  // What t / sum lacks by the rounding of its parts, relative to it: to within a fifth.
  f32x4 lost;
};

// e  with a bias of 64
inline DecayRatio decay_ratio(const ExpRatio& e) {
  DecayRatio r;
  const f32x4 plus = e.plus();
  r.t_times_two64 = e.power * plus;
  r.t = r.t_times_two64 * 0x1p-64f;
  r.m = e.minus();
  const f32x4 rest = (e.w - e.r) + r.t;
  r.sum = 2.0f + rest;
  r.lost = 0.5f * (((e.w + e.r) - (plus - 2.0f)) - (rest - (r.sum - 2.0f)));
  return r;
}

}  // namespace actlab
