// SPDX-License-Identifier: MIT
// Sine and cosine for four floats of moderate size. Constants: core/simd/fit/fit.py, blocks "trig.h".
#pragma once

#include <cstdint>

#include "core/simd/accuracy.h"
#include "core/simd/exp.h"
#include "core/simd/f32x4.h"

namespace actlab {

// Beyond the domain the reduction loses its digits: the result is then some number in [-1, 1], and NaN at
// +-infinity.
inline constexpr AccuracyBound kSinBound = {.ulp = 4, .absolute = 1e-7f, .from = -12000.0f, .to = 12000.0f};
inline constexpr AccuracyBound kCosBound = kSinBound;

namespace simd_detail {

// sin(x + quarter pi / 2).
inline f32x4 sin_of_quarter(f32x4 x, std::int32_t quarter) {
  constexpr float kShift = rounding_shift(0);
  const f32x4 shifted = x * 0x1.45f306p-1f + kShift;
  const f32x4 n = shifted - kShift;
  // pi / 2 in three parts; the first two have 11 bits and |n| < 2^13, so that their products are exact.
  f32x4 r = ((x - n * 0x1.92p+0f) - n * 0x1.fb4p-12f) - n * 0x1.4442d2p-24f;
  r = min(max(r, -0.79f), 0.79f);
  const f32x4 z = r * r;
  const f32x4 sine = r + r * z * (-0x1.555546p-3f + z * (0x1.11076ep-7f + z * -0x1.994e44p-13f));
  const f32x4 cosine =
      (1.0f - 0.5f * z) + z * z * (0x1.55554ep-5f + z * (-0x1.6c0e4p-10f + z * 0x1.9a6f48p-16f));
  const i32x4 turn = bits_of(shifted) + quarter;
  const i32x4 sign = shift_left(turn, 30) & INT32_MIN;
  const f32x4 magnitude = select((turn & 1) == i32x4(0), sine, cosine);
  return float_of_bits(bits_of(magnitude) ^ sign);
}

}  // namespace simd_detail

inline f32x4 sin(f32x4 x) { return simd_detail::sin_of_quarter(x, 0); }
inline f32x4 cos(f32x4 x) { return simd_detail::sin_of_quarter(x, 1); }

}  // namespace actlab
