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

using InitializerSpec = InitializerConfig;

struct DenseSpec {
  static constexpr std::string_view kName = "dense";
  std::uint32_t units = 8;
  bool use_bias = true;
  InitializerSpec kernel_initializer{Initializer::kGlorotUniform};
  InitializerSpec bias_initializer{Initializer::kZeros};
  double l1 = 0, l2 = 0;   // of the kernel's sizes and squares, in the loss that is trained
  double activity_l1 = 0;  // of the outputs' sizes, for each sample
};

struct ActivationSpec {
  static constexpr std::string_view kName = "activation";
  const Activation* function = nullptr;  // of the registry; never null once read
  // As written, and laid out as kernels take them, which is as floats.
  std::array<double, kMaxActivationParameters> parameters{};
  std::size_t pieces = 0;  // length of its lists, when it has any
  double activity_l1 = 0;

  std::array<float, kMaxActivationParameters> kernel_parameters() const {
    std::array<float, kMaxActivationParameters> floats{};
    for (std::size_t i = 0; i < floats.size(); ++i) floats[i] = static_cast<float>(parameters[i]);
    return floats;
  }
};

struct PreluSpec {
  static constexpr std::string_view kName = "prelu";
  bool shared = false;    // one slope for all units
  double initial = 0.25;  // slope left of 0 at the start
  double activity_l1 = 0;
};

struct MaxoutSpec {
  static constexpr std::string_view kName = "maxout";
  std::uint32_t units = 8, pieces = 2;
  bool use_bias = true;
  InitializerSpec kernel_initializer{Initializer::kGlorotUniform};
  InitializerSpec bias_initializer{Initializer::kZeros};
  double l1 = 0, l2 = 0, activity_l1 = 0;
};

struct DropoutSpec {
  static constexpr std::string_view kName = "dropout";
  double rate = 0.5;  // share of the units that is left out
  double activity_l1 = 0;
};

struct GaussianNoiseSpec {
  static constexpr std::string_view kName = "gaussian_noise";
  double stddev = 0.1;
  double activity_l1 = 0;
};

struct BatchNormSpec {
  static constexpr std::string_view kName = "batch_norm";
  double momentum = 0.1;  // share of a batch in the running statistics
  double epsilon = 1e-5;  // added to the variance
  double activity_l1 = 0;
};

using LayerSpec = std::variant<DenseSpec, ActivationSpec, PreluSpec, MaxoutSpec, DropoutSpec,
                               GaussianNoiseSpec, BatchNormSpec>;

}  // namespace actlab
