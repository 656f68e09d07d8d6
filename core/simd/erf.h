// SPDX-License-Identifier: MIT
// The error function and the tail of the normal distribution for four floats. Constants:
// core/simd/fit/fit.py.
#pragma once

#include <cstdint>

#include "core/simd/accuracy.h"
#include "core/simd/exp.h"
#include "core/simd/f32x4.h"

namespace actlab {

inline constexpr AccuracyBound kErfBound = {.ulp = 2};
inline constexpr AccuracyBound kErfcBound = {.ulp = 5};

// 2^64 e^(-c x^2) for c = 1/2 or 1 and c x^2 <= 130. Rounding x^2 would cost up to 100 ulp of the result, so
// x is cut into a head of 12 bits, whose square is exact, and a tail, whose share is handed to exp apart.
inline f32x4 gaussian_times_two64(f32x4 x, float c) {
  const f32x4 head = float_of_bits(bits_of(x) & static_cast<std::int32_t>(0xFFFFF000));
  return exp_times_two64(-c * x * x, -c * head * head, -c * ((x - head) * (x + head)));
}

// erfc(a / sqrt 2) e^(a^2 / 2) for 0 <= a <= 14.5, as numerator / denominator: twice the tail of the normal
// distribution, the fall of its density taken out. The denominator is K a D + N, with N = 1 + a n: where it
// is large, the rounding of D and of a D cancels in the quotients. All coefficients are positive, so that no
// sum cancels.
struct TailRatio {
  f32x4 numerator;          // D
  f32x4 numerator_times_a;  // a D
  f32x4 denominator;
};

inline TailRatio tail_ratio(f32x4 a) {
  f32x4 d = 0x1.0f454p-7f;
  d = d * a + 0x1.4e4306p-4f;
  d = d * a + 0x1.78589ap-2f;
  d = d * a + 0x1.c1944cp-1f;
  f32x4 n = 0x1.e1a62ap-18f;
  n = n * a + 0x1.4f6dd6p-7f;
  n = n * a + 0x1.aaff38p-4f;
  n = n * a + 0x1.b0d00cp-2f;
  // D = 1 + a d: where a is small, adding a last leaves one rounding in a D instead of two.
  d = d * a;
  const f32x4 ad = a + a * d;
  return {1.0f + d, ad, 1.0f + (0x1.40d852p+0f * ad + a * n)};
}

// erfc(|x|) = 1 - erf(|x|).
inline f32x4 erfc_of_magnitude(f32x4 x) {
  constexpr float kSqrt2 = 0x1.6a09e6p+0f;
  const f32x4 y = min(abs(x), 10.25f);
  const TailRatio tail = tail_ratio(kSqrt2 * y);
  return gaussian_times_two64(y, 1.0f) * tail.numerator / tail.denominator * 0x1p-64f;
}

namespace simd_detail {

// erf x for |x| < 0.85, where its series beats 1 - erfc.
inline f32x4 erf_series(f32x4 x) {
  const f32x4 z = x * x;
  f32x4 q = -0x1.4b40fcp-11f;
  q = q * z + 0x1.4b127cp-8f;
  q = q * z + -0x1.b72392p-6f;
  q = q * z + 0x1.ce23f4p-4f;
  q = q * z + -0x1.81271cp-2f;
  q = q * z + 0x1.06eba8p-3f;
  return x + x * q;
}

}  // namespace simd_detail

// erf x.
inline f32x4 erf(f32x4 x) {
  return select(abs(x) < 0.85f, simd_detail::erf_series(x), copysign(1.0f - erfc_of_magnitude(x), x));
}

// 1 - erf x; 0 above 10.06.
inline f32x4 erfc(f32x4 x) {
  const f32x4 tail = erfc_of_magnitude(x);
  return select(abs(x) < 0.47f, 1.0f - simd_detail::erf_series(x), select(x < 0.0f, 2.0f - tail, tail));
}

}  // namespace actlab
