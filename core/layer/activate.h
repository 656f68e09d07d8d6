// SPDX-License-Identifier: MIT
// The layer that applies an activation function to every unit.
#pragma once

#include <array>
#include <cstddef>

#include "core/activation/registry.h"

namespace actlab {

struct Activate {
  std::size_t units = 0;
  const Activation* function = nullptr;
  std::array<float, kMaxActivationParameters> parameters{};
  float* slope = nullptr;  // (units, B): a' of the last forward pass that kept it; owned by the network

  // a (units, B) from z (units, B); training: keeps the slope for `backward`.
  void forward(const float* z, float* a, std::size_t B, bool training) const;

  // dz (units, B), unless it is null, from da (units, B).
  void backward(const float* z, const float* da, float* dz, std::size_t B) const;
};

}  // namespace actlab
