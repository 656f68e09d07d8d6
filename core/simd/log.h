// SPDX-License-Identifier: MIT
// Natural logarithms for four floats. Constants: core/simd/fit/fit.py, blocks "exp.h" (ln 2) and "log.h".
#pragma once

#include <cstdint>
#include <limits>

#include "core/simd/accuracy.h"
#include "core/simd/exp.h"
#include "core/simd/f32x4.h"

namespace actlab {

inline constexpr AccuracyBound kLogBound = {.ulp = 1, .from = 0.0f};
inline constexpr AccuracyBound kLog1pBound = {.ulp = 1, .from = -1.0f};

namespace simd_detail {

// k ln 2 + log(1 + f) for -0.293 <= f <= 0.5 and integers k of magnitude up to 150.
// With s = f / (2 + f), log(1 + f) = 2 s + s R(s^2) = f - (f^2 / 2 - s (f^2 / 2 + R)), which keeps f exact.
inline f32x4 log_of_reduced(f32x4 k, f32x4 f) {
  const f32x4 s = f / (2.0f + f);
  const f32x4 z = s * s;
  const f32x4 series = z * (0x1.5555b4p-1f + z * (0x1.992a98p-2f + z * 0x1.36eedp-2f));
  const f32x4 half_square = 0.5f * f * f;
  const f32x4 small = k * kLn2Low - (half_square - s * (half_square + series));
  // Fast2Sum: base is 0 or the larger, and k kLn2High is exact.
  const f32x4 base = k * kLn2High;
  const f32x4 sum = base + f;
  const f32x4 error = f - (sum - base);
  return sum + (error + small);
}

}  // namespace simd_detail

// log x; -infinity for +-0, NaN below 0.
inline f32x4 log(f32x4 x) {
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  constexpr std::int32_t kSqrtHalf = 0x3F3504F3;
  const mask4 denormal = x < std::numeric_limits<float>::min();
  const f32x4 normal = select(denormal, x * 0x1p25f, x);
  // x = 2^k (1 + f) with 1 + f in [sqrt(1/2), sqrt 2).
  const i32x4 offset = bits_of(normal) - kSqrtHalf;
  const f32x4 k = to_float(shift_right(offset, 23)) - (f32x4(25.0f) & denormal);
  const f32x4 f = float_of_bits((offset & 0x007FFFFF) + kSqrtHalf) - 1.0f;
  const f32x4 edge =
      select(x == 0.0f, -kInfinity, select(x < 0.0f, std::numeric_limits<float>::quiet_NaN(), x));
  return select((x > 0.0f) & (x < kInfinity), simd_detail::log_of_reduced(k, f), edge);
}

// log(1 + x); -infinity at -1, NaN below, -0 for -0.
inline f32x4 log1p(f32x4 x) {
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  // 1 + x = 2^k (1 + f) with 1 + f in [3/4, 3/2): there f = 2^-k x + (2^-k - 1) is exact wherever it matters.
  const i32x4 k_bits = (bits_of(1.0f + x) - 0x3F400000) & static_cast<std::int32_t>(0xFF800000);
  const f32x4 scaled = float_of_bits(bits_of(x) - k_bits);
  const f32x4 unit = max(float_of_bits(i32x4(0x3F800000) - k_bits), 0.0f);  // 2^-k; 0 for k > 126
  const f32x4 y = simd_detail::log_of_reduced(to_float(shift_right(k_bits, 23)), scaled + (unit - 1.0f));
  const f32x4 edge =
      select(x == -1.0f, -kInfinity, select(x < -1.0f, std::numeric_limits<float>::quiet_NaN(), x));
  return select((x > -1.0f) & (x < kInfinity), copysign(y, x), edge);
}

}  // namespace actlab
