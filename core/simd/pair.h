// SPDX-License-Identifier: MIT
// Sums and products with what they lose to rounding: a number as two floats.
#pragma once

#include <cstdint>

#include "core/simd/f32x4.h"

namespace actlab {

// high + low, where low is at most half an ulp of high.
struct FloatPair {
  f32x4 high;
  f32x4 low;
};

// a + b exactly, barring overflow (Knuth's TwoSum).
inline FloatPair exact_sum(f32x4 a, f32x4 b) {
  const f32x4 sum = a + b;
  const f32x4 b_part = sum - a;
  return {sum, (a - (sum - b_part)) + (b - b_part)};
}

// a b exactly, barring overflow and denormals (Dekker 1971): each factor is cut into a head of 12 bits and a rest,
// whose products are exact.
inline FloatPair exact_product(f32x4 a, f32x4 b) {
  constexpr auto kHead = static_cast<std::int32_t>(0xFFFFF000);
  const f32x4 a_head = float_of_bits(bits_of(a) & kHead), a_rest = a - a_head;
  const f32x4 b_head = float_of_bits(bits_of(b) & kHead), b_rest = b - b_head;
  const f32x4 product = a * b;
  return {product, ((a_head * b_head - product) + a_head * b_rest + a_rest * b_head) + a_rest * b_rest};
}

}  // namespace actlab
