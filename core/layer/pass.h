// SPDX-License-Identifier: MIT
// What a forward pass is for.
#pragma once

#include <cstddef>
#include <cstdint>

namespace actlab {

// Layers that a network has at most.
inline constexpr std::uint32_t kMostLayers = 64;

struct Pass {
  // Samples in the batch: the first columns. Those after them are padding, finite where the last sample is. What stands there
  // means nothing: it reaches neither a statistic nor a gradient nor a loss, and gradients are zero there.
  std::size_t count = 0;
  bool training = false;   // draws what is random, takes statistics of the batch, keeps what `backward` needs
  bool keep = false;       // keeps that without training, for a look backward through the network as it is
  std::uint64_t seed = 0;  // of the run
  std::uint64_t update = 0;  // whose batch this is: the same update draws the same numbers again

  bool keeps() const { return training || keep; }

  // The index of what a layer draws in this pass.
  std::uint64_t draw(std::size_t layer) const { return update * kMostLayers + layer; }
};

}  // namespace actlab
