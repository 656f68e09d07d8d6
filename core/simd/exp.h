// SPDX-License-Identifier: MIT
// e^x and e^x - 1 for four floats. Constants: core/simd/fit/fit.py, blocks "exp.h".
#pragma once

#include "core/simd/accuracy.h"
#include "core/simd/f32x4.h"

namespace actlab {

inline constexpr AccuracyBound kExpBound = {.ulp = 1};
inline constexpr AccuracyBound kExpm1Bound = {.ulp = 1};

namespace simd_detail {

inline constexpr float kLog2E = 0x1.715476p+0f;
inline constexpr float kLn2High = 0x1.62e4p-1f;
inline constexpr float kLn2Low = 0x1.7f7d1cp-20f;

// Adding 1.5 * 2^23 to a float of magnitude below 2^22 rounds it to an integer and leaves that integer in the
// low bits of the sum; a bias added along with it takes part in both.
constexpr float rounding_shift(int bias) { return 12582912.0f + static_cast<float>(bias); }

// x = n ln 2 + r with r = high - low; `high` is exact, so that only `low` carries rounding.
struct ExpReduction {
  f32x4 shifted;  // n + kBias in its low bits
  f32x4 high;
  f32x4 low;
  f32x4 r;
};

// Reduces x + tail, where tail is a correction to x and `rounded` about their sum; n is the integer nearest
// to rounded / ln 2.
template <int kBias>
inline ExpReduction reduce_exp(f32x4 rounded, f32x4 x, f32x4 tail) {
  constexpr float kShift = rounding_shift(kBias);
  ExpReduction e;
  e.shifted = rounded * kLog2E + kShift;
  const f32x4 n = e.shifted - kShift;
  e.high = x - n * kLn2High;
  e.low = n * kLn2Low - tail;
  e.r = e.high - e.low;
  return e;
}

// e^r. The sum 1 + high is taken with its rounding error (Fast2Sum), which leaves about 0.65 ulp in all.
inline f32x4 exp_of_remainder(const ExpReduction& e) {
  f32x4 q = 0x1.6a281cp-10f;
  q = q * e.r + 0x1.123afap-7f;
  q = q * e.r + 0x1.5558cap-5f;
  q = q * e.r + 0x1.55549p-3f;
  q = q * e.r + 0x1.fffffcp-2f;
  const f32x4 sum = 1.0f + e.high;
  const f32x4 error = e.high - (sum - 1.0f);
  return sum + (error + (e.r * e.r * q - e.low));
}

// 2^n from n + 127 in the low bits of a shifted float; the bits above fall off the end.
inline f32x4 power_of_two(i32x4 n_plus_127) { return float_of_bits(shift_left(n_plus_127, 23)); }

}  // namespace simd_detail

// 2^64 e^(x + tail) for -130 <= x <= 0, with tail a correction to x and `rounded` about their sum. It is
// never denormal: a caller can still multiply and divide before the one rounding that the factor 2^-64
// brings.
inline f32x4 exp_times_two64(f32x4 rounded, f32x4 x, f32x4 tail) {
  const simd_detail::ExpReduction e = simd_detail::reduce_exp<64 + 127>(rounded, x, tail);
  return simd_detail::exp_of_remainder(e) * simd_detail::power_of_two(bits_of(e.shifted));
}

// e^x for x <= 0, as exp() but cheaper.
inline f32x4 exp_nonpositive(f32x4 x) {
  const f32x4 clamped = max(x, -104.0f);
  return exp_times_two64(clamped, clamped, 0.0f) * 0x1p-64f;
}

// e^x; +0 below -103.98, +infinity above 88.73.
inline f32x4 exp(f32x4 x) {
  const f32x4 clamped = min(max(x, -104.0f), 89.0f);
  const simd_detail::ExpReduction e = simd_detail::reduce_exp<2 * 127>(clamped, clamped, 0.0f);
  // 2^n itself may be no float, so it is applied in two halves; only the second can round.
  const i32x4 k = bits_of(e.shifted);
  const i32x4 half = shift_right(k, 1);
  return simd_detail::exp_of_remainder(e) * simd_detail::power_of_two(half) *
         simd_detail::power_of_two(k - half);
}

namespace simd_detail {

// e^r - 1 - r, to more digits than exp needs: near r = 0 they are digits of e^x - 1.
inline f32x4 expm1_less_r(f32x4 r) {
  f32x4 q = 0x1.b200e8p-13f;
  q = q * r + 0x1.6d20e8p-10f;
  q = q * r + 0x1.11076p-7f;
  q = q * r + 0x1.555504p-5f;
  q = q * r + 0x1.55555ap-3f;
  q = q * r + 0.5f;
  return r * r * q;
}

// What expm1 takes for x when it picks n. n = 1 begins 0.05 later than usual, because its terms 2 (e^r - 1)
// and 1 cancel most at the smallest remainders.
inline f32x4 expm1_rounded(f32x4 x) { return x - 0.05f; }

// scale (1 + high + small) - unit, where scale is unit 2^n. Both leading sums are taken with their rounding
// errors (Fast2Sum; base is 0 or larger than linear).
inline f32x4 scaled_expm1(f32x4 scale, float unit, f32x4 high, f32x4 small) {
  const f32x4 base = scale - unit;
  const f32x4 linear = scale * high;
  const f32x4 sum = base + linear;
  const f32x4 error = (linear - (sum - base)) + ((scale - base) - unit);
  return sum + (error + scale * small);
}

}  // namespace simd_detail

// e^x - 1; -1 below -17.33, +infinity above 88.73, -0 for -0.
inline f32x4 expm1(f32x4 x) {
  const f32x4 clamped = min(max(x, -18.0f), 89.0f);
  // Half the result is computed, because 2^128 is no float.
  const auto e = simd_detail::reduce_exp<126>(simd_detail::expm1_rounded(clamped), clamped, 0.0f);
  const f32x4 scale = simd_detail::power_of_two(bits_of(e.shifted));
  const f32x4 half = simd_detail::scaled_expm1(scale, 0.5f, e.high, simd_detail::expm1_less_r(e.r) - e.low);
  return select(abs(x) < 0x1p-26f, x, 2.0f * half);
}

}  // namespace actlab
