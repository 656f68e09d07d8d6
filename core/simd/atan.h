// SPDX-License-Identifier: MIT
// The inverse tangent for four floats. Constants: core/simd/fit/fit.py, block "atan.h".
#pragma once

#include "core/simd/accuracy.h"
#include "core/simd/f32x4.h"

namespace actlab {

inline constexpr AccuracyBound kAtanBound = {.ulp = 3};

// The angle in [-pi / 2, pi / 2] whose tangent is x.
inline f32x4 atan(f32x4 x) {
  const f32x4 a = abs(x);
  // arctan a = pi / 2 - arctan(1 / a) brings every input to [0, 1].
  const f32x4 t = min(a, 1.0f / a);
  const f32x4 z = t * t;
  f32x4 q = -0x1.d63652p-10f;
  q = q * z + 0x1.65a9ecp-7f;
  q = q * z + -0x1.fed48ep-6f;
  q = q * z + 0x1.dacb64p-5f;
  q = q * z + -0x1.5834fp-4f;
  q = q * z + 0x1.c09a14p-4f;
  q = q * z + -0x1.2421b6p-3f;
  q = q * z + 0x1.9991fcp-3f;
  q = q * z + -0x1.55553ep-2f;
  const f32x4 small = t + t * z * q;
  constexpr float kHalfPiHigh = 0x1.921fb6p+0f, kHalfPiLow = -0x1.777a5cp-25f;
  return copysign(select(a > 1.0f, kHalfPiHigh - (small - kHalfPiLow), small), x);
}

}  // namespace actlab
