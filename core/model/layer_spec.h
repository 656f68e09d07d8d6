// SPDX-License-Identifier: MIT
// The layers of a spec: one struct a kind, which `type` tells.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <variant>

#include "core/activation/registry.h"
#include "core/train/initializer.h"

namespace actlab {

struct InitializerSpec {
  Initializer name = Initializer::kZeros;
  double value = 0;  // of "constant"
};

struct DenseSpec {
  static constexpr std::string_view kName = "dense";
  std::uint32_t units = 8;
  bool use_bias = true;
  InitializerSpec kernel_initializer{Initializer::kGlorotUniform};
  InitializerSpec bias_initializer{Initializer::kZeros};
};

struct ActivationSpec {
  static constexpr std::string_view kName = "activation";
  const Activation* function = nullptr;  // of the registry; never null once read
  // As written, and laid out as kernels take them, which is as floats.
  std::array<double, kMaxActivationParameters> parameters{};
  std::size_t pieces = 0;  // length of its lists, when it has any

  std::array<float, kMaxActivationParameters> kernel_parameters() const {
    std::array<float, kMaxActivationParameters> floats{};
    for (std::size_t i = 0; i < floats.size(); ++i) floats[i] = static_cast<float>(parameters[i]);
    return floats;
  }
};

using LayerSpec = std::variant<DenseSpec, ActivationSpec>;

}  // namespace actlab
