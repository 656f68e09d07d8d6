// SPDX-License-Identifier: MIT
// What a forward pass is for.
#pragma once

#include <cstdint>

namespace actlab {

// Layers that a network has at most.
inline constexpr std::uint32_t kMostLayers = 64;

struct Pass {
  bool training = false;     // keeps what `backward` needs, and draws what is random in training
  std::uint64_t seed = 0;    // of the run
  std::uint64_t update = 0;  // whose batch this is: the same update draws the same numbers again
};

}  // namespace actlab
