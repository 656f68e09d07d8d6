// SPDX-License-Identifier: MIT
// Four generators side by side, for random numbers over whole arrays: a fraction of Random's cost for each.
#pragma once

#include <cstdint>

#include "core/random/random.h"
#include "core/simd/f32x4.h"

namespace actlab {

// xoshiro128++ in each lane (Blackman & Vigna 2021, "Scrambled Linear Pseudorandom Number Generators"): 128 bits of
// state, period 2^128 - 1.
class RandomLanes {
 public:
  // Each lane starts at a state of its own, which Random draws; arguments as there.
  RandomLanes(std::uint64_t seed, Stream stream, std::uint64_t index);

  // Uniform over all 32-bit numbers.
  i32x4 bits() {
    const i32x4 result = rotated(s_[0] + s_[3], 7) + s_[0];
    const i32x4 shifted = shift_left(s_[1], 9);
    s_[2] = s_[2] ^ s_[0];
    s_[3] = s_[3] ^ s_[1];
    s_[1] = s_[1] ^ s_[2];
    s_[0] = s_[0] ^ s_[3];
    s_[2] = s_[2] ^ shifted;
    s_[3] = rotated(s_[3], 11);
    return result;
  }

  // Uniform over [0, 1): multiples of 2^-24.
  f32x4 uniform() { return to_float(shift_right_unsigned(bits(), 8)) * 0x1p-24f; }

  // Standard normal (Box & Muller 1958), at most 5.8 in size: one in 10^8 would be larger.
  struct NormalPair {
    f32x4 first, second;
  };
  NormalPair normals();

 private:
  static i32x4 rotated(i32x4 a, std::uint32_t count) {
    return shift_left(a, count) ^ shift_right_unsigned(a, 32 - count);
  }

  i32x4 s_[4];
};

}  // namespace actlab
