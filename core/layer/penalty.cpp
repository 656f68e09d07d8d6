// SPDX-License-Identifier: MIT
// The regularisers' gradients.
#include "core/layer/penalty.h"

#include "core/simd/f32x4.h"
#include "core/simd/underflow.h"

namespace actlab {
namespace {

// size with the sign of a; 0 for 0.
f32x4 along(f32x4 a, f32x4 size) { return copysign(size, a) & (a != 0.0f); }

}  // namespace

void add_weight_penalty(const Penalty& penalty, const float* w, float* dw, std::size_t n) {
  const f32x4 l1 = penalty.l1, twice_l2 = 2 * penalty.l2;
  for (std::size_t i = 0; i < n; i += kLanes) {
    const f32x4 weight = zero_below(0x1p-80f, load(w + i));
    store(dw + i, load(dw + i) + (along(weight, l1) + twice_l2 * weight));
  }
}

void add_activity_penalty(float l1, const float* y, float* dy, std::size_t units, std::size_t count) {
  const f32x4 size = l1 / static_cast<float>(count);
  const std::size_t B = padded(count);
  for (std::size_t u = 0; u < units; ++u) {
    for (std::size_t b = 0; b < B; b += kLanes) {
      const std::size_t at = u * B + b;
      store(dy + at, load(dy + at) + (along(load(y + at), size) & first_lanes(count - b)));
    }
  }
}

}  // namespace actlab
