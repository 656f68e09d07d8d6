// SPDX-License-Identifier: MIT
// A block of floats that is first measured and then carved, by the same code.
#pragma once

#include <cstddef>

#include "core/contract.h"
#include "core/simd/f32x4.h"

namespace actlab {

// An Arena without memory counts what `take` is asked for; one with memory hands out consecutive pieces of
// it. Whoever plans its memory writes one function over an Arena and calls it twice, so that plan and use
// cannot differ.
class Arena {
 public:
  Arena() = default;
  Arena(float* memory, std::size_t floats) : memory_(memory), floats_(floats) {}

  // A piece of `count` floats, rounded up to whole vectors; null while measuring.
  float* take(unsigned long long count) {
    float* piece = memory_ == nullptr ? nullptr : memory_ + used_;
    used_ += (count + kLanes - 1) / kLanes * kLanes;
    ACTLAB_EXPECT(memory_ == nullptr || used_ <= floats_);
    return piece;
  }

  // Floats taken so far. 64 bits, so that measuring an absurd network cannot wrap around.
  unsigned long long used() const { return used_; }

 private:
  float* memory_ = nullptr;
  unsigned long long floats_ = 0, used_ = 0;
};

}  // namespace actlab
